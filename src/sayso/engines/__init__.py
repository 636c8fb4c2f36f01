"""The engines room: set-wise work as SQL over Arrow tables, on whatever can run it.

``open_engine()`` returns the engine that comes with the install. A statement must be plain SQL (common table
expressions, joins, window functions), so that another engine can run the same text.
"""

from sayso.engines.base import Columns, Engine, Row, Table
from sayso.engines.duckdb import DuckDBEngine, open_engine

__all__ = ["Columns", "DuckDBEngine", "Engine", "Row", "Table", "open_engine"]
