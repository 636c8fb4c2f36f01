"""The ground that a pile is weighed on: what is settled over all of it before any statement is looked at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sayso.claims import (
    MEASURED_LANGUAGE,
    Listed,
    Meaning,
    Polities,
    Reading,
    VoiceBook,
    find_adjectives,
    find_listed,
    find_owners,
    find_polities,
    group_names,
    read_meaning,
    resolve_voices,
)
from sayso.ledger.overrulings.anchors import Finder
from sayso.ledger.overrulings.log import Followed
from sayso.ledger.overrulings.voices import overrule_voices
from sayso.ledger.renamed import Renamed, find_renamed
from sayso.model import Overruling, Report, Retelling, Voice
from sayso.settings import LedgerSettings

Edge = tuple[str, str]  # child and parent
Range = tuple[int, int]
Capitals = tuple[Counter[str], Counter[str]]
Stretch = tuple[Range, Range]  # of the parent's text and of the child's


@dataclass(frozen=True, slots=True)
class Family:
    """The retellings side of a pile.

    ``passages``: by edge, ranges of the child's text that were taken over. ``links``: by edge, stretches of the parent's text and of
    the child's that say the same, sentence by sentence. ``unrelated``: pairs, sorted, that somebody said are no retelling.
    """

    origins: tuple[tuple[str, ...], ...]
    retellings: tuple[Retelling, ...]
    passages: Mapping[Edge, Sequence[Range]] = field(default_factory=dict)
    links: Mapping[Edge, Sequence[Stretch]] = field(default_factory=dict)
    unrelated: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Ground:
    """Reports in canonical order, what each says, who retells whom, what was overruled; and what follows for the pile as a whole."""

    reports: Sequence[Report]
    readings: Mapping[str, Reading]
    family: Family
    settings: LedgerSettings = field(default_factory=LedgerSettings)
    log: Sequence[Overruling] = ()

    @cached_property
    def by_id(self) -> dict[str, Report]:
        """The reports under their ids."""
        return {report.id: report for report in self.reports}

    @cached_property
    def polities(self) -> Polities:
        """The countries and nations that the pile speaks of."""
        speakers = [speaker for report in self.reports for speaker in self.readings[report.id].speakers]
        return find_polities(self._capitals, [each.names for each in self.listed], find_owners(speakers), find_adjectives(speakers))

    @property
    def _capitals(self) -> list[Capitals]:
        """What each origin has of capitalised words: as many as the report of it that has most."""
        found: dict[int, Capitals] = {}
        for report in self.reports:
            everywhere, as_adjective = self.readings[report.id].capitals
            known = found.get(self.origin_of[report.id], (Counter(), Counter()))
            found[self.origin_of[report.id]] = known[0] | everywhere, known[1] | as_adjective
        return list(found.values())

    @cached_property
    def meanings(self) -> dict[str, list[Meaning]]:
        """What each attribution of each report means; empty for reports whose claims are not measured."""
        return {report: [read_meaning(kept) for kept in reading.meanings] for report, reading in self.readings.items()}

    @cached_property
    def finder(self) -> Finder:
        """Finds in this pile what an overruling is about."""
        return Finder(self.reports, {id_: reading.attributions for id_, reading in self.readings.items()}, self.origin_of)

    @cached_property
    def _voices(self) -> tuple[VoiceBook, Followed]:
        speakers = {report.id: self.readings[report.id].speakers for report in self.reports}
        topics = {report: [meaning.topic for meaning in meanings] for report, meanings in self.meanings.items()}
        found = resolve_voices(speakers, self.polities, self.standins, self.origin_of, topics)
        said = {report.id: self.readings[report.id].attributions for report in self.reports}
        return overrule_voices(found, said, self.log, self.finder)

    @property
    def book(self) -> VoiceBook:
        """The voices, as somebody overruled them, and who spoke where."""
        return self._voices[0]

    @property
    def followed(self) -> Followed:
        """Which overrulings on voices found what they are about."""
        return self._voices[1]

    @cached_property
    def voices(self) -> dict[str, Voice]:
        """The voices under their ids."""
        return {voice.id: voice for voice in self.book.voices}

    @cached_property
    def listed(self) -> tuple[Listed, ...]:
        """The places for which the pile has several names of the shipped list."""
        return _find_listed(self.reports, self.readings)

    @cached_property
    def people(self) -> list[str]:
        """The names of the people who speak, in alphabetical order."""
        speakers = (speaker for reading in self.readings.values() for speaker in reading.speakers)
        return sorted({speaker.name for speaker in speakers if speaker.kind == "person" and speaker.name})

    @cached_property
    def renamed(self) -> tuple[Renamed, ...]:
        """The names that retellings have for others."""
        outlets = [report.outlet for report in self.reports if report.outlet]
        words = {word.casefold() for name in (*self.people, *outlets) for word in name.split()}
        return find_renamed(self.by_id, self.family.links, words | self.polities.forms.keys())

    @cached_property
    def name_groups(self) -> tuple[tuple[str, ...], ...]:
        """The names of each place or body that has several."""
        return _group_all(self.readings, [each.names for found in (self.listed, self.renamed) for each in found])

    @cached_property
    def standins(self) -> dict[str, str]:
        """For each of these names, lower case, the one that stands for the place."""
        return {name.casefold(): group[0] for group in self.name_groups for name in group}

    @cached_property
    def origin_of(self) -> dict[str, int]:
        """The number of the origin of each report."""
        return {report: k for k, origin in enumerate(self.family.origins) for report in origin}

    @cached_property
    def retold(self) -> dict[str, list[Range]]:
        """By report, the stretches of its text that it has from another one."""
        found: dict[str, list[Range]] = defaultdict(list)
        for (child, _), stretches in sorted(self.family.links.items()):
            found[child] += [of_child for _, of_child in stretches]
        return dict(found)


def find_name_groups(reports: Sequence[Report], readings: Mapping[str, Reading]) -> tuple[tuple[str, ...], ...]:
    """Return the names of each place or body that goes by several: the reports say so, or the shipped list does."""
    return _group_all(readings, [each.names for each in _find_listed(reports, readings)])


def _find_listed(reports: Sequence[Report], readings: Mapping[str, Reading]) -> tuple[Listed, ...]:
    english = [report for report in reports if report.language in (None, MEASURED_LANGUAGE)]
    people = {report.id: [s.name for s in readings[report.id].speakers if s.kind == "person" and s.name] for report in english}
    return find_listed({report.id: report.text for report in english}, people)


def _group_all(readings: Mapping[str, Reading], found: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the names of each place or body, those that reports declare to be one and those ``found`` to be joined."""
    polities = find_polities([readings[r].capitals for r in sorted(readings)])
    declared = group_names(
        pair
        for r in sorted(readings)
        for pair in readings[r].name_pairs
        if not {pair.first.casefold(), pair.second.casefold()} & polities.forms.keys()
    )
    groups: list[set[str]] = []
    for names in (*declared, *found):
        touched = [group for group in groups if group & {*names}]
        groups = [group for group in groups if group not in touched] + [{*names}.union(*touched)]
    return tuple(sorted(tuple(sorted(group)) for group in groups))
