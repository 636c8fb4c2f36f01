"""The desk: the Python API, and the only place where rooms are joined.

read, open_case       a pile of reports as a ``Case``: in memory, or in a case file
align, attributions   the same methods on bare texts: no case, no file
check_draft           a draft against what it was written from; ``read_drafts`` and ``read_against`` read both from files
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)  # what each name is, the stub beside this file says
