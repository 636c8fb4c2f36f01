"""The table of what the quality gate holds, from the floors themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.quality.floors import Floors, read_floors
from bench.quality.gate import FLOORS

_PLACE = re.compile(r"(?<=<!-- generated: rates -->\n).*?(?=<!-- end -->)", flags=re.DOTALL)
_MEASURES = {
    "origins.b3.f1": "reports put into the right origin (B-cubed F1)",
    "retellings.pairs.f1": "retellings found (F1)",
    "retellings.parent_accuracy": "with the right parent",
    "changes.f1": "typed changes (F1)",
    "attributions.content.f1": "what is said (F1)",
    "attributions.linked.f1": "who says what, source, cue and content together (F1)",
    "attributions.stance_accuracy": "stances of attributions that were found",
    "propositions.central.found": "central claims found",
    "propositions.central.affirm.f1": "who affirms them (F1)",
    "propositions.central.deny.f1": "who denies them (F1)",
    "propositions.central.status_accuracy": "their status",
    "propositions.central.independent_inside": "their number of independent reports within bounds",
    "figures.f1": "figures (F1)",
    "headline": "mean of the eight that the gate sums up",
}


_N_WEAKEST = 3


def fill_rates(page: str) -> str:
    """Return the page with the table in the place that it keeps for it; as it is where no floors are kept yet."""
    floors = read_floors(FLOORS)
    if not floors.piles:
        return page
    table = "".join(f"{line}\n" for line in (*_write_table(floors), "", _name_weakest(floors)))
    return _PLACE.sub(lambda _: table, page)


def _write_table(floors: Floors) -> Iterator[str]:
    yield f"| | {' | '.join(f'`{name}`' for name in floors.piles)} |"
    yield "|---|" + "---:|" * len(floors.piles)
    for measure, meaning in _MEASURES.items():
        cells = (pinned.floors.get(measure) for pinned in floors.piles.values())
        yield f"| {meaning} | {' | '.join('' if value is None else f'{value:.2f}' for value in cells)} |"


def _name_weakest(floors: Floors) -> str:
    """Return a sentence on what is missed most: the measures that are lowest on average over the piles."""
    found = {
        measure: [pinned.floors[measure] for pinned in floors.piles.values() if measure in pinned.floors]
        for measure in _MEASURES
        if measure != "headline"
    }
    means = {measure: sum(values) / len(values) for measure, values in found.items() if values}
    weakest = sorted(means, key=lambda measure: (means[measure], measure))[:_N_WEAKEST]
    named = "; ".join(f"{_MEASURES[measure]}, {min(found[measure]):.2f} to {max(found[measure]):.2f}" for measure in weakest)
    return f"Most is missed in: {named}."
