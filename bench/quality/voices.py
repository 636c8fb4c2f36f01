"""Which voices of the gold a predicted voice stands for.

1. A gold voice with a name fits strings if its surname is a word of one of them, but not as a possessive ("Hale's
   lawyer" is not Hale), or if one of them has only words of the name.
2. One without a name fits if role and affiliation both show in what the prediction says of itself, or if a string
   shares half of its words with one of the gold mentions.
3. The predicted name is tried first, the mentions only where no gold voice fits the name.
4. Of those that fit, the best count: by the number of words in common, then by the most similar single string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from bench.quality.matching import Record, score_overlap

_WORD = re.compile(r"(\w+)(['’]s\b)?")
# Function words of the measure itself, which is fixed: not the product's lexicon, which may grow.
_FUNCTION_WORD_LIST = """
    a an and as at by for from had has have he her his in is it its not of on or our she that the their they this to was we
    were who with
"""
_FUNCTION_WORDS = frozenset(_FUNCTION_WORD_LIST.split())
_MIN_STEM_CHARS = 4
_MIN_SHARED_WORDS = 0.5

Fit = tuple[int, float]


def map_voices(gold_voices: Iterable[Record], predicted_voices: Iterable[Record]) -> dict[str | None, frozenset[str]]:
    """Return, for each predicted voice id, the ids of the gold voices it stands for.

    No voice at all (None) stands for the gold voices that have neither a name nor a mention.
    """
    gold = list(gold_voices)
    nobody = frozenset(voice["id"] for voice in gold if not voice["name"] and not voice["mentions"])
    return {None: nobody, **{voice["id"]: _find_meant(voice, gold) for voice in predicted_voices}}


def _find_meant(predicted: Record, gold: list[Record]) -> frozenset[str]:
    name, mentions = predicted.get("name"), predicted.get("mentions")
    tries = [strings for strings in ([name] if name else [], list(mentions or [])) if strings] or [[]]
    about = _read_words([predicted.get("role"), predicted.get("affiliation")])
    for strings in tries:
        fits = {voice["id"]: _score_fit(voice, strings) for voice in gold if _is_fit(voice, strings, about)}
        if fits:
            return frozenset(voice_id for voice_id, fit in fits.items() if fit == max(fits.values()))
    return frozenset()


def _is_fit(gold: Record, strings: list[str], about: Set[str]) -> bool:
    if gold["name"]:
        return _has_name(gold["name"], strings)
    known = _read_words(strings) | about
    place = _read_words([gold["affiliation"]])
    if _has_alike(_read_words([gold["role"]]), known) and (not place or _has_alike(place, known)):
        return True
    return any(
        score_overlap(_read_words([string]), _read_words([mention])) >= _MIN_SHARED_WORDS
        for string in strings
        for mention in gold["mentions"]
    )


def _has_name(name: str, strings: list[str]) -> bool:
    parts = re.findall(r"\w+", name.casefold())
    return any(parts[-1] in _read_words([string], possessives=False) or set() < _read_words([string]) <= set(parts) for string in strings)


def _score_fit(gold: Record, strings: list[str]) -> Fit:
    own = _read_words([gold["name"], gold["role"], gold["affiliation"], *gold["mentions"]])
    likeness = [
        score_overlap(_read_words([string]), _read_words([known])) for string in strings for known in [gold["name"], *gold["mentions"]]
    ]
    return len(_read_words(strings) & own), max(likeness, default=0.0)


def _read_words(strings: Iterable[str | None], *, possessives: bool = True) -> set[str]:
    """Return the words of the strings in one case, without function words; possessives without their ending, or not at all."""
    found = (pair for string in strings for pair in _WORD.findall((string or "").casefold()))
    return {word for word, possessive in found if possessives or not possessive} - _FUNCTION_WORDS


def _has_alike(some: Set[str], others: Set[str]) -> bool:
    """Return whether a word of one set is a word of the other, or the beginning of one."""
    return any(_is_alike(one, other) for one in some for other in others)


def _is_alike(one: str, other: str) -> bool:
    long_enough = min(len(one), len(other)) >= _MIN_STEM_CHARS
    return one == other or (long_enough and (one.startswith(other) or other.startswith(one)))
