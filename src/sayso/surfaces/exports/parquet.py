"""Tables as Parquet, with what each column means beside its name. The same tables give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from sayso.surfaces.exports.tables import Column, Table
from sayso.surfaces.exports.wellformed import mend_unicode


def tables_to_parquet(tables: Iterable[Table]) -> dict[str, bytes]:
    """Return each table as a Parquet file under its name."""
    return {f"{table.name}.parquet": _write_table(table) for table in tables}


def _write_table(table: Table) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "flag": pa.bool_(), "day": pa.date32()}
    types["instant"] = pa.timestamp("s", tz="UTC")
    fields = [pa.field(each.name, types[each.kind], metadata={"meaning": each.meaning}) for each in table.columns]
    cells = zip(*table.rows, strict=True) if table.rows else ([] for _ in fields)
    arrays = [pa.array([_cell(column, value) for value in values], types[column.kind])
              for column, values in zip(table.columns, cells, strict=True)]  # fmt: skip
    sheet = pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"about": table.about}))
    written = io.BytesIO()
    parquet.write_table(sheet, written, compression="zstd", version="2.6")
    return written.getvalue()


def _cell(column: Column, value: Any) -> Any:
    """Return the value that Arrow expects for a cell of the document."""
    if value is None:
        return None
    if column.kind == "day":
        return date.fromisoformat(value)
    if column.kind == "instant":
        return datetime.fromisoformat(value).astimezone(UTC)
    if column.kind == "number":
        return float(value)
    return mend_unicode(str(value)) if column.kind == "text" else value
