"""A text and its pieces, computed when first asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from sayso.text.names import Name, find_names
from sayso.text.quantities import find_quantities
from sayso.text.quantity import Quantity
from sayso.text.quotations import Quotation, find_quotations
from sayso.text.sentences import Sentence, find_paragraphs, find_sentences
from sayso.text.tokens import Token, find_tokens


@dataclass(frozen=True)
class Document:
    """One text. All offsets are into ``text``; nothing is normalised away."""

    text: str
    language: str = "en"

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """``(start, end)`` of each paragraph."""
        return find_paragraphs(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order."""
        return find_sentences(self.text, self.paragraphs, self.language)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens in order."""
        return find_tokens(self.text, self.language)

    @cached_property
    def tokens_of_sentence(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of each sentence, by sentence index."""
        result: list[tuple[Token, ...]] = []
        at = 0
        for sentence in self.sentences:
            while at < len(self.tokens) and self.tokens[at].start < sentence.start:
                at += 1
            first = at
            while at < len(self.tokens) and self.tokens[at].start < sentence.end:
                at += 1
            result.append(self.tokens[first:at])
        return tuple(result)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations in order, outer before nested."""
        return find_quotations(self.text, self.paragraphs)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers with their bounds and units, dates and times."""
        return find_quantities(self.tokens, self.text)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Proper names by capitals."""
        return find_names(self.text, self.sentences, self.tokens)

    def tokens_between(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that begin within ``[start, end)``."""
        return self.tokens[bisect_left(self._token_starts, start) : bisect_left(self._token_starts, end)]

    def names_between(self, start: int, end: int) -> tuple[Name, ...]:
        """Return the names that have a character in ``[start, end)``."""
        first = bisect_right(self._name_starts, start) - 1
        if first < 0 or self.names[first].end <= start:
            first += 1
        return self.names[first : bisect_left(self._name_starts, end)]

    def quantities_between(self, start: int, end: int) -> tuple[Quantity, ...]:
        """Return the quantities that begin within ``[start, end)``."""
        return self.quantities[bisect_left(self._quantity_starts, start) : bisect_left(self._quantity_starts, end)]

    def is_quoted(self, start: int, end: int) -> bool | None:
        """Return whether ``[start, end)`` stands inside an outer quotation as a whole (True), in part (None), or not (False)."""
        at = bisect_right(self._outer_starts, start) - 1
        if at >= 0 and end <= self._outer_quotations[at].end:
            return True
        touches = (at >= 0 and start < self._outer_quotations[at].end) or bisect_left(self._outer_starts, end) > at + 1
        return None if touches else False

    def sentence_at(self, at: int) -> Sentence | None:
        """Return the sentence that holds character ``at``, or None between sentences."""
        index = bisect_right(self._sentence_starts, at) - 1
        return self.sentences[index] if index >= 0 and at < self.sentences[index].end else None

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.start for name in self.names]

    @cached_property
    def _quantity_starts(self) -> list[int]:
        return [quantity.start for quantity in self.quantities]

    @cached_property
    def _outer_quotations(self) -> tuple[Quotation, ...]:
        return tuple(quotation for quotation in self.quotations if quotation.depth == 0)

    @cached_property
    def _outer_starts(self) -> list[int]:
        return [quotation.start for quotation in self._outer_quotations]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]


def read_document(text: str, language: str | None = "en") -> Document:
    """Return the document of a text; an unknown language is cut as English."""
    return Document(text, language or "en")
