"""A picture as pages look things up in it. It is loaded once and kept until the pile changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sayso.ledger import picture_to_document
from sayso.model import Attribution, Figure, Picture, Proposition, Retelling
from sayso.surfaces.terminal.index import Index, order_claims


@dataclass(frozen=True)
class Told:
    """The picture of a day. ``days``: the days on which something of the whole pile was published; ``version`` rises with the pile."""

    picture: Picture
    as_of: date | None = None
    days: tuple[tuple[date, int], ...] = ()
    version: int = 0

    @cached_property
    def index(self) -> Index:
        """What stands where in the picture."""
        return Index(self.picture)

    def look_up(self) -> Told:
        """Return the same, with what the board looks up ready at hand."""
        self.index.reports, self.index.voices, self.index.said, self.contested, self.claims_by_id  # noqa: B018 - kept once asked for
        return self

    @cached_property
    def document(self) -> dict[str, Any]:
        """The export document of the picture."""
        return picture_to_document(self.picture, self.as_of)

    @cached_property
    def claims(self) -> list[Proposition]:
        """The claims, contested ones first."""
        return order_claims(self.picture)

    @cached_property
    def claims_by_id(self) -> dict[str, Proposition]:
        """The claims under their ids."""
        return {claim.id: claim for claim in self.picture.propositions}

    @cached_property
    def contested(self) -> list[Proposition]:
        """The contested claims, those that most reports carry independently first."""
        return [claim for claim in self.claims if claim.is_contested]

    @cached_property
    def said_in(self) -> dict[str, list[Attribution]]:
        """What is said in each report."""
        found: dict[str, list[Attribution]] = defaultdict(list)
        for each in self.picture.attributions:
            found[each.report].append(each)
        return dict(found)

    @cached_property
    def said_by(self) -> dict[str, list[Attribution]]:
        """What each voice says."""
        found: dict[str, list[Attribution]] = defaultdict(list)
        for each in self.picture.attributions:
            if each.voice is not None:
                found[each.voice].append(each)
        return dict(found)

    @cached_property
    def said_of(self) -> dict[str, list[Attribution]]:
        """What is said of each claim."""
        found: dict[str, list[Attribution]] = defaultdict(list)
        for each in self.picture.attributions:
            if each.proposition is not None:
                found[each.proposition].append(each)
        return dict(found)

    @cached_property
    def figures_in(self) -> dict[str, list[Figure]]:
        """The figures that each report gives."""
        found: dict[str, list[Figure]] = defaultdict(list)
        for each in self.picture.figures:
            found[each.report].append(each)
        return dict(found)

    @cached_property
    def parents(self) -> dict[str, list[Retelling]]:
        """The retellings that each report is the child of."""
        found: dict[str, list[Retelling]] = defaultdict(list)
        for edge in self.picture.retellings:
            found[edge.child].append(edge)
        return dict(found)

    @cached_property
    def origin_of(self) -> dict[str, tuple[str, ...]]:
        """The reports that count as one with each report."""
        return {report: origin for origin in self.picture.origins for report in origin}


def count_days(picture: Picture) -> tuple[tuple[date, int], ...]:
    """Return the days on which reports were published, each with how many."""
    found: dict[date, int] = defaultdict(int)
    for report in picture.reports:
        if report.published_on is not None:
            found[report.published_on] += 1
    return tuple(sorted(found.items()))
