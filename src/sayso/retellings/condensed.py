"""Condensed passages: whole paragraphs whose sentences were each made from a sentence of their own, far from the others' in the parent.

A summary is a copy of nothing as a whole, so no two stretches are alike in their words. It shows by its sentences: nearly each has a
clear source, and the sources are spread over the parent. The parent's side is the part that was condensed, from the first source to
the last; where that is most of the parent, it is all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sayso.retellings.similarity import Similarities
from sayso.retellings.wordings import WordingPair, Words
from sayso.settings import RetellingSettings


def _best_runs(values: Sequence[float]) -> Iterator[tuple[float, int, int]]:
    """Yield runs with their sums: the largest, then those left and right of it."""
    waiting = [(0, len(values))]
    while waiting:
        low, high = waiting.pop()
        best, run, total, start = 0.0, (low, low), 0.0, low
        for at in range(low, high):
            if total <= 0:
                total, start = 0.0, at
            total += values[at]
            if total > best:
                best, run = total, (start, at + 1)
        if best > 0:
            yield (best, *run)
            waiting += [(run[1], high), (low, run[0])]


def find_condensed(table: Similarities, pair: WordingPair, settings: RetellingSettings) -> list[Words]:
    """Return the condensed passages by their words."""
    if not len(table.parent_square) or not len(table.child_square):
        return []
    nearest, likeness = table.best_of_children
    n_words = np.minimum(np.diff(pair.child.first), settings.passage_unit_words)
    worth = np.append((likeness - settings.condensed_similarity) * n_words, 0.0)
    edges = np.flatnonzero(np.diff(pair.child.paragraphs, prepend=-1, append=-1))
    found = []
    for total, first, last in _best_runs(np.add.reduceat(worth, edges[:-1]).tolist()):
        j, j_end = int(edges[first]), int(edges[last])
        sources = nearest[j:j_end][likeness[j:j_end] >= settings.condensed_similarity]
        n_clear = int((likeness[j:j_end] >= settings.condensed_clear_similarity).sum())
        is_enough = total >= settings.condensed_least_worth and n_clear >= settings.condensed_least_clear
        if is_enough and len(set(sources.tolist())) >= settings.condensed_least_sources:
            span = _spread(int(sources.min()), int(sources.max()) + 1, (j, j_end), pair, settings)
            found += [span] if span else []
    return found


def _spread(i: int, i_end: int, child: tuple[int, int], pair: WordingPair, settings: RetellingSettings) -> Words | None:
    """Return the words of a condensed passage, None where the sources are as close together as what was made from them."""
    first, other = pair.parent.first, pair.child.first
    j, j_end = other[child[0]], other[child[1]]
    n_source = first[i_end] - first[i]
    if n_source < settings.condensed_factor * (j_end - j):
        return None
    is_whole = n_source >= settings.condensed_whole_share * len(pair.parent.keys)
    return (0, len(pair.parent.keys), j, j_end) if is_whole else (first[i], first[i_end], j, j_end)
