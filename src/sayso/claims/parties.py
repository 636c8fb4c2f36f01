"""Sides: which countries or nations the pile speaks of, and which side a voice speaks for.

A polity is a name that the pile also uses with a demonym ("Veldania": "Veldanian", "Veldanians"); no gazetteer is asked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from sayso.claims.cues import cue_table
from sayso.claims.grammar import in_group
from sayso.claims.roles import RoleClass
from sayso.lexicon import read_lexicon, read_words
from sayso.model import UNINVOLVED, UNKNOWN
from sayso.text import Document, is_common, stem_word

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MIN_STEM_CHARS = 4
_PLAIN_ENDING, _LEAST_ADJECTIVE = 2, 6  # letters of an ending that tells a demonym, and of "Danish"
_MAX_TAIL_CHARS = 6
_MOST_ALIKE = 200  # capitalised words that begin alike; more make no names but junk


@dataclass(frozen=True, slots=True)
class Polities:
    """Names of polities by every form in which the pile writes them, lower case.

    ``owners``: those without a demonym, told by a minister or an army of theirs; ``adjectives``: those of which there is only an adjective.
    """

    forms: dict[str, str]
    owners: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()

    def find(self, text: str | None) -> str | None:
        """Return the polity that a phrase names or whose demonym it holds, the last one if it holds several."""
        words = [word.casefold() for word in _WORD.findall(text or "")]
        found = [self.forms[word] for word in words if word in self.forms]
        return found[-1] if found else None

    def is_name(self, text: str | None) -> bool:
        """Return whether the phrase is nothing but the name of a polity."""
        return (
            text is not None and self.forms.get(text.casefold()) is not None and self.forms[text.casefold()].casefold() == text.casefold()
        )


def count_capitals(document: Document) -> tuple[Counter[str], Counter[str]]:
    """Return how often each capitalised word stands in a text, and how often just before a lower-case content word."""
    functional = read_words("function_words", "all")
    everywhere: Counter[str] = Counter()
    as_adjective: Counter[str] = Counter()
    tokens = document.tokens
    for at, token in enumerate(tokens):
        if not token.is_capitalised or len(token.text) < _MIN_STEM_CHARS:
            continue
        word = re.sub(r"['’]s?$", "", token.text)
        everywhere[word] += 1
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        noun = after is not None and after.kind == "word" and after.text.islower() and after.lower not in functional
        if noun and after is not None and word == token.text and not _is_verb(after.lower):
            as_adjective[word] += 1
    return everywhere, as_adjective


def _is_verb(word: str) -> bool:
    """Return whether a lower-case word is a past form or a reporting verb: "Veldania rejected" has no adjective in it."""
    return in_group(word, "irregular_pasts") or in_group(word, "auxiliaries") or word.endswith("ed") or (word,) in cue_table()


def _bases(word: str, words: Iterable[str]) -> list[str]:
    """Return the words that ``word`` could be the demonym of."""
    stems = [word[: -len(end)] for end in read_lexicon("roles")["links"]["demonym_endings"] if word.endswith(end)]
    stems = [stem for stem in stems if len(stem) >= _MIN_STEM_CHARS]
    return [base for base in words if base != word and any(base.startswith(s) and len(base) - len(s) <= _MAX_TAIL_CHARS for s in stems)]


def find_polities(
    capitals: Iterable[tuple[Counter[str], Counter[str]]],
    same: Iterable[Sequence[str]] = (),
    owners: Iterable[str] = (),
    adjectives: Iterable[str] = (),
) -> Polities:
    """Return the polities of a pile from the counts of ``count_capitals`` of its reports.

    ``same``: names of one place, a group each. Two sorts are polities although the pile has not both their name and their demonym:
    ``owners``, which have a minister or an army ("Veldania's transport minister"), and, of ``adjectives`` before the name of a state's
    body, those that look like a demonym and hardly ever stand alone ("the Veldanian army", but not "Milan police").
    """
    everywhere: Counter[str] = Counter()
    as_adjective: Counter[str] = Counter()
    for counts, before_nouns in capitals:
        everywhere += counts
        as_adjective += before_nouns
    by_prefix: dict[str, list[str]] = defaultdict(list)
    for word in sorted(everywhere):
        by_prefix[word[:_MIN_STEM_CHARS]].append(word)
    parent: dict[str, str] = {}
    for word in sorted(everywhere):
        if not as_adjective[word] and not (word.endswith("s") and as_adjective[word[:-1]]):
            continue
        rate = as_adjective[word] / everywhere[word]
        alike = by_prefix[word[:_MIN_STEM_CHARS]]
        near = _bases(word, alike) if len(alike) <= _MOST_ALIKE else []
        nouns = [b for b in near if as_adjective[b] / everywhere[b] < max(rate, 0.5)]
        if nouns:
            parent[word] = max(nouns, key=lambda b: (everywhere[b], b))
    forms: dict[str, str] = {}
    for word in sorted(parent):
        base, steps = parent[word], 0
        while base in parent and steps < len(parent):
            base, steps = parent[base], steps + 1
        forms |= {word.casefold(): base, base.casefold(): base, base.casefold() + "s": base}
    for names in same:
        _join_names(names, forms, everywhere)
    demonyms = {each for each in adjectives if _is_demonym(each) and 2 * as_adjective[each] > everywhere[each]}
    owning = {name.casefold(): name for name in sorted(owners) if _WORD.fullmatch(name) and name.casefold() not in forms}
    alone = {name.casefold(): name for name in demonyms if name.casefold() not in forms | owning}
    return Polities(forms | owning | alone, frozenset(owning.values()), frozenset(alone.values()))


def _is_demonym(word: str) -> bool:
    """Return whether a word looks like a demonym, of whatever country."""
    return len(word) >= _LEAST_ADJECTIVE and word.endswith(_plain_endings()) and not is_common(stem_word(word.casefold()))


@cache
def _plain_endings() -> tuple[str, ...]:
    endings = read_lexicon("roles")["links"]["demonym_endings"]
    return tuple(end for end in endings if len(end) >= _PLAIN_ENDING and not end.endswith("s"))


def _join_names(names: Sequence[str], forms: dict[str, str], everywhere: Counter[str]) -> None:
    """Let the names of one polity be forms of the one that the pile uses most."""
    bases = {forms[name.casefold()] for name in names if name.casefold() in forms}
    if not bases:
        return
    single = [name for name in names if " " not in name]
    base = min({*bases, *single}, key=lambda name: (-everywhere[name], name))
    for form in [form for form, known in forms.items() if known in bases]:
        forms[form] = base
    forms |= {name.casefold(): base for name in single}


def judge_party(polity: str | None, role_class: RoleClass | None, organisation: str | None, is_body: bool) -> str:
    """Return the side a voice speaks for: a polity, an organisation, the rebels, "uninvolved" or "unknown".

    ``organisation``: the body's own name, or the body that a person represents.
    """
    if role_class in ("observers", "outside", "media"):
        return UNINVOLVED
    if role_class == "rebels":
        rebels: str = read_lexicon("roles")["people"]["rebels"][0]
        return rebels
    if polity and role_class in ("officials", "state", "speakers", None):
        return polity
    if organisation and (role_class in ("own", "managers", "speakers") or is_body):
        return organisation
    return polity or organisation or UNKNOWN
