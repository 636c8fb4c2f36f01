"""When two readings are one report, which of them speaks for it, and under what id it goes.

A report is known by its given id, its outlet and its text. Of two readings of one text, one that gives no id or no outlet
where the other does says nothing that the other does not: it is that report seen again. Readings that both give an id,
or both an outlet, and differ in it are two reports: that is what a reprint is.

Everything here is a function of the set of readings, so that no order of reading can show.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sayso.model import Report

Said = tuple[str | None, str | None]  # given id, outlet
SUFFIX_DIGITS = 6
_MOST_DIGITS = 19  # more name no line, and no integer of SQLite
_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a report, short of its text. ``report.path`` is where the fields came from; ``places`` where it stands now."""

    number: int
    identity: str
    sha256: str
    report: Report  # without its text
    places: tuple[str, ...] = ()

    @property
    def given_id(self) -> str | None:
        """The id, if it came with the text."""
        return self.report.id if self.report.id_given else None


@dataclass(frozen=True, slots=True)
class Distinct:
    """A report and the readings of its text that say nothing more."""

    reading: Reading
    repeats: tuple[Reading, ...]

    @property
    def n_again(self) -> int:
        """How often it was seen after the first time. Where no place is left that still holds it, it was seen once."""
        return max(len(self.reading.places) - 1, 0) + sum(len(each.places) for each in self.repeats)

    @property
    def all_places(self) -> tuple[str, ...]:
        """Where it was found, its own places first."""
        places = [*self.reading.places, *(place for each in self.repeats for place in each.places)]
        return tuple(dict.fromkeys(place for place in places if place))


def said_of(report: Report) -> Said:
    """Return the given id and the outlet, each None where it was not said."""
    return (report.id if report.id_given else None, report.outlet)


def hash_identity(given_id: str | None, outlet: str | None, sha256: str) -> str:
    """Return the hash of what makes a report this one."""
    return hashlib.sha256(json.dumps([given_id, outlet, sha256]).encode()).hexdigest()


def find_less(given_id: str | None, outlet: str | None) -> set[Said]:
    """Return what a reading may say that says less: of one text, it is the same report seen again.

    >>> sorted(find_less("r01", "The Quay"), key=str)
    [('r01', None), (None, 'The Quay'), (None, None)]
    """
    return {(given_id, None), (None, outlet), (None, None)} - {(given_id, outlet)}


def find_distinct(readings: Iterable[Reading]) -> list[Distinct]:
    """Return the readings that are reports of their own, in canonical order, each with those that only repeat it."""
    ordered = sorted(readings, key=canonical_order)
    by_text: dict[str, list[Reading]] = defaultdict(list)
    for reading in ordered:
        by_text[reading.sha256].append(reading)
    repeats: dict[int, list[Reading]] = {}
    repeating: set[int] = set()
    for same in by_text.values():
        for reading, repeated in _find_repeats(same):
            repeating.add(reading.number)
            repeats.setdefault(repeated.number, []).append(reading)
    return [Distinct(each, tuple(repeats.get(each.number, ()))) for each in ordered if each.number not in repeating]


def _find_repeats(same: Sequence[Reading]) -> Iterator[tuple[Reading, Reading]]:
    """Yield each reading of one text that only repeats another, with the first that it repeats."""
    by_id: dict[str, Reading] = {}
    by_outlet: dict[str, Reading] = {}
    for reading in same:
        if reading.given_id is not None and reading.report.outlet is not None:
            by_id.setdefault(reading.given_id, reading)
            by_outlet.setdefault(reading.report.outlet, reading)
    bare, first = None, None
    for reading in same:
        if reading.given_id is None and reading.report.outlet is None:
            bare = reading
            continue
        repeated = None
        if reading.report.outlet is None:
            repeated = by_id.get(reading.given_id or "")
        elif reading.given_id is None:
            repeated = by_outlet.get(reading.report.outlet)
        if repeated is not None:
            yield reading, repeated
        else:
            first = first or reading
    if bare is not None and first is not None:
        yield bare, first


def choose_ids(readings: Sequence[Reading]) -> dict[int, str]:
    """Return the id of each report by its number: its own where no other has it, else with a piece of the hash of its text.

    Where that is not enough, because one text came under one id from two outlets, or because somebody gave an id that looks
    like such a piece, a piece of the identity is added, and at the last all of it.
    """
    forms = {each.number: _forms_of_id(each) for each in readings}
    level = dict.fromkeys(forms, 0)
    while True:
        held = Counter(forms[number][level[number]] for number in forms)
        crowded = [number for number in forms if held[forms[number][level[number]]] > 1 and level[number] < len(forms[number]) - 1]
        if not crowded:
            return {number: forms[number][level[number]] for number in forms}
        for number in crowded:
            level[number] += 1


def _forms_of_id(reading: Reading) -> tuple[str, ...]:
    base, of_text = reading.report.id, reading.sha256[:SUFFIX_DIGITS]
    return base, f"{base}~{of_text}", f"{base}~{of_text}-{reading.identity[:SUFFIX_DIGITS]}", f"{base}~{reading.identity}"


def canonical_order(reading: Reading) -> tuple[Any, ...]:
    """Return the key that sorts readings by publication (undated last), then by id, then by what makes them different."""
    return (reading.report.published or _UNDATED, reading.report.id, reading.identity)


def field_order(report: Report) -> tuple[Any, ...]:
    """Return the key by which one of two sightings of a report gives the fields: the first published, then the first in the alphabet."""
    texts = (report.id, report.url, report.title, report.byline, report.language)
    return (
        report.published or _UNDATED,
        report.published_precision or "",
        tuple((each is None, each or "") for each in texts),
        report.body_start,
        (report.title_span is None, report.title_span),
        place_order(report.path or ""),  # last, for the order of lines is to change nothing else
    )


def place_order(path: str) -> tuple[str, int, str]:
    """Return the key that sorts line 3 of a file before line 10."""
    file = file_of(path)
    return (file, int(path[len(file) + 1 :] or 0), path)


def file_of(path: str) -> str:
    """Return the file of a place, which may be one of its lines.

    >>> file_of("pile/reports.jsonl:14"), file_of("pile/a.txt")
    ('pile/reports.jsonl', 'pile/a.txt')
    """
    file, _, line = path.rpartition(":")
    return file if file and line.isascii() and line.isdigit() and len(line) < _MOST_DIGITS else path
