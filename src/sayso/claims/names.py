"""Two names of one place or body, where a text says so: "the city, called Kessar by the Veldanians"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile, islice

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Span
from sayso.text import Document, fold_marks

_NAME = r"[^\W\d_a-z][\w'-]*(?: [^\W\d_a-z][\w'-]*){0,3}"
_OTHER = rf"{_NAME}(?: of (?:the )?{_NAME})?"  # "the Rock of Freedom"
_ONE_NAME = r"[^\W\d_a-z][\w'-]*"
_BOTH = (("first", "other"), ("other", "first"))
_MOST_PAIRS = 50  # statements of one form; more are no prose
_WORDS = re.compile(r"[^\W_]+")
_NEAR_CHARS = 16  # ", which is " and the like


@dataclass(frozen=True, slots=True)
class NamePair:
    """One statement that ``first`` is called ``second`` too, and the phrase for who calls it so."""

    first: str
    second: str
    side: str | None
    span: Span


@cache
def _name_at_end() -> re.Pattern[str]:
    """Return the pattern of a name at the end of a text, be it "the Strait of Hadd" or "the Army of Light"."""
    roles = read_lexicon("roles")
    nouns = {*roles["names"]["places"], *(noun for group in roles["bodies"].values() for noun in group if noun.isalpha())}
    heads = "|".join(sorted(map(str.capitalize, nouns)))
    return re.compile(rf"(?P<name>(?:(?:{heads}) (?:of|for) (?:the )?)?{_NAME})(?:[\s,()]*| - (?:the )?)$")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    found = []
    for pattern in read_lexicon("naming")["patterns"]:
        named = pattern.replace("{other}", rf"(?P<other>{_OTHER})").replace(
            "{side}", rf"(?P<side>{_ONE_NAME if '{first}' in pattern else _NAME})"
        )
        found.append(re.compile(r"\b" + named.replace("{first}", rf"(?P<first>{_ONE_NAME})")))
    return tuple(found)


class _Candidates:
    """The names of a text that may be those of a place or body with two names: no person, polity, news outlet or office.

    Right before a naming phrase stands what it is about, be it a word that opens a sentence or a name that holds a body noun ("Ekko Bank,
    which ...").
    """

    def __init__(self, document: Document, people: frozenset[str], polity_forms: frozenset[str]) -> None:
        self.document, self._folded = document, fold_marks(document.text)
        nouns = {noun for group in read_lexicon("roles")["bodies"].values() for noun in group}
        self._nobody = people | polity_forms
        bracketed = {
            n.text for n in document.names if document.text[n.start - 1 : n.start] == "(" and document.text[n.end : n.end + 1] == ")"
        }
        held = [n for n in document.names if n.text not in bracketed and self._may_be(n.text)]
        self.names = [n for n in held if not any(word.casefold() in nouns for word in n.words)]

    def _may_be(self, name: str) -> bool:
        """Return whether a name is none of a person or polity."""
        words = [word.casefold() for word in _WORDS.findall(name)]
        sorts = read_lexicon("roles")["names"]
        return words[0] in sorts["place_openers"] or words[-1] in sorts["places"] or self._nobody.isdisjoint(words)

    def is_name(self, start: int, end: int) -> bool:
        """Return whether a stretch of text is a name, or several, as "King's Shoal" seems to be."""
        inside = self.document.names_between(start, end)
        if not inside and self._folded[start - 2 : start] == ": " and self._folded[end : end + 1] == ")":
            return self._may_be(self.document.text[start:end])  # "(Velish name: Orlo)", where a sentence seems to begin
        return bool(inside) and inside[0].start == start and inside[-1].end >= end and self._may_be(self.document.text[start:end])

    def referent(self, at: int, avoid: set[str]) -> str | None:
        """Return the name that a naming phrase at ``at`` is about: the one just before it, else the one met most often so far."""
        sentence = self.document.sentence_at(at)
        begin = sentence.start if sentence else 0
        right_before = _name_at_end().search(self._folded[begin:at])
        if right_before is not None:
            words = self.document.text[begin + right_before.start("name") : begin + right_before.end("name")].split(" ")
            name = " ".join(dropwhile(lambda word: word.casefold() in read_words("function_words", "all"), words))
            if name and name not in avoid:
                return name if self._may_be(name) else None
        close = [n for n in self.names if begin <= n.start < at and at - n.end <= _NEAR_CHARS and n.text not in avoid]
        if close:
            return close[-1].text
        fits = [n for n in self.names if n.text not in avoid]
        counts = Counter(n.text.casefold() for n in fits if n.start < at) or Counter(n.text.casefold() for n in fits)
        if not counts:
            return None
        best = min(counts, key=lambda name: (-counts[name], name))
        return max((n.text for n in self.names if n.text.casefold() == best), key=str.swapcase)


def find_name_pairs(
    document: Document, people: frozenset[str] = frozenset(), polity_forms: frozenset[str] = frozenset()
) -> tuple[NamePair, ...]:
    """Return the pairs of names that the text declares. ``people`` and ``polity_forms`` (lower case) are never a place's name."""
    folded = fold_marks(document.text)
    candidates = _Candidates(document, people, polity_forms)
    matches = [match for pattern in _patterns() for match in islice(pattern.finditer(folded), _MOST_PAIRS)]
    # "call Lissa and the Calvans Ilisha": by where either stands, the other
    beside = {match.start(one): match[other] for match in matches if "first" in match.groupdict() for one, other in _BOTH}
    found = set()
    for match in matches:
        other, side = document.text[match.start("other") : match.end("other")].rstrip("'’"), match.groupdict().get("side")
        side = side and side.removesuffix("'s")
        start = match.start("other")
        first = beside.get(start) or candidates.referent(match.start(), {other, side or ""})
        is_name = start in beside or candidates.is_name(start, start + len(other))
        if is_name and first and first.casefold() != other.casefold():
            found.add(NamePair(first, other, side, Span.cut(document.text, start, start + len(other))))
    return tuple(sorted(found, key=lambda pair: (pair.span.start, pair.first, pair.second)))


def group_names(pairs: Iterable[NamePair]) -> tuple[tuple[str, ...], ...]:
    """Return the names of each place that has several. Of several partners that the pile gives a name, the one given most often counts."""
    counts = Counter((pair.first, pair.second) for pair in pairs)
    partner = {}
    for name in {second for _, second in counts}:
        options = {first: n + counts[name, first] for (first, second), n in counts.items() if second == name}
        partner[name] = min(options, key=lambda first: (-options[first], first))
    groups: list[set[str]] = []
    for second, first in sorted(partner.items()):
        touched = [group for group in groups if {first, second} & group]
        groups = [group for group in groups if group not in touched] + [{first, second}.union(*touched)]
    return tuple(sorted(tuple(sorted(group)) for group in groups))
