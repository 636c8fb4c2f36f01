"""The similarity table of two huge texts: a cell for the sentences that share rare words, and any other worked out when it is asked for.

A full table takes the product of both texts' sentences in memory, gigabytes for two books. But a sentence has its counterpart among
those that share its rarest features. So cells are made from features of few sentences only; of each sentence the best are kept, and
their cosines are then the true ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sayso.retellings.features import Floats, Ints, SentenceFeatures
from sayso.retellings.similarity import Alike, Block, Similarities, Weighed, find_shared, sum_by, sum_squares, weigh
from sayso.settings import RetellingSettings

_ENTRIES_AT_ONCE = 2_000_000
_CELLS_AT_ONCE = 20_000
_KEY_BITS = 40  # more than a feature's number has


@dataclass(frozen=True)
class _Rows:
    """The weighed features of a text sentence by sentence: those of ``s`` are ``[starts[s], starts[s + 1])``, sorted by key."""

    keys: Ints
    weights: Floats
    starts: Ints

    def take(self, first: int, last: int) -> tuple[Ints, Floats, Ints]:
        """Return keys and weights of some sentences that follow each other, and which of these each entry belongs to."""
        start, end = self.starts[first], self.starts[last]
        owner = np.repeat(np.arange(last - first), np.diff(self.starts[first : last + 1]))
        return self.keys[start:end], self.weights[start:end], owner

    def take_each(self, sentences: Ints) -> tuple[Ints, Floats]:
        """Return keys and weights of any sentences; the place of the sentence among these stands before each key."""
        n = self.starts[sentences + 1] - self.starts[sentences]
        owner = np.repeat(np.arange(len(sentences), dtype=np.int64), n)
        at = self.starts[sentences][owner] + np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
        return (owner << _KEY_BITS) | self.keys[at], self.weights[at]


def _sort_by_sentence(features: SentenceFeatures, weights: Floats) -> _Rows:
    order = np.argsort(features.sentences, kind="stable")
    lengths = np.bincount(features.sentences, minlength=features.n_sentences)
    return _Rows(features.keys[order], weights[order], np.concatenate([[0], np.cumsum(lengths)]))


@dataclass(frozen=True)
class SparseSimilarities(Similarities):
    """A table without products: ``cells`` are its pairs of sentences that share rare features, with their cosines, sorted."""

    parent_rows: _Rows
    child_rows: _Rows
    cells: Alike

    def cut(self, block: Block) -> Similarities:
        """Return the full table of some sentences only."""
        i, i_end, j, j_end = block
        return Similarities(
            self._multiply(block),
            self.parent_square[i:i_end],
            self.child_square[j:j_end],
            self.parent_next[i : i_end - 1],
            self.child_next[j : j_end - 1],
            self.parent_words[i:i_end],
            self.child_words[j:j_end],
        )

    def product(self, i: int, j: int) -> float:
        """Return the dot product of a parent and a child sentence."""
        return float(self._multiply((i, i + 1, j, j + 1))[0, 0])

    def cosine(self, i: int, j: int) -> float:
        """Return the cosine of a parent and a child sentence."""
        return self.block_cosine((i, i + 1, j, j + 1))

    def sum_products(self, block: Block) -> float:
        """Return the dot product of the parent sentences of a block taken as one and its child sentences taken as one."""
        return float(self._multiply(block).sum())

    def find_alike(self, least: float) -> Alike:
        """Return the cells of at least that cosine, in order."""
        is_alike = self.cells.cosines >= least
        return Alike(self.cells.parents[is_alike], self.cells.children[is_alike], self.cells.cosines[is_alike])

    @cached_property
    def best_of_parents(self) -> tuple[Ints, Floats]:
        """For each parent sentence the most alike child sentence, and its cosine."""
        return _find_best(self.cells.parents, self.cells.children, self.cells.cosines, len(self.parent_square))

    @cached_property
    def best_of_children(self) -> tuple[Ints, Floats]:
        """For each child sentence the most alike parent sentence, and its cosine."""
        return _find_best(self.cells.children, self.cells.parents, self.cells.cosines, len(self.child_square))

    def _multiply(self, block: Block) -> Floats:
        i, i_end, j, j_end = block
        keys, weights, owner = self.parent_rows.take(i, i_end)
        others, other_weights, other_owner = self.child_rows.take(j, j_end)
        unique, other_unique = np.unique(keys), np.unique(others)
        shared = unique[find_shared(unique, other_unique)[0]]
        return _place(keys, weights, owner, shared, i_end - i) @ _place(others, other_weights, other_owner, shared, j_end - j).T


def _place(keys: Ints, weights: Floats, owner: Ints, shared: Ints, n: int) -> Floats:
    table = np.zeros((n, len(shared)))
    if len(shared):
        at = np.minimum(np.searchsorted(shared, keys), len(shared) - 1)
        is_shared = shared[at] == keys
        table[owner[is_shared], at[is_shared]] = weights[is_shared]
    return table


def _find_best(places: Ints, others: Ints, cosines: Floats, n: int) -> tuple[Ints, Floats]:
    """Return the best other of each place, the first of equals; 0 with a cosine of 0 where there is none."""
    order = np.lexsort((others, -cosines, places))
    first = order[np.flatnonzero(np.diff(places[order], prepend=-1))]
    best, likeness = np.zeros(n, dtype=np.int64), np.zeros(n)
    best[places[first]], likeness[places[first]] = others[first], cosines[first]
    return best, likeness


def compare_sparsely(parent: SentenceFeatures, child: SentenceFeatures, settings: RetellingSettings) -> SparseSimilarities:
    """Return the similarity table of two texts, with cells only where sentences share rare features."""
    here, there = weigh((parent, child), settings)
    (parent_square, parent_next), (child_square, child_next) = sum_squares(here), sum_squares(there)
    parent_rows, child_rows = (_sort_by_sentence(side.features, side.weights) for side in (here, there))
    parents, children = _find_cells(here, there, settings)
    length = np.sqrt(parent_square[parents] * child_square[children])
    cosines = np.minimum(1.0, _score_cells(parent_rows, parents, child_rows, children) / np.where(length > 0, length, 1.0))
    squares = parent_square, child_square, parent_next, child_next
    cells = Alike(parents, children, cosines)
    return SparseSimilarities(np.zeros((0, 0)), *squares, parent.words, child.words, parent_rows, child_rows, cells)


def _find_cells(parent: Weighed, child: Weighed, settings: RetellingSettings) -> tuple[Ints, Ints]:
    """Return the pairs of sentences that share most of their rare features, sorted.

    A feature of many sentences joins the first of one text with the first of the other, the second with the second, and so on: that is
    how a text without rare words still meets its copy.
    """
    entries, n_each, first, weights = _meet(parent, child, settings)
    found = []
    for start, end in _cut_at_sentences(parent.features.sentences[entries], n_each):
        n = n_each[start:end]
        which = np.repeat(np.arange(start, end), n)
        others = first[which] + np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
        m = child.features.n_sentences
        cells, at = np.unique(parent.features.sentences[entries[which]] * m + child.features.sentences[others], return_inverse=True)
        shared = sum_by(at, weights[which] * child.weights[others], len(cells))
        found.append(_keep_best(cells, shared, m, settings.sparse_partners))
    cells = np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *found]))
    return cells // max(1, child.features.n_sentences), cells % max(1, child.features.n_sentences)


def _meet(parent: Weighed, child: Weighed, settings: RetellingSettings) -> tuple[Ints, Ints, Ints, Floats]:
    """Return the parent's entries of shared features, sentence by sentence: how many of the child's each meets, which first, its weight."""
    a, b = parent.shared, child.shared
    n_here, n_there = parent.n_sentences[a], child.n_sentences[b]
    is_rare = np.maximum(n_here, n_there) <= settings.most_sentences_per_feature
    owner = np.repeat(np.arange(len(a)), n_here)
    rank = np.arange(len(owner)) - np.repeat(np.cumsum(n_here) - n_here, n_here)
    is_met = is_rare[owner] | (rank < n_there[owner])
    owner, rank = owner[is_met], rank[is_met]
    entries = parent.first[a][owner] + rank
    n_each = np.where(is_rare[owner], n_there[owner], 1)
    first = child.first[b][owner] + np.where(is_rare[owner], 0, rank)
    order = np.argsort(parent.features.sentences[entries], kind="stable")
    return entries[order], n_each[order], first[order], parent.weights[entries[order]]


def _cut_at_sentences(sentences: Ints, n_each: Ints) -> Iterator[tuple[int, int]]:
    """Yield pieces of a row of entries that meet not too many others, cut where a sentence ends."""
    ends = np.append(np.flatnonzero(np.diff(sentences)) + 1, len(sentences))
    met = np.concatenate([[0], np.cumsum(n_each)])
    start = 0
    while start < len(sentences):
        at = max(int(np.searchsorted(met, met[start] + _ENTRIES_AT_ONCE)) - 1, start + 1)
        k = int(np.searchsorted(ends, at, side="right")) - 1
        end = int(ends[k]) if k >= 0 and ends[k] > start else int(ends[np.searchsorted(ends, start, side="right")])
        yield start, end
        start = end


def _keep_best(cells: Ints, shared: Floats, m: int, most: int) -> Ints:
    """Return of each parent sentence the cells with most in common."""
    order = np.lexsort((cells, -shared, cells // m))
    parents = cells[order] // m
    first = np.flatnonzero(np.diff(parents, prepend=-1))
    place = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    return cells[order[place < most]]


def _score_cells(parent_rows: _Rows, parents: Ints, child_rows: _Rows, children: Ints) -> Floats:
    """Return the dot product of each pair of sentences."""
    found = [np.zeros(0)]
    for start in range(0, len(parents), _CELLS_AT_ONCE):
        some = slice(start, start + _CELLS_AT_ONCE)
        n = len(parents[some])
        keys, weights = parent_rows.take_each(parents[some])
        others, other_weights = child_rows.take_each(children[some])
        here, there = find_shared(keys, others)
        found.append(sum_by(keys[here] >> _KEY_BITS, weights[here] * other_weights[there], n))
    return np.concatenate(found)
