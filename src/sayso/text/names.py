"""Proper names by capitals: runs of capitalised words, joined over the small words that stand inside names."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from sayso.lexicon import read_lexicon, read_words
from sayso.text.sentences import Sentence
from sayso.text.tokens import Token

_INSIDE = {"", " ", "\u00a0", "-", "‐", " & ", ". ", "' ", "’ "}  # what may stand between two words of one name


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words. ``words`` are its tokens' texts without possessive endings."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]


def find_initials(name: str) -> str:
    """Return the first letters of the words of a name that begin with a capital: "RW" of "Republic Wire", "BL" of "Bank of Loria"."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())


def _lower_elsewhere(tokens: tuple[Token, ...]) -> Counter[str]:
    return Counter(token.lower for token in tokens if token.kind == "word" and not token.text[0].isupper())


def _is_calendar(token: Token) -> bool:
    numbers = read_lexicon("numbers")
    word = token.lower.removesuffix("'s")
    return word in numbers["days"]["names"] or (word in numbers["months"] and word != "may") or token.text == "May"


@cache
def _body_nouns() -> frozenset[str]:
    bodies = read_lexicon("roles")["bodies"]
    return frozenset(noun for group in bodies.values() for noun in group)


def _joins(run: list[Token], between: list[Token]) -> bool:
    """Return whether small words tie two capitalised parts into one name: "de", "von" always, "of" and "for" after a body noun only."""
    particles = all(token.text in read_words("function_words", "name_particles") for token in between)
    return particles or any(token.lower in _body_nouns() for token in run)


def _runs(tokens: list[Token], text: str) -> list[list[Token]]:
    """Return maximal runs of capitalised words; only a space, a hyphen or a few small words may stand between. A possessive ends a run."""
    connectors = read_words("function_words", "name_connectors")
    runs: list[list[Token]] = [[]]
    pending: list[Token] = []
    for token in tokens:
        last = runs[-1][-1] if runs[-1] else None
        goes_on = last is not None and not last.lower.endswith("'s")
        if token.is_capitalised and not _is_calendar(token):
            between = text[last.end : token.start] if last else ""
            if goes_on and (_joins(runs[-1], pending) if pending else between in _INSIDE):
                runs[-1] += [*pending, token]
            else:
                runs.append([token])
            pending = []
        elif goes_on and len(pending) < 2 and token.text in connectors:
            pending.append(token)
        elif not (goes_on and not pending and (token.text in "-.&" or _owns(token, last))):
            runs.append([])
            pending = []
    return [run for run in runs if run]


def _owns(mark: Token, last: Token | None) -> bool:
    """Return whether an apostrophe ends a plural that owns what follows: "the Dock Workers' Union"."""
    return mark.text in "'’" and last is not None and last.text.endswith("s") and last.end == mark.start


def _opens_sentence(token: Token, sentence: Sentence, text: str) -> bool:
    """Return whether nothing but marks stands between the token and the start of its sentence or of a quotation."""
    before = text[sentence.start : token.start].rstrip()
    return not before or not any(c.isalnum() for c in before) or before[-1] in "\"“‘«„':"


def _is_name(run: list[Token], opens: bool, inner: set[str], small: Counter[str]) -> bool:
    first = run[0]
    if len(run) > 1:
        return True
    if len(first.text) == 1 or small[first.lower] or first.lower in read_lexicon("numbers")["units"]:
        return False
    return not opens or first.lower in inner or first.lower.endswith("'s") or (first.text.isupper() and len(first.text) > 1)


def find_names(text: str, sentences: tuple[Sentence, ...], tokens: tuple[Token, ...]) -> tuple[Name, ...]:
    """Return the names of a text in order.

    A lone capitalised word that opens a sentence counts only if the same text also has it inside a sentence, as a
    possessive, or in capitals throughout.
    """
    functional = read_words("function_words", "all")
    small = _lower_elsewhere(tokens)
    candidates: list[tuple[list[Token], bool]] = []
    at = 0
    for sentence in sentences:
        inside: list[Token] = []
        while at < len(tokens) and tokens[at].start < sentence.end:
            inside += [tokens[at]] if tokens[at].start >= sentence.start else []
            at += 1
        for run in _runs(inside, text):
            opens = _opens_sentence(run[0], sentence, text)
            kept = run
            if opens and len(kept) > 1 and small[kept[0].lower]:
                kept = kept[1:]
            while kept and kept[0].lower in functional:
                kept = kept[1:]
            if kept:
                candidates.append((kept, opens and kept is run))
    inner = {token.lower.removesuffix("'s") for run, opens in candidates for token in (run[1:] if opens else run)}
    return tuple(_as_name(run, text) for run, opens in candidates if _is_name(run, opens, inner, small))


def _as_name(run: list[Token], text: str) -> Name:
    end = run[-1].end - 2 if run[-1].lower.endswith("'s") else run[-1].end
    words = tuple(token.text[:-2] if token.lower.endswith("'s") else token.text for token in run)
    return Name(run[0].start, end, text[run[0].start : end], words)
