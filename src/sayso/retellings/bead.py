"""One bead of an alignment: sentences of a parent and of a child that say the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Bead:
    """Parent sentences ``[i, i_end)`` and child sentences ``[j, j_end)`` that say the same."""

    i: int
    i_end: int
    j: int
    j_end: int
    similarity: float
    is_moved: bool = False
