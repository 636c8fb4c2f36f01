"""Statements about the same thing, whatever the wording, and the stance each takes.

1. assertions join the group they resemble most, or open one; a group never mixes a saying and its opposite: the opposite denies it
2. "denied that ..." denies the group its content resembles; "denied the claim" the last claim of the other side before it
3. "neither confirm nor deny" is unverified towards the last claim before it
4. what a voice goes on to say right after taking a stance, about the same thing or in the same breath, shares that stance
5. a side that grants what it had denied concedes

A stance carries a probability: explicit denials rank above those that point back, those above implied ones.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.ledger.statements import Content, Statement, contradicts, is_unverified, weigh
from sayso.lexicon import read_lexicon
from sayso.model import UNINVOLVED, UNKNOWN, Stance
from sayso.settings import LedgerSettings
from sayso.text import fold_marks

_ASSERTIVE = frozenset({"assert", "confirm", "hedge", "accuse"})
_SILENT = frozenset({"mental", "demand", "promise"})


@dataclass(slots=True)
class Group:
    """Statements towards one proposition: ``stances[statement index] = (stance, probability)``."""

    leader: int
    vector: dict[str, float] = field(default_factory=dict)
    stances: dict[int, tuple[Stance, float]] = field(default_factory=dict)

    def add(self, index: int, stance: Stance, probability: float) -> None:
        """Note a stance; the first one noted for a statement stays."""
        self.stances.setdefault(index, (stance, probability))


class _Grouper:
    """Builds the groups of one pile; statements are visited in their own order, never in that of reading."""

    def __init__(self, statements: Sequence[Statement], settings: LedgerSettings) -> None:
        self.statements, self.settings = statements, settings
        self.weights = weigh(s.content for s in statements)
        self.vectors = [self.vector(s.content) for s in statements]
        self.groups: list[Group] = []
        self.index: dict[str, set[int]] = defaultdict(set)
        self.of_report: dict[str, list[int]] = defaultdict(list)
        for k, statement in enumerate(statements):
            self.of_report[statement.report].append(k)
        self.group_of: dict[int, int] = {}

    def vector(self, content: Content) -> dict[str, float]:
        raw = {f: (1 + math.log(n)) * self.weights[f] for f, n in content.counts.items()}
        norm = math.sqrt(sum(w * w for w in raw.values()))
        return {f: w / norm for f, w in raw.items()} if norm else {}

    # -- similarity ----------------------------------------------------------------------------------------------------

    def similarity(self, k: int, group: Group) -> float:
        mine = self.vectors[k]
        dot = sum(w * group.vector.get(f, 0.0) for f, w in mine.items())
        norm = math.sqrt(sum(w * w for w in group.vector.values()))
        leader = self.vectors[group.leader]
        to_leader = sum(w * leader.get(f, 0.0) for f, w in mine.items())
        return max(dot / norm if norm else 0.0, to_leader)

    def best_group(self, k: int) -> tuple[float, int] | None:
        """Return the group that statement ``k`` resembles most, and how much."""
        near = {g for f in self.vectors[k] for g in self.index.get(f, ())}
        scored = [(self.similarity(k, self.groups[g]), -g) for g in near]
        if not scored:
            return None
        best, negative = max(scored)
        return best, -negative

    def put(self, k: int, g: int, stance: Stance, probability: float, *, is_wording: bool = True) -> None:
        """Give statement ``k`` a stance towards group ``g``; with ``is_wording`` its words become part of what the group is about."""
        group = self.groups[g]
        group.add(k, stance, probability)
        self.group_of.setdefault(k, g)
        if is_wording:
            for f, w in self.vectors[k].items():
                group.vector[f] = group.vector.get(f, 0.0) + w
                self.index[f].add(g)

    def open_group(self, k: int, stance: Stance) -> int:
        self.groups.append(Group(k))
        self.put(k, len(self.groups) - 1, stance, 1.0)
        return len(self.groups) - 1

    # -- the steps of the module's docstring ---------------------------------------------------------------------------

    def join_assertions(self) -> None:
        for k, s in enumerate(self.statements):
            if not self.is_assertion(s):
                continue
            best = self.best_group(k)
            if best and best[0] >= self.settings.join_similarity:
                says_opposite = contradicts(s.content, self.statements[self.groups[best[1]].leader].content)
                self.put(k, best[1], "deny" if says_opposite else "affirm", 0.8 if says_opposite else 1.0)
            else:
                self.open_group(k, "affirm")

    @staticmethod
    def is_assertion(s: Statement) -> bool:
        a = s.attribution
        told = a.force in _ASSERTIVE and not a.points_back
        return told and s.content.n_words >= 2 and not s.content.is_empty and not is_unverified(" ".join(c.text for c in a.content))

    def attach_denials(self) -> None:
        for k, s in enumerate(self.statements):
            if s.attribution.force != "deny" or s.attribution.points_back:
                continue
            best = self.best_group(k)
            if best and best[0] >= self.settings.denial_similarity:
                twice = contradicts(s.content, self.statements[self.groups[best[1]].leader].content)
                self.put(k, best[1], "affirm" if twice else "deny", 0.95, is_wording=False)
            elif not s.content.is_empty:
                self.open_group(k, "deny")

    def attach_pointers(self) -> None:
        for k, s in enumerate(self.statements):
            if s.attribution.points_back and k not in self.group_of and s.attribution.force in ("deny", "assert", "confirm", "accuse"):
                target = self.antecedent(k)
                if target is not None:
                    denies = s.attribution.force == "deny"
                    self.put(k, target, "deny" if denies else "affirm", 0.85, is_wording=False)

    def attach_unverified(self) -> None:
        for k, s in enumerate(self.statements):
            text = " ".join(c.text for c in s.attribution.content)
            cue = s.attribution.cue.text if s.attribution.cue else ""
            if k in self.group_of or not (s.attribution.force == "decline" or is_unverified(f"{cue} {text}")):
                continue
            best = self.best_group(k)
            target = best[1] if best and best[0] >= self.settings.denial_similarity else self.antecedent(k, any_side=True)
            if target is not None:
                self.put(k, target, "unverified", 0.8, is_wording=False)

    def antecedent(self, k: int, *, any_side: bool = False) -> int | None:
        """Return the group of the claim that statement ``k`` points at: in its report the nearest fitting one before it, else after it."""
        s = self.statements[k]
        wants_figure = self.points_at(s, "figure")
        best: tuple[float, int] | None = None
        for j in self.of_report[s.report]:
            other, g = self.statements[j], self.group_of.get(j)
            stance = self.groups[g].stances.get(j, ("other", 0.0))[0] if g is not None else "other"
            if j == k or g is None or stance not in ("affirm", "concede"):
                continue
            if not any_side and (other.voice == s.voice or self.is_same_side(other, s)):
                continue
            distance = s.sentence - other.sentence
            if abs(distance) > self.settings.reach_sentences:
                continue
            score = -abs(distance) - (2.5 if distance < 0 else 0.0)
            has_figure = any(f[0] == "#" for f in other.content.counts)
            score += 2.0 * (has_figure == wants_figure)
            if best is None or score > best[0]:
                best = (score, g)
        return best[1] if best else None

    @staticmethod
    def points_at(s: Statement, what: str) -> bool:
        words = {w.strip("“”\"'‘’.,").lower() for c in s.attribution.content for w in c.text.split()}
        return bool(words & {*read_lexicon("stances")["pointers"][what]})

    @staticmethod
    def is_same_side(one: Statement, other: Statement) -> bool:
        return one.party == other.party and one.party not in (UNINVOLVED, UNKNOWN)

    def share_breath(self) -> None:
        """Let a statement that found no company share the stance its voice took just before in the same report."""
        for report in sorted(self.of_report):
            inside = self.of_report[report]
            for before, k in zip(inside, inside[1:], strict=False):
                one, two = self.statements[before], self.statements[k]
                g = self.group_of.get(before)
                alone = k not in self.group_of or len(self.groups[self.group_of[k]].stances) == 1
                if g is None or not alone or two.voice is None or self.group_of.get(k) == g or two.attribution.force in _SILENT:
                    continue
                same_voice = one.voice == two.voice or self.is_same_side(one, two)
                if not same_voice or two.sentence - one.sentence > self.settings.breath_sentences:
                    continue
                stance = self.groups[g].stances[before][0]
                if stance == "unverified" or (self.has_other_figures(two, one) and stance != "deny"):
                    continue
                self.groups[g].add(k, stance, 0.6)
                self.leave(k)
                self.group_of[k] = g

    @staticmethod
    def has_other_figures(one: Statement, other: Statement) -> bool:
        mine = {f for f in one.content.counts if f[0] == "#"}
        return bool(mine) and not mine & other.content.counts.keys()

    def leave(self, k: int) -> None:
        """Empty the group that statement ``k`` had opened for itself."""
        own = self.group_of.get(k)
        if own is not None and self.groups[own].leader == k and len(self.groups[own].stances) == 1:
            self.groups[own].stances.clear()

    def imply_denials(self) -> None:
        """Let a lone statement that says the opposite of a group of the other side, on the same matter and place, deny it."""
        for k, s in enumerate(self.statements):
            g = self.group_of.get(k)
            if g is None or len(self.groups[g].stances) > 1 or not s.content.matters:
                continue
            best: tuple[float, int] | None = None
            for h, group in enumerate(self.groups):
                leader = self.statements[group.leader]
                if h == g or len(group.stances) < 2 or self.is_same_side(leader, s) or leader.voice == s.voice:
                    continue
                shared = s.content.matters.keys() & leader.content.matters.keys()
                if not shared or not (s.content.names & leader.content.names):
                    continue
                score = self.similarity(k, group)
                if score >= self.settings.implied_similarity and (best is None or score > best[0]):
                    best = (score, h)
            if best is not None:
                opposite = contradicts(s.content, self.statements[self.groups[best[1]].leader].content)
                self.leave(k)
                self.groups[best[1]].add(k, "deny" if opposite else "affirm", 0.6)
                self.group_of[k] = best[1]

    def concede(self) -> None:
        """Turn an affirmation by a side that had denied the same before, or with a cue of granting, into a concession."""
        cues = {*read_lexicon("stances")["concede_cues"]}
        for group in self.groups:
            denied_by = {
                self.statements[k].party: self.statements[k].order
                for k in sorted(group.stances, reverse=True)
                if group.stances[k][0] == "deny"
            }
            for k in sorted(group.stances):
                s = self.statements[k]
                stance, probability = group.stances[k]
                known = s.party not in (UNINVOLVED, UNKNOWN)
                late = s.party in denied_by and denied_by[s.party] < s.order and known
                cue = fold_marks(s.attribution.cue.text).lower() if s.attribution.cue else ""
                if stance == "affirm" and late and (cue in cues or denied_by[s.party][0][:10] < s.order[0][:10]):
                    group.stances[k] = ("concede", probability)


def find_groups(statements: Sequence[Statement], settings: LedgerSettings | None = None) -> tuple[Group, ...]:
    """Return the groups of statements towards one proposition each, those that found no company included.

    ``statements`` must be sorted by ``order``.
    """
    grouper = _Grouper(statements, settings or LedgerSettings())
    grouper.join_assertions()
    grouper.attach_denials()
    grouper.attach_pointers()
    grouper.attach_unverified()
    grouper.share_breath()
    grouper.imply_denials()
    grouper.concede()
    return tuple(group for group in grouper.groups if group.stances)


def is_listed(group: Group, statements: Sequence[Statement]) -> bool:
    """Return whether a group is a proposition to list: someone denies or doubts it, or two voices or two origins carry it."""
    inside = [statements[k] for k in group.stances]
    disputed = any(stance != "affirm" for stance, _ in group.stances.values())
    return disputed or len({s.voice for s in inside}) > 1 or len({s.origin for s in inside}) > 1


def find_vector(content: Content, weights: Mapping[str, float]) -> dict[str, float]:
    """Return the unit vector of a content under some weights; unknown features weigh nothing."""
    raw = {f: (1 + math.log(n)) * weights.get(f, 0.0) for f, n in content.counts.items()}
    norm = math.sqrt(sum(w * w for w in raw.values()))
    return {f: w / norm for f, w in raw.items()} if norm else {}
