"""What two texts quote alike: which quotations of one are new, which the other has, and which of those were reworded on the way.

Two reporters at one news conference share some quotations, and each has others. A retelling seldom has one of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from sayso.retellings.profile import Profile
from sayso.settings import RetellingSettings

_Words = tuple[str, ...]


class SharedQuotations(NamedTuple):
    """How many quotations a text has, how many of them the other does not have, how many it has, and how many of these in other words."""

    n: int
    n_new: int
    n_shared: int
    n_altered: int


def compare_quotations(mine: Profile, theirs: Profile, settings: RetellingSettings) -> SharedQuotations:
    """Return how the quotations of one text stand in those of another; what is half found counts as neither new nor shared."""
    others = [words for words in theirs.quotations if len(words) >= settings.quotation_words]
    exact = set(others)
    quoted = [words for words in mine.quotations if len(words) >= settings.quotation_words]
    n_new = n_shared = n_altered = 0
    for words in quoted:
        share, nearest = (1.0, words) if words in exact else _find_nearest(words, others)
        n_new += share < settings.quotation_new
        n_shared += share >= settings.quotation_shared
        n_altered += share >= settings.quotation_shared and _is_altered(words, nearest, settings)
    return SharedQuotations(len(quoted), n_new, n_shared, n_altered)


def _find_nearest(words: _Words, others: Sequence[_Words]) -> tuple[float, _Words]:
    """Return the quotation that has most of some words in their order, and the share of them that it has."""
    n_found, _, nearest = max(((LCSseq.similarity(words, other), -at, other) for at, other in enumerate(others)), default=(0, 0, ()))
    return n_found / len(words), nearest


def _is_altered(words: _Words, nearest: _Words, settings: RetellingSettings) -> bool:
    """Return whether words were put in place of others: within what both have, or a few at an end. To quote less of it alters nothing."""
    steps = [(step.tag, step.src_end - step.src_start, step.dest_end - step.dest_start) for step in LCSseq.opcodes(words, nearest)]
    common = [at for at, (tag, _, _) in enumerate(steps) if tag == "equal"]
    if any(tag == "delete" for tag, _, _ in steps[common[0] : common[-1]]):
        return True
    for end in (steps[: common[0]], steps[common[-1] + 1 :]):
        n_put, n_lost = sum(n for _, n, _ in end), sum(n for _, _, n in end)
        if 0 < n_put <= settings.quotation_end_words and 0 < n_lost <= settings.quotation_end_words:
            return True
    return False
