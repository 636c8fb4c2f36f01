"""How far probabilities can be taken at their word: what was said against how often it held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

EDGES = (0.0, 0.01, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.99, 1.0)
_Z = 1.96  # of a 95 % interval


@dataclass(frozen=True, slots=True)
class Bin:
    """The cases whose probability lies in ``[low, high)``, the last bin closed: how many, what was said on average, how many held."""

    low: float
    high: float
    n: int
    said: float
    n_held: int

    @property
    def share_held(self) -> float:
        """The share of the cases that held."""
        return self.n_held / self.n

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of that share: with few cases it is wide."""
        share, spread = self.share_held, _Z * _Z / self.n
        middle = (share + spread / 2) / (1 + spread)
        reach = _Z * sqrt(share * (1 - share) / self.n + spread / self.n / 4) / (1 + spread)
        return max(0.0, middle - reach), min(1.0, middle + reach)


def find_bins(said: Sequence[float], held: Sequence[bool], edges: Sequence[float] = EDGES) -> list[Bin]:
    """Return the bins that hold a case. A probability of 1 stands in the last.

    >>> [(each.low, each.n, each.n_held) for each in find_bins([0.0, 0.05, 1.0], [False, True, True])]
    [(0.0, 1, 0), (0.01, 1, 1), (0.99, 1, 1)]
    """
    bins = []
    for low, high in pairwise(edges):
        inside = [k for k, p in enumerate(said) if low <= p < high or p == high == edges[-1]]
        if inside:
            bins.append(Bin(low, high, len(inside), sum(said[k] for k in inside) / len(inside), sum(held[k] for k in inside)))
    return bins


def score_brier(said: Sequence[float], held: Sequence[bool]) -> float:
    """Return the mean squared distance of what was said from what held, in [0, 1]: 0 is foreknowledge, 0.25 is saying 0.5 always."""
    return sum((p - is_held) ** 2 for p, is_held in zip(said, held, strict=True)) / len(said)


def score_calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error, in [0, 1]: how far what was said lies from what held, in the mean over all cases."""
    return sum(each.n * abs(each.said - each.share_held) for each in bins) / sum(each.n for each in bins)
