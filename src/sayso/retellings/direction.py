"""Which of two texts was made from the other: evidence in log-odds, added up, never certain.

No text shows its own age. Time and credits weigh most; what the texts show (a cut end, lost detail, a mark of a newer
version) decides where these are silent. Without evidence the probability is one half.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import log

from sayso.model import Reason, Report
from sayso.retellings.credits import Credit, find_version, is_same_newsroom, name_outlet
from sayso.retellings.profile import Profile
from sayso.retellings.signals import Counterpart
from sayso.settings import RetellingSettings

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Side:
    """One of the two texts as far as direction goes. ``credit``: how it credits the other's outlet."""

    report: Report
    profile: Profile
    coverage: float  # share of its words with a counterpart in the other
    linked: tuple[int, ...]  # its sentences with a counterpart
    credit: Credit | None


def _weigh_time(first: Report, second: Report, settings: RetellingSettings) -> Reason | None:
    if first.published is None or second.published is None:
        return None
    is_exact = first.published_precision == second.published_precision == "instant"
    if not is_exact and first.published_on == second.published_on:
        return None
    gap = second.published - first.published
    if abs(gap) < _MINUTE:
        return None
    earlier, later = (first, second) if gap > timedelta() else (second, first)
    weight = _score_gap(abs(gap), settings)
    return Reason("earlier", f"{earlier.id} was published {_say_gap(abs(gap))} before {later.id}", weight if earlier is first else -weight)


def _score_gap(gap: timedelta, settings: RetellingSettings) -> float:
    if gap < timedelta(minutes=settings.direction_close_minutes):
        return settings.direction_close_time
    return settings.direction_time if gap < timedelta(days=1) else settings.direction_far_time


def _say_gap(gap: timedelta) -> str:
    hours = gap.total_seconds() / 3600
    if hours < 1:
        return f"{round(hours * 60)} min"
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"


def _weigh_credit(first: Side, second: Side, settings: RetellingSettings) -> Reason | None:
    weights = {"clear": settings.direction_credit, "named": settings.direction_mention, None: 0.0}
    weight = weights[second.credit] - weights[first.credit]
    if not weight:
        return None
    child, parent = (second, first) if weight > 0 else (first, second)
    verb = "credits" if child.credit == "clear" else "names"
    return Reason("credit", f"{child.report.id} {verb} {name_outlet(parent.report)}", weight)


def _weigh_version(first: Report, second: Report, settings: RetellingSettings) -> Reason | None:
    if not is_same_newsroom(first, second):
        return None
    numbers = find_version(first) or 0, find_version(second) or 0
    if numbers[0] == numbers[1]:
        return None
    newer = second if numbers[1] > numbers[0] else first
    weight = settings.direction_version if newer is second else -settings.direction_version
    return Reason("version", f"{newer.id} is marked as a newer version", weight)


def _cut_end(side: Side) -> float:
    """Return the share of a text's sentences behind the last one that has a counterpart."""
    n = side.profile.n_sentences
    return (n - 1 - max(side.linked)) / n if side.linked and n else 0.0


def _weigh_cut(first: Side, second: Side, settings: RetellingSettings) -> Reason | None:
    """A copy is cut from its end: the parent then goes on after the last thing both have, and the child does not."""
    difference = _cut_end(first) - _cut_end(second)
    if abs(difference) < settings.direction_least_cut:
        return None
    child = second if difference > 0 else first
    return Reason("cut", f"{child.report.id} ends where the other goes on", round(settings.direction_cut * difference, 2))


def _clip(weight: float, most: float) -> float:
    return round(max(-most, min(most, weight)), 2)


def _weigh_shortening(first: Side, second: Side, settings: RetellingSettings) -> Reason | None:
    """Who retells takes from the other and leaves out; an original has parts that nobody took."""
    difference = second.coverage - first.coverage
    if abs(difference) < settings.direction_least_shortened:
        return None
    child = second if difference > 0 else first
    weight = _clip(settings.direction_shortened * difference, settings.direction_most_shortened)
    return Reason("shortened", f"more of {child.report.id} is found in the other than the other way round", weight)


def _weigh_words(first: Side, second: Side, settings: RetellingSettings) -> Reason | None:
    """A retelling says the same in fewer words more often than in more."""
    counts = [sum(len(side.profile.by_sentence[k]) for k in side.linked) for side in (first, second)]
    if min(counts) < settings.direction_least_words:
        return None
    ratio = log(counts[0] / counts[1])
    if abs(ratio) < settings.direction_least_ratio:
        return None
    child = second if ratio > 0 else first
    weight = _clip(settings.direction_words * ratio, settings.direction_most_words)
    return Reason("fewer_words", f"{child.report.id} says what both say in fewer words", weight)


def _weaken(reason: Reason | None, time: Reason | None, settings: RetellingSettings) -> Reason | None:
    """Return a sign that only the shape of the texts gives, of little weight where their dates speak."""
    if reason is None or time is None:
        return reason
    return replace(reason, weight=round((reason.weight or 0.0) * settings.direction_beside_time, 2))


def _weigh_detail(first: Side, second: Side, counterparts: Sequence[Counterpart], settings: RetellingSettings) -> Reason | None:
    """A retelling loses names and numbers in the sentences it keeps. The first text is side 0 of the counterparts."""
    lost = gained = 0
    for each in counterparts:
        left = {word.stem for k in each.sides[0] for word in first.profile.by_sentence[k] if word.is_typed}
        right = {word.stem for k in each.sides[1] for word in second.profile.by_sentence[k] if word.is_typed}
        lost, gained = lost + len(left - right), gained + len(right - left)
    difference = (lost - gained) / (lost + gained + settings.direction_detail_prior)
    if abs(difference) < settings.direction_least_cut:
        return None
    child = second if difference > 0 else first
    return Reason(
        "detail", f"{child.report.id} has lost names and numbers that the other has", round(settings.direction_detail * difference, 2)
    )


def weigh_direction(first: Side, second: Side, counterparts: Sequence[Counterpart], settings: RetellingSettings) -> list[Reason]:
    """Return the evidence that the second was made from the first; negative weights speak for the other way round."""
    time = _weigh_time(first.report, second.report, settings)
    found = [
        time,
        _weigh_credit(first, second, settings),
        # A marked version may have unmarked successors: between dated reports the mark says nothing.
        _weigh_version(first.report, second.report, settings) if time is None else None,
        _weigh_cut(first, second, settings),
        _weaken(_weigh_shortening(first, second, settings), time, settings),
        _weaken(_weigh_words(first, second, settings), time, settings),
        _weigh_detail(first, second, counterparts, settings),
    ]
    return [reason for reason in found if reason is not None]
