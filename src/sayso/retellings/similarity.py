"""How alike the sentences of two texts are: one sparse table of dot products over weighted words and their parts.

Words weigh by inverse sentence frequency, names and numbers more, function words less. Pieces of words stand beside
them, so that inflections and other spellings of a name still meet. Lengths and dot products of joined sentences follow
from the table, so that a bead of two sentences costs no more than one of one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt

from sayso.lexicon import read_words
from sayso.settings import RetellingSettings
from sayso.text import Document, Token

Vector = dict[str, float]  # features: stems; "~" before a piece of a word, "_" before a function word, "=" before a whole sentence
Block = tuple[int, int, int, int]  # parent sentences [i, i_end) and child sentences [j, j_end)


# A whole sentence is a feature, so that sentences of common words find their like; it must not weigh on those that have none.
_SENTENCE_WEIGHT = 1e-3
_SENTENCE_CHARS = 400


@lru_cache(maxsize=100_000)
def _pieces(word: str, n_chars: int) -> tuple[str, ...]:
    """Return the character n-grams of a word with its edges marked; short words have none."""
    edged = f"^{word[:32]}$"
    return tuple(f"~{edged[k : k + n_chars]}" for k in range(len(edged) - n_chars + 1)) if len(word) >= n_chars else ()


def _words(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.lower for token in tokens if token.kind != "mark")


def _count_features(tokens: Sequence[Token], functional: frozenset[str], settings: RetellingSettings) -> Counter[str]:
    counts: Counter[str] = Counter()
    counts[f"={' '.join(_words(tokens))}"[:_SENTENCE_CHARS]] += 1
    for token in tokens:
        if token.kind == "mark":
            continue
        if token.lower in functional:
            counts[f"_{token.lower}"] += 1
            continue
        counts[token.stem] += 1
        if token.kind == "word":
            counts.update(_pieces(token.stem, settings.piece_chars))
    return counts


def _typed_stems(document: Document, functional: frozenset[str]) -> frozenset[str]:
    """Return the stems that are written as names or numbers: what a retelling can least do without."""
    return frozenset(t.stem for t in document.tokens if t.kind == "number" or (t.is_capitalised and t.lower not in functional))


def _weigh(counts: Counter[str], n_sentences: dict[str, int], total: int, typed: frozenset[str], settings: RetellingSettings) -> Vector:
    weights = {"~": settings.piece_weight, "_": settings.function_word_weight, "=": _SENTENCE_WEIGHT}
    vector: Vector = {}
    for feature, n in counts.items():
        factor = weights.get(feature[0], settings.typed_weight if feature in typed else 1.0)
        vector[feature] = factor * sqrt(n) * log(1 + total / n_sentences[feature])
    return vector


def dot(first: Vector, second: Vector) -> float:
    """Return the dot product of two sparse vectors."""
    if len(second) < len(first):
        first, second = second, first
    return sum(weight * second[feature] for feature, weight in first.items() if feature in second)


@dataclass(frozen=True)
class Similarities:
    """The dot products of the sentences of two texts, and of neighbours within each.

    ``rows[i]`` maps child sentences to their dot product with parent sentence ``i``; pairs that share nothing rare are left out.
    ``parent_next[i]`` is the dot product of parent sentence ``i`` with the next, ``parent_square[i]`` with itself;
    ``parent_words[i]`` are its words.
    """

    rows: list[dict[int, float]]
    parent_square: list[float]
    child_square: list[float]
    parent_next: list[float]
    child_next: list[float]
    parent_words: list[tuple[str, ...]] = field(repr=False)
    child_words: list[tuple[str, ...]] = field(repr=False)

    def cosine(self, i: int, j: int) -> float:
        """Return the cosine of a parent and a child sentence."""
        square = self.parent_square[i] * self.child_square[j]
        return min(1.0, self.rows[i].get(j, 0.0) / sqrt(square)) if square else 0.0

    def overlap(self, i: int, j: int) -> float:
        """Return which share of the shorter of the two sentences the other one holds."""
        square = min(self.parent_square[i], self.child_square[j])
        return min(1.0, self.rows[i].get(j, 0.0) / square) if square else 0.0

    def block_cosine(self, block: Block) -> float:
        """Return the cosine of the parent sentences of a block taken as one and its child sentences taken as one."""
        i, i_end, j, j_end = block
        if (i_end - i) * (j_end - j) <= 9:
            product = sum(self.rows[a].get(b, 0.0) for a in range(i, i_end) for b in range(j, j_end))
        else:
            product = sum(value for a in range(i, i_end) for b, value in self.rows[a].items() if j <= b < j_end)
        square = _joined_square(self.parent_square, self.parent_next, i, i_end) * _joined_square(
            self.child_square, self.child_next, j, j_end
        )
        return min(1.0, product / sqrt(square)) if square else 0.0


def _joined_square(square: list[float], following: list[float], start: int, end: int) -> float:
    return sum(square[start:end]) + 2 * sum(following[start : end - 1])


def _multiply(parent: Sequence[Vector], child: Sequence[Vector], most_sentences: int) -> list[dict[int, float]]:
    """Return the dot products of all pairs that share a feature of few sentences.

    Features that stand in many sentences make no pair of their own but count in the pairs that others made.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j, vector in enumerate(child):
        for feature in vector:
            places[feature].append(j)
    rows: list[dict[int, float]] = []
    for vector in parent:
        row: defaultdict[int, float] = defaultdict(float)
        common: Vector = {}
        for feature, weight in vector.items():
            at = places.get(feature, ())
            if len(at) > most_sentences or feature[0] == "_":
                common[feature] = weight
                continue
            for j in at:
                row[j] += weight * child[j][feature]
        if common:
            for j in row:
                row[j] += dot(common, child[j])
        rows.append(dict(row))
    return rows


def score_similarities(parent: Document, child: Document, settings: RetellingSettings) -> Similarities:
    """Return the similarity table of the sentences of two texts."""
    functional = read_words("function_words", "all")
    sides = [[_count_features(tokens, functional, settings) for tokens in each.tokens_of_sentence] for each in (parent, child)]
    holding = [Counter(feature for counts in side for feature in counts) for side in sides]
    # A word counts as rare by its commoner side: standing once in each text must not halve its weight.
    n_sentences = {feature: max(holding[0][feature], holding[1][feature]) for feature in holding[0].keys() | holding[1].keys()}
    total = max(len(sides[0]), len(sides[1]), 2)
    typed = _typed_stems(parent, functional) | _typed_stems(child, functional)
    parents, children = ([_weigh(counts, n_sentences, total, typed, settings) for counts in side] for side in sides)
    parent_words, child_words = ([_words(tokens) for tokens in each.tokens_of_sentence] for each in (parent, child))
    parent_square, child_square = ([sum((w * w for w in v.values()), 0.0) for v in side] for side in (parents, children))
    rows = _multiply(parents, children, settings.most_sentences_per_feature)
    for k, (one, other) in enumerate(zip(parent_words, child_words, strict=False)):
        if one == other:  # the same words in the same place are alike even where none of them is rare
            rows[k][k] = parent_square[k]
    return Similarities(
        rows,
        parent_square,
        child_square,
        [dot(a, b) for a, b in pairwise(parents)],
        [dot(a, b) for a, b in pairwise(children)],
        parent_words,
        child_words,
    )
