"""Who concedes: an affirmation by which somebody gives up what he, or his side, had held against it.

Some do so in so many words ("admitted"), and most go on with a plain "said" afterwards. But not everybody who is found on both sides of a
claim has conceded it: more often one of the two was misread. A logistic model says how likely an affirmation is a concession, by what the
side had said before and by how this is said.
"""

from __future__ import annotations

import math

from sayso.ledger.relations import LEAST_LIKELY, Model, Signals, score_sum, to_probability
from sayso.ledger.statements import Statement, is_of_side
from sayso.model import Stance


class Past:
    """What was said of one proposition so far; statements are added in order of publication."""

    def __init__(self) -> None:
        self._denied_on: dict[str, str] = {}  # first day, by party and by voice
        self._turns: list[Statement] = []
        self._conceded: set[str] = set()

    def add(self, statement: Statement, stance: Stance) -> None:
        """Take note of a statement and its stance."""
        if stance == "deny":
            for holder in _list_holders(statement):
                self._denied_on.setdefault(holder, statement.day)
        if statement.turns:
            self._turns.append(statement)
        if stance == "concede" and statement.unit is not None:
            self._conceded.add(statement.unit)

    def had_denied(self, statement: Statement) -> bool:
        """Return whether who makes a statement, or his side, had denied on an earlier day what it affirms."""
        return any(self._denied_on.get(holder, statement.day) < statement.day for holder in _list_holders(statement))

    def measure(self, statement: Statement) -> Signals:
        """Return the signals that a statement, which affirms, concedes."""
        turned = any(is_of_side(turn, statement) for turn in self._turns)
        return {
            "constant": 1.0,
            "had_denied": float(self.had_denied(statement)),
            "had_conceded": float(statement.unit in self._conceded),
            "side_had_turned": float(turned),
            "grants": float(statement.grants),
            "stands_firm": float(statement.stands_firm),
            "sounds_conceding": math.log(statement.meaning.is_likely("concede") + LEAST_LIKELY),
            "direct": float(statement.attribution.mode == "direct"),
        }


def is_concession(statement: Statement, past: Past, model: Model, least: float) -> bool:
    """Return whether a statement that affirms concedes, with more than the least probability. An explicit denial concedes nothing."""
    return not statement.denies and to_probability(score_sum(past.measure(statement), model.concede)) > least


def _list_holders(statement: Statement) -> list[str]:
    """Return who holds what a statement says: the party, if it has one, and the voice."""
    return [each for each in (statement.party if statement.has_side else None, statement.unit) if each is not None]
