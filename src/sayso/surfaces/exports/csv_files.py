"""Tables as CSV: RFC 4180 in UTF-8, and no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from sayso.ledger import Column, Table
from sayso.surfaces.exports.wellformed import mend_controls

# What makes a spreadsheet calculate instead of showing; the wide forms do so where they are typed for the narrow ones.
_OBEYED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def tables_to_csv(tables: Iterable[Table]) -> dict[str, bytes]:
    """Return each table as a CSV file under its name."""
    return {f"{table.name}.csv": _write_table(table) for table in tables}


def _write_table(table: Table) -> bytes:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([write_cell(column, value) for column, value in zip(table.columns, row, strict=True)])
    return sheet.getvalue().encode("utf-8")


def write_cell(column: Column, value: Any) -> str:
    """Return a cell: numbers, flags and days as they are, text with an apostrophe before whatever a spreadsheet would obey.

    >>> write_cell(Column("what", "text", ""), "=1+1"), write_cell(Column("low", "number", ""), -3)
    ("'=1+1", '-3')
    """
    if value is None:
        return ""
    if column.kind == "flag":
        return "true" if value else "false"
    if column.kind in ("integer", "number"):
        return repr(value)
    words = mend_controls(str(value))
    return f"'{words}" if words.startswith(_OBEYED) else words
