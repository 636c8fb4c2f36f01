"""The family tree of a pile: each report's direct parent, and the origins that follow.

An origin is a set of reports that are one independent report. A report that is mostly another's text joins it; any other retelling
joins only its single best parent, so that neither digests nor uncertain links chain a pile together. Excerpts are listed and join nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sayso.model import Reason, Report, Retelling, RetellingKind
from sayso.retellings.compare import Comparison
from sayso.retellings.credits import is_outlet_of, is_same_newsroom
from sayso.settings import RetellingSettings

_NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Lineage:
    """The retellings of a pile, sorted by child and parent, and its origins, each sorted, sorted by their first id."""

    retellings: tuple[Retelling, ...]
    origins: tuple[tuple[str, ...], ...]


class _Groups:
    """Disjoint sets of ids; a set is named by its smallest id."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._root = {each: each for each in ids}

    def find(self, each: str) -> str:
        while self._root[each] != each:
            self._root[each] = self._root[self._root[each]]
            each = self._root[each]
        return each

    def join(self, first: str, second: str) -> None:
        low, high = sorted((self.find(first), self.find(second)))
        self._root[high] = low

    def sets(self) -> tuple[tuple[str, ...], ...]:
        members: defaultdict[str, list[str]] = defaultdict(list)
        for each in sorted(self._root):
            members[self.find(each)].append(each)
        return tuple(tuple(members[root]) for root in sorted(members))


def _rank(comparison: Comparison, settings: RetellingSettings) -> tuple[float, float, float, str, str]:
    """Return what the likeliest parent is smallest in: the closest text, then the surest direction."""
    closeness = comparison.share_of_child + settings.closeness_of_parent * comparison.share_of_parent
    closeness += settings.closeness_of_credit * comparison.credited
    return (
        -round(closeness, 4),
        -comparison.direction_probability,
        -comparison.probability,
        comparison.parent,
        comparison.child,
    )


def _is_whole(comparison: Comparison, settings: RetellingSettings) -> bool:
    return comparison.kind != "excerpt" and comparison.probability >= settings.join_probability


def _is_clear(comparison: Comparison, settings: RetellingSettings) -> bool:
    """Return whether the child is for the most part its parent's text. Of a digest that can be said of one parent at most."""
    return comparison.probability >= settings.clear_probability and comparison.share_of_child >= settings.most_of_child


def _is_part(comparison: Comparison, settings: RetellingSettings) -> bool:
    """Return whether a passage of the parent stands in the child, whatever else does."""
    has_passage = comparison.kind not in ("update", "common_origin") and comparison.passage_words >= settings.excerpt_words
    return has_passage and comparison.probability >= settings.join_probability


def _choose_parents(
    whole: Sequence[Comparison], settings: RetellingSettings, decided: Mapping[str, str] = _NOBODY
) -> dict[str, Comparison]:
    """Return for each child the comparison with its likeliest parent. No report becomes its own ancestor."""
    chosen: dict[str, Comparison] = {}
    for comparison in sorted(whole, key=lambda each: (decided.get(each.child) != each.parent, *_rank(each, settings))):
        if comparison.child not in chosen and not _is_ancestor(comparison.child, comparison.parent, chosen):
            chosen[comparison.child] = comparison
    return chosen


def _is_ancestor(ancestor: str, each: str, chosen: Mapping[str, Comparison]) -> bool:
    while each in chosen and each != ancestor:
        each = chosen[each].parent
    return each == ancestor


def _choose_excerpts(parts: Sequence[Comparison], groups: _Groups) -> list[Comparison]:
    """Return for each child and each origin it excerpts the one source: not both a report and its reprints.

    Between two origins excerpts run one way only; the surest decides, so that a reprint of the source is no child of the excerpt.
    """
    ways: dict[tuple[str, str], str] = {}
    for each in sorted(parts, key=lambda e: (-e.direction_probability, -e.share_of_child, e.parent, e.child)):
        source, target = groups.find(each.parent), groups.find(each.child)
        ways.setdefault((min(source, target), max(source, target)), source)
    taken: dict[tuple[str, str], Comparison] = {}
    for each in sorted(parts, key=lambda e: (-e.share_of_child, -e.direction_probability, e.parent, e.child)):
        source, target = groups.find(each.parent), groups.find(each.child)
        if source != target and ways[min(source, target), max(source, target)] == source:
            taken.setdefault((each.child, source), each)
    return [each for key, each in taken.items() if not _is_second_hand(key, taken, groups)]


def _is_second_hand(key: tuple[str, str], taken: Mapping[tuple[str, str], Comparison], groups: _Groups) -> bool:
    """Return whether the source of an excerpt itself excerpts an origin that the child excerpts, too."""
    child, source = key
    third = {other for each, other in taken if each == child and other != source}
    return any(groups.find(each) == source and other in third for each, other in taken)


def _drop_own_background(whole: Sequence[Comparison], reports: Mapping[str, Report], settings: RetellingSettings) -> list[Comparison]:
    """Return comparisons without the weak ones between an outlet's report and another outlet's copy of its earlier report.

    What both have is then the outlet's own background, which it may repeat: the copy is a parent no more than the earlier report is.
    """
    clear = _choose_parents([each for each in whole if each.probability >= settings.clear_probability], settings)
    judged = {(each.parent, each.child) for each in whole}

    def is_background(each: Comparison) -> bool:
        above = each.parent
        while above in clear:
            above = clear[above].parent
            if is_same_newsroom(reports[above], reports[each.child]):
                return above != each.child and (above, each.child) not in judged
        return False

    return [each for each in whole if each.probability >= settings.clear_probability or not is_background(each)]


def _is_in_pile(agency: str, reports: Iterable[Report]) -> bool:
    return any(is_outlet_of(report, agency) for report in reports)


def _as_retelling(comparison: Comparison, reports: Sequence[Report]) -> Retelling:
    kind: RetellingKind = comparison.kind
    if kind == "common_origin" and comparison.agency and _is_in_pile(comparison.agency, reports):
        kind = "reprint"  # the third text is at hand after all, and nearer to neither
    reasons: tuple[Reason, ...] = comparison.reasons
    return Retelling(
        comparison.child, comparison.parent, kind, comparison.probability, comparison.direction_probability,
        comparison.credited, comparison.share_of_child, reasons,
    )  # fmt: skip


def find_lineage(
    reports: Sequence[Report],
    comparisons: Mapping[tuple[str, str], Comparison],
    settings: RetellingSettings,
    decided: Mapping[str, str] = _NOBODY,
) -> Lineage:
    """Return who retells whom in a pile. Comparisons with reports that are not in it are passed over.

    ``decided``: by child, the parent that is chosen before all that are likelier.
    """
    ids = {report.id for report in reports}
    known = [each for _, each in sorted(comparisons.items()) if each.parent in ids and each.child in ids and each.parent != each.child]
    whole = _drop_own_background([each for each in known if _is_whole(each, settings)], {r.id: r for r in reports}, settings)
    chosen = _choose_parents(whole, settings, decided)
    groups = _Groups(ids)
    for each in (*chosen.values(), *(e for e in whole if _is_clear(e, settings))):
        groups.join(each.parent, each.child)
    excerpts = _choose_excerpts([each for each in known if _is_part(each, settings)], groups)
    edges = [*chosen.values(), *(replace(each, kind="excerpt") for each in excerpts)]
    retellings = (_as_retelling(each, reports) for each in sorted(edges, key=lambda each: (each.child, each.parent)))
    return Lineage(tuple(retellings), groups.sets())
