"""Addresses of pages. Ids come from strangers, so they are spelled in letters that no address gives a meaning to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from sayso.model import Span

_PLAIN = re.compile(rb"[A-Za-z0-9_-]")
_PLAIN_WHOLE = re.compile(r"[A-Za-z0-9_-]+")  # most ids: nothing in them has to be spelled
_ESCAPED = re.compile(r"~([0-9A-F]{2})")
_TOKEN = re.compile(r"(?:[A-Za-z0-9_-]|~[0-9A-F]{2})+")


def spell_id(id_: str) -> str:
    """Return an id in letters, digits, ``-``, ``_`` and ``~``: no slash or dot in it can be taken for one of the address.

    >>> spell_id("a/b.json")
    'a~2Fb~2Ejson'
    """
    if _PLAIN_WHOLE.fullmatch(id_):
        return id_
    return "".join(chr(byte) if _PLAIN.fullmatch(bytes([byte])) else f"~{byte:02X}" for byte in id_.encode("utf-8", "surrogatepass"))


def read_id(token: str) -> str:
    """Return the id that a token spells; a token that spells none is itself, and no report is called so.

    >>> read_id("a~2Fb~2Ejson")
    'a/b.json'
    """
    if not _TOKEN.fullmatch(token):
        return token
    try:
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), token).encode("latin-1").decode("utf-8", "surrogatepass")
    except UnicodeError:
        return token


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of all pages, on the day that is looked at."""

    as_of: date | None = None

    def page(self, *parts: str, mark: str = "", **query: str) -> str:
        """Return the address of a page: its parts spelled, the day kept, and the place in the page after ``#``."""
        asked = {name: value for name, value in query.items() if value}
        if self.as_of is not None:
            asked = {"as_of": self.as_of.isoformat(), **asked}
        path = "/" + "/".join(spell_id(part) for part in parts)
        return path + (f"?{urlencode(asked, errors='backslashreplace')}" if asked else "") + (f"#{mark}" if mark else "")

    def claim(self, claim_id: str, mark: str = "") -> str:
        """Return where a claim is unfolded."""
        return self.page("claims", claim_id, mark=mark)

    def report(self, report_id: str, span: Span | None = None) -> str:
        """Return where a report is read; with a span, the place in it."""
        if span is None:
            return self.page("reports", report_id)
        return self.page("reports", report_id, span=spell_place(span), mark="here")

    def voice(self, voice_id: str) -> str:
        """Return where a voice's words are."""
        return self.page("voices", voice_id)

    def family(self, report_id: str) -> str:
        """Return the family tree that a report is in."""
        return self.page("retellings", report_id)

    def redline(self, child_id: str, parent_id: str | None = None, mark: str = "") -> str:
        """Return where a report is laid against its parent."""
        return self.page("redlines", child_id, *([parent_id] if parent_id else []), mark=mark)

    def on(self, day: date | None) -> Addresses:
        """Return the addresses on another day."""
        return Addresses(day)


def spell_place(span: Span) -> str:
    """Return a span's place as it stands in an address.

    >>> spell_place(Span(3, 6, "six", "title"))
    'title-3-6'
    """
    return f"{'title-' if span.field == 'title' else ''}{span.start}-{span.end}"


def read_place(words: str, text: str, title: str) -> Span | None:
    """Return the span at a place of an address, or nothing if there is none such in the text."""
    found = re.fullmatch(r"(title-)?([0-9]{1,9})-([0-9]{1,9})", words)
    if not found:
        return None
    whole, start, end = title if found[1] else text, int(found[2]), int(found[3])
    return Span.cut(whole, start, end, "title" if found[1] else "text") if start < end <= len(whole) else None
