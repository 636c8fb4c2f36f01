"""What was read: reports and skips go in, each once; the reports of the pile come out, in an order and under ids of their own.

A place holds one thing at a time. When a later run finds something else there, the earlier sighting is forgotten and the
report is not: a line put in at the top of a file moves every report in it, and makes none of them a duplicate.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sayso.ledger.store.cells import Sheet, read_text, write_json, write_text
from sayso.ledger.store.identity import (
    Distinct,
    Reading,
    Said,
    choose_ids,
    field_order,
    file_of,
    find_distinct,
    find_less,
    hash_identity,
    place_order,
    said_of,
)
from sayso.ledger.store.overrulings import hash_log
from sayso.ledger.store.pictures import write_texts
from sayso.ledger.store.tables import FIELDS
from sayso.model import Report, Skip

_SHEET = Sheet("readings", {**FIELDS})
_COLUMNS = [name + suffix for name, kind in FIELDS.items() for suffix in kind.suffixes]
_MOST_ITEMS = 256
_MOST_CHARS = 4_000_000


@dataclass(frozen=True, slots=True)
class Added:
    """What an ``add`` did. Whatever is neither new nor a duplicate stood at the same place before.

    ``n_duplicates``: how many times a known report was seen at a place where it was not known to be.
    """

    n_reports: int = 0
    n_new: int = 0
    n_duplicates: int = 0
    n_skipped: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(
            self.n_reports + other.n_reports,
            self.n_new + other.n_new,
            self.n_duplicates + other.n_duplicates,
            self.n_skipped + other.n_skipped,
        )


def split_batches(items: Iterable[Report | Skip]) -> Iterator[list[Report | Skip]]:
    """Yield the items in pieces that are written at once: few enough to wait for, many enough to be quick, bounded in memory."""
    batch: list[Report | Skip] = []
    n_chars = 0
    for item in items:
        batch.append(item)
        n_chars += len(item.text) if isinstance(item, Report) else 0
        if len(batch) >= _MOST_ITEMS or n_chars >= _MOST_CHARS:
            yield batch
            batch, n_chars = [], 0
    if batch:
        yield batch


def start_run(connection: sqlite3.Connection) -> int:
    """Return the number of a new run."""
    connection.execute("INSERT INTO counters VALUES ('run', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1")
    return int(connection.execute("SELECT value FROM counters WHERE name = 'run'").fetchone()[0])


def write_batch(connection: sqlite3.Connection, batch: Sequence[Report | Skip], run: int) -> Added:
    """Return what became of a batch. The caller opens and ends the transaction."""
    reports = [item for item in batch if isinstance(item, Report)]
    write_texts(connection, reports)
    _forget_skips(connection, {file_of(item.path or "") for item in batch}, run)
    added = Added(n_skipped=len(batch) - len(reports))
    for item in batch:
        if isinstance(item, Report):
            added += _write_report(connection, item, run)
        else:
            _write_skip(connection, item, run)
    return added


def _forget_skips(connection: sqlite3.Connection, files: set[str], run: int) -> None:
    """Forget what earlier runs could not read of these files, whole or in part: what is still so comes again in this run."""
    for file in map(write_text, sorted(files - {""})):
        connection.execute("DELETE FROM unread WHERE path = ? AND run < ?", (file, run))
        if isinstance(file, str):  # all places in the file: a semicolon is what comes after a colon
            connection.execute("DELETE FROM unread WHERE path > ? AND path < ? AND run < ?", (f"{file}:", f"{file};", run))


def _write_skip(connection: sqlite3.Connection, skip: Skip, run: int) -> None:
    cells = (*map(write_text, (skip.path, skip.code, skip.what)), run)
    connection.execute(
        "INSERT INTO unread VALUES (?, ?, ?, ?) ON CONFLICT (path, code) DO UPDATE SET what = excluded.what, run = excluded.run"
        " WHERE excluded.run > run OR (excluded.run = run AND excluded.what < what)",  # within a run no order may show
        cells,
    )


def _write_report(connection: sqlite3.Connection, report: Report, run: int) -> Added:
    """Keep one sighting of a report, and the report if it is a new one."""
    identity = hash_identity(*said_of(report), report.sha256)
    number = _find_number(connection, identity)
    is_new = number is None and not _is_known(connection, report)
    if number is None:
        number = _insert(connection, identity, report)
    else:
        _settle_fields(connection, number, report)
    place = write_text(report.path) or ""
    is_at_new_place = _write_sighting(connection, number, place, run)
    return Added(n_reports=1, n_new=int(is_new), n_duplicates=int(is_at_new_place and not is_new))


def _find_number(connection: sqlite3.Connection, identity: str) -> int | None:
    row = connection.execute("SELECT number FROM readings WHERE identity = ?", (identity,)).fetchone()
    return row[0] if row else None


def _is_known(connection: sqlite3.Connection, report: Report) -> bool:
    """Return whether the report adds nothing to the pile, or only takes the place of a reading that said less."""
    said, sha256 = said_of(report), report.sha256
    return _has_more(connection, said, sha256) or any(
        _find_number(connection, hash_identity(*less, sha256)) is not None and not _has_more(connection, less, sha256)
        for less in find_less(*said)
    )


def _has_more(connection: sqlite3.Connection, said: Said, sha256: str) -> bool:
    """Return whether a reading of the text is known that says all this and more."""
    given_id, outlet = map(write_text, said)
    if given_id is not None and outlet is not None:
        return False
    if given_id is not None:
        clause, cells = "id = ? AND id_given AND outlet IS NOT NULL", [given_id]
    elif outlet is not None:
        clause, cells = "outlet = ? AND id_given", [outlet]
    else:
        clause, cells = "identity <> ?", [hash_identity(None, None, sha256)]
    return connection.execute(f"SELECT 1 FROM readings WHERE sha256 = ? AND {clause} LIMIT 1", [sha256, *cells]).fetchone() is not None


def _insert(connection: sqlite3.Connection, identity: str, report: Report) -> int:
    names = ", ".join(["identity", "sha256", *_COLUMNS])
    marks = ", ".join("?" * (len(_COLUMNS) + 2))
    cells = [identity, report.sha256, *_cells_of(report)]
    return int(connection.execute(f"INSERT INTO readings ({names}) VALUES ({marks})", cells).lastrowid or 0)


def _settle_fields(connection: sqlite3.Connection, number: int, report: Report) -> None:
    """Let the sighting that comes first speak for the report, whichever was read first."""
    known = _unpack(connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM readings WHERE number = ?", (number,)).fetchone())
    if field_order(report) < field_order(known):
        setting = ", ".join(f"{name} = ?" for name in _COLUMNS)
        connection.execute(f"UPDATE readings SET {setting} WHERE number = ?", [*_cells_of(report), number])


def _write_sighting(connection: sqlite3.Connection, number: int, place: str | bytes, run: int) -> bool:
    """Return whether the report was not known to stand there. What earlier runs found there stands there no more."""
    if place:
        connection.execute("DELETE FROM sightings WHERE path = ? AND run < ? AND reading <> ?", (place, run, number))
    is_known = connection.execute("SELECT 1 FROM sightings WHERE reading = ? AND path = ?", (number, place)).fetchone()
    connection.execute(
        "INSERT INTO sightings VALUES (?, ?, ?) ON CONFLICT (reading, path) DO UPDATE SET run = max(run, excluded.run)",
        (number, place, run),
    )
    return is_known is None


def _cells_of(report: Report) -> list[Any]:
    return [cell for name, kind in FIELDS.items() for cell in kind.pack(getattr(report, name))]


def _unpack(cells: Sequence[Any]) -> Report:
    return Report(text="", **_SHEET.unpack(cells))


def read_distinct(connection: sqlite3.Connection) -> list[tuple[str, Distinct]]:
    """Return each report of the pile, under the id it goes by, without its text, in canonical order."""
    places = _read_places(connection)
    readings = []
    for number, identity, sha256, *cells in connection.execute(f"SELECT number, identity, sha256, {', '.join(_COLUMNS)} FROM readings"):
        its_places = places.get(number, ())
        report = _unpack(cells)
        if its_places and (report.path or "") not in its_places:
            report = replace(report, path=its_places[0] or None)
        readings.append(Reading(number, identity, sha256, report, its_places))
    distinct = find_distinct(readings)
    ids = choose_ids([each.reading for each in distinct])
    return sorted(((ids[each.reading.number], each) for each in distinct), key=_by_publication)


def _by_publication(named: tuple[str, Distinct]) -> tuple[Any, ...]:
    published = named[1].reading.report.published
    return (published is None, published or 0, named[0])


def _read_places(connection: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    rows = connection.execute("SELECT reading, path FROM sightings ORDER BY reading")
    grouped = groupby(rows, key=lambda row: int(row[0]))
    return {number: tuple(sorted((read_text(path) for _, path in of_it), key=place_order)) for number, of_it in grouped}


def read_reports(connection: sqlite3.Connection) -> Iterator[Report]:
    """Yield the reports of the pile with their texts."""
    texts = dict(connection.execute("SELECT sha256, text FROM texts WHERE sha256 IN (SELECT sha256 FROM readings)"))
    for id_, distinct in read_distinct(connection):
        yield replace(distinct.reading.report, id=id_, text=read_text(texts[distinct.reading.sha256]))


def read_skips(connection: sqlite3.Connection) -> Iterator[Skip]:
    """Yield what could not be read, sorted by place."""
    rows = [tuple(map(read_text, row)) for row in connection.execute("SELECT path, code, what FROM unread")]
    yield from (Skip(*row) for row in sorted(rows, key=lambda row: (place_order(row[0]), row[1:])))


def hash_pile(connection: sqlite3.Connection, version: str) -> str:
    """Return a hash of all that a picture is made from: the reports, what was skipped, what came again, overrulings, the version."""
    hashed = hashlib.sha256(write_json(["sayso", version]).encode())
    for id_, each in read_distinct(connection):
        hashed.update(write_json([id_, each.reading.sha256, each.n_again, *map(read_text, _cells_of(each.reading.report))]).encode())
    for skip in read_skips(connection):
        hashed.update(write_json([skip.path, skip.code, skip.what]).encode())
    hashed.update(hash_log(connection))
    return hashed.hexdigest()
