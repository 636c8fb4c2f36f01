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

    # alignment of sentences
    function_word_weight: float = setting(
        0.25, unit="factor", why="function words tell whole sentences apart a little, and never find them"
    )
    typed_weight: float = setting(1.4, unit="factor", why="names and numbers survive rewording")
    piece_chars: int = setting(4, unit="characters", why="shorter pieces of words meet by chance, longer ones miss inflections")
    piece_weight: float = setting(
        0.4, unit="factor", why="a word shares about as many pieces as it has letters; together they must not outweigh the word"
    )
    most_sentences_per_feature: int = setting(
        40, unit="sentences", why="commoner words would pair every sentence with every other in a long text"
    )
    link_similarity: float = setting(0.16, unit="cosine", why="below it two sentences in order share no more than their subject")
    gap_similarity: float = setting(0.05, unit="cosine", why="two sentences alone between linked neighbours belong together by position")
    join_gain: float = setting(0.02, unit="cosine", why="a sentence joined to a bead must bring it nearer to the other side")
    moved_similarity: float = setting(0.35, unit="cosine", why="out of order nothing but likeness speaks for a pair")
    moved_neighbour_similarity: float = setting(0.2, unit="cosine", why="beside a moved pair its neighbours may be less alike")
    passage_gap_sentences: int = setting(1, unit="sentences", why="a sentence put in or left out does not break a passage")
    anchor_similarity: float = setting(0.6, unit="cosine", why="where a long text is cut, the cut must be sure")
    most_cells: int = setting(
        40_000, unit="sentence pairs", why="two texts of 200 sentences are searched in full; longer ones are cut at anchors"
    )


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
