"""A progress bar on standard error, for people only, and only once the work has taken a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from sayso.settings import SurfaceSettings

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_STAGES = {
    "reading": "reading reports",
    "cutting": "cutting sentences",
    "attributing": "finding who says what",
    "comparing": "comparing reports",
    "aligning": "finding what retellings changed",
    "weighing": "weighing claims",
}


class ProgressBar:
    """Shows how far each stage is and how long it will go on. Called by the desk with ``(stage, done, total)``."""

    def __init__(
        self,
        stream: TextIO,
        environment: Mapping[str, str],
        settings: SurfaceSettings | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream, self._clock = stream, clock
        self._is_wanted = stream.isatty() and environment.get("TERM", "") not in ("dumb", "unknown")
        self._shown_at_s = clock() + (settings or SurfaceSettings()).progress_after_s
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Note how far the stage is."""
        if not self._is_wanted or self._clock() < self._shown_at_s:
            return
        bars = self._bars or self._show()
        if stage not in self._tasks:
            self._tasks[stage] = bars.add_task(_STAGES.get(stage, stage), total=total)
        bars.update(self._tasks[stage], completed=done, total=total)

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bars is not None:
            self._bars.stop()

    def _show(self) -> Progress:
        """Return bars that clear themselves away once they are stopped."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("left"))
        self._bars = Progress(*columns, console=Console(file=self._stream), transient=True, redirect_stdout=False, redirect_stderr=False)
        self._bars.start()
        return self._bars
