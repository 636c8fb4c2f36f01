"""Sentences left over between linked ones: there position speaks, too, and little likeness is enough.

1. Where the same number of sentences is left on both sides between two beads, they are each other's counterparts unless they have
   nothing in common; in texts that run side by side even then, if their lengths agree.
2. A sentence left over beside a bead belongs to it where most of what it says is found on the other side: it was split off or merged.
3. In texts that run side by side one left over alone belongs to the neighbour that is too short without it, and of those left over
   on both sides the most alike belong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import log

from sayso.retellings.bead import Bead
from sayso.retellings.similarity import Similarities
from sayso.settings import RetellingSettings


def close_gaps(table: Similarities, path: Sequence[Bead], moved: Sequence[Bead], settings: RetellingSettings) -> list[Bead]:
    """Return all beads, with those that position speaks for: by likeness first, then by length alone where texts run side by side."""
    run_side_by_side = is_parallel(table, [*path, *moved], settings)
    path = fill_gaps(table, path, moved, settings, run_side_by_side=run_side_by_side)
    beads = attach_neighbours(table, [*path, *moved], settings)
    if not run_side_by_side:
        return beads
    path, moved = [bead for bead in beads if not bead.is_moved], [bead for bead in beads if bead.is_moved]
    beads = [*attach_by_length(table, path, moved, settings), *moved]
    return [*beads, *pair_left_over(table, beads, settings)]


def pair_left_over(table: Similarities, beads: Sequence[Bead], settings: RetellingSettings) -> list[Bead]:
    """Return pairs of sentences that are left over on both sides and alike at least a little, the best first."""
    taken = _find_taken(beads)
    parents, children = set(range(len(table.parent_square))) - taken[0], set(range(len(table.child_square))) - taken[1]
    alike = zip(*(column.tolist() for column in table.find_alike(settings.left_over_similarity)), strict=True)
    found = []
    for negative, i, j in sorted((-cosine, i, j) for i, j, cosine in alike if i in parents and j in children):
        if i in parents and j in children:
            found.append(Bead(i, i + 1, j, j + 1, -negative, is_moved=True))
            parents.remove(i)
            children.remove(j)
    return found


def _find_taken(beads: Sequence[Bead]) -> tuple[set[int], set[int]]:
    """Return the sentences of both sides that stand in some beads."""
    return {i for bead in beads for i in range(bead.i, bead.i_end)}, {j for bead in beads for j in range(bead.j, bead.j_end)}


def fill_gaps(
    table: Similarities, path: Sequence[Bead], moved: Sequence[Bead], settings: RetellingSettings, *, run_side_by_side: bool
) -> list[Bead]:
    """Return the path with pairs added where as many sentences are left on one side as on the other, moved ones not counted."""
    n, m = len(table.parent_square), len(table.child_square)
    gone = _find_taken(moved)
    edges = [Bead(-1, 0, -1, 0, 1.0), *path, Bead(n, n + 1, m, m + 1, 1.0)]
    filled: list[Bead] = []
    for before, after in pairwise(edges):
        filled.append(before)
        parents = [i for i in range(before.i_end, after.i) if i not in gone[0]]
        children = [j for j in range(before.j_end, after.j) if j not in gone[1]]
        if 0 < len(parents) == len(children) <= settings.gap_most_sentences:
            pairs = [Bead(i, i + 1, j, j + 1, table.cosine(i, j)) for i, j in zip(parents, children, strict=True)]
            filled += [pair for pair in pairs if _is_pair(table, pair, run_side_by_side, settings)]
    return filled[1:]


def attach_by_length(table: Similarities, path: Sequence[Bead], moved: Sequence[Bead], settings: RetellingSettings) -> list[Bead]:
    """Return the path grown over single free sentences whose neighbour is too short on its other side without them."""
    n, m = len(table.parent_square), len(table.child_square)
    gone = _find_taken(moved)
    grown = list(path)
    for k in range(len(path) + 1):
        before = grown[k - 1] if k else Bead(-1, 0, -1, 0, 1.0)
        after = grown[k] if k < len(path) else Bead(n, n + 1, m, m + 1, 1.0)
        parents = [i for i in range(before.i_end, after.i) if i not in gone[0]]
        children = [j for j in range(before.j_end, after.j) if j not in gone[1]]
        if len(parents) + len(children) != 1:
            continue
        found = []
        for at in (k - 1, k):
            if 0 <= at < len(path) and (wider := _widen(grown[at], (*parents, *children)[0], is_parent=bool(parents))):
                found.append((_unlikeness(table, grown[at]) - _unlikeness(table, wider), at, wider))
        if found and max(found)[0] >= settings.attach_length_gain:
            _, at, wider = max(found)
            grown[at] = replace(wider, similarity=table.block_cosine((wider.i, wider.i_end, wider.j, wider.j_end)))
    return grown


def _widen(bead: Bead, at: int, *, is_parent: bool) -> Bead | None:
    """Return a bead with one more sentence that stands beside it; None if it does not, or the other side has several already."""
    start, end = (bead.i, bead.i_end) if is_parent else (bead.j, bead.j_end)
    n_other = bead.j_end - bead.j if is_parent else bead.i_end - bead.i
    if n_other > 1 or at not in {start - 1, end}:
        return None
    start, end = min(start, at), max(end, at + 1)
    return replace(bead, i=start, i_end=end) if is_parent else replace(bead, j=start, j_end=end)


def _unlikeness(table: Similarities, bead: Bead) -> float:
    """Return how far apart the lengths of the two sides of a bead are, as a logarithm."""
    here = sum(len(word) + 1 for row in table.parent_words[bead.i : bead.i_end] for word in row)
    there = sum(len(word) + 1 for row in table.child_words[bead.j : bead.j_end] for word in row)
    return abs(log(max(1, here) / max(1, there)))


def is_parallel(table: Similarities, beads: Sequence[Bead], settings: RetellingSettings) -> bool:
    """Return whether nearly every sentence of both texts has its counterpart, so that one left over has one, too."""
    n, m = len(table.parent_square), len(table.child_square)
    linked = sum(bead.i_end - bead.i for bead in beads), sum(bead.j_end - bead.j for bead in beads)
    return min(linked[0] / max(1, n), linked[1] / max(1, m)) >= settings.parallel_share


def _is_pair(table: Similarities, pair: Bead, run_side_by_side: bool, settings: RetellingSettings) -> bool:
    if pair.similarity >= settings.gap_similarity:
        return True
    lengths = sorted((len(" ".join(table.parent_words[pair.i])), len(" ".join(table.child_words[pair.j]))))
    return run_side_by_side and lengths[0] >= settings.parallel_length_ratio * lengths[1] > 0


def attach_neighbours(table: Similarities, beads: Sequence[Bead], settings: RetellingSettings) -> list[Bead]:
    """Return the beads grown over free neighbouring sentences on one side, of which the other side holds enough."""
    n, m = len(table.parent_square), len(table.child_square)
    free_parents = set(range(n)) - {i for bead in beads for i in range(bead.i, bead.i_end)}
    free_children = set(range(m)) - {j for bead in beads for j in range(bead.j, bead.j_end)}
    grown: list[Bead] = []
    for bead in beads:
        found = _grow(table, bead, free_parents, free_children, settings)
        free_parents -= set(range(found.i, found.i_end))
        free_children -= set(range(found.j, found.j_end))
        grown.append(found)
    return grown


def _grow(table: Similarities, bead: Bead, parents: set[int], children: set[int], settings: RetellingSettings) -> Bead:
    """Return the bead with the free sentences that it takes in. Only one of its sides has several sentences."""
    i, i_end, j, j_end = bead.i, bead.i_end, bead.j, bead.j_end
    least = settings.attach_share
    if j_end - j == 1:
        while i - 1 in parents and table.share_of_parent(i - 1, j) >= least:
            i -= 1
        while i_end in parents and table.share_of_parent(i_end, j) >= least:
            i_end += 1
    if i_end - i == 1:
        while j - 1 in children and table.share_of_child(i, j - 1) >= least:
            j -= 1
        while j_end in children and table.share_of_child(i, j_end) >= least:
            j_end += 1
    if (i, i_end, j, j_end) == (bead.i, bead.i_end, bead.j, bead.j_end):
        return bead
    return replace(bead, i=i, i_end=i_end, j=j, j_end=j_end, similarity=table.block_cosine((i, i_end, j, j_end)))
