"""Options and arguments that several commands share, and how their words are understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sayso.errors import UsageError
from sayso.surfaces import days

DEFAULT_CASE = Path("case.sayso")

CaseOption = Annotated[Path, typer.Option("--case", metavar="FILE", help="The case file.")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Tell it as it stood at the end of that day (UTC).")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, in the shape of the export.")]


def read_day(words: str | None) -> date | None:
    """Return the day that ``--as-of`` names.

    Raises:
        UsageError: ``bad_date``.
    """
    return None if words is None else days.read_day(words, "--as-of")


def read_mapping(words: Sequence[str]) -> dict[str, str]:
    """Return which column holds which field, from words like ``text=body``.

    Raises:
        UsageError: ``bad_mapping``.
    """
    mapping: dict[str, str] = {}
    for each in words:
        field, equals, column = each.partition("=")
        if not (field.strip() and equals and column.strip()):
            raise UsageError("bad_mapping", f"--map {each!r} maps nothing", allowed="FIELD=COLUMN, as in text=body")
        if mapping.setdefault(field.strip(), column.strip()) != column.strip():
            raise UsageError("bad_mapping", f"--map names two columns for {field.strip()!r}", do="Give each field one column")
    return mapping
