"""Which words of two sentences correspond: kept as they are, inflected, or in each other's place.

A log-linear model gives each two words a probability from named signals: that they are the same word, that they look alike, that
they are known to stand for one another (``words.toml``), where they stand, and what their neighbours correspond to. The first round
asks about neighbours only the words that are plainly the same; the later rounds ask what the round before had found.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from sayso.lexicon import read_words
from sayso.text import Token

N_ROUNDS = 3
LEAST_PROBABILITY = 0.5
_LEAST_TOLD = 0.2  # what is less likely than that tells the next round nothing
_REACH = 2  # neighbours on each side
_FAR = 3  # words around that make one of several same words the right one
MOST_WORDS = 600  # beyond this a "sentence" is a table or a list; its words are not linked

Table = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WordLink:
    """Two tokens that correspond, by their places in the two sequences."""

    before: int
    after: int
    probability: float


@dataclass(frozen=True)
class WordModel:
    """``weights``: for each round a weight by signal, in log-odds. ``pairs``: how often two stems stand for one another, in (0, 1]."""

    weights: tuple[Mapping[str, float], ...]
    pairs: Mapping[tuple[str, str], float]


@cache
def read_model() -> WordModel:
    """Return the model that ships with Sayso."""
    table = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    pairs = {}
    for band, found in table["pairs"].items():
        for pair in found.split():
            one, other = pair.split("=")
            pairs[one, other] = pairs[other, one] = int(band) / 10
    return WordModel(tuple(table[f"round_{k}"] for k in range(1, N_ROUNDS + 1)), pairs)


def link_words(parent: Sequence[Token], child: Sequence[Token], model: WordModel | None = None) -> list[WordLink]:
    """Return the tokens of two sentences that correspond, in order; one may correspond to several. Long lists are left alone."""
    if not parent or not child or max(len(parent), len(child)) > MOST_WORDS:
        return []
    model = model or read_model()
    pair = WordsPair(parent, child, model.pairs)
    links = pair.anchor()
    for weights in model.weights[:-1]:
        links = keep_likely(pair.score(links, weights))
    likely = pair.score(links, model.weights[-1])
    places = zip(*np.nonzero(likely >= LEAST_PROBABILITY), strict=True)
    return [WordLink(int(i), int(j), round(float(likely[i, j]), 4)) for i, j in places]


def keep_likely(likely: Table) -> Table:
    """Return what a round tells the next one."""
    return np.where(likely >= _LEAST_TOLD, likely, 0.0)


class WordsPair:
    """The words of two sentences, and what every two of them have in common whatever corresponds around them."""

    def __init__(self, parent: Sequence[Token], child: Sequence[Token], pairs: Mapping[tuple[str, str], float]) -> None:
        from rapidfuzz import fuzz, process

        self.shape = len(parent), len(child)
        keys, others = ([_key(token) for token in tokens] for tokens in (parent, child))
        self.same = _equal(keys, others)
        self.exact = _equal([t.lower for t in parent], [t.lower for t in child])
        looks = process.cdist([t.lower for t in parent], [t.lower for t in child], scorer=fuzz.ratio).astype(float) / 100
        self.looks = np.maximum(0.0, 2 * looks - 1) * (1 - self.same)
        self.known = np.array([[pairs.get((one, other), 0.0) for other in others] for one in keys])
        self.offset = np.abs(_places(len(keys))[:, None] - _places(len(others))[None, :])
        self.context = _sum_around(self.same, [(d, d, 1 / abs(d)) for d in range(-_FAR, _FAR + 1) if d])
        (marks, functions, numbers), (other_marks, other_functions, other_numbers) = _sorts(parent), _sorts(child)
        content, other_content = 1 - marks - functions, 1 - other_marks - other_functions
        self.marks = np.outer(marks, other_marks)
        self.one_mark = np.outer(marks, 1 - other_marks) + np.outer(1 - marks, other_marks)
        self.functions = np.outer(functions, other_functions)
        self.contents = np.outer(content, other_content)
        self.mixed = np.outer(functions, other_content) + np.outer(content, other_functions)
        self.numbers = np.outer(numbers, other_numbers)
        likeness = self.same * (1 + self.context) + self.looks
        self.rival_before, self.rival_after = _rivals(likeness), _rivals(likeness.T).T

    def anchor(self) -> Table:
        """Return the same words that fit each other best, by what stands around them and where."""
        fit = np.where(self.same > 0, 1 + self.context - 1.5 * self.offset, -np.inf)
        is_best = (fit == fit.max(axis=1, keepdims=True)) & (fit == fit.max(axis=0, keepdims=True))
        return np.where(is_best & np.isfinite(fit), 1.0, 0.0)

    def measure(self, links: Table) -> dict[str, Table]:
        """Return the signals of every two words, given what corresponds so far."""
        steps = [(a, b, 1 / max(abs(a), abs(b))) for a in range(-_REACH, _REACH + 1) for b in range(-_REACH, _REACH + 1) if a or b]
        near = _sum_around(links, steps)
        before, after = _sum_around(links, [(-1, -1, 1.0)]), _sum_around(links, [(1, 1, 1.0)])
        taken, other_taken = links.sum(axis=1)[:, None], links.sum(axis=0)[None, :]
        free = np.outer(1 - np.minimum(1, taken), 1 - np.minimum(1, other_taken))
        n, m = (np.arange(size) for size in self.shape)
        ways = np.abs(_expect(links)[:, None] - m[None, :]), np.abs(_expect(links.T)[None, :] - n[:, None])
        crowd, other_crowd = np.minimum(1, taken - links), np.minimum(1, other_taken - links)
        closer, place = np.exp(-np.minimum(*ways)), np.exp(-np.maximum(*ways))
        new, ones = 1 - self.same, np.ones(self.shape)
        return {
            "constant": ones, "exact": self.exact, "same": self.same, "same_content": self.same * self.contents,
            "same_function": self.same * self.functions, "same_mark": self.same * self.marks, "same_context": self.same * self.context,
            "same_offset": self.same * self.offset, "offset": self.offset, "context": self.context,
            "looks": self.looks, "looks_much": self.looks**2, "looks_content": self.looks * self.contents,
            "known": self.known, "known_place": self.known * place, "known_free": self.known * free,
            "near": near, "near_same": near * self.same, "near_content": near * new * self.contents,
            "near_function": near * new * self.functions, "near_mixed": near * self.mixed,
            "before": before, "after": after, "between": before * after,
            "free_before": 1 - np.minimum(1, taken) * ones, "free_after": 1 - np.minimum(1, other_taken) * ones,
            "free": free, "free_content": free * self.contents,
            "taken_before": crowd, "taken_after": other_crowd,
            "taken_before_same": crowd * self.same, "taken_after_same": other_crowd * self.same,
            "far": np.minimum(6.0, np.minimum(*ways)), "far_both": np.minimum(6.0, np.maximum(*ways)), "closer": closer,
            "closer_taken": closer * (1 - free), "place": place, "place_content": place * self.contents,
            "place_function": place * self.functions, "place_mixed": place * self.mixed, "place_free": place * free,
            "place_free_content": place * free * self.contents,
            "content": self.contents, "function": self.functions, "mixed": self.mixed, "mark": self.marks, "one_mark": self.one_mark,
            "other_number": self.numbers * new, "rival_before": self.rival_before, "rival_after": self.rival_after,
            "rival_before_same": self.rival_before * self.same, "rival_after_same": self.rival_after * self.same,
            "link": links, "link_near": links * near,
        }  # fmt: skip

    def score(self, links: Table, weights: Mapping[str, float]) -> Table:
        """Return the probability of every two words that they correspond."""
        total = np.zeros(self.shape)
        for name, signal in self.measure(links).items():
            if (weight := weights.get(name)) is not None:
                total += weight * signal
        likely: Table = 1 / (1 + np.exp(-total))
        return likely


def _key(token: Token) -> str:
    return token.lower if token.kind == "mark" else token.stem


def _equal(first: Sequence[str], second: Sequence[str]) -> Table:
    numbers: dict[str, int] = {}
    rows, columns = (np.array([numbers.setdefault(word, len(numbers)) for word in words]) for words in (first, second))
    equal: Table = (rows[:, None] == columns[None, :]).astype(float)
    return equal


def _places(n: int) -> Table:
    return np.arange(n) / max(1, n - 1)


def _sorts(tokens: Sequence[Token]) -> tuple[Table, Table, Table]:
    """Return which tokens are marks, which function words, and which numbers."""
    functional = read_words("function_words", "all")
    marks = np.array([float(token.kind == "mark") for token in tokens])
    functions = np.array([float(token.kind != "mark" and token.lower in functional) for token in tokens])
    return marks, functions, np.array([float(token.kind == "number") for token in tokens])


def _sum_around(table: Table, steps: Sequence[tuple[int, int, float]]) -> Table:
    """Return for every place the weighted sum of the places some steps away from it."""
    n, m = table.shape
    wide = np.pad(table, _FAR)
    total = np.zeros((n, m))
    for a, b, weight in steps:
        total += weight * wide[_FAR + a : _FAR + a + n, _FAR + b : _FAR + b + m]
    return total


def _rivals(likeness: Table) -> Table:
    """Return for every two words how well the first one's best other candidate fits."""
    if likeness.shape[1] == 1:
        return np.zeros_like(likeness)
    ranked = np.partition(likeness, -2, axis=1)
    best, second = ranked[:, -1:], ranked[:, -2:-1]
    return np.where(likeness >= best, second, best)


def _expect(links: Table) -> Table:
    """Return at which of the other words each word would stand, judged by those around it that have a counterpart."""
    n, m = links.shape
    weights = links.sum(axis=1)
    known = np.flatnonzero(weights)
    if not len(known):
        return np.linspace(0, m - 1, n)
    at = (links[known] @ np.arange(m)) / weights[known]
    expected: Table = np.interp(np.arange(n), [-1, *known, n], [-1, *at, m])
    return expected
