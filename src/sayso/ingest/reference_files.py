"""Files of references in RIS, as reference managers write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.errors import InputError
from sayso.ingest.charsets import decode_bytes
from sayso.ingest.drafts import Draft, Opened, skip_for
from sayso.ingest.records import draft_shaped
from sayso.ingest.shapes import REFERENCE, Shaped
from sayso.ingest.streams import read_document
from sayso.model import Skip

_BEGINNING = re.compile(r"^[ \t\ufeff]*TY {1,2}-.*$", re.MULTILINE)
_END = re.compile(r"^ER {1,2}-.*$", re.MULTILINE)
_TAG = re.compile(r"^[ \t\ufeff]*([A-Z][A-Z0-9]) {1,2}- ?", re.MULTILINE)
_OUTLETS = ("secondary_title", "journal_name", "alternate_title3", "alternate_title2", "publisher")
_TITLES = ("title", "primary_title")
_AUTHORS = ("authors", "first_authors")
_DAYS = ("date", "publication_year", "year")


def read_ris(opened: Opened) -> Iterator[Draft | Skip]:
    """Yield a draft for each reference that holds a text, and a skip for each that holds none.

    Raises:
        InputError: ``broken_references``, when there is no reference in the file.
    """
    settings = opened.rules.settings
    data = read_document(opened.stream, opened.label, settings)
    text = decode_bytes(data, opened.label, settings).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError("empty", "it holds no references", where=opened.label, do="Leave it out, or export it again")
    begins = [found.start() for found in _BEGINNING.finditer(text)]
    if not begins:
        raise InputError("broken_references", "it holds no reference in RIS", where=opened.label, do="Export it as RIS or CSL-JSON")
    if text[: begins[0]].strip():
        yield Skip(f"{opened.label}:1", "broken_references", "what stands before the first reference is no RIS and was left out")
    for start, end in zip(begins, [*begins[1:], len(text)], strict=True):
        yield _draft_reference(text[start:end], f"{opened.label}:{text.count(chr(10), 0, start) + 1}", opened)


def _draft_reference(lines: str, where: str, opened: Opened) -> Draft | Skip:
    try:
        return draft_shaped(Shaped(_name_fields(_parse(lines, where)), *REFERENCE), where, opened)
    except InputError as error:
        return skip_for(error)


def _parse(lines: str, where: str) -> dict[str, Any]:
    """Return the fields of one reference. The line that ends it may be missing, and lines may be wrapped or spaced otherwise."""
    import rispy

    end = _END.search(lines)
    body = _TAG.sub(lambda tag: f"{tag[1]}  - ", lines[: end.start()] if end else lines)
    try:
        [reference] = rispy.loads(f"{body.rstrip()}\nER  - \n")
    except Exception as error:  # the parser names no errors of its own
        raise InputError("broken_references", "this reference cannot be read", where=where, do="Export it again") from error
    return dict(reference)


def _name_fields(reference: Mapping[str, Any]) -> dict[str, Any]:
    """Return a reference with its fields under our names beside their own; what has no words is left out."""
    authors: list[str] = next((reference[name] for name in _AUTHORS if reference.get(name)), [])
    found = {
        "outlet": next((reference[name] for name in _OUTLETS if reference.get(name)), None),
        "url": next(iter(reference.get("urls") or []), None),
        "title": next((reference[name] for name in _TITLES if reference.get(name)), None),
        "byline": ", ".join(filter(None, map(turn_name, authors))) or None,
        "published": next(filter(None, (read_day(reference.get(name)) for name in _DAYS)), None),
    }
    others = {name: value for name, value in reference.items() if name not in found and name != "text"}
    return {**others, **{name: value for name, value in found.items() if value}}


def turn_name(name: str) -> str:
    """Return a name with what stands behind its comma in front.

    >>> turn_name("Tolland, Mira"), turn_name("Harbour Board")
    ('Mira Tolland', 'Harbour Board')
    """
    family, comma, given = name.partition(",")
    return " ".join(f"{given} {family}".split()) if comma else name.strip()


def read_day(value: object) -> str | None:
    """Return the day in a date of RIS, where a whole day is given.

    >>> read_day("2031/03/01/"), read_day("2031/3/1/late edition"), read_day("2031/03//"), read_day("2031")
    ('2031-03-01', '2031-03-01', None, None)
    """
    if not isinstance(value, str):
        return None
    day = re.match(r"(\d{4})[/-](\d\d?)[/-](\d\d?)(?!\d)", value.strip(), re.ASCII)
    if day:
        return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
    return value if re.search(r"[^\d/\s]", value) else None  # a date in words is read like any other
