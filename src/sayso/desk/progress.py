"""How work says how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is told how far a stage is. ``total`` None: nobody knows."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Take note."""
        ...


def ignore_progress(stage: str, done: int, total: int | None) -> None:
    """Take no note."""
