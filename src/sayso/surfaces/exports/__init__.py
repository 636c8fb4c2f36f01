"""The door of the exports: a picture written in one of ``FORMATS``, or the export document in parts.

require_format   what writes a format: ``require_format("csv").write(picture, as_of)`` gives files under their names
write_document   one file, whole or not at all; ``write_set`` a folder or archive of several, ``pack_files`` the archive itself
checks_to_document   what came of checking drafts; ``checks_to_github`` and ``checks_to_sarif`` for code hosts
take_section     the part of the export document that answers a question; ``take_claim`` one claim with all that it points to
"""

from sayso.surfaces.exports.files import pack_files, write_document, write_set
from sayso.surfaces.exports.findings import KINDS as FINDING_KINDS
from sayso.surfaces.exports.findings import Check, checks_to_document, checks_to_github, checks_to_sarif
from sayso.surfaces.exports.formats import FORMATS, Format, require_format
from sayso.surfaces.exports.json_text import document_to_json
from sayso.surfaces.exports.sections import take_claim, take_section
from sayso.surfaces.exports.wellformed import is_web_address

__all__ = [
    "FINDING_KINDS",
    "FORMATS",
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
