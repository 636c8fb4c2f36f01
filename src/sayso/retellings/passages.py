"""Reused passages: maximal stretches of a child text that were made from one stretch of its parent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from sayso.lexicon import read_words
from sayso.retellings.beads import Bead
from sayso.retellings.similarity import Block, Similarities
from sayso.settings import RetellingSettings
from sayso.text import Document

Passage = tuple[tuple[int, int], tuple[int, int]]


def _find_seeds(table: Similarities, beads: Iterable[Bead], settings: RetellingSettings) -> list[Block]:
    """Return the clear beads, and pairs beside no bead's order that are clear by themselves: a passage may be shuffled inside."""
    lower = settings.passage_seed_similarity
    found = {(b.i, b.i_end, b.j, b.j_end) for b in beads if b.similarity >= lower}
    loose = np.argwhere(table.cosines >= lower + settings.passage_loose_gain).tolist()
    found |= {(i, i + 1, j, j + 1) for i, j in loose}
    return sorted(found, key=lambda block: (block[2], block[0]))


def _is_near(one: Block, other: Block, gap: int) -> bool:
    """Return whether two blocks stand close together on both sides, in whatever order in the parent."""
    return other[2] - one[3] <= gap and other[0] - one[1] <= gap and one[0] - other[1] <= gap


def _blocks(seeds: list[Block], settings: RetellingSettings) -> list[Block]:
    """Return the seeds that stand close together on both sides as one block each, in the order of the child."""
    blocks: list[Block] = []
    for seed in seeds:
        recent = range(len(blocks) - 1, max(-1, len(blocks) - 1 - settings.passage_open_blocks), -1)
        k = next((k for k in recent if _is_near(blocks[k], seed, settings.passage_gap_sentences)), None)
        if k is None:
            blocks.append(seed)
        else:
            one = blocks[k]
            blocks[k] = min(one[0], seed[0]), max(one[1], seed[1]), one[2], max(one[3], seed[3])
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
    found = []
    for block in _blocks(_find_seeds(table, beads, settings), settings):
        i, i_end, j, j_end = block
        shared = _content_stems(parent, i, i_end) & _content_stems(child, j, j_end)
        source, target = _chars(parent, i, i_end, shared, settings), _chars(child, j, j_end, shared, settings)
        similarity = table.block_cosine(block)
        weight_chars = similarity * min(source[1] - source[0], target[1] - target[0])
        if similarity >= settings.passage_similarity and weight_chars >= settings.passage_min_weight_chars:
            found.append((source, target))
    return tuple(sorted(found))
