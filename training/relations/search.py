"""A random walk on what the quality gate measures, from where the fit ended: no fit sees what becomes of a proposition's counts.

It goes on from whatever is no worse. Piles with floors come first: a model that breaks them more is not tried on the rest. ``mend`` walks
on the floors that are missed alone, as long as the other piles lose little.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.relations import Model
from sayso.settings import LedgerSettings
from training.relations.lessons import Lesson, judge, score

_PARTS = ("about", "company", "opposite", "leaning", "aside")  # what is stated as fact hangs on the groups, and is no part of the walk
_STEP, _STEP_SHARE, _STEP_LEAST = 0.35, 0.04, 0.12
_BROKEN = 0.3  # what a floor costs that is missed by one
_PULL_BACK = 0.003  # what a mean squared move of the weights costs, in steps
_MOST_GAIN = 0.02  # on the other piles, in one step
_MOST_LOSS = 0.005  # on the other piles, in all of the mending
_WANDER = 0.35  # of the moves that mend nothing and break nothing, the share that is made
_MEASURES = ("propositions.", "attributions.stance_accuracy")

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Trial:
    """A model with the two thresholds of its clusters."""

    model: Model
    settings: LedgerSettings


class Search:
    """A walk over the weights of a model, over some piles."""

    def __init__(self, lessons: Sequence[Lesson], start: Trial, floors: Mapping[str, Mapping[str, float]], seed: int) -> None:
        self._gated = [lesson for lesson in lessons if lesson.name in floors]
        self._others = [lesson for lesson in lessons if lesson.name not in floors]
        self._n_lessons = len(lessons)
        self._floors = floors
        self._random = np.random.default_rng(seed)
        self._start = start
        self._keys = [(part, name) for part in _PARTS for name in sorted(getattr(start.model, part))]
        self._scale = np.array([_STEP] * len(self._keys) + [_STEP_SHARE, _STEP_LEAST])
        weights = [getattr(start.model, part)[name] for part, name in self._keys]
        self._anchor = np.array([*weights, start.settings.link_share, start.settings.link_least])

    def run(self, n_steps: int) -> Trial:
        """Return the best trial met."""
        at = self._anchor
        (with_floors, missed), others = self._judge_gated(at), self._judge_others(at)
        best = with_floors - _BROKEN * missed + others - self._pull(at)
        for n in range(n_steps):
            there = self._move(at)
            with_floors, missed = self._judge_gated(there)
            gated = with_floors - _BROKEN * missed
            if gated + others + _MOST_GAIN / 2 < best:
                continue
            rest = self._judge_others(there)
            value = gated + rest - self._pull(there)
            if value >= best:
                if value > best:
                    print(f"{n:>6} {value:.4f}", flush=True)
                at, best, others = there, value, rest
        return self._read(at)

    def mend(self, n_steps: int) -> Trial:
        """Return the first trial met that misses no floor, or the last that misses fewest."""
        at = self._anchor
        (_, missed), least = self._judge_gated(at), self._judge_others(at) - _MOST_LOSS
        for n in range(n_steps):
            if missed <= 0:
                break
            there = self._move(at)
            _, missing = self._judge_gated(there)
            if missing > missed or (missing == missed and self._random.random() > _WANDER) or self._judge_others(there) < least:
                continue
            if missing < missed:
                print(f"{n:>6} floors missed by {missing:.4f}", flush=True)
            at, missed = there, missing
        return self._read(at)

    def _move(self, at: Floats) -> Floats:
        moved = self._random.choice(len(at), self._random.choice([1, 1, 2, 3, 5, 8]), replace=False)
        there = at.copy()
        there[moved] += self._random.normal(0, self._scale[moved]) * self._random.choice([0.5, 1, 2])
        there[-2:] = np.clip(there[-2:], (0.08, -1.2), (0.6, 0.6))
        return there

    def _pull(self, at: Floats) -> float:
        return _PULL_BACK * float(np.mean(((at - self._anchor) / self._scale)[:-2] ** 2))

    def _judge_gated(self, at: Floats) -> tuple[float, float]:
        """Return what the piles with floors come to, and by how much floors are missed in sum."""
        trial, total, missed = self._read(at), 0.0, 0.0
        for lesson in self._gated:
            measured = score(lesson, trial.model, trial.settings)
            total += judge(measured)
            floors = self._floors[lesson.name].items()
            missed += sum(max(0.0, floor - (measured.get(name) or 0.0)) for name, floor in floors if name.startswith(_MEASURES))
        return total / self._n_lessons, missed

    def _judge_others(self, at: Floats) -> float:
        trial = self._read(at)
        return sum(judge(score(lesson, trial.model, trial.settings)) for lesson in self._others) / self._n_lessons

    def _read(self, at: Floats) -> Trial:
        """Return the trial of some weights, rounded as they are written."""
        parts: dict[str, dict[str, float]] = {part: {} for part in _PARTS}
        for (part, name), weight in zip(self._keys, at, strict=False):
            parts[part][name] = round(float(weight), 3)
        settings = replace(self._start.settings, link_share=round(float(at[-2]), 2), link_least=round(float(at[-1]), 2))
        return Trial(replace(self._start.model, **parts), settings)


def read_gate_floors(path: Path) -> dict[str, dict[str, float]]:
    """Return the floors of the quality gate, by the name of the pile's folder."""
    table = json.loads(path.read_text("utf-8"))["piles"]
    return {name.rpartition("/")[2]: pile["floors"] for name, pile in table.items()}
