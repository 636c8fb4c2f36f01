"""The cheap look before the encoder: which sentences can hold part of an attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from sayso.claims.neural.words import Words

N_VOCABULARY = 30522

Floats = np.ndarray[Any, np.dtype[np.float16]]


def read_sums(words: Words, sieve: Floats) -> Any:
    """Return for each sentence of a text what the weights of its pieces and marks sum to; one below nought can be skipped.

    Each piece and mark counts once.
    ``sieve`` has a weight for every piece and, behind these, for every mark, and a bias at the end.
    """
    if not len(words):
        return np.zeros(0)
    begins = np.flatnonzero(np.append(True, np.diff(words.sentence) != 0))
    number = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(words))))
    size = np.int64(len(sieve))
    pieces = number[words.word_of_piece] * size + words.ids
    seen = np.unique(np.concatenate([pieces, number * size + N_VOCABULARY + words.mark]))
    weights = sieve.astype(np.float64)
    return np.bincount(seen // size, weights=weights[seen % size], minlength=len(begins)) + weights[-1]
