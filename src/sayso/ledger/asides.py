"""Which statements are asides: they take no position on anything that others take up.

What is contested is talked about: a statement on it has its like elsewhere in the pile, an aside has few. A logistic model says how
likely a statement is one, by how much of the pile is about the same, by how many origins its group has, by where in its report it stands
and how often its voice speaks, and by what it shows alone.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from sayso.ledger.relations import Model, Signals, score_sum, to_probability
from sayso.ledger.retold import Aligned
from sayso.ledger.statements import Statement, group_by_report, is_same_voice
from sayso.settings import LedgerSettings

_FEW = ("constant", "taken_up", "origins", "sounds_aside", "leads", "denies", "points")  # signals that count otherwise in a small pile


def score_taken_up(links: Sequence[Mapping[int, float]], settings: LedgerSettings) -> list[float]:
    """Return how much each statement is taken up: its mean log-odds of being about the same as the few others it is closest to.

    Where it is close to fewer, the least that a link has stands for the rest. In a small pile one or two others are enough.
    """
    n, floor = min(settings.taken_up_by, math.ceil(len(links) / settings.taken_up_of)), settings.link_floor
    found = []
    for near in links:
        best = heapq.nlargest(n, [score for score in near.values() if score > floor])
        found.append((math.fsum(best) + (n - len(best)) * floor) / n)
    return found


class AsideSignals:
    """What the statements of a pile that are no copies show of being asides."""

    def __init__(self, statements: Sequence[Statement], taken_up: Mapping[int, float], fewness: float = 0.0) -> None:
        """``taken_up``: how much each is, by its place. ``fewness``: how small the pile is."""
        self._statements, self._taken_up, self._fewness = statements, taken_up, fewness
        self._n_of_voice = Counter(unit for k in taken_up if (unit := statements[k].unit) is not None)
        self._late: dict[int, float] = {}
        for here in group_by_report(statements).values():
            self._late |= {k: ((at + 1) / len(here)) ** 2 for at, k in enumerate(here)}

    def measure(self, k: int, n_origins: int) -> Signals:
        """Return the signals that a statement is an aside. ``n_origins``: of the statements that go together with it."""
        statement = self._statements[k]
        signals = {
            "constant": 1.0,
            "taken_up": self._taken_up[k],
            "origins": math.log(n_origins),
            "sounds_aside": statement.meaning.is_likely("other"),
            "direct": float(statement.attribution.mode == "direct"),
            "leads": 1 / (1 + statement.order[2]),
            "late": self._late[k],
            "often": math.log1p(self._n_of_voice[statement.unit or ""]),
            "counts": float(bool(statement.content.figures)),
            "hedges": float(statement.attribution.force == "hedge"),
            "topic_in_title": statement.topic_in_title,
            "unverified": float(statement.is_unverified),
            "denies": float(statement.denies),
            "points": float(statement.attribution.points_back),
        }
        return signals | {f"few_{name}": self._fewness * signals[name] for name in _FEW}


@dataclass(frozen=True)
class AsideFinder:
    """Finds the asides among statements, by how much each that is no copy is taken up, under a model.

    ``fewness``: how small the pile is.
    """

    statements: Sequence[Statement]
    aligned: Aligned
    taken_up: Mapping[int, float]
    model: Model
    least: float  # probability
    fewness: float = 0.0

    @cached_property
    def _signals(self) -> AsideSignals:
        return AsideSignals(self.statements, self.taken_up, self.fewness)

    def find(self, members: Sequence[int]) -> dict[int, float]:
        """Return those statements of a group that are asides, with the probability of it. A retold one is if its original is.

        One that stands alone with its retellings has no group to leave; a doubt is about something (``settling``); and what somebody else
        denies is none, if nothing else is left that he could deny.
        """
        if len({self.aligned.copies.get(k, k) for k in members}) == 1:
            return {}
        n_origins = len({self.statements[k].origin for k in members})
        own = {k: self.aligned.copies.get(k, k) for k in members}
        likely = {k: self._score(k, n_origins) for k in {*own.values()}}
        asides = {k for k in likely if likely[k] > self.least and not self.statements[k].is_unverified}
        asides -= self._find_denied([*likely], asides)
        return {k: round(likely[first], 4) for k, first in own.items() if first in asides and not self.statements[k].is_unverified}

    def _find_denied(self, members: Sequence[int], asides: AbstractSet[int]) -> set[int]:
        """Return what the explicit denials of a group deny, where all that others assert there would be asides: what is most taken up."""
        found: set[int] = set()
        for denial in (self.statements[k] for k in members if k not in asides and self.statements[k].denies):
            said = [k for k in members if (s := self.statements[k]).asserts and not s.denies and not is_same_voice(s, denial)]
            if said and asides >= {*said}:
                found.add(max(said, key=lambda k: (self.taken_up[k], -k)))
        return found

    def _score(self, k: int, n_origins: int) -> float:
        return to_probability(score_sum(self._signals.measure(k, n_origins), self.model.aside))
