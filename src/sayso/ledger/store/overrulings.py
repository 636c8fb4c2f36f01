"""The log of overrulings: appended to, read as a whole, never altered.

A case of schema 1 that is opened only to be read has none.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from sayso.errors import CaseError, InputError, NotFound, UsageError
from sayso.ledger.overrulings.anchors import read_about
from sayso.ledger.overrulings.log import find_undone
from sayso.ledger.overrulings.replay import make_overruling
from sayso.ledger.store.cells import read_text, write_json, write_text
from sayso.model import Overruling

_COLUMNS = "number, made_at, who, why, kind, about, undoes"


def read_log(connection: sqlite3.Connection) -> tuple[Overruling, ...]:
    """Return all overrulings in order, as they were made."""
    if not _has_log(connection):
        return ()
    rows = connection.execute(f"SELECT {_COLUMNS} FROM overrulings ORDER BY number")
    return tuple(_read_row(row) for row in rows)


def _read_row(row: Sequence[Any]) -> Overruling:
    """Return an entry of the log.

    Raises:
        CaseError: ``bad_overruling``: another hand has put something there that is no overruling.
    """
    cells = dict(zip(_COLUMNS.split(", "), row, strict=True))
    try:
        return make_overruling(**{**cells, **{name: read_text(cells[name]) for name in ("who", "why", "about")}})
    except (TypeError, ValueError) as error:
        what = f"entry {cells['number']} of the log of overrulings is none that Sayso wrote ({error})"
        do = "Make a new case of the same reports, and take the log over, which leaves that entry out: sayso overrule replay OLD --case NEW"
        raise CaseError("bad_overruling", what, do=do) from error


def salvage_log(path: Path) -> tuple[tuple[Overruling, ...], tuple[str, ...]]:
    """Return the log of overrulings in a case file, be it damaged elsewhere, and what of it could not be read. The file is left as it is.

    Raises:
        CaseError: ``case_damaged``: the log itself cannot be read.
    """
    found, lost = [], []
    try:
        with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as connection:
            connection.text_factory = lambda cell: cell.decode("utf-8", "replace")
            for row in connection.execute(f"SELECT {_COLUMNS} FROM overrulings ORDER BY number") if _has_log(connection) else ():
                try:
                    found.append(_read_row(row))
                except CaseError as error:
                    lost.append(error.what)
    except sqlite3.Error as error:
        if not found:
            do = "Take a JSON export instead, if there is one: sayso overrule replay case.json"
            raise CaseError("case_damaged", f"its log of overrulings cannot be read ({error})", where=str(path), do=do) from error
        lost.append(f"what comes after entry {found[-1].number} ({error})")
    kept: list[Overruling] = []
    for each in found:
        if each.undoes is None or any(each.undoes == other.number for other in kept):
            kept.append(each)
        else:
            lost.append(f"entry {each.number} of the log, which undoes {each.undoes}")
    return tuple(kept), tuple(lost)


def append(connection: sqlite3.Connection, draft: Overruling) -> Overruling:
    """Return the overruling as it was added at the end of the log, which gives it its number. The caller opens and ends the transaction.

    Raises:
        NotFound: ``unknown_overruling``: there is none of the number to undo.
        UsageError: ``already_undone``.
    """
    log = read_log(connection)
    if draft.undoes is not None:
        _require_standing(log, draft.undoes)
    return _insert(connection, replace(draft, number=log[-1].number + 1 if log else 1))


def append_log(connection: sqlite3.Connection, entries: Sequence[Overruling]) -> tuple[Overruling, ...]:
    """Return those of another case's entries that were added at the end of the log, with the numbers that they have there.

    What the log has already is not added again. The caller opens and ends the transaction.

    Raises:
        InputError: ``bad_log``: an entry undoes one that is not among them.
    """
    number_of = {key: each.number for key, each in _tell_apart(read_log(connection))}
    last = max(number_of.values(), default=0)
    moved_to: dict[int, int] = {}
    seen: Counter[tuple[Any, ...]] = Counter()
    added = []
    for each in sorted(entries, key=lambda each: each.number):
        if each.undoes is not None and each.undoes not in moved_to:
            raise InputError("bad_log", f"entry {each.number} undoes {each.undoes}, which is not in that log before it")
        moved = replace(each, undoes=moved_to[each.undoes] if each.undoes is not None else None)
        key = _identify(moved), seen[_identify(moved)]
        seen[_identify(moved)] += 1
        if key not in number_of:
            last += 1
            added.append(_insert(connection, replace(moved, number=last)))
            number_of[key] = last
        moved_to[each.number] = number_of[key]
    return tuple(added)


def _tell_apart(log: Iterable[Overruling]) -> Iterator[tuple[tuple[Any, int], Overruling]]:
    """Yield the entries with what is the same for each wherever it stands, and how many of the same stand before it."""
    seen: Counter[tuple[Any, ...]] = Counter()
    for each in log:
        yield (_identify(each), seen[_identify(each)]), each
        seen[_identify(each)] += 1


def _identify(each: Overruling) -> tuple[Any, ...]:
    """Return what is the same for an entry wherever it stands; an export gives the time in seconds."""
    about = write_json(read_about(each))
    return each.made_at.replace(microsecond=0), each.who, each.why, each.kind, about, each.undoes


def _insert(connection: sqlite3.Connection, made: Overruling) -> Overruling:
    cells = (
        made.number,
        made.made_at.isoformat(),
        write_text(made.who),
        write_text(made.why),
        made.kind,
        write_text(made.about),
        made.undoes,
    )
    connection.execute(f"INSERT INTO overrulings ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", cells)
    return made


def _require_standing(log: Sequence[Overruling], number: int) -> None:
    known = [each.number for each in log]
    if number not in known:
        allowed = f"1 to {known[-1]}" if known else "none, for nothing was overruled"
        raise NotFound("unknown_overruling", f"there is no overruling {number}", allowed=allowed, do="List them with: sayso overrulings")
    if number in find_undone(log):
        raise UsageError("already_undone", f"overruling {number} is undone already", do="List them with: sayso overrulings")


def write_states(connection: sqlite3.Connection, overrulings: Sequence[Overruling]) -> None:
    """Put what became of each in place of what the table holds. The caller opens and ends the transaction."""
    connection.execute("DELETE FROM overruling_states")
    rows = ((position, each.number, each.state) for position, each in enumerate(overrulings, 1))
    connection.executemany("INSERT INTO overruling_states VALUES (?, ?, ?)", rows)


def read_states(connection: sqlite3.Connection) -> Iterator[Overruling]:
    """Yield the overrulings of the picture that the tables hold, in order, each with what became of it there."""
    log = {each.number: each for each in read_log(connection)}
    if log:
        for number, state in connection.execute("SELECT number, state FROM overruling_states ORDER BY position"):
            yield replace(log[number], state=state)


def hash_log(connection: sqlite3.Connection) -> bytes:
    """Return bytes that are others whenever the log is; nothing for an empty one."""
    rows = [(e.number, e.made_at.isoformat(), e.who, e.why, e.kind, e.about, e.undoes) for e in read_log(connection)]
    return write_json(rows).encode() if rows else b""


def _has_log(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'overrulings'").fetchone() is not None
