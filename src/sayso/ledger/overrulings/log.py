"""The log of overrulings: which of them are in force, and what became of each in a picture."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sayso.model import Overruling, OverrulingKind, OverrulingState, Reason


def find_undone(log: Sequence[Overruling]) -> frozenset[int]:
    """Return the numbers of those that a later one undoes. An undo that is itself undone undoes nothing.

    >>> from datetime import UTC, datetime
    >>> at = datetime(2041, 5, 6, tzinfo=UTC)
    >>> log = [Overruling(1, at, None, None, "same_claim"), *(Overruling(n, at, None, None, "undo", undoes=n - 1) for n in (2, 3))]
    >>> sorted(find_undone(log[:2])), sorted(find_undone(log))
    ([1], [2])
    """
    undone: set[int] = set()
    for each in sorted(log, key=lambda each: -each.number):
        if each.undoes is not None and each.number not in undone:
            undone.add(each.undoes)
    return frozenset(undone)


def in_force(log: Sequence[Overruling], *kinds: OverrulingKind) -> list[Overruling]:
    """Return the overrulings of some kinds that nobody undid, in order."""
    undone = find_undone(log)
    return [each for each in sorted(log, key=lambda each: each.number) if each.kind in kinds and each.number not in undone]


def settle_states(log: Sequence[Overruling], held: Collection[int]) -> tuple[Overruling, ...]:
    """Return the log with what became of each in a picture. ``held``: the numbers of those that found what they are about."""
    undone = find_undone(log)

    def judge(each: Overruling) -> OverrulingState:
        if each.number in undone:
            return "undone"
        return "holds" if each.kind == "undo" or each.number in held else "stale"

    return tuple(replace(each, state=judge(each)) for each in log)


def explain_overruling(overruling: Overruling) -> Reason:
    """Return an overruling as the reason for what it made so."""
    who, why = overruling.who or "an analyst", f": {overruling.why}" if overruling.why else ""
    return Reason("overruled", f"overruling {overruling.number} by {who}{why}")
