"""The retellings room: which report was made from which, what it changed, and which reports are one independent report.

find_candidates     pairs of reports worth comparing, by one SQL statement
sift_candidates     those of them that have enough in common to be compared, told from a sketch of each report
compare_reports     one pair: how likely a retelling, of what kind, in which direction, and why
find_lineage        the whole pile: each report's parent, and the origins
align_documents     sentence by sentence, what a child text kept, reworded, left out and added; ``align_sentences`` and
                    ``find_passages`` give each half of it
find_changes        the typed changes: words altered in quotations, figures, attributions lost ...
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)  # what each name is, the stub beside this file says
