"""Quotations whose words differ. A quotation that is shorter at its ends, split by its cue or honestly cut is intact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model import Change
from sayso.retellings.changes.side_by_side import Side, SideBySide
from sayso.retellings.changes.spelling import is_slip, words_of
from sayso.text import Quotation, stem_word

_CUT = re.compile(r"\s*(?:\.\s?\.\s?\.|…|[\[(](?:\.\.\.|…)[\])])\s*|\[[^\]]{0,80}\]")
_MOST_WORDS = 400


@dataclass(frozen=True)
class _Quote:
    """A quotation with its folded words, between its honest cuts, and the sentences that it stands in."""

    quotation: Quotation
    pieces: tuple[tuple[str, ...], ...]
    sentences: tuple[int, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for piece in self.pieces for word in piece)

    @property
    def letters(self) -> str:
        return "".join(self.words)


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
    quotes = (_Quote(q, _pieces(side, q), side.sentences_of(q.inner_start, q.inner_end)) for q in side.document.quotations if q.depth == 0)
    return [quote for quote in quotes if quote.pieces]


def _has_run(whole: tuple[str, ...], piece: tuple[str, ...]) -> bool:
    """Return whether the piece stands in the whole word for word, slips of typing aside."""
    if "".join(piece) in "".join(whole):  # letters, so that broken and joined words do not count
        return True
    n = len(piece)
    return any(all(map(is_slip, whole[k : k + n], piece)) for k in range(len(whole) - n + 1) if is_slip(whole[k], piece[0]))


def _is_intact(child: _Quote, parents: list[_Quote], spoken: tuple[str, ...]) -> bool:
    """Return whether every piece stands in one of the parent's quotations, or runs over several that follow each other."""
    return all(any(_has_run(parent.words, piece) for parent in parents) or _has_run(spoken, piece) for piece in child.pieces)


def _score_likeness(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """Return which share of the shorter quotation's words has its like in the other, in order or not."""
    stems, others = [stem_word(w) for w in first], [stem_word(w) for w in second]
    shared = sum(min(stems.count(stem), others.count(stem)) for stem in set(stems))
    return shared / max(1, min(len(first), len(second)))


def _looks_like(first: _Quote, second: _Quote, lower: float) -> bool:
    """Return whether the letters agree well enough for two quotations in the same place; inflected words often share no stem."""
    from rapidfuzz import fuzz

    return fuzz.ratio(first.letters, second.letters) >= 100 * lower


def _is_linked(both: SideBySide, parent: _Quote, child: _Quote) -> bool:
    return any(set(parent.sentences) & set(pair.parents) for j in child.sentences if (pair := both.pair_of_child.get(j)))


def _rank(both: SideBySide, parents: list[_Quote], children: list[_Quote]) -> Iterator[tuple[float, int, int]]:
    """Yield how well each altered quotation fits each of the parent's: by words, by link, and by its place in the sentence."""
    settings = both.settings
    for c, child in enumerate(children):
        linked = [p for p, parent in enumerate(parents) if _is_linked(both, parent, child)]
        rivals = [k for k, other in enumerate(children) if set(other.sentences) & set(child.sentences)]
        for p, parent in enumerate(parents):
            likeness = _score_likeness(parent.words, child.words)
            lengths = sorted((len(parent.words), len(child.words)))
            is_place = p in linked and len(linked) == len(rivals) and linked.index(p) == rivals.index(c)
            is_like = likeness >= settings.quote_linked_likeness or (is_place and _looks_like(parent, child, settings.quote_looks))
            if p in linked and is_like:
                yield likeness + 1 + is_place * 0.5, p, c
            elif likeness >= settings.quote_likeness and lengths[0] >= settings.quote_min_words:
                yield likeness, p, c


def find_altered_quotes(both: SideBySide) -> Iterator[Change]:
    """Yield a change for every quotation of the child that has its original in the parent, in other words."""
    parents, children = _read_quotes(both.parent), _read_quotes(both.child)
    spoken = tuple(word for parent in parents for word in parent.words)
    intact = [child for child in children if _is_intact(child, parents, spoken)]
    altered = [child for child in children if child not in intact and not _is_longer(child, parents) and not _stands_there(both, child)]
    unused = [parent for parent in parents if not any(_is_copied(parent, child) for child in intact)]
    taken: set[int] = set()
    for _, p, c in sorted(_rank(both, unused, altered), key=lambda row: (-row[0], row[1], row[2])):
        if c not in taken:
            taken.add(c)
            yield _as_change(both, unused[p], altered[c])


def _is_longer(child: _Quote, parents: list[_Quote]) -> bool:
    """Return whether the child quotes more of the same statement: a whole quotation of the parent stands in it word for word."""
    return any(len(parent.words) > 2 and _is_copied(parent, child) for parent in parents)


def _is_copied(parent: _Quote, child: _Quote) -> bool:
    return all(_has_run(child.words, piece) for piece in parent.pieces)


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
