"""Two texts as rows of words, and how much two stretches of them have in common, whatever the order of their words.

The common weight of two stretches is that of the words that both have, each as often as both have it. A pair of stretches is worth
twice its common weight less a share ``theta`` of the weight of both: stretches alike to less than ``theta`` (by Dice) are worth
less than nothing. While one stretch is held fast, the best end of the other is found in one pass over its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from weakref import WeakKeyDictionary

import numpy as np

from sayso.retellings.features import FUNCTION_WORD, Ints, SentenceFeatures, key_word, read_features_of, sort_of
from sayso.retellings.pieces import read_pieces
from sayso.retellings.similarity import look_up
from sayso.settings import RetellingSettings
from sayso.text import Document, Token


@dataclass(frozen=True)
class Wording:
    """The words of one text, each known by the number of its stem; unit ``u`` begins with word ``first[u]``.

    A unit is a sentence, or a part of one that is too long to be one thing: lists and tables have no full stops.
    """

    keys: list[int]
    starts: list[int]  # characters
    ends: list[int]
    first: list[int]
    paragraphs: list[int]  # of each unit
    unique: Ints
    n_units: Ints  # in how many units each unique key stands
    features: SentenceFeatures


_KEPT: WeakKeyDictionary[Document, tuple[int, Wording]] = WeakKeyDictionary()


def read_wording(document: Document, settings: RetellingSettings) -> Wording:
    """Return the wording of a document; it is kept as long as the document lives."""
    kept = _KEPT.get(document)
    if kept is None or kept[0] != settings.passage_unit_words:
        kept = _KEPT[document] = (settings.passage_unit_words, _read(document, settings.passage_unit_words))
    return kept[1]


def _read(document: Document, most_words: int) -> Wording:
    rows = list(_units(document, most_words))
    words = [token for row in rows for token in row]
    features = read_features_of(rows, 0)
    unique, n_units = np.unique(features.keys, return_counts=True)
    return Wording(
        keys=[key_word(token) for token in words],
        starts=[token.start for token in words],
        ends=[token.end for token in words],
        first=np.cumsum([0, *map(len, rows)]).tolist(),
        paragraphs=[document.sentence_at(row[0].start).paragraph for row in rows],  # type: ignore[union-attr]
        unique=unique,
        n_units=n_units,
        features=features,
    )


def _units(document: Document, most_words: int) -> Iterator[list[Token]]:
    for tokens in read_pieces(document).tokens:
        words = [token for token in tokens if token.kind != "mark"]
        n = ceil(len(words) / most_words)
        for k in range(n):
            yield words[len(words) * k // n : len(words) * (k + 1) // n]


Words = tuple[int, int, int, int]  # of the parent [i, i_end), of the child [j, j_end)


@dataclass(frozen=True, slots=True)
class Stretches:
    """Words ``[i, i_end)`` of a parent and ``[j, j_end)`` of a child, with their weight and the weight that both have."""

    i: int
    i_end: int
    j: int
    j_end: int
    common: float
    total: float

    @property
    def likeness(self) -> float:
        """Return the weighted Dice coefficient."""
        return 2 * self.common / self.total if self.total else 0.0

    def score(self, theta: float) -> float:
        """Return what the pair is worth above stretches that are alike to ``theta``."""
        return 2 * self.common - theta * self.total


class WordingPair:
    """Two wordings and the weight of each word in both."""

    def __init__(self, parent: Wording, child: Wording, settings: RetellingSettings) -> None:
        self.parent, self.child = parent, child
        unique = np.union1d(parent.unique, child.unique)
        holding = np.maximum(look_up(unique, parent.unique, parent.n_units), look_up(unique, child.unique, child.n_units))
        weights = np.log(1 + max(len(parent.first), len(child.first)) / np.maximum(1, holding))
        weights[sort_of(unique) == FUNCTION_WORD] *= settings.function_word_weight
        self.weight_of: dict[int, float] = dict(zip(unique.tolist(), weights.tolist(), strict=True))
        self.parent_weights, self.child_weights = ([self.weight_of[key] for key in each.keys] for each in (parent, child))

    def measure(self, i: int, i_end: int, j: int, j_end: int) -> Stretches:
        """Return two stretches with their weights."""
        here, there = Counter(self.parent.keys[i:i_end]), Counter(self.child.keys[j:j_end])
        common = sum(min(n, there[key]) * self.weight_of[key] for key, n in here.items() if key in there)
        return Stretches(i, i_end, j, j_end, common, sum(self.parent_weights[i:i_end]) + sum(self.child_weights[j:j_end]))

    def fit(self, span: Words, theta: float, reach: int) -> Stretches:
        """Return the stretches with their four ends moved, in turn, to where they are worth most; ``reach`` is how far outside."""
        parent, child = span[:2], span[2:]
        for _ in range(_MOST_ROUNDS):
            before = (parent, child)
            child = _fit_side(self.child, self.child_weights, child, (Counter(self.parent.keys[slice(*parent)]), theta, reach))
            parent = _fit_side(self.parent, self.parent_weights, parent, (Counter(self.child.keys[slice(*child)]), theta, reach))
            if before == (parent, child):
                break
        return self.measure(*parent, *child)


_MOST_ROUNDS = 4
_Aim = tuple[Counter[int], float, int]  # the other side's words, theta, how far outside


def _fit_side(here: Wording, weights: Sequence[float], span: tuple[int, int], aim: _Aim) -> tuple[int, int]:
    """Return the best span of one text while the other's words stay: first its end, then its start."""
    start, end = span
    wanted, theta, reach = aim
    end = start + _best_length(range(start, min(len(here.keys), end + reach)), here.keys, weights, (wanted, theta))
    start = end - _best_length(range(end - 1, max(0, start - reach) - 1, -1), here.keys, weights, (wanted, theta))
    return start, end


def _best_length(places: range, keys: Sequence[int], weights: Sequence[float], aim: tuple[Counter[int], float]) -> int:
    """Return how many of the places, from the first on, are worth most: at least one."""
    left, theta = dict(aim[0]), aim[1]
    gain, best, length = 0.0, float("-inf"), 0
    for n, at in enumerate(places, 1):
        key, weight = keys[at], weights[at]
        n_left = left.get(key, 0)
        if n_left:
            left[key] = n_left - 1
            gain += (2 - theta) * weight
        else:
            gain -= theta * weight
        if gain > best:
            best, length = gain, n
    return length
