"""Claims as blocks: what is claimed, its standing, and who stands where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.model import Picture, Proposition
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.blocks import heading, indent, join, labelled, stack, text
from sayso.surfaces.terminal.index import Index, order_claims
from sayso.surfaces.terminal.screen import Screen

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

SIDES = ("affirm", "deny", "concede", "unverified")
_LABEL_COLUMNS = max(len(phrases.STANCES[side]) for side in SIDES)


def show_claims(picture: Picture, screen: Screen) -> str:
    """Return every claim of the picture as a block, contested ones first."""
    index, claims = Index(picture), order_claims(picture)
    if not claims:
        return screen.draw(heading("claims", "none was found"))
    n_contested = sum(claim.is_contested for claim in claims)
    about = f"{phrases.count(len(claims), 'claim')}, {n_contested:,} contested"
    return screen.draw(heading("claims", about), *(claim_block(index, claim) for claim in claims))


def claim_block(index: Index, claim: Proposition, most_voices: int | None = None) -> RenderableType:
    """Return a claim with its standing, its tally and who stands where, at most so many voices a side."""
    told = labelled(_told(index, claim, most_voices), n_columns=_LABEL_COLUMNS)
    return stack(claim_head(claim), indent(stack(standing(claim), text(phrases.tally(claim)), told), 4))


def claim_head(claim: Proposition) -> RenderableType:
    """Return the claim's id and its words."""
    return labelled([(f"{phrases.plain(claim.id):<2}", text(phrases.plain(claim.text), "heading"))])


def standing(claim: Proposition) -> Text:
    """Return the claim's standing, since when, and what it was before."""
    return text(phrases.status(claim.status), claim.status[-1].status if claim.status else "quiet")


def _told(index: Index, claim: Proposition, most_voices: int | None) -> Iterator[tuple[str, str | Text]]:
    for side in SIDES:
        voices: Sequence[str] = getattr(claim, side)
        shown = voices[:most_voices]
        for k, voice in enumerate(shown):
            yield phrases.STANCES[side] if k == 0 else "", _voice(index, claim, voice, side)
        if len(voices) > len(shown):
            yield "", text(f"and {phrases.count(len(voices) - len(shown), 'more voice')}", "quiet")
    if claim.stated_as_fact:
        outlets = [index.name_report(report) for report in dict.fromkeys(report for report, _ in claim.stated_as_fact)]
        yield "as fact", text(f"stated in its own voice by {phrases.some(outlets, most_voices or len(outlets))}")


def _voice(index: Index, claim: Proposition, voice: str, side: str) -> Text:
    """Return a voice and how many reports carry its word on the claim."""
    said = [each for each in index.said.get((claim.id, voice), ()) if each.stance == side]
    reports, denied = {each.report for each in said}, phrases.how_denied(said)
    in_reports = f"  in {phrases.count(len(reports), 'report')}" if reports else ""
    return join((text(index.name_voice(voice), side), text(f", {denied}" if denied else "", side), text(in_reports, "quiet")))
