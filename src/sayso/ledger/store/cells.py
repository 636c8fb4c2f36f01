"""From the values of the model to cells of a table, and back without loss.

A ``Sheet`` is a table with the kind of each of its columns. A span takes four cells; lists that nobody sorts by are JSON.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sayso.model import Reason, Span

Cell = str | bytes | int | float | None
Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """How a value becomes the cells of columns ``name + suffix``, and how they become the value again."""

    pack: Callable[[Any], tuple[Cell, ...]]
    unpack: Callable[[Row], Any]
    suffixes: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the picture: its name and its columns but for ``position``, which counts the rows from 1."""

    name: str
    columns: Mapping[str, Kind]

    def write(self, connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
        """Put the rows in place of those that the table holds."""
        names = [name + suffix for name, kind in self.columns.items() for suffix in kind.suffixes]
        marks = ", ".join("?" * (len(names) + 1))
        connection.execute(f"DELETE FROM {self.name}")
        connection.executemany(f"INSERT INTO {self.name} (position, {', '.join(names)}) VALUES ({marks})", self._pack(rows))

    def _pack(self, rows: Iterable[Row]) -> Iterator[list[Cell]]:
        for position, row in enumerate(rows, 1):
            yield [position, *(cell for kind, value in zip(self.columns.values(), row, strict=True) for cell in kind.pack(value))]

    def read(self, connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
        """Yield the rows in order, by the names of the columns."""
        names = [name + suffix for name, kind in self.columns.items() for suffix in kind.suffixes]
        places = self._places()
        for cells in connection.execute(f"SELECT {', '.join(names)} FROM {self.name} ORDER BY position"):
            yield {name: unpack(cells[place]) for name, unpack, place in places}

    def unpack(self, cells: Row) -> dict[str, Any]:
        """Return the values of one row, by the names of the columns."""
        return {name: unpack(cells[place]) for name, unpack, place in self._places()}

    def _places(self) -> list[tuple[str, Callable[[Row], Any], slice]]:
        """Return for each column what unpacks its cells, and which these are."""
        places, at = [], 0
        for name, kind in self.columns.items():
            places.append((name, kind.unpack, slice(at, at + len(kind.suffixes))))
            at += len(kind.suffixes)
        return places


def write_text(text: str | None) -> str | bytes | None:
    """Return the cell of a text: itself, or its bytes where it holds half a character, which no UTF-8 can."""
    if text is None or text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def read_text(cell: Any) -> Any:
    """Return the text of a cell."""
    return cell.decode("utf-8", "surrogatepass") if isinstance(cell, bytes) else cell


def write_json(value: Any) -> str:
    """Return JSON that people can read, in any language."""
    text = json.dumps(value, ensure_ascii=False)
    return text if isinstance(write_text(text), str) else json.dumps(value)


def _pack_span(span: Span | None) -> tuple[Cell, ...]:
    return (None,) * 4 if span is None else (span.start, span.end, write_text(span.text), span.field)


def _unpack_span(cells: Row) -> Span | None:
    start, end, text, field = cells
    return None if start is None else Span(start, end, read_text(text), field)


def _pack_spans(spans: Iterable[Span]) -> tuple[Cell]:
    return (write_json([{"start": each.start, "end": each.end, "text": each.text, "field": each.field} for each in spans]),)


def _pack_reasons(reasons: Iterable[Reason]) -> tuple[Cell]:
    return (write_json([{"code": each.code, "says": each.says, "weight": each.weight} for each in reasons]),)


TEXT = Kind(lambda text: (write_text(text),), lambda cells: read_text(cells[0]))
ID = Kind(lambda text: (write_text(text or None),), lambda cells: read_text(cells[0]) or "")  # "" in the model, empty in the table
NUMBER = Kind(lambda number: (number,), lambda cells: cells[0])
BOUND = Kind(lambda bound: (None if bound is None else float(bound),), lambda cells: cells[0])
FLAG = Kind(lambda flag: (int(flag),), lambda cells: bool(cells[0]))
DAY = Kind(lambda day: (day and day.isoformat(),), lambda cells: cells[0] and date.fromisoformat(cells[0]))
INSTANT = Kind(lambda instant: (instant and instant.isoformat(),), lambda cells: cells[0] and datetime.fromisoformat(cells[0]))
SPAN = Kind(_pack_span, _unpack_span, ("_start", "_end", "_text", "_field"))
SPANS = Kind(_pack_spans, lambda cells: tuple(Span(**each) for each in json.loads(cells[0])))
REASONS = Kind(_pack_reasons, lambda cells: tuple(Reason(**each) for each in json.loads(cells[0])))
REASON = Kind(
    lambda reason: (write_text(reason.code), write_text(reason.says), reason.weight),
    lambda cells: Reason(read_text(cells[0]), read_text(cells[1]), cells[2]),
    ("_code", "_says", "_weight"),
)
