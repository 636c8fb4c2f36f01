"""The tagger of reports: the trained network finds who says what, the rules cut it to statements.

The network knows thousands of ways to say something; it was taught to find wishes, plans and beliefs as well, and to keep what only
introduces them. The rules know news English to the letter and miss every unusual verb. So,

1. what only the network finds stays if it is a statement: no wish, demand or refusal; a verb that the lexicon does not know only
   beside a quotation
2. where both find the same content, the rules' cut of it stands, which ends where somebody else begins to speak (``untangling``)
3. what only the rules find is added: claims that a phrase points back at, "puts the toll at ..."
4. where the rules saw half of a speaker, the network's stands, and some slips of both are set right (``mending``); a bare answer gets its
   question (``answers``), a denial that trails behind what it denies stands by itself (``rejoinders``), and so does a count that
   somebody gives in no clause (``tallies``)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from sayso.claims.cues import find_entries
from sayso.claims.mending import choose_speaker, is_slip, leave_out_statements, mend, part_statements
from sayso.claims.rejoinders import add_rejoinders
from sayso.claims.rules import RuleTagger
from sayso.claims.tagger import Range, Tagged
from sayso.claims.tallies import add_tallies
from sayso.claims.untangling import untangle
from sayso.text import Document

_NO_STATEMENTS = frozenset({"mental", "decline", "demand", "promise"})
_SAME_JACCARD = 0.35
_CUE_GAIN = 0.1
_SAME_BEGINNING = 0.2  # where the cue is the same, too, and the rules only end sooner
_NEW_SHARE = 0.5  # of its characters that nothing else covers


class CombinedTagger:
    """Finds the statements of a report. ``network``: a tagger with ``tag_all``, such as ``NeuralTagger``."""

    def __init__(self, network: Any) -> None:
        self._network, self._rules = network, RuleTagger()
        self.version = f"combined-12-{network.version}-{self._rules.version}"

    def tag(self, document: Document) -> Sequence[Tagged]:
        """Return the statements of a text in order."""
        return self._combine(document, self._network.tag(document))

    def tag_all(self, documents: Iterable[Document]) -> Iterator[Sequence[Tagged]]:
        """Yield the statements of each of several texts, which the network reads side by side."""
        texts = list(documents)
        for document, found in zip(texts, self._network.tag_all(texts), strict=True):
            yield self._combine(document, found)

    def _combine(self, document: Document, by_network: Sequence[Tagged]) -> Sequence[Tagged]:
        by_rules = untangle(document, self._rules.tag(document), by_network)
        cutting = _ByPlace(by_rules)
        parted = (tagged for each in by_network for tagged in part_statements(document, each, cutting.near(_reach(each))))
        whole = [leave_out_statements(document, tagged, by_rules) for tagged in parted]
        found = [tagged for tagged in whole if _is_kept(document, tagged, cutting)]
        cuts = [_choose_cut(tagged, cutting) for tagged in found]
        kept = [choose_speaker(document, tagged, cut) for tagged, cut in zip(found, cuts, strict=True)]
        covered = _Covered(part for tagged in kept for part in tagged.content)
        cues = _Covered(tagged.cue for tagged in cuts if tagged.cue)
        owners = _ByPlace(found)
        for tagged in by_rules:
            is_new = covered.count(tagged.content) < _NEW_SHARE * _count(tagged.content)
            if is_new and not (tagged.cue and cues.count([tagged.cue])) and not is_slip(document, tagged, kept):
                kept.append(_adopt(tagged, owners))
        added = add_tallies(document, add_rejoinders(document, kept))
        kept = [mended for tagged in added if (mended := mend(document, tagged)) is not None]
        return sorted(dict.fromkeys(kept), key=lambda tagged: min(tagged.content))


def _join(ranges: Iterable[Range]) -> list[Range]:
    """Return the ranges in order, those that touch joined."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _count(ranges: Iterable[Range]) -> int:
    """Return how many characters some ranges cover together."""
    return sum(end - start for start, end in _join(ranges))


class _Covered:
    """Characters that some ranges cover, asked again and again how many of others they share."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._joined = _join(ranges)
        self._starts = [start for start, _ in self._joined]

    def count(self, some: Iterable[Range]) -> int:
        """Return how many characters of some ranges are covered."""
        total = 0
        for start, end in _join(some):
            k = max(0, bisect_right(self._starts, start) - 1)
            while k < len(self._joined) and self._starts[k] < end:
                total += max(0, min(end, self._joined[k][1]) - max(start, self._starts[k]))
                k += 1
        return total


def _count_common(some: Iterable[Range], others: Iterable[Range]) -> int:
    """Return how many characters both cover."""
    return _Covered(others).count(some)


class _ByPlace:
    """Attributions, by where their contents stand."""

    def __init__(self, some: Sequence[Tagged]) -> None:
        reach = sorted((min(each.content)[0], max(end for _, end in each.content), k) for k, each in enumerate(some))
        self._some, self._order = some, [k for _, _, k in reach]
        self._starts, self._ends = [start for start, _, _ in reach], [end for _, end, _ in reach]
        self._furthest = [*accumulate(self._ends, max)]  # up to each

    def near(self, content: Sequence[Range]) -> list[Tagged]:
        """Return those whose contents may share a character with a content, in their order."""
        start, end = min(content)[0], max(end for _, end in content)
        last = bisect_left(self._starts, end)
        first = bisect_right(self._furthest, start, 0, last)
        return [self._some[k] for k in sorted(self._order[n] for n in range(first, last) if self._ends[n] > start)]


def _reach(tagged: Tagged) -> Sequence[Range]:
    """Return where a statement and its speaker stand."""
    return tagged.content if tagged.source is None else (*tagged.content, tagged.source)


def _is_kept(document: Document, tagged: Tagged, by_rules: _ByPlace) -> bool:
    """Return whether what the network found is a statement."""
    if any(_count_common(tagged.content, other.content) for other in by_rules.near(tagged.content)):
        return True
    if tagged.cue is None:
        return tagged.source is not None
    entries = find_entries(document.text[slice(*tagged.cue)])
    if entries:
        return entries[0].force not in _NO_STATEMENTS
    start = tagged.content[0][0]
    return any(quotation.start <= start <= quotation.end for quotation in document.quotations)


def _choose_cut(tagged: Tagged, by_rules: _ByPlace) -> Tagged:
    """Return the rules' cut of the same content, if they found it: rather one with the same cue."""
    best, chosen = 0.0, tagged
    for other in by_rules.near(tagged.content):
        common = _count_common(tagged.content, other.content)
        share = common / (_count(tagged.content) + _count(other.content) - common) if common else 0.0
        has_cue = bool(tagged.cue and other.cue and _count_common([tagged.cue], [other.cue]))
        is_inside = len(tagged.content) == 1 and common == _count(other.content)
        is_beginning = has_cue and is_inside and tagged.content[0][0] == other.content[0][0]
        score = share + _CUE_GAIN * has_cue
        if share >= (_SAME_BEGINNING if is_beginning else _SAME_JACCARD) and score >= best:
            best, chosen = score, other
    return chosen


def _adopt(tagged: Tagged, by_network: _ByPlace) -> Tagged:
    """Return words without a speaker as those of him to whom the network gives them among others."""
    if tagged.source is not None or tagged.cue is not None:
        return tagged
    whole = _count(tagged.content)
    near = (each for each in by_network.near(tagged.content) if each.source is not None)
    owner = next((each for each in near if _count_common(tagged.content, each.content) == whole), None)
    return replace(tagged, source=owner.source, cue=owner.cue) if owner is not None else tagged
