"""The log of another case, to be taken over: from its JSON export or ``sayso overrulings --json``, or from the case file, be it damaged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sayso.errors import InputError
from sayso.ledger.overrulings.drafts import write_about
from sayso.model import Overruling

_ALLOWED = "a JSON export of a case, what `sayso overrulings --json` prints, or a case file"
_MOST_BYTES = 512 * 1024**2


def read_log_json(path: Path) -> tuple[Overruling, ...]:
    """Return the log of overrulings that a JSON document holds, in order, as they were made.

    Raises:
        InputError: ``unreadable``; ``bad_log``: it is no such document, or one of its entries is no overruling.
    """
    where = str(path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError("bad_log", "it is too large for the log of a case", where=where, allowed=f"{_MOST_BYTES:,} bytes")
        document = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        if isinstance(error, OSError):
            what = f"the file cannot be read ({error.strerror or error})"
            raise InputError("unreadable", what, where=where, do="Name another file") from error
        raise InputError("bad_log", "this is no JSON", where=where, allowed=_ALLOWED) from error
    except RecursionError as error:
        raise InputError("bad_log", "this is nested too deep", where=where, allowed=_ALLOWED) from error
    entries = document.get("overrulings") if isinstance(document, dict) else None
    if not isinstance(entries, list):
        raise InputError("bad_log", "it holds no log of overrulings", where=where, allowed=_ALLOWED)
    return tuple(_read_entry(entry, f"{where}, entry {n}") for n, entry in enumerate(entries, 1))


def _read_entry(entry: Any, where: str) -> Overruling:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("about", {}), Mapping):
        raise InputError("bad_log", "this is no overruling", where=where, allowed=_ALLOWED)
    try:
        return make_overruling(**{**entry, "about": write_about(entry.get("about", {}))})
    except (TypeError, ValueError) as error:
        raise InputError("bad_log", f"this is no overruling ({error})", where=where, allowed=_ALLOWED) from error


def make_overruling(  # noqa: PLR0913  each is a cell of the log
    *, number: Any, made_at: Any, who: Any, why: Any, kind: Any, about: Any, undoes: Any = None, **_others: Any
) -> Overruling:
    """Return an entry of a log from what stands in its cells. A time without a zone is taken to be UTC.

    Raises:
        TypeError, ValueError: it is no overruling.
    """
    for cell, what in ((who, "who"), (why, "why")):
        if cell is not None and not isinstance(cell, str):
            raise TypeError(f"{what} is no text")
    if not isinstance(number, int) or not isinstance(undoes, int | None) or not isinstance(about, str):
        raise TypeError("its numbers are none, or it is about nothing")
    at = datetime.fromisoformat(made_at)
    try:
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except OverflowError as error:
        raise ValueError(f"no such time in UTC: {made_at}") from error
    return Overruling(number, at, who, why, kind, about, undoes)
