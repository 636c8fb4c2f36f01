"""How much one thing resembles each of many, by cosines of sparse unit vectors, all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.contents import Vector

Doubles = NDArray[np.float64]
Places = NDArray[np.int64]

_DIGITS = 9  # sums of the same numbers in another order are the same


class Crowd:
    """Many vectors, by what they have."""

    def __init__(self, vectors: Sequence[Mapping[str, float]]) -> None:
        self._n = len(vectors)
        holders: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, list[float]] = defaultdict(list)
        for k, vector in enumerate(vectors):
            for feature, weight in vector.items():
                holders[feature].append(k)
                weights[feature].append(weight)
        self._held = {each: (np.array(who, np.int64), np.array(weights[each])) for each, who in holders.items()}

    def sum(self, vector: Mapping[str, float]) -> Doubles:
        """Return the dot product of a vector with each of the crowd."""
        total = np.zeros(self._n)
        for feature, weight in vector.items():
            if (held := self._held.get(feature)) is not None:
                total[held[0]] += weight * held[1]
        return total

    def find_holders(self, feature: str) -> Places:
        """Return the places of those that have a feature."""
        held = self._held.get(feature)
        return np.empty(0, np.int64) if held is None else held[0]

    def score(self, vector: Vector) -> Doubles:
        """Return the cosine of a unit vector with each of the crowd, in [0, 1]."""
        return np.minimum(self.sum(vector).round(_DIGITS), 1.0)


def find_highest(scores: NDArray[np.floating], places: Places, most: int) -> list[int]:
    """Return those of some places where the scores are highest, the highest first; of equal ones the smaller place."""
    here = scores[places]
    if len(places) > most:
        least = np.partition(here, len(here) - most)[len(here) - most]
        places, here = places[here >= least], here[here >= least]
    return [int(place) for place in places[np.lexsort((places, -here))[:most]]]
