"""The ingest room: files, folders and streams in, reports out; whatever cannot be read is counted with its reason.

``read_reports(paths)`` yields a ``Report`` for each text, exactly as it came, and a ``Skip`` for each thing that gave none.
What ``open_fetcher`` returns lets it fetch what is named by an address; without that no network is asked.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)  # what each name is, the stub beside this file says
