"""One text of a redline, cut into cells: neighbouring sentences that share a fate, their words marked with what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from sayso.model import Report, Span
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.words import Piece, PieceKind

_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in a row that share one fate. ``changes``: the numbers of the typed changes they are in; ``begins``: of those begun here."""

    kind: PieceKind
    words: str
    changes: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """Neighbouring sentences of one text that stand in one link. ``at`` is the number of the link."""

    at: int
    spans: tuple[Span, ...]
    stretches: tuple[Stretch, ...]
    begins_paragraph: bool

    @property
    def n_chars(self) -> int:
        """How many characters are shown."""
        return sum(len(stretch.words) for stretch in self.stretches)


def order_spans(spans: Sequence[Span]) -> list[Span]:
    """Return spans as they are read, the headline first."""
    return sorted(spans, key=_rank)


def show_spans(spans: Sequence[Span]) -> str:
    """Return the words of the spans in reading order, harmless and on one line."""
    return " ".join(phrases.plain(span.text) for span in order_spans(spans))


def cut_cells(report: Report, sides: Sequence[tuple[Sequence[Span], Sequence[Piece]]], changes: Sequence[tuple[int, Span]]) -> list[Cell]:
    """Return a text as cells, in its own order.

    Args:
        report: whose text it is.
        sides: for each link the sentences that it has here, and their words as pieces.
        changes: typed changes with their numbers and where they stand in this text.
    """
    ordered = sorted(((span, at) for at, (spans, _) in enumerate(sides) for span in spans), key=lambda item: _rank(item[0]))
    opening = _find_openings(report, [span for span, _ in ordered])
    left = {at: _cut_sentences(spans, pieces, changes) for at, (spans, pieces) in enumerate(sides) if spans}
    cells = []
    for at, run in groupby(ordered, key=lambda item: item[1]):
        spans = [span for span, _ in run]
        stretches = [stretch for _ in spans for stretch in left[at].pop(0)]
        cells.append(Cell(at, tuple(spans), tuple(stretches), spans[0] in opening))
    return cells


def _rank(span: Span) -> tuple[bool, int, int]:
    return span.field != "title", span.start, span.end


def _find_openings(report: Report, spans: Sequence[Span]) -> set[Span]:
    """Return the sentences that open a paragraph: blank lines part paragraphs, or line breaks in a text that has no blank lines."""
    has_blank_lines = _BLANK_LINE.search(report.text) is not None
    opening, end = set(spans[:1]), 0
    for before, span in pairwise(spans):
        end = max(end, before.end if before.field == "text" else 0)
        between = report.text[end : span.start] if span.field == "text" else ""
        is_parted = _BLANK_LINE.search(between) is not None if has_blank_lines else "\n" in between
        if is_parted or before.field != span.field:
            opening.add(span)
    return opening


def _cut_sentences(spans: Sequence[Span], pieces: Sequence[Piece], changes: Sequence[tuple[int, Span]]) -> list[list[Stretch]]:
    """Return the pieces of a link's side sentence by sentence, cut once more where typed changes begin and end."""
    at, marks, bounds = 0, list[tuple[int, int, int, bool]](), [0]
    for span in order_spans(spans):
        marks += [(number, at + start, at + end, begins) for number, start, end, begins in _find_marks(span, changes)]
        at += len(phrases.plain(span.text)) + 1
        bounds.append(at)
    edges = sorted({*bounds, *(edge for _, start, end, _ in marks for edge in (start, end))})
    stretches = list(_cut(pieces, edges, marks))
    return [[stretch for place, stretch in stretches if start <= place < end] for start, end in pairwise(bounds)]


def _find_marks(span: Span, changes: Sequence[tuple[int, Span]]) -> Iterator[tuple[int, int, int, bool]]:
    """Yield the number of each change in a sentence, where it starts and ends in the shown words, and whether it begins there."""
    for number, changed in changes:
        if span.overlaps(changed):
            start, end = max(changed.start - span.start, 0), min(changed.end, span.end) - span.start
            shown_start = len(phrases.plain(span.text[:start] + "x")) - 1
            yield number, shown_start, max(len(phrases.plain(span.text[:end])), shown_start + 1), changed.start >= span.start


def _cut(pieces: Sequence[Piece], edges: Sequence[int], marks: Sequence[tuple[int, int, int, bool]]) -> Iterator[tuple[int, Stretch]]:
    """Yield the pieces between each edge and the next, with their place."""
    at = 0
    for piece in pieces:
        end = at + len(piece.words)
        for left, right in pairwise([at, *(edge for edge in edges if at < edge < end), end]):
            inside = tuple(number for number, start, stop, _ in marks if start < right and left < stop)
            begins = tuple(number for number, start, _, begins in marks if begins and left <= start < right)
            yield left, Stretch(piece.kind, piece.words[left - at : right - at], inside, begins)
        at = end
