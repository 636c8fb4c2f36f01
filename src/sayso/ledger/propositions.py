"""Statements about the same thing, whatever the wording, and the stance that each takes.

1. statements that are about one thing are grouped, but for those that nobody takes up (``grouping``); what only points back goes to what
   it is about (``settling``)
2. those of a group fall into camps, and each takes a stance (``stances``)
3. groups that are disputed, or shared by several voices or reports, are the propositions to list, and so is what says the same of somebody
   else: that Bell won beside that Harl did
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sayso.ledger.acts import Acts, Deed, is_exchanged
from sayso.ledger.answering import has_own_words
from sayso.ledger.contents import Vector
from sayso.ledger.grouping import group_statements
from sayso.ledger.relations import Model
from sayso.ledger.retold import Aligned
from sayso.ledger.settling import settle
from sayso.ledger.stances import Stances, judge_stances
from sayso.ledger.statements import Statement, is_same_voice
from sayso.settings import LedgerSettings


@dataclass(frozen=True)
class Group:
    """Statements towards one proposition. ``stances``: by place among the statements, the stance and its probability.

    ``has_rival``: what is said to be listed says the same of somebody else. ``is_decided``: somebody overruled what is in it.
    """

    statements: Sequence[Statement]
    stances: Stances
    has_rival: bool = False
    is_decided: bool = False

    @cached_property
    def members(self) -> list[Statement]:
        """The statements of the group, in order."""
        return [self.statements[k] for k in self.stances]

    @cached_property
    def vector(self) -> Vector:
        """The sum of what its statements are about, those that only deny or point left out."""
        total: Vector = {}
        for statement in self.members:
            if statement.asserts:
                for feature, weight in statement.vector.items():
                    total[feature] = total.get(feature, 0.0) + weight
        return total

    def with_stance(self, *wanted: str) -> list[Statement]:
        """Return the statements that take one of some stances."""
        return [self.statements[k] for k, (stance, _) in self.stances.items() if stance in wanted]


def find_groups(statements: Sequence[Statement], aligned: Aligned, settings: LedgerSettings, model: Model) -> list[Group]:
    """Return the groups of statements towards one proposition each, those of a single statement included.

    ``statements`` must be sorted by ``order``. ``aligned``: see ``retold``.
    """
    found = group_statements(statements, aligned, settings, model)
    groups = [Group(statements, judge_stances(each, statements, aligned, settings, model)) for each in settle(found.groups, statements)]
    groups += [Group(statements, {k: ("other", probability)}) for k, probability in found.asides.items()]
    return sorted(_mark_rivals(groups), key=lambda group: next(iter(group.stances)))


def _mark_rivals(groups: Sequence[Group]) -> list[Group]:
    """Return the groups; those that nothing else lists are marked where a listed one says the same of somebody else."""
    by_deed: dict[Deed, list[Acts]] = defaultdict(list)
    for acts in (statement.acts for group in groups if is_listed(group) for statement in group.members):
        for deed in acts.who:
            by_deed[deed].append(acts)
    return [group if is_listed(group) else replace(group, has_rival=_has_rival(group, by_deed)) for group in groups]


def _has_rival(group: Group, by_deed: Mapping[Deed, Sequence[Acts]]) -> bool:
    return any(is_exchanged(s.acts, other) for s in group.members for deed in s.acts.who for other in by_deed.get(deed, ()))


def is_listed(group: Group) -> bool:
    """Return whether a group is a proposition to list.

    Somebody denies or doubts what is said, two voices or two origins say it, it has a rival, or an analyst decided what is in it.
    """
    said = group.with_stance("affirm", "concede", "deny")
    if not said or group.has_rival or group.is_decided:
        return bool(said)
    disputed = _count_once(said) > 1 and len({stance for stance, _ in group.stances.values()}) > 1
    is_told = any(s.denies and has_own_words(s) for s in said) and not group.with_stance("affirm", "concede")
    denied_alone = is_told or all(s.denies for s in said)
    doubted = any(not is_same_voice(doubt, s) for doubt in group.with_stance("unverified") for s in said)
    return disputed or doubted or denied_alone or len({s.unit for s in said}) > 1 or len({s.origin for s in said}) > 1


def _count_once(said: Sequence[Statement]) -> int:
    """Return how many statements there are, those of a report that was copied counted once."""
    in_report = Counter((s.origin, s.report) for s in said)
    most: dict[int, int] = {}
    for (origin, _), n in in_report.items():
        most[origin] = max(n, most.get(origin, 0))
    return sum(most.values())
