"""Which statements are about the same thing: each joins the group that it most likely goes on about, or opens one.

Statements are visited in order of publication, as a reader meets them. For each,

1. candidates are the groups of the statements near it in its report, of those it was retold from, and of those elsewhere that share
   its rare features
2. signals of how it fits each of them are scored against "nothing that was said before"; the best one wins

The weights are those of ``relations.toml``.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.ledger.contents import Vector, score_cosine
from sayso.ledger.relations import Model, Signals, score_sum
from sayso.ledger.statements import Statement, group_by_report, is_opposed
from sayso.settings import LedgerSettings

Aligned = Mapping[tuple[int, int], float]  # (earlier, later) -> how surely the later statement is the earlier one retold

_FAR_SENTENCES = 12


@dataclass(slots=True)
class Growing:
    """A group while it grows: what a statement has to be compared with."""

    members: list[int] = field(default_factory=list)
    total: Vector = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    matters: Counter[str] = field(default_factory=Counter)
    numbers: set[str] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)
    units: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    origins: set[int] = field(default_factory=set)
    in_title: float = 0.0
    n_denials: int = 0

    def add(self, k: int, statement: Statement) -> None:
        """Let a statement join."""
        self.members.append(k)
        self.origins.add(statement.origin)
        self.in_title = max(self.in_title, statement.in_title)
        self.n_denials += statement.denies
        self.parties |= {statement.party} if statement.has_side else set()
        self.units |= {statement.unit} if statement.unit else set()
        if statement.attribution.points_back or statement.is_unverified:
            return  # its words say nothing of what the group is about
        for feature, weight in statement.vector.items():
            self.total[feature] = self.total.get(feature, 0.0) + weight
        self.names.update(statement.content.names)
        self.matters.update(statement.content.matters.keys())
        self.numbers |= numbers_of(statement)
        self.counted.update(statement.content.figures.keys())


def _score_counters(one: Counter[str], other: Counter[str]) -> float:
    """Return the cosine of two counts."""
    norm = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return sum(n * other[each] for each, n in one.items()) / norm if norm else 0.0


def numbers_of(statement: Statement) -> set[str]:
    """Return the number features of a statement."""
    return {feature for feature in statement.content.counts if feature[0] == "#"}


class Grouper:
    """Finds the groups of a pile's statements."""

    def __init__(self, statements: Sequence[Statement], aligned: Aligned, settings: LedgerSettings) -> None:
        self.statements, self.aligned, self.settings = statements, aligned, settings
        self.groups: list[Growing] = []
        self.group_of: dict[int, int] = {}
        self._places = group_by_report(statements)
        self._retold: dict[int, list[int]] = defaultdict(list)
        for first, second in sorted(aligned):
            self._retold[second].append(first)
        self._index: dict[str, list[int]] = defaultdict(list)

    def find(self, model: Model) -> list[list[int]]:
        """Return the groups, each in order, singles included."""
        for k in range(len(self.statements)):
            choices = self.list_choices(k)
            scored = [(round(score_sum(signals, model.same), 9), -g) for g, signals in choices]
            best, negative = max(scored, default=(-math.inf, 0))
            self.put(k, -negative if best > score_sum(measure_none(self.statements[k]), model.none) else None)
        self._merge(model)
        return [group.members for group in self.groups]

    def _merge(self, model: Model) -> None:
        """Join groups that are about one thing after all: those that fit best first, as long as any two fit."""
        scores: dict[tuple[int, int], float] = {}
        for pair in self._find_neighbours():
            score = score_sum(self.measure_groups(*pair), model.merge)
            if score > 0:
                scores[pair] = score
        while scores:
            one, other = max(scores, key=lambda pair: (round(scores[pair], 9), -pair[0], -pair[1]))
            for k in self.groups[other].members:
                self.groups[one].add(k, self.statements[k])
                self.group_of[k] = one
            self.groups[one].members.sort()
            self.groups[other] = Growing()
            near = {each for pair in scores if {one, other} & {*pair} for each in pair} - {one, other}
            scores = {pair: score for pair, score in scores.items() if not {one, other} & {*pair}}
            for each in near:
                pair = (min(one, each), max(one, each))
                score = score_sum(self.measure_groups(*pair), model.merge)
                if score > 0:
                    scores[pair] = score
        self.groups = sorted((group for group in self.groups if group.members), key=lambda group: group.members[0])

    def _find_neighbours(self) -> list[tuple[int, int]]:
        """Return the pairs of groups that have members in one report and share a feature, in order."""
        pairs = set()
        for places in self._places.values():
            here = sorted({self.group_of[k] for k in places})
            pairs |= {(one, other) for at, one in enumerate(here) for other in here[at + 1 :]}
        return sorted(pairs)

    def measure_groups(self, one: int, other: int) -> Signals:
        """Return the signals that two groups are about one thing."""
        a, b = self.groups[one], self.groups[other]
        cosines = [
            score_cosine(self.statements[j].vector, self.statements[k].vector)
            for j in a.members[: self.settings.most_compared]
            for k in b.members[: self.settings.most_compared]
        ]
        norm = math.sqrt(sum(w * w for w in a.total.values()) * sum(w * w for w in b.total.values()))
        reports = [{self.statements[k].report for k in group.members} for group in (a, b)]
        inside = {*b.members}
        next_to = sum(
            (k + step in inside and self.statements[k].unit is not None and self.statements[k].unit == self.statements[k + step].unit)
            and self.statements[k].report == self.statements[k + step].report
            for k in a.members
            for step in (-1, 1)
        )
        smaller = min(len(a.members), len(b.members))
        return {
            "constant": 1.0,
            "cosine": max(cosines, default=0.0),
            "centre": score_cosine(a.total, b.total) / norm if norm else 0.0,
            "named": _score_counters(a.names, b.names),
            "matter": _score_counters(a.matters, b.matters),
            "units": len(a.units & b.units) / max(1, min(len(a.units), len(b.units))),
            "parties": float(len(a.parties & b.parties) > 1),
            "both_disputed": float(a.n_denials > 0 and b.n_denials > 0),
            "reports": len(reports[0] & reports[1]) / min(len(reports[0]), len(reports[1])),
            "next": min(1.0, next_to / smaller),
            "counted": float(bool(a.counted.keys() & b.counted.keys())),
            "counted_elsewise": float(bool(a.counted) and bool(b.counted) and not a.counted.keys() & b.counted.keys()),
            "in_titles": math.sqrt(a.in_title * b.in_title),
            "size": math.log1p(smaller),
        }

    def put(self, k: int, g: int | None) -> None:
        """Let statement ``k`` join group ``g``, or open one."""
        if g is None:
            self.groups.append(Growing())
            g = len(self.groups) - 1
        self.groups[g].add(k, self.statements[k])
        self.group_of[k] = g
        for feature in self.statements[k].vector:
            self._index[feature].append(k)

    def list_choices(self, k: int) -> list[tuple[int, Signals]]:
        """Return the groups that statement ``k`` may go on about, each with the signals that it does."""
        mine = self._places[self.statements[k].report]
        at = k - mine[0]  # a report's statements stand together
        near = mine[max(0, at - self.settings.reach_statements) : at]
        candidates = {self.group_of[j] for j in (*near, *self._retold[k], *self._find_elsewhere(k)) if j in self.group_of}
        return [(g, self.measure(k, self.groups[g], near)) for g in sorted(candidates)]

    def _find_elsewhere(self, k: int) -> list[int]:
        """Return the statements of other reports that share most with it."""
        shared: dict[int, float] = defaultdict(float)
        statement = self.statements[k]
        for feature, weight in statement.vector.items():
            for j in self._index.get(feature, [])[-self.settings.most_sharing :]:
                shared[j] += weight * self.statements[j].vector[feature]
        best = sorted((j for j in shared if self.statements[j].report != statement.report), key=lambda j: (-round(shared[j], 9), j))
        return best[: self.settings.most_antecedents]

    def measure(self, k: int, group: Growing, near: Sequence[int]) -> Signals:
        """Return the signals that statement ``k`` is about what a group is about."""
        statement = self.statements[k]
        inside = [j for j in group.members if j in {*near}]
        best = max((score_cosine(self.statements[j].vector, statement.vector) for j in group.members[-self.settings.most_compared :]), default=0.0)
        norm = math.sqrt(sum(weight * weight for weight in group.total.values()))
        centre = score_cosine(statement.vector, group.total) / norm if norm > 1 else score_cosine(statement.vector, group.total)
        mine = numbers_of(statement)
        named = sum(group.names[name] for name in statement.content.names) / max(1, len(group.members))
        of_matter = sum(group.matters[matter] for matter in statement.content.matters) / max(1, len(group.members))
        return {
            "cosine": best,
            "cosine_squared": best * best,
            "centre": min(1.0, centre),
            "named": min(1.0, named),
            "matter": min(1.0, of_matter),
            "named_matter": min(1.0, named) * min(1.0, of_matter),
            "number": float(bool(mine & group.numbers)),
            "other_number": float(bool(mine and group.numbers and not mine & group.numbers)),
            "counted": float(any(what in group.counted for what in statement.content.figures)),
            "counted_elsewise": float(bool(statement.content.figures) and bool(group.counted) and not any(what in group.counted for what in statement.content.figures)),
            "in_titles": math.sqrt(statement.in_title * group.in_title),
            "aligned": max((self.aligned.get((j, k), 0.0) for j in self._retold[k] if self.group_of.get(j) is not None and j in group.members), default=0.0),
            "voice": float(statement.unit in group.units),
            "party": float(statement.has_side and statement.party in group.parties),
            "opposed_only": float(statement.has_side and bool(group.parties) and statement.party not in group.parties),
            "origins": math.log1p(len(group.origins)),
            "size": math.log1p(len(group.members)),
            "disputed": float(group.n_denials > 0),
            "denies_disputed": float(statement.denies and group.n_denials > 0),
            "elsewhere": float(not inside),
            **(self._measure_near(k, inside) if inside else {}),
        }

    def _measure_near(self, k: int, inside: Sequence[int]) -> Signals:
        """Return what it tells that members of the group stand before it in its report."""
        second, first = self.statements[k], self.statements[inside[-1]]
        near = max(0.0, 1.0 - (second.sentence - first.sentence) / _FAR_SENTENCES)
        is_next = float(inside[-1] == k - 1)
        same_voice = first.unit is not None and first.unit == second.unit
        said_by_other = [j for j in inside if self.statements[j].asserts and not (second.unit and self.statements[j].unit == second.unit)]
        points, doubts = second.attribution.points_back, second.is_unverified
        other_near = 0.0
        if said_by_other:
            other_near = max(0.0, 1.0 - (second.sentence - self.statements[said_by_other[-1]].sentence) / _FAR_SENTENCES)
        opposed = any(is_opposed(self.statements[j], second) for j in said_by_other)
        return {
            "near": near,
            "next": is_next,
            "next_same_voice": is_next * same_voice,
            "next_opposed": is_next * is_opposed(first, second),
            "near_same_voice": near * same_voice,
            "same_sentence": float(first.sentence == second.sentence),
            "points_back": float(points and bool(said_by_other)),
            "points_back_near": points * other_near,
            "points_back_opposed": float(points and opposed),
            "points_back_to_none": float(points and not said_by_other),
            "points_ahead": near * (first.attribution.points_back and second.asserts),
            "denies_near": (second.denies and not points) * other_near,
            "doubts_near": doubts * other_near,
        }


def measure_none(statement: Statement) -> Signals:
    """Return the signals that a statement is about nothing that was said before."""
    return {
        "constant": 1.0,
        "points": float(statement.attribution.points_back),
        "denies": float(statement.denies),
        "doubts": float(statement.is_unverified),
        "in_title": statement.in_title,
        "has_matter": float(bool(statement.content.matters)),
        "has_name": float(bool(statement.content.names)),
        "mental": float(statement.attribution.force in ("mental", "demand", "promise")),
        "short": float(statement.content.n_words < 5),
        "first": float(statement.order[2] == 0),
    }


def align_statements(
    statements: Sequence[Statement], links: Mapping[tuple[str, str], Sequence[tuple[tuple[int, int], tuple[int, int]]]]
) -> dict[tuple[int, int], float]:
    """Return the statements that are one another's retelling, as earlier and later.

    ``links``: by (child, parent), the stretches of the parent's text and the child's that say the same. Of several statements in a
    stretch those go together that share a voice or most words.
    """
    places = group_by_report(statements)
    found: dict[tuple[int, int], float] = {}
    for (child, parent), stretches in sorted(links.items()):
        for (start, end), (child_start, child_end) in stretches:
            before = [k for k in places.get(parent, ()) if _stands_in(statements[k], start, end)]
            after = [k for k in places.get(child, ()) if _stands_in(statements[k], child_start, child_end)]
            for k in before:
                for j in after:
                    score = _score_retold(statements[k], statements[j], len(before), len(after))
                    pair = (min(k, j), max(k, j))
                    found[pair] = max(found.get(pair, 0.0), score)
    return {pair: score for pair, score in found.items() if score > 0}


def _stands_in(statement: Statement, start: int, end: int) -> bool:
    return any(part.field == "text" and part.start < end and start < part.end for part in statement.attribution.content)


def _score_retold(one: Statement, other: Statement, n_before: int, n_after: int) -> float:
    """Return how surely the one became the other, given that their sentences did."""
    if n_before == n_after == 1:
        return 1.0
    same_voice = one.unit is not None and one.unit == other.unit
    return max(0.9 * same_voice * (one.attribution.points_back == other.attribution.points_back), score_cosine(one.vector, other.vector))


def iterate_choices(grouper: Grouper, right: Mapping[int, int]) -> Iterator[tuple[int, list[tuple[int, Signals]]]]:
    """Yield each statement with its choices while the groups grow as ``right`` says: by statement, the first one of its group."""
    for k in range(len(grouper.statements)):
        yield k, grouper.list_choices(k)
        first = right.get(k, k)
        grouper.put(k, grouper.group_of[first] if first != k else None)
