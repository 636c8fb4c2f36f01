"""The picture of a pile: how many reports, how many of them independent, who stands where, who retells whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sayso.model import NameVariants, Picture
from sayso.settings import SurfaceSettings
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.blocks import heading, indent, join, labelled, stack, text
from sayso.surfaces.terminal.claims import claim_block
from sayso.surfaces.terminal.families import family_blocks
from sayso.surfaces.terminal.figures import figure_blocks
from sayso.surfaces.terminal.index import Index, order_claims
from sayso.surfaces.terminal.screen import Screen

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

# What a retelling may have done that weighs on a claim, as said of the number of retellings that did it.
_WEIGHTY = {
    "attribution_lost": "lost an attribution",
    "quote_altered": "altered words inside quotation marks",
    "hedge_dropped": "dropped a hedge",
    "negation_flipped": "flipped a negation",
    "figure_changed": "changed a figure",
}


def show_picture(picture: Picture, screen: Screen, settings: SurfaceSettings | None = None) -> str:
    """Return the picture: one line of numbers, contested claims, family trees, names, figures, and what was not measured."""
    settings, index = settings or SurfaceSettings(), Index(picture)
    blocks: list[RenderableType] = [stack(_arrows(picture), *_notes(picture))]
    blocks += _claims(index, settings)
    blocks += family_blocks(index, most_rows=settings.most_rows)
    blocks += _names(index)
    blocks += figure_blocks(index, screen.width, settings.most_rows) if picture.figures else []
    blocks += _unmeasured(index, settings)
    blocks += _skipped(picture, settings)
    return screen.draw(*blocks)


def show_day(day: date, screen: Screen) -> str:
    """Return the line that stands above an answer of a past day. Ids are given out anew for each day's picture."""
    return screen.draw(text(f"As it stood at the end of {phrases.day(day)} (UTC), under the ids of that day", "quiet")) + "\n"


def _arrows(picture: Picture) -> Text:
    """Return the one line that the rest unfolds."""
    n_contested = sum(claim.is_contested for claim in picture.propositions)
    claims = f"{phrases.count(len(picture.propositions), 'claim')}, {n_contested:,} contested"
    return text(phrases.arrows(phrases.count(len(picture.reports), "report"), f"{len(picture.origins):,} independent", claims), "heading")


def _notes(picture: Picture) -> list[Text]:
    """Return what became of the reports that are not independent, and of what is not a report."""
    n_retellings = len({edge.child for edge in picture.retellings})
    told: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for change in picture.changes:
        told[change.kind].add((change.child, change.parent))
    parts = [f"{n_retellings:,} retold from another" if n_retellings else ""]
    parts += [f"{len(told[kind]):,} {says}" for kind, says in _WEIGHTY.items() if kind in told]
    came_again = f"{phrases.count(picture.duplicates, 'text')} came again word for word" if picture.duplicates else ""
    not_read = f"{len(picture.skipped):,} could not be read" if picture.skipped else ""
    lines = ("; ".join(filter(None, parts)), "; ".join(filter(None, (came_again, not_read))), _overruled(picture))
    return [text(line, "quiet") for line in lines if line]


def _overruled(picture: Picture) -> str:
    """Return how many overrulings the picture follows, and how many find nothing in it."""
    states = Counter(each.state for each in picture.overrulings if each.kind != "undo")
    stale = f", {states['stale']:,} stale" if states["stale"] else ""
    return f"{phrases.count(states['holds'], 'overruling')} in force{stale}: sayso overrulings" if states["holds"] or stale else ""


def _claims(index: Index, settings: SurfaceSettings) -> list[RenderableType]:
    """Return the contested claims that are carried most."""
    contested = [claim for claim in order_claims(index.picture) if claim.is_contested]
    if not contested:
        return [heading("contested claims", "none: nobody denies what another affirms")]
    shown = contested[: settings.most_blocks]
    left = len(contested) - len(shown)
    more = [text(f"{phrases.count(left, 'more contested claim')}: sayso claims", "quiet")] if left else []
    return [heading("contested claims"), *(claim_block(index, claim, settings.most_voices) for claim in shown), *more]


def _names(index: Index) -> list[RenderableType]:
    if not index.picture.names:
        return []
    return [
        stack(heading("names of one place or body", "and the side that uses each"), indent(stack(*map(_variants, index.picture.names))))
    ]


def _variants(variants: NameVariants) -> Text:
    """Return the names side by side. None comes first as the right one: they stand as the picture has them."""
    parts = [join((text(phrases.plain(name)), text(f" ({phrases.party(side)})" if side else "", "quiet"))) for name, side in variants.names]
    return text("  /  ").join(parts)


def _unmeasured(index: Index, settings: SurfaceSettings) -> list[RenderableType]:
    """Return the reports that were read and counted but whose claims were not measured, by reason."""
    reports: dict[str, list[str]] = defaultdict(list)
    for report, reason in index.picture.unmeasured:
        reports[phrases.plain(reason.says)].append(index.name_report(report))
    if not reports:
        return []
    rows = [text(f"{says}: {phrases.some(names, settings.most_skips_named)}") for says, names in sorted(reports.items())]
    return [stack(heading("not measured", "read and counted, but not searched for claims"), indent(stack(*rows)))]


def _skipped(picture: Picture, settings: SurfaceSettings) -> list[RenderableType]:
    """Return what could not be read, and why."""
    if not picture.skipped:
        return []
    shown = picture.skipped[: settings.most_skips_named]
    rows: Iterable[Text] = [join((text(f"{phrases.plain(skip.path)}  "), text(phrases.plain(skip.what), "quiet"))) for skip in shown]
    rest = Counter(skip.code for skip in picture.skipped[len(shown) :])
    more = [labelled([("and", ", ".join(f"{n:,} {phrases.plain(code)}" for code, n in sorted(rest.items())))])] if rest else []
    return [stack(heading("could not be read"), indent(stack(*rows, *more)))]
