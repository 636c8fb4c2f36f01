"""A text and its pieces, computed when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sayso.text.names import Name, find_names
from sayso.text.quantities import Quantity, find_quantities
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

    def sentence_at(self, at: int) -> Sentence | None:
        """Return the sentence that holds character ``at``, or None between sentences."""
        from bisect import bisect_right

        index = bisect_right(self._sentence_starts, at) - 1
        return self.sentences[index] if index >= 0 and at < self.sentences[index].end else None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]


def read_document(text: str, language: str | None = "en") -> Document:
    """Return the document of a text; an unknown language is cut as English."""
    return Document(text, language or "en")
