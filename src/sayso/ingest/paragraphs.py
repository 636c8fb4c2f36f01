"""From the lines on printed pages to paragraphs: what a page breaks is joined, what it repeats is left out.

1. A line that stands at one height at the top or bottom of most pages, whatever its numbers, is a running head; a bare number there is
   that of a page.
2. A paragraph begins after a gap, at an indent, in another size of type, and after a short line that ends a sentence.
3. A paragraph that a column or page breaks off goes on in the next, if it stopped within a sentence.
4. A hyphen at the end of a line goes, if the next line goes on in lower case.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.settings import IngestSettings

_EDGE_LINES = 2  # at the top and at the bottom of a page, where running heads and numbers stand
_SIZE_SHARE = 0.12  # type of one size differs less, whatever letters a line has
_MOST_STEP = 3  # line heights; what is farther apart is no paragraph's line step
_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_HYPHENS = "-\u00ad\u2010\x02\ufffe"  # the last two are what pdfium puts for a hyphen that breaks a word
_PAGE_NUMBER = re.compile(r"[\W_]*\d{1,4}(?:\s*/\s*\d{1,4})?[\W_]*")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of a page: its words and where they stand, in points, ``y`` upwards."""

    text: str
    left: float
    right: float
    y: float
    height: float


def join_lines(pages: Sequence[Sequence[PrintedLine]], settings: IngestSettings) -> list[str]:
    """Return the paragraphs of some pages."""
    heads = _find_heads(pages)
    paragraphs: list[str] = []
    for page in pages:
        lines = [line for is_edge, line in _place_lines(page) if not (is_edge and _sign(line) in heads)]
        fresh = _join_page(lines, settings)
        if fresh and paragraphs and _goes_on(paragraphs[-1], fresh[0]):
            paragraphs[-1] = _join(paragraphs[-1], fresh.pop(0))
        paragraphs += fresh
    return paragraphs


def _place_lines(page: Sequence[PrintedLine]) -> list[tuple[bool, PrintedLine]]:
    """Return the lines, each with whether it stands at the top or the bottom."""
    edge = {y for ys in (sorted({line.y for line in page}),) for y in (*ys[:_EDGE_LINES], *ys[-_EDGE_LINES:])}
    return [(line.y in edge, line) for line in page]


def _sign(line: PrintedLine) -> tuple[str, int]:
    """Return what a running head has in common on all pages: its words whatever their numbers, and its height on the page."""
    return re.sub(r"\d+", "0", " ".join(line.text.split()).casefold()), round(line.y)


def _find_heads(pages: Sequence[Sequence[PrintedLine]]) -> set[tuple[str, int]]:
    """Return the signs of lines at the edges of most pages, and of all bare page numbers there."""
    found: Counter[tuple[str, int]] = Counter()
    for page in pages:
        found.update({_sign(line) for is_edge, line in _place_lines(page) if is_edge})
    least = max(2, len(pages) // 2 + 1)
    return {sign for sign, n in found.items() if n >= least or (len(pages) > 1 and _PAGE_NUMBER.fullmatch(sign[0]))}


def _join_page(lines: Sequence[PrintedLine], settings: IngestSettings) -> list[str]:
    paragraphs: list[str] = []
    pitch = _find_pitch(lines)
    right = max((line.right for line in lines), default=0.0)
    for k, line in enumerate(lines):
        if k and not _begins(lines[k - 1], line, pitch, right, settings):
            paragraphs[-1] = _join(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
    return paragraphs


def _find_pitch(lines: Sequence[PrintedLine]) -> float:
    """Return how far apart lines stand in paragraphs. Most have two lines or more, so at least a quarter stand so near."""
    steps = sorted(before.y - after.y for before, after in pairwise(lines) if 0 < before.y - after.y < _MOST_STEP * before.height)
    return steps[len(steps) // 4] if steps else 0.0


def _begins(before: PrintedLine, line: PrintedLine, pitch: float, right: float, settings: IngestSettings) -> bool:
    """Return whether a line opens a paragraph."""
    step = before.y - line.y
    if abs(before.height - line.height) > _SIZE_SHARE * max(before.height, line.height):
        return True
    if step <= 0:  # further up: the next column
        return not _goes_on(before.text, line.text)
    if pitch and step > settings.paragraph_gap * pitch:
        return True
    if line.left - before.left > settings.paragraph_indent * line.height:
        return True
    width = right - min(before.left, line.left)
    return bool(_END.search(before.text)) and right - before.right > settings.short_line_share * width


def _goes_on(before: str, after: str) -> bool:
    """Return whether a paragraph that was broken off goes on in the next lines."""
    return not _END.search(before) and (after[:1].islower() or before[-1:] in _HYPHENS or before[-1:] == ",")


def _join(before: str, after: str) -> str:
    if before[-1:] in _HYPHENS:
        is_broken = len(before) > 1 and before[-2].isalpha() and after[:1].islower()
        kept = before[:-1] if is_broken else before[:-1] + "-"
        return kept + after
    return f"{before} {after}"
