"""The retellings room: which report was made from which, what it changed, and which reports are one independent report.

find_candidates     pairs of reports worth comparing, by one SQL statement
sift_candidates     those of them that have enough in common to be compared, told from a sketch of each report
compare_reports     one pair: how likely a retelling, of what kind, in which direction, and why
find_lineage        the whole pile: each report's parent, and the origins
align_documents     sentence by sentence, what a child text kept, reworded, left out and added; ``align_sentences`` and
                    ``find_passages`` give each half of it
find_changes        the typed changes: words altered in quotations, figures, attributions lost ...
"""

from sayso.retellings.align import align_documents, align_sentences
from sayso.retellings.candidates import Features, find_candidates, read_features
from sayso.retellings.changes import find_changes
from sayso.retellings.compare import Comparison, compare_reports, comparison_from_json, comparison_to_json
from sayso.retellings.lineage import Lineage, find_lineage
from sayso.retellings.pair import ReportText
from sayso.retellings.passages import find_passages
from sayso.retellings.sift import Sketch, read_sketch, sift_candidates, sketch_from_bytes, sketch_to_bytes, sort_by_family

__all__ = [
    "Comparison",
    "Features",
    "Lineage",
    "ReportText",
    "Sketch",
    "align_documents",
    "align_sentences",
    "compare_reports",
    "comparison_from_json",
    "comparison_to_json",
    "find_candidates",
    "find_changes",
    "find_lineage",
    "find_passages",
    "read_features",
    "read_sketch",
    "sift_candidates",
    "sketch_from_bytes",
    "sketch_to_bytes",
    "sort_by_family",
]
