"""Report texts, cut where marks begin and end. Nothing here is markup: templates escape every piece."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import Attribution, Figure, Report, Span

# Characters that a page would obey or cannot carry: controls but for white space, bidirectional overrides, annotations, tags; surrogates.
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_BREAK = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a report and what it is: a part of an attribution, a figure, or the place that was asked for."""

    span: Span
    role: str  # source, cue, content, relay, figure, here
    said: Attribution | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row under the same marks. ``said`` is the attribution they belong to; with several, the shortest."""

    words: str
    roles: tuple[str, ...] = ()
    said: Attribution | None = None
    figure: Figure | None = None
    begins: tuple[str, ...] = ()  # ids of attributions whose first words these are
    is_first_here: bool = False  # whether the place that was asked for begins with them


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The pieces of a paragraph, and the attributions that begin in it."""

    pieces: tuple[Piece, ...]
    said: tuple[Attribution, ...]


def show_exactly(text: str) -> str:
    r"""Return the text with every character that a page would obey, or cannot carry, shown as its escape.

    >>> show_exactly("a\u202eb\x00c")
    'a\\u202eb\\x00c'
    """
    return _OBEYED.sub(lambda found: found.group().encode("unicode-escape").decode("ascii"), text)


def find_marks(said: Iterable[Attribution], figures: Iterable[Figure], here: Span | None) -> list[Mark]:
    """Return what is to be marked in a report."""
    marks = [Mark(here, "here")] if here else []
    for each in said:
        parts = [("source", each.source), ("cue", each.cue), ("relay", each.relay), *(("content", span) for span in each.content)]
        marks += [Mark(span, role, said=each) for role, span in parts if span is not None]
    return marks + [Mark(figure.span, "figure", figure=figure) for figure in figures]


def cut_paragraphs(report: Report, marks: Sequence[Mark]) -> list[Paragraph]:
    """Return the text of a report, paragraph by paragraph, cut where marks begin and end. Only white space between them is left out."""
    in_text = [mark for mark in marks if mark.span.field == "text"]
    begins: dict[int, list[Attribution]] = defaultdict(list)
    for said in {id(mark.said): mark.said for mark in in_text if mark.said is not None}.values():
        begins[said.start].append(said)
    paragraphs = []
    for start, end in _find_paragraphs(report.text):
        here = [mark for mark in in_text if mark.span.start < end and start < mark.span.end]
        begun = [said for at in range(start, end) if at in begins for said in begins[at]] if begins else []
        paragraphs.append(Paragraph(tuple(_cut(report.text, start, end, here)), tuple(begun)))
    return paragraphs


def cut_title(title: str, marks: Sequence[Mark]) -> list[Piece]:
    """Return the headline, cut where marks begin and end."""
    return list(_cut(title, 0, len(title), [mark for mark in marks if mark.span.field == "title"]))


def _find_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        if text[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def _cut(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Yield the pieces between each edge and the next, sweeping over the marks once."""
    edges = sorted({start, end, *(at for mark in marks for at in (mark.span.start, mark.span.end) if start < at < end)})
    ordered, waiting, active = sorted(marks, key=lambda mark: mark.span), 0, list[Mark]()
    for left, right in pairwise(edges):
        while waiting < len(ordered) and ordered[waiting].span.start <= left:
            active.append(ordered[waiting])
            waiting += 1
        active = [mark for mark in active if mark.span.end > left]
        yield _piece(text[left:right], left, active)


def _piece(words: str, at: int, active: Sequence[Mark]) -> Piece:
    roles = tuple(sorted({mark.role for mark in active}))
    said = [mark for mark in active if mark.said is not None]
    innermost = min(said, key=lambda mark: len(mark.span.text)).said if said else None
    figure = next((mark.figure for mark in active if mark.figure is not None), None)
    begins = tuple(dict.fromkeys(mark.said.id for mark in said if mark.said is not None and mark.said.start == at))
    is_first_here = any(mark.role == "here" and mark.span.start == at for mark in active)
    return Piece(show_exactly(words), roles, innermost, figure, begins, is_first_here)
