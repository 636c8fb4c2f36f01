"""Which statements are about the same thing: each joins the group that it most likely goes on about, or opens one.

1. a statement that was retold from another goes with it, and weighs nothing: a hundred reprints move no group
2. the others are visited in order of publication, as a reader meets them. Candidates are the groups of the statements near it in its
   report, of those it resembles, and of those elsewhere that share its rare features; signals of how it fits each of them are scored
   against "nothing that was said before", and the best one wins
3. once all are placed, each is visited again, since what came later may fit better
4. groups that turn out to be about one thing are joined, those that fit best first

The weights are those of ``relations.toml``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from sayso.claims import N_TOPIC, Floats
from sayso.ledger.contents import score_cosine, score_dot
from sayso.ledger.growing import Growing, measure_none, numbers_of, score_centre, score_counts
from sayso.ledger.likeness import Crowd, Doubles, find_highest
from sayso.ledger.relations import Model, Signals, score_sum
from sayso.ledger.retold import Aligned
from sayso.ledger.statements import Statement, group_by_report, is_opposed
from sayso.settings import LedgerSettings

_FAR_SENTENCES = 12
_BLOCK = 64  # statements


class Grouper:
    """Finds the groups of a pile's statements."""

    def __init__(self, statements: Sequence[Statement], aligned: Aligned, settings: LedgerSettings) -> None:
        self.statements, self.aligned, self.settings = statements, aligned, settings
        self.groups: list[Growing] = []
        self.group_of: dict[int, int] = {}
        self.copies = aligned.copies
        self._copies_of: dict[int, list[int]] = defaultdict(list)
        for k, j in sorted(self.copies.items()):
            self._copies_of[j].append(k)
        self._places = group_by_report(statements)
        self._crowd = Crowd([{} if k in self.copies else s.vector for k, s in enumerate(statements)])
        self._topics = np.stack([s.meaning.topic for s in statements]) if statements else np.zeros((0, N_TOPIC), np.float32)
        homes = {report: n for n, report in enumerate(self._places)}
        self._homes = np.array([homes[s.report] for s in statements], dtype=np.int64)
        self._is_placed = np.zeros(len(statements), dtype=bool)
        self._retold: dict[int, list[int]] = defaultdict(list)
        for first, second in sorted(aligned):
            self._retold[second].append(first)
        self._numbers = [numbers_of(s) for s in statements]
        self._asides = [s.meaning.is_likely("other") for s in statements]
        self._near: tuple[int, Doubles, Floats] | None = None
        self._block: tuple[int, Floats] | None = None

    def find(self, model: Model) -> list[list[int]]:
        """Return the groups, each in order, singles included."""
        for k in range(len(self.statements)):
            self.put(k, self._choose(k, model))
        for _ in range(self.settings.n_revisits):
            for k in range(len(self.statements)):
                if k not in self.copies:
                    self._revisit(k, model)
        self._merge(model)
        return [group.members for group in self.groups]

    def _choose(self, k: int, model: Model) -> int | None:
        """Return the group that statement ``k`` belongs to, None for a new one."""
        if k in self.copies:
            return self.group_of[self.copies[k]]
        scored = [(round(score_sum(signals, model.same), 9), -g) for g, signals in self.list_choices(k)]
        best, negative = max(scored, default=(-math.inf, 0))
        return -negative if best > score_sum(measure_none(self.statements[k]), model.none) else None

    def _revisit(self, k: int, model: Model) -> None:
        """Place statement ``k``, with its copies, anew."""
        old = self.group_of[k]
        mine = [k, *self._copies_of.get(k, ())]
        leaving = {*mine}
        rest = [j for j in self.groups[old].members if j not in leaving]
        self.groups[old] = self._rebuild(rest)
        for j in mine:
            del self.group_of[j]
            self._is_placed[j] = False
        new = self._choose(k, model)
        if new is None and not rest:
            new = old
        for j in mine:
            self.put(j, new)
            new = self.group_of[j]

    def _rebuild(self, members: Sequence[int]) -> Growing:
        group = Growing()
        for k in sorted(members):
            group.add(k, self.statements[k], is_copy=k in self.copies)
        return group

    def _merge(self, model: Model) -> None:
        """Join groups that are about one thing after all: those that fit best first, as long as any two fit."""
        scores = self._score_fitting(self._find_neighbours(), model)
        while scores:
            one, other = max(scores, key=lambda pair: (round(scores[pair], 9), -pair[0], -pair[1]))
            for k in self.groups[other].members:
                self.group_of[k] = one
            self.groups[one] = self._rebuild([*self.groups[one].members, *self.groups[other].members])
            self.groups[other] = Growing()
            near = {each for pair in scores if {one, other} & {*pair} for each in pair} - {one, other}
            scores = {pair: score for pair, score in scores.items() if not {one, other} & {*pair}}
            scores |= self._score_fitting(((min(one, each), max(one, each)) for each in near), model)
        self.groups = sorted((group for group in self.groups if group.members), key=lambda group: group.members[0])

    def _score_fitting(self, pairs: Iterable[tuple[int, int]], model: Model) -> dict[tuple[int, int], float]:
        """Return the log-odds of those pairs of groups that are about one thing rather than not."""
        scores = ((pair, score_sum(self.measure_groups(*pair), model.merge)) for pair in pairs)
        return {pair: score for pair, score in scores if score > 0}

    def _find_neighbours(self) -> list[tuple[int, int]]:
        """Return the pairs of groups that have members in one report, in order."""
        pairs = set()
        for places in self._places.values():
            here = sorted({self.group_of[k] for k in places})
            pairs |= {(one, other) for at, one in enumerate(here) for other in here[at + 1 :]}
        return sorted(pairs)

    def measure_groups(self, one: int, other: int) -> Signals:
        """Return the signals that two groups are about one thing."""
        a, b = self.groups[one], self.groups[other]
        most = self.settings.most_compared
        cosines = [score_cosine(self.statements[j].vector, self.statements[k].vector) for j in a.own[:most] for k in b.own[:most]]
        norm = a.norm * b.norm
        reports = [{self.statements[k].report for k in group.members} for group in (a, b)]
        inside = {*b.members}
        next_to = sum(
            (k + step in inside and self.statements[k].unit is not None and self.statements[k].unit == self.statements[k + step].unit)
            and self.statements[k].report == self.statements[k + step].report
            for k in a.own
            for step in (-1, 1)
        )
        smaller = max(1, min(len(a.own), len(b.own)))
        return {
            "constant": 1.0,
            "cosine": max(cosines, default=0.0),
            "centre": score_dot(a.total, b.total) / norm if norm else 0.0,
            "topic": self._score_best(a.telling[:most], b.telling[:most]),
            "topic_centre": score_centre(a.topic, b),
            "aside": max(a.n_aside / max(1, len(a.own)), b.n_aside / max(1, len(b.own))),
            "named": score_counts(a.names, b.names),
            "matter": score_counts(a.matters, b.matters),
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
        self.groups[g].add(k, self.statements[k], is_copy=k in self.copies)
        self.group_of[k] = g
        self._is_placed[k] = True

    def list_choices(self, k: int) -> list[tuple[int, Signals]]:
        """Return the groups that statement ``k`` may go on about, each with the signals that it does."""
        mine = self._places[self.statements[k].report]
        at = k - mine[0]  # a report's statements stand together
        near = mine[max(0, at - self.settings.reach_statements) : at]
        candidates = {self.group_of[j] for j in (*near, *self._retold[k], *self._find_elsewhere(k)) if j in self.group_of}
        return [(g, self.measure(k, g, near)) for g in sorted(candidates)]

    def _find_elsewhere(self, k: int) -> list[int]:
        """Return the statements of other reports, placed already, that share most with it, and those whose topics are likest to its own."""
        cosines, topics = self._compare(k)
        most = self.settings.most_antecedents
        (placed,) = np.nonzero(self._is_placed & (self._homes != self._homes[k]))
        sharing = find_highest(cosines, placed[cosines[placed] > 0], most)
        return sharing if self.statements[k].attribution.points_back else [*sharing, *find_highest(topics, placed, most)]

    def _compare(self, k: int) -> tuple[Doubles, Floats]:
        """Return the cosines of a statement with all others, by their words and by their topics. Copies have no words of their own."""
        if self._near is None or self._near[0] != k:
            block = k // _BLOCK * _BLOCK
            if self._block is None or self._block[0] != block:  # they are asked for in their order, and many at once cost little more
                self._block = block, (self._topics[block : block + _BLOCK] @ self._topics.T).round(5)
            self._near = k, self._crowd.score(self.statements[k].vector), self._block[1][k - block]
        return self._near[1:]

    def _score_best(self, some: Sequence[int], others: Sequence[int]) -> float:
        """Return the cosine of the two likest topics of some statements and of others; 0 where there are none."""
        if not some or not others:
            return 0.0
        return round(float((self._topics[list(some)] @ self._topics[list(others)].T).max()), 5)

    def measure(self, k: int, g: int, near: Sequence[int]) -> Signals:
        """Return the signals that statement ``k`` is about what a group is about."""
        statement, group = self.statements[k], self.groups[g]
        inside = [j for j in near if self.group_of.get(j) == g]
        cosines, topics = self._compare(k)
        points, most = statement.attribution.points_back, self.settings.most_compared
        best = max(cosines[group.own[-most:]].tolist(), default=0.0)
        centre = score_dot(statement.vector, group.total) / max(1.0, group.norm)
        topic = 0.0 if points or not group.telling else max(topics[group.telling[-most:]].tolist())
        mine = self._numbers[k]
        named = sum(group.names[name] for name in statement.content.names) / max(1, len(group.own))
        of_matter = sum(group.matters[matter] for matter in statement.content.matters) / max(1, len(group.own))
        return {
            "cosine": best,
            "cosine_squared": best * best,
            "centre": min(1.0, centre),
            "topic": topic,
            "topic_centre": 0.0 if points else score_centre(statement.meaning.topic, group),
            "aside_near": self._asides[k] * bool(inside),
            "topics_in_title": max(0.0, statement.topic_in_title) * max(0.0, topic),
            "named": min(1.0, named),
            "matter": min(1.0, of_matter),
            "named_matter": min(1.0, named) * min(1.0, of_matter),
            "number": float(bool(mine & group.numbers)),
            "other_number": float(bool(mine and group.numbers and not mine & group.numbers)),
            "counted": float(any(what in group.counted for what in statement.content.figures)),
            "counted_elsewise": float(
                bool(statement.content.figures)
                and bool(group.counted)
                and not any(what in group.counted for what in statement.content.figures)
            ),
            "in_titles": math.sqrt(statement.in_title * group.in_title),
            "aligned": max((self.aligned[j, k] for j in self._retold.get(k, ()) if self.group_of.get(j) == g), default=0.0),
            "voice": float(statement.unit in group.units),
            "party": float(statement.has_side and statement.party in group.parties),
            "opposed_only": float(statement.has_side and bool(group.parties) and statement.party not in group.parties),
            "origins": math.log1p(len(group.origins)),
            "size": math.log1p(len(group.own)),
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
