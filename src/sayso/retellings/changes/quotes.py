"""Quotations whose words differ. A quotation that is shorter at its ends, split by its cue or honestly cut is intact."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from sayso.model import Change
from sayso.retellings.changes.side_by_side import Side, SideBySide
from sayso.retellings.changes.spelling import is_slip, words_of
from sayso.settings import RetellingSettings
from sayso.text import Quotation, Token, stem_word

_CUT = re.compile(r"\s*(?:\.\s?\.\s?\.|…|[\[(](?:\.\.\.|…)[\])])\s*|\[[^\]]{0,80}\]")
_STOPS = ".?!…"
_MOST_WORDS = 400
_MOST_RIVALS = 40  # a word in more quotations than that finds none of them


@dataclass(frozen=True)
class _Quote:
    """A quotation with its folded words, between its honest cuts, and the sentences that it stands in."""

    quotation: Quotation
    pieces: tuple[tuple[str, ...], ...]
    sentences: tuple[int, ...]
    parts: tuple[tuple[str, ...], ...]  # its words between full stops
    frame: Counter[str]  # the content words of these sentences outside it

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All its words."""
        return tuple(word for piece in self.pieces for word in piece)

    @cached_property
    def stems(self) -> Counter[str]:
        """How often each stem stands in it."""
        return Counter(stem_word(word) for word in self.words)

    @cached_property
    def letters(self) -> str:
        """Its letters, so that broken and joined words do not count."""
        return "".join(self.words)


class _Quotes:
    """The parent's quotations, found by sentence and by word."""

    def __init__(self, both: SideBySide, quotes: Iterable[_Quote]) -> None:
        self.both, self.all = both, list(quotes)
        self.words = [word for quote in self.all for word in quote.words]
        self.by_sentence: dict[int, list[int]] = {}
        self.by_stem: dict[str, list[int]] = {}
        for at, quote in enumerate(self.all):
            for sentence in quote.sentences:
                self.by_sentence.setdefault(sentence, []).append(at)
            for stem in quote.stems:
                self.by_stem.setdefault(stem, []).append(at)

    def linked(self, child: _Quote) -> list[int]:
        """Return the quotations in the sentences that the child's quotation was made from, in order."""
        pairs = (self.both.pair_of_child.get(j) for j in child.sentences)
        return sorted({at for pair in pairs if pair for i in pair.parents for at in self.by_sentence.get(i, ())})

    def near(self, child: _Quote) -> list[int]:
        """Return the quotations worth a closer look: the linked ones, and those that share a word of few quotations."""
        places = (self.by_stem.get(stem, []) for stem in child.stems)
        return sorted({*self.linked(child), *(at for found in places if len(found) <= _MOST_RIVALS for at in found)})

    def is_intact(self, child: _Quote) -> bool:
        """Return whether every piece stands in one of them or runs over several that follow each other, slips of typing aside."""
        if all(_has_letters(self.words, piece) for piece in child.pieces):
            return True
        near = [self.all[at] for at in self.near(child)]
        return all(any(_has_run(parent.words, piece) for parent in near) for piece in child.pieces)

    def is_longer(self, child: _Quote) -> bool:
        """Return whether the child quotes more of the same statement: a whole quotation stands in it word for word."""
        near = (self.all[at] for at in self.near(child))
        return any(
            len(parent.words) > 2 and all(_has_run(child.words, piece) for piece in parent.pieces) and not self._is_padded(child, parent)
            for parent in near
        )

    def _is_padded(self, child: _Quote, parent: _Quote) -> bool:
        """Return whether a quotation that holds the parent's has a few more words in the same sentence, which the parent lacks there."""
        part = next((part for part in child.parts if _has_run(part, parent.words)), None)
        more = Counter(part) - Counter(parent.words)
        there = Counter(words_of(self.both.parent.tokens_of(parent.sentences)))
        return 0 < more.total() <= self.both.settings.quote_more_words and not more <= there


def _pieces(side: Side, quotation: Quotation) -> tuple[tuple[str, ...], ...]:
    """Return the words of a quotation, cut where it has an ellipsis or an insertion in brackets."""
    text, at = side.text, quotation.inner_start
    found = []
    for start, end in [
        *(match.span() for match in _CUT.finditer(text, at, quotation.inner_end)),
        (quotation.inner_end, quotation.inner_end),
    ]:
        found.append(tuple(words_of(side.tokens(at, start))[:_MOST_WORDS]))
        at = end
    return tuple(piece for piece in found if piece)


def _read_quotes(side: Side) -> list[_Quote]:
    quotes = (_read_quote(side, quotation) for quotation in side.document.quotations if quotation.depth == 0)
    return [quote for quote in quotes if quote.pieces]


def _read_quote(side: Side, quotation: Quotation) -> _Quote:
    sentences = side.sentences_of(quotation.inner_start, quotation.inner_end)
    around = sum((side.sentence_stems[k] for k in sentences), Counter[str]())
    inside = quotation.inner_start, quotation.inner_end
    return _Quote(quotation, _pieces(side, quotation), sentences, _read_parts(side.tokens(*inside)), around - side.stems(*inside))


def _read_parts(tokens: Sequence[Token]) -> tuple[tuple[str, ...], ...]:
    stops = [k + 1 for k, token in enumerate(tokens) if token.text[-1] in _STOPS]
    return tuple(tuple(words_of(tokens[start:end])) for start, end in pairwise((0, *stops, len(tokens))))


def _has_letters(whole: Sequence[str], piece: Sequence[str]) -> bool:
    """Return whether the letters of the piece stand in the whole from the edge of a word to the edge of a word."""
    letters, sought = "".join(whole), "".join(piece)
    at = letters.find(sought)
    if at < 0:
        return False
    edges = {0, *accumulate(map(len, whole))}
    while at >= 0:
        if at in edges and at + len(sought) in edges:
            return True
        at = letters.find(sought, at + 1)
    return False


def _has_run(whole: tuple[str, ...], piece: tuple[str, ...]) -> bool:
    """Return whether the piece stands in the whole word for word, slips of typing aside."""
    if _has_letters(whole, piece):
        return True
    n = len(piece)
    return any(all(map(is_slip, whole[k : k + n], piece)) for k in range(len(whole) - n + 1) if is_slip(whole[k], piece[0]))


def _score_likeness(first: _Quote, second: _Quote) -> float:
    """Return which share of the shorter quotation's words has its like in the other, in order or not."""
    return (first.stems & second.stems).total() / max(1, min(len(first.words), len(second.words)))


def _is_counterpart(first: _Quote, second: _Quote, settings: RetellingSettings) -> bool:
    """Return whether two quotations in the same place of linked sentences are one: by their letters, or by what stands around them.

    Where nothing stands around either, the quotations are what was linked.
    """
    from rapidfuzz import fuzz

    if not first.frame and not second.frame:
        return True
    around = (first.frame & second.frame).total() / max(1, min(first.frame.total(), second.frame.total()))
    return around >= settings.quote_frame or fuzz.ratio(first.letters, second.letters) >= 100 * settings.quote_looks


def _rank(parents: _Quotes, children: list[_Quote]) -> Iterator[tuple[float, int, int]]:
    """Yield how well each altered quotation fits each of the parent's: by words, by link, and by its place in the sentence."""
    settings = parents.both.settings
    neighbours: dict[int, list[int]] = {}
    for c, child in enumerate(children):
        for sentence in child.sentences:
            neighbours.setdefault(sentence, []).append(c)
    for c, child in enumerate(children):
        linked = parents.linked(child)
        rivals = sorted({k for sentence in child.sentences for k in neighbours[sentence]})
        for p in parents.near(child):
            parent = parents.all[p]
            likeness = _score_likeness(parent, child)
            is_place = p in linked and len(linked) == len(rivals) and linked.index(p) == rivals.index(c)
            is_place = is_place and _is_counterpart(parent, child, settings)
            if p in linked and (is_place or likeness >= settings.quote_linked_likeness):
                yield likeness + 1 + is_place * 0.5, p, c
            elif likeness >= settings.quote_likeness and min(len(parent.words), len(child.words)) >= settings.quote_min_words:
                yield likeness, p, c


def find_altered_quotes(both: SideBySide) -> Iterator[Change]:
    """Yield a change for every quotation of the child that has its original in the parent, in other words."""
    parents, children = _Quotes(both, _read_quotes(both.parent)), _read_quotes(both.child)
    intact = {id(child) for child in children if parents.is_intact(child)}
    altered = [c for c in children if id(c) not in intact and not parents.is_longer(c) and not _stands_there(both, c)]
    copied = [word for child in children if id(child) in intact for word in child.words]
    unused = _Quotes(both, (parent for parent in parents.all if not all(_has_letters(copied, piece) for piece in parent.pieces)))
    taken: set[int] = set()
    for _, p, c in sorted(_rank(unused, altered), key=lambda row: (-row[0], row[1], row[2])):
        if c not in taken:
            taken.add(c)
            yield _as_change(both, unused.all[p], altered[c])


def _stands_there(both: SideBySide, child: _Quote) -> bool:
    """Return whether the parent has the same words without quotation marks: then they were put in marks, not altered."""
    return any(
        _has_run(tuple(words_of(both.parent.tokens_of(pair.parents))), child.words)
        for j in child.sentences
        if (pair := both.pair_of_child.get(j))
    )


def _as_change(both: SideBySide, parent: _Quote, child: _Quote) -> Change:
    before = both.parent.span(parent.quotation.inner_start, parent.quotation.inner_end)
    after = both.child.span(child.quotation.inner_start, child.quotation.inner_end)
    return Change("quote_altered", before, after)
