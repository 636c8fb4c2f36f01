"""What kind of report a fetched thing holds: by the media type that it came with, and by its name where that says nothing."""

from __future__ import annotations

from posixpath import splitext

from sayso.errors import InputError
from sayso.ingest.files import FORMATS

_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".xhtml",
    "application/rss+xml": ".rss", "application/atom+xml": ".atom", "application/xml": ".xml", "text/xml": ".xml",
    "text/plain": ".txt", "text/markdown": ".md",
    "application/x-ndjson": ".jsonl", "application/jsonl": ".jsonl", "application/json": ".json",
    "text/csv": ".csv", "text/tab-separated-values": ".tsv", "application/warc": ".warc", "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods", "application/x-research-info-systems": ".ris",
    "application/vnd.citationstyles.csl+json": ".json",
}  # fmt: skip
_VAGUE = ("", "text/plain", "application/octet-stream", "binary/octet-stream")  # what a server says of files that it does not know


def judge_kind(media_type: str, path: str, where: str) -> str:
    """Return the format, as the reader for it is called.

    Raises:
        InputError: ``unknown_content``.

    >>> judge_kind("text/html", "/2031/ferry.php", ""), judge_kind("text/plain", "/pile.jsonl", ""), judge_kind("text/plain", "/note", "")
    ('page', 'records', 'bare')
    """
    named = splitext(path)[1].lower()
    suffix = named if media_type in _VAGUE and named in FORMATS else _SUFFIXES.get(media_type, "")
    if suffix not in FORMATS:
        what = f"it is {media_type[:80] or 'of no kind that is told'}, which is not read"
        raise InputError("unknown_content", what, where=where, do="Name the page that tells of it")
    return FORMATS[suffix]
