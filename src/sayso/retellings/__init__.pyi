from .align import align_documents, align_sentences
from .candidates import Features, find_candidates, read_features
from .changes import Meanings, Meant, find_changes
from .compare import Comparison, compare_reports, comparison_from_json, comparison_to_json
from .credits import find_agency, find_credit_line, is_outlet_of
from .doubts import is_in_doubt, weigh_meaning
from .lineage import Lineage, find_lineage
from .pair import ReportText
from .passages import find_passages
from .sift import Sketch, read_sketch, sift_candidates, sketch_from_bytes, sketch_to_bytes, sort_by_family

__all__ = [
    "Comparison",
    "Features",
    "Lineage",
    "Meanings",
    "Meant",
    "ReportText",
    "Sketch",
    "align_documents",
    "align_sentences",
    "compare_reports",
    "comparison_from_json",
    "comparison_to_json",
    "find_agency",
    "find_candidates",
    "find_changes",
    "find_credit_line",
    "find_lineage",
    "find_passages",
    "is_in_doubt",
    "is_outlet_of",
    "read_features",
    "read_sketch",
    "sift_candidates",
    "sketch_from_bytes",
    "sketch_to_bytes",
    "sort_by_family",
    "weigh_meaning",
]
