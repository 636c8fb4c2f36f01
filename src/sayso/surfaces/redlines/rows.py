"""A redline as rows: what the parent says beside what the child made of it. Both texts stay whole and in their own order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import Change, Link, Span
from sayso.surfaces.redlines.cells import Cell, Stretch, cut_cells, show_spans
from sayso.surfaces.terminal.words import Piece, compare_words

if TYPE_CHECKING:
    from sayso.desk import Redline

__all__ = ["Cell", "Row", "Sheet", "Stretch", "lay_out_redline"]


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences of the parent, of the child, or of both beside each other.

    ``at``: the number of the link. ``apart``: the number of the row where its other half stands, if it has one that is not here.
    ``changes``: the numbers of the typed changes that are told of here. All are counted from 0.
    """

    link: Link
    at: int
    before: Cell | None
    after: Cell | None
    apart: int | None
    changes: tuple[int, ...]

    @property
    def differs(self) -> bool:
        """Whether anything became of the sentences."""
        return self.link.kind != "kept" or self.apart is not None or bool(self.changes)

    @property
    def is_same(self) -> bool:
        """Whether both sides say the same words."""
        cells = [cell for cell in (self.before, self.after) if cell is not None]
        return len(cells) == 2 and all(stretch.kind == "kept" for cell in cells for stretch in cell.stretches)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows, and which typed changes have their words before (``was``) and after (``now``) among them.

    ``changes``: for each typed change its words before and after, as pieces; what both have is kept.
    """

    rows: tuple[Row, ...]
    changes: tuple[tuple[tuple[Piece, ...], tuple[Piece, ...]], ...]
    was: frozenset[int]
    now: frozenset[int]

    def count(self, kind: str) -> int:
        """Return how many links there are of a kind."""
        return len({row.at for row in self.rows if row.link.kind == kind})


def lay_out_redline(line: Redline) -> Sheet:
    """Return the rows. Linked sentences stand side by side where the order of both texts allows it, and apart where it does not."""
    links, changes = line.alignment.sentences, line.alignment.changes
    compared = [_compare(link.parent_spans, link.child_spans) for link in links]
    was = [(number, change.before) for number, change in enumerate(changes) if change.before is not None]
    now = [(number, change.after) for number, change in enumerate(changes) if change.after is not None]
    old = [(link.parent_spans, pieces) for link, (pieces, _) in zip(links, compared, strict=True)]
    new = [(link.child_spans, pieces) for link, (_, pieces) in zip(links, compared, strict=True)]
    before, after = cut_cells(line.parent, old, was), cut_cells(line.child, new, now)
    told = tuple(_compare(*((span,) if span else () for span in (change.before, change.after))) for change in changes)
    return Sheet(tuple(_make_rows(line, before, after)), told, _find_begun(before), _find_begun(after))


def _compare(before: Sequence[Span], after: Sequence[Span]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return the words of both sides, each as pieces that are kept, and removed or added."""
    pieces = compare_words(show_spans(before), show_spans(after))
    return tuple(each for each in pieces if each.kind != "added"), tuple(each for each in pieces if each.kind != "removed")


def _make_rows(line: Redline, before: Sequence[Cell], after: Sequence[Cell]) -> Iterator[Row]:
    links, changes = line.alignment.sentences, line.alignment.changes
    pairs = _pair_up(links, before, after)
    homes = _find_rows(pairs, before, 0), _find_rows(pairs, after, 1)
    seen: set[int] = set()
    for i, j in pairs:
        here, there = (before[i] if i is not None else None), (after[j] if j is not None else None)
        at = (here or there or before[0]).at
        apart = None if here and there else homes[1 if here else 0].get(at)
        told = tuple(number for number, change in enumerate(changes) if number not in seen and _tells(change, here, there))
        seen.update(told)
        yield Row(links[at], at, here, there, apart, told)


def _find_begun(cells: Sequence[Cell]) -> frozenset[int]:
    return frozenset(number for cell in cells for stretch in cell.stretches for number in stretch.begins)


Pair = tuple[int | None, int | None]


def _pair_up(links: Sequence[Link], before: Sequence[Cell], after: Sequence[Cell]) -> list[Pair]:
    """Return which cell stands beside which; between two rows with both, first the parent's alone, then the child's."""
    pairs: list[Pair] = []
    i = j = 0
    for here, there in [*_find_level(links, before, after), (len(before), len(after))]:
        pairs += [(k, None) for k in range(i, here)] + [(None, k) for k in range(j, there)]
        pairs += [(here, there)] if here < len(before) else []
        i, j = here + 1, there + 1
    return pairs


def _find_level(links: Sequence[Link], before: Sequence[Cell], after: Sequence[Cell]) -> list[tuple[int, int]]:
    """Return as many pairs of cells as can stand side by side without a text losing its order. What was moved never does."""
    home = _find_main(after)
    pairs = [(k, home[before[k].at]) for k in sorted(_find_main(before).values()) if before[k].at in home]
    return _find_longest_rise([(k, there) for k, there in pairs if links[before[k].at].kind != "moved"])


def _find_main(cells: Sequence[Cell]) -> dict[int, int]:
    """Return for each link its cell with most words."""
    main: dict[int, int] = {}
    for k, cell in enumerate(cells):
        if cell.at not in main or cells[main[cell.at]].n_chars < cell.n_chars:
            main[cell.at] = k
    return main


def _find_longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the pairs, sorted by their first, in which the second rises, too.

    >>> _find_longest_rise([(0, 1), (1, 5), (2, 2), (3, 3)])
    [(0, 1), (2, 2), (3, 3)]
    """
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for k, (_, there) in enumerate(pairs):
        length = bisect_left(ends, there)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [there]
        last[length : length + 1] = [k]
    rise, at = [], last[-1] if last else None
    while at is not None:
        rise.append(pairs[at])
        at = before[at]
    return rise[::-1]


def _find_rows(pairs: Sequence[Pair], cells: Sequence[Cell], side: int) -> dict[int, int]:
    """Return for each link the row in which most of its words of one side stand."""
    rows = {pair[side]: number for number, pair in enumerate(pairs) if pair[side] is not None}
    return {at: rows[k] for at, k in _find_main(cells).items()}


def _tells(change: Change, before: Cell | None, after: Cell | None) -> bool:
    """Return whether a typed change may be told of in a row: on the child's side, or on the parent's where the child has none.

    Where it goes on over several sentences, it is told of in the first.
    """
    cell, changed = (before, change.before) if change.after is None else (after, change.after)
    return cell is not None and changed is not None and any(span.overlaps(changed) for span in cell.spans)
