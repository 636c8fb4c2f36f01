"""Quantities as they are said: numbers in digits and words with their bounds and units, dates, weekdays and times of day.

Nothing is rounded or guessed: "at least 1,000" is low 1000 without a high, "up to 40" high 40, "dozens" low 24,
"12 to 15" both, "about 300" is 300 and 300 and approximate.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.text.dates import find_age_in_tens, find_date, find_ordinal, find_period, find_share, find_time, find_weekday
from sayso.text.numbers import Number, NumberReader
from sayso.text.quantity import Quantity, QuantityKind
from sayso.text.tokens import Token


def _read_bounds(reader: NumberReader, number: Number) -> tuple[Quantity, int]:
    """Return the count, measure, money or percentage around a number, with the words that bound it."""
    bounds = reader.words["bounds"]
    first, last, low, high, about = number.first, number.last, number.low, number.high, False
    sign = reader.is_money_sign(first - 1)
    outer = first - 1 if sign else first
    begins = {key: begin for key in ("low", "high", "about") if (begin := reader.phrase_before(outer, bounds[key])) is not None}
    if begins and high is not None:
        key = min(begins, key=lambda each: begins[each])  # the longest: "not more than" is no "more than"
        begin = begins[key]
        key = "high" if key == "low" and _has_nobody(reader, begin) else key
        low, high, about = (low, None, about) if key == "low" else (None, high, about) if key == "high" else (low, high, True)
        outer = begin
    for key in ("after_low", "after_high"):
        end = reader.phrase_after(last, bounds[key])
        if end is not None and low is not None and high is not None:
            low, high = (low, None) if key == "after_low" else (None, high)
            last = end
            break
    blank = Quantity(
        "count",
        reader.tokens[outer].start,
        reader.tokens[last - 1].end,
        reader.tokens[first].start,
        reader.tokens[number.last - 1].end,
        low,
        high,
        about,
    )
    return _read_unit(reader, blank, last, sign)


def _has_nobody(reader: NumberReader, at: int) -> bool:
    """Return whether the clause before a bound has it of nobody, so that it turns round: "no one would lose more than 3 percent"."""
    for k in range(at - 1, max(-1, at - 1 - _NOBODY_WITHIN), -1):
        if reader.tokens[k].kind == "mark":
            return False
        if reader.lower(k) in reader.words["bounds"]["nobody"] or (reader.lower(k) == "one" and reader.lower(k - 1) == "no"):
            return True
    return False


def _read_bounds_behind(reader: NumberReader, found: Quantity, last: int) -> tuple[Quantity, int]:
    """Return the quantity with a bound that stands behind its unit: "58 percent at the very most"."""
    if found.low is None or found.high is None or found.kind == "count":
        return found, last
    for key in ("after_low", "after_high"):
        end = reader.phrase_after(last, reader.words["bounds"][key])
        if end is not None:
            bound = replace(found, high=None) if key == "after_low" else replace(found, low=None)
            return replace(bound, end=reader.tokens[end - 1].end), end
    return found, last


def _read_unit(reader: NumberReader, bare: Quantity, last: int, is_money: bool) -> tuple[Quantity, int]:
    hyphen = reader.lower(last) in {"-", "‑"} and reader.is_adjacent(last) and reader.is_adjacent(last + 1)
    at = last + 1 if hyphen else last
    word = reader.lower(at)
    is_scaled = word in reader.words["money"]["scaled"] and reader.lower(at - 1) in reader.words["scales"]
    if is_money or is_scaled or word in reader.words["money"]["words"]:
        unit = reader.text[bare.start : bare.number_start].strip()[-1:] if is_money else word.rstrip("s")
        last = last if is_money else at + 1
        return replace(bare, kind="money", unit=unit, end=reader.tokens[last - 1].end), last
    percent = reader.phrase_after(at, reader.words["percent"]["words"])
    if percent is not None:
        return replace(bare, kind="percent", end=reader.tokens[percent - 1].end), percent
    if f"{word} {reader.lower(at + 1)}" in reader.words["measures"]:
        word, at = f"{word} {reader.lower(at + 1)}", at + 1
    if word in reader.words["measures"] and (len(word) > 2 or reader.text[bare.number_start].isdigit()):
        unit, factor = reader.words["measures"][word]
        is_age = unit == "month" and reader.lower(at + 1) in {"-", "old"} and "old" in (reader.lower(at + 1), reader.lower(at + 2))
        kind: QuantityKind = "age" if is_age else "measure"
        return replace(bare, kind=kind, unit=unit, factor=float(factor), end=reader.tokens[at].end), at + 1
    return bare, last


_SPECIAL = (find_date, find_time, find_weekday, find_period, find_share, find_ordinal, find_age_in_tens)  # the first that reads something
_NOBODY_WITHIN = 5  # words
_YEARS, _MOST_YEARS, _MOST_DAYS = (1900, 2100), 60, 31
_SCORE = re.compile(r"(\d{1,3}):(\d{1,3})")


def _read_score(reader: NumberReader, at: int) -> tuple[Quantity, ...]:
    """Return the two counts of a score or a ratio at a token ("2:0"), as "2-0" and "2 to 0" give them; of anything else none."""
    score = _SCORE.fullmatch(reader.lower(at))
    if score is None or find_time(reader, at) is not None:
        return ()
    start = reader.tokens[at].start
    ends = ((start + score.start(k), start + score.end(k), float(score[k])) for k in (1, 2))
    return tuple(Quantity("count", first, last, first, last, value, value) for first, last, value in ends)


def _spans_years(reader: NumberReader, number: Number) -> bool:
    """Return whether a range goes from one year to another: "between 2027 and 2030", and not "2,000 to 2,040"."""
    low, high = number.low or 0.0, number.high or 0.0
    if not _YEARS[0] <= low < high <= _YEARS[1] or high - low > _MOST_YEARS:
        return False
    return all(reader.lower(k) != f"{int(value):,}" for k in range(number.first, number.last) for value in (low, high))


def _spans_days(number: Number) -> bool:
    """Return whether a range may go from one day of a month to another."""
    return 1 <= (number.low or 0.0) < (number.high or 0.0) <= _MOST_DAYS


def _read_quantity(reader: NumberReader, at: int) -> tuple[Quantity, int] | None:
    """Return the quantity whose number begins at token ``at`` and the token after it."""
    special = (find(reader, at) for find in _SPECIAL)
    first = next((each for each in special if each is not None), None)
    if first is not None:
        return first
    number = reader.number(at)
    if number is None or reader.is_pronoun_one(number):
        return None
    number = reader.ranged(number)
    found, last = _read_bounds(reader, number)
    found, last = _read_bounds_behind(reader, found, last)
    is_year = _spans_years(reader, number) or (reader.is_year(number) and found.start == found.number_start)
    if found.kind == "count" and is_year:
        found = replace(found, kind="year")
    elif found.kind == "count" and _spans_days(number) and reader.lower(last) in reader.words["months"]:
        found = replace(found, kind="date")  # "between 24 and 28 December"
    if reader.lower(number.first - 1) in reader.words["ages"]["leads"]:
        found = replace(found, kind="age")
    return found, last


def find_quantities(tokens: tuple[Token, ...], text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; they do not overlap."""
    reader = NumberReader(tokens, text)
    starts = {*reader.words["units"], *reader.words["scales"], *reader.words["plurals"], *reader.words["ordinals"], *reader.words["months"]}
    starts |= {*reader.words["tens"], *reader.swapped}
    starts |= {"a", "an", "half", "tens", "several", "some", "many", *reader.words["days"]["names"]}
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        step = None
        if token.kind == "number" or token.lower.removesuffix("'s") in starts:
            step = _read_quantity(reader, at)
        if step and (not found or step[0].start >= found[-1].end):
            found.append(step[0])
        if step is None and token.kind == "number":
            found += _read_score(reader, at)
        at = step[1] if step else at + 1
    return tuple(found)
