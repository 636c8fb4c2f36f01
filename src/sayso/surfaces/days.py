"""The day that every surface lets people ask for: as it stood at its end."""

from __future__ import annotations

from datetime import date, datetime

from sayso.errors import UsageError


def read_day(words: str, called: str) -> date:
    """Return the day that some words name. ``called``: what the surface calls the parameter.

    Raises:
        UsageError: ``bad_date``.
    """
    try:
        return datetime.strptime(words if len(words) == len("2031-03-01") else "", "%Y-%m-%d").date()
    except ValueError as error:
        raise UsageError("bad_date", f"{called} {words!r} is no day", allowed="year-month-day, as in 2031-03-01") from error
