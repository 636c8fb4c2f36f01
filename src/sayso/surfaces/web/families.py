"""The family trees of retellings: who was made from whom, generation by generation, with the edge between."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from sayso.model import Change, Report, Retelling
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.index import Index, natural
from sayso.surfaces.web.told import Told

KINDS = {"common_origin": "common origin"}


@dataclass(frozen=True, slots=True)
class Branch:
    """A report in the tree, the edge that leads to it, and how deep it stands. Seen before: what is made of it follows there."""

    report: str
    edge: Retelling | None
    depth: int
    changes: tuple[Change, ...] = ()
    is_seen: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """A family: every report that retellings tie together, parents before children."""

    head: str
    branches: tuple[Branch, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports in it, each once."""
        return tuple(dict.fromkeys(branch.report for branch in self.branches if branch.report))


def find_trees(told: Told) -> list[Tree]:
    """Return all families, the largest first. Every edge stands in one of them, whatever the edges say."""
    index = told.index
    made: dict[str, list[Retelling]] = defaultdict(list)
    for edge in sorted(told.picture.retellings, key=lambda edge: (_moment(index, edge.child), natural(edge.child))):
        made[edge.parent or ""].append(edge)
    tied = _tie(told.picture.retellings)
    families: dict[str, list[str]] = defaultdict(list)
    for report in sorted(tied, key=lambda id_: (_moment(index, id_), natural(id_))):
        families[tied[report]].append(report)
    trees = [_grow(index, reports, made) for reports in families.values()]
    return sorted(trees, key=lambda tree: (-len(tree.reports), natural(tree.head)))


def _moment(index: Index, report_id: str) -> float:
    report = index.reports.get(report_id)
    return report.published.timestamp() if report and report.published else math.inf


def _tie(edges: tuple[Retelling, ...]) -> dict[str, str]:
    """Return, by report, what names its family. A text outside the pile ties nobody: nobody knows whether it is one."""
    head: dict[str, str] = {}

    def find(report: str) -> str:
        head.setdefault(report, report)
        while head[report] != report:
            head[report] = head[head[report]]
            report = head[report]
        return report

    for edge in edges:
        child, parent = find(edge.child), find(edge.parent or edge.child)
        head[max(child, parent)] = min(child, parent)
    return {report: find(report) for report in [*head]}


def _grow(index: Index, reports: list[str], made: dict[str, list[Retelling]]) -> Tree:
    inside = set(reports)
    outside = {edge.child: edge for edge in made.get("", []) if edge.child in inside}
    children = {edge.child for report in reports for edge in made.get(report, [])}
    heads = [report for report in reports if report not in children]
    branches: list[Branch] = []
    opened: set[str] = set()
    for head in [*heads, *reports]:  # the second round reaches those that stand in a circle
        if head not in opened:
            _walk(index, Branch(head, outside.get(head), 0), made, opened, branches)
    return Tree((heads or reports)[0], tuple(branches))


def _walk(index: Index, first: Branch, made: dict[str, list[Retelling]], opened: set[str], branches: list[Branch]) -> None:
    waiting = [first]
    while waiting:
        branch = waiting.pop()
        if branch.report in opened:
            branches.append(Branch(branch.report, branch.edge, branch.depth, branch.changes, True))
            continue
        opened.add(branch.report)
        branches.append(branch)
        below = [
            Branch(edge.child, edge, branch.depth + 1, tuple(index.changes.get((edge.child, branch.report), ())))
            for edge in made.get(branch.report, [])
        ]
        waiting += reversed(below)


def count_changes(changes: tuple[Change, ...]) -> str:
    """Return how often each kind of change was found, in words."""
    return phrases.changes(change.kind for change in changes)


def describe_lag(parent: Report | None, child: Report | None) -> str:
    """Return how much later the child came, where both dates are known."""
    if parent is None or child is None:
        return ""
    return phrases.later(parent.published, child.published)
