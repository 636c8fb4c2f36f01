"""What a quantity is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

QuantityKind = Literal["count", "percent", "money", "measure", "date", "weekday", "time", "year", "ordinal", "age"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity. ``[start, end)`` takes in bounds and unit, ``[number_start, number_end)`` the number alone.

    ``low``, ``high``: the numbers said, None for an open bound; for measures in the unit as written.
    For a year that is a decade or a century, its first and its last.
    ``unit`` and ``factor``: canonical unit and what one written unit is of it ("km": metre, 1000).
    ``value``: dates as "2020-11-08" or "11-08", weekdays as "monday", times as "21:47" ("11:00?" where the half of the day is open).
    """

    kind: QuantityKind
    start: int
    end: int
    number_start: int
    number_end: int
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    unit: str | None = None
    factor: float = 1.0
    value: str | None = None

    @property
    def canonical(self) -> tuple[float | None, float | None]:
        """The bounds in the canonical unit."""
        return tuple(None if x is None else round(x * self.factor, 6) for x in (self.low, self.high))  # type: ignore[return-value]
