"""Reused passages: maximal stretches of a child text that were made from one stretch of its parent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sayso.lexicon import read_words
from sayso.retellings.beads import Bead, is_beside
from sayso.retellings.similarity import Similarities
from sayso.settings import RetellingSettings
from sayso.text import Document

Passage = tuple[tuple[int, int], tuple[int, int]]


def _blocks(beads: Iterable[Bead], settings: RetellingSettings) -> list[list[Bead]]:
    """Return runs of beads that follow each other on both sides, a few other sentences between them allowed."""
    blocks: list[list[Bead]] = []
    for bead in sorted(beads, key=lambda b: (b.j, b.i)):
        near = next(
            (b for b in reversed(blocks[-settings.passage_open_blocks :]) if is_beside(b[-1], bead, settings.passage_gap_sentences)), None
        )
        if near is not None:
            near.append(bead)
        else:
            blocks.append([bead])
    return blocks


def _content_stems(document: Document, first: int, last: int) -> Counter[str]:
    functional = read_words("function_words", "all")
    return Counter(
        t.stem for tokens in document.tokens_of_sentence[first:last] for t in tokens if t.kind != "mark" and t.lower not in functional
    )


def _chars(document: Document, first: int, last: int, shared: Counter[str], settings: RetellingSettings) -> tuple[int, int]:
    """Return where the sentences stand, without a long head or tail that has no word of the other side."""
    start, end = document.sentences[first].start, document.sentences[last - 1].end
    head = min((t.start for t in document.tokens_of_sentence[first] if t.stem in shared), default=start)
    tail = max((t.end for t in document.tokens_of_sentence[last - 1] if t.stem in shared), default=end)
    loose = settings.passage_loose_chars
    return head if head - start > loose else start, tail if end - tail > loose else end


def find_passages(
    parent: Document, child: Document, table: Similarities, beads: list[Bead], settings: RetellingSettings
) -> tuple[Passage, ...]:
    """Return the reused passages as ``((parent_start, parent_end), (child_start, child_end))``, sorted by the parent.

    A passage begins and ends with a sentence that is clearly reused, and is alike as a whole. The shorter it is, the
    more alike it has to be.
    """
    strong = (bead for bead in beads if bead.similarity >= settings.passage_seed_similarity)
    found = []
    for block in _blocks(strong, settings):
        i, i_end, j, j_end = block[0].i, block[-1].i_end, block[0].j, block[-1].j_end
        shared = _content_stems(parent, i, i_end) & _content_stems(child, j, j_end)
        source, target = _chars(parent, i, i_end, shared, settings), _chars(child, j, j_end, shared, settings)
        similarity = table.block_cosine((i, i_end, j, j_end))
        weight_chars = similarity * min(source[1] - source[0], target[1] - target[0])
        if similarity >= settings.passage_similarity and weight_chars >= settings.passage_min_weight_chars:
            found.append((source, target))
    return tuple(sorted(found))
