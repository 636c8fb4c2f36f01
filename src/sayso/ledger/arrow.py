"""Tables as Arrow, with what each column means beside its name: for data frames, and what Parquet is written from."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sayso.ledger.tables import Column, Table

if TYPE_CHECKING:
    import pyarrow as pa

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")  # which no UTF-8 can carry
_CELLS: dict[str, Callable[[Any], Any]] = {
    "text": lambda value: _LONE_SURROGATES.sub("\ufffd", str(value)),
    "day": date.fromisoformat,
    "instant": lambda value: datetime.fromisoformat(value).astimezone(UTC),
    "number": float,
}


def table_to_arrow(table: Table) -> pa.Table:
    """Return the table as an Arrow table: cells have their types, ``about`` and each column's ``meaning`` stand in the metadata."""
    import pyarrow as pa

    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "flag": pa.bool_(), "day": pa.date32()}
    types["instant"] = pa.timestamp("ms", tz="UTC")  # Parquet knows none coarser
    fields = [pa.field(each.name, types[each.kind], metadata={"meaning": each.meaning}) for each in table.columns]
    cells = zip(*table.rows, strict=True) if table.rows else ([] for _ in fields)
    arrays = [pa.array([_cell(column, value) for value in values], types[column.kind])
              for column, values in zip(table.columns, cells, strict=True)]  # fmt: skip
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"about": table.about}))


def _cell(column: Column, value: Any) -> Any:
    """Return the value that Arrow expects for a cell of the document."""
    read = _CELLS.get(column.kind)
    return value if value is None or read is None else read(value)
