"""The door of the exports: the export document written as a file or to a stream, in one of ``FORMATS``."""

from sayso.surfaces.exports.formats import FORMATS, require_format, write_document
from sayso.surfaces.exports.json_text import document_to_json

__all__ = ["FORMATS", "document_to_json", "require_format", "write_document"]
