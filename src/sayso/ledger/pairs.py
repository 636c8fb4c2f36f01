"""How likely any two statements are about one thing, by named signals, for one statement and all others at once.

The signals are those of the words, of the encoder's topics, of names, numbers and matters, and of where the two stand: a statement
that follows another in its report, or points back, goes on about it more often than one from elsewhere.

In a small pile all that is said is about one affair, and all topics are near each other: there it also counts how alike two are but for
what the whole pile has in common ("few_own"), the more the smaller the pile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.acts import is_crossed, is_exchanged, is_repeated
from sayso.ledger.likeness import Crowd, Doubles
from sayso.ledger.statements import Statement, is_opposed

SignalRows = dict[str, Doubles]
Marks = NDArray[np.bool_]

_FAR_SENTENCES = 12
_SHORT_WORDS = 5
_BLOCK = 64  # statements
_DIGITS = 5
_DOUBTED = 4  # statements: as many of no topic are reckoned with what a pile has in common, for two or three hardly tell
_BEGINNING = 3  # letters


class Pairs:
    """Every two of some statements, which stand in order."""

    def __init__(self, statements: Sequence[Statement], fewness: float = 0.0) -> None:
        """``fewness``: how small the pile is, from 0, which is not small, to 1."""
        self.statements = statements
        self._n = len(statements)
        self._fewness = fewness
        self._words = Crowd([s.vector for s in statements])
        said = [s.content for s in statements]
        self._names, self._numbers = _Sets([each.names for each in said]), _Sets([each.numbers for each in said])
        self._placed = [dict(sorted(each.placed)) for each in said]
        self._acts = [s.acts for s in statements]
        self._tells = [bool(placed or acts.who or s.days) for placed, acts, s in zip(self._placed, self._acts, statements, strict=True)]
        self._matters, self._counted = _Sets([{*each.matters} for each in said]), _Sets([{*each.figures} for each in said])
        self._opposed = _Opposed([dict(each.matters) for each in said])
        self._days = _Sets([{day.isoformat() for day in s.days} for s in statements])
        self._report, self._unit = _number([s.report for s in statements]), _number([s.unit for s in statements])
        self._party = _number([s.party if s.has_side else None for s in statements])
        self._sentence = np.array([s.sentence for s in statements], np.int64)
        self._in_report, self._of_unit = _gather(self._report), _gather(self._unit)
        self._points = np.array([s.attribution.points_back for s in statements], np.float64)
        self._denies = np.array([s.denies for s in statements], bool)
        self._short = np.array([s.content.n_words < _SHORT_WORDS for s in statements], np.float64)
        self._quoted = np.array([s.attribution.mode == "direct" for s in statements], np.float64)
        self._aside = np.array([s.meaning.is_likely("other") for s in statements])
        self._in_title = np.array([s.in_title for s in statements])
        self._root_in_title = np.sqrt(self._in_title)
        self._root_lead = np.sqrt(1.0 / (1.0 + np.array([s.order[2] for s in statements], np.float64)))
        self._block: tuple[int, Doubles] | None = None

    @cached_property
    def _topics(self) -> NDArray[np.float32]:
        return np.stack([s.meaning.topic for s in self.statements])

    @cached_property
    def _own_topics(self) -> Doubles:
        """The topics without what all have in common, of length one."""
        topics = self._topics.astype(np.float64)
        common = (topics.mean(axis=0) * (self._n / (self._n + _DOUBTED))).round(_DIGITS)
        rest = topics - common
        own: Doubles = rest / np.maximum(np.linalg.norm(rest, axis=1, keepdims=True), 10.0**-_DIGITS)
        return own

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
        is_elsewhere = self._report != self._report[k]
        return {
            "constant": np.ones(self._n),
            "cosine": cosine,
            "cosine_squared": cosine * cosine,
            "topic": topic,
            "topic_squared": np.maximum(0.0, topic) ** 2,
            "topic_denied": topic * (self._denies | self._denies[k]),
            **{name: self._fewness * values for name, values in self._measure_few(k, topic).items()},
            "same_unit_elsewhere": (self._unit == self._unit[k]) * (self._unit >= 0) * is_elsewhere * 1.0,
            "names": self._names.overlap(k),
            "matters": self._matters.share_any(k) * 1.0,
            "opposed_named": self._find_opposed_named(k) * 1.0,
            "counted_elsewise": self._counted.share_none(k) * 1.0,
            "days": self._days.share_any(k) * 1.0,
            "days_apart": self._days.share_none(k) * 1.0,
            "one_counts": (self._counted.is_any != self._counted.is_any[k]) * 1.0,
            "numbers": self._numbers.share_any(k) * 1.0,
            "in_titles": self._root_in_title * self._root_in_title[k],
            "leads": self._root_lead * self._root_lead[k] * is_elsewhere,
            "aside": np.maximum(self._aside, self._aside[k]),
            "both_aside": np.minimum(self._aside, self._aside[k]),
            "short": self._short + self._short[k],
            "points_elsewhere": (self._points + self._points[k]) * is_elsewhere,
        } | {name: self._spread(values, k) for name, values in self._measure_here(k).items()}

    def _measure_few(self, k: int, topic: Doubles) -> SignalRows:
        """Return the signals that count in a small pile, of a statement and each of all."""
        own = (self._own_topics @ self._own_topics[k]).round(_DIGITS)
        return {
            "few": np.ones(self._n),
            "few_topic": topic,
            "few_topic_squared": np.maximum(0.0, topic) ** 2,
            "few_own": own,
            "few_own_squared": np.maximum(0.0, own) ** 2,
        }

    def _measure_here(self, k: int) -> SignalRows:
        """Return the signals that only statements of one report have, of a statement and each of its report."""
        here = self._in_report[self._report[k]]
        is_later = here > k
        near = np.maximum(0.0, 1.0 - np.abs(self._sentence[here] - self._sentence[k]) / _FAR_SENTENCES)
        is_next = np.abs(here - k) == 1
        unit, party = self._unit[here], self._party[here]
        same_unit = (unit == self._unit[k]) & (unit >= 0)
        opposed = (party != self._party[k]) & (party >= 0) & bool(self._party[k] >= 0)
        points_earlier = np.where(is_later, self._points[k], self._points[here])
        short_later, quoted_later, points_later, denies_later = (
            np.where(is_later, each[here], each[k]) for each in (self._short, self._quoted, self._points, self._denies)
        )
        return {
            "near_squared": near * near,
            "next": is_next * 1.0,
            "next_opposed": is_next * opposed * 1.0,
            "next_of_voice": is_next * same_unit * 1.0,
            "next_short": is_next * short_later,
            "next_quoted": is_next * quoted_later * ~same_unit,
            "points_near": near * points_later,
            "pointed_near": near * points_earlier,
            "denies_near": near * denies_later * (1.0 - points_later),
        }

    def _spread(self, values: Doubles, k: int) -> Doubles:
        """Return what is measured in the report of a statement as a row for all, 0 elsewhere."""
        row = np.zeros(self._n)
        row[self._in_report[self._report[k]]] = values
        return row

    def score(self, k: int, weights: Mapping[str, float]) -> Doubles:
        """Return the log-odds that a statement and each of all are about one thing: the signals of ``measure``, weighed.

        No row is made of what is 0 for most, or the same for all.
        """
        w = defaultdict(float, weights)
        cosine, topic = self._words.score(self.statements[k].vector), self._compare_topics(k)
        total = cosine * (w["cosine"] + w["cosine_squared"] * cosine)
        total += topic * (w["topic"] + w["topic_denied"] * (1.0 if self._denies[k] else self._denies))
        total += w["topic_squared"] * np.maximum(0.0, topic) ** 2
        if self._fewness:
            total += self._fewness * sum(w[name] * values for name, values in self._measure_few(k, topic).items())
        total += (w["aside"] - w["both_aside"]) * np.maximum(self._aside, self._aside[k])
        total += w["both_aside"] * self._aside + w["short"] * self._short
        total += w["both_aside"] * self._aside[k] + w["short"] * self._short[k] + w["constant"]
        if self._in_title[k]:
            total += (w["in_titles"] * self._root_in_title[k]) * self._root_in_title
        total += w["one_counts"] * (self._counted.is_any != self._counted.is_any[k])
        total += w["names"] * self._names.overlap(k)
        total[self._matters.share_any(k)] += w["matters"]
        total[self._find_opposed_named(k)] += w["opposed_named"]
        total[self._numbers.share_any(k)] += w["numbers"]
        total[self._days.share_any(k)] += w["days"]
        for sets, name in ((self._counted, "counted_elsewise"), (self._days, "days_apart")):
            if sets.is_any[k]:
                total += w[name] * sets.share_none(k)
        here = self._in_report[self._report[k]]
        inside = total[here]
        total += (w["leads"] * self._root_lead[k]) * self._root_lead + w["points_elsewhere"] * (self._points + self._points[k])
        if self._unit[k] >= 0:
            total[self._of_unit[self._unit[k]]] += w["same_unit_elsewhere"]
        total[here] = inside + sum(w[name] * values for name, values in self._measure_here(k).items())
        return total.round(_DIGITS)

    def _find_opposed_named(self, k: int) -> Marks:
        """Return which say the opposite of it on the same matter, and have a name in common with it."""
        return self._opposed.find(k) & self._names.share_any(k)

    def is_apart(self, k: int, j: int) -> bool:
        """Return whether two statements are about two things, however alike they are.

        They are in two places or on two days, done by or to two of one sort, or what each of two sides tells of the other.
        """
        if not self._tells[k] or not self._tells[j]:
            return False
        if self._is_elsewhere(k, j) or is_exchanged(self._acts[k], self._acts[j]) or self._is_done_again(k, j):
            return True
        one, other = self.statements[k], self.statements[j]
        return is_opposed(one, other) and is_crossed(one.acts, one.party, other.acts, other.party)

    def _is_done_again(self, k: int, j: int) -> bool:
        """Return whether both say the same of two days."""
        mine, theirs = self.statements[k].days, self.statements[j].days
        return bool(mine and theirs) and mine.isdisjoint(theirs) and is_repeated(self._acts[k], self._acts[j])

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
        self.is_any: Marks = self._sizes > 0

    def overlap(self, k: int) -> Doubles:
        """Return the Jaccard index with each set, 0 for two empty ones."""
        shared = self._crowd.sum(self._sets[k])
        either = np.maximum(1.0, self._sizes + self._sizes[k] - shared)
        found: Doubles = np.asarray(shared / either, dtype=np.float64)
        return found

    def share_any(self, k: int) -> Marks:
        """Return which have something in common with it."""
        found = np.zeros(len(self._sets), bool)
        for each in self._sets[k]:
            found[self._crowd.find_holders(each)] = True
        return found

    def share_none(self, k: int) -> Marks:
        """Return which have something, as it has, and nothing in common with it."""
        found: Marks = self.is_any & ~self.share_any(k) & bool(self.is_any[k])
        return found


class _Opposed:
    """On which matters each statement takes a side, and which."""

    def __init__(self, sides: Sequence[Mapping[str, int]]) -> None:
        self._sides = sides
        self._crowd = Crowd([{f"{matter} {sign > 0}": 1.0 for matter, sign in sorted(each.items())} for each in sides])

    def find(self, k: int) -> Marks:
        """Return which take the other side on one of its matters."""
        found = np.zeros(len(self._sides), bool)
        for matter, sign in self._sides[k].items():
            found[self._crowd.find_holders(f"{matter} {sign < 0}")] = True
        return found


def _number(things: Sequence[str | None]) -> NDArray[np.int64]:
    """Return a number for each thing, the same for equal ones, -1 for None."""
    numbers: dict[str, int] = {}
    return np.array([-1 if each is None else numbers.setdefault(each, len(numbers)) for each in things], np.int64)


def _gather(numbers: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return the places of each number from 0, in order."""
    places = np.argsort(numbers, kind="stable")
    n_each = np.bincount(numbers[numbers >= 0])
    return np.split(places[len(numbers) - int(n_each.sum()) :], np.cumsum(n_each)[:-1])
