"""Figures as they were said: their bounds, whose they are, and who carries them. No best estimate is made up."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from sayso.model import Figure, Picture
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.blocks import heading, indent, stack, table, text
from sayso.surfaces.terminal.index import Index
from sayso.surfaces.terminal.screen import Screen

if TYPE_CHECKING:
    from rich.console import RenderableType

COLUMNS = ("figure", "whose", "as of", "in")
_ABOUT = "bounds as they were said"

Row = tuple[str, str, date | None]


def show_figures(picture: Picture, screen: Screen) -> str:
    """Return every figure, what is counted first."""
    return screen.draw(*figure_blocks(Index(picture)))


def figure_blocks(index: Index, most_rows: int | None = None) -> list[RenderableType]:
    """Return a heading and a table for each thing counted, the most often counted first, within about so many rows in all."""
    if not index.picture.figures:
        return [heading("figures", "none was found")]
    blocks: list[RenderableType] = [heading("figures", _ABOUT)]
    n_left = most_rows if most_rows is not None else len(index.picture.figures)
    groups = _group(index)
    for n_shown, (what, rows) in enumerate(groups):
        if n_left <= 0:
            n_more = sum(len(more) for _, more in groups[n_shown:])
            blocks.append(text(f"{phrases.count(n_more, 'more figure')}: sayso figures", "quiet"))
            break
        shown = list(rows.items())[:n_left]
        n_left -= len(shown)
        cells = [(said, whose, phrases.day(as_of) if as_of else "", _carriers(reports)) for (said, whose, as_of), reports in shown]
        more = [text(f"{len(rows) - len(shown):,} more: sayso figures", "quiet")] if len(rows) > len(shown) else []
        blocks.append(stack(text(what), indent(stack(table(COLUMNS, cells), *more))))
    return blocks


def _carriers(reports: list[str]) -> str:
    return phrases.some(list(dict.fromkeys(reports)), 6)


def _group(index: Index) -> list[tuple[str, dict[Row, list[str]]]]:
    """Return by what is counted the figures said, and the reports that say each."""
    found: dict[str, dict[Row, list[str]]] = defaultdict(lambda: defaultdict(list))
    for figure in sorted(index.picture.figures, key=_rank):
        whose = index.name_voice(figure.voice) if figure.voice else "nobody named"
        found[phrases.plain(figure.what) or "not said of what"][phrases.bounds(figure), whose, figure.as_of].append(figure.report)
    return sorted(found.items(), key=lambda item: (-sum(map(len, item[1].values())), item[0]))


def _rank(figure: Figure) -> tuple[float, float, str, int]:
    low = figure.low if figure.low is not None else (figure.high or 0.0)
    return low, figure.high if figure.high is not None else float("inf"), figure.report, figure.span.start
