"""Words that deny, and words that say the contrary of each other, whatever their forms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from sayso.lexicon import read_lexicon, read_words
from sayso.text import Token, stem_word

_LEAST_LETTERS = 4  # of a word that a prefix or an ending turns into its contrary


@cache
def _roots() -> dict[str, str]:
    """Return for the stem of each irregular form the stem of its verb."""
    lines = (line.split() for line in read_lexicon("negation")["irregular"])
    return {stem_word(form): stem_word(forms[0]) for forms in lines for form in forms}


def find_root(stem: str) -> str:
    """Return the stem by which all forms of a word go: "begin" for "began"."""
    return _roots().get(stem, stem)


@cache
def _contraries() -> dict[str, frozenset[str]]:
    """Return for each word's stem the stems that say the contrary."""
    found: dict[str, set[str]] = {}
    for group in read_lexicon("negation")["contraries"]:
        one, other = ({find_root(stem_word(word)) for word in words.split()} for words in group)
        for here, there in ((one, other), (other, one)):
            for stem in here:
                found.setdefault(stem, set()).update(there - here)
    return {stem: frozenset(others) for stem, others in found.items()}


@cache
def idle_phrases() -> tuple[tuple[str, ...], ...]:
    """Return the phrases whose negation denies nothing: "not only", "no doubt"."""
    return tuple(tuple(phrase.split()) for phrase in read_lexicon("negation")["idle"])


@cache
def _bare_contractions() -> frozenset[str]:
    """Return "doesnt" and its like: copies lose apostrophes."""
    return frozenset(word.replace("'", "") for word in read_lexicon("spelling")["contractions"] if word.endswith("n't"))


@cache
def _negative_stems() -> frozenset[str]:
    return frozenset(stem_word(word) for word in read_lexicon("negation")["negative"])


def is_negation(token: Token) -> bool:
    """Return whether a word denies: "not", "never", "doesn't"."""
    return token.lower in read_words("function_words", "negations") or token.lower.endswith("n't") or token.lower in _bare_contractions()


def is_negative(token: Token) -> bool:
    """Return whether a word carries a negation of its own, so that a missing "not" may have gone into it."""
    if is_negation(token) or token.stem in _negative_stems():
        return True
    affixes = read_lexicon("negation")
    if token.kind != "word" or token.lower.startswith(tuple(affixes["harmless"])):
        return False
    return token.lower.startswith(tuple(affixes["denying"])) or token.lower.endswith(tuple(affixes["endings"]))


def is_prefixed(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a prefix stands before a word by itself: "non-violent"."""
    return at > 1 and tokens[at - 1].text == "-" and tokens[at - 2].lower in read_words("negation", "prefixes")


def is_contrary(one: Token, other: Token) -> bool:
    """Return whether one word says the contrary of the other: by the list, or by a prefix ("unfinished")."""
    is_listed = find_root(other.stem) in _contraries().get(find_root(one.stem), frozenset())
    return is_listed or other.lower in _prefixed(one.lower) or one.lower in _prefixed(other.lower)


@lru_cache(maxsize=20_000)
def _prefixed(lower: str) -> frozenset[str]:
    """Return the contraries of a word that are made by a prefix."""
    return frozenset(prefix + lower for prefix in read_lexicon("negation")["prefixes"] if len(lower) >= _LEAST_LETTERS)
