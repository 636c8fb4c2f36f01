"""The desk: the Python API, and the only place where rooms are joined.

read, open_case       a pile of reports as a ``Case``: in memory, or in a case file
align, attributions   the same methods on bare texts: no case, no file
"""

from sayso.desk.case import Case, ReadSummary, Redline, open_case, read
from sayso.desk.texts import align, attributions

__all__ = ["Case", "ReadSummary", "Redline", "align", "attributions", "open_case", "read"]
