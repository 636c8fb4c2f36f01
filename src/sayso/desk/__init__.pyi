from .case import Case, ReadSummary, Redline, open_case, read
from .checking import Checked, Finding, check_draft
from .drafts import DraftFile, read_against, read_drafts
from .texts import align, attributions

__all__ = [
    "Case",
    "Checked",
    "DraftFile",
    "Finding",
    "ReadSummary",
    "Redline",
    "align",
    "attributions",
    "check_draft",
    "open_case",
    "read",
    "read_against",
    "read_drafts",
]
