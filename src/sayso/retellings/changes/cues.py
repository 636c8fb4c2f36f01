"""How a reporting verb colours what is said: neutral, doubting, taken as true, insisting, blaming."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from sayso.lexicon import read_lexicon, read_words
from sayso.text import Token, stem_word

_STATEMENT_FRAMES = {"clause", "addressee", "of"}
# From which shade to which a reader hears another standing of the same words. Denials among themselves are no shift,
# and neither is a plain "said" for an insisting or blaming verb: that takes colour out, not standing.
_SHIFTS = {
    ("neutral", "doubting"),
    ("neutral", "factive"),
    ("neutral", "insistent"),
    ("neutral", "heated"),
    ("doubting", "neutral"),
    ("doubting", "factive"),
    ("doubting", "insistent"),
    ("factive", "doubting"),
    ("cautious", "factive"),
    ("cautious", "doubting"),
    ("insistent", "factive"),
    ("insistent", "doubting"),
    ("factive", "admitting"),
    ("admitting", "doubting"),
    ("admitting", "confessing"),
    *((shade, more) for shade in ("neutral", "doubting", "cautious", "insistent") for more in ("admitting", "confessing")),
    ("factive", "confessing"),
}


@cache
def _shades() -> dict[str, str]:
    """Return the shade of every reporting verb by the stem of its forms; the first listing of a verb counts."""
    lexicon = read_lexicon("cues")
    found: dict[str, str] = {}
    for group in lexicon["group"]:
        is_statement = group["force"] in {"assert", "confirm", "hedge", "accuse"}
        shade = group["strength"] if is_statement else group["force"]
        for verb in group["verbs"]:
            head, *rest = verb.split()
            if rest and head in _light_heads():
                continue
            for form in [head, *lexicon["irregular"].get(head, ())]:
                found.setdefault(stem_word(form), shade)
    return found


def _light_heads() -> frozenset[str]:
    """Return verbs whose sense comes from their particle: "make clear", "go on"."""
    return frozenset({"make", "go", "take", "wave", "walk", "find", "put", "sum", "bear", "brush", "shrug", "own"})


@cache
def _statement_stems() -> frozenset[str]:
    lexicon = read_lexicon("cues")
    verbs = (v for g in lexicon["group"] if _STATEMENT_FRAMES & set(g["takes"]) for v in g["verbs"] if " " not in v)
    return frozenset(stem_word(form) for verb in verbs for form in [verb, *lexicon["irregular"].get(verb, ())])


def find_shade(tokens: Iterable[Token]) -> str | None:
    """Return the shade of a cue by its last known verb, None where it has none ("according to" is neutral)."""
    shade = None
    for token in tokens:
        if token.lower == "according":
            return "neutral"
        shade = _shades().get(token.stem, shade)
    return shade


def is_shift(before: str | None, after: str | None) -> bool:
    """Return whether a reader hears the second shade as another standing than the first."""
    return before is not None and after is not None and (before, after) in _SHIFTS


def has_cue(tokens: Sequence[Token]) -> bool:
    """Return whether any word could report a statement. Quotation marks count: they are someone's words."""
    reported = read_words("hedges", "reported")
    return any(
        token.lower in reported or token.text in '"“”„«»' or (token.stem in _statement_stems() and not _is_noun(tokens, at))
        for at, token in enumerate(tokens)
    )


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word is a noun by the one before it: "the count", "of claims"."""
    return at > 0 and tokens[at - 1].lower in read_words("grammar", "determiners") | read_words("grammar", "prepositions") - {"as", "to"}
