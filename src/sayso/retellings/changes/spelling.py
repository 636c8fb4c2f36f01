"""Words with spelling folded away: slips of typing, misread letters and the two ways of spelling English are no change of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sayso.lexicon import read_lexicon
from sayso.text import Token

_MISREAD = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l"})
_RUN = re.compile(r"(.)\1+")
_LONG_WORD = 6


@cache
def _contractions() -> dict[str, str]:
    return dict(read_lexicon("spelling")["contractions"])


@cache
def _number_words() -> dict[str, str]:
    return {word: str(value) for word, value in read_lexicon("numbers")["units"].items()}


def spell_out(lower: str) -> tuple[str, ...]:
    """Return the words that a token stands for: "didn't" is "did not", "fifteen" is "15", "1,000" is "1000"."""
    if lower in _contractions():
        return tuple(_contractions()[lower].split())
    if lower[:1].isdigit():
        return (lower.replace(",", ""),)
    return (_number_words().get(lower, lower),)


@cache
def fold_spelling(word: str) -> str:
    """Return the word without what typing, misreading and the two spellings of English change in it."""
    if word.isdigit():
        return word
    for one, other in read_lexicon("spelling")["variants"]:
        word = word.replace(one, other)
    return _RUN.sub(r"\1", word.translate(_MISREAD).replace("rn", "m"))


def words_of(tokens: Sequence[Token]) -> list[str]:
    """Return the folded words of some tokens, marks left out."""
    return [fold_spelling(word) for token in tokens if token.kind != "mark" for word in spell_out(token.lower)]


def is_slip(before: str, after: str) -> bool:
    """Return whether two folded words differ by one slip inside a long word: a letter lost, doubled or swapped, not at its edges."""
    from rapidfuzz.distance import OSA

    if before == after:
        return True
    if before[:1] != after[:1] or before.isdigit() or after.isdigit() or OSA.distance(before, after, score_cutoff=1) != 1:
        return False
    is_swap = len(before) > 3 and sorted(before) == sorted(after)
    return is_swap or (min(len(before), len(after)) >= _LONG_WORD and before[-2:] == after[-2:])
