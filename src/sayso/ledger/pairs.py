"""How likely any two statements are about one thing, by named signals, for one statement and all others at once.

The signals are those of the words, of the encoder's topics, of names, numbers and matters, and of where the two stand: a statement
that follows another in its report, or points back, goes on about it more often than one from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.acts import is_crossed, is_exchanged
from sayso.ledger.likeness import Crowd, Doubles
from sayso.ledger.statements import Statement, is_opposed

SignalRows = dict[str, Doubles]

_FAR_SENTENCES = 12
_SHORT_WORDS = 5
_BLOCK = 64  # statements
_DIGITS = 5
_BEGINNING = 3  # letters


class Pairs:
    """Every two of some statements, which stand in order."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self._n = len(statements)
        self._words = Crowd([s.vector for s in statements])
        said = [s.content for s in statements]
        self._names, self._numbers = _Sets([each.names for each in said]), _Sets([each.numbers for each in said])
        self._placed = [dict(sorted(each.placed)) for each in said]
        self._acts = [s.acts for s in statements]
        self._tells = [bool(placed or acts.who) for placed, acts in zip(self._placed, self._acts, strict=True)]
        self._matters, self._counted = _Sets([{*each.matters} for each in said]), _Sets([{*each.figures} for each in said])
        self._days = _Sets([{day.isoformat() for day in s.days} for s in statements])
        self._report, self._unit = _number([s.report for s in statements]), _number([s.unit for s in statements])
        self._party = _number([s.party if s.has_side else None for s in statements])
        self._sentence = np.array([s.sentence for s in statements], np.int64)
        self._points = np.array([s.attribution.points_back for s in statements], bool)
        self._denies = np.array([s.denies for s in statements], bool)
        self._short = np.array([s.content.n_words < _SHORT_WORDS for s in statements], np.float64)
        self._quoted = np.array([s.attribution.mode == "direct" for s in statements], np.float64)
        self._aside = np.array([s.meaning.is_likely("other") for s in statements])
        self._in_title = np.array([s.in_title for s in statements])
        self._lead = 1.0 / (1.0 + np.array([s.order[2] for s in statements], np.float64))
        self._block: tuple[int, Doubles] | None = None

    @cached_property
    def _topics(self) -> NDArray[np.float32]:
        return np.stack([s.meaning.topic for s in self.statements])

    def _compare_topics(self, k: int) -> Doubles:
        """Return the cosines of the topics; those are asked for in order, and many at once cost little more than one."""
        block = k // _BLOCK * _BLOCK
        if self._block is None or self._block[0] != block:
            self._block = block, (self._topics[block : block + _BLOCK] @ self._topics.T).astype(np.float64).round(_DIGITS)
        found: Doubles = self._block[1][k - block]
        return found

    def measure(self, k: int) -> SignalRows:
        """Return the signals of a statement and each of all."""
        cosine, topic = self._words.score(self.statements[k].vector), self._compare_topics(k)
        is_later = np.arange(self._n) > k
        is_here = self._report == self._report[k]
        near = np.maximum(0.0, 1.0 - np.abs(self._sentence - self._sentence[k]) / _FAR_SENTENCES) * is_here
        is_next = is_here & (np.abs(np.arange(self._n) - k) == 1)
        same_unit = (self._unit == self._unit[k]) & (self._unit >= 0)
        later_short, later_quoted = (np.where(is_later, each, each[k]) for each in (self._short, self._quoted))
        opposed = (self._party != self._party[k]) & (self._party >= 0) & bool(self._party[k] >= 0)
        points_later, points_earlier = np.where(is_later, self._points, self._points[k]), np.where(is_later, self._points[k], self._points)
        denies_later = np.where(is_later, self._denies, self._denies[k])
        return {
            "constant": np.ones(self._n),
            "cosine": cosine,
            "cosine_squared": cosine * cosine,
            "topic": topic,
            "topic_squared": np.maximum(0.0, topic) ** 2,
            "topic_denied": topic * (self._denies | self._denies[k]),
            "near_squared": near * near,
            "next": is_next * 1.0,
            "next_opposed": is_next * opposed * 1.0,
            "next_of_voice": is_next * same_unit * 1.0,
            "next_short": is_next * later_short,
            "next_quoted": is_next * later_quoted * ~same_unit,
            "same_unit_elsewhere": same_unit * ~is_here * 1.0,
            "names": self._names.overlap(k),
            "matters": self._matters.share_any(k),
            "counted_elsewise": self._counted.share_none(k),
            "days": self._days.share_any(k),
            "days_apart": self._days.share_none(k),
            "one_counts": (self._counted.is_any != self._counted.is_any[k]) * 1.0,
            "numbers": self._numbers.share_any(k),
            "in_titles": np.sqrt(self._in_title * self._in_title[k]),
            "leads": np.sqrt(self._lead * self._lead[k]) * ~is_here,
            "aside": np.maximum(self._aside, self._aside[k]),
            "both_aside": np.minimum(self._aside, self._aside[k]),
            "short": self._short + self._short[k],
            "points_near": near * points_later,
            "pointed_near": near * points_earlier,
            "points_elsewhere": (points_later * 1.0 + points_earlier) * ~is_here,
            "denies_near": near * (denies_later & ~points_later),
        }

    def score(self, k: int, weights: Mapping[str, float]) -> Doubles:
        """Return the log-odds that a statement and each of all are about one thing."""
        signals = self.measure(k)
        total = np.zeros(self._n)
        for name, weight in weights.items():
            total += weight * signals[name]
        return total.round(_DIGITS)

    def is_apart(self, k: int, j: int) -> bool:
        """Return whether two statements are about two things, however alike they are.

        They are in two places, done by or to two of one sort, or what each of two sides tells of the other.
        """
        if not self._tells[k] or not self._tells[j]:
            return False
        if self._is_elsewhere(k, j) or is_exchanged(self._acts[k], self._acts[j]):
            return True
        one, other = self.statements[k], self.statements[j]
        return is_opposed(one, other) and is_crossed(one.acts, one.party, other.acts, other.party)

    def _is_elsewhere(self, k: int, j: int) -> bool:
        """Return whether both have the same thing in two places. Names that begin alike may be one place's in two languages."""
        mine, theirs = self._placed[k], self._placed[j]
        return any(mine[thing][:_BEGINNING] != theirs[thing][:_BEGINNING] for thing in mine.keys() & theirs.keys())


class _Sets:
    """A set of words for each statement."""

    def __init__(self, sets: Sequence[set[str] | frozenset[str]]) -> None:
        self._sets = [dict.fromkeys(sorted(each), 1.0) for each in sets]
        self._crowd = Crowd(self._sets)
        self._sizes = np.array([len(each) for each in sets], np.float64)
        self.is_any: NDArray[np.bool_] = self._sizes > 0

    def overlap(self, k: int) -> Doubles:
        """Return the Jaccard index with each set, 0 for two empty ones."""
        shared = self._crowd.sum(self._sets[k])
        either = np.maximum(1.0, self._sizes + self._sizes[k] - shared)
        found: Doubles = np.asarray(shared / either, dtype=np.float64)
        return found

    def share_any(self, k: int) -> Doubles:
        """Return 1 for those that have something in common with it."""
        found: Doubles = (self._crowd.sum(self._sets[k]) > 0).astype(np.float64)
        return found

    def share_none(self, k: int) -> Doubles:
        """Return 1 for those that have something, as it has, and nothing in common with it."""
        found: Doubles = ((self._crowd.sum(self._sets[k]) == 0) & self.is_any & bool(self.is_any[k])).astype(np.float64)
        return found


def _number(things: Sequence[str | None]) -> NDArray[np.int64]:
    """Return a number for each thing, the same for equal ones, -1 for None."""
    numbers: dict[str, int] = {}
    return np.array([-1 if each is None else numbers.setdefault(each, len(numbers)) for each in things], np.int64)
