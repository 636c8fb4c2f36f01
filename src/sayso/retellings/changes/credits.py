"""Credit to the newsroom that did the reporting: in the dateline, as the one who was told, as the one who reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.lexicon import read_words
from sayso.model import Change, Span
from sayso.retellings.changes.comparison import Comparison, Side
from sayso.retellings.changes.sayings import read_sayings
from sayso.text import Name, stem_word

# "SARNIK, Oct. 6 (Agency) -": capitals, a bracket and a dash in front of the first sentence
_DATELINE = re.compile(r"\s*[^\n()]{2,60}\((?P<agency>[^()\n]{2,40})\)\s*[-–—:]")
_OPENING_CHARS = 40


def _words(name: str) -> frozenset[str]:
    """Return the words by which a newsroom is known; "news" and "the" do not tell it apart."""
    common = read_words("credits", "common")
    return frozenset(w for w in re.findall(r"[^\W_]+", name.casefold()) if w not in common and len(w) > 1)


def _find_agencies(side: Side) -> list[frozenset[str]]:
    """Return the newsrooms that a text gives credit to: its own outlet, that of its dateline, and those that report."""
    found = [_words(side.outlet)] if side.outlet else []
    dateline = _DATELINE.match(side.text)
    if dateline:
        found.append(_words(dateline["agency"]))
    for said in read_sayings(side):
        source, cue = said.attribution.relay or said.attribution.source, said.attribution.cue
        is_report = cue is not None and any(stem_word(t.lower) in {"report"} for t in side.tokens(cue.start, cue.end))
        if source is not None and (is_report or _names_newsroom(side, source)) and _name_in(side, source) is not None:
            found.append(_words(_name_in(side, source).text))  # type: ignore[union-attr]
    return [words for words in dict.fromkeys(found) if words]


def _names_newsroom(side: Side, source: Span) -> bool:
    newsrooms = read_words("credits", "newsrooms")
    return any(t.lower in newsrooms for t in side.tokens(source.start, source.end))


def _name_in(side: Side, source: Span) -> Name | None:
    return next((n for n in side.document.names if source.start <= n.start < source.end), None)


def _mentions(side: Side, agency: frozenset[str]) -> list[tuple[int, int]]:
    return [(t.start, t.end) for t in side.document.tokens if t.lower.removesuffix("'s") in agency and t.text[0].isupper()]


def find_lost_credits(comparison: Comparison) -> Iterator[Change]:
    """Yield each credit of the parent that linked or opening sentences of the child leave out, if the child credits nowhere."""
    parent, child = comparison.parent, comparison.child
    if comparison.is_update:
        return
    for agency in _find_agencies(parent):
        if _mentions(child, agency) or (child.outlet and _words(child.outlet) & agency):
            continue
        seen: set[int] = set()
        for start, end in _mentions(parent, agency):
            sentence = parent.document.sentence_at(start)
            if sentence is None or sentence.index in seen:
                continue
            seen.add(sentence.index)
            pair = comparison.pair_of_parent.get(sentence.index)
            if pair is not None:
                yield Change("agency_credit_lost", _around(parent, start, end), _counterpart(comparison, sentence.index))


def _around(side: Side, start: int, end: int) -> Span:
    """Return the credit with its dateline or with the words beside it."""
    dateline = _DATELINE.match(side.text)
    if dateline and start < dateline.end():
        return side.span(0, dateline.end())
    tokens = side.document.tokens
    at = next(k for k, token in enumerate(tokens) if token.start == start)
    return side.span(tokens[max(0, at - 1)].start, max(end, tokens[min(len(tokens) - 1, at + 1)].end))


def _counterpart(comparison: Comparison, index: int) -> Span:
    """Return the linked sentence of the child; of an opening sentence its first words."""
    first = comparison.child.document.sentences[comparison.pair_of_parent[index].children[0]]
    end = min(first.end, first.start + _OPENING_CHARS) if index == 0 else first.end
    return comparison.child.span(first.start, end)
