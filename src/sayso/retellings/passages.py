"""Reused passages: maximal stretches of a child text that were made from one stretch of its parent.

1. Seeds: sentences that are alike, and nearly as alike as the best either has.
2. Seeds close together on both sides are one pair of stretches, whose four ends are then moved, word by word, to where the pair is
   worth most (``wordings``). The closer the copy, the stricter its edges.
3. Neighbouring pairs are joined where they are worth more as one.
4. Of pairs that stand in each other's way the best stays, if it is worth enough.
5. A summary has no such stretches; it is looked for apart (``condensed``).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sayso.retellings.condensed import find_condensed
from sayso.retellings.features import Ints
from sayso.retellings.similarity import Similarities, compare_features
from sayso.retellings.wordings import Stretches, Wording, WordingPair, Words, read_wording
from sayso.settings import RetellingSettings
from sayso.text import Document

Passage = tuple[tuple[int, int], tuple[int, int]]


def _find_seeds(table: Similarities, settings: RetellingSettings) -> Ints:
    """Return pairs of units, a row each, that are alike and have no much better match on either side."""
    parents, children, cosines = table.find_alike(settings.passage_seed_similarity)
    best = np.maximum(table.best_of_parents[1][parents], table.best_of_children[1][children])
    is_seed = cosines >= settings.passage_seed_share * best
    return np.stack([parents[is_seed], children[is_seed]], axis=1)


def _group(seeds: Ints, gap: int) -> Iterator[Ints]:
    """Yield seeds that hang together: sorted by either side, no two neighbours are further apart than the gap."""
    waiting = [(seeds, 0, False)]
    while waiting:
        some, side, is_whole = waiting.pop()
        some = some[np.argsort(some[:, side], kind="stable")]
        parts = np.split(some, np.flatnonzero(np.diff(some[:, side]) > gap) + 1)
        if len(parts) == 1 and is_whole:
            yield some
        else:
            waiting += [(part, 1 - side, len(parts) == 1) for part in parts]


def _fit(pair: WordingPair, span: Words, settings: RetellingSettings) -> Stretches:
    if max(span[1] - span[0], span[3] - span[2]) > settings.passage_long_words:
        return pair.measure(*span)
    found = pair.fit(span, settings.passage_theta, settings.passage_reach_words)
    theta = settings.passage_theta_share * found.likeness
    if theta <= settings.passage_theta:
        return found
    return pair.fit((found.i, found.i_end, found.j, found.j_end), theta, settings.passage_reach_words)


def _grow(pair: WordingPair, seeds: Ints, settings: RetellingSettings) -> list[Stretches]:
    found = []
    for group in _group(seeds, settings.passage_gap_units):
        (i, j), (i_end, j_end) = group.min(axis=0).tolist(), (group.max(axis=0) + 1).tolist()
        first, other = pair.parent.first, pair.child.first
        found.append(_fit(pair, (first[i], first[i_end], other[j], other[j_end]), settings))
    return sorted(found, key=lambda each: (each.j, each.i))


def _is_near(one: Stretches, other: Stretches, words: int) -> bool:
    return other.j - one.j_end <= words and max(one.i, other.i) - min(one.i_end, other.i_end) <= words


def _join(pair: WordingPair, stretches: list[Stretches], settings: RetellingSettings) -> list[Stretches]:
    """Return the stretches, in the order of the child, with neighbours joined where both together are worth more than either."""
    joined: list[Stretches] = []
    for each in stretches:
        joined.append(each)
        k = len(joined) - 2
        while k >= max(0, len(joined) - 1 - _MOST_OPEN):
            one, other = joined[k], joined[-1]
            if _is_near(one, other, settings.passage_join_words):
                span = min(one.i, other.i), max(one.i_end, other.i_end), min(one.j, other.j), max(one.j_end, other.j_end)
                both = _fit(pair, span, settings)
                if _is_better(both, one, other, settings.passage_theta):
                    del joined[k]
                    joined[-1] = both
                    k = len(joined) - 1
            k -= 1
    return joined


_MOST_OPEN = 4  # a passage may go on behind a few that were put inside it


def _is_better(both: Stretches, one: Stretches, other: Stretches, theta: float) -> bool:
    is_longer = both.j_end - both.j > max(one.j_end - one.j, other.j_end - other.j)
    return is_longer and both.score(theta) >= max(one.score(theta), other.score(theta))


def _choose(pair: WordingPair, stretches: list[Stretches], settings: RetellingSettings) -> list[Stretches]:
    """Return what is worth enough, without what stands in the way of something better. Most of a short text is always enough."""
    theta = settings.passage_theta
    half = min(len(pair.parent.keys), len(pair.child.keys)) / 2
    kept: list[Stretches] = []
    for each in sorted(stretches, key=lambda s: (-s.score(theta), s.j, s.i)):
        is_enough = each.score(theta) >= settings.passage_least_score or min(each.i_end - each.i, each.j_end - each.j) >= half
        if is_enough and each.likeness > theta and not any(_is_in_way(each, other) for other in kept):
            kept.append(each)
    return kept


def _is_in_way(each: Stretches, better: Stretches) -> bool:
    in_child = min(each.j_end, better.j_end) - max(each.j, better.j)
    in_parent = min(each.i_end, better.i_end) - max(each.i, better.i)
    return (in_child > 0 and in_parent > 0) or in_child > (each.j_end - each.j) / 2


def _chars(document: Document, here: Wording, span: tuple[int, int], loose: int) -> tuple[int, int]:
    """Return where words stand, out to the edges of their sentences where only a few characters are left over."""
    start, end = here.starts[span[0]], here.ends[span[1] - 1]
    opening, closing = document.sentence_at(start), document.sentence_at(end - 1)
    if opening and start - opening.start <= loose:
        start = opening.start
    return start, closing.end if closing and closing.end - end <= loose else end


def _condense(pair: WordingPair, table: Similarities, stretches: list[Stretches], settings: RetellingSettings) -> list[Stretches]:
    """Return the stretches with condensed passages in the place of what was found inside them, unless one stretch is most of it.

    Who condenses a text does not take over other parts of it elsewhere: where there are such parts, both are about one subject.
    """
    for i, i_end, j, j_end in find_condensed(table, pair, settings):
        inside = [each for each in stretches if each.j < j_end and j < each.j_end]
        longest = max((min(each.j_end, j_end) - max(each.j, j) for each in inside), default=0)
        if len(inside) == len(stretches) and longest <= settings.condensed_most_words:
            stretches = [each for each in stretches if each not in inside] + [Stretches(i, i_end, j, j_end, 0.0, 0.0)]
    return stretches


def find_passages(parent: Document, child: Document, settings: RetellingSettings) -> tuple[Passage, ...]:
    """Return the reused passages as ``((parent_start, parent_end), (child_start, child_end))``, sorted by the parent."""
    here, there = read_wording(parent, settings), read_wording(child, settings)
    if not here.keys or not there.keys:
        return ()
    pair, table = WordingPair(here, there, settings), compare_features(here.features, there.features, settings)
    seeds = _find_seeds(table, settings)
    stretches = _choose(pair, _join(pair, _grow(pair, seeds, settings), settings), settings) if len(seeds) else []
    least_chars = min(settings.passage_least_chars, len(parent.text) // 2, len(child.text) // 2)
    found = []
    for each in _condense(pair, table, stretches, settings):
        source = _chars(parent, here, (each.i, each.i_end), settings.passage_loose_chars)
        target = _chars(child, there, (each.j, each.j_end), settings.passage_loose_chars)
        if min(source[1] - source[0], target[1] - target[0]) >= least_chars:
            found.append((source, target))
    return tuple(sorted(found))
