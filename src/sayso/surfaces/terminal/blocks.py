"""The few shapes that everything is laid out in: headings, labelled lines, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.box import Box
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

STYLES = {
    "heading": "bold",
    "id": "cyan",
    "label": "dim",
    "quiet": "dim",
    "affirm": "green",
    "deny": "red",
    "concede": "magenta",
    "unverified": "yellow",
    "other": "",
    "asserted": "bold",
    "contested": "bold yellow",
    "corroborated": "bold green",
    "conceded": "bold magenta",
    "withdrawn": "bold blue",
    "removed": "red strike",
    "added": "green underline",
}


def text(words: str, role: str = "") -> Text:
    """Return words to be printed as they are, in the style of their role."""
    from rich.text import Text

    return Text(words, style=STYLES.get(role, role), overflow="fold")


def join(parts: Iterable[str | Text]) -> Text:
    """Return the parts as one text that wraps as a whole."""
    from rich.text import Text

    whole = Text(overflow="fold")
    for part in parts:
        whole.append(part) if isinstance(part, str) else whole.append_text(part)
    return whole


def heading(words: str, about: str = "") -> Text:
    """Return a heading, with what it is about in quieter words."""
    return join((text(words.upper(), "heading"), text(f"  {about}" if about else "", "quiet")))


def stack(*blocks: RenderableType) -> RenderableType:
    """Return blocks one below the other, with no line between them."""
    from rich.console import Group

    return Group(*blocks)


def indent(block: RenderableType, n_columns: int = 2) -> RenderableType:
    """Return the block moved to the right."""
    from rich.padding import Padding

    return Padding(block, (0, 0, 0, n_columns))


def labelled(rows: Iterable[tuple[str, str | Text]], *, n_columns: int = 0) -> Table:
    """Return lines of a label and what it says; long lines hang under their own beginning."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, min_width=n_columns)
    grid.add_column(overflow="fold")
    for label, says in rows:
        grid.add_row(text(label, "label"), text(says) if isinstance(says, str) else says)
    return grid


def beside(head: Sequence[Text], rows: Iterable[Sequence[Text]]) -> Table:
    """Return two columns of prose that share the width, with a narrow one between them."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 1), expand=True)
    for ratio in (1, None, 1):
        grid.add_column(ratio=ratio, overflow="fold")
    for row in (head, *rows):
        grid.add_row(*row)
    return grid


def aligned(rows: Iterable[Sequence[Text]], widths: Sequence[int | None]) -> Table:
    """Return rows in columns of given widths, so that several such blocks stand in line; None is what is left of the screen."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 1, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def table(columns: Sequence[str], rows: Iterable[Sequence[str | Text]], *, right: Sequence[str] = (), whole: Sequence[str] = ()) -> Table:
    """Return a table with a line under its head and none elsewhere: it reads well on a screen, in a mail and in a file.

    Columns in ``right`` hold numbers; those in ``whole`` are not broken while there is room.
    """
    from rich.table import Table

    made = Table(box=_under_head(), padding=(0, 2, 0, 0), pad_edge=False, show_edge=False, header_style="dim", safe_box=False)
    for name in columns:
        is_whole = name in right or name in whole
        made.add_column(name, justify="right" if name in right else "left", overflow="fold", no_wrap=is_whole)
    for row in rows:
        made.add_row(*(text(cell) if isinstance(cell, str) else cell for cell in row))
    return made


def _under_head() -> Box:
    from rich.box import Box

    return Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
