"""Quantities that a text gives, with their bounds, what they count, and whose they are.

A figure keeps the bounds that were said: "at least 40" has no upper one. Ages, dates, years, ranks and lengths of time are
no figures, nor are small bare numbers that no event stands beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Attribution, Span
from sayso.text import Document, Quantity, Token

_KINDS = {"count", "percent", "money", "measure"}
_REACH_WORDS = 9
_NOUN_WORDS = 3
_LEAST = 10  # below it a bare number of things is rarely a contested figure


@dataclass(frozen=True, slots=True)
class LocalFigure:
    """A figure of one text; ``attribution`` is the index of the attribution whose content holds it, or None."""

    what: str
    span: Span
    low: float | None
    high: float | None
    approximate: bool
    attribution: int | None
    as_of: date | None


@cache
def _event_of() -> dict[str, str]:
    return {word: event for event, words in read_lexicon("figures")["events"].items() for word in words}


def find_figures(document: Document, attributions: Sequence[Attribution], published: date | None = None) -> tuple[LocalFigure, ...]:
    """Return the figures of a text in order."""
    found = []
    owners = _Owners(attributions)
    for quantity in document.quantities:
        if quantity.kind not in _KINDS or quantity.unit in read_lexicon("figures")["units"]["time"]:
            continue
        sentence = document.sentence_at(quantity.start)
        if sentence is None:
            continue
        tokens = document.tokens_of_sentence[sentence.index]
        noun, end = _read_noun(tokens, quantity)
        event = _find_event(tokens, quantity)
        if quantity.kind == "count" and not _is_telling(quantity, noun, event):
            continue
        owner = owners.find(quantity)
        said_on = attributions[owner].said_on if owner is not None else None
        span = Span.cut(document.text, quantity.start, max(quantity.end, end))
        found.append(
            LocalFigure(_name(quantity, noun, event), span, quantity.low, quantity.high, quantity.approximate, owner, said_on or published)
        )
    return tuple(found)


def _is_telling(quantity: Quantity, noun: str, event: str | None) -> bool:
    size = max(quantity.low or 0, quantity.high or 0)
    return event is not None or (bool(noun) and size >= _LEAST)


def _read_noun(tokens: Sequence[Token], quantity: Quantity) -> tuple[str, int]:
    """Return the noun phrase right behind a number, lower-cased, and where it ends."""
    functional = read_words("function_words", "all")
    words: list[Token] = []
    for token in (t for t in tokens if t.start >= quantity.end):
        stops = token.kind != "word" or token.lower in functional or token.lower in _verbs() or len(words) >= _NOUN_WORDS
        if stops or (token.lower in _event_of() and words):
            break
        words.append(token)
    if not words:
        return "", quantity.end
    return " ".join(token.lower for token in words), words[-1].end


@cache
def _verbs() -> frozenset[str]:
    return read_words("grammar", "auxiliaries") | read_words("grammar", "irregular_pasts")


def _find_event(tokens: Sequence[Token], quantity: Quantity) -> str | None:
    """Return what happened to what is counted, from the nearest word that tells; what follows the number goes before what stands before it."""
    behind = [t for t in tokens if t.start >= quantity.end][:_REACH_WORDS]
    before = [t for t in tokens if t.end <= quantity.start][-_REACH_WORDS:]
    for token in (*behind, *reversed(before)):
        if token.lower in _event_of():
            return _event_of()[token.lower]
    return None


def _name(quantity: Quantity, noun: str, event: str | None) -> str:
    """Return what a figure counts in a few words: "soldiers killed", "tonnes", "percent"."""
    units = read_lexicon("figures")["units"]
    thing = noun if noun and noun not in _event_of() else ""
    if quantity.kind in ("percent", "money"):
        return f"{thing}, {quantity.unit or quantity.kind}".strip(", ")
    if quantity.kind == "measure":
        return thing or units.get(quantity.unit or "", quantity.unit or "measure")
    return (
        " ".join(filter(None, (thing or ("people" if event in ("killed", "injured", "missing", "arrested", "displaced") else ""), event)))
        or "number"
    )


class _Owners:
    """Whose a quantity is; asked for quantities in the order of the text."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        sizes = [sum(part.end - part.start for part in attribution.content) for attribution in attributions]
        spans = ((part, k) for k, each in enumerate(attributions) for part in each.content if part.field == "text")
        self._coming = sorted(((part.start, part.end, sizes[k], k) for part, k in spans), reverse=True)
        self._open: list[tuple[int, int, int]] = []  # (end, size, attribution) of content that began before

    def find(self, quantity: Quantity) -> int | None:
        """Return the attribution whose content holds a quantity, the smallest if several do."""
        while self._coming and self._coming[-1][0] <= quantity.number_start:
            self._open.append(self._coming.pop()[1:])
        self._open = [part for part in self._open if part[0] > quantity.number_start]
        holding = [(size, k) for end, size, k in self._open if quantity.number_end <= end]
        return min(holding)[1] if holding else None
