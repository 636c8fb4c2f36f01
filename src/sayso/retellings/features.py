"""What the sentences of one text are compared by: numbered features with their counts, read once and kept with the document.

A feature is the stem of a word, a piece of it, or a function word. Its number is a checksum of its letters with its sort
in front, so that two texts need no common dictionary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sayso.lexicon import read_words
from sayso.retellings.pieces import read_pieces
from sayso.text import Document, Token

STEM, PIECE, FUNCTION_WORD = 0, 1, 2
_SORT_BITS = 32

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SentenceFeatures:
    """The features of a text's sentences: entry ``e`` says that ``keys[e]`` stands ``counts[e]`` times in sentence ``sentences[e]``.

    Entries are sorted by key, then by sentence. ``typed`` are the keys of stems written as names or numbers.
    """

    n_sentences: int
    keys: Ints
    sentences: Ints
    counts: Floats
    typed: Ints
    words: tuple[tuple[str, ...], ...]  # of each sentence, in lower case, without marks

    @cached_property
    def counted(self) -> tuple[Ints, Ints, Ints]:
        """Each key once, where its entries begin, and in how many sentences it stands."""
        unique, first, n = np.unique(self.keys, return_index=True, return_counts=True)
        return unique, first, n

    @cached_property
    def sorts(self) -> Ints:
        """Which sort of feature each key is, once a key."""
        return sort_of(self.counted[0])

    @cached_property
    def is_typed(self) -> NDArray[np.bool_]:
        """Whether each key is that of a name or a number, once a key."""
        return np.isin(self.counted[0], self.typed)

    @cached_property
    def roots(self) -> Floats:
        """The root of each count."""
        return np.sqrt(self.counts)

    @cached_property
    def is_beside(self) -> NDArray[np.bool_]:
        """Whether each entry but the last has the same key as the next one, in the sentence before."""
        found: NDArray[np.bool_] = (self.keys[1:] == self.keys[:-1]) & (self.sentences[1:] == self.sentences[:-1] + 1)
        return found


def sort_of(keys: Ints) -> Ints:
    """Return which sort of feature each key is."""
    return keys >> _SORT_BITS


def _key(sort: int, letters: str) -> int:
    return (sort << _SORT_BITS) | crc32(letters.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=200_000)
def key_stem(stem: str) -> int:
    """Return the number of a stem."""
    return _key(STEM, stem)


def key_word(token: Token) -> int:
    """Return the number of a word: of its stem, or of itself where it is a function word."""
    return _keys_of(token.lower, token.stem, False, 0)[0]


@lru_cache(maxsize=200_000)
def _keys_of(lower: str, stem: str, is_word: bool, n_chars: int) -> tuple[int, ...]:
    """Return the features of one word: itself, and its pieces with its edges marked; short words have none."""
    if lower in read_words("function_words", "all"):
        return (_key(FUNCTION_WORD, lower),)
    if not is_word or len(stem) < n_chars:
        return (key_stem(stem),)
    edged = f"^{stem[:32]}$"
    return (key_stem(stem), *(_key(PIECE, edged[k : k + n_chars]) for k in range(len(edged) - n_chars + 1)))


_KEPT: WeakKeyDictionary[Document, tuple[int, SentenceFeatures]] = WeakKeyDictionary()


def read_sentence_features(document: Document, piece_chars: int) -> SentenceFeatures:
    """Return the features of a document's sentences; they are kept as long as the document lives."""
    kept = _KEPT.get(document)
    if kept is None or kept[0] != piece_chars:
        kept = _KEPT[document] = (piece_chars, read_features_of(read_pieces(document).tokens, piece_chars))
    return kept[1]


def read_features_of(rows: Sequence[Sequence[Token]], piece_chars: int) -> SentenceFeatures:
    """Return the features of some rows of tokens, each taken as a sentence. Where ``piece_chars`` is 0, words are not taken to pieces."""
    kept = [[token for token in row if token.kind != "mark"] for row in rows]
    found: list[int] = []
    lengths: list[int] = []
    for row in kept:
        before = len(found)
        for token in row:
            found += _keys_of(token.lower, token.stem, token.kind == "word" and piece_chars > 0, piece_chars)
        lengths.append(len(found) - before)
    sentences = np.repeat(np.arange(len(kept), dtype=np.int64), lengths)
    keys, at, counts = _count(np.array(found, dtype=np.int64), sentences, max(1, len(kept)))
    words = tuple(tuple(token.lower for token in row) for row in kept)
    return SentenceFeatures(len(kept), keys, at, counts.astype(np.float64), _find_typed(kept), words)


def _count(keys: Ints, sentences: Ints, n_sentences: int) -> tuple[Ints, Ints, Ints]:
    """Return each pair of key and sentence once, sorted, with how often it was there."""
    unique, place = np.unique(keys, return_inverse=True)
    cells, counts = np.unique(place * n_sentences + sentences, return_counts=True)
    return unique[cells // n_sentences], cells % n_sentences, counts


def _find_typed(rows: Sequence[Sequence[Token]]) -> Ints:
    """Return the stems that are written as names or numbers: what a retelling can least do without."""
    functional = read_words("function_words", "all")
    stems = {t.stem for row in rows for t in row if t.kind == "number" or (t.is_capitalised and t.lower not in functional)}
    return np.array(sorted(map(key_stem, stems)), dtype=np.int64)
