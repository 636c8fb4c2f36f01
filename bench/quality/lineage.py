"""Measures of what was made from what: origins, retellings, and the changes along them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench.quality.matching import Rates, Record, match_best_first, score_rates, score_share
from bench.quality.places import Places, find_places, read_spans

Edge = tuple[str, str]


class ExportError(ValueError):
    """An export that breaks its own shape."""


def score_origins(gold: Sequence[Sequence[str]], predicted: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return B-cubed rates ``b3`` over the gold's reports, and ``count``: whether there are as many origins as there should be.

    A report's precision is the share of its predicted origin that belongs there, its recall the share of its gold origin that
    was found; a report in no predicted origin has 0 for both. ``f1`` is that of the two means.

    Source: Bagga and Baldwin (1998), "Algorithms for scoring coreference chains".

    Raises:
        ExportError: A report stands in two origins.
    """
    home = _find_homes(predicted)
    gold_reports = {report for origin in gold for report in origin}
    precision = recall = 0.0
    for origin in gold:
        for report in origin:
            if report in home:
                mine = gold_reports.intersection(predicted[home[report]])
                shared = len(mine.intersection(origin))
                precision += shared / len(mine)
                recall += shared / len(set(origin))
    p, r = precision / len(gold_reports), recall / len(gold_reports)
    n_predicted = len({home[report] for report in gold_reports if report in home})
    return {
        "b3": {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0},
        "count": {"exact": int(n_predicted == len(gold)), "predicted": n_predicted, "gold": len(gold)},
    }


def score_retellings(gold: Sequence[Record], predicted: Sequence[Record]) -> dict[str, Any]:
    """Return how well edges between two reports of the pile were found.

    - ``pairs``: rates over undirected pairs, every predicted edge counting whatever its probability
    - ``parent_accuracy``: of the gold edges, the share whose parent is among the child's k most probable ones, k the number of its
      gold parents
    - ``direction_accuracy``, ``kind_accuracy``: over the pairs found, by the most probable edge of each
    """
    wanted = [edge for edge in gold if edge["parent"] is not None]
    offered = sorted((edge for edge in predicted if edge["parent"] is not None), key=_by_probability)
    best: dict[frozenset[str], Record] = {}
    for edge in offered:
        best.setdefault(_undirected(edge), edge)
    both = [(edge, best[_undirected(edge)]) for edge in wanted if _undirected(edge) in best]
    n_pairs = len({_undirected(edge) for edge in wanted})
    n_found = len({_undirected(edge) for edge, _ in both})
    return {
        "pairs": score_rates(n_found, len(best), n_pairs),
        "parent_accuracy": score_share(_count_parents(wanted, offered), len(wanted)),
        "direction_accuracy": score_share(sum(g["child"] == p["child"] for g, p in both), len(both), len(wanted)),
        "kind_accuracy": score_share(sum(g["kind"] == p["kind"] for g, p in both), len(both), len(wanted)),
    }


def score_changes(
    gold: Sequence[Record], predicted: Sequence[Record], retellings: Iterable[Record], reports: Mapping[str, Record]
) -> tuple[Rates, dict[str, Record]]:
    """Return rates over all changes, and for each kind.

    A change is found if one of the same child, parent and kind has a character in common with it on each side that the gold has.
    Predictions count along the gold's retellings only: elsewhere there is no gold to hold them against.
    """
    edges = {_directed(record) for record in (*retellings, *gold)}
    offered = [change for change in predicted if _directed(change) in edges]
    sides = [_find_sides(change, reports) for change in gold]
    candidates = []
    for g, change in enumerate(gold):
        for p, other in enumerate(offered):
            common = [len(places & read_spans([other.get(side)])) for side, places in sides[g].items()]
            if all(common) and _directed(change) == _directed(other) and change["kind"] == other["kind"]:
                candidates.append((sum(common), g, p))
    found = Counter(gold[g]["kind"] for g in match_best_first(candidates))
    n_offered, n_gold = Counter(change["kind"] for change in offered), Counter(change["kind"] for change in gold)
    by_kind: dict[str, Record] = {
        kind: {**score_rates(found[kind], n_offered[kind], n_gold[kind]), "gold": n_gold[kind]}
        for kind in sorted(n_offered.keys() | n_gold.keys())
    }
    return score_rates(found.total(), len(offered), len(gold)), by_kind


def _find_homes(origins: Sequence[Sequence[str]]) -> dict[str, int]:
    home: dict[str, int] = {}
    for index, origin in enumerate(origins):
        for report in origin:
            if report in home:
                raise ExportError(f"report {report} stands in two origins")
            home[report] = index
    return home


def _count_parents(gold: Sequence[Record], by_probability: Sequence[Record]) -> int:
    """Return how many gold edges have their parent among the child's most probable parents, as many as the child has in the gold."""
    n_parents = Counter(edge["child"] for edge in gold)
    likely: dict[str, list[str]] = {}
    for edge in by_probability:
        parents = likely.setdefault(edge["child"], [])
        if edge["parent"] not in parents:
            parents.append(edge["parent"])
    return sum(edge["parent"] in likely.get(edge["child"], [])[: n_parents[edge["child"]]] for edge in gold)


def _find_sides(change: Record, reports: Mapping[str, Record]) -> dict[str, Places]:
    """Return where ``before`` stands in the parent and ``after`` in the child, for the sides that the change has."""
    nth, field = change.get("nth"), change.get("in", "text")
    return {
        side: find_places(reports[change[role]], change[side], nth, field)[0]
        for side, role in (("before", "parent"), ("after", "child"))
        if change[side]
    }


def _by_probability(edge: Record) -> float:
    return -(edge.get("probability") or 0.0)


def _undirected(edge: Record) -> frozenset[str]:
    return frozenset((edge["child"], edge["parent"]))


def _directed(record: Record) -> Edge:
    return record["child"], record["parent"]
