"""When a report was published: an instant in UTC, or a day where no time of day is given.

Understood, in this order: numbers (seconds or milliseconds since 1970), ISO 8601, RFC 822, days with English month
names, days in figures that can be read in one way only, and what dateparser reads in the report's own language.
Relative and incomplete dates ("yesterday", "March") and ambiguous ones ("03/04/2031") are not guessed at.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, Literal, NamedTuple

from sayso.lexicon import read_lexicon

_LONGEST_CHARS = 100


class Moment(NamedTuple):
    """A time of publication and how exactly it is known."""

    at: datetime
    precision: Literal["instant", "day"]


def read_date(value: object, language: str | None = None) -> Moment | None:
    """Return what a field or a line says about the time of publication, or None if it says nothing certain."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _read_seconds(value)
    if isinstance(value, datetime):
        return _as_instant(value)
    if isinstance(value, date):
        return _as_day(value.year, value.month, value.day)
    text = " ".join(str(value).split()) if isinstance(value, str) and len(value) <= 4 * _LONGEST_CHARS else ""
    if not text or len(text) > _LONGEST_CHARS or not any(map(str.isdigit, text)):
        return None
    return _read_digits(text) or _read_iso(text) or _read_rfc822(text) or _read_day(text) or _read_other(text, language)


def _as_day(year: int, month: int, day: int) -> Moment | None:
    try:
        return Moment(datetime(year, month, day, tzinfo=UTC), "day")
    except ValueError:
        return None


def _as_instant(when: datetime) -> Moment | None:
    """Return ``when`` in UTC. Without a zone it is taken as UTC, and its midnight as a day: exports pad days so."""
    if when.tzinfo is None:
        is_midnight = (when.hour, when.minute, when.second, when.microsecond) == (0, 0, 0, 0)
        return Moment(when.replace(tzinfo=UTC), "day" if is_midnight else "instant")
    try:
        return Moment(when.astimezone(UTC), "instant")
    except (OverflowError, ValueError):
        return None


def _read_seconds(value: float) -> Moment | None:
    """Return the instant of a Unix time from 1973 on, in seconds or milliseconds; smaller numbers are no times."""
    if 1e11 <= value < 1e14:
        value = value / 1000
    if not 1e8 <= value < 1e11:
        return None
    try:
        return Moment(datetime.fromtimestamp(value, UTC), "instant")
    except (OverflowError, ValueError, OSError):
        return None


def _read_digits(text: str) -> Moment | None:
    return _read_seconds(int(text)) if re.fullmatch(r"[0-9]{9,11}|[0-9]{13}", text) else None


def _read_iso(text: str) -> Moment | None:
    text = re.sub(r"\s*(?:UTC|GMT)$", "Z", text)
    try:
        when = datetime.fromisoformat(re.sub(r"(?<=\d)\s+(?=[Z+-])", "", text))
    except ValueError:
        return None
    is_day = re.fullmatch(r"\d{4}-?\d\d-?\d\d|\d{4}-?W\d\d(?:-?\d)?", text)
    return _as_day(when.year, when.month, when.day) if is_day else _as_instant(when)


def _read_rfc822(text: str) -> Moment | None:
    if not re.fullmatch(r"(?:[A-Za-z]{3,9}, )?\d{1,2} [A-Za-z]{3} \d{4} \d\d?:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC?|Z|[ECMP][SD]T)", text):
        return None
    try:
        return _as_instant(parsedate_to_datetime(text))
    except (ValueError, OverflowError):
        return None


@cache
def day_pattern() -> str:
    """Return the regular expression of a day in ISO form or with an English month name; its groups have no names."""
    months = "|".join(sorted(read_lexicon("numbers")["months"], key=lambda word: (-len(word), word)))
    weekdays = "|".join(sorted(read_lexicon("datelines")["weekdays"], key=lambda word: (-len(word), word)))
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    return (
        rf"(?:(?:{weekdays})\.?,?\s+)?(?:\d{{4}}-\d\d-\d\d|{day}\s+(?:of\s+)?(?:{months})\.?,?\s+\d{{4}}"
        rf"|(?:{months})\.?\s+{day},?\s+\d{{4}})\b"
    )


@cache
def _day_of_words() -> re.Pattern[str]:
    return re.compile(rf"{day_pattern()}", re.IGNORECASE)


@cache
def _time_of_day() -> re.Pattern[str]:
    words = read_lexicon("datelines")
    hours = "|".join(map(re.escape, words["hours"]))
    zones = "|".join(map(re.escape, words["zones"]))
    return re.compile(rf"[\s,|·@-]*(?:at\s+)?(\d{{1,2}})[:.](\d\d)(?::\d\d)?\s*({hours})?\s*({zones})?", re.IGNORECASE)


def _read_day(text: str) -> Moment | None:
    """Return a day written with an English month name, with a time of day only if that is in UTC; or one in plain figures."""
    if figures := re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", text):
        return _read_figures(int(figures[1]), figures[2], int(figures[3]), int(figures[4]))
    found = _day_of_words().match(text)
    if found is None:
        return None
    day = _read_parts(found.group())
    rest = text[found.end() :]
    if day is None or not rest:
        return day
    clock = _time_of_day().fullmatch(rest)
    if clock is None:
        return None
    # a time of day in an unknown zone is off by up to half a day: the day alone is what is certain
    return _at_clock(day.at, clock) if clock[4] else day


def _read_figures(first: int, mark: str, second: int, year: int) -> Moment | None:
    """Return the day of "31.12.2031" (day first wherever points are used) or of "31/12/2031", where only one reading is a day."""
    if mark == "." or first > 12:
        return _as_day(year, second, first)
    return _as_day(year, first, second) if second > 12 or first == second else None


def _read_parts(text: str) -> Moment | None:
    if iso := re.search(r"(\d{4})-(\d\d)-(\d\d)", text):
        return _as_day(int(iso[1]), int(iso[2]), int(iso[3]))
    months = read_lexicon("numbers")["months"]
    words = re.findall(r"[a-z]+|\d+", text.lower())
    numbers = [int(word) for word in words if word.isdigit()]
    month = next(months[word] for word in words if word in months)
    return _as_day(max(numbers), month, min(numbers))


def _at_clock(day: datetime, clock: re.Match[str]) -> Moment | None:
    hour = int(clock[1])
    if clock[3]:
        hour = hour % 12 + (12 if clock[3].lower().startswith("p") else 0)
    try:
        return Moment(day.replace(hour=hour, minute=int(clock[2])), "instant")
    except ValueError:
        return None


@cache
def _other_parser(language: str) -> Any:
    from dateparser.date import DateDataParser

    settings = {
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "TIMEZONE": "UTC",
        "TO_TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": True,
        "RETURN_TIME_AS_PERIOD": True,
    }
    try:
        return DateDataParser(languages=[language], settings=settings)
    except ValueError:  # a language that it does not know
        return None


def _read_other(text: str, language: str | None) -> Moment | None:
    """Return what dateparser reads in one language. In all languages at once it takes a second to find nothing."""
    if re.fullmatch(r"[\d./-]+", text) or re.search(r"\b\d{1,2}[/-]\d{1,2}[/-]\d{4}\b", text):
        return None
    for each in dict.fromkeys((language or "en", "en")):
        parser = _other_parser(each)
        if parser is None:
            continue
        try:
            found = parser.get_date_data(text)
        except (ValueError, OverflowError, TypeError, RecursionError):
            continue
        if found.date_obj is not None:
            when = found.date_obj.astimezone(UTC)
            return Moment(when, "instant") if found.period == "time" else _as_day(when.year, when.month, when.day)
    return None
