"""Nouns for people by what they do ("spokeswoman") and for bodies by what they are ("ministry"), found among words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.lexicon import read_lexicon
from sayso.text import Token

RoleClass = Literal["speakers", "officials", "managers", "rebels", "observers", "state", "own", "outside", "media"]
Gender = Literal["f", "m"]

_PEOPLE: tuple[RoleClass, ...] = ("speakers", "officials", "managers", "rebels", "observers")
_BODIES: tuple[RoleClass, ...] = ("state", "outside", "own", "media")
_MAX_ROLE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Noun:
    """A role or body noun found at tokens ``[first, last)``."""

    first: int
    last: int
    text: str
    role_class: RoleClass


@cache
def _role_table() -> dict[str, RoleClass]:
    roles = read_lexicon("roles")
    table: dict[str, RoleClass] = {}
    for group, classes in (("bodies", reversed(_BODIES)), ("people", reversed(_PEOPLE))):
        for each in classes:
            table |= {noun.replace("’", "'"): each for noun in roles[group][each]}
    return table


@cache
def _first_words() -> frozenset[str]:
    return frozenset(noun.split()[0] for noun in _role_table())


def find_role(words: list[str], at: int) -> tuple[int, RoleClass] | None:
    """Return the length and class of the longest role or body noun that begins at ``words[at]``."""
    if words[at] not in _first_words() and words[at].removesuffix("'s") not in _first_words():
        return None
    table = _role_table()
    for n in range(min(_MAX_ROLE_WORDS, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + n])
        if (found := table.get(phrase) or table.get(phrase.removesuffix("'s"))) is not None:
            return n, found
    return None


def find_body_class(name: str | None) -> RoleClass | None:
    """Return the class of the last noun of a body in a name: "own" of "Veldania Renewal Front" and "Union of Miners"."""
    words = re.findall(r"\w+", (name or "").casefold())
    found = [match[1] for at in range(len(words)) if (match := find_role(words, at)) and not is_person_class(match[1])]
    return found[-1] if found else None


def find_nouns(tokens: list[Token]) -> list[Noun]:
    """Return the role and body nouns among some tokens, the longest that fits at each place."""
    words = [token.lower for token in tokens]
    found: list[Noun] = []
    at = 0
    while at < len(words):
        match = find_role(words, at)
        if match:
            text = " ".join(words[at : at + match[0]]).removesuffix("'s")
            found.append(Noun(at, at + match[0], text, match[1]))
        at += match[0] if match else 1
    return found


def is_person_class(role_class: RoleClass) -> bool:
    """Return whether the class is one of people rather than of bodies."""
    return role_class in _PEOPLE


def is_person(noun: Noun) -> bool:
    """Return whether the noun is one for people."""
    return noun.role_class in _PEOPLE


def read_gender(words: list[str]) -> Gender | None:
    """Return what role nouns and titles among lower-case words say of a person."""
    roles = read_lexicon("roles")["people"]
    if any(word in roles["female"] for word in words):
        return "f"
    return "m" if any(word in roles["male"] for word in words) else None


def has_left(role: str | None, mentions: Iterable[str]) -> bool:
    """Return whether somebody is called a former one of what he was: "its former spokesman, Ada Holm"."""
    before = (re.split(r"\W+", text.partition(role)[0].casefold()) for text in mentions if role)
    return any(word in read_lexicon("roles")["people"]["left"] for words in before for word in words)
