"""SQL in this process, on DuckDB: the engine that comes with the install."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.engines.base import Columns, Engine, Row, Table
from sayso.errors import UsageError

# Nothing is fetched at run time, and progress bars are the surfaces' business.
_CONFIG: dict[str, Any] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "enable_external_access": "false"}


def _to_arrow(table: Table) -> Any:
    import pyarrow

    return pyarrow.table({name: pyarrow.array(column) for name, column in table.items()})


class DuckDBEngine:
    """Runs each statement in a database of its own in memory."""

    def __init__(self, n_threads: int | None = None) -> None:
        self._config = _CONFIG | ({"threads": str(n_threads)} if n_threads else {})

    def run(self, statement: str, tables: Mapping[str, Table]) -> list[Row]:
        """Return the rows of one ``SELECT``.

        Raises:
            UsageError: the engine could not run the statement, with its own words.
        """
        return self._execute(statement, tables, "fetchall")  # type: ignore[no-any-return]

    def select(self, statement: str, tables: Mapping[str, Table]) -> Columns:
        """Return the columns of one ``SELECT``, as arrays.

        Raises:
            UsageError: as ``run`` does.
        """
        return self._execute(statement, tables, "fetchnumpy")  # type: ignore[no-any-return]

    def _execute(self, statement: str, tables: Mapping[str, Table], fetch: str) -> Any:
        import duckdb

        with duckdb.connect(":memory:", config=self._config) as connection:
            for name in sorted(tables):
                connection.register(name, _to_arrow(tables[name]))
            try:
                return getattr(connection.execute(statement), fetch)()
            except duckdb.Error as error:
                raise UsageError("statement", f"the engine could not run the statement: {error}") from error


def open_engine(n_threads: int | None = None) -> Engine:
    """Return the default engine; ``n_threads`` None leaves the number of threads to it."""
    return DuckDBEngine(n_threads)
