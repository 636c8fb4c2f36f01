"""The screen that something is printed on: how wide it is and what it can show."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from sayso.settings import SurfaceSettings

if TYPE_CHECKING:
    from rich.console import RenderableType

NARROWEST_COLUMNS = 40  # below this nothing can be laid out; the terminal wraps the lines itself
PLAIN_COLUMNS = 80


@dataclass(frozen=True, slots=True)
class Screen:
    """A width in columns, whether colours are wanted, and whether lines may be drawn. A pipe has neither."""

    width: int = PLAIN_COLUMNS
    has_colour: bool = False
    has_lines: bool = False

    @classmethod
    def of(cls, stream: TextIO, environment: Mapping[str, str]) -> Screen:
        """Return what is known of the stream: a terminal, a dumb terminal, or a pipe or file."""
        is_terminal = stream.isatty()
        is_able = is_terminal and environment.get("TERM", "") not in ("dumb", "unknown")
        wants_colour = (is_able or bool(environment.get("FORCE_COLOR"))) and not environment.get("NO_COLOR")
        width = _columns(stream, environment, is_terminal)
        can_draw = is_able and (getattr(stream, "encoding", None) or "").lower().startswith("utf")
        return cls(max(NARROWEST_COLUMNS, min(width, SurfaceSettings().widest_columns)), wants_colour, can_draw)

    def draw(self, *blocks: RenderableType) -> str:
        """Return the blocks as text, one blank line between them. Nothing in a text is read as markup."""
        from rich.console import Console

        console = Console(
            file=_Sheet(self.has_lines),
            width=self.width,
            force_terminal=self.has_colour,
            no_color=not self.has_colour,
            force_jupyter=False,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )
        drawn = []
        for block in blocks:
            with console.capture() as captured:
                console.print(block)
            drawn.append(self._tidy(captured.get()))
        return "\n".join(drawn)

    def _tidy(self, drawn: str) -> str:
        return drawn if self.has_colour else "".join(line.rstrip() + "\n" for line in drawn.splitlines())


class _Sheet(io.StringIO):
    """A file in memory that tells rich whether lines can be drawn on it. It is never written to: what is drawn is captured."""

    def __init__(self, has_lines: bool) -> None:
        super().__init__()
        self._encoding = "utf-8" if has_lines else "ascii"

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding


def _columns(stream: TextIO, environment: Mapping[str, str], is_terminal: bool) -> int:
    """Return the width that ``COLUMNS`` asks for, else the terminal's, else that of a plain page."""
    asked = environment.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked) > 0:
        return int(asked)
    if not is_terminal:
        return PLAIN_COLUMNS
    try:
        return os.get_terminal_size(stream.fileno()).columns or PLAIN_COLUMNS
    except (OSError, ValueError):
        return shutil.get_terminal_size((PLAIN_COLUMNS, 24)).columns
