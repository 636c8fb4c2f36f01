"""Whether two names may well be one: an abbreviation, another spelling, a country and its people."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from sayso.lexicon import read_lexicon
from sayso.text import fold_marks, stem_word

_SHORTEST_PIECE = 4  # letters that one name must have in another to be part of it
_LONGEST_ACRONYM = 6
_LONGEST_SHORT = 4  # letters of an abbreviation that is more than initials: "Gov", "St"
_ALIKE = 80  # per cent of the shorter name's letters
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "đ": "d", "ı": "i"})


def fold_name(word: str) -> str:
    """Return a word of a name without case, marks, accents and a possessive ending, so that "Łódź" is "lodz"."""
    plain = unicodedata.normalize("NFKD", fold_marks(word).casefold().translate(_PLAIN))
    return "".join(c for c in plain if not unicodedata.combining(c)).removesuffix("'s")


@cache
def _common_stems() -> frozenset[str]:
    """Return the stems of common words of news, of what people and bodies are called by their role, and of the calendar."""
    roles = read_lexicon("roles")
    lists = [
        words for group in ("people", "bodies") for key, words in roles[group].items() if not key.endswith(("_names", "_name_endings"))
    ]
    numbers = read_lexicon("numbers")
    words = {word for phrases in lists for phrase in phrases for word in phrase.split()}
    words |= {*numbers["months"], *numbers["days"]["names"], *numbers["ordinals"], *numbers["units"], *roles["names"]["places"]}
    stems = {stem for stems in read_lexicon("rarity").values() for stem in stems.split()}
    return frozenset(stems | {stem_word(word) for word in words})


def is_common(stem: str) -> bool:
    """Return whether a stem is a common word: capitalised it is a title or part of a body's name, hardly a name by itself."""
    return stem in _common_stems()


@cache
def _countries() -> dict[str, int]:
    """Return for each country's names and people which country it is."""
    return {form: k for k, forms in enumerate(read_lexicon("countries")["alike"]) for form in forms}


def is_country(word: str) -> bool:
    """Return whether a word by itself names a country or its people."""
    return fold_marks(word).casefold() in _countries()


def find_countries(words: Sequence[str]) -> frozenset[int]:
    """Return which countries some words in a row name, also by their people."""
    lower = [fold_marks(word).casefold() for word in words]
    phrases = (" ".join(lower[a:b]) for a in range(len(lower)) for b in range(a + 1, min(len(lower), a + 3) + 1))
    return frozenset(_countries()[phrase] for phrase in phrases if phrase in _countries())


def _is_acronym(words: Sequence[str]) -> bool:
    letters = "".join(words).replace(".", "").rstrip("s")
    return len(words) == 1 and 2 <= len(letters) <= _LONGEST_ACRONYM and letters.isupper()


def _is_abbreviation(short: Sequence[str], long: Sequence[str]) -> bool:
    """Return whether a name is short for another. Of initials some may be those of its words in another language."""
    if len(short) != 1:
        return False
    letters = fold_name(short[0]).replace(".", "")
    if _is_acronym(short):
        initials = [word[:1] for word in map(fold_name, long)]
        return letters[0] in initials or len(set(letters) & set(initials)) > 1
    return 1 < len(letters) <= _LONGEST_SHORT and any(_is_cut(letters, word) for word in map(fold_name, long))


def _is_cut(short: str, long: str) -> bool:
    """Return whether a word is another with letters left out: "tv" and "television", "st" and "saint"."""
    rest = iter(long)
    return short[0] == long[:1] and len(short) < len(long) and all(letter in rest for letter in short)


def is_variant(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two names, given by their words, may stand for the same."""
    from rapidfuzz import fuzz

    if find_countries(one) & find_countries(other) or _is_abbreviation(one, other) or _is_abbreviation(other, one):
        return True
    short, long = sorted(("".join(map(fold_name, one)), "".join(map(fold_name, other))), key=len)
    return len(short) >= _SHORTEST_PIECE and fuzz.partial_ratio(short, long) >= _ALIKE
