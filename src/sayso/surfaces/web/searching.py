"""Where words stand in the reports, the claims and the names of voices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model import Proposition, Report, Span, Voice
from sayso.surfaces.terminal import phrases
from sayso.surfaces.web.told import Told

_CONTEXT_CHARS = 70
_MOST_IN_ONE = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found in a report, with what stands around them."""

    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. ``reports``: each with its first hits and how many there are."""

    query: str
    claims: list[Proposition]
    voices: list[Voice]
    reports: list[tuple[Report, list[Hit], int]]


def search(told: Told, words: str) -> Found:
    """Return where the words stand, whatever their case. Words in a row have to stand in a row."""
    query = " ".join(words.split()).lower()
    if not query:
        return Found("", [], [], [])
    claims = [claim for claim in told.claims if query in claim.text.lower()]
    voices = [voice for voice in told.picture.voices if _is_called(voice, query)]
    reports = []
    for report in told.picture.reports:
        hits = list(_hits(report, query))
        if hits:
            reports.append((report, hits[:_MOST_IN_ONE], len(hits)))
    return Found(query, claims, voices, sorted(reports, key=lambda found: -found[2]))


def _is_called(voice: Voice, query: str) -> bool:
    return any(query in name.lower() for name in (voice.name or "", voice.affiliation or "", *voice.mentions))


def _hits(report: Report, query: str) -> Iterator[Hit]:
    for field, whole in (("title", report.title or ""), ("text", report.text)):
        for start, end in _places(whole, query):
            span = Span.cut(whole, start, end, "title" if field == "title" else "text")
            yield Hit(span, _cut_before(whole[:start][-_CONTEXT_CHARS - 1 :]), _cut_after(whole[end:][: _CONTEXT_CHARS + 1]))


def _cut_before(words: str) -> str:
    """Return what stands before a hit, from the first whole word on, with the white space between."""
    is_cut = len(words) > _CONTEXT_CHARS
    whole = words.partition(" ")[2] if is_cut and " " in words.strip() else words
    return ("… " if is_cut else "") + phrases.plain(whole) + (" " if whole[-1:].isspace() else "")


def _cut_after(words: str) -> str:
    """Return what stands after a hit, up to the last whole word, with the white space between."""
    is_cut = len(words) > _CONTEXT_CHARS
    whole = words.rpartition(" ")[0] if is_cut and " " in words.strip() else words
    return (" " if whole[:1].isspace() else "") + phrases.plain(whole) + (" …" if is_cut else "")


def _places(whole: str, query: str) -> Iterator[tuple[int, int]]:
    """Yield where the query stands. A text whose small letters are as many as its letters is searched as such, far faster."""
    lowered = whole.lower()
    if len(lowered) != len(whole):
        yield from (found.span() for found in re.finditer(r"\s+".join(map(re.escape, query.split())), whole, re.IGNORECASE))
        return
    lowered = lowered.replace("\n", " ")
    at = lowered.find(query)
    while at >= 0:
        yield at, at + len(query)
        at = lowered.find(query, at + len(query))
