"""Words as the encoder sees them: its pieces, and the letter case, marks and breaks that an uncased vocabulary leaves out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from sayso.text import Document

N_SHAPES, N_PLACES, N_BREAKS = 7, 4, 3
N_MARKS = N_SHAPES * N_PLACES * N_BREAKS
_LOWER, _TITLE, _UPPER, _MIXED, _DIGIT, _MARK, _SINGLE = range(N_SHAPES)
_OUTSIDE, _INSIDE, _OPENING, _CLOSING = range(N_PLACES)
_NO_BREAK, _NEW_SENTENCE, _NEW_PARAGRAPH = range(N_BREAKS)
_SURROGATES = re.compile("[\ud800-\udfff]")

Ints = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Words:
    """The words of one text, and the pieces that each is cut into.

    ``start`` and ``end`` are character offsets by word; ``first`` is each word's first piece, with the number of pieces behind the
    last; ``mark`` is each word's shape, place beside quotation marks and break before it as one number below ``N_MARKS``;
    ``sentence`` and ``paragraph`` count from 0. ``ids`` has the vocabulary's number of every piece.
    """

    start: Ints
    end: Ints
    first: Ints
    mark: Ints
    sentence: Ints
    paragraph: Ints
    ids: Ints

    def __len__(self) -> int:
        return len(self.start)

    def share_quoted(self, first: int, last: int) -> float:
        """Return what share of words ``[first, last)`` stands inside quotation marks."""
        return float((self.mark[first:last] // N_BREAKS % N_PLACES != _OUTSIDE).mean())

    @cached_property
    def word_of_piece(self) -> Ints:
        """Return the word that each piece belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.first))


def read_words(document: Document, tokenizer: Any) -> Words:
    """Return the words of a text; one without a single word gives none."""
    text = _SURROGATES.sub("?", document.text)
    coded = tokenizer.encode(text, add_special_tokens=False)
    words = np.array(coded.word_ids, dtype=np.int64)
    offsets = np.array(coded.offsets, dtype=np.int64).reshape(-1, 2)
    is_first = np.ones(len(words), dtype=bool)
    is_first[1:] = words[1:] != words[:-1]
    first = np.flatnonzero(is_first)
    last = np.append(first[1:], len(words)) - 1
    start, end = offsets[first, 0], offsets[last, 1] if len(words) else offsets[:0, 1]
    sentence = _find_sentence(document, start)
    paragraph = np.array([s.paragraph for s in document.sentences] or [0], dtype=np.int64)[sentence]
    shapes = np.array([judge_shape(text[s:e]) for s, e in zip(start.tolist(), end.tolist(), strict=True)], dtype=np.int64)
    mark = (shapes * N_PLACES + _find_places(document, start)) * N_BREAKS + _find_breaks(sentence, paragraph)
    return Words(start, end, np.append(first, len(words)), mark, sentence, paragraph, np.array(coded.ids, dtype=np.int64))


@lru_cache(maxsize=50_000)
def judge_shape(word: str) -> int:
    """Return the letter case of a word: lower, title, upper, mixed, with a digit, a mark, or a single capital."""
    if word.islower():
        return _LOWER if word.isalpha() else _DIGIT
    if not any(letter.isalnum() for letter in word):
        return _MARK
    if any(letter.isdigit() for letter in word):
        return _DIGIT
    if word.isupper():
        return _UPPER if len(word) > 1 else _SINGLE
    return _TITLE if word[0].isupper() and word[1:].islower() else _MIXED


def _find_sentence(document: Document, start: Ints) -> Ints:
    starts = np.array([s.start for s in document.sentences], dtype=np.int64)
    return np.maximum(np.searchsorted(starts, start, side="right") - 1, 0).astype(np.int64)


def _find_places(document: Document, start: Ints) -> Ints:
    """Return for each word whether it stands outside quotation marks, inside, or is an opening or closing mark."""
    quotes = [q for q in document.quotations if q.depth == 0]
    edges = [q.start for q in quotes]
    places = np.full(len(start), _OUTSIDE, dtype=np.int64)
    for n, at in enumerate(start.tolist()):
        k = bisect_right(edges, at) - 1
        if k < 0 or at >= quotes[k].end:
            continue
        quote = quotes[k]
        places[n] = _OPENING if at < quote.inner_start else _CLOSING if at >= quote.inner_end else _INSIDE
    return places


def _find_breaks(sentence: Ints, paragraph: Ints) -> Ints:
    breaks = np.full(len(sentence), _NO_BREAK, dtype=np.int64)
    if len(breaks):
        breaks[1:][sentence[1:] != sentence[:-1]] = _NEW_SENTENCE
        breaks[1:][paragraph[1:] != paragraph[:-1]] = _NEW_PARAGRAPH
        breaks[0] = _NEW_PARAGRAPH
    return breaks
