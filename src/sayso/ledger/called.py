"""The things of a picture under the ids that people call them by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NoReturn

from sayso.errors import NotFound
from sayso.ledger.series import Conflict, Counted, find_series
from sayso.model import Attribution, Correction, Figure, NameVariants, Overruling, Picture, Proposition, Report, Voice

_MOST_NAMED = 5


class Called:
    """A picture opened at its ids. Figures are ``f1`` and origins ``o1``, counted in the order in which the export lists them."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """The reports by id."""
        return {each.id: each for each in self.picture.reports}

    @cached_property
    def claims(self) -> Mapping[str, Proposition]:
        """The claims by id."""
        return {each.id: each for each in self.picture.propositions}

    @cached_property
    def voices(self) -> Mapping[str, Voice]:
        """The voices by id."""
        return {each.id: each for each in self.picture.voices}

    @cached_property
    def statements(self) -> Mapping[str, Attribution]:
        """The attributions by id."""
        return {each.id: each for each in self.picture.attributions}

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The figures, counted from ``f1``."""
        return {f"f{n}": each for n, each in enumerate(self.picture.figures, 1)}

    @cached_property
    def series(self) -> Sequence[Counted]:
        """What is counted, the most often counted first, with who gave which figure when."""
        return find_series(self.picture)

    @cached_property
    def conflicts(self) -> Mapping[str, tuple[Counted, Conflict]]:
        """The days on which voices are at odds, with what they count, counted from ``x1``."""
        pairs = ((thing, conflict) for thing in self.series for conflict in thing.conflicts)
        return {f"x{n}": pair for n, pair in enumerate(pairs, 1)}

    @cached_property
    def origins(self) -> Mapping[str, tuple[str, ...]]:
        """The origins, counted from ``o1``."""
        return {f"o{n}": each for n, each in enumerate(self.picture.origins, 1)}

    @cached_property
    def named(self) -> Mapping[str, NameVariants]:
        """The places and bodies with several names, counted from ``n1``."""
        return {f"n{n}": each for n, each in enumerate(self.picture.names, 1)}

    @cached_property
    def overrulings(self) -> Mapping[str, Overruling]:
        """The log of what was overruled, as in "overruling 1"."""
        return {f"overruling {each.number}": each for each in self.picture.overrulings}

    @cached_property
    def origin_of(self) -> Mapping[str, int]:
        """The number of the origin of each report, counted from 0."""
        return {report: k for k, origin in enumerate(self.picture.origins) for report in origin}

    @cached_property
    def said_of(self) -> Mapping[str, Sequence[Attribution]]:
        """What was said of each claim, in order."""
        found: dict[str, list[Attribution]] = {each: [] for each in self.claims}
        for each in self.picture.attributions:
            if each.proposition is not None:
                found.setdefault(each.proposition, []).append(each)
        return found

    @cached_property
    def said_by(self) -> Mapping[str, Sequence[Attribution]]:
        """What each voice says, in order."""
        found: dict[str, list[Attribution]] = {each: [] for each in self.voices}
        for each in self.picture.attributions:
            if each.voice is not None:
                found.setdefault(each.voice, []).append(each)
        return found

    @cached_property
    def corrections(self) -> Mapping[str, Correction]:
        """The corrections, counted from ``c1``."""
        return {f"c{n}": each for n, each in enumerate(self.picture.corrections, 1)}

    def report(self, id_: str) -> Report:
        """Return the report of an id.

        Raises:
            NotFound: ``unknown_report``.
        """
        return self.reports[id_] if id_ in self.reports else _miss("report", id_, self.reports, None)

    def claim(self, id_: str) -> Proposition:
        """Return the claim of an id.

        Raises:
            NotFound: ``unknown_claim``.
        """
        return self.claims[id_] if id_ in self.claims else _miss("claim", id_, self.claims, "claims")

    def voice(self, id_: str) -> Voice:
        """Return the voice of an id.

        Raises:
            NotFound: ``unknown_voice``.
        """
        return self.voices[id_] if id_ in self.voices else _miss("voice", id_, self.voices, "voices")

    def statement(self, id_: str) -> Attribution:
        """Return the attribution of an id.

        Raises:
            NotFound: ``unknown_statement``.
        """
        return self.statements[id_] if id_ in self.statements else _miss("statement", id_, self.statements, "claims --json")


def _miss(what: str, id_: str, known: Iterable[str], command: str | None) -> NoReturn:
    ids = [*known]
    allowed = ", ".join(ids[:_MOST_NAMED]) + (" ..." if len(ids) > _MOST_NAMED else "")
    do = f"List them with: sayso {command}" if command else None
    raise NotFound(f"unknown_{what}", f"there is no {what} {id_!r}", allowed=allowed or f"none, for the case holds no {what}s", do=do)
