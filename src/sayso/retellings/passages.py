"""Reused passages: maximal stretches of a child text that were made from one stretch of its parent."""

from __future__ import annotations

from sayso.retellings.beads import Bead
from sayso.settings import RetellingSettings
from sayso.text import Document

Passage = tuple[tuple[int, int], tuple[int, int]]


def _is_same_stretch(before: Bead, after: Bead, settings: RetellingSettings) -> bool:
    gap = settings.passage_gap_sentences
    return 0 <= after.i - before.i_end <= gap and 0 <= after.j - before.j_end <= gap


def find_passages(parent: Document, child: Document, beads: list[Bead], settings: RetellingSettings) -> tuple[Passage, ...]:
    """Return the reused passages as ``((parent_start, parent_end), (child_start, child_end))``, sorted by the parent.

    Linked sentences that follow each other on both sides are one passage; a few others may stand between them.
    """
    blocks: list[list[Bead]] = []
    for bead in sorted(beads, key=lambda b: (b.j, b.i)):
        if blocks and _is_same_stretch(blocks[-1][-1], bead, settings):
            blocks[-1].append(bead)
        else:
            blocks.append([bead])
    spans = (((b[0].i, b[-1].i_end), (b[0].j, b[-1].j_end)) for b in blocks)
    return tuple(sorted((_chars(parent, *p), _chars(child, *c)) for p, c in spans))


def _chars(document: Document, first: int, last: int) -> tuple[int, int]:
    return document.sentences[first].start, document.sentences[last - 1].end
