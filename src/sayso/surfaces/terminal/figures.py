"""Figures over the days, voice by voice, with their bounds as they were said. No best estimate is made up."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.ledger import Conflict, Counted, Said, Series, find_series
from sayso.model import Figure, Picture
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.blocks import aligned, heading, indent, join, labelled, stack, text
from sayso.surfaces.terminal.index import Index
from sayso.surfaces.terminal.screen import Screen

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_ABOUT = "by voice and day, bounds as they were said"
_KEY = "o a bound, o--o from one to the other, > and < an open end, ! at odds with another voice of that day"
_PICTURE_COLUMNS = 16
_PICTURED_FROM = 80  # columns: on a narrower screen the words need the room
_FIGURE_COLUMNS = 28
_WIDE_RANGE = 30.0  # beyond this ratio figures stand on a logarithmic scale, or the small ones could not be told apart


def show_figures(picture: Picture, screen: Screen) -> str:
    """Return every figure, what is counted most often first."""
    return screen.draw(*figure_blocks(Index(picture), screen.width))


def figure_blocks(index: Index, width: int, most_rows: int | None = None) -> list[RenderableType]:
    """Return a heading and a block for each thing counted, the most often counted first, within about so many figures in all."""
    if not index.picture.figures:
        return [heading("figures", "none was found")]
    things = find_series(index.picture)
    n_conflicts = 0  # of the things before
    n_left = most_rows if most_rows is not None else len(index.picture.figures)
    blocks: list[RenderableType] = [stack(heading("figures", _ABOUT), *([text(_KEY, "quiet")] if width >= _PICTURED_FROM else []))]
    for number, thing in enumerate(things):
        if n_left <= 0:
            n_more = sum(each.n_said for each in things[number:])
            blocks.append(text(f"{phrases.count(n_more, 'more figure')}: sayso figures", "quiet"))
            break
        blocks.append(_block(index, thing, width, n_left, n_conflicts))
        n_left -= thing.n_said
        n_conflicts += len(thing.conflicts)
    return blocks


def _block(index: Index, thing: Counted, width: int, most_rows: int, n_conflicts: int) -> RenderableType:
    """Return what is counted, a series for each voice, and who is at odds, numbered on from so many conflicts."""
    lines: list[RenderableType] = [text(phrases.plain(thing.what) or "not said of what")]
    scale = Scale.of([said.figure for series in thing.series for said in series.said]) if width >= _PICTURED_FROM else None
    n_left = most_rows
    for series in thing.series:
        if n_left > 0:
            whose = index.name_voice(series.voice) if series.voice else "nobody named"
            rows = list(_rows(thing, series, scale))[:n_left]
            lines += [indent(text(whose, "" if series.voice else "quiet")), indent(aligned(rows, _columns(scale)), 4)]
        n_left -= len(series.said)
    lines += [indent(text(f"{-n_left:,} more: sayso figures", "quiet"))] if n_left < 0 else []
    lines += [indent(labelled(_tell_conflicts(index, thing.conflicts, n_conflicts)))] if thing.conflicts else []
    return stack(*lines)


def _columns(scale: Scale | None) -> Sequence[int | None]:
    """Return how wide each column of a series is: sign, day, figure, its picture if there is one, and the reports, which get the rest."""
    return 1, 12, _FIGURE_COLUMNS, *([_PICTURE_COLUMNS] if scale else []), None


def _rows(thing: Counted, series: Series, scale: Scale | None) -> Iterator[list[Text]]:
    """Yield the figures of a voice; the day stands beside its first."""
    last = None
    for said in series.said:
        day = phrases.day(said.day) if said.day != last or said is series.said[0] else ""
        last = said.day
        sign = text("!" if thing.is_at_odds(said) else "", "contested")
        drawn = [text(scale.draw(said.figure), "quiet")] if scale else []
        yield [sign, text(day, "quiet"), text(phrases.bounds(said.figure)), *drawn, text(phrases.some(said.reports, 6), "quiet")]


def _tell_conflicts(index: Index, conflicts: Iterable[Conflict], n_before: int) -> Iterator[tuple[str, Text]]:
    """Yield for each day on which voices are at odds what they said, the lowest first, under the name that ``why`` knows it by."""
    for number, conflict in enumerate(conflicts, n_before + 1):
        sides = "; ".join(_tell_side(index, said) for said in conflict.said)
        yield f"x{number}", join((text(f"at odds on {phrases.day(conflict.day)}: ", "contested"), sides))


def _tell_side(index: Index, said: Said) -> str:
    voice = index.voices.get(said.figure.voice or "")
    name = phrases.voice_name(voice) if voice else phrases.plain(said.figure.voice or "")
    return f"{name} {phrases.bounds(said.figure)}"


class Scale:
    """From a number to a column, over all bounds of what is counted."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high
        self._is_log = low > 0 and high / low > _WIDE_RANGE

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> Scale | None:
        """Return a scale that holds all bounds, or nothing if there are no two to tell apart."""
        ends = [end for figure in figures for end in (figure.low, figure.high) if end is not None and math.isfinite(end)]
        return cls(min(ends), max(ends)) if ends and min(ends) < max(ends) else None

    def draw(self, figure: Figure) -> str:
        """Return a figure as a range on a row of dots: closed ends as ``o``, open ones as an arrow to the edge.

        >>> from sayso.model import Figure, Span
        >>> Scale(0, 30).draw(Figure("r1", "boats", Span(0, 11, "at least 10"), 10, None))
        '.....o--------->'
        """
        ends = [end for end in (figure.low, figure.high) if end is not None and math.isfinite(end)]
        cells = ["."] * _PICTURE_COLUMNS
        if ends:
            left = self._at(ends[0]) if figure.low in ends else 0
            right = self._at(ends[-1]) if figure.high in ends else len(cells) - 1
            cells[left : right + 1] = ["-"] * (right + 1 - left)
            cells[left], cells[right] = ("o" if figure.low in ends else "<"), ("o" if figure.high in ends else ">")
        return "".join(cells)

    def _at(self, value: float) -> int:
        """Return the column of a number; the first and the last are left for open ends."""
        share = math.log(value / self.low) / math.log(self.high / self.low) if self._is_log else (value - self.low) / (self.high - self.low)
        return 1 + round(min(max(share, 0.0), 1.0) * (_PICTURE_COLUMNS - 3))
