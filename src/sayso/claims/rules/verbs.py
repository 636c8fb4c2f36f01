"""Reporting verbs in a stretch: which lemma, which form, and whether the word is a verb here at all.

Without a parser, a form that may also be a noun ("claims", "reports", "call") is judged by the word before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.claims.cues import CueEntry, Form, cue_table, first_words
from sayso.claims.grammar import is_adverb
from sayso.claims.rules.items import Item
from sayso.claims.rules.words import is_role_word, is_word, starts_phrase
from sayso.lexicon import read_words
from sayso.settings import ClaimSettings

_MOST_CUES = ClaimSettings().most_stretch_cues


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at tokens ``[first, last)`` of a sentence; ``group`` is where its auxiliaries and adverbs begin."""

    first: int
    last: int
    group: int
    form: Form
    readings: tuple[CueEntry, ...]
    is_passive: bool = False
    is_negated: bool = False

    def takes(self, frame: str) -> bool:
        """Return whether one of its readings allows what ``frame`` names."""
        return any(frame in reading.takes for reading in self.readings)

    @property
    def entry(self) -> CueEntry:
        """The first reading."""
        return self.readings[0]


def _group_start(tokens: Sequence[Item], first: int) -> int:
    """Return where the auxiliaries and adverbs before a verb begin."""
    auxiliaries = read_words("grammar", "auxiliaries")
    at = first
    while at > 0 and (tokens[at - 1].lower in auxiliaries or is_adverb(tokens[at - 1].lower)) and not tokens[at - 1].lower.endswith("'s"):
        at -= 1
    while at < first and tokens[at].lower in {"both", "all", "until"}:
        at += 1
    return at


def _is_verb_here(tokens: Sequence[Item], cue: range, group: int, form: Form) -> bool:
    """Return whether the form at ``cue`` is a verb, from the words around it."""
    first = cue.start
    before = tokens[group - 1].lower if group else ""
    after = tokens[cue.stop].lower if cue.stop < len(tokens) else ""
    is_name = first > 0 and tokens[first].is_capitalised and tokens[first - 1].kind == "word"
    if is_name or (first and tokens[first - 1].lower == "to"):
        return False
    if form == "ing":
        return group < first or before in {",", "", "by", "and", "without", "after", "before", "while"}
    if before in {"if", "once", "unless"}:
        return False
    if group < first:
        return True
    if form in ("base", "s"):
        return after not in {"of", "from"} and _may_precede_present(tokens, first, form)
    counted = tokens[group - 1].kind == "number" and after.isalpha() and not starts_phrase(tokens[cue.stop]) if group else False
    noun_before = before in read_words("grammar", "determiners") and before not in {"that", "all", "both", "this", "others"}
    return not (noun_before or counted or before in {"of", "'s", "with", "for"} or before.endswith("'s"))


def _may_precede_present(tokens: Sequence[Item], first: int, form: Form) -> bool:
    """Return whether the word before a form that may be a noun too can be the end of its subject."""
    before = tokens[first - 1] if first else None
    if before is None or before.kind == "number":
        return False
    if before.kind in ("mark", "quote"):
        return before.text in {",", ")", "–", "—"} or before.is_quote
    if before.lower in {"who", "which", "that"}:
        return True
    if before.lower in {"he", "she", "it", "they", "we", "i", "you"}:
        return (form == "s") == (before.lower in {"he", "she", "it"})
    if before.lower in read_words("function_words", "all") or before.lower.endswith(("'s", "'")):
        return False
    if form == "s":
        return before.is_capitalised or is_role_word(before.lower) or (first >= 2 and is_word(tokens[first - 2], "determiners"))
    return before.lower.endswith(("s", "people", "men", "police", "women"))


def find_cues(tokens: Sequence[Item]) -> list[Cue]:
    """Return the reporting verbs of one stretch that stand outside quotation marks, in order."""
    found: list[Cue] = []
    at = 0
    while at < len(tokens) and len(found) < _MOST_CUES:
        match = None if tokens[at].lower not in first_words() else _match(tokens, at)
        if match is None:
            at += 1
            continue
        last, form, readings = match
        group = _group_start(tokens, at)
        if _is_verb_here(tokens, range(at, last), group, form):
            inside = [token.lower for token in tokens[group:at]]
            found.append(Cue(at, last, group, form, readings, _is_passive(inside, form), _is_negated(inside)))
        at = last
    return found


def _match(tokens: Sequence[Item], at: int) -> tuple[int, Form, tuple[CueEntry, ...]] | None:
    """Return the longest form that begins at token ``at``."""
    words = tuple(token.lower for token in tokens[at : at + 3])
    for n in range(len(words), 0, -1):
        if words[:n] in cue_table():
            form, readings = cue_table()[words[:n]]
            return at + n, form, readings
    return None


def _is_passive(inside: Sequence[str], form: Form) -> bool:
    return form == "past" and any(word in {"is", "are", "was", "were", "been", "being", "be"} for word in inside)


def _is_negated(inside: Sequence[str]) -> bool:
    return any(word in {"not", "never", "cannot", "n't"} or word.endswith("n't") for word in inside)
