from .columns import Columns
from .fetched import open_fetcher
from .outlets import Outlets, read_outlets
from .reading import read_reports

__all__ = ["Columns", "Outlets", "open_fetcher", "read_outlets", "read_reports"]
