from .files import pack_files, write_document, write_set
from .findings import FINDING_KINDS, Check, checks_to_document, checks_to_github, checks_to_sarif
from .formats import FORMATS, Format, require_format
from .json_text import document_to_json
from .sections import SECTIONS, take_claim, take_section
from .wellformed import is_web_address

__all__ = [
    "FINDING_KINDS",
    "FORMATS",
    "SECTIONS",
    "Check",
    "Format",
    "checks_to_document",
    "checks_to_github",
    "checks_to_sarif",
    "document_to_json",
    "is_web_address",
    "pack_files",
    "require_format",
    "take_claim",
    "take_section",
    "write_document",
    "write_set",
]
