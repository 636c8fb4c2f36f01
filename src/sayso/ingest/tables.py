"""Tables: comma, semicolon or tab between the columns, names in the first row."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from sayso.errors import InputError
from sayso.ingest.charsets import decode_bytes
from sayso.ingest.columns import has_text
from sayso.ingest.drafts import Draft, Opened, skip_for
from sayso.ingest.records import draft_of, no_text
from sayso.ingest.streams import line_too_long, read_lines
from sayso.model import Skip

_DELIMITERS = (",", ";", "\t", "|")


class _Lines:
    """The lines of a table as text. ``number`` is that of the line last handed out."""

    def __init__(self, opened: Opened) -> None:
        self._opened, self._lines, self.number = opened, read_lines(opened.stream, opened.rules.settings), 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number = line.number
        where = f"{self._opened.label}:{line.number}"
        if line.data is None:
            raise line_too_long(where, self._opened.rules.settings)
        return decode_bytes(line.data, where, self._opened.rules.settings)


def read_table(opened: Opened) -> Iterator[Draft | Skip]:
    """Yield a draft for each row. A row that is broken is skipped; a quotation mark that never closes ends the table."""
    lines = _Lines(opened)
    header = next((line for line in lines if line.strip()), "")
    if not header:
        yield Skip(opened.label, "empty", "it holds no rows. Leave it out, or look whether the export that wrote it went wrong")
        return
    delimiter, where = max(_DELIMITERS, key=header.count), f"{opened.label}:{lines.number}"
    # the library's limit on a field is one number for the whole process; it is only ever raised here
    csv.field_size_limit(max(csv.field_size_limit(), opened.rules.settings.max_file_bytes))
    try:
        columns = [name.strip() for name in next(csv.reader([header], delimiter=delimiter))]
    except csv.Error as error:
        yield Skip(where, "broken_row", f"the names of the columns cannot be read ({error}). Save the table as CSV again")
        return
    if not has_text(columns, opened.rules.mapping):
        yield skip_for(no_text(dict.fromkeys(columns), opened.label))
        return
    yield from _read_rows(lines, columns, csv.reader(lines, delimiter=delimiter, strict=True), opened)


def _read_rows(lines: _Lines, columns: list[str], rows: Iterator[list[str]], opened: Opened) -> Iterator[Draft | Skip]:
    n_rows = 0
    while True:
        where = f"{opened.label}:{lines.number + 1}"
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            n_rows += 1
            yield _explain_row(where, error)
            if _is_open(error):
                return
            continue
        except InputError as error:  # a line that is left out may be half of a row: what follows can't be trusted
            yield skip_for(InputError(error.code, f"{error.what}, so the rest of the table was not read", where=error.where, do=error.do))
            return
        if any(row):
            n_rows += 1
            yield draft_row(row, columns, where, opened)
    if not n_rows:
        yield Skip(opened.label, "empty", "it holds names of columns and no rows. Leave it out, or export it again")


def _is_open(error: csv.Error) -> bool:
    return "unexpected end" in str(error) or "field limit" in str(error)


def _explain_row(where: str, error: csv.Error) -> Skip:
    if _is_open(error):
        what = f"a quotation mark opens in the row that begins here and never closes ({error}), so the rest was not read"
        return Skip(where, "broken_row", f"{what}. Close it, and double the marks inside a field")
    return Skip(where, "broken_row", f"this row cannot be read ({error}). Mend it, and double the marks inside a field")


def draft_row(row: list[str], columns: list[str], where: str, opened: Opened) -> Draft | Skip:
    """Return the draft of one row, or why there is none."""
    try:
        return draft_of(_row_fields(row, columns, where), where, opened)
    except InputError as error:
        return skip_for(error)


def _row_fields(row: list[str], columns: list[str], where: str) -> dict[str, str]:
    """Return the row by column.

    Raises:
        InputError: ``broken_row``, when it has more fields than the table has columns: a field would be lost.
    """
    if any(row[len(columns) :]):
        what = f"this row has {len(row)} fields and the table {len(columns)} columns"
        raise InputError("broken_row", what, where=where, do="Put fields that hold the delimiter into quotation marks")
    padded = row[: len(columns)] + [""] * (len(columns) - len(row))
    return dict(reversed(list(zip(columns, padded, strict=True))))  # of two columns of one name the first counts
