"""The family trees of retellings as rows: parents before children, the earliest child first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.model import Retelling
from sayso.surfaces.terminal.index import Index, natural


class Row(NamedTuple):
    """A report in a family: how far below the first it stands, its id (None: a text outside the pile), and the edge that leads to it."""

    depth: int
    report: str | None
    edge: Retelling | None


def walk_families(index: Index) -> list[list[Row]]:
    """Return each family as rows, the largest family first. Every retelling is a row once, whatever the edges say."""
    below: dict[str | None, list[Retelling]] = {}
    for edge in sorted(index.picture.retellings, key=lambda edge: (_when(index, edge.child), natural(edge.child))):
        below.setdefault(edge.parent, []).append(edge)
    children = {edge.child for edge in index.picture.retellings}
    # A report that is itself a child heads only what no other tree reaches: a circle.
    heads = sorted(below, key=lambda each: (each in children, each is None, each or ""))
    seen: set[Retelling] = set()
    families = [[Row(0, head, None), *_walk(head, below, seen)] for head in heads]
    return sorted((rows for rows in families if len(rows) > 1), key=lambda rows: -len(rows))


def _walk(head: str | None, below: Mapping[str | None, Sequence[Retelling]], seen: set[Retelling]) -> Iterator[Row]:
    waiting = [(1, edge) for edge in reversed(below.get(head, ()))]
    while waiting:
        depth, edge = waiting.pop()
        if edge not in seen:
            seen.add(edge)
            yield Row(depth, edge.child, edge)
            waiting += [(depth + 1, each) for each in reversed(below.get(edge.child, ()))]


def _when(index: Index, report_id: str) -> float:
    """Return when a report was published, in seconds; the undated come last."""
    report = index.reports.get(report_id)
    return report.published.timestamp() if report and report.published else math.inf
