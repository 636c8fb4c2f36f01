"""Records of known kinds: ninjs, as news agencies send it, and CSL-JSON, as reference managers keep it.

A record of such a kind is told by its shape, wherever it stands. Its fields are given our names beside their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_NINJS_MARKS = ("versioncreated", "pubstatus", "bodies", "headlines", "body_html", "body_xhtml")
_NINJS_BODIES = ("body_xhtml", "body_html", "body_nitf", "body_text")
_NINJS_OUTLETS = ("infosource", "infosources", "source", "provider", "copyrightholder")
_CSL_OUTLETS = ("container-title", "publisher")
_MOST_BODIES = 100
_TEXT_TYPES = ("text", "composite")
_LONGEST_TYPE = 20


@dataclass(frozen=True)
class Shaped:
    """A record of a known kind under our names. ``no_text`` and ``do`` say what is wrong if it holds no text."""

    fields: Mapping[str, Any]
    no_text: str
    do: str


REFERENCE = (
    "it is a reference without the text of the report",
    "Read the page or the PDF that was saved with it, or take another field as the text with a mapping such as text=abstract",
)


def read_shape(record: Mapping[str, Any]) -> Shaped | None:
    """Return a record of a known kind, or None for any other."""
    if is_ninjs(record):
        return _read_ninjs(record)
    return _read_csl(record) if is_csl(record) else None


def _words(value: object) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None


def _first_words(values: Iterable[object]) -> str | None:
    return next(filter(None, map(_words, values)), None)


# ------------------------------------------------------------------------------------------------------------------ ninjs


def is_ninjs(record: Mapping[str, Any]) -> bool:
    """Return whether a record is an item of IPTC's ninjs, of any version, or of a newsroom system that writes it."""
    has_name = isinstance(record.get("uri") or record.get("guid"), str)
    return has_name and any(mark in record for mark in _NINJS_MARKS)


def _read_ninjs(record: Mapping[str, Any]) -> Shaped:
    uri = str(record.get("uri") or record.get("guid"))
    kind = record.get("type") or ""
    text = _find_body(record)
    found = {
        "id": uri,
        "url": uri if uri.startswith(("http://", "https://")) else None,
        "outlet": _first_words(_names(record.get(name)) for name in _NINJS_OUTLETS),
        "title": _words(record.get("headline")) or _find_role(record.get("headlines"), "main") or _words(record.get("title")),
        "byline": _first_words((record.get("byline"), record.get("by"))) or _find_role(record.get("bylines"), "main"),
        "published": record.get("versioncreated") or record.get("firstcreated"),
        "text": text,
    }
    given = {name: value for name, value in found.items() if value is not None}
    others = {name: value for name, value in record.items() if name not in found}
    is_other = isinstance(kind, str) and kind.isalpha() and kind.lower() not in _TEXT_TYPES
    what = f"it is an item of ninjs{f' of the type {kind[:_LONGEST_TYPE]}' if is_other else ''} without a body"
    return Shaped({**others, **given}, what, "Leave it out, or export it with its text")


def _names(value: object) -> str | None:
    """Return the name of a body that may be given by a string, an object, or a list of these."""
    for each in value if isinstance(value, list) else [value]:
        name = _first_words((each.get("name"), each.get("literal"))) if isinstance(each, dict) else _words(each)
        if name:
            return name
    return None


def _find_role(values: object, role: str) -> str | None:
    """Return the value of the first entry that has the role, else of the first."""
    entries = [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []
    return _first_words(each.get("value") for each in sorted(entries, key=lambda each: each.get("role") != role))


def _find_body(record: Mapping[str, Any]) -> str | None:
    """Return the text of the body: where it is markup that has the paragraphs, which plain copies often lose."""
    from sayso.ingest.pages import extract_fragment

    for name in _NINJS_BODIES:
        if body := _words(record.get(name)):
            return body if name == "body_text" else extract_fragment(body)
    bodies = record.get("bodies")
    entries = [each for each in bodies[:_MOST_BODIES] if isinstance(each, dict)] if isinstance(bodies, list) else []
    ranked = sorted(entries, key=lambda each: (each.get("role") != "main", not _is_markup(each)))
    for each in ranked:
        if body := _words(each.get("value")):
            return extract_fragment(body) if _is_markup(each) else body
    return None


def _is_markup(body: Mapping[str, Any]) -> bool:
    kind = str(body.get("contenttype") or body.get("role") or "").lower()
    return any(word in kind for word in ("html", "xml", "nitf"))


# --------------------------------------------------------------------------------------------------------------- CSL-JSON


def is_csl(record: Mapping[str, Any]) -> bool:
    """Return whether a record is a reference in CSL-JSON."""
    issued = record.get("issued")
    has_date = isinstance(issued, dict) and any(name in issued for name in ("date-parts", "raw", "literal"))
    return "type" in record and (has_date or "container-title" in record or isinstance(record.get("accessed"), dict))


def _read_csl(record: Mapping[str, Any]) -> Shaped:
    authors = record.get("author")
    found = {
        "id": record.get("id") or record.get("citation-key"),
        "url": _words(record.get("URL")),
        "outlet": _first_words(record.get(name) for name in _CSL_OUTLETS),
        "title": _words(record.get("title")),
        "byline": ", ".join(filter(None, map(_name_author, authors))) if isinstance(authors, list) else None,
        "published": read_issued(record.get("issued")),
    }
    given = {name: value for name, value in found.items() if value is not None}
    return Shaped({**record, **given}, *REFERENCE)


def _name_author(author: object) -> str | None:
    if not isinstance(author, dict):
        return _words(author)
    parts = [author.get(name) for name in ("given", "non-dropping-particle", "family")]
    return _first_words((author.get("literal"),)) or " ".join(filter(None, map(_words, parts))) or None


def read_issued(issued: object) -> str | None:
    """Return the day of publication of a reference, where a whole day is given.

    >>> read_issued({"date-parts": [["2031", 3, 1]]}), read_issued({"date-parts": [[2031, 3]]}), read_issued({"raw": "2031-03-01"})
    ('2031-03-01', None, '2031-03-01')
    """
    if not isinstance(issued, dict):
        return None
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        day = [str(part) for part in parts[0]][:3]
        is_whole = len(day) == 3 and all(part.isascii() and part.isdigit() and len(part) <= 4 for part in day)
        return f"{int(day[0]):04}-{int(day[1]):02}-{int(day[2]):02}" if is_whole else None
    return _first_words((issued.get("raw"), issued.get("literal")))
