"""The ledger room: what is claimed, who stands where, how independently, since when; and the case file that keeps it.

weigh_claims          readings and family tree of a pile -> voices, propositions with their standing, figures, names
picture_to_document   a picture as the export document; ``redline_to_document`` for one pair of reports, ``evidence_to_document``
                      for what stands behind one thing of it, ``log_to_document`` for overrulings
document_to_tables    the export document as tables, ``table_to_arrow`` one of them for data frames
CaseStore             the case file: what was read, what was worked out, and the picture of it
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)  # what each name is, the stub beside this file says
