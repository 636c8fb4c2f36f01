from .claims import show_claims
from .evidence import unfold_claim
from .families import show_retellings
from .figures import show_figures
from .index import Index, find_claim
from .overrulings import show_overruling, show_overrulings
from .phrases import count, plain
from .picture import show_day, show_picture
from .redline import show_redline
from .screen import Screen
from .unfolding import show_evidence
from .voices import show_voices

__all__ = [
    "Index",
    "Screen",
    "count",
    "find_claim",
    "plain",
    "show_claims",
    "show_day",
    "show_evidence",
    "show_figures",
    "show_overruling",
    "show_overrulings",
    "show_picture",
    "show_redline",
    "show_retellings",
    "show_voices",
    "unfold_claim",
]
