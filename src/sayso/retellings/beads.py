"""Which sentences of a child text were made from which of its parent: beads in order by dynamic programming, then moved blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from math import ceil

from sayso.retellings.similarity import Block, Similarities
from sayso.settings import RetellingSettings

_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))


@dataclass(frozen=True, slots=True, order=True)
class Bead:
    """Parent sentences ``[i, i_end)`` and child sentences ``[j, j_end)`` that say the same."""

    i: int
    i_end: int
    j: int
    j_end: int
    similarity: float
    is_moved: bool = False


def _candidates(table: Similarities, lower: float) -> list[tuple[float, int, int]]:
    return [(s, i, j) for i, row in enumerate(table.rows) for j in sorted(row) if (s := table.cosine(i, j)) >= lower]


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


def _anchors(table: Similarities, settings: RetellingSettings) -> list[tuple[int, int]]:
    """Return pairs that are each other's best by far and stand in one order: where a long text may be cut."""
    best_of_parent: dict[int, tuple[float, int]] = {}
    best_of_child: dict[int, tuple[float, int]] = {}
    for s, i, j in _candidates(table, settings.anchor_similarity):
        best_of_parent[i] = max(best_of_parent.get(i, (0.0, 0)), (s, -j))
        best_of_child[j] = max(best_of_child.get(j, (0.0, 0)), (s, -i))
    return _longest_chain([(i, -j) for i, (_, j) in sorted(best_of_parent.items()) if best_of_child[-j][1] == -i])


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


def _find_beads(table: Similarities, window: Block, settings: RetellingSettings) -> dict[tuple[int, int], list[tuple[float, Bead]]]:
    """Return what each possible bead of a window is worth above its threshold, by its lower right corner."""
    found: dict[tuple[int, int], list[tuple[float, Bead]]] = {}
    for i in range(window[0], window[1]):
        for j in sorted(table.rows[i]):
            if not window[2] <= j < window[3]:
                continue
            for n, m in _SHAPES:
                if i + n <= window[1] and j + m <= window[3]:
                    bead = _judge_bead(table, (i, i + n, j, j + m), settings)
                    if bead is not None:
                        worth = (bead.similarity - settings.link_similarity) * (n + m) / 2
                        found.setdefault((i + n, j + m), []).append((worth, bead))
    return found


def _judge_bead(table: Similarities, block: Block, settings: RetellingSettings) -> Bead | None:
    """Return the block as a bead if its first and its last sentence each bring it nearer to the other side."""
    similarity = table.block_cosine(block)
    if similarity < settings.link_similarity:
        return None
    i, i_end, j, j_end = block
    is_wide, is_tall = i_end - i > 1, j_end - j > 1
    if is_wide or is_tall:
        without_first = table.block_cosine((i + is_wide, i_end, j + is_tall, j_end))
        without_last = table.block_cosine((i, i_end - is_wide, j, j_end - is_tall))
        if similarity < max(without_first, without_last) + settings.join_gain:
            return None
    return Bead(*block, similarity)


def _best_path(window: Block, beads: dict[tuple[int, int], list[tuple[float, Bead]]]) -> list[Bead]:
    """Return the beads in order that are worth most together; sentences outside them cost nothing."""
    i_from, i_to, j_from, j_to = window
    width = j_to - j_from + 1
    rows: list[list[float]] = [[0.0] * width]
    taken: dict[tuple[int, int], Bead] = {}
    for i in range(i_from + 1, i_to + 1):
        above, row = rows[-1], [0.0] * width
        for k in range(1, width):
            best = max(above[k], row[k - 1])
            for worth, bead in beads.get((i, j_from + k), ()):
                value = rows[bead.i - i_from][bead.j - j_from] + worth
                if value > best + 1e-9:
                    best, taken[i, j_from + k] = value, bead
            row[k] = best
        rows.append(row)
    path, i, k = [], i_to - i_from, width - 1
    while i > 0 and k > 0:
        here = rows[i][k]
        if here == rows[i - 1][k]:
            i -= 1
        elif here == rows[i][k - 1]:
            k -= 1
        else:
            bead = taken[i_from + i, j_from + k]
            path.append(bead)
            i, k = bead.i - i_from, bead.j - j_from
    return path[::-1]


def _fill_gaps(table: Similarities, path: list[Bead], settings: RetellingSettings) -> list[Bead]:
    """Return the path with weaker pairs added where exactly one sentence is left on both sides between two beads.

    There position speaks for the pair, and little likeness is enough.
    """
    n, m = len(table.parent_square), len(table.child_square)
    edges = [Bead(-1, 0, -1, 0, 1.0), *path, Bead(n, n + 1, m, m + 1, 1.0)]
    filled: list[Bead] = []
    for before, after in pairwise(edges):
        filled.append(before)
        i, j = before.i_end, before.j_end
        if after.i - i == 1 and after.j - j == 1 and table.cosine(i, j) >= settings.gap_similarity:
            filled.append(Bead(i, i + 1, j, j + 1, table.cosine(i, j)))
    return filled[1:]


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
    pairs = [
        (-s, i, j)
        for i in sorted(free_parents)
        for j in table.rows[i]
        if j in free_children and (s := table.cosine(i, j)) >= settings.moved_neighbour_similarity
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


def find_beads(table: Similarities, settings: RetellingSettings) -> list[Bead]:
    """Return the beads of two texts sorted by the parent; no sentence stands in two, those in none were omitted or added."""
    path = _verbatim_start(table)
    for window in _windows(table, settings, len(path)):
        path += _best_path(window, _find_beads(table, window, settings))
    path = _fill_gaps(table, _drop_stray(path, settings), settings)
    return sorted([*path, *_find_moved(table, path, settings)])
