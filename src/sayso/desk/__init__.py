"""The desk: the Python API, and the only place where rooms are joined.

read, open_case       a pile of reports as a ``Case``: in memory, or in a case file
align, attributions   the same methods on bare texts: no case, no file
check_draft           a draft against what it was written from; ``read_drafts`` and ``read_against`` read both from files
"""

from sayso.desk.case import Case, ReadSummary, Redline, open_case, read
from sayso.desk.checking import Checked, Finding, check_draft
from sayso.desk.drafts import DraftFile, read_against, read_drafts
from sayso.desk.texts import align, attributions

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
