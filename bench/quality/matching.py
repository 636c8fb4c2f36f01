"""Arithmetic that all measures share: one-to-one matching, precision and recall, and what a share of nothing is.

A share of nothing is 0 where the gold has items of that sort, since they were missed, and None where it has none,
since then there is nothing to measure.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Set
from typing import Any, TypeVar

Record = Mapping[str, Any]  # one object of a gold file or of an export
Rates = dict[str, float | None]

Left = TypeVar("Left", bound=Hashable)
Right = TypeVar("Right", bound=Hashable)


def match_best_first(candidates: Iterable[tuple[Any, Left, Right]]) -> dict[Left, Right]:
    """Return ``{gold: predicted}``, each side used once: the best score first, ties by the order of gold, then of predicted.

    >>> match_best_first([(0.5, "a", 1), (0.9, "b", 1), (0.4, "a", 2)])
    {'b': 1, 'a': 2}
    """
    in_order = sorted(candidates, key=lambda candidate: candidate[1:])
    in_order.sort(key=lambda candidate: candidate[0], reverse=True)  # stable, also in reverse: the ties keep their order
    matched: dict[Left, Right] = {}
    taken: set[Right] = set()
    for _, gold, predicted in in_order:
        if gold not in matched and predicted not in taken:
            matched[gold] = predicted
            taken.add(predicted)
    return matched


def score_overlap(first: Set[Any], second: Set[Any]) -> float:
    """Return the Jaccard index of two sets, in [0, 1]; 0 if both are empty."""
    together = len(first | second)
    return len(first & second) / together if together else 0.0


def score_share(part: float, whole: int, n_gold: int = 0) -> float | None:
    """Return ``part / whole``; of nothing, 0 if ``n_gold`` items were there to find, else None."""
    if whole:
        return part / whole
    return 0.0 if n_gold else None


def score_rates(n_right: int, n_predicted: int, n_gold: int) -> Rates:
    """Return precision ``p``, recall ``r`` and ``f1``, each None where there is neither gold nor prediction.

    >>> score_rates(1, 2, 2)
    {'p': 0.5, 'r': 0.5, 'f1': 0.5}
    """
    if n_predicted == n_gold == 0:
        return {"p": None, "r": None, "f1": None}
    precision = n_right / n_predicted if n_predicted else 0.0
    recall = n_right / n_gold if n_gold else 0.0
    return {"p": precision, "r": recall, "f1": 2 * n_right / (n_predicted + n_gold)}
