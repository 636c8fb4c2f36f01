"""Sentences left over between linked ones: there position speaks, too, and little likeness is enough.

1. Where the same number of sentences is left on both sides between two beads, they are each other's counterparts unless they have
   nothing in common; in texts that run side by side even then, if their lengths agree.
2. A sentence left over beside a bead belongs to it where most of what it says is found on the other side: it was split off or merged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.retellings.bead import Bead
from sayso.retellings.similarity import Similarities
from sayso.settings import RetellingSettings


def fill_gaps(table: Similarities, path: Sequence[Bead], moved: Sequence[Bead], settings: RetellingSettings) -> list[Bead]:
    """Return the path with pairs added where as many sentences are left on one side as on the other, moved ones not counted."""
    n, m = len(table.parent_square), len(table.child_square)
    is_parallel = _is_parallel([*path, *moved], n, m, settings)
    gone = {bead.i for bead in moved}, {bead.j for bead in moved}
    edges = [Bead(-1, 0, -1, 0, 1.0), *path, Bead(n, n + 1, m, m + 1, 1.0)]
    filled: list[Bead] = []
    for before, after in pairwise(edges):
        filled.append(before)
        parents = [i for i in range(before.i_end, after.i) if i not in gone[0]]
        children = [j for j in range(before.j_end, after.j) if j not in gone[1]]
        if 0 < len(parents) == len(children) <= settings.gap_most_sentences:
            pairs = [Bead(i, i + 1, j, j + 1, table.cosine(i, j)) for i, j in zip(parents, children, strict=True)]
            filled += [pair for pair in pairs if _is_pair(table, pair, is_parallel, settings)]
    return filled[1:]


def _is_parallel(path: Sequence[Bead], n: int, m: int, settings: RetellingSettings) -> bool:
    """Return whether nearly every sentence of both texts has its counterpart in order, so that one left over has one, too."""
    linked = sum(bead.i_end - bead.i for bead in path), sum(bead.j_end - bead.j for bead in path)
    return min(linked[0] / max(1, n), linked[1] / max(1, m)) >= settings.parallel_share


def _is_pair(table: Similarities, pair: Bead, is_parallel: bool, settings: RetellingSettings) -> bool:
    if pair.similarity >= settings.gap_similarity:
        return True
    lengths = sorted((len(" ".join(table.parent_words[pair.i])), len(" ".join(table.child_words[pair.j]))))
    return is_parallel and lengths[0] >= settings.parallel_length_ratio * lengths[1] > 0


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
