"""What was fetched, with its bytes: the provenance of the reports that were read from addresses.

A case of schema 2 that is opened only to be read has none.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from sayso.ledger.store.cells import read_text, write_text
from sayso.model import Fetched


def write_fetched(connection: sqlite3.Connection, fetched: Fetched) -> None:
    """Keep what an address gave. The same bytes are kept once. The caller opens and ends the transaction."""
    connection.execute(
        "INSERT OR IGNORE INTO fetched_bytes (sha256, n_bytes, body) VALUES (?, ?, ?)", (fetched.sha256, len(fetched.body), fetched.body)
    )
    told = (fetched.url, fetched.final_url, fetched.fetched_at.isoformat(), fetched.media_type, fetched.charset, fetched.sha256)
    connection.execute(
        "INSERT INTO fetched (url, final_url, fetched_at, media_type, charset, sha256) VALUES (?, ?, ?, ?, ?, ?)", [*map(write_text, told)]
    )


def read_fetched(connection: sqlite3.Connection) -> tuple[Fetched, ...]:
    """Return what was fetched, in order."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'fetched'").fetchone() is None:
        return ()
    rows = connection.execute(
        "SELECT url, final_url, fetched_at, media_type, charset, body FROM fetched JOIN fetched_bytes USING (sha256) ORDER BY number"
    )
    return tuple(
        Fetched(read_text(url), read_text(final_url), datetime.fromisoformat(at), read_text(media_type), read_text(charset), bytes(body))
        for url, final_url, at, media_type, charset, body in rows
    )
