"""Which overrulings had a hand in a claim, an attribution or a report of a picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.ledger.called import Called
from sayso.ledger.overrulings.anchors import Finder, Place
from sayso.ledger.overrulings.log import explain_overruling
from sayso.model import Attribution, Overruling, Reason


def find_overruled(called: Called) -> Mapping[str, Sequence[Reason]]:
    """Return, by the id of a claim, an attribution or a report, the overrulings that hold and are about it."""
    holding = [each for each in called.picture.overrulings if each.state == "holds" and each.kind != "undo"]
    found: dict[str, list[Reason]] = defaultdict(list)
    if holding:
        pile = _Pile(called)
        for each in holding:
            for thing in dict.fromkeys(pile.find_things(each)):
                found[thing].append(explain_overruling(each))
    return found


class _Pile:
    def __init__(self, called: Called) -> None:
        said: dict[str, list[Attribution]] = {report: [] for report in called.reports}
        for each in called.picture.attributions:
            said.setdefault(each.report, []).append(each)
        self._at: dict[Place, Attribution] = {(report, n): each for report, those in said.items() for n, each in enumerate(those)}
        self._claim_of = {place: each.proposition for place, each in self._at.items() if each.proposition is not None}
        self._finder = Finder(called.picture.reports, said)

    def find_things(self, overruling: Overruling) -> list[str]:
        """Return the ids of what an overruling is about."""
        found = [self._finder.find_report(overruling, role) for role in ("child", "parent")]
        place = self._finder.find_statement(overruling, "statement")
        if place is not None:
            found += [self._at[place].id, self._at[place].proposition]
        if overruling.kind in ("same_claim", "other_claim"):
            found += [self._finder.find_holder(overruling, role, self._claim_of) for role in ("claim", "other")]
        return [each for each in found if each is not None]
