"""How alike the sentences of two texts are: one table of dot products over weighted words and their parts.

Words weigh by inverse sentence frequency, names and numbers more, function words less. Pieces of words stand beside
them, so that inflections and other spellings of a name still meet. Lengths and dot products of joined sentences follow
from the table, so that a bead of two sentences costs no more than one of one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sayso.retellings.features import FUNCTION_WORD, PIECE, Floats, Ints, SentenceFeatures, read_sentence_features
from sayso.settings import RetellingSettings
from sayso.text import Document

Block = tuple[int, int, int, int]  # parent sentences [i, i_end) and child sentences [j, j_end)

_COMMON_SHARE = 0.02  # a feature that joins more of all pairs of sentences is multiplied out as a column, not pair by pair
_COLUMNS_AT_ONCE = 512


class Alike(NamedTuple):
    """Pairs of sentences and their cosines, sorted by parent and child."""

    parents: Ints
    children: Ints
    cosines: Floats


@dataclass(frozen=True)
class Similarities:
    """The dot products of the sentences of two texts, and of neighbours within each.

    ``products[i, j]`` is that of parent sentence ``i`` with child sentence ``j``, ``parent_square[i]`` that of sentence ``i`` with
    itself, ``parent_next[i]`` that with the next sentence; ``parent_words[i]`` are its words.
    """

    products: Floats
    parent_square: Floats
    child_square: Floats
    parent_next: Floats
    child_next: Floats
    parent_words: tuple[tuple[str, ...], ...] = field(repr=False)
    child_words: tuple[tuple[str, ...], ...] = field(repr=False)

    @cached_property
    def cosines(self) -> Floats:
        """The cosine of every parent sentence with every child sentence."""
        return self.block_cosines(1, 1)

    def cut(self, block: Block) -> Similarities:
        """Return the table of some sentences only."""
        i, i_end, j, j_end = block
        return Similarities(
            self.products[i:i_end, j:j_end],
            self.parent_square[i:i_end],
            self.child_square[j:j_end],
            self.parent_next[i : i_end - 1],
            self.child_next[j : j_end - 1],
            self.parent_words[i:i_end],
            self.child_words[j:j_end],
        )

    @cached_property
    def best_of_parents(self) -> tuple[Ints, Floats]:
        """For each parent sentence the most alike child sentence, and its cosine."""
        if not self.cosines.size:
            return np.zeros(len(self.parent_square), dtype=np.int64), np.zeros(len(self.parent_square))
        return self.cosines.argmax(axis=1), self.cosines.max(axis=1)

    @cached_property
    def best_of_children(self) -> tuple[Ints, Floats]:
        """For each child sentence the most alike parent sentence, and its cosine."""
        if not self.cosines.size:
            return np.zeros(len(self.child_square), dtype=np.int64), np.zeros(len(self.child_square))
        return self.cosines.argmax(axis=0), self.cosines.max(axis=0)

    def find_alike(self, least: float) -> Alike:
        """Return the pairs of sentences of at least that cosine, in order."""
        parents, children = np.nonzero(self.cosines >= least)
        return Alike(parents, children, self.cosines[parents, children])

    def cosine(self, i: int, j: int) -> float:
        """Return the cosine of a parent and a child sentence."""
        return float(self.cosines[i, j])

    def product(self, i: int, j: int) -> float:
        """Return the dot product of a parent and a child sentence."""
        return float(self.products[i, j])

    def sum_products(self, block: Block) -> float:
        """Return the dot product of the parent sentences of a block taken as one and its child sentences taken as one."""
        i, i_end, j, j_end = block
        return float(self.products[i:i_end, j:j_end].sum())

    def share_of_parent(self, i: int, j: int) -> float:
        """Return which share of a parent sentence stands in a child sentence, by weight squared."""
        return min(1.0, self.product(i, j) / float(self.parent_square[i])) if self.parent_square[i] else 0.0

    def share_of_child(self, i: int, j: int) -> float:
        """Return which share of a child sentence stands in a parent sentence, by weight squared."""
        return min(1.0, self.product(i, j) / float(self.child_square[j])) if self.child_square[j] else 0.0

    def block_cosines(self, n: int, m: int) -> Floats:
        """Return for every place the cosine of ``n`` parent sentences taken as one and ``m`` child sentences taken as one."""
        sums = _slide(_slide(self.products, n).T, m).T
        lengths = np.outer(_joined_lengths(self.parent_square, self.parent_next, n), _joined_lengths(self.child_square, self.child_next, m))
        return np.minimum(1.0, np.divide(sums, lengths, out=np.zeros_like(sums), where=lengths > 0))

    def block_cosine(self, block: Block) -> float:
        """Return the cosine of the parent sentences of a block taken as one and its child sentences taken as one."""
        i, i_end, j, j_end = block
        square = _joined_square(self.parent_square, self.parent_next, i, i_end) * _joined_square(
            self.child_square, self.child_next, j, j_end
        )
        return min(1.0, self.sum_products(block) / float(np.sqrt(square))) if square > 0 else 0.0


def _slide(table: Floats, n: int) -> Floats:
    """Return the sums of each ``n`` rows that follow each other."""
    rows = max(0, len(table) - n + 1)
    found = table[:rows].copy()
    for step in range(1, n):
        found += table[step : step + rows]
    return found


def _joined_lengths(square: Floats, following: Floats, n: int) -> Floats:
    rows = max(0, len(square) - n + 1)
    found = _slide(square, n)
    for step in range(n - 1):
        found += 2 * following[step : step + rows]
    return np.sqrt(found)


def _joined_square(square: Floats, following: Floats, start: int, end: int) -> float:
    return float(square[start:end].sum() + 2 * following[start : end - 1].sum())


@dataclass(frozen=True)
class Weighed:
    """The features of one text with their weights in this pair. ``shared`` are the places of the keys that both have, among its own.

    ``first[u]`` is where the entries of key ``u`` begin, ``n_sentences[u]`` how many there are.
    """

    features: SentenceFeatures
    shared: Ints
    weights: Floats

    @property
    def first(self) -> Ints:
        """Where the entries of each key begin."""
        return self.features.counted[1]

    @property
    def n_sentences(self) -> Ints:
        """How many entries each key has."""
        return self.features.counted[2]


def weigh(sides: tuple[SentenceFeatures, SentenceFeatures], settings: RetellingSettings) -> tuple[Weighed, Weighed]:
    """Return both texts weighed alike. A word counts as rare by its commoner side: once in each text must not halve its weight."""
    shared = find_shared(sides[0].counted[0], sides[1].counted[0])
    total = max(sides[0].n_sentences, sides[1].n_sentences, 2)
    found = []
    for side, here in enumerate(sides):
        there = sides[1 - side]
        n = here.counted[2]
        holding = n.copy()
        holding[shared[side]] = np.maximum(n[shared[side]], there.counted[2][shared[1 - side]])
        factor = np.ones(len(n))
        is_typed = here.is_typed.copy()
        is_typed[find_shared(here.counted[0], there.typed)[0]] = True
        factor[is_typed] = settings.typed_weight
        factor[here.sorts == PIECE] = settings.piece_weight
        factor[here.sorts == FUNCTION_WORD] = settings.function_word_weight
        factor *= np.log(1 + total / holding)
        found.append(Weighed(here, shared[side], np.repeat(factor, n) * here.roots))
    return found[0], found[1]


def find_shared(keys: Ints, others: Ints) -> tuple[Ints, Ints]:
    """Return where the keys that both have stand in either. Both are sorted and hold each key once."""
    if not len(keys) or not len(others):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    if len(keys) < len(others):
        there, here = find_shared(others, keys)
        return here, there
    at = np.minimum(np.searchsorted(keys, others), len(keys) - 1)
    there = np.flatnonzero(keys[at] == others)
    return at[there], there


def look_up(wanted: Ints, keys: Ints, values: Ints) -> Ints:
    """Return the value of each wanted key, 0 where it has none. Keys are sorted."""
    if not len(keys):
        return np.zeros(len(wanted), dtype=np.int64)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0)


def sum_by(places: Ints, values: Floats, n: int) -> Floats:
    """Return the sum of the values of each of ``n`` places."""
    return np.bincount(places, values, minlength=n).astype(np.float64, copy=False)


def sum_squares(side: Weighed) -> tuple[Floats, Floats]:
    """Return the dot product of each sentence with itself, and with the next."""
    at, weights = side.features.sentences, side.weights
    n = side.features.n_sentences
    square = sum_by(at, weights * weights, n)
    beside = side.features.is_beside
    following = sum_by(at[:-1][beside], weights[:-1][beside] * weights[1:][beside], n)
    return square, following[: max(0, n - 1)]


def _multiply(parent: Weighed, child: Weighed) -> Floats:
    """Return the dot products of all pairs of sentences: rare features pair by pair, common ones as columns of two matrices."""
    n, m = parent.features.n_sentences, child.features.n_sentences
    a, b = parent.shared, child.shared
    n_pairs = parent.n_sentences[a] * child.n_sentences[b]
    is_common = n_pairs > _COMMON_SHARE * n * m
    products = _join(parent, a[~is_common], child, b[~is_common], (n, m))
    common = np.flatnonzero(is_common)
    for start in range(0, len(common), _COLUMNS_AT_ONCE):
        some = common[start : start + _COLUMNS_AT_ONCE]
        products += _columns(parent, a[some]) @ _columns(child, b[some]).T
    return products


def _entries(side: Weighed, some: Ints) -> tuple[Ints, Ints]:
    """Return the entries of some unique keys, and which of the keys each belongs to."""
    n = side.n_sentences[some]
    owner = np.repeat(np.arange(len(some)), n)
    return np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n) + np.repeat(side.first[some], n), owner


def _columns(side: Weighed, some: Ints) -> Floats:
    entries, owner = _entries(side, some)
    table = np.zeros((side.features.n_sentences, len(some)))
    table[side.features.sentences[entries], owner] = side.weights[entries]
    return table


def _join(parent: Weighed, a: Ints, child: Weighed, b: Ints, shape: tuple[int, int]) -> Floats:
    """Return the dot products over keys ``a`` of the parent, which are keys ``b`` of the child: each entry meets each of the other side."""
    left, owner = _entries(parent, a)
    n_each = child.n_sentences[b][owner]
    rows = np.repeat(left, n_each)
    offsets = np.arange(n_each.sum()) - np.repeat(np.cumsum(n_each) - n_each, n_each)
    columns = np.repeat(child.first[b][owner], n_each) + offsets
    cells = parent.features.sentences[rows] * shape[1] + child.features.sentences[columns]
    return sum_by(cells, parent.weights[rows] * child.weights[columns], shape[0] * shape[1]).reshape(shape)


def score_similarities(parent: Document, child: Document, settings: RetellingSettings) -> Similarities:
    """Return the similarity table of the sentences of two texts."""
    return compare_features(
        read_sentence_features(parent, settings.piece_chars), read_sentence_features(child, settings.piece_chars), settings
    )


def compare_features(parent: SentenceFeatures, child: SentenceFeatures, settings: RetellingSettings) -> Similarities:
    """Return the similarity table of two texts by the features of their sentences; of two books without what is far from alike."""
    if parent.n_sentences * child.n_sentences > settings.most_table_cells:
        from sayso.retellings.sparse import compare_sparsely

        return compare_sparsely(parent, child, settings)
    weighed = weigh((parent, child), settings)
    (parent_square, parent_next), (child_square, child_next) = map(sum_squares, weighed)
    return Similarities(_multiply(*weighed), parent_square, child_square, parent_next, child_next, parent.words, child.words)
