"""Where groups go that say next to nothing by themselves: doubts, and denials that only point back.

1. a group of doubts ("had no means of checking either claim"), or of denials that only point back ("denied the claim"), goes where the
   last assertion before it is, in that report and by another voice: a denial, if all that stands before it there is one thing
2. who denies "it again", and has nothing of the sort before him, denies what he had denied last
3. a doubt about nothing that anybody else asserts is about what its report says of what several assert, or else about what most speak of
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.ledger.answering import has_own_words
from sayso.ledger.statements import Statement, group_by_report, is_of_another, is_same_voice

Groups = Sequence[Sequence[int]]
Places = Mapping[str, Sequence[int]]  # of the statements of each report


def settle(groups: Groups, statements: Sequence[Statement]) -> list[list[int]]:
    """Return the groups, by the places of their statements, with such ones in the groups of what they are about."""
    places = group_by_report(statements)
    return _take_doubts_home(_send_pointing(groups, statements, places), statements, places)


def _send_pointing(groups: Groups, statements: Sequence[Statement], places: Places) -> list[list[int]]:
    """Return the groups with each that only doubts, or points back, in that of what stands before it."""
    home = _find_homes(groups)
    settled: list[list[int]] = [[] for _ in groups]
    for n, members in enumerate(groups):
        here = [k for k in places[statements[members[0]].report] if k in home]
        settled[_find_pointed_at(n, members, here, home, statements)] += members
    return [sorted(members) for members in settled if members]


def _find_pointed_at(n: int, members: Sequence[int], here: Sequence[int], home: Mapping[int, int], statements: Sequence[Statement]) -> int:
    """Return the group that another one is about, its own number if there is none. ``here``: the statements of its first report."""
    first, said = statements[members[0]], [statements[k] for k in members]
    if all(s.is_unverified or s.attribution.points_back for s in said):
        before = [k for k in here if _stands_before(statements[k], first)]
        if before and (all(s.is_unverified for s in said) or len({home[k] for k in before}) == 1):
            return home[max(before)]
    if not any(s.is_unverified or has_own_words(s) for s in said):
        denied = [k for k in here if _denies_before(statements[k], first)]
        if denied:
            return home[max(denied)]
    return n


def _stands_before(said: Statement, doubt: Statement) -> bool:
    return said.order < doubt.order and is_of_another(said, doubt)


def _denies_before(denial: Statement, again: Statement) -> bool:
    return denial.order < again.order and denial.denies and is_same_voice(denial, again)


def _take_doubts_home(groups: Groups, statements: Sequence[Statement], places: Places) -> list[list[int]]:
    """Return the groups with each doubt about nothing that anybody else asserts in one that several assert, if there is one."""
    home = _find_homes(groups)
    asserted = [[statements[k] for k in members if statements[k].asserts] for members in groups]
    shared = {n for n, said in enumerate(asserted) if len({s.unit for s in said}) > 1 or len({s.origin for s in said}) > 1}
    if not shared:
        return [[*members] for members in groups]
    most = max(shared, key=lambda n: (len(groups[n]), -n))
    settled: list[list[int]] = [[] for _ in groups]
    for n, members in enumerate(groups):
        for k in members:
            doubt, goes = statements[k], n
            if doubt.is_unverified and not any(is_of_another(said, doubt) for said in asserted[n]):
                near = [j for j in places[doubt.report] if home.get(j) in shared and is_of_another(statements[j], doubt)]
                goes = home[min(near, key=lambda j: _rank(statements[j], doubt))] if near else most
            settled[goes].append(k)
    return [sorted(members) for members in settled if members]


def _rank(said: Statement, doubt: Statement) -> tuple[bool, int]:
    """Order what a doubt may be about: what stands before it first, and of that the nearest."""
    return said.order > doubt.order, abs(said.order[2] - doubt.order[2])


def _find_homes(groups: Groups) -> dict[int, int]:
    return {k: n for n, members in enumerate(groups) for k in members}
