"""Results of work on texts, kept so that a report that was read once costs nothing again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

_MOST_MARKS = 500  # an SQLite built with old limits takes 999 in one statement


def read_work(connection: sqlite3.Connection, kind: str, keys: Sequence[str]) -> dict[str, bytes]:
    """Return the results that are kept, by key."""
    found: dict[str, bytes] = {}
    for start in range(0, len(keys), _MOST_MARKS):
        piece = keys[start : start + _MOST_MARKS]
        marks = ", ".join("?" * len(piece))
        found.update(connection.execute(f"SELECT key, value FROM work WHERE kind = ? AND key IN ({marks})", [kind, *piece]))
    return found


def write_work(connection: sqlite3.Connection, kind: str, results: Mapping[str, bytes]) -> None:
    """Keep results, in place of those with the same key."""
    rows = ((kind, key, value) for key, value in results.items())
    connection.executemany("INSERT INTO work VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value", rows)


def forget_work(connection: sqlite3.Connection, kind: str, keep: Iterable[str]) -> int:
    """Return how many results of a kind were forgotten: all but those with a key to keep."""
    connection.execute("CREATE TEMP TABLE kept (key TEXT PRIMARY KEY) WITHOUT ROWID")
    try:
        connection.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((key,) for key in keep))
        return connection.execute("DELETE FROM work WHERE kind = ? AND key NOT IN (SELECT key FROM kept)", (kind,)).rowcount
    finally:
        connection.execute("DROP TABLE kept")


def read_kinds(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the kinds of results that are kept."""
    return tuple(kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM work ORDER BY kind"))
