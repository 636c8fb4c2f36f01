"""Quantities as they are said: numbers in digits and words with their bounds and units, dates, weekdays and times of day.

Nothing is rounded or guessed: "at least 1,000" is low 1000 without a high, "up to 40" high 40, "dozens" low 24,
"12 to 15" both, "about 300" is 300 and 300 and approximate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from sayso.lexicon import read_lexicon, read_words
from sayso.text.tokens import Token

QuantityKind = Literal["count", "percent", "money", "measure", "date", "weekday", "time", "year", "ordinal", "age"]

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")
_MAX_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity. ``[start, end)`` takes in bounds and unit, ``[number_start, number_end)`` the number alone.

    ``low``, ``high``: the numbers said, None for an open bound; for measures in the unit as written.
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


@dataclass(frozen=True, slots=True)
class _Number:
    """A parsed number: tokens ``[first, last)`` and its bounds."""

    first: int
    last: int
    low: float | None
    high: float | None
    is_plain_digits: bool = False


class _Parser:
    """Reads quantities off one text's tokens, left to right."""

    def __init__(self, tokens: tuple[Token, ...], text: str) -> None:
        self.tokens, self.text = tokens, text
        self.words = read_lexicon("numbers")

    def lower(self, at: int) -> str:
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def is_adjacent(self, at: int) -> bool:
        """Return whether token ``at`` follows its predecessor without white space."""
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end

    # -- plain numbers ---------------------------------------------------------------------------------------------

    def digits(self, at: int) -> float | None:
        raw = self.lower(at)
        if _THOUSANDS.fullmatch(raw):
            return float(raw.replace(",", ""))
        return float(raw) if _PLAIN.fullmatch(raw) and len(raw) <= 18 else None

    def number(self, at: int) -> _Number | None:
        """Return the number that begins at token ``at``: digits with an optional scale, number words, or a bare plural."""
        if at >= len(self.tokens) or self.tokens[at].kind == "mark":
            return None
        if self.tokens[at].kind == "number":
            return self.digit_number(at)
        return self.vague_number(at) or self.word_number(at)

    def digit_number(self, at: int) -> _Number | None:
        value = self.digits(at)
        if value is None:
            return None
        scale = self.words["scales"].get(self.lower(at + 1))
        if scale and (self.lower(at + 1) not in {"m", "score"} or self.is_money_sign(at - 1)):
            return _Number(at, at + 2, value * scale, value * scale)
        return _Number(at, at + 1, value, value, is_plain_digits="," not in self.lower(at) and "." not in self.lower(at))

    def vague_number(self, at: int) -> _Number | None:
        """Return "dozens", "tens of thousands", "several hundred", "hundreds, if not thousands"."""
        plurals, scales = self.words["plurals"], self.words["scales"]
        word = self.lower(at)
        several = next((s for s in self.words["bounds"]["vague_several"] if self.phrase_at(at, s)), None)
        if several:
            after = at + len(several.split())
            value = plurals.get(self.lower(after)) or (2 * scales[self.lower(after)] if self.lower(after) in scales else None)
            if value is None or (several == "some" and self.lower(after) not in plurals):
                return None
            return _Number(at, after + 1, float(value), None)
        value = 20 if word == "tens" else plurals.get(word)
        if value is None:
            return None
        end = at + 1
        if self.lower(end) == "of" and self.lower(end + 1) in plurals:
            value, end = value * plurals[self.lower(end + 1)] // 2, end + 2
        elif word == "tens":
            return None
        skip = end
        while self.lower(skip) in {",", "-", "–", "—"}:
            skip += 1
        for joiner in self.words["bounds"]["if_not"]:
            after = skip + len(joiner.split())
            if self.phrase_at(skip, joiner) and self.lower(after) in plurals:
                end = after + 1
        return _Number(at, end, float(value), None)

    def word_number(self, at: int) -> _Number | None:
        """Return a number written in words, "a dozen" and "half a million" too."""
        units, scales = self.words["units"], self.words["scales"]
        total, current, here, seen = 0.0, 0.0, at, False
        if self.lower(at) in {"a", "an"} and self.lower(at + 1) in scales and self.lower(at + 1) not in {"m", "mn", "bn"}:
            current, here = 1.0, at + 1
        elif self.lower(at) == "half" and self.lower(at + 1) in {"a", "an"} and self.lower(at + 2) in scales:
            current, here = 0.5, at + 2
        while here < len(self.tokens):
            word = self.lower(here)
            if word in units and word != "no" and (not seen or current == 0 or self.adds(current, units[word])):
                current += units[word]
            elif word in scales and (seen or current) and word not in {"m", "mn", "bn"}:
                if scales[word] >= 1000:
                    total, current = total + max(current, 1) * scales[word], 0.0
                else:
                    current = max(current, 1) * scales[word]
            elif (seen and word == "and" and self.lower(here + 1) in units and (total or current >= 100) and current % 100 == 0) or (
                seen and word == "-" and self.is_adjacent(here) and self.is_adjacent(here + 1) and self.continues(current, here + 1)
            ):
                pass
            else:
                break
            seen, here = True, here + 1
        if not seen or here <= at:
            return None
        return _Number(at, here, total + current, total + current)

    @staticmethod
    def adds(current: float, unit: int) -> bool:
        return (current % 100 == 0 and current >= 100) or (current % 10 == 0 and current % 100 >= 20 and unit < 10)

    def continues(self, current: float, at: int) -> bool:
        unit = self.words["units"].get(self.lower(at))
        return (unit is not None and 0 < unit < 10 and self.adds(current, unit)) or self.lower(at) in self.words["scales"]

    # -- phrases around a number -----------------------------------------------------------------------------------

    def phrase_at(self, at: int, phrase: str) -> bool:
        parts = phrase.split()
        return [self.lower(at + k) for k in range(len(parts))] == parts

    def phrase_before(self, at: int, phrases: list[str]) -> int | None:
        """Return where the longest of the phrases that ends just before token ``at`` begins."""
        for n in range(min(_MAX_PHRASE, at), 0, -1):
            if " ".join(self.lower(k) for k in range(at - n, at)) in phrases:
                return at - n
        return None

    def phrase_after(self, at: int, phrases: list[str]) -> int | None:
        for n in range(_MAX_PHRASE, 0, -1):
            if " ".join(self.lower(at + k) for k in range(n)) in phrases:
                return at + n
        return None

    def is_money_sign(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.lower(at) in self.words["money"]["signs"]

    def ranged(self, number: _Number) -> _Number:
        """Return "12 to 15", "between 12 and 15", "12-15" as one number."""
        join = number.last
        if self.lower(join) not in {"and", "to", "up", "or", "-", "–", "—"} or number.high is None:
            return number
        after = join + (2 if self.phrase_at(join, "up to") else 1)
        if self.lower(join) in {"-", "–", "—"} and not (self.is_adjacent(join) and self.is_adjacent(after)):
            return number
        other = self.number(after)
        if other is None or other.high is None or number.low is None or other.low is None or other.low <= number.low:
            return number
        opener = self.lower(number.first - 1)
        if (self.lower(join) == "and") != (opener == "between") and self.lower(join) == "and":
            return number
        if self.lower(join) == "or" and other.low > 2 * number.low:
            return number
        first = number.first - 1 if opener in self.words["bounds"]["range_open"] else number.first
        return _Number(first, other.last, number.low, other.high)

    # -- whole quantities ------------------------------------------------------------------------------------------

    def date(self, at: int) -> tuple[Quantity, int] | None:
        months = self.words["months"]

        def is_month(k: int) -> bool:
            return self.lower(k) in months and self.tokens[k].text[0].isupper()

        def day(k: int) -> int | None:
            raw = self.lower(k)
            return int(raw) if raw.isdecimal() and len(raw) <= 2 and 1 <= int(raw) <= 31 else None

        def suffix(k: int) -> int:
            return k + 1 if self.is_adjacent(k) and self.lower(k) in {"st", "nd", "rd", "th"} else k

        raw = self.lower(at)
        if len(raw) == 4 and raw.isdecimal() and self.lower(at + 1) == "-" == self.lower(at + 3) and self.is_adjacent(at + 1):
            month, number = self.lower(at + 2), day(at + 4)
            if month.isdecimal() and 1 <= int(month) <= 12 and number and self.is_adjacent(at + 4):
                return self.dated(at, at + 5, int(raw), int(month), number)
        if is_month(at):
            k = at + 2 if self.lower(at + 1) == "." else at + 1
            if number := day(k):
                last, year = self.year_after(suffix(k + 1))
                return self.dated(at, last, year, int(months[raw]), number)
        if (number := day(at)) is not None:
            k = suffix(at + 1)
            k = k + 1 if self.lower(k) == "of" else k
            if k < len(self.tokens) and is_month(k):
                last, year = self.year_after(k + 1)
                return self.dated(at, last, year, int(months[self.lower(k)]), number)
        return None

    def year_after(self, at: int) -> tuple[int, int | None]:
        """Return the token after an optional year, and the year."""
        k = at + 1 if self.lower(at) in {",", "."} else at
        raw = self.lower(k)
        return (k + 1, int(raw)) if raw.isdecimal() and len(raw) == 4 else (at, None)

    def dated(self, first: int, last: int, year: int | None, month: int, day: int) -> tuple[Quantity, int]:
        value = f"{month:02d}-{day:02d}" if year is None else f"{year:04d}-{month:02d}-{day:02d}"
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Quantity("date", start, end, start, end, value=value), last

    def time(self, at: int) -> tuple[Quantity, int] | None:
        halves, oclock = self.words["clock"]["halves"], self.words["clock"]["hours_word"]
        clock = _CLOCK.fullmatch(self.lower(at))
        plain = self.word_number(at) if self.tokens[at].kind == "word" else self.digit_number(at)
        hour, minute = (int(clock[1]), int(clock[2])) if clock else (int(plain.low or 0), 0) if plain else (-1, 0)
        last = at + 1 if clock else plain.last if plain else at
        if not 0 <= hour <= 24:
            return None
        after = self.lower(last)
        if after in halves and hour <= 12:
            hour = hour % 12 + (12 if after.startswith("p") else 0)
            mark, last = "", last + 1
        elif after in oclock:
            mark, last = "?" if hour <= 12 else "", last + 1
        elif clock and ":" in self.lower(at):
            mark = ""
        else:
            return None
        start, end = self.tokens[at].start, self.tokens[last - 1].end
        return Quantity("time", start, end, start, end, value=f"{hour:02d}:{minute:02d}{mark}"), last

    def ordinal(self, at: int) -> tuple[Quantity, int] | None:
        value = self.words["ordinals"].get(self.lower(at))
        last = at + 1
        if (
            value is None
            and self.tokens[at].kind == "number"
            and self.is_adjacent(at + 1)
            and self.lower(at + 1) in {"st", "nd", "rd", "th"}
        ):
            value, last = self.digits(at), at + 2
        if value is None or (self.lower(at) == "second" and self.lower(at + 1) in {"-", "s"}):
            return None
        start, end = self.tokens[at].start, self.tokens[last - 1].end
        return Quantity("ordinal", start, end, start, end, float(value), float(value)), last

    def bounded(self, number: _Number) -> tuple[Quantity, int]:
        """Return the count, measure, money or percentage around a number, with the words that bound it."""
        bounds = self.words["bounds"]
        first, last, low, high, about = number.first, number.last, number.low, number.high, False
        sign = self.is_money_sign(first - 1)
        outer = first - 1 if sign else first
        for key in ("low", "high", "about"):
            begin = self.phrase_before(outer, bounds[key])
            if begin is not None and high is not None:
                low, high, about = (low, None, about) if key == "low" else (None, high, about) if key == "high" else (low, high, True)
                outer = begin
                break
        for key in ("after_low", "after_high"):
            end = self.phrase_after(last, bounds[key])
            if end is not None and low is not None and high is not None:
                low, high = (low, None) if key == "after_low" else (None, high)
                last = end
                break
        blank = Quantity(
            "count",
            self.tokens[outer].start,
            self.tokens[last - 1].end,
            self.tokens[first].start,
            self.tokens[number.last - 1].end,
            low,
            high,
            about,
        )
        return self.with_unit(blank, last, sign)

    def with_unit(self, bare: Quantity, last: int, is_money: bool) -> tuple[Quantity, int]:
        hyphen = self.lower(last) in {"-", "‑"} and self.is_adjacent(last) and self.is_adjacent(last + 1)
        at = last + 1 if hyphen else last
        word = self.lower(at)
        if is_money or word in self.words["money"]["words"]:
            unit = self.text[bare.start : bare.number_start].strip()[-1:] if is_money else word.rstrip("s")
            last = last if is_money else at + 1
            return replace(bare, kind="money", unit=unit, end=self.tokens[last - 1].end), last
        percent = self.phrase_after(at, self.words["percent"]["words"])
        if percent is not None:
            return replace(bare, kind="percent", end=self.tokens[percent - 1].end), percent
        if word in self.words["measures"] and (len(word) > 2 or self.text[bare.number_start].isdigit()):
            unit, factor = self.words["measures"][word]
            is_age = unit == "month" and self.lower(at + 1) in {"-", "old"} and "old" in (self.lower(at + 1), self.lower(at + 2))
            kind: QuantityKind = "age" if is_age else "measure"
            return replace(bare, kind=kind, unit=unit, factor=float(factor), end=self.tokens[at].end), at + 1
        return bare, last

    def is_year(self, number: _Number) -> bool:
        return number.is_plain_digits and len(self.lower(number.first)) == 4 and 1500 <= (number.low or 0) < 2200

    def is_pronoun_one(self, number: _Number) -> bool:
        """Return whether "one" stands for someone or something rather than counting."""
        if number.last != number.first + 1 or self.lower(number.first) != "one":
            return False
        before, after = self.lower(number.first - 1), self.tokens[number.last] if number.last < len(self.tokens) else None
        return (
            before in read_words("function_words", "all")
            or after is None
            or after.kind != "word"
            or after.lower in read_words("function_words", "all")
        )

    def weekday(self, at: int) -> tuple[Quantity, int] | None:
        token = self.tokens[at]
        if token.lower.removesuffix("'s") not in self.words["days"]["names"] or not token.is_capitalised:
            return None
        value = token.lower.removesuffix("'s")
        return Quantity("weekday", token.start, token.start + len(value), token.start, token.start + len(value), value=value), at + 1

    def quantity(self, at: int) -> tuple[Quantity, int] | None:
        """Return the quantity whose number begins at token ``at`` and the token after it."""
        special = self.date(at) or self.time(at) or self.weekday(at) or self.ordinal(at)
        if special:
            return special
        number = self.number(at)
        if number is None or self.is_pronoun_one(number):
            return None
        number = self.ranged(number)
        found, last = self.bounded(number)
        if found.kind == "count" and self.is_year(number) and found.start == found.number_start:
            found = replace(found, kind="year")
        return found, last


def find_quantities(tokens: tuple[Token, ...], text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; they do not overlap."""
    parser = _Parser(tokens, text)
    starts = {*parser.words["units"], *parser.words["scales"], *parser.words["plurals"], *parser.words["ordinals"], *parser.words["months"]}
    starts |= {"a", "an", "half", "tens", "several", "some", "many", *parser.words["days"]["names"]}
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        step = None
        if token.kind == "number" or token.lower.removesuffix("'s") in starts:
            step = parser.quantity(at)
        if step and (not found or step[0].start >= found[-1].end):
            found.append(step[0])
        at = step[1] if step else at + 1
    return tuple(found)
