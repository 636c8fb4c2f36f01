"""Numbers in digits and in words, ranges of them and vague plurals, read off a text's tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sayso.lexicon import read_lexicon, read_words
from sayso.text.tokens import Token

_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|\.000)")  # no one writes that many decimals, or three zeros of them
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_SPACES = {" ", "\u00a0", "\u2009", "\u202f"}
_MAX_PHRASE = 4
_LONG_WORD = 5  # letters of a number word in which a swap is still read


@dataclass(frozen=True, slots=True)
class Number:
    """A parsed number: tokens ``[first, last)`` and its bounds."""

    first: int
    last: int
    low: float | None
    high: float | None
    is_plain_digits: bool = False


@cache
def _swapped_units() -> dict[str, int]:
    """Return the number words with two neighbouring letters swapped, where that makes no other word."""
    units = read_lexicon("numbers")["units"]
    known = {*read_words("function_words", "all"), *units}
    slips = {
        word[:k] + word[k + 1] + word[k] + word[k + 2 :]: value
        for word, value in units.items()
        if len(word) >= _LONG_WORD
        for k in range(1, len(word) - 1)
    }
    return {slip: value for slip, value in slips.items() if slip not in known}


class NumberReader:
    """Reads numbers, and phrases around them, off one text's tokens."""

    def __init__(self, tokens: tuple[Token, ...], text: str) -> None:
        self.tokens, self.text = tokens, text
        self.words = read_lexicon("numbers")
        self.swapped = _swapped_units()

    def unit(self, at: int) -> int | None:
        """Return the value of a number word below one hundred, of which two letters may have been swapped: "eigth"."""
        value: int | None = self.words["units"].get(self.lower(at), self.swapped.get(self.lower(at)))
        return value

    def lower(self, at: int) -> str:
        """Return a token in lower case, or nothing beyond the ends of the text."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def is_adjacent(self, at: int) -> bool:
        """Return whether token ``at`` follows its predecessor without white space."""
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end

    def digits(self, at: int) -> float | None:
        """Return the value of a token in digits, separators of thousands allowed."""
        raw = self.lower(at)
        if _THOUSANDS.fullmatch(raw):
            return float(raw.replace(",", ""))
        if _DOTTED.fullmatch(raw):
            return float(raw.replace(".", ""))
        return float(raw) if _PLAIN.fullmatch(raw) and len(raw) <= 18 else None

    def number(self, at: int) -> Number | None:
        """Return the number that begins at token ``at``: digits with an optional scale, number words, or a bare plural."""
        if at >= len(self.tokens) or self.tokens[at].kind == "mark":
            return None
        if self.tokens[at].kind == "number":
            return self.digit_number(at)
        return self.vague_number(at) or self.word_number(at)

    def digit_number(self, at: int) -> Number | None:
        """Return the number in digits at a token, with "million" and its like behind it."""
        value, last = self.digits(at), self.spaced(at)
        if last > at + 1:
            value = float("".join(self.lower(k) for k in range(at, last)))
        if value is None:
            return None
        scale = self.words["scales"].get(self.lower(last))
        short, after = self.words["short_scales"], self.lower(last + 1)
        is_spelt_out = self.lower(last) not in short["only_money"] or after in short["counted"] or after in self.words["money"]["words"]
        if scale and (is_spelt_out or self.is_money_sign(at - 1)):
            return Number(at, last + 1, value * scale, value * scale)
        return Number(at, last, value, value, is_plain_digits=last == at + 1 and "," not in self.lower(at) and "." not in self.lower(at))

    def spaced(self, at: int) -> int:
        """Return the token after a number in digits whose thousands may stand apart: "15 785 641"."""
        last = at + 1
        if not (self.lower(at).isdecimal() and len(self.lower(at)) <= 3 and self.lower(at)[0] != "0"):
            return last
        while last < len(self.tokens) and self.text[self.tokens[last - 1].end : self.tokens[last].start] in _SPACES:
            if not (self.lower(last).isdecimal() and len(self.lower(last)) == 3):
                break
            last += 1
        return last

    def vague_number(self, at: int) -> Number | None:
        """Return "dozens", "tens of thousands", "several hundred", "hundreds, if not thousands"."""
        plurals, scales = self.words["plurals"], self.words["scales"]
        word = self.lower(at)
        several = next((s for s in self.words["bounds"]["vague_several"] if self.phrase_at(at, s)), None)
        if several:
            after = at + len(several.split())
            value = plurals.get(self.lower(after)) or (2 * scales[self.lower(after)] if self.lower(after) in scales else None)
            if value is None or (several == "some" and self.lower(after) not in plurals):
                return None
            return Number(at, after + 1, float(value), None)
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
        return Number(at, end, float(value), None)

    def word_number(self, at: int) -> Number | None:
        """Return a number written in words, "a dozen" and "half a million" too."""
        scales = self.words["scales"]
        total, current, here, seen = 0.0, 0.0, at, False
        if (
            self.lower(at) in self.words["openers"]["articles"]
            and self.lower(at + 1) in scales
            and self.lower(at + 1) not in self.words["short_scales"]["never_words"]
        ):
            current, here = 1.0, at + 1
        elif (
            self.lower(at) in self.words["openers"]["half"]
            and self.lower(at + 1) in self.words["openers"]["articles"]
            and self.lower(at + 2) in scales
        ):
            current, here = 0.5, at + 2
        while here < len(self.tokens):
            word, unit = self.lower(here), self.unit(here)
            if unit is not None and word != "no" and (not seen or current == 0 or self.adds(current, unit)):
                current += unit
            elif word in scales and (seen or current) and word not in self.words["short_scales"]["never_words"]:
                if scales[word] >= 1000:
                    total, current = total + (current or 1) * scales[word], 0.0
                else:
                    current = (current or 1) * scales[word]
            elif (seen and word == "and" and self.unit(here + 1) is not None and (total or current >= 100) and current % 100 == 0) or (
                seen and word == "-" and self.is_adjacent(here) and self.is_adjacent(here + 1) and self.continues(current, here + 1)
            ):
                pass
            else:
                break
            seen, here = True, here + 1
        if not seen or here <= at:
            return None
        return Number(at, here, total + current, total + current)

    @staticmethod
    def adds(current: float, unit: int) -> bool:
        """Return whether a number word goes on with the one before it: "two hundred | six", "twenty | one"."""
        return (current % 100 == 0 and current >= 100) or (current % 10 == 0 and current % 100 >= 20 and unit < 10)

    def continues(self, current: float, at: int) -> bool:
        """Return whether the word behind a hyphen goes on with the number: "twenty-one", "two-hundred"."""
        unit = self.unit(at)
        return (unit is not None and 0 < unit < 10 and self.adds(current, unit)) or self.lower(at) in self.words["scales"]

    def phrase_at(self, at: int, phrase: str) -> bool:
        """Return whether a phrase begins at a token."""
        parts = phrase.split()
        return [self.lower(at + k) for k in range(len(parts))] == parts

    def phrase_before(self, at: int, phrases: list[str]) -> int | None:
        """Return where the longest of the phrases that ends just before token ``at`` begins."""
        for n in range(min(_MAX_PHRASE, at), 0, -1):
            if " ".join(self.lower(k) for k in range(at - n, at)) in phrases:
                return at - n
        return None

    def phrase_after(self, at: int, phrases: list[str]) -> int | None:
        """Return where the longest of the phrases that begins at a token ends."""
        for n in range(_MAX_PHRASE, 0, -1):
            if " ".join(self.lower(at + k) for k in range(n)) in phrases:
                return at + n
        return None

    def is_money_sign(self, at: int) -> bool:
        """Return whether a token is the sign of a currency."""
        return 0 <= at < len(self.tokens) and self.lower(at) in self.words["money"]["signs"]

    def ranged(self, number: Number) -> Number:
        """Return "12 to 15", "between 12 and 15", "12-15" as one number."""
        join = number.last
        if number.high is None:
            return number
        if (doubted := self.phrase_after(join + (self.lower(join) in {",", "or"}), self.words["bounds"]["range_doubts"])) is not None:
            return self.doubted(number, doubted)
        if self.lower(join) not in self.words["bounds"]["range_starts"]:
            return number
        after = join + (2 if self.phrase_at(join, "up to") else 1)
        if self.lower(join) in {"-", "–", "—"} and not (self.is_adjacent(join) and self.is_adjacent(after)):
            return number
        other = self.number(after + self.is_money_sign(after))
        if other is None or not self.makes_range(number, other):
            return number
        opened = self.lower(number.first - 1) in self.words["bounds"]["range_open"]
        return Number(number.first - opened, other.last, self.scaled_like(number, other).low, other.high)

    def doubted(self, number: Number, at: int) -> Number:
        """Return "ten, maybe eleven" as one number; the second stands at ``at``."""
        other = self.number(at)
        is_more = other is not None and other.low is not None and other.high is not None and (number.low or 0.0) < other.low
        return Number(number.first, other.last, number.low, other.high) if other is not None and is_more else number

    def makes_range(self, number: Number, other: Number) -> bool:
        """Return whether two numbers are the ends of a range: not "rose from 11 to 19", which are one after the other, nor "2 and 4"."""
        low = self.scaled_like(number, other).low
        if low is None or other.low is None or other.high is None or other.low <= low:
            return False
        opener, join = self.lower(number.first - 1 - self.is_money_sign(number.first - 1)), self.lower(number.last)
        changes = self.words["bounds"]["changes"]
        if opener == "from" and any(self.lower(k) in changes for k in range(number.first - 5, number.first - 1)):
            return False
        return (join != "and" or opener == "between") and (join != "or" or other.low <= 2 * low)

    def scaled_like(self, number: Number, other: Number) -> Number:
        """Return the first number of a range with the scale that only the second has: "80 to 95 million", "two to four dozen"."""
        scale = self.words["scales"].get(self.lower(other.last - 1))
        bare = number.last == number.first + 1 and number.low is not None and other.low is not None
        if (
            not scale
            or not bare
            or other.last - other.first < 2
            or (number.low or 0) >= scale
            or (number.low or 0) >= (other.low or 0) / scale
        ):
            return number
        value = (number.low or 0) * scale
        return Number(number.first, number.last, value, value)

    def is_year(self, number: Number) -> bool:
        """Return whether a number reads like a year."""
        return number.is_plain_digits and len(self.lower(number.first)) == 4 and 1500 <= (number.low or 0) < 2200

    def is_pronoun_one(self, number: Number) -> bool:
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
