"""Tables as Parquet. The same tables give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable

from sayso.ledger import Table, table_to_arrow


def tables_to_parquet(tables: Iterable[Table]) -> dict[str, bytes]:
    """Return each table as a Parquet file under its name."""
    return {f"{table.name}.parquet": _write_table(table) for table in tables}


def _write_table(table: Table) -> bytes:
    from pyarrow import parquet

    written = io.BytesIO()
    parquet.write_table(table_to_arrow(table), written, compression="zstd", version="2.6")
    return written.getvalue()
