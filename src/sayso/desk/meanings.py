"""What reports mean, for those who compare two of them: what became of a statement, how much of one report another says in other words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.claims import Reading, read_meaning
from sayso.retellings import Comparison, Meanings, Meant, is_in_doubt, weigh_meaning
from sayso.settings import RetellingSettings

_LEAST_CHARS = 25  # of a stretch that means something by itself

Floats = NDArray[np.float64]


def settle_doubts(
    comparisons: Mapping[tuple[str, str], Comparison], readings: Mapping[str, Reading], settings: RetellingSettings
) -> dict[tuple[str, str], Comparison]:
    """Return the comparisons, those that are in doubt with what the sentences of both mean."""

    @cache
    def said(report: str) -> tuple[Floats, Floats]:
        return _read_said(readings[report])

    def settle(pair: tuple[str, str], comparison: Comparison) -> Comparison:
        share = score_share(said(pair[0]), said(pair[1]), settings) if is_in_doubt(comparison, settings) else None
        return comparison if share is None else weigh_meaning(comparison, share, settings)

    return {pair: settle(pair, comparison) for pair, comparison in comparisons.items()}


def gather_meanings(reading: Reading) -> Meanings:
    """Return what the statements and the own sentences of a report mean."""
    said = map(read_meaning, reading.meanings)
    own = (read_meaning(kept).topic for kept in reading.own_meanings)
    return Meanings(
        tuple(Meant(each.topic, *(each.is_likely(posture) for posture in ("affirm", "deny", "other"))) for each in said),
        tuple((start, topic) for (start, _), topic in zip(reading.narrative, own, strict=False)),
    )


def _read_said(reading: Reading) -> tuple[Floats, Floats]:
    """Return how long each statement and each own sentence of a report is, and its topic (stretches, numbers)."""
    lengths = [end - start for start, end in reading.narrative]
    lengths += [sum(part.end - part.start for part in each.content) for each in reading.attributions]
    topics = [read_meaning(kept).topic for kept in (*reading.own_meanings, *reading.meanings)]
    kept = [k for k, length in enumerate(lengths) if length >= _LEAST_CHARS]
    return np.array([lengths[k] for k in kept], np.float64), np.array([topics[k] for k in kept], np.float64)


def score_share(one: tuple[Floats, Floats], other: tuple[Floats, Floats], settings: RetellingSettings) -> float | None:
    """Return which share of the shorter of two reports means what something in the longer one means; None where nothing can be told."""
    (short, mine), (long, theirs) = sorted((one, other), key=lambda each: float(each[0].sum()))
    if not len(short) or not len(long):
        return None
    nearest = (mine @ theirs.T).max(axis=1).round(5)
    return round(float(short[nearest > settings.alike_meaning].sum() / short.sum()), 4)
