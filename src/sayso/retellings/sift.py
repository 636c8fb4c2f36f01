"""Which pairs of reports need no closer look: those that ``read_pair`` would find unrelated, told from a few numbers of each report.

A sketch holds a number for each pair of neighbouring content words and for each run of five words. Two things may get one number, never
one thing two; how many were lost that way is known. So the numbers that two sketches share, and the lost ones, bound from above what the
texts share: no pair is put aside that has enough in common, and whether a pair that is left has enough is found out by comparing it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sayso.retellings.profile import GRAM_WORDS, clip_document, is_content_word
from sayso.settings import RetellingSettings
from sayso.text import Document

Numbers = NDArray[np.uint32]
_Each = TypeVar("_Each")

_HEAD = struct.Struct("<IIIII")
_ONE, _OTHER, _MIXED = (np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93))


@dataclass(frozen=True)
class Numbered:
    """Things by their numbers, sorted, each once. ``n_lost``: how many things have the number of another."""

    numbers: Numbers
    n_lost: int

    def bound_shared(self, other: Numbered) -> int:
        """Return how many things both have at most."""
        small, large = sorted((self.numbers, other.numbers), key=len)
        if not len(small):
            return min(self.n_lost, other.n_lost)
        at = np.minimum(np.searchsorted(large, small), len(large) - 1)
        return int(np.count_nonzero(large[at] == small)) + min(self.n_lost, other.n_lost)

    @property
    def n_things(self) -> int:
        """How many things there are."""
        return len(self.numbers) + self.n_lost


@dataclass(frozen=True)
class Sketch:
    """What is kept of a text to tell whether it is worth comparing: how many words, neighbouring content words, runs of five words."""

    n_words: int
    pairs: Numbered
    grams: Numbered


def read_sketch(document: Document, settings: RetellingSettings) -> Sketch:
    """Return the sketch of a text, of its beginning where that is all that is compared."""
    rows = [[t for t in row if t.kind != "mark"] for row in clip_document(document, settings.most_sentences).tokens_of_sentence]
    lowers = [token.lower for row in rows for token in row]
    stems = [[token.stem for token in row if is_content_word(token)] for row in rows]
    return Sketch(
        len(lowers),
        _number({pair for row in stems for pair in pairwise(row)}),
        _number(set(zip(*(lowers[step:] for step in range(GRAM_WORDS)), strict=False))),
    )


def _number(things: Iterable[tuple[str, ...]]) -> Numbered:
    rows = [[_number_word(word) for word in thing] for thing in things]
    if not rows:
        return Numbered(np.zeros(0, dtype=np.uint32), 0)
    columns = np.array(rows, dtype=np.uint64).T
    mixed = columns[0] * _ONE
    for column in columns[1:]:
        mixed = ((mixed ^ (mixed >> np.uint64(29))) + column) * _OTHER
    numbers = np.unique(_fold(mixed))
    return Numbered(numbers, len(rows) - len(numbers))


def _fold(mixed: NDArray[np.uint64]) -> Numbers:
    return (((mixed ^ (mixed >> np.uint64(31))) * _MIXED) >> np.uint64(32)).astype(np.uint32)


@lru_cache(maxsize=200_000)
def _number_word(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def is_worth_comparing(one: Sketch, other: Sketch, settings: RetellingSettings) -> bool:
    """Return False only for texts that have too little in common to be aligned."""
    if one.n_words == other.n_words > 0 and np.array_equal(one.grams.numbers, other.grams.numbers):
        return True  # may be a copy, which is one however short it is
    n_shared = one.pairs.bound_shared(other.pairs)
    if n_shared < settings.least_shared_pairs:
        return False
    small = min((one, other), key=lambda each: (each.n_words, each.pairs.n_things))
    is_near = n_shared >= settings.least_shared_pairs_share * small.pairs.n_things
    return is_near or one.grams.bound_shared(other.grams) >= settings.least_shared_runs


def sift_candidates(
    candidates: Sequence[tuple[str, str]], sketches: Mapping[str, Sketch], settings: RetellingSettings
) -> list[tuple[str, str]]:
    """Return the candidates that are worth comparing, in their order."""
    return [(one, other) for one, other in candidates if is_worth_comparing(sketches[one], sketches[other], settings)]


def sort_by_family(pairs: Iterable[tuple[_Each, _Each]], name: Callable[[_Each], str]) -> list[tuple[_Each, _Each]]:
    """Return pairs sorted so that those that hang together follow each other: a text that was cut is then at hand for its next pair."""
    kept = list(pairs)
    above: dict[str, str] = {}

    def find(each: str) -> str:
        while above.setdefault(each, each) != each:
            above[each] = each = above[above[each]]
        return each

    for one, other in kept:
        low, high = sorted((find(name(one)), find(name(other))))
        above[high] = low
    return sorted(kept, key=lambda pair: (find(name(pair[0])), name(pair[0]), name(pair[1])))


def sketch_to_bytes(sketch: Sketch) -> bytes:
    """Return a sketch as bytes."""
    pairs, grams = sketch.pairs, sketch.grams
    head = _HEAD.pack(sketch.n_words, pairs.n_lost, grams.n_lost, len(pairs.numbers), len(grams.numbers))
    return head + pairs.numbers.astype("<u4").tobytes() + grams.numbers.astype("<u4").tobytes()


def sketch_from_bytes(raw: bytes) -> Sketch:
    """Return the sketch that ``sketch_to_bytes`` wrote."""
    n_words, lost_pairs, lost_grams, n_pairs, n_grams = _HEAD.unpack_from(raw)
    numbers = np.frombuffer(raw, dtype="<u4", offset=_HEAD.size, count=n_pairs + n_grams).astype(np.uint32, copy=False)
    return Sketch(n_words, Numbered(numbers[:n_pairs], lost_pairs), Numbered(numbers[n_pairs:], lost_grams))
