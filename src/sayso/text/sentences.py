"""Paragraphs and sentences with their offsets; where sentences end within a paragraph is found by ``borders``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.text.borders import find_borders

_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n|\u2028|\u2029)[^\S\r\n]*(?:\r\n|\r|\n|\u2028|\u2029)\s*")
_LINE = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
_FINAL = re.compile(r"[.!?…:][\"'”’»)\]]*\s*$")
_LONGEST_SENTENCE_CHARS = 2_000  # no sentence of prose is as long; what looks like one is cut so that work on it stays bounded
_LONG_LINE_CHARS = 100  # lines this long on average are paragraphs of their own rather than hard-wrapped prose


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence without the white space around it. ``paragraph`` counts from 0."""

    index: int
    paragraph: int
    start: int
    end: int


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _split_block(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the lines of a block that are paragraphs of their own, or the block as one paragraph where it is hard-wrapped."""
    cuts = [match.span() for match in _LINE.finditer(text, start, end)]
    if not cuts:
        return [(start, end)]
    edges = [start, *(point for cut in cuts for point in cut), end]
    lines = list(zip(edges[::2], edges[1::2], strict=True))
    is_final = [bool(_FINAL.search(text[max(a, b - 12) : b])) for a, b in lines]
    mean_chars = sum(b - a for a, b in lines) / len(lines)
    return lines if mean_chars >= _LONG_LINE_CHARS or sum(is_final) >= 0.8 * len(lines) else [(start, end)]


def find_paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Return ``(start, end)`` of each paragraph, without the white space around it."""
    edges = [0, *(point for match in _BLANK_LINE.finditer(text) for point in match.span()), len(text)]
    blocks = zip(edges[::2], edges[1::2], strict=True)
    trimmed = (_trim(text, *line) for block in blocks for line in _split_block(text, *block))
    return tuple((start, end) for start, end in trimmed if start < end)


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentence, or its pieces at white space where it is longer than any sentence of prose."""
    while end - start > _LONGEST_SENTENCE_CHARS:
        limit = start + _LONGEST_SENTENCE_CHARS
        blank = next((k for k in range(limit, start + _LONGEST_SENTENCE_CHARS // 2, -1) if text[k].isspace()), limit)
        yield _trim(text, start, blank)
        start, _ = _trim(text, blank, end)
    yield start, end


def find_sentences(text: str, paragraphs: tuple[tuple[int, int], ...], language: str = "en") -> tuple[Sentence, ...]:
    """Return the sentences of every paragraph, in order."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs):
        at = start
        for cut in [*find_borders(text[start:end], language), end - start]:
            a, b = _trim(text, at, start + cut)
            if a < b:
                found += [Sentence(len(found) + n, number, *piece) for n, piece in enumerate(_cut_long(text, a, b))]
                at = start + cut
    return tuple(found)
