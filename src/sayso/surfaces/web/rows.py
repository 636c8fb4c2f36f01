"""A redline as rows: the parent's sentences beside the child's, the words that changed marked on either side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.desk import Redline
from sayso.model import Change, Link, Span
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.redline import order_links
from sayso.surfaces.terminal.words import Piece, compare_words


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences of the parent and those made of them; ``changes`` are the numbers of the typed changes that they hold."""

    link: Link
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    changes: tuple[int, ...]

    @property
    def marked(self) -> tuple[Piece, ...]:
        """Both sides in one: what is kept once, what was removed, what was added."""
        return tuple(_compare(self.link))


def lay_out_redline(line: Redline) -> list[Row]:
    """Return the rows in the order of the child; what was left out stands where the parent had it."""
    changes = line.alignment.changes
    return [_row(link, changes) for link in order_links(line.alignment.sentences)]


def _row(link: Link, changes: Sequence[Change]) -> Row:
    pieces = _compare(link)
    before = tuple(piece for piece in pieces if piece.kind != "added")
    after = tuple(piece for piece in pieces if piece.kind != "removed")
    held = tuple(number for number, change in enumerate(changes) if _holds(link, change))
    return Row(link, before, after, held)


def _compare(link: Link) -> list[Piece]:
    before, after = (" ".join(phrases.plain(span.text) for span in spans) for spans in (link.parent_spans, link.child_spans))
    return compare_words(before, after)


def _holds(link: Link, change: Change) -> bool:
    """Return whether the change happened in these sentences: on the child's side, or on the parent's where the child has none."""
    spans, changed = (link.child_spans, change.after) if change.after is not None else (link.parent_spans, change.before)
    return changed is not None and _touches(spans, changed)


def _touches(spans: Sequence[Span], changed: Span) -> bool:
    return any(span.overlaps(changed) for span in spans)
