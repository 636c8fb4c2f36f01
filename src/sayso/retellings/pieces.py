"""What alignment links: the sentences of a text, those inside quotations too.

Elsewhere a quotation of several sentences is one thing, because one voice says it. A retelling may keep the first of them, move the
second and drop the third.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from weakref import WeakKeyDictionary

from sayso.model import Link
from sayso.text import Document, Token, read_document

# What opens or closes a quotation is put out of sight, and so is an apostrophe: inside a word it counts as a letter.
_MARKS = str.maketrans(dict.fromkeys('"“”„«»', " "))
_INNER = re.compile(r"(?<=\S)['‘’](?=[^\W\d_])")
_SINGLE = str.maketrans(dict.fromkeys("'‘’", " "))


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence, and the index of the sentence of the document that holds it."""

    start: int
    end: int
    sentence: int


@dataclass(frozen=True)
class Pieces:
    """The pieces of a text in order, and the tokens of each."""

    text: str
    places: tuple[Piece, ...]
    tokens: tuple[tuple[Token, ...], ...]


_KEPT: WeakKeyDictionary[Document, Pieces] = WeakKeyDictionary()


def read_pieces(document: Document) -> Pieces:
    """Return the pieces of a document; they are kept as long as the document lives."""
    pieces = _KEPT.get(document)
    if pieces is None:
        places = tuple(_cut(document))
        pieces = _KEPT[document] = Pieces(document.text, places, tuple(_tokens_of(document, places)))
    return pieces


def _cut(document: Document) -> list[Piece]:
    """Return each sentence, cut where sentences end within it once quotation marks are out of sight."""
    text = document.text
    bare = _INNER.sub("x", text.translate(_MARKS)).translate(_SINGLE)
    if bare == text:
        return [Piece(s.start, s.end, s.index) for s in document.sentences]
    led = [(q.inner_start, q.inner_end) for q in document.quotations if q.depth == 0 and _is_led(text, q.start)]
    starts = [s.start for s in read_document(bare, document.language).sentences if not _is_within(s.start, led)]
    found = []
    for sentence in document.sentences:
        inside = starts[bisect_right(starts, sentence.start) : bisect_left(starts, sentence.end)]
        edges = [sentence.start, *(_before_marks(text, at, sentence.start) for at in inside), sentence.end]
        for start, end in pairwise(edges):
            piece = text[start:end]
            if start == end:
                continue
            if any(c.isalnum() for c in piece):
                found.append(Piece(start, start + len(piece.rstrip()), sentence.index))
            elif found and found[-1].sentence == sentence.index:
                found[-1] = Piece(found[-1].start, end, sentence.index)
            else:
                found.append(Piece(start, end, sentence.index))
    return found


def _is_led(text: str, at: int) -> bool:
    """Return whether a quotation goes on with the sentence around it: 'she said, "..."' is one sentence, however many it quotes."""
    before = text[max(0, at - 40) : at].rstrip()
    return (bool(before) and before[-1] in ",:") or before[-1:].isalnum()


def _is_within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    k = bisect_right(spans, (at, at)) - 1
    return k >= 0 and spans[k][0] < at < spans[k][1]


def _before_marks(text: str, at: int, start: int) -> int:
    """Return the place before the opening marks in front of a character; marks behind a space close nothing."""
    opening = at
    while opening > start and text[opening - 1] in "\"“„«‘'":
        opening -= 1
    return opening if opening == start or text[opening - 1].isspace() else at


def _tokens_of(document: Document, places: Sequence[Piece]) -> list[tuple[Token, ...]]:
    rows: list[list[Token]] = [[] for _ in places]
    at = 0
    for token in document.tokens:
        while at < len(places) and places[at].end <= token.start:
            at += 1
        if at < len(places) and token.start >= places[at].start:
            rows[at].append(token)
    return [tuple(row) for row in rows]


@dataclass(frozen=True, slots=True)
class LinkedSentences:
    """Whole sentences of a parent and a child, by index, that are linked in any of their pieces."""

    parents: tuple[int, ...]
    children: tuple[int, ...]
    similarity: float
    is_kept: bool
    is_moved: bool


def link_sentences(links: Sequence[Link], parent: Document, child: Document) -> tuple[LinkedSentences, ...]:
    """Return the linked sentences of an alignment, in the order of the child: links between the same sentences are one."""
    groups: list[tuple[set[int], set[int], list[tuple[float, int, bool, bool]]]] = []
    for link in links:
        if not link.parent_spans or not link.child_spans:
            continue
        here, there = ({_index(d, span.start) for span in spans} for d, spans in ((parent, link.parent_spans), (child, link.child_spans)))
        measure = (link.similarity, sum(s.end - s.start for s in link.child_spans), link.kind == "kept", link.kind == "moved")
        last = groups[-1] if groups else None
        if last and (last[0] & here or last[1] & there):
            last[0].update(here)
            last[1].update(there)
            last[2].append(measure)
        else:
            groups.append((here, there, [measure]))
    return tuple(_merge(*group) for group in groups)


def _index(document: Document, at: int) -> int:
    sentence = document.sentence_at(at)
    assert sentence is not None  # spans of links are cut from sentences
    return sentence.index


def _merge(parents: set[int], children: set[int], measures: list[tuple[float, int, bool, bool]]) -> LinkedSentences:
    n_chars = sum(each[1] for each in measures)
    similarity = sum(each[0] * each[1] for each in measures) / n_chars
    is_kept, is_moved = all(each[2] for each in measures), any(each[3] for each in measures)
    return LinkedSentences(tuple(sorted(parents)), tuple(sorted(children)), round(similarity, 4), is_kept, is_moved)
