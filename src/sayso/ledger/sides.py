"""The names of one place or body, and which side uses which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sayso.claims import Listed, Polities
from sayso.ledger.ground import Ground
from sayso.ledger.renamed import Renamed
from sayso.ledger.statements import Statement
from sayso.model import NameVariants

_DECLARED = 3  # votes of a text that says which side uses a name; a name in a side's own quotation has 2, in reported speech 1
_QUOTED, _REPORTED = 2, 1


def find_names(ground: Ground, statements: Sequence[Statement]) -> tuple[NameVariants, ...]:
    """Return the names of each place that has several, each with the side whose word it is, and where the pile says so."""
    pairs = [(report.id, pair) for report in ground.reports for pair in ground.readings[report.id].name_pairs]
    found = []
    for group in ground.name_groups:
        evidence = [(report, pair.span) for report, pair in pairs if pair.first in group and pair.second in group]
        found_by: tuple[Listed | Renamed, ...] = (*ground.listed, *ground.renamed)
        evidence += [place for each in found_by if {*each.names} <= {*group} for place in each.evidence]
        votes: dict[str, Counter[str]] = {name: Counter() for name in group}
        for _, pair in pairs:
            side = (ground.polities.find(pair.side) or pair.side) if pair.side else None
            if pair.second in votes and side:
                votes[pair.second][side] += _DECLARED
        _count_uses(votes, statements, ground.polities)
        found.append(NameVariants(tuple((name, _choose_side(name, votes)) for name in group), tuple(dict.fromkeys(evidence))))
    return tuple(found)


def _count_uses(votes: Mapping[str, Counter[str]], statements: Sequence[Statement], polities: Polities) -> None:
    """Add the votes of those who use a name. In reported speech the name may be the reporter's: there only a country's side has one."""
    for statement in statements:
        is_quoted = statement.attribution.mode == "direct"
        if statement.has_side and (is_quoted or polities.find(statement.party)):
            said = " ".join(part.text for part in statement.attribution.content)
            for name, of_name in votes.items():
                if name in said:
                    of_name[statement.party] += _QUOTED if is_quoted else _REPORTED


def _choose_side(name: str, votes: Mapping[str, Counter[str]]) -> str | None:
    """Return the party that uses this name more than the others of the place."""
    others = Counter[str]()
    for other, counted in votes.items():
        others += counted if other != name else Counter()
    leaning = {party: n - others[party] for party, n in votes[name].items() if n > others[party]}
    return min(leaning, key=lambda party: (-leaning[party], party)) if leaning else None
