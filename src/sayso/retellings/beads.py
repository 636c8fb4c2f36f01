"""Which sentences of a child text were made from which of its parent: beads in order by dynamic programming, then moved blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from math import ceil

import numpy as np

from sayso.retellings.bead import Bead
from sayso.retellings.features import Floats
from sayso.retellings.gaps import close_gaps, is_parallel
from sayso.retellings.similarity import Block, Similarities
from sayso.settings import RetellingSettings

_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))


def _longest_chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that rises on both sides, of pairs sorted by the first and unique on both."""
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        k = bisect_left(tails, j)
        before.append(tail_at[k - 1] if k else -1)
        tails[k : k + 1], tail_at[k : k + 1] = [j], [at]
    chain, at = [], tail_at[-1] if tail_at else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _find_mutual(table: Similarities, least: float) -> list[tuple[int, int, float]]:
    """Return pairs of sentences that are each other's best and at least so alike, in the order of the parent, with their likeness."""
    best_of_parent, likeness = table.best_of_parents
    best_of_child, _ = table.best_of_children
    if not len(best_of_parent) or not len(best_of_child):
        return []
    is_mutual = best_of_child[best_of_parent] == np.arange(len(best_of_parent))
    return [(int(i), int(best_of_parent[i]), float(likeness[i])) for i in np.flatnonzero(is_mutual & (likeness >= least))]


def _anchors(table: Similarities, settings: RetellingSettings) -> list[tuple[int, int]]:
    """Return pairs that are each other's best by far and stand in one order: where a long text may be cut."""
    return _longest_chain([(i, j) for i, j, _ in _find_mutual(table, settings.anchor_similarity)])


def _windows(table: Similarities, settings: RetellingSettings, start: int) -> Iterator[Block]:
    """Yield rectangles ``(i, i_end, j, j_end)`` that hold the order, each small enough to be searched in full."""
    n, m = len(table.parent_square), len(table.child_square)
    i, j = start, start
    anchors = _anchors(table, settings) if (n - i) * (m - j) > settings.most_cells else []
    for a, b in [*((a, b) for a, b in anchors if a > i and b > j), (n, m)]:
        # An anchor stays inside the window that it opens, so that it may still join a neighbour.
        if (a - i) * (b - j) > settings.most_cells // 4 or (a, b) == (n, m):
            yield from _strips((i, a, j, b), settings)
            i, j = a, b


def _strips(window: Block, settings: RetellingSettings) -> Iterator[Block]:
    """Yield a window in pieces along its diagonal where it is too large: without anchors there is no order to be found across it."""
    i, i_end, j, j_end = window
    n = ceil((i_end - i) * (j_end - j) / settings.most_cells)
    edges = [(i + (i_end - i) * k // n, j + (j_end - j) * k // n) for k in range(n + 1)] if n > 1 else [(i, j), (i_end, j_end)]
    yield from ((a, c, b, d) for (a, b), (c, d) in pairwise(edges))


def _verbatim_start(table: Similarities) -> list[Bead]:
    """Return the sentences that open both texts word for word: the common case, settled without a search."""
    pairs = zip(table.parent_words, table.child_words, strict=False)
    return [Bead(k, k + 1, k, k + 1, 1.0) for k, _ in takewhile(lambda pair: pair[1][0] == pair[1][1], enumerate(pairs))]


@dataclass(frozen=True)
class _Shape:
    """All places of a window for beads of ``n`` parent and ``m`` child sentences: their likeness, and their worth where they may stand."""

    n: int
    m: int
    similarities: Floats
    worth: Floats


def _judge_shapes(table: Similarities, window: Block, settings: RetellingSettings) -> list[_Shape]:
    """Return what each possible bead of a window is worth above its threshold.

    The first and the last sentence of a joined bead must each bring it nearer to the other side.
    """
    cut = table.cut(window)
    plain = {shape: cut.block_cosines(*shape) for shape in _SHAPES}
    found = []
    for (n, m), similarities in plain.items():
        worth = (similarities - settings.link_similarity) * (n + m) / 2
        if (n, m) != (1, 1):
            fewer = plain[max(1, n - 1), max(1, m - 1)]
            rows, columns = similarities.shape
            least = np.maximum(fewer[:rows, :columns], fewer[fewer.shape[0] - rows :, fewer.shape[1] - columns :])
            worth[similarities < least + settings.join_gain] = -1.0
        found.append(_Shape(n, m, similarities, worth))
    return found


def _best_path(window: Block, shapes: list[_Shape]) -> list[Bead]:
    """Return the beads in order that are worth most together; sentences outside them cost nothing."""
    i_from, i_to, j_from, j_to = window
    rows = np.zeros((i_to - i_from + 1, j_to - j_from + 1))
    useful = [(shape, np.any(shape.worth > 0, axis=1)) for shape in shapes]  # a bead that is worth nothing is better left out
    for i in range(1, len(rows)):
        row = rows[i]
        row[:] = rows[i - 1]
        for shape, is_useful in useful:
            if i >= shape.n and is_useful[i - shape.n]:
                np.maximum(row[shape.m :], rows[i - shape.n, : -shape.m] + shape.worth[i - shape.n], out=row[shape.m :])
        np.maximum.accumulate(row, out=row)
    path, i, k = [], len(rows) - 1, rows.shape[1] - 1
    while i > 0 and k > 0:
        if rows[i, k] == rows[i - 1, k]:
            i -= 1
        elif rows[i, k] == rows[i, k - 1]:
            k -= 1
        else:
            shape = next(s for s in shapes if i >= s.n and k >= s.m and rows[i - s.n, k - s.m] + s.worth[i - s.n, k - s.m] == rows[i, k])
            i, k = i - shape.n, k - shape.m
            a, b = i_from + i, j_from + k
            path.append(Bead(a, a + shape.n, b, b + shape.m, float(shape.similarities[i, k])))
    return path[::-1]


def is_beside(before: Bead, after: Bead, gap_sentences: int) -> bool:
    """Return whether the second bead follows the first on both sides, with no more than so many sentences between them."""
    return 0 <= after.i - before.i_end <= gap_sentences and 0 <= after.j - before.j_end <= gap_sentences


def _drop_stray(path: list[Bead], settings: RetellingSettings) -> list[Bead]:
    """Return the path without runs of weak beads: unless a clear one stands beside them, they share a subject and no more."""
    runs: list[list[Bead]] = []
    for bead in path:
        if runs and is_beside(runs[-1][-1], bead, settings.stray_gap_sentences):
            runs[-1].append(bead)
        else:
            runs.append([bead])
    return [bead for run in runs if max(b.similarity for b in run) >= settings.stray_similarity for bead in run]


def _find_moved(table: Similarities, path: list[Bead], settings: RetellingSettings) -> list[Bead]:
    """Return pairs of sentences left over on both sides, best first; neighbours of a moved pair may be less alike."""
    free_parents = set(range(len(table.parent_square))) - {i for bead in path for i in range(bead.i, bead.i_end)}
    free_children = set(range(len(table.child_square))) - {j for bead in path for j in range(bead.j, bead.j_end)}
    alike = table.find_alike(settings.moved_neighbour_similarity)
    pairs = [
        (-cosine, i, j)
        for i, j, cosine in zip(*(column.tolist() for column in alike), strict=True)
        if i in free_parents and j in free_children
    ]
    moved: dict[tuple[int, int], Bead] = {}
    for lower in (settings.moved_similarity, settings.moved_neighbour_similarity):
        for negative, i, j in sorted(pairs):
            beside = (i - 1, j - 1) in moved or (i + 1, j + 1) in moved
            if i in free_parents and j in free_children and -negative >= lower and (beside or lower == settings.moved_similarity):
                moved[i, j] = Bead(i, i + 1, j, j + 1, -negative, is_moved=True)
                free_parents.remove(i)
                free_children.remove(j)
    return list(moved.values())


def _make_way(table: Similarities, path: list[Bead], settings: RetellingSettings) -> list[Bead]:
    """Return the path without single pairs that hold a sentence whose counterpart stands elsewhere: order alone made them pairs.

    Two sentences are counterparts if neither text has one more alike to the other, and they are more alike than the pairs in their way.
    """
    of_parent = {bead.i: bead for bead in path}
    of_child = {bead.j: bead for bead in path}
    gone = set[Bead]()
    for i, j, likeness in _find_mutual(table, settings.make_way_similarity):
        in_way = {bead for bead in (of_parent.get(i), of_child.get(j)) if bead is not None}
        is_single = all(bead.i_end - bead.i == bead.j_end - bead.j == 1 and (bead.i, bead.j) != (i, j) for bead in in_way)
        if is_single and sum(bead.similarity for bead in in_way) < likeness:
            gone |= in_way
    return [bead for bead in path if bead not in gone]


def find_beads(table: Similarities, settings: RetellingSettings) -> list[Bead]:
    """Return the beads of two texts sorted by the parent; no sentence stands in two, those in none were omitted or added."""
    path = _verbatim_start(table)
    for window in _windows(table, settings, len(path)):
        path += _best_path(window, _judge_shapes(table, window, settings))
    path = _drop_stray(path, settings)
    if is_parallel(table, path, settings):
        path = _make_way(table, path, settings)
    moved = _find_moved(table, path, settings)
    return sorted(close_gaps(table, path, moved, settings))
