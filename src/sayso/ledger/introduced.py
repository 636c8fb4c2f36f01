"""The names that a pile introduces with a common noun, and what "the town" or "the ship" stands for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sayso.ledger.contents import class_of_noun
from sayso.lexicon import read_lexicon, read_words
from sayso.model import Report
from sayso.text import Token, find_tokens

_ARTICLES = frozenset({"a", "an", "the"})


class Introduced:
    """The names of a pile that are introduced with a common noun: "the hill town of Kessar", "the ferry Aurora", "Kessar, a hill town".

    The name so introduced most often over the pile, among those that a report has, is what "the town", "the ship" stands for in it. An
    origin has as many votes as the report of it that has most: copies are no further ones.
    """

    def __init__(self, reports: Sequence[Report], standins: Mapping[str, str], origin_of: Mapping[str, int]) -> None:
        by_origin: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
        self._present: dict[str, set[str]] = {}
        for report in reports:
            tokens = find_tokens(report.text, report.language or "en")
            self._present[report.id] = {_standin(t, standins) for t in tokens if t.is_capitalised}
            for thing, names in _count_introduced(tokens, standins).items():
                most = by_origin[thing, origin_of[report.id]]
                most.update({name: n - most[name] for name, n in names.items() if n > most[name]})
        self._votes: dict[str, Counter[str]] = defaultdict(Counter)
        for (thing, _), names in sorted(by_origin.items()):
            self._votes[thing].update(names)

    def in_report(self, report: str) -> dict[str, str]:
        """Return by class of things the name that stands for the one of that class in a report."""
        return {
            thing: min(known, key=lambda name: (-counted[name], name))
            for thing, counted in sorted(self._votes.items())
            if (known := [name for name in counted if name in self._present[report]])
        }

    @property
    def classes(self) -> dict[str, str]:
        """The class of things that each name is introduced with most often."""
        found: dict[str, tuple[int, str]] = {}
        for thing, counted in sorted(self._votes.items()):
            for name, n in counted.items():
                found[name] = max((n, thing), found.get(name, (0, "")))
        return {name: thing for name, (_, thing) in sorted(found.items())}


def _count_introduced(tokens: Sequence[Token], standins: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Return how often a report introduces each name with a noun of each class of things that have names."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for at, token in enumerate(tokens):
        thing = None if token.is_capitalised else class_of_noun().get(token.stem)
        if thing is not None and thing in read_lexicon("things")["named"] and (name := _find_introduced(tokens, at)) is not None:
            found[thing][_standin(name, standins)] += 1
    return found


def _find_introduced(tokens: Sequence[Token], at: int) -> Token | None:
    """Return the name that a common noun introduces: "town of X", "ferry X", "X, a hill town"."""
    after = tokens[at + 1 : at + 3]
    if after and after[0].is_capitalised and after[0].kind == "word" and after[0].lower not in read_words("function_words", "all"):
        return after[0]
    if len(after) == 2 and after[0].lower == "of" and after[1].is_capitalised:
        return after[1]
    before = tokens[max(0, at - 5) : at]
    for k in range(len(before) - 2, 0, -1):
        if before[k].text == "," and before[k + 1].lower in _ARTICLES and before[k - 1].is_capitalised:
            return before[k - 1]
    return None


def _standin(token: Token, standins: Mapping[str, str]) -> str:
    bare = token.lower.removesuffix("'s")
    return standins.get(bare, token.stem)
