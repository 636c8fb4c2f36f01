"""Of which day a figure is: "as of Sunday", "by Monday evening 2,300 had crossed", "15 yesterday and 27 today", "down from 72 on Thursday".

A day behind a number is more often that of the event: "40 people were killed on Monday". It is taken for that of the count only where the
number stands bare, or where two counts of one sentence have a day each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from sayso.claims.attributions import read_day
from sayso.claims.grammar import in_group
from sayso.lexicon import read_lexicon, read_words
from sayso.text import Document, Quantity, Sentence, Token

_LEAD_CHARS, _DAY_CHARS = 24, 8
_NEAR_FRONT = 8  # words between a day at the beginning of a clause and the number: "On Monday the prison at Holm held 640"
_STATE_WORDS = 6  # from a number to what tells that it was reached: "2,300 people had crossed"
_PHRASE = 3  # words: "a day earlier"


class Days:
    """The days that a sentence speaks of. ``published``: the day that weekdays are counted back from."""

    def __init__(self, document: Document, sentence: Sentence, published: date | None) -> None:
        self._document, self._sentence, self._published = document, sentence, published
        self._tokens = document.tokens_of_sentence[sentence.index]
        self._dated = [(q, day) for q in document.quantities_between(sentence.start, sentence.end) if (day := read_day(q, published))]
        self._n_dated: dict[bool, int] = {}  # counts with a day of their own, by whether nothing is there to count back from
        self._counts = [q for q in document.quantities_between(sentence.start, sentence.end) if q.kind == "count"]

    @property
    def end(self) -> int:
        """Where the sentence ends."""
        return self._sentence.end

    def find(self, number: Quantity, told: date | None, *, is_bare: bool) -> date | None:
        """Return the day that the words around a number give for it, None where they give none.

        Args:
            number: A number of the sentence.
            told: The day of the figure before it there, which "a day earlier" is counted back from.
            is_bare: Whether no noun and no event tells what it counts.
        """
        return self._named(number) or self._in_front(number) or self._behind(number, told or self._published, is_bare=is_bare)

    def _named(self, number: Quantity) -> date | None:
        """Return the day that counts are said to be as of, the last before the number if there are several."""
        found = [(quantity, day) for quantity, day in self._dated if self._is_led_by(quantity, "as_of")]
        before = [day for quantity, day in found if quantity.end <= number.start]
        return before[-1] if before else found[0][1] if found else None

    def _in_front(self, number: Quantity) -> date | None:
        """Return the day that the clause of a number begins with: "On Monday 900 lorries were waiting", "and by Tuesday evening 3,900"."""
        for quantity, day in reversed(self._dated):
            between = [token for token in self._tokens if quantity.end <= token.start < number.start]
            parted = any(token.kind == "number" or (token.kind == "mark" and token.text != ",") for token in between)
            if quantity.end > number.start or len(between) > _NEAR_FRONT or parted:
                continue
            before = [token for token in self._tokens if token.end <= quantity.start]
            lead = before[-1].lower if before else ""
            opens = len(before) == 1 or before[-2].kind == "mark" or in_group(before[-2].lower, "joining") if before else False
            is_past = self._published is None or day <= self._published
            if opens and is_past and (lead == "on" or (lead in read_words("figures", "up_to") and self._is_state(number))):
                return day
        return None

    def _is_state(self, number: Quantity) -> bool:
        """Return whether it is told that a number was reached by a day, and not that it should be."""
        behind = [token.lower for token in self._tokens if token.start >= number.end][:_STATE_WORDS]
        told = [token.lower for token in self._tokens if token.end <= number.start]
        reached = any(in_group(word, "perfects") or in_group(word, "irregular_pasts") or word.endswith("ed") for word in (*behind, *told))
        return reached and not any(in_group(word, "modals") for word in behind)

    def _behind(self, number: Quantity, told: date | None, *, is_bare: bool) -> date | None:
        """Return the day behind a number and before the next one: "365 a day earlier", "15 yesterday and 27 today"."""
        found = self._read_behind(number, told)
        if found is None:
            return None
        day, is_word, is_close = found
        if is_close or (is_bare and is_word):
            return day
        if (told is None) not in self._n_dated:
            self._n_dated[told is None] = sum(self._read_behind(each, told) is not None for each in self._counts)
        return day if self._n_dated[told is None] > 1 else None

    def _read_behind(self, number: Quantity, told: date | None) -> tuple[date, bool, bool] | None:
        """Return the day behind a number, whether it is told by a word like "yesterday", and whether it stands right there."""
        end = next((each.start for each in self._counts if each.start >= number.end), self._sentence.end)
        tokens = [token for token in self._tokens if number.end <= token.start < end]
        for quantity, day in self._dated:
            if number.end <= quantity.start < end and self._is_led_by(quantity, "on"):
                close = self._document.text[number.end : quantity.start].split() == ["on"] and quantity.start - number.end <= _DAY_CHARS
                return day, False, close
        for word, back in _find_backward(tokens):
            origin = self._published if word in read_lexicon("figures")["days_ago"] else told
            if origin is not None:
                return origin - timedelta(back), True, False
        return None

    def _is_led_by(self, quantity: Quantity, key: str) -> bool:
        lead = self._document.text[max(self._sentence.start, quantity.start - _LEAD_CHARS) : quantity.start].casefold().split()
        return any(lead[-len(words) :] == words for words in map(str.split, read_words("figures", key)))


def _find_backward(tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """Yield the phrases that count days back, with how many: "yesterday", "a week earlier"."""
    figures = read_lexicon("figures")
    back: Mapping[str, int] = figures["days_ago"] | figures["days_earlier"]
    for k in range(len(tokens)):
        for n in range(_PHRASE, 0, -1):
            phrase = " ".join(token.lower for token in tokens[k : k + n])
            if phrase in back:
                yield phrase, back[phrase]
                break
