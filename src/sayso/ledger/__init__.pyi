from .arrow import table_to_arrow
from .document import (
    evidence_to_document,
    log_to_document,
    overruling_to_document,
    picture_to_document,
    redline_to_document,
)
from .ground import Family, find_name_groups
from .series import Conflict, Counted, Said, Series, find_series
from .store import Added, CaseStore
from .tables import Column, Table, document_to_tables, list_tables
from .weigh import Weighed, weigh_claims

__all__ = [
    "Added",
    "CaseStore",
    "Column",
    "Conflict",
    "Counted",
    "Family",
    "Said",
    "Series",
    "Table",
    "Weighed",
    "document_to_tables",
    "evidence_to_document",
    "find_name_groups",
    "find_series",
    "list_tables",
    "log_to_document",
    "overruling_to_document",
    "picture_to_document",
    "redline_to_document",
    "table_to_arrow",
    "weigh_claims",
]
