"""What the rules found, untangled: contents and sources that reach into a clause in which somebody else begins to speak."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.claims.grammar import in_group
from sayso.claims.tagger import Range, Tagged
from sayso.text import Document

_LEAST_SAID = 2  # words before "though"
_LEAD_WORDS = 4  # "three days after"


def untangle(document: Document, found: Sequence[Tagged], by_network: Sequence[Tagged] = ()) -> list[Tagged]:
    """Return what the rules found, contents cut where somebody else begins to speak, by the rules or by the network.

    "The pupil who said she saw it | has withdrawn her statement", "the train passed, | days after Holm insisted that it had not".
    A part that is such a clause is dropped: '"We hold it," he said, | as officials reported that "heavy fighting" goes on'.
    """
    by_rules, heard = _Speaking(found), _Speaking(by_network)
    cut = []
    for whole in found:
        tagged = _drop_clause(document, whole, (*by_rules.within(*whole.content[-1]), *heard.within(*whole.content[-1])))
        for other in by_rules.within(*whole.content[-1]):
            tagged = tagged if other is whole else _cut_before(document, tagged, other)
        for other in heard.within(*whole.content[-1]):
            tagged = _cut_at_clause(document, tagged, other)
        cut.append(_drop_time(document, _drop_own_clause(document, tagged, by_rules)))
    return cut


class _Speaking:
    """Attributions with a source and a cue, by where their cues begin: a text may have thousands."""

    def __init__(self, some: Iterable[Tagged]) -> None:
        self._found = sorted((each for each in some if each.source and each.cue), key=lambda each: each.cue or (0, 0))
        self._starts = [each.cue[0] for each in self._found if each.cue]

    def within(self, start: int, end: int) -> Sequence[Tagged]:
        """Return those whose cues begin within ``[start, end)``."""
        return self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _cut_before(document: Document, tagged: Tagged, other: Tagged) -> Tagged:
    """Return an attribution whose content ends before the main verb of its speaker, or the clause of time that holds another statement."""
    start, end = tagged.content[-1]
    if tagged.cue is None or other.source is None or other.cue is None or not start < other.cue[0] < end:
        return tagged
    if tagged.source is not None and other.source[0] == tagged.source[0] and tagged.cue[1] <= other.source[1] and start < other.source[1]:
        return _end_last(document, tagged, other.source[1])
    if other.source == tagged.source and "," in document.text[start : other.cue[0]]:
        return _end_last(document, tagged, document.text.rindex(",", start, other.cue[0]))
    lead = _find_time_lead(document, other.source)
    if lead is not None and start < other.source[0] and document.text[start : other.source[0]].rstrip().endswith(","):
        return _end_last(document, tagged, other.source[0])
    return _cut_at_clause(document, tagged, other)


def _cut_at_clause(document: Document, tagged: Tagged, other: Tagged) -> Tagged:
    """Return an attribution whose content ends before the clause in which another speaks: ", though an official said"."""
    start, end = tagged.content[-1]
    if tagged.cue is None or other.source is None or other.cue is None or not start < other.source[0] < other.cue[0] < end:
        return tagged
    before = document.tokens_between(start, other.source[0])
    if len(before) > _LEAST_SAID and before[-2].text == "," and _opens_clause(before[-1].lower):
        return _end_last(document, tagged, before[-2].start)
    return tagged


def _drop_clause(document: Document, tagged: Tagged, others: Iterable[Tagged]) -> Tagged:
    """Return an attribution without its last part, where that is a clause in which somebody else speaks."""
    start, _ = tagged.content[-1]
    if len(tagged.content) == 1 or tagged.source is None:
        return tagged
    for other in others:
        before = document.tokens_between(start, other.source[0]) if other.source is not None and other.source != tagged.source else ()
        if len(before) == 1 and (in_group(before[0].lower, "tail_openers") or in_group(before[0].lower, "contrasts")):
            return replace(tagged, content=tagged.content[:-1])
    return tagged


def _opens_clause(word: str) -> bool:
    """Return whether a word behind a comma opens a clause of its own: ", though ...", ", after ..."."""
    return in_group(word, "contrasts") or in_group(word, "condition_openers")


def _end_last(document: Document, tagged: Tagged, end: int) -> Tagged:
    """Return an attribution whose last part ends there, or at the comma before it."""
    start = tagged.content[-1][0]
    length = len(document.text[start:end].rstrip(" ,"))
    return replace(tagged, content=(*tagged.content[:-1], (start, start + length))) if length else tagged


def _drop_own_clause(document: Document, tagged: Tagged, speaking: _Speaking) -> Tagged:
    """Return an attribution whose source is without the clause that holds another statement of its own: "the pupil who said ..."."""
    if tagged.source is None:
        return tagged
    start, end = tagged.source
    for other in speaking.within(start, end):
        if other == tagged or other.source is None or other.cue is None or other.source[0] != start:
            continue
        if other.source[1] <= other.cue[0] and other.cue[1] <= end:
            return replace(tagged, source=cut_relative(document, other.source))
    return tagged


def _drop_time(document: Document, tagged: Tagged) -> Tagged:
    """Return an attribution whose source is without the phrase of time before it: "days after Ann Tell"."""
    lead = _find_time_lead(document, tagged.source) if tagged.source else None
    return replace(tagged, source=(lead, tagged.source[1])) if lead is not None and tagged.source else tagged


def _find_time_lead(document: Document, source: Range) -> int | None:
    """Return where a source begins behind "days after", "a week before"; None if it does not."""
    tokens = document.tokens_between(*source)
    for k, (span, link) in enumerate(pairwise(tokens[:_LEAD_WORDS])):
        if in_group(span.lower, "time_spans") and in_group(link.lower, "time_spans_end") and k + 2 < len(tokens):
            return tokens[k + 2].start
    return None


def cut_relative(document: Document, source: Range) -> Range:
    """Return a source without the relative pronoun that it ends with: "the spokesman who"."""
    tokens = document.tokens_between(*source)
    if len(tokens) > 1 and in_group(tokens[-1].lower, "relatives"):
        return source[0], tokens[-2].end
    return source
