"""The ingest room: files, folders and streams in, reports out; whatever cannot be read is counted with its reason.

``read_reports(paths)`` yields a ``Report`` for each text, exactly as it came, and a ``Skip`` for each thing that gave none.
"""

from sayso.ingest.reading import read_reports

__all__ = ["read_reports"]
