"""Overrulings on claims, followed once statements are grouped and before anything is counted.

1. same_claim, other_claim: the groups change, in the order of the log; where one changed, stances are judged anew
2. stance: a statement stands where somebody put it, as long as it is about the claim that it was about then
3. not_a_denial: a statement takes no side, whatever it is about

What is decided of a statement holds for its copies, too: the same words of the same source in another report of its origin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from typing import get_args

from sayso.ledger.contents import score_cosine
from sayso.ledger.overrulings.anchors import Finder, Place, read_about
from sayso.ledger.overrulings.log import Followed, Following, in_force
from sayso.ledger.propositions import Group
from sayso.ledger.stances import Stances
from sayso.ledger.statements import Statement
from sayso.model import Overruling, Stance


def overrule_groups(
    groups: Sequence[Group], judge: Callable[[Sequence[int]], Stances], log: Sequence[Overruling], finder: Finder
) -> tuple[list[Group], Followed]:
    """Return the groups as overrulings leave them, in order, and which of these found what they are about.

    ``judge`` gives the stances of the statements at some places.
    """
    wanted = in_force(log, "same_claim", "other_claim", "stance", "not_a_denial")
    if not wanted or not groups:
        return [*groups], Followed()
    statements = groups[0].statements
    work = _Groups(groups, statements, finder)
    for each in wanted:
        work.follow(each)
    judged = {g: judge(sorted(members)) if g in work.altered else work.stances[g] for g, members in work.members.items()}
    decided = work.altered | {work.group_of[k] for k in work.put if k in work.group_of}
    settled = ((g, work.settle(g, stances)) for g, stances in judged.items())
    found = [replace(work.groups[g], stances=stances, is_decided=g in decided) for g, stances in settled if stances]
    return sorted(found, key=lambda group: next(iter(group.stances))), work.following.end()


class _Groups:
    """Groups of statements while they are altered; they go by numbers."""

    def __init__(self, groups: Sequence[Group], statements: Sequence[Statement], finder: Finder) -> None:
        self.statements, self.finder = statements, finder
        self.groups: dict[int, Group] = defaultdict(lambda: Group(statements, {}), enumerate(groups))
        self.at: dict[Place, int] = {(s.report, s.order[2]): k for k, s in enumerate(statements)}
        self.stances: dict[int, Stances] = {g: dict(group.stances) for g, group in enumerate(groups)}
        self.members: dict[int, set[int]] = {g: {*group.stances} for g, group in enumerate(groups)}
        self.group_of = {k: g for g, members in self.members.items() for k in members}
        self.altered: set[int] = set()
        self.following = Following()
        self.put: dict[int, Stance] = {}  # by statement, where somebody put it
        self.silent: set[int] = set()  # those of them that deny nothing, whatever claim they are about

    def follow(self, overruling: Overruling) -> None:
        """Follow an overruling, if what it is about is found."""
        if overruling.kind == "same_claim":
            self._join(overruling)
        else:
            self._place(overruling)

    def _join(self, overruling: Overruling) -> None:
        one, other = self._find_claim(overruling, "claim"), self._find_claim(overruling, "other")
        if one is None or other is None:
            return
        if one != other:
            for k in [*self.members[other]]:
                self._move(k, one)
        self.following.hold(overruling.number)

    def _place(self, overruling: Overruling) -> None:
        place, about = self.finder.find_statement(overruling, "statement"), read_about(overruling)
        claim = self._find_claim(overruling, "claim")
        is_of_claim = overruling.kind != "not_a_denial"  # what denies nothing denies no other claim, either
        if place is None or place not in self.at or (claim is None and "claim" in about and is_of_claim):
            return
        k = self.at[place]
        copies = (self.at[each] for each in self.finder.find_copies(place) if each in self.at)
        alike = [k, *(j for j in copies if self.group_of[j] == self.group_of[k])]
        if overruling.kind == "other_claim":
            left = self.group_of[k]
            self._take_out(alike, claim)
            self._take_along(alike, left, {self.at[each] for each in self.finder.find_held(overruling, "left") if each in self.at})
            self.following.hold(overruling.number, *(("claim of", j) for j in alike))
            return
        stance: Stance = about.get("stance", "") if overruling.kind == "stance" else "other"
        if (claim == self.group_of[k] or not is_of_claim) and stance in get_args(Stance):  # else where it stands was said of another claim
            self.put |= dict.fromkeys(alike, stance)
            self.silent = self.silent - {*alike} if is_of_claim else self.silent | {*alike}
            self.following.hold(overruling.number, *(("stance of", j) for j in alike))

    def _take_out(self, alike: Sequence[int], claim: int | None) -> None:
        """Move statements of one group to another, or to one of their own."""
        own = self.group_of[alike[0]]
        if claim is None and len(self.members[own]) > len(alike):
            claim = max(self.members) + 1
            self.members[claim] = set()
        if claim is None:
            self.altered.add(own)  # it stands alone already, and is a claim from now on
        elif claim != own:
            for k in alike:
                self._move(k, claim)
                if k not in self.silent:  # where it was put was said of the claim that it was about then
                    self.put.pop(k, None)
                    self.following.forget(("stance of", k))

    def _take_along(self, alike: Sequence[int], left: int, known: Set[int]) -> None:
        """Move what came later, and is more like the statements that were moved than like anything in the claim that they left.

        ``known``: what that claim held when it was decided. What was left there then was left there on purpose.
        """
        to = self.group_of[alike[0]]
        later = sorted(self.members[left] - known) if known and to != left else []
        for k in later:
            near = {
                j: score_cosine(self.statements[k].vector, self.statements[j].vector) for j in (*alike, *sorted(self.members[left] & known))
            }
            if near and (nearest := max(near, key=lambda j: (near[j], -j))) in alike and near[nearest] > 0:
                self._move(k, to)

    def _move(self, k: int, g: int) -> None:
        old = self.group_of[k]
        self.members[old].discard(k)
        self.members[g].add(k)
        self.group_of[k] = g
        self.altered |= {old, g}

    def _find_claim(self, overruling: Overruling, role: str) -> int | None:
        holder_of: Mapping[Place, int] = {place: self.group_of[k] for place, k in self.at.items() if k in self.group_of}
        return self.finder.find_holder(overruling, role, holder_of)

    def settle(self, g: int, stances: Stances) -> Stances:
        """Return the stances of a group with those that were put; who takes no side is no longer in it."""
        put = {k: (stance, 1.0) for k, stance in self.put.items() if k in stances}
        settled: Stances = {**stances, **put}
        taking: Stances = {k: each for k, each in sorted(settled.items()) if each[0] != "other" or k not in put}
        return _drop_hollow_concessions(taking, self.statements, frozenset(put)) if put else taking


def _drop_hollow_concessions(stances: Stances, statements: Sequence[Statement], put: frozenset[int]) -> Stances:
    """Return the stances with nobody conceding what his side, after all, never denied; but for those who were put so."""
    denials: dict[str, int] = defaultdict(int)
    for k, (stance, _) in stances.items():
        denials[statements[k].party] += stance == "deny"
    return {
        k: ("affirm", sure) if stance == "concede" and k not in put and not denials[statements[k].party] else (stance, sure)
        for k, (stance, sure) in stances.items()
    }
