"""The reporting verbs of the lexicon in all their forms, with what each does (force) and takes.

A form may have several readings: "charge" accuses somebody of something, and "charge that ..." says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Force

Form = Literal["base", "s", "past", "ing"]
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One reading of a reporting verb: its lemma, force, strength and what may follow it."""

    lemma: str
    force: Force
    strength: str
    takes: frozenset[str]

    @property
    def takes_back(self) -> bool:
        """Whether what it takes is a claim made before: "withdrew the charge", "gave up its denial"."""
        return self.takes <= {"claim", "named"}


def _inflect(verb: str) -> dict[str, Form]:
    """Return every form of a verb, with its particle if it has one ("ruled out")."""
    head, _, particle = verb.partition(" ")
    tail = f" {particle}" if particle else ""
    cues = read_lexicon("cues")
    if head in cues["irregular"]:
        forms = {form: _form_of(form) for form in cues["irregular"][head]}
    else:
        stem = head + head[-1] if head in cues["doubling"]["verbs"] else head
        dropped = stem[:-1] if stem.endswith("e") else stem
        ed = dropped[:-1] + "ied" if stem.endswith("y") and stem[-2] not in _VOWELS else dropped + "ed"
        s = (
            head[:-1] + "ies"
            if head.endswith("y") and head[-2] not in _VOWELS
            else head + ("es" if head.endswith(("s", "sh", "ch", "x")) else "s")
        )
        forms = {s: "s", ed: "past", dropped + "ing": "ing"}
    base: Form = "past" if head in forms and forms[head] == "past" else "base"
    return {form + tail: kind for form, kind in {**forms, head: base}.items()}


def _form_of(form: str) -> Form:
    return "ing" if form.endswith("ing") else "s" if form.endswith("s") else "past"


@cache
def cue_table() -> dict[tuple[str, ...], tuple[Form, tuple[CueEntry, ...]]]:
    """Return the readings of every form, keyed by its words."""
    table: dict[tuple[str, ...], tuple[Form, tuple[CueEntry, ...]]] = {}
    for group in read_lexicon("cues")["group"]:
        for verb in group["verbs"]:
            entry = CueEntry(verb, group["force"], group["strength"], frozenset(group["takes"]))
            for form, kind in _inflect(verb).items():
                known = table.get(tuple(form.split()), (kind, ()))
                table[tuple(form.split())] = (kind, (*known[1], entry))
    return table


@cache
def first_words() -> frozenset[str]:
    """Return the words that a form of a reporting verb may begin with."""
    return frozenset(words[0] for words in cue_table())


def find_entries(words: str) -> tuple[CueEntry, ...]:
    """Return the readings of the reporting verb in a cue's text, auxiliaries before it allowed."""
    parts = tuple(words.lower().split())
    if parts not in cue_table():  # "took it back"
        parts = tuple(word for word in parts if word not in read_words("grammar", "objects"))
    for start in range(len(parts)):
        for end in range(len(parts), start, -1):
            if parts[start:end] in cue_table():
                return cue_table()[parts[start:end]][1]
    return ()
