"""Groups of statements while they grow, and what they have in common with a statement or with one another."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from sayso.claims import N_TOPIC, Floats
from sayso.ledger.contents import Vector, score_norm
from sayso.ledger.relations import Signals
from sayso.ledger.statements import Statement


@dataclass(slots=True)
class Growing:
    """A group while it grows: what a statement has to be compared with."""

    members: list[int] = field(default_factory=list)
    own: list[int] = field(default_factory=list)  # those that are no copies
    telling: list[int] = field(default_factory=list)  # of these, those that say what they are about
    topic: Floats = field(default_factory=lambda: np.zeros(N_TOPIC, np.float32))  # the sum of theirs
    n_aside: float = 0.0  # how many take no position on anything, by what they show
    total: Vector = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    matters: Counter[str] = field(default_factory=Counter)
    numbers: set[str] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)
    units: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    origins: set[int] = field(default_factory=set)
    in_title: float = 0.0
    n_denials: int = 0
    _norm: float | None = 0.0

    @property
    def norm(self) -> float:
        """The length of ``total``."""
        if self._norm is None:
            self._norm = score_norm(self.total)
        return self._norm

    def add(self, k: int, statement: Statement, *, is_copy: bool = False) -> None:
        """Let a statement join. A copy of another one is a member, and weighs nothing."""
        self.members.append(k)
        if is_copy:
            return
        self.own.append(k)
        self.origins.add(statement.origin)
        self.in_title = max(self.in_title, statement.in_title)
        self.n_denials += statement.denies
        self.parties |= {statement.party} if statement.has_side else set()
        self.units |= {statement.unit} if statement.unit else set()
        self.n_aside += statement.meaning.is_likely("other")
        if not statement.attribution.points_back:
            self.telling.append(k)
            self.topic = self.topic + statement.meaning.topic
        if statement.attribution.points_back or statement.is_unverified:
            return  # its words say nothing of what the group is about
        for feature, weight in statement.vector.items():
            self.total[feature] = self.total.get(feature, 0.0) + weight
        self._norm = None
        self.names.update(statement.content.names)
        self.matters.update(statement.content.matters.keys())
        self.numbers |= numbers_of(statement)
        self.counted.update(statement.content.figures.keys())


def score_counts(one: Counter[str], other: Counter[str]) -> float:
    """Return the cosine of two counts."""
    norm = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return sum(n * other[each] for each, n in one.items()) / norm if norm else 0.0


def numbers_of(statement: Statement) -> set[str]:
    """Return the number features of a statement."""
    return {feature for feature in statement.content.counts if feature[0] == "#"}


def measure_none(statement: Statement) -> Signals:
    """Return the signals that a statement is about nothing that was said before."""
    return {
        "constant": 1.0,
        "points": float(statement.attribution.points_back),
        "denies": float(statement.denies),
        "doubts": float(statement.is_unverified),
        "in_title": statement.in_title,
        "has_matter": float(bool(statement.content.matters)),
        "has_name": float(bool(statement.content.names)),
        "mental": float(statement.attribution.force in ("mental", "demand", "promise")),
        "short": float(statement.content.n_words < 5),
        "first": float(statement.order[2] == 0),
        "aside": statement.meaning.is_likely("other"),
        "topic_in_title": statement.topic_in_title,
    }


def score_centre(topic: Floats, group: Growing) -> float:
    """Return the cosine of a topic with those of a group taken together; 0 where the group tells none."""
    norm = math.sqrt(float(group.topic @ group.topic) * float(topic @ topic))
    return round(float(topic @ group.topic) / norm, 5) if norm else 0.0
