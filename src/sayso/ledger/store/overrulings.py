"""The log of overrulings: appended to, read as a whole, never altered.

A case of schema 1 that is opened only to be read has none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sayso.errors import NotFound, UsageError
from sayso.ledger.overrulings.log import find_undone
from sayso.ledger.store.cells import read_text, write_json, write_text
from sayso.model import Overruling

_COLUMNS = "number, made_at, who, why, kind, about, undoes"


def read_log(connection: sqlite3.Connection) -> tuple[Overruling, ...]:
    """Return all overrulings in order, as they were made."""
    if not _has_log(connection):
        return ()
    rows = connection.execute(f"SELECT {_COLUMNS} FROM overrulings ORDER BY number")
    return tuple(
        Overruling(number, datetime.fromisoformat(made_at), read_text(who), read_text(why), kind, read_text(about), undoes)
        for number, made_at, who, why, kind, about, undoes in rows
    )


def append(connection: sqlite3.Connection, draft: Overruling) -> Overruling:
    """Return the overruling as it was added at the end of the log, which gives it its number. The caller opens and ends the transaction.

    Raises:
        NotFound: ``unknown_overruling``: there is none of the number to undo.
        UsageError: ``already_undone``.
    """
    log = read_log(connection)
    if draft.undoes is not None:
        _require_standing(log, draft.undoes)
    made = replace(draft, number=log[-1].number + 1 if log else 1)
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
