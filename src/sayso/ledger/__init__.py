"""The ledger room: what is claimed, who stands where, how independently, since when; and the case file that keeps it.

weigh_claims          readings and family tree of a pile -> voices, propositions with their standing, figures, names
picture_to_document   a picture as the export document; ``redline_to_document`` for one pair of reports, ``evidence_to_document``
                      for what stands behind one thing of it, ``log_to_document`` for overrulings
document_to_tables    the export document as tables, ``table_to_arrow`` one of them for data frames
CaseStore             the case file: what was read, what was worked out, and the picture of it
"""

from sayso.ledger.arrow import table_to_arrow
from sayso.ledger.document import (
    evidence_to_document,
    log_to_document,
    overruling_to_document,
    picture_to_document,
    redline_to_document,
)
from sayso.ledger.ground import Family, find_name_groups
from sayso.ledger.store import Added, CaseStore
from sayso.ledger.tables import Column, Table, document_to_tables, list_tables
from sayso.ledger.weigh import Weighed, weigh_claims

__all__ = [
    "Added",
    "CaseStore",
    "Column",
    "Family",
    "Table",
    "Weighed",
    "document_to_tables",
    "evidence_to_document",
    "find_name_groups",
    "list_tables",
    "log_to_document",
    "overruling_to_document",
    "picture_to_document",
    "redline_to_document",
    "table_to_arrow",
    "weigh_claims",
]
