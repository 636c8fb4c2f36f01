"""The case file: one SQLite database that holds what was read, what was worked out, and the picture of it.

``CaseStore.open(path)`` opens or makes one; ``add`` takes reports and skips; ``save_picture`` and ``load_picture`` keep the picture.
"""

from sayso.ledger.store.case import CaseStore
from sayso.ledger.store.readings import Added

__all__ = ["Added", "CaseStore"]
