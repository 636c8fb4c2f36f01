"""The day that every surface lets people ask for: as it stood at its end."""

from __future__ import annotations

import re
from datetime import date

from sayso.errors import UsageError

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def read_day(words: str, called: str) -> date:
    """Return the day that some words name. ``called``: what the surface calls the parameter.

    Raises:
        UsageError: ``bad_date``.
    """
    try:
        return date.fromisoformat(words if _DAY.fullmatch(words) else "")
    except ValueError as error:
        raise UsageError("bad_date", f"{called} {words!r} is no day", allowed="year-month-day, as in 2031-03-01") from error
