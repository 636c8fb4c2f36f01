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
        0.5, unit="factor", why="a word shares about as many pieces as it has letters; together they must not outweigh the word"
    )
    most_sentences_per_feature: int = setting(
        40, unit="sentences", why="commoner words would pair every sentence with every other in a long text"
    )
    link_similarity: float = setting(0.13, unit="cosine", why="below it two sentences in order share no more than their subject")
    gap_similarity: float = setting(0.05, unit="cosine", why="two sentences alone between linked neighbours belong together by position")
    join_gain: float = setting(0.02, unit="cosine", why="a sentence joined to a bead must bring it nearer to the other side")
    moved_similarity: float = setting(0.25, unit="cosine", why="out of order nothing but likeness speaks for a pair")
    moved_neighbour_similarity: float = setting(0.2, unit="cosine", why="beside a moved pair its neighbours may be less alike")
    stray_similarity: float = setting(0.3, unit="cosine", why="a run of weaker links only is two texts on one subject")
    stray_gap_sentences: int = setting(2, unit="sentences", why="a weak link this near a clear one is borne by it")
    passage_seed_similarity: float = setting(0.3, unit="cosine", why="a passage begins and ends with sentences that are clearly reused")
    passage_gap_sentences: int = setting(4, unit="sentences", why="a few sentences put in or left out do not break a passage")
    passage_open_blocks: int = setting(4, unit="passages", why="a passage may go on behind one that was put inside it")
    passage_min_weight_chars: float = setting(
        70.0, unit="characters × cosine", why="shorter stretches are stock phrases, unless they are alike to the letter"
    )
    passage_loose_chars: int = setting(
        25, unit="characters", why="a few other words at its edge still belong to a reused sentence, half a sentence does not"
    )
    passage_similarity: float = setting(0.4, unit="cosine", why="as a whole, too, a passage must be alike")
    # typed changes
    retold_share: float = setting(0.15, unit="share of the parent", why="who takes over less has not retold the report, and leaves nothing out")
    derived_share: float = setting(0.5, unit="share of the child", why="a text that is mostly its own reporting adds nothing to the parent's")
    converted_tolerance: float = setting(0.08, unit="share", why="15 km and 9 miles are the same distance")
    lone_figure_similarity: float = setting(0.3, unit="cosine", why="the only two figures of linked sentences are one figure if the sentences are clearly one")
    hedge_similarity: float = setting(0.2, unit="cosine", why="in weaker links the hedge may have belonged to something else")
    saying_linked_share: float = setting(0.2, unit="share", why="of linked sentences, attributions with a fifth of the words in common carry the same statement")
    saying_share: float = setting(0.55, unit="share", why="elsewhere most words must be the same")
    saying_min_words: int = setting(3, unit="words", why="shorter contents are found again by chance")
    bare_share: float = setting(0.3, unit="share", why="about half of what was said must stand there with no one's say-so")
    present_share: float = setting(0.4, unit="share", why="a statement of which less than that is found in one place is not there")
    sure_similarity: float = setting(0.2, unit="cosine", why="weaker links do not count when the texts' shares in each other are taken")
    quote_linked_likeness: float = setting(
        0.3, unit="share", why="in linked sentences a quotation with a third of the words is the same quotation"
    )
    quote_likeness: float = setting(0.6, unit="share", why="elsewhere in the text most words must be the same")
    quote_looks: float = setting(0.5, unit="ratio", why="two quotations in the same place of linked sentences need only look alike")
    quote_min_words: int = setting(4, unit="words", why="fewer words meet by chance")
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

    join_similarity: float = setting(0.34, unit="cosine", why="assertions that share less are about different things")
    denial_similarity: float = setting(
        0.25, unit="cosine", why="a denial repeats fewer words of what it denies than a second assertion does"
    )
    implied_similarity: float = setting(0.2, unit="cosine", why="an implied denial shares the place and the matter, and little else")
    reach_sentences: int = setting(8, unit="sentences", why="how far a pointing denial looks for what it denies")
    breath_sentences: int = setting(2, unit="sentences", why="what a voice goes on to say this soon is said in the same breath")
    fact_similarity: float = setting(
        0.45, unit="cosine", why="a sentence without a source counts as the claim stated as fact only if it clearly says it"
    )
    shared_words: int = setting(8, unit="words", why="as many words in a row in two newsrooms' own sentences are no accident")


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
