"""What alignment links: the sentences of a text, those inside quotations too.

Elsewhere a quotation of several sentences is one thing, because one voice says it. A retelling may keep the first of them, move the
second and drop the third.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sayso.model import Link, LinkKind
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

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The words of each piece in lower case, without marks."""
        return tuple(tuple(token.lower for token in row if token.kind != "mark") for row in self.tokens)

    def list_words(self, first: int, last: int) -> tuple[str, ...]:
        """Return the words of some pieces that follow each other."""
        return self.words[first] if last - first == 1 else tuple(chain.from_iterable(self.words[first:last]))


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


class LinkMeasure(NamedTuple):
    """One link by the indices of whole sentences. ``n_chars``: of its child side."""

    parents: set[int]
    children: set[int]
    similarity: float
    n_chars: int
    kind: LinkKind


def link_sentences(links: Sequence[Link], parent: Document, child: Document) -> tuple[LinkedSentences, ...]:
    """Return the linked sentences of an alignment, in the order of the child: links between the same sentences are one."""
    return merge_links(
        LinkMeasure(
            {_index(parent, span.start) for span in link.parent_spans},
            {_index(child, span.start) for span in link.child_spans},
            link.similarity,
            sum(span.end - span.start for span in link.child_spans),
            link.kind,
        )
        for link in links
        if link.parent_spans and link.child_spans
    )


def merge_links(links: Iterable[LinkMeasure]) -> tuple[LinkedSentences, ...]:
    """Return the linked sentences, links that follow each other and share a sentence taken as one."""
    groups: list[list[LinkMeasure]] = []
    parents, children = set[int](), set[int]()
    for link in links:
        if groups and (parents & link.parents or children & link.children):
            groups[-1].append(link)
            parents, children = parents | link.parents, children | link.children
        else:
            groups.append([link])
            parents, children = link.parents, link.children
    return tuple(map(_merge, groups))


def _index(document: Document, at: int) -> int:
    sentence = document.sentence_at(at)
    assert sentence is not None  # spans of links are cut from sentences
    return sentence.index


def _merge(links: Sequence[LinkMeasure]) -> LinkedSentences:
    first = links[0]
    if len(links) == 1:
        places = tuple(sorted(first.parents)), tuple(sorted(first.children))
        return LinkedSentences(*places, round(first.similarity, 4), first.kind == "kept", first.kind == "moved")
    n_chars = sum(link.n_chars for link in links)
    return LinkedSentences(
        tuple(sorted(set().union(*(link.parents for link in links)))),
        tuple(sorted(set().union(*(link.children for link in links)))),
        round(sum(link.similarity * link.n_chars for link in links) / n_chars, 4),
        all(link.kind == "kept" for link in links),
        any(link.kind == "moved" for link in links),
    )
