"""A case: what was read, what was worked out, and the picture, in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from sayso.ledger.store import fetched, opening, overrulings, pictures, readings, work
from sayso.ledger.store.readings import Added
from sayso.model import Fetched, Overruling, Picture, Report, Skip


class CaseStore:
    """One connection to a case. Two may write, one after the other, and any number read beside them.

    Every change is whole or did not happen, also when the program is killed. SQLite's own errors come out as ``CaseError``.
    A connection belongs to the thread that opened it.
    """

    def __init__(self, connection: sqlite3.Connection, where: str) -> None:
        self._connection, self._where = connection, where

    @classmethod
    def open(cls, path: Path | None, *, must_exist: bool = False, read_only: bool = False) -> CaseStore:
        """Return the case in a file, made if it is missing; without a path one in memory.

        Raises:
            NotFound: ``no_case``: the file ``must_exist`` (to be read only, it always must) and does not.
            CaseError: it is no case, damaged, newer than this program, or cannot be written. It is left untouched.
        """
        connection = opening.open_case(path, must_exist=must_exist or read_only, access="read" if read_only else "write")
        return cls(connection, str(path) if path else ":memory:")

    def close(self) -> None:
        """Leave the case. The last to leave writes the log into the file, so that one file remains."""
        with opening.reading_case(self._where):
            self._connection.close()

    def __enter__(self) -> CaseStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with opening.reading_case(self._where), opening.writing(self._connection):
            yield self._connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Hold one view of the case, whatever is written meanwhile."""
        with opening.reading_case(self._where):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            except opening.IMPOSSIBLE as error:
                raise opening.describe_damage(self._where, f"what stands in a table is none that Sayso wrote: {error}") from error
            finally:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")

    # ------------------------------------------------------------------------------------------------- what was read

    def add(self, items: Iterable[Report | Skip]) -> Added:
        """Keep what was read, and return how much of it was new. What is added twice is there once.

        Items are written in batches while they come: whoever stops half-way finds the batches before, each report whole.
        """
        added, run = Added(), 0
        for batch in readings.split_batches(items):
            with self._writing() as connection:
                run = run or readings.start_run(connection)
                added += readings.write_batch(connection, batch, run)
        return added

    def keep_fetched(self, what: Fetched) -> None:
        """Keep what an address gave, before anything is read from it."""
        with self._writing() as connection:
            fetched.write_fetched(connection, what)

    def fetched(self) -> tuple[Fetched, ...]:
        """Return what was fetched from addresses, in order."""
        with self._reading() as connection:
            return fetched.read_fetched(connection)

    def reports(self) -> tuple[Report, ...]:
        """Return the reports in order of publication, undated ones last, then by id.

        Ids are those that were given, unless several reports came under one: then each has a piece of the hash of its text.
        """
        with self._reading() as connection:
            return tuple(readings.read_reports(connection))

    def skips(self) -> tuple[Skip, ...]:
        """Return what could not be read, sorted by place."""
        with self._reading() as connection:
            return tuple(readings.read_skips(connection))

    def sightings(self) -> dict[str, tuple[str, ...]]:
        """Return the places where each report was found, by its id."""
        with self._reading() as connection:
            return {id_: each.all_places for id_, each in readings.read_distinct(connection)}

    @property
    def n_reports(self) -> int:
        """How many reports the pile holds."""
        with self._reading() as connection:
            return len(readings.read_distinct(connection))

    @property
    def n_duplicates(self) -> int:
        """How many times a report came again after the first."""
        with self._reading() as connection:
            return sum(each.n_again for _, each in readings.read_distinct(connection))

    def number(self, name: str) -> int | None:
        """Return one of the numbers that the program keeps for itself."""
        with self._reading() as connection:
            row = connection.execute("SELECT value FROM counters WHERE name = ?", (name,)).fetchone()
            return int(row[0]) if row else None

    def save_number(self, name: str, value: int) -> None:
        """Keep a number under a name."""
        with self._writing() as connection:
            connection.execute("INSERT INTO counters VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value))

    def pile_key(self, version: str) -> str:
        """Return a hash of the pile and a version: the same key, the same picture. ``version`` names what else the picture hangs on."""
        with self._reading() as connection:
            return readings.hash_pile(connection, version)

    # ----------------------------------------------------------------------------------------------- the overrulings

    def overrulings(self) -> tuple[Overruling, ...]:
        """Return the whole log, in order."""
        with self._reading() as connection:
            return overrulings.read_log(connection)

    def append_overruling(self, draft: Overruling) -> Overruling:
        """Return the overruling as it was added at the end of the log, which gives it its number.

        Raises:
            NotFound: ``unknown_overruling``: there is none of the number to undo.
            UsageError: ``already_undone``.
        """
        with self._writing() as connection:
            return overrulings.append(connection, draft)

    def append_log(self, entries: Sequence[Overruling]) -> tuple[Overruling, ...]:
        """Return those of another log's entries that were added at the end of this one; what it has already is not added again.

        Raises:
            InputError: ``bad_log``: an entry undoes one that is not among them.
        """
        with self._writing() as connection:
            return overrulings.append_log(connection, entries)

    # ----------------------------------------------------------------------------------------------------- the cache

    def cached(self, kind: str, keys: Sequence[str]) -> dict[str, bytes]:
        """Return those results of one kind that are kept, by key."""
        with self._reading() as connection:
            return work.read_work(connection, kind, keys)

    def save_cached(self, kind: str, results: Mapping[str, bytes]) -> None:
        """Keep results of one kind, by key."""
        if results:
            with self._writing() as connection:
                work.write_work(connection, kind, results)

    def forget_cached(self, kind: str, keep: Iterable[str] = ()) -> int:
        """Return how many results of one kind were forgotten: all but those to keep."""
        with self._writing() as connection:
            return work.forget_work(connection, kind, keep)

    def cached_kinds(self) -> tuple[str, ...]:
        """Return the kinds of results that are kept."""
        with self._reading() as connection:
            return work.read_kinds(connection)

    # --------------------------------------------------------------------------------------------------- the picture

    def save_picture(self, picture: Picture, *, key: str) -> None:
        """Keep the picture under the key of the pile that it shows, in place of the one before.

        Raises:
            ValueError: the picture names a report, voice or proposition that it does not hold.
        """
        with self._writing() as connection:
            try:
                pictures.write_picture(connection, picture, key)
            except sqlite3.IntegrityError as error:
                raise ValueError(f"the picture contradicts itself: {error}") from error

    def load_picture(self, key: str, parts: Collection[str] | None = None) -> Picture | None:
        """Return the picture if it is the one of this key: equal to what was saved, or no more than some parts of it, by field.

        One that another hand has made impossible is none: it is painted again.
        """
        with self._reading() as connection, suppress(*opening.IMPOSSIBLE):
            return pictures.read_picture(connection, key, parts)
        return None
