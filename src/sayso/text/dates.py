"""Dates, weekdays, times of day and ordinals, read off a text's tokens."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.text.numbers import NumberReader
from sayso.text.quantity import Quantity

_FOUR_DIGITS = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_TENS = re.compile(r"[2-9]0")
AGES_IN_TENS = 10  # how many years "fifties" takes in
_DECADE = re.compile(r"1\d\d0|20\d0")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")


def find_date(reader: NumberReader, at: int) -> tuple[Quantity, int] | None:
    """Return the date that begins at a token ("8 November 2031", "Nov. 8", "2031-11-08") and the token after it."""
    months = reader.words["months"]

    def is_month(k: int) -> bool:
        return reader.lower(k) in months and reader.tokens[k].text[0].isupper()

    def day(k: int) -> int | None:
        raw = reader.lower(k)
        return int(raw) if raw.isdecimal() and len(raw) <= 2 and 1 <= int(raw) <= 31 else None

    def suffix(k: int) -> int:
        return k + 1 if reader.is_adjacent(k) and reader.lower(k) in reader.words["ordinal_endings"]["endings"] else k

    raw = reader.lower(at)
    if len(raw) == 4 and raw.isdecimal() and reader.lower(at + 1) == "-" == reader.lower(at + 3) and reader.is_adjacent(at + 1):
        month, number = reader.lower(at + 2), day(at + 4)
        if month.isdecimal() and 1 <= int(month) <= 12 and number and reader.is_adjacent(at + 4):
            return _make_date(reader, range(at, at + 5), (int(raw), int(month), number))
    if is_month(at):
        k = at + 2 if reader.lower(at + 1) == "." else at + 1
        if number := day(k):
            last, year = _find_year_after(reader, suffix(k + 1))
            return _make_date(reader, range(at, last), (year, int(months[raw]), number))
    if (number := day(at)) is not None:
        k = suffix(at + 1)
        k = k + 1 if reader.lower(k) == "of" else k
        if k < len(reader.tokens) and is_month(k):
            last, year = _find_year_after(reader, k + 1)
            return _make_date(reader, range(at, last), (year, int(months[reader.lower(k)]), number))
    return None


def _find_year_after(reader: NumberReader, at: int) -> tuple[int, int | None]:
    """Return the token after an optional year, and the year."""
    k = at + 1 if reader.lower(at) in {",", "."} else at
    raw = reader.lower(k)
    return (k + 1, int(raw)) if raw.isdecimal() and len(raw) == 4 else (at, None)


def _make_date(reader: NumberReader, tokens: range, day: tuple[int | None, int, int]) -> tuple[Quantity, int]:
    """Return the quantity of a date, given as year, month and day, that stands at some tokens."""
    year, month, number = day
    value = f"{month:02d}-{number:02d}" if year is None else f"{year:04d}-{month:02d}-{number:02d}"
    start, end = reader.tokens[tokens.start].start, reader.tokens[tokens.stop - 1].end
    return Quantity("date", start, end, start, end, value=value), tokens.stop


def find_time(reader: NumberReader, at: int) -> tuple[Quantity, int] | None:
    """Return the time of day that begins at a token ("21:47", "11 a.m.", "three o'clock") and the token after it."""
    halves, oclock = reader.words["clock"]["halves"], reader.words["clock"]["hours_word"]
    military = _FOUR_DIGITS.fullmatch(reader.lower(at))
    if military and reader.lower(at + 1) in reader.words["clock"]["zones"]:
        start, end = reader.tokens[at].start, reader.tokens[at].end
        return Quantity("time", start, end, start, end, value=f"{military[1]}:{military[2]}"), at + 1
    clock = _CLOCK.fullmatch(reader.lower(at))
    plain = reader.word_number(at) if reader.tokens[at].kind == "word" else reader.digit_number(at)
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (int(plain.low or 0), 0) if plain else (-1, 0)
    last = at + 1 if clock else plain.last if plain else at
    if not 0 <= hour <= 24:
        return None
    after = reader.lower(last)
    if after in halves and hour <= 12:
        hour = hour % 12 + (12 if after.startswith("p") else 0)
        mark, last = "", last + 1
    elif after in oclock:
        mark, last = "?" if hour <= 12 else "", last + 1
    elif clock and ":" in reader.lower(at):
        mark = ""
    else:
        return None
    start, end = reader.tokens[at].start, reader.tokens[last - 1].end
    return Quantity("time", start, end, start, end, value=f"{hour:02d}:{minute:02d}{mark}"), last


def find_period(reader: NumberReader, at: int) -> tuple[Quantity, int] | None:
    """Return the years that a century or a decade at a token takes in ("19th century", "the 1990s") and the token after it."""
    ordinal = find_ordinal(reader, at)
    if ordinal is not None and reader.lower(ordinal[1]) in reader.words["periods"]["centuries"]:
        found, last, length = 100 * (ordinal[0].low or 0) - 100, ordinal[1] + 1, 100
    elif _DECADE.fullmatch(reader.lower(at)) and reader.is_adjacent(at + 1) and reader.lower(at + 1) == "s":
        found, last = float(reader.lower(at)), at + 2
        length = 100 if found % 100 == 0 else 10
    else:
        return None
    start, end = reader.tokens[at].start, reader.tokens[last - 1].end
    return Quantity("year", start, end, start, reader.tokens[last - 2].end, found, found + length - 1), last


def find_ordinal(reader: NumberReader, at: int) -> tuple[Quantity, int] | None:
    """Return the rank that begins at a token ("third", "3rd", "twenty-first") and the token after it."""
    value = reader.words["ordinals"].get(reader.lower(at))
    last = at + 1
    tens, behind = reader.words["units"].get(reader.lower(at), 0), reader.words["ordinals"].get(reader.lower(at + 2), 0)
    if tens >= 20 and reader.lower(at + 1) == "-" and reader.is_adjacent(at + 1) and reader.is_adjacent(at + 2) and 0 < behind < 10:
        value, last = tens + behind, at + 3
    if (
        value is None
        and reader.tokens[at].kind == "number"
        and reader.is_adjacent(at + 1)
        and reader.lower(at + 1) in reader.words["ordinal_endings"]["endings"]
    ):
        value, last = reader.digits(at), at + 2
    if value is None or (reader.lower(at) == "second" and reader.lower(at + 1) in {"-", "s"}):
        return None
    start, end = reader.tokens[at].start, reader.tokens[last - 1].end
    return Quantity("ordinal", start, end, start, end, float(value), float(value)), last


def find_share(reader: NumberReader, at: int) -> tuple[Quantity, int] | None:
    """Return how many there are for each one ("every sixth", "every third or fourth"), a count, and the token after it."""
    if reader.lower(at - 1) not in reader.words["shares"]["every"]:
        return None
    first = find_ordinal(reader, at)
    if first is None or (first[0].low or 0) < 2:
        return None
    found, last = first
    value = reader.unit(last + 1) or reader.words["ordinals"].get(reader.lower(last + 1), 0)
    if reader.lower(last) == "or" and value > (found.low or 0):
        end, last = reader.tokens[last + 1].end, last + 2
        found = replace(found, high=float(value), end=end, number_end=end)
    return replace(found, kind="count"), last


def find_age_in_tens(reader: NumberReader, at: int) -> tuple[Quantity, int] | None:
    """Return the ages that "fifties" or "50s" at a token takes in where it is someone's ("in her late fifties"), and the token after it."""
    words, low, last = reader.words["ages"], reader.words["tens"].get(reader.lower(at)), at + 1
    if low is None and _TENS.fullmatch(reader.lower(at)) and reader.is_adjacent(at + 1) and reader.lower(at + 1) == "s":
        low, last = int(reader.lower(at)), at + 2
    owner = at - 1
    while reader.lower(owner) in words["parts"] or reader.lower(owner) in reader.words["tens"] or _TENS.fullmatch(reader.lower(owner)):
        owner -= 1
    if low is None or reader.lower(owner) not in words["whose"]:
        return None
    start, end = reader.tokens[at].start, reader.tokens[last - 1].end
    return Quantity("age", start, end, start, end, float(low), float(low + AGES_IN_TENS - 1)), last


def find_weekday(reader: NumberReader, at: int) -> tuple[Quantity, int] | None:
    """Return the day of the week at a token and the token after it."""
    token = reader.tokens[at]
    if token.lower.removesuffix("'s") not in reader.words["days"]["names"] or not token.is_capitalised:
        return None
    value = token.lower.removesuffix("'s")
    return Quantity("weekday", token.start, token.start + len(value), token.start, token.start + len(value), value=value), at + 1
