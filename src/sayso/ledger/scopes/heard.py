"""What was heard of a denial: its words and their sentence; and the numbers in what is said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache

from sayso.ledger.statements import Statement
from sayso.model import Report, ScopeKind, Span
from sayso.text import Quantity, Token, find_tokens, fold_marks, read_document

_COUNTED = frozenset({"count", "percent", "money", "measure"})
_MOST_CHARS = 1_200  # what is longer is a list
_AROUND = " ,;:\n\t"

Found = tuple[ScopeKind, Span, Statement | None]  # the words that show it, and what is denied, where that is known


class Heard:
    """The words of a denial, from its cue to the end of what is said, in its report; offsets are into the report's text."""

    def __init__(self, denial: Statement, report: Report, sentences: Sequence[int]) -> None:
        self.denial, self.report = denial, report
        said = denial.attribution
        self.said = said.content[0].start, said.content[0].end
        spans = [*said.content, *([said.cue] if said.cue else [])]
        self.folded = fold_marks(report.text)
        self.start = min(span.start for span in spans)
        self.end = min(max(span.end for span in spans), self.start + _MOST_CHARS)
        first, after = bisect_right(sentences, self.start) - 1, bisect_right(sentences, self.end - 1)
        self.sentence_start = max(sentences[first] if first >= 0 else 0, self.start - _MOST_CHARS)
        self.sentence_end = min(sentences[after] if after < len(sentences) else len(self.folded), self.end + _MOST_CHARS)

    def cut(self, start: int, end: int) -> Span:
        """Return words of the report, without the blanks and marks at their ends."""
        text = self.report.text[start:end]
        start += len(text) - len(text.lstrip(_AROUND))
        return Span.cut(self.report.text, start, start + len(text.strip(_AROUND)))

    @property
    def denies(self) -> bool:
        """Whether it denies by its verb or by a negation, and not only by what it says instead."""
        return self.denial.denies or self.denial.content.is_negated


def tokens_of(statement: Statement) -> tuple[Token, ...]:
    """Return the tokens of what is said."""
    return read_tokens(_say(statement))


@lru_cache(maxsize=8_192)
def read_tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of some words: one denial is held against much that was said, and that against many denials."""
    return find_tokens(text)


def numbers_of(statement: Statement) -> frozenset[float]:
    """Return the numbers that a statement counts or measures."""
    return read_numbers(_say(statement))


def _say(statement: Statement) -> str:
    return " ".join(part.text for part in statement.attribution.content)


def find_quantities(text: str) -> list[Quantity]:
    """Return what a text counts or measures; not the numbers that are part of a name: "Hall 4"."""
    return [each for each in read_document(text).quantities if each.kind in _COUNTED and not _name().search(text[: each.start])]


@lru_cache(maxsize=8_192)
def read_numbers(text: str) -> frozenset[float]:
    """Return the numbers that a text counts or measures, in digits or spelt."""
    return frozenset(bound for each in find_quantities(text) for bound in (each.low, each.high) if bound is not None)


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"\b[A-Z]\w* $")


def find_counted(statement: Statement) -> Span:
    """Return the part of what is said that has its first number."""
    parts = statement.attribution.content
    return next((part for part in parts if find_quantities(part.text)), parts[0])
