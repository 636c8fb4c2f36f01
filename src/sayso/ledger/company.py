"""The company that statements keep: two that are likely about one thing with a third, and with a fourth, are likely about one thing.

Two statements show little of what they are about, a denial next to nothing. What the rest of the pile has in common with each shows
more. So the likelihoods of a statement with all others are its profile, and two profiles are compared by their cosine, less what all
profiles have in common.

Where there are few statements there is no company to speak of: what is not about the main thing is all in one there. It counts the less the
fewer there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.likeness import Doubles

Signals = dict[str, Doubles]
Profiles = NDArray[np.float32]

_MOST_OTHERS = 512  # statements: of a larger pile as many, evenly spread, stand for all
_LEAST_LENGTH = 1e-6
_DIGITS = 5


class Company:
    """The profiles of the statements of a pile, told to it one by one."""

    def __init__(self, n_statements: int, company_from: int, fewness: float = 0.0) -> None:
        """``company_from``: how many statements are too few to tell anything. ``fewness``: how small the pile is."""
        self._others = np.unique(np.linspace(0, n_statements - 1, min(n_statements, _MOST_OTHERS)).round().astype(np.int64))
        self._told = np.zeros((n_statements, len(self._others)), np.float32)
        self._much = max(0.0, 1 - company_from / max(1, n_statements))
        self._fewness = fewness

    def tell(self, k: int, scores: Doubles) -> None:
        """Take in the log-odds of a statement with each of all. It is told of all before anything is asked."""
        likely = 1 / (1 + np.exp(-scores[self._others]))
        self._told[k] = np.where(self._others == k, 1.0, likely)

    @cached_property
    def _profiles(self) -> Profiles:
        """What was told, without what all have in common, of length one: ``(statements, others)``."""
        rest = self._told - self._told.mean(axis=0)
        found: Profiles = rest / np.maximum(np.linalg.norm(rest, axis=1, keepdims=True), _LEAST_LENGTH)
        return found

    def compare(self, k: int, places: Sequence[int]) -> Doubles:
        """Return the cosines of the profile of a statement and those of some others."""
        found: Doubles = (self._profiles[[*places]] @ self._profiles[k]).astype(np.float64).round(_DIGITS)
        return found

    def measure(self, k: int, places: Sequence[int], scores: Doubles) -> Signals:
        """Return the signals that a statement and some others are about one thing, beside their log-odds without any company."""
        much = np.full(len(scores), self._much)
        return {
            "constant": much,
            "few": much * self._fewness,
            "log_odds": much * scores,
            "company": much * self.compare(k, places),
        }

    def weigh(self, links: Sequence[Mapping[int, float]], weights: Mapping[str, float]) -> list[dict[int, float]]:
        """Return the log-odds of statements and those that they are linked with, the company counted; minus infinity stays."""
        if not self._much:
            return [{**near} for near in links]
        found: list[dict[int, float]] = [{} for _ in links]
        for k, near in enumerate(links):
            later = [j for j in near if j > k]
            alone = np.array([near[j] for j in later])
            scores = np.where(np.isinf(alone), 0.0, alone)
            weighed = scores + sum(weights[name] * values for name, values in self.measure(k, later, scores).items())
            for j, score in zip(later, np.where(np.isinf(alone), alone, weighed).round(_DIGITS).tolist(), strict=True):
                found[k][j] = found[j][k] = score
        return found
