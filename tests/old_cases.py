"""Cases as an older Sayso left them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sayso.ledger.store import opening


def make_old(path: Path, schema: int) -> None:
    """Take away from a case whatever came with the schemas after this one."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in reversed(opening._read_schema(schema)):
            _, kind, name = statement.split()[:3]
            if kind in ("TABLE", "VIEW"):  # triggers and indexes go with their tables
                connection.execute(f"DROP {kind} {name}")
        connection.execute(f"PRAGMA user_version = {schema}")
