"""What an engine can do: run one SQL statement over named tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from numpy.typing import NDArray

Table = Mapping[str, Sequence[Any] | NDArray[Any]]  # columns of equal length, by name
Columns = dict[str, NDArray[Any]]  # a table in arrays
Row = tuple[Any, ...]


class Engine(Protocol):
    """Runs SQL. It keeps nothing between two statements."""

    def run(self, statement: str, tables: Mapping[str, Table]) -> list[Row]:
        """Return the rows of one ``SELECT`` over the tables, which are known to it by their names."""
        ...

    def select(self, statement: str, tables: Mapping[str, Table]) -> Columns:
        """Return the same rows as columns, by name: for what a next statement goes on with."""
        ...
