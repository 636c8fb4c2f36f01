"""What remains in doubt by the words of two reports, settled by how much of the one the other says in whatever words.

A retelling that keeps hardly a word of its original looks like a second report to every measure of words. Whether its sentences mean the
same is told from outside, as a share: this room knows no meanings.
"""

from __future__ import annotations

from dataclasses import replace
from math import log

from sayso.model import Reason
from sayso.retellings.compare import Comparison
from sayso.retellings.verdict import score_probability
from sayso.settings import RetellingSettings

_SETTLED = ("excerpt", "common_origin")  # by a passage that both have


def is_in_doubt(comparison: Comparison, settings: RetellingSettings) -> bool:
    """Return whether the words of two reports leave open whether one was made from the other.

    Who tells of a turn says again what it is about, so that its meaning tells nothing.
    """
    low, high = settings.doubted_probability
    has_turned = any(reason.code == "turn" for reason in comparison.reasons)
    return low < comparison.probability < high and comparison.kind not in _SETTLED and not has_turned


def weigh_meaning(comparison: Comparison, share: float, settings: RetellingSettings) -> Comparison:
    """Return a comparison that knows which share of the shorter text, in [0, 1], means what some sentence of the other means."""
    weight = round(settings.odds_meaning * (share - settings.share_meaning), 2)
    says = f"{share:.0%} of what the shorter text says, the other says, too, in whatever words"
    odds = log(comparison.probability / (1 - comparison.probability)) + weight
    reasons = sorted((Reason("same_meaning", says, weight), *comparison.reasons[:1]), key=lambda reason: -abs(reason.weight or 0.0))
    return replace(comparison, probability=score_probability(odds), reasons=(*reasons, *comparison.reasons[1:]))
