"""The door of the terminal: a picture or a redline as text that fits the screen it is printed on."""

from sayso.surfaces.terminal.claims import show_claims
from sayso.surfaces.terminal.evidence import unfold_claim
from sayso.surfaces.terminal.families import show_retellings
from sayso.surfaces.terminal.figures import show_figures
from sayso.surfaces.terminal.index import Index, find_claim
from sayso.surfaces.terminal.overrulings import show_overruling, show_overrulings
from sayso.surfaces.terminal.phrases import count, plain
from sayso.surfaces.terminal.picture import show_day, show_picture
from sayso.surfaces.terminal.redline import show_redline
from sayso.surfaces.terminal.screen import Screen
from sayso.surfaces.terminal.unfolding import show_evidence
from sayso.surfaces.terminal.voices import show_voices

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
