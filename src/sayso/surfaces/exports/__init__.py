"""The door of the exports: the export document written in one of ``FORMATS``, whole or in parts."""

from sayso.surfaces.exports.formats import FORMATS, require_format, write_document
from sayso.surfaces.exports.json_text import document_to_json
from sayso.surfaces.exports.sections import take_claim, take_section

__all__ = ["FORMATS", "document_to_json", "require_format", "take_claim", "take_section", "write_document"]
