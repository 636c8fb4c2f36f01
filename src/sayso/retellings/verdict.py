"""How likely two texts are one text retold, and what sort of retelling it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

from sayso.model import Reason, RetellingKind
from sayso.retellings.signals import SIGNAL_NAMES, Signals
from sayso.settings import RetellingSettings

_SAYS = {
    "share_small": "{:.0%} of the shorter narrative has a counterpart",
    "share_large": "{:.0%} of the longer narrative has a counterpart",
    "free_small": "{:.0%} of the words the shorter text was free to choose stand in the same place of the other",
    "free_large": "{:.0%} of the words the longer text was free to choose stand in the same place of the other",
    "stems_small": "{:.0%} of the shorter text's own words occur somewhere in the other",
    "pairs_small": "{:.0%} of the shorter text's neighbouring words are neighbours in the other, too",
    "runs_small": "{:.0%} of the shorter narrative is the other's, word for word",
    "ordered": "{:.0%} of what both have stands in the same order",
}


_SAYS_OF_NONE_ONE_MORE = {
    "quotations_new": (
        "the other has every quotation of the shorter text",
        "1 quotation of the shorter text is not in the other",
        "{} quotations of the shorter text are not in the other",
    ),
    "quotations_shared": (
        "no quotation of the shorter text is in the other",
        "1 quotation of the shorter text is in the other, too",
        "{} quotations of the shorter text are in the other, too",
    ),
    "quotations_altered": (
        "no quotation that both have differs in its words",
        "1 quotation that both have differs in its words",
        "{} quotations that both have differ in their words",
    ),
}


def _say(name: str, value: float | None) -> str:
    if value is None:
        return "the shorter text quotes nobody"
    if name in _SAYS:
        return _SAYS[name].format(value)
    return _SAYS_OF_NONE_ONE_MORE[name][min(2, int(value))].format(int(value))


@dataclass(frozen=True)
class Model:
    """The coefficients of the trained logistic model, in log-odds per unit of each signal."""

    intercept: float
    weights: Mapping[str, float]
    means: Mapping[str, float]  # of independent reports of one event: what a reason's weight is counted from


@cache
def read_model() -> Model:
    """Return the model that comes with the install; ``verdict.toml`` says what it was trained on."""
    table = tomllib.loads(resources.files(__package__).joinpath("verdict.toml").read_text("utf-8"))
    return Model(table["intercept"], table["weights"], table["means"])


def score_probability(log_odds: float) -> float:
    """Return the probability of some log-odds, rounded so that it is the same on every machine."""
    return round(1 / (1 + exp(-max(-30.0, min(30.0, log_odds)))), 4)


def score_signals(signals: Signals, model: Model) -> float:
    """Return the log-odds that one of two texts was made from the other, or both from a third, by their words alone."""
    return model.intercept + sum(model.weights[name] * value for name, value in zip(SIGNAL_NAMES, signals.values(), strict=True))


def explain_signals(signals: Signals, model: Model) -> list[Reason]:
    """Return what each measure adds to the log-odds, against independent reports of one event, the weightiest first."""
    reasons = [
        Reason(name, _say(name, getattr(signals, name)), round(model.weights[name] * (value - model.means[name]), 2))
        for name, value in zip(SIGNAL_NAMES, signals.values(), strict=True)
    ]
    return sorted(reasons, key=lambda reason: (-abs(reason.weight or 0.0), reason.code))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the kind of a retelling is judged by. ``child`` is the likelier child of the two."""

    probability: float
    is_same_outlet: bool
    is_third_party: bool  # both carry an agency's name, and it is neither outlet's
    is_statement: bool  # both print the same written statement
    verbatim_small: float  # share of the shorter text's words that stand in verbatim runs
    verbatim_child: float  # the same of the child
    share_of_child: float
    narrative_words: int  # of the longest verbatim passage of narrative
    passage_words: int  # of the longest verbatim passage of narrative, with what it quotes


def _is_excerpt(evidence: Evidence, is_whole: bool, settings: RetellingSettings) -> bool:
    """Return whether a verbatim part stands inside other reporting: it is all that both have, and not most of the child."""
    if evidence.passage_words < settings.excerpt_words or evidence.is_same_outlet:
        return False
    if not is_whole or evidence.share_of_child < settings.excerpt_share:
        return True
    if evidence.narrative_words < settings.excerpt_words:
        return False
    is_all = evidence.verbatim_child >= settings.excerpt_verbatim * evidence.share_of_child
    return is_all and evidence.share_of_child < settings.excerpt_most_share


def judge_kind(evidence: Evidence, settings: RetellingSettings) -> RetellingKind:
    """Return the kind of a retelling: of what remains after the clear cases, near-verbatim is a reprint and all else a rewrite."""
    is_whole = evidence.probability >= settings.join_probability
    if _is_excerpt(evidence, is_whole, settings):
        return "excerpt"
    if evidence.is_same_outlet:
        return "update"
    is_reprint = evidence.verbatim_small >= settings.reprint_verbatim
    if (is_whole and evidence.is_third_party and is_reprint) or (not is_whole and evidence.is_statement):
        return "common_origin"
    return "reprint" if is_reprint else "rewrite"
