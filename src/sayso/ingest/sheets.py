"""Spreadsheets: each sheet is a table, with the names of its columns in one of its first rows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import chain
from typing import Any

from sayso.errors import InputError
from sayso.ingest.columns import Guesses, has_text
from sayso.ingest.drafts import Draft, Opened, skip_for
from sayso.ingest.packages import UNLOCK, check_package, is_encrypted, is_package
from sayso.ingest.records import no_text
from sayso.ingest.streams import read_document
from sayso.ingest.tables import draft_row
from sayso.model import Skip
from sayso.settings import IngestSettings

_HEADING_ROWS = 20  # above the names of the columns there may be a title and a note or two
_MOST_NAMED = 5
_NONE = "it is no spreadsheet that can be read"
_AGAIN = "Open it and save it again, or as .csv"

Cells = list[str]


def read_sheets(opened: Opened) -> Iterator[Draft | Skip]:
    """Yield a draft for each row of every sheet that has a column of texts, and one skip that names the other sheets.

    Raises:
        InputError: ``broken_document``, ``locked``, ``too_large`` or ``empty``; ``no_text``, if no sheet has such a column.
    """
    settings = opened.rules.settings
    data = read_document(opened.stream, opened.label, settings)
    if not is_package(data):
        raise InputError("broken_document", _NONE, where=opened.label, do=_AGAIN)
    others: list[tuple[str, Cells]] = []
    n_tables = 0
    for name, rows in _split_sheets(opened.rules.confined.read("sheets", data, opened.label, settings)):
        sheet = replace(opened, label=f"{opened.label}/{name}", guesses=Guesses())
        above = list(_take_heading(rows, sheet))
        if above and has_text(above[-1][1], opened.rules.mapping):
            n_tables += 1
            yield from _read_rows(above[-1][1], rows, sheet)
            sheet.guesses.tell(sheet.label, opened.rules.shown)
        elif above:
            others.append((name, above[0][1]))
    if not n_tables and not others:
        yield Skip(opened.label, "empty", "its sheets hold nothing. Leave it out, or export it again")
    elif not n_tables:
        yield skip_for(no_text(dict.fromkeys(others[0][1]), f"{opened.label}/{others[0][0]}"))
    elif others:
        named = ", ".join(name for name, _ in others[:_MOST_NAMED]) + (" ..." if len(others) > _MOST_NAMED else "")
        sheets = "1 sheet without a column of texts was" if len(others) == 1 else f"{len(others)} sheets without a column of texts were"
        yield Skip(opened.label, "not_a_report", f"{sheets} left out: {named}")


def _split_sheets(parts: Iterator[Any]) -> Iterator[tuple[str, Iterator[tuple[int, Cells]]]]:
    """Yield the sheets by name, each with its rows by number; whatever is not taken of one is passed over."""
    ahead = next(parts, None)
    while ahead is not None:
        rest: list[Any] = []
        rows = _take_rows(parts, rest)
        yield ahead["sheet"], rows
        for _ in rows:
            pass
        ahead = rest[0] if rest else None


def _take_rows(parts: Iterator[Any], rest: list[Any]) -> Iterator[tuple[int, Cells]]:
    for part in parts:
        if isinstance(part, dict):
            rest.append(part)
            return
        yield part[0], part[1]


def _take_heading(rows: Iterator[tuple[int, Cells]], sheet: Opened) -> Iterator[tuple[int, Cells]]:
    """Yield the first rows that hold something, the last of them the one that names a column of texts, if there is one."""
    n_seen = 0
    for number, cells in rows:
        if any(cells):
            yield number, [cell.strip() for cell in cells]
            n_seen += 1
            if n_seen == _HEADING_ROWS or has_text([cell.strip() for cell in cells], sheet.rules.mapping):
                return


def _read_rows(columns: Cells, rows: Iterator[tuple[int, Cells]], sheet: Opened) -> Iterator[Draft | Skip]:
    is_empty = True
    for number, cells in rows:
        if any(cells):
            is_empty = False
            yield draft_row(cells, columns, f"{sheet.label}:{number}", sheet)
    if is_empty:
        yield Skip(sheet.label, "empty", "it holds names of columns and no rows. Leave it out, or export it again")


# ------------------------------------------------------------------------------------------------- in the confined process


def read_parts(data: bytes, settings: IngestSettings) -> Iterator[Any]:
    """Yield ``{"sheet": name}`` for each sheet, and after it its rows as ``[number, cells]``, every cell as text.

    Raises:
        InputError: ``broken_document``, ``locked`` or ``too_large``.
    """
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, load_workbook

    if is_encrypted(data) or data.startswith(b"PK"):
        check_package(data, settings)
    try:
        book = load_workbook(io.BytesIO(data))
        for each in book.sheets_metadata:
            if each.typ == SheetTypeEnum.WorkSheet:
                yield {"sheet": each.name}
                yield from _list_rows(book.get_sheet_by_name(each.name))
    except PasswordError as error:
        raise InputError("locked", "it is protected by a password", do=UNLOCK) from error
    except (CalamineError, OSError, ValueError) as error:
        raise InputError("broken_document", _NONE, do=_AGAIN) from error


def _list_rows(sheet: Any) -> Iterator[Any]:
    first = sheet.start[0] + 1 if sheet.start else 1
    for number, row in enumerate(chain(sheet.iter_rows()), first):
        cells = [_write_cell(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield [number, cells]


def _write_cell(cell: object) -> str:
    """Return a cell as text: a whole number without a point, a day or an instant in ISO form."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date | datetime) else str(cell)
