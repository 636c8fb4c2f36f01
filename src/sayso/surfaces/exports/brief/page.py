"""What the brief shows, as plain words and numbers. Nothing is judged here, and nothing is markup."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sayso.model import Change, Figure, Overruling, Picture, Report, Retelling
from sayso.surfaces.exports.brief.claims import Places, clip_quote, tell_claim, tell_shortly
from sayso.surfaces.exports.brief.families import Row, walk_families
from sayso.surfaces.exports.brief.pictures import draw_family, draw_range
from sayso.surfaces.exports.wellformed import is_web_address
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.families import describe_edge
from sayso.surfaces.terminal.index import Index, order_claims
from sayso.surfaces.terminal.overrulings import STATES, describe_overruling

Json = dict[str, Any]

# How much fits a brief. What is left out is counted on the page, and the other exports hold all of it.
_MOST_CLAIMS = 60
_MOST_FAMILIES = 20
_MOST_ROWS = 60
_MOST_CHANGES = 200
_MOST_FIGURES = 150
_MOST_NAMED = 12


def gather_page(picture: Picture, as_of: date | None) -> Json:
    """Return everything that the template shows."""
    places = Places(Index(picture))
    return {
        "as_of": phrases.day(as_of) if as_of else "",
        "covers": _find_period(picture.reports),
        "numbers": list(_count(picture)),
        "retold": phrases.count(len({edge.child for edge in picture.retellings}), "report") if picture.retellings else "",
        **_tell_claims(places),
        **_tell_families(places.index),
        **_tell_changes(places),
        **_tell_figures(places),
        "names": [[(phrases.plain(name), phrases.party(side) if side else "") for name, side in each.names] for each in picture.names],
        **_tell_overrulings(picture),
        "unmeasured": _tell_unmeasured(places.index),
        "skipped": [(phrases.plain(each.path), phrases.plain(each.what)) for each in picture.skipped[:_MOST_ROWS]],
        "n_more_skipped": max(0, len(picture.skipped) - _MOST_ROWS),
        "duplicates": phrases.count(picture.duplicates, "text") if picture.duplicates else "",
        "sources": [_tell_source(each) for each in picture.reports],
    }


def _count(picture: Picture) -> Iterator[tuple[str, str]]:
    """Yield the numbers of the first line with what they count."""
    n_contested = sum(claim.is_contested for claim in picture.propositions)
    yield f"{len(picture.reports):,}", "report" if len(picture.reports) == 1 else "reports"
    yield f"{len(picture.origins):,}", "independent"
    yield f"{len(picture.propositions):,}", "claim" if len(picture.propositions) == 1 else "claims"
    yield f"{n_contested:,}", "contested"


def _find_period(reports: Sequence[Report]) -> str:
    """Return from when to when the reports are."""
    days = sorted(each.published_on for each in reports if each.published_on)
    if not days:
        return "undated reports"
    return phrases.day(days[0]) if days[0] == days[-1] else f"{phrases.day(days[0])} to {phrases.day(days[-1])}"


def _tell_claims(places: Places) -> Json:
    claims = order_claims(places.index.picture)
    contested = [claim for claim in claims if claim.is_contested]
    others = [claim for claim in claims if not claim.is_contested]
    return {
        "contested": [tell_claim(places, claim) for claim in contested[:_MOST_CLAIMS]],
        "n_more_contested": max(0, len(contested) - _MOST_CLAIMS),
        "others": [tell_shortly(claim) for claim in others[:_MOST_CLAIMS]],
        "n_more_others": max(0, len(others) - _MOST_CLAIMS),
    }


def _tell_families(index: Index) -> Json:
    families = walk_families(index)
    return {
        "families": [_tell_family(index, rows) for rows in families[:_MOST_FAMILIES]],
        "n_more_families": max(0, len(families) - _MOST_FAMILIES),
    }


def _tell_family(index: Index, rows: Sequence[Row]) -> Json:
    head, shown = rows[0].report, rows[: _MOST_ROWS + 1]
    return {
        "head": index.date_report(head) if head is not None else "A text outside the pile",
        "picture": draw_family(index, shown),
        "edges": [_tell_edge(index, row.edge) for row in shown if row.edge is not None],
        "n_more": len(rows) - len(shown),
    }


def _tell_edge(index: Index, edge: Retelling) -> Json:
    parent, child = index.reports.get(edge.parent or ""), index.reports.get(edge.child)
    return {
        "child": index.name_report(edge.child),
        "parent": index.name_report(edge.parent) if edge.parent is not None else "outside the pile",
        "later": phrases.later(parent.published if parent else None, child.published if child else None),
        "judged": describe_edge(edge),
        "changes": phrases.changes(change.kind for change in index.changes.get((edge.child, edge.parent or ""), ())),
    }


def _tell_changes(places: Places) -> Json:
    order = list(phrases.CHANGES)
    changes = sorted(places.index.picture.changes, key=lambda each: (order.index(each.kind), each.child, each.parent))
    shown = [_tell_change(places, each) for each in changes[:_MOST_CHANGES]]
    return {"changes": shown, "n_more_changes": len(changes) - len(shown)}


def _tell_change(places: Places, change: Change) -> Json:
    return {
        "kind": phrases.CHANGES[change.kind][0],
        "before": clip_quote(change.before.text) if change.before else "",
        "after": clip_quote(change.after.text) if change.after else "",
        "parent": places.refer(change.parent, change.before),
        "child": places.refer(change.child, change.after),
    }


def _tell_figures(places: Places) -> Json:
    """Return the figures by what they count, what is counted most often first."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for each in places.index.picture.figures:
        groups[phrases.plain(each.counted) or "not said of what"].append(each)
    shown, n_left = [], _MOST_FIGURES
    for what, figures in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        if n_left > 0:
            ordered = sorted(figures, key=lambda each: (each.as_of or date.min, each.report, each.span.start))
            shown.append((what, list(_tell_ranges(places, ordered[:n_left]))))
        n_left -= len(figures)
    return {"figures": shown, "n_more_figures": max(0, -n_left)}


def _tell_ranges(places: Places, figures: Sequence[Figure]) -> Iterator[Json]:
    said = [value for each in figures for value in (each.low, each.high) if value is not None and math.isfinite(value)]
    for each in figures:
        yield {
            "said": phrases.plain(each.span.text),
            "bounds": phrases.bounds(each),
            "whose": places.index.name_voice(each.voice) if each.voice else "nobody named",
            "as_of": phrases.day(each.as_of) if each.as_of else "",
            "where": places.refer(each.report, each.span),
            "picture": draw_range(each, min(said, default=0.0), max(said, default=0.0)),
        }


def _tell_overrulings(picture: Picture) -> Json:
    """Return what analysts decided against what was found, the latest first."""
    log = picture.overrulings[::-1]
    return {"overrulings": [_tell_overruling(each) for each in log[:_MOST_ROWS]], "n_more_overrulings": max(0, len(log) - _MOST_ROWS)}


def _tell_overruling(overruling: Overruling) -> Json:
    return {
        "number": overruling.number,
        "kind": "undoes" if overruling.kind == "undo" else overruling.kind.replace("_", " "),
        "about": describe_overruling(overruling),
        "why": phrases.plain(overruling.why or ""),
        "who": phrases.plain(overruling.who or ""),
        "made": phrases.day(overruling.made_at.date()),
        "state": STATES[overruling.state],
    }


def _tell_unmeasured(index: Index) -> list[tuple[str, str]]:
    """Return why claims were not measured, and in which reports."""
    found: dict[str, list[str]] = defaultdict(list)
    for report, reason in index.picture.unmeasured:
        found[phrases.plain(reason.says)].append(index.name_report(report))
    return [(says, phrases.some(names, _MOST_NAMED)) for says, names in sorted(found.items())]


def _tell_source(report: Report) -> Json:
    return {
        "id": phrases.plain(report.id),
        "title": phrases.plain(report.title or ""),
        "outlet": phrases.plain(report.outlet or ""),
        "byline": phrases.plain(report.byline or ""),
        "published": phrases.instant(report),
        "link": report.url if is_web_address(report.url) else None,
        "url": phrases.plain(report.url or ""),
        "language": phrases.plain(report.language or ""),
    }
