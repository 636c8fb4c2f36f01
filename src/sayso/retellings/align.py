"""How a child text relates to a parent text, sentence by sentence."""

from __future__ import annotations

from sayso.model import Alignment, Link, LinkKind, Span
from sayso.retellings.bead import Bead
from sayso.retellings.beads import find_beads
from sayso.retellings.passages import find_passages
from sayso.retellings.pieces import LinkedSentences, LinkMeasure, Pieces, merge_links, read_pieces
from sayso.retellings.similarity import score_similarities
from sayso.settings import RetellingSettings
from sayso.text import Document


def _spans(pieces: Pieces, first: int, last: int) -> tuple[Span, ...]:
    return tuple(Span.cut(pieces.text, s.start, s.end) for s in pieces.places[first:last])


def _judge_kind(parent: Pieces, child: Pieces, bead: Bead) -> LinkKind:
    if bead.is_moved:
        return "moved"
    if parent.list_words(bead.i, bead.i_end) == child.list_words(bead.j, bead.j_end):
        return "kept"
    if bead.i_end - bead.i > 1:
        return "merged"
    return "split" if bead.j_end - bead.j > 1 else "reworded"


def _link(parent: Pieces, child: Pieces, bead: Bead) -> Link:
    return Link(
        _spans(parent, bead.i, bead.i_end), _spans(child, bead.j, bead.j_end), _judge_kind(parent, child, bead), round(bead.similarity, 4)
    )


def _ordered(parent: Pieces, child: Pieces, beads: list[Bead]) -> list[Link]:
    """Return all links in the order of the child, each omitted sentence after the link of the sentence before it."""
    by_child = {bead.j: bead for bead in beads}
    inside = {j for bead in beads for j in range(bead.j + 1, bead.j_end)}
    taken = {i for bead in beads for i in range(bead.i, bead.i_end)}
    links: list[Link] = []

    def leave_out(i: int) -> None:
        while i < len(parent.places) and i not in taken:
            links.append(Link(_spans(parent, i, i + 1), (), "omitted"))
            i += 1

    leave_out(0)
    for j in range(len(child.places)):
        bead = by_child.get(j)
        if bead is not None:
            links.append(_link(parent, child, bead))
            leave_out(bead.i_end)
        elif j not in inside:
            links.append(Link((), _spans(child, j, j + 1), "added"))
    return links


def align_documents(parent: Document, child: Document, settings: RetellingSettings | None = None) -> Alignment:
    """Return the alignment of two texts, without typed changes. Every sentence of both stands in exactly one link.

    Sentences within a quotation are sentences of their own here (``pieces``).
    """
    settings = settings or RetellingSettings()
    return Alignment(find_passages(parent, child, settings), align_sentences(parent, child, settings))


def align_sentences(parent: Document, child: Document, settings: RetellingSettings) -> tuple[Link, ...]:
    """Return the links of an alignment alone."""
    return tuple(_ordered(read_pieces(parent), read_pieces(child), _find_beads(parent, child, settings)))


def _find_beads(parent: Document, child: Document, settings: RetellingSettings) -> list[Bead]:
    table = score_similarities(parent, child, settings)

    def n_words(bead: Bead) -> int:
        return min(
            sum(map(len, table.parent_words[bead.i : bead.i_end])),
            sum(map(len, table.child_words[bead.j : bead.j_end])),
        )

    return [bead for bead in find_beads(table, settings) if not bead.is_moved or n_words(bead) >= settings.moved_least_words]


def find_linked(parent: Document, child: Document, settings: RetellingSettings) -> tuple[LinkedSentences, ...]:
    """Return what ``link_sentences`` makes of the links of an alignment, without the links: most pairs of reports need no more."""
    before, after = read_pieces(parent), read_pieces(child)
    beads = sorted(_find_beads(parent, child, settings), key=lambda bead: bead.j)
    return merge_links(_measure(before, after, bead) for bead in beads)


def _measure(parent: Pieces, child: Pieces, bead: Bead) -> LinkMeasure:
    kind = _judge_kind(parent, child, bead)
    there = child.places[bead.j : bead.j_end]
    return LinkMeasure(
        {piece.sentence for piece in parent.places[bead.i : bead.i_end]},
        {piece.sentence for piece in there},
        round(bead.similarity, 4),
        sum(piece.end - piece.start for piece in there),
        kind,
    )
