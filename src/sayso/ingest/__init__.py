"""The ingest room: files, folders and streams in, reports out; whatever cannot be read is counted with its reason.

``read_reports(paths)`` yields a ``Report`` for each text, exactly as it came, and a ``Skip`` for each thing that gave none.
What ``open_fetcher`` returns lets it fetch what is named by an address; without that no network is asked.
"""

from sayso.ingest.columns import Columns
from sayso.ingest.fetched import open_fetcher
from sayso.ingest.outlets import Outlets, read_outlets
from sayso.ingest.reading import read_reports

__all__ = ["Columns", "Outlets", "open_fetcher", "read_outlets", "read_reports"]
