"""The log of overrulings: which of them are in force, and what became of each in a picture."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace

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


@dataclass(frozen=True, slots=True)
class Followed:
    """Numbers of the overrulings that found what they are about. ``replaced``: those among them whose place a later one took."""

    held: frozenset[int] = frozenset()
    replaced: frozenset[int] = frozenset()

    def __or__(self, other: Followed) -> Followed:
        """Return those of both."""
        return Followed(self.held | other.held, self.replaced | other.replaced)


@dataclass(slots=True)
class Following:
    """Takes note, while overrulings are followed in the order of the log, of which one decides what."""

    _held: set[int] = field(default_factory=set)
    _replaced: set[int] = field(default_factory=set)
    _deciding: dict[Hashable, int] = field(default_factory=dict)

    def hold(self, number: int, *decided: Hashable) -> None:
        """Take note that an overruling found what it is about, and of what it decides; whatever decided that before is replaced."""
        for each in decided:
            self.replace(each)
            self._deciding[each] = number
        self._held.add(number)

    def replace(self, decided: Hashable) -> None:
        """Take note that what decided something does so no longer, since a later one decides otherwise."""
        if decided in self._deciding:
            self._replaced.add(self._deciding.pop(decided))

    def forget(self, decided: Hashable) -> None:
        """Take note that what was decided is no longer there to be decided."""
        if decided in self._deciding:
            self._held.discard(self._deciding.pop(decided))

    def end(self) -> Followed:
        """Return what became of them. An overruling that still decides something is not replaced."""
        return Followed(frozenset(self._held), frozenset(self._replaced - {*self._deciding.values()}))


def settle_states(log: Sequence[Overruling], followed: Followed) -> tuple[Overruling, ...]:
    """Return the log with what became of each in a picture."""
    undone = find_undone(log)

    def judge(each: Overruling) -> OverrulingState:
        if each.number in undone:
            return "undone"
        if each.number in followed.replaced:
            return "replaced"
        return "holds" if each.kind == "undo" or each.number in followed.held else "stale"

    return tuple(replace(each, state=judge(each)) for each in log)


def explain_overruling(overruling: Overruling) -> Reason:
    """Return an overruling as the reason for what it made so."""
    who, why = overruling.who or "an analyst", f": {overruling.why}" if overruling.why else ""
    return Reason("overruled", f"overruling {overruling.number} by {who}{why}")
