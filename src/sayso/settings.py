"""Every threshold of Sayso: its name, default, unit, why it has that value, and where that was measured.

A setting is a field of one of the frozen classes below, made with ``setting()``. ``docs/settings.md`` is generated from this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple


def setting(default: Any, *, unit: str, why: str, measured: str = "not yet swept") -> Any:
    """Return a dataclass field that carries its own explanation. ``measured`` names the run that set the default."""
    return field(default=default, metadata={"unit": unit, "why": why, "measured": measured})


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """Limits on what is read."""


@dataclass(frozen=True, slots=True)
class RetellingSettings:
    """Candidates, alignment, verdict, direction and lineage."""


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """Attributions, voices, stance and figures."""


@dataclass(frozen=True, slots=True)
class LedgerSettings:
    """Propositions, independence and status."""


@dataclass(frozen=True, slots=True)
class SurfaceSettings:
    """How much is shown, and when progress is."""

    widest_columns: int = setting(120, unit="columns", why="prose in longer lines is hard to read; a wider terminal is left empty")
    progress_after_s: float = setting(1.0, unit="seconds", why="a bar that flashes past is noise")
    most_blocks: int = setting(12, unit="claims", why="`read` shows the claims that are carried most; `claims` lists them all")
    most_rows: int = setting(40, unit="rows", why="`read` keeps to a few screens; the commands of their own and the export hold the rest")
    most_skips_named: int = setting(10, unit="reports", why="when nothing could be read, the first reasons show what is wrong")


class Explained(NamedTuple):
    """One row of the settings page."""

    room: str
    name: str
    default: Any
    unit: str
    why: str
    measured: str


ROOMS = (IngestSettings, RetellingSettings, ClaimSettings, LedgerSettings, SurfaceSettings)


def explain_settings() -> Iterator[Explained]:
    """Yield every setting with its explanation, room by room."""
    for room in ROOMS:
        for each in fields(room):
            note = each.metadata
            yield Explained(
                room.__name__.removesuffix("Settings").lower(), each.name, each.default, note["unit"], note["why"], note["measured"]
            )
