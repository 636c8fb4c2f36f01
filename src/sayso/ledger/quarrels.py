"""Charge and counter-charge: the strikers say that guards beat them, the guards that strikers attacked them, and each denies it.

Of two groups of statements in which something is asserted and denied in words of its own, whoever denies the one does not assert it by the
other, where that is denied to him in turn. So the two are about two things, however alike they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sayso.ledger.answering import has_own_words
from sayso.ledger.statements import Statement

Side = tuple[str | None, str | None]  # the voice, with who speaks for it, and the party; None where it is not known, or none


@dataclass(frozen=True)
class Quarrel:
    """Who asserts something in a group, and who denies it in words of his own."""

    asserting: frozenset[Side] = frozenset()
    denying: frozenset[Side] = frozenset()

    def __or__(self, other: Quarrel) -> Quarrel:
        return Quarrel(self.asserting | other.asserting, self.denying | other.denying)

    @cached_property
    def answering(self) -> list[Side]:
        """Those who deny, where others assert."""
        return [side for side in self.denying if _has_others(side, self.asserting)]

    @cached_property
    def contested(self) -> list[Side]:
        """Those who assert, where others deny."""
        return [side for side in self.asserting if _has_others(side, self.denying)]

    def is_crossed(self, other: Quarrel) -> bool:
        """Return whether somebody denies the one and asserts the other, and others the other way round."""
        return _share(self.answering, other.contested) or _share(other.answering, self.contested)


def read_quarrel(statement: Statement) -> Quarrel:
    """Return that of a group of one."""
    side = frozenset({(statement.unit, statement.party if statement.has_side else None)})
    if statement.denies:
        return Quarrel(denying=side) if has_own_words(statement) else Quarrel()
    return Quarrel(asserting=side) if statement.asserts else Quarrel()


def _share(some: Iterable[Side], others: Iterable[Side]) -> bool:
    return any(_is_of(one, other) for one in some for other in others)


def _has_others(side: Side, sides: Iterable[Side]) -> bool:
    return any(not _is_of(side, other) for other in sides)


def _is_of(one: Side, other: Side) -> bool:
    return any(mine is not None and mine == theirs for mine, theirs in zip(one, other, strict=True))
