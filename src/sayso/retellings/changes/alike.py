"""Whether two quantities say the same, and whether one could stand for the other."""

from __future__ import annotations

from dataclasses import replace

from sayso.lexicon import read_lexicon
from sayso.retellings.changes.side_by_side import Side, SideBySide
from sayso.text import Quantity
from sayso.text.dates import AGES_IN_TENS

DATED = {"date", "weekday", "year", "time"}
_TIME_UNITS = {"second", "month"}
_FOUR_DIGITS = (1000, 10_000)
_ALIKE = ({"count", "measure"}, {"count", "money"}, {"count", "age"}, {"measure", "age"})
PLACED = ({"date", "ordinal"},)  # comparable in the same place: "July 24" and "the 27th"


def _lead(side: Side, quantity: Quantity) -> str:
    """Return the words before the number that bound it."""
    return " ".join(t.lower for t in side.tokens(quantity.start, quantity.number_start) if t.kind == "word")


def _is_strict(side: Side, quantity: Quantity) -> bool:
    """Return whether the number itself is left out: "more than 40" against "at least 40"."""
    return _lead(side, quantity) in read_lexicon("hedges")["strict_bounds"]


def _is_around(side: Side, quantity: Quantity) -> bool:
    """Return whether a number is said to be about so many, more or less: "about 120"."""
    return _lead(side, quantity) in read_lexicon("hedges")["around"]


def _is_moved(both: SideBySide, before: Quantity, after: Quantity) -> bool:
    """Return whether what was said to be about a number is now said to be above or below it, or the other way round."""
    return (_is_around(both.parent, before) and _is_strict(both.child, after)) or (
        _is_strict(both.parent, before) and _is_around(both.child, after)
    )


def is_exact(quantity: Quantity) -> bool:
    """Return whether one number is said, without a bound."""
    return quantity.low is not None and quantity.low == quantity.high


def is_range(quantity: Quantity) -> bool:
    """Return whether two ends are said."""
    return None not in (quantity.low, quantity.high) and quantity.low != quantity.high


def is_alike(one: Quantity, other: Quantity) -> bool:
    """Return whether two quantities are of one kind and unit."""
    return one.kind == other.kind and one.unit == other.unit


def _is_near(first: float | None, second: float | None, tolerance: float) -> bool:
    if first is None or second is None:
        return first is second
    return abs(first - second) <= tolerance * max(abs(first), abs(second))


def _is_within(first: Quantity, second: Quantity) -> bool:
    """Return whether the first year lies in the second, which may be a decade or a century."""
    return None not in (first.low, first.high, second.low, second.high) and second.low <= first.low and first.high <= second.high  # type: ignore[operator]


def _as_year(quantity: Quantity) -> Quantity:
    """Return a bare number that can be a year as one: "ends around 1500"."""
    is_year = quantity.kind == "count" and is_exact(quantity) and _FOUR_DIGITS[0] <= (quantity.low or 0) < _FOUR_DIGITS[1]
    return replace(quantity, kind="year") if is_year else quantity


def _is_day(date: Quantity, ordinal: Quantity) -> bool:
    """Return whether a date falls on the day of a month that an ordinal gives: "July 24", "on the 24th"."""
    return date.kind == "date" and ordinal.low is not None and (date.value or "").endswith(f"-{int(ordinal.low):02d}")


def _is_same_date(first: Quantity, second: Quantity) -> bool:
    """Return whether two dates agree as far as both go; a weekday and a date may well be one day."""
    if first.kind != second.kind:
        return {first.kind, second.kind} == {"date", "weekday"} or {first.kind, second.kind} == {"date", "year"}
    if first.kind == "year":
        return _is_within(first, second) or _is_within(second, first)
    one, other = (first.value or "").rstrip("?"), (second.value or "").rstrip("?")
    if first.kind == "time":
        return one[-5:] == other[-5:] or (
            one[-3:] == other[-3:] and abs(int(one[:2]) - int(other[:2])) == 12 and "?" in f"{first.value}{second.value}"
        )
    return one.endswith(other) or other.endswith(one)


def _is_number_alone(both: SideBySide, before: Quantity, after: Quantity) -> bool:
    """Return whether the number is all that two quantities say: "over 12 years" is as long, and "less than 30" is "almost 30"."""
    leads = read_lexicon("numbers")["durations"]["leads"]
    is_time = before.unit == after.unit and before.unit in _TIME_UNITS
    is_span = is_time and any(_lead(side, q) in leads for side, q in ((both.parent, before), (both.child, after)))
    is_bound = before.approximate != after.approximate and _is_strict(both.parent, before) != _is_strict(both.child, after)
    return is_span or (is_bound and not _is_moved(both, before, after))


def _is_in_tens(one: Quantity, other: Quantity) -> bool:
    """Return whether an age, or a range of ages, reaches into tens that are said of the other: 54 and 50-60 into "fifties"."""
    is_tens = one.kind == "age" and is_range(one) and (one.high or 0) - (one.low or 0) == AGES_IN_TENS - 1
    ends = (one.low, one.high, other.low, other.high)
    return is_tens and None not in ends and other.low <= one.high and one.low <= other.high  # type: ignore[operator]


def _is_placed(side: Side, quantity: Quantity) -> bool:
    """Return whether what reads as a bound may be a place: "under four flags"."""
    numbers = read_lexicon("numbers")
    is_small = side.text[quantity.number_start : quantity.number_end].lower() in numbers["units"]
    return quantity.kind == "count" and is_small and _lead(side, quantity) in numbers["bounds"]["place"]


def is_comparable(before: Quantity, after: Quantity) -> bool:
    """Return whether one could stand for the other: a day for a day, a share for a share."""
    if "year" in (before.kind, after.kind):
        before, after = _as_year(before), _as_year(after)
    if before.kind in DATED or after.kind in DATED:
        days = {"date", "weekday"}
        return before.kind == after.kind or {before.kind, after.kind} == days
    if before.kind == "ordinal" or after.kind == "ordinal":
        return before.kind == after.kind
    if "measure" in (before.kind, after.kind) and before.kind == after.kind:
        return before.unit == after.unit
    return before.kind == after.kind or {before.kind, after.kind} in _ALIKE


def is_same(both: SideBySide, before: Quantity, after: Quantity) -> bool:
    """Return whether two quantities say the same, as far as both can be compared."""
    if "year" in (before.kind, after.kind):
        before, after = _as_year(before), _as_year(after)
    if {before.kind, after.kind} == {"date", "ordinal"}:
        return _is_day(before, after) or _is_day(after, before)
    if before.kind in DATED or after.kind in DATED:
        return is_comparable(before, after) and _is_same_date(before, after)
    if is_exact(before) and before.low in (after.low, after.high) and not _is_moved(both, before, after):
        return is_comparable(before, after)  # a rewording may round a number and say so; to drop its bound is another matter
    is_alone = _is_number_alone(both, before, after) or _is_placed(both.parent, before) or _is_placed(both.child, after)
    is_equal = is_alone and (before.low or before.high) == (after.low or after.high)
    if is_equal or (is_comparable(before, after) and (_is_in_tens(before, after) or _is_in_tens(after, before))):
        return True
    if _is_strict(both.parent, before) != _is_strict(both.child, after):
        return False
    # Units are often dropped or converted: equal as written is equal, and so is about equal in the same dimension.
    as_written = (before.low, before.high) == (after.low, after.high)
    is_converted = before.unit == after.unit and before.factor != after.factor and before.unit is not None
    tolerance = both.settings.converted_tolerance if is_converted else 1e-9
    return as_written or all(_is_near(a, b, tolerance) for a, b in zip(before.canonical, after.canonical, strict=True))


def drop_ends(some: list[Quantity], others: list[Quantity]) -> list[Quantity]:
    """Return the quantities without ranges whose ends the other side gives one by one, and without the ends of the other side's."""
    numbers = {q.low for q in others if is_exact(q)}
    own = {q.low for q in some if is_exact(q)}
    split = {x for q in others if is_range(q) and {q.low, q.high} <= own for x in (q.low, q.high)}
    return [q for q in some if not (is_range(q) and {q.low, q.high} <= numbers) and not (is_exact(q) and q.low in split)]
