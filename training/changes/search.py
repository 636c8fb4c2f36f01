"""A random walk from the regressions on what the gate measures of changes: the F1 of each pile, held to the floors of the gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.quality.lineage import score_changes
from bench.quality.matching import Record
from sayso.model import Change, Span
from sayso.retellings.changes.fates import JUDGEMENTS, FateModel
from sayso.retellings.changes.presence import find_added, find_omitted
from sayso.retellings.changes.sayings import find_changed_sayings
from sayso.retellings.changes.side_by_side import SideBySide
from training.changes.examples import lay_side_by_side
from training.relations.lessons import Lesson

Weights = dict[str, dict[str, dict[str, float]]]
Edge = tuple[str, str]
Floats = NDArray[np.float64]

_FINDERS = (find_omitted, find_added, find_changed_sayings)  # what the model has a say in
_KINDS = {"omitted", "added", "attribution_lost", "attribution_gained"}
_MISSED = 3.0  # what a missed floor weighs beside F1
_PULL = 0.004  # towards the regressions, per squared stride
_STRIDE, _MOST_STRIDE = 0.15, 1.2  # in log-odds, for a signal one spread apart; no weight moves further at a time
_MOVED = (1, 1, 2, 4, 8)  # weights that a step moves


@dataclass(frozen=True)
class _Told:
    """A pile, its retellings side by side, and of the changes that no weight moves how many are right and how many were found."""

    lesson: Lesson
    edges: Sequence[tuple[Edge, SideBySide]]
    n_right: float
    n_found: int

    def score(self, model: FateModel) -> float:
        """Return the F1 of all changes along the pile's retellings."""
        found = []
        for edge, both in self.edges:
            both.model = model
            found += [_record(edge, change) for finder in _FINDERS for change in finder(both) if change.kind in _KINDS]
        n_right = self.n_right + _count_right(self.lesson, found, moved=True)
        return 2 * n_right / max(1, self.n_found + len(found) + len(self.lesson.gold["changes"]))


class Search:
    """The walk: a step is kept where the mean F1, less what floors are missed by and what it strays from the regressions, does not fall."""

    def __init__(
        self, lessons: Sequence[Lesson], start: Weights, spreads: Mapping[str, Mapping[str, float]], floors: Mapping[str, float]
    ) -> None:
        told = [_read(lesson) for lesson in lessons]
        self._gated = [each for each in told if each.lesson.name in floors]
        self._rest = [each for each in told if each.lesson.name not in floors]
        self._start, self._floors = start, floors
        self._names = [(judgement, name) for judgement in JUDGEMENTS for name in start[judgement]["meant"]]
        self._origin = np.array([start[judgement]["meant"][name] for judgement, name in self._names])
        spread = np.array([spreads[judgement].get(name, 1.0) for judgement, name in self._names])
        self._stride = np.minimum(_STRIDE / np.maximum(spread, 1e-3), _MOST_STRIDE)

    def run(self, n_steps: int, seed: int) -> Weights:
        """Return the weights where so many steps arrive."""
        rng, at = np.random.default_rng(seed), self._origin
        gated, missed = self._judge_gated(at)
        rest = self._judge_rest(at)
        for step in range(n_steps):
            if step % 100 == 0:
                print(f"step {step}: floors missed by {missed:.4f}, mean F1 {(gated + rest) / len(self):.4f}", flush=True)
            moved = rng.choice(len(at), int(rng.choice(_MOVED)), replace=False)
            to = at.copy()
            to[moved] += rng.normal(0, self._stride[moved]) * rng.choice([0.3, 1.0, 2.0])
            gated_to, missed_to = self._judge_gated(to)
            least = self._weigh(at, gated + rest, missed)
            if self._weigh(to, gated_to + rest, missed_to) < least - 0.01:
                continue
            rest_to = self._judge_rest(to)
            if self._weigh(to, gated_to + rest_to, missed_to) >= least:
                at, gated, missed, rest = to, gated_to, missed_to, rest_to
        return self._name(at)

    def __len__(self) -> int:
        return len(self._gated) + len(self._rest)

    def _weigh(self, at: Floats, total: float, missed: float) -> float:
        return total / len(self) - _MISSED * missed - _PULL * float(np.mean(((at - self._origin) / self._stride) ** 2))

    def _judge_gated(self, at: Floats) -> tuple[float, float]:
        """Return the summed F1 of the piles that have a floor, and by how much floors are missed."""
        model = FateModel(self._name(at))
        found = {each.lesson.name: each.score(model) for each in self._gated}
        return sum(found.values()), sum(max(0.0, self._floors[name] - f1) for name, f1 in found.items())

    def _judge_rest(self, at: Floats) -> float:
        model = FateModel(self._name(at))
        return sum(each.score(model) for each in self._rest)

    def _name(self, at: Floats) -> Weights:
        weights: Weights = {judgement: {"meant": {}, "words": self._start[judgement]["words"]} for judgement in JUDGEMENTS}
        for (judgement, name), weight in zip(self._names, at, strict=True):
            weights[judgement]["meant"][name] = round(float(weight), 3)
        return weights


def _read(lesson: Lesson) -> _Told:
    edges = list(lay_side_by_side(lesson))
    known = {edge for edge, _ in edges}
    fixed = [
        _record(edge, change)
        for edge, told in lesson.traced.aligned.items()
        for change in told.changes
        if edge in known and change.kind not in _KINDS
    ]
    return _Told(lesson, edges, _count_right(lesson, fixed, moved=False), len(fixed))


def _count_right(lesson: Lesson, found: Sequence[Record], *, moved: bool) -> float:
    """Return how many changes are right, of those kinds that weights move or of the others."""
    gold = [change for change in lesson.gold["changes"] if (change["kind"] in _KINDS) == moved]
    rates, _ = score_changes(gold, found, lesson.gold["retellings"], {record["id"]: record for record in lesson.raw})
    return round((rates["r"] or 0.0) * len(gold))


def _record(edge: Edge, change: Change) -> dict[str, Any]:
    child, parent = edge
    return {"child": child, "parent": parent, "kind": change.kind, "before": _place(change.before), "after": _place(change.after)}


def _place(span: Span | None) -> dict[str, Any] | None:
    return {"start": span.start, "end": span.end, "in": span.field} if span else None
