"""How statements stand to each other, judged by small log-linear models over named signals.

``about``: are two statements about one thing (``pairs``)? ``company``: are they, by what else the pile has that is like both
(``company``)? ``opposite``: do two statements about one thing contradict each other?
``leaning``: does a statement, seen alone, affirm what its group is about (``stances``)? ``aside``: does it take no position on
anything that others take up (``asides``)? ``concede``: does an affirmation give up what was held against it (``concessions``)?
``fact``: does a report's own sentence state what others claim (``facts``)?
The coefficients were fitted by ``training/relations`` and live in ``relations.toml``; nothing else here is learned.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from sayso.claims import score_likeness
from sayso.ledger.contents import LEAST_REVERSED, compare_figures, score_cosine, score_otherwise, score_reversed
from sayso.ledger.statements import Statement, goes_on, is_opposed, is_same_side, is_same_voice

Signals = dict[str, float]
PARTS = ("about", "company", "opposite", "leaning", "aside", "concede", "fact")

_SUREST = 30.0  # log-odds beyond which nothing changes any more
_MUCH = 2.0  # rare words that two statements share: more tell no more
LEAST_LIKELY = 0.02  # a posture that is as unlikely as that is as good as ruled out


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of signals, by name."""

    about: Mapping[str, float] = field(default_factory=dict)
    company: Mapping[str, float] = field(default_factory=dict)
    opposite: Mapping[str, float] = field(default_factory=dict)
    leaning: Mapping[str, float] = field(default_factory=dict)
    aside: Mapping[str, float] = field(default_factory=dict)
    concede: Mapping[str, float] = field(default_factory=dict)
    fact: Mapping[str, float] = field(default_factory=dict)


@cache
def read_model() -> Model:
    """Return the coefficients that ship with Sayso."""
    table = tomllib.loads(resources.files(__package__).joinpath("relations.toml").read_text("utf-8"))
    return Model(**{part: table[part] for part in PARTS})


def measure_opposite(first: Statement, second: Statement, aligned: float, *, answers: bool = False, turned: bool = False) -> Signals:
    """Return the signals that two statements about one thing say the opposite of each other.

    ``answers``: in the report ``first`` is the last thing that another voice had said of it before ``second``. ``turned``: their side
    has turned round between the two (``stances.find_turns``).
    """
    one, other = first.content, second.content
    signs = [one.matters[m] * other.matters[m] for m in one.matters.keys() & other.matters.keys()]
    cosine = score_cosine(first.vector, second.vector)
    same_unit = is_same_voice(first, second)
    same_side = is_same_side(first, second) or same_unit
    one_denies = first.denies != second.denies
    points = first.attribution.points_back or second.attribution.points_back
    one_grants = first.grants != second.grants
    one_negates = one.is_negated != other.is_negated
    opposed = is_opposed(first, second)
    later = first.published_on is not None and second.published_on is not None and first.published_on < second.published_on
    counted = compare_figures(one, other)
    reverse = score_reversed(one, other)
    otherwise = score_otherwise(one, other, turned=one_denies and not points)
    sounds = first.meaning.is_likely("deny"), second.meaning.is_likely("deny")
    return {
        "constant": 1.0,
        "goes_on": float(goes_on(first, second)),
        "reversed": 0.0 if one_denies or reverse < LEAST_REVERSED else reverse,
        "said_otherwise": min(_MUCH, otherwise) / _MUCH,
        "one_denies": float(one_denies),
        "one_denies_alike": cosine * one_denies,
        "none_denies_alike": cosine * (not one_denies and not one_negates),
        "one_denies_pointing": float(one_denies and points),
        "both_deny": float(first.denies and second.denies),
        "denial_answers": float(answers and second.denies),
        "answers": float(answers),
        "answers_opposed": float(answers and opposed),
        "matters_agree": float(sum(signs) > 0),
        "matters_oppose": float(sum(signs) < 0),
        "figures_agree": float(counted > 0),
        "figures_differ": float(counted < 0),
        "figures_differ_opposed": float(counted < 0 and opposed),
        "one_negates": float(one_negates),
        "one_negates_alike": cosine * one_negates,
        "one_negates_opposed": float(one_negates and opposed),
        "cosine": cosine * (not one_denies),
        "aligned": aligned * (not one_denies),
        "same_unit": float(same_unit) * (1 - cosine * one_denies),  # who denies the very words said before takes them back
        "same_unit_one_denies": (1 - cosine) * (same_unit and one_denies),
        "same_unit_takes_back": float(same_side and first.takes_back != second.takes_back),
        "same_side": float(same_side and not same_unit),
        "opposed": float(opposed),
        "one_is_uninvolved": float(first.has_side != second.has_side),
        "one_grants_of_side": float(one_grants and same_side),
        "one_grants_opposed": float(one_grants and opposed),
        "sides": 0.0 if points else -score_likeness(first.meaning.side, second.meaning.side),
        "sides_one_denies": 0.0 if points or not one_denies else -score_likeness(first.meaning.side, second.meaning.side),
        "one_sounds_denying": sounds[0] * (1 - sounds[1]) + sounds[1] * (1 - sounds[0]),
        "both_sound_denying": sounds[0] * sounds[1],
        "same_side_later": float(same_side and later),
        "turned": float(turned),
        "turned_by_granting": float(turned and second.grants),
        "turned_by_taking_back": float(turned and second.takes_back),
    }


def measure_leaning(statement: Statement, *, is_first: bool) -> Signals:
    """Return the signals that a statement affirms what its group is about, seen apart from the others.

    ``is_first``: it is the first of the group that asserts something.
    """
    meaning, points = statement.meaning, statement.attribution.points_back
    affirms, denies = meaning.is_likely("affirm") + meaning.is_likely("concede"), meaning.is_likely("deny")
    return {
        "constant": 1.0,
        "sounding": math.log((affirms + LEAST_LIKELY) / (denies + LEAST_LIKELY)),
        "sounding_open": meaning.is_likely("unverified"),
        "denies": float(statement.denies and not points),
        "denies_pointing": float(statement.denies and points),
        "negates": float(statement.content.is_negated),
        "grants": float(statement.grants),
        "counts": float(bool(statement.content.figures)),
        "first": float(is_first),
        "in_title": statement.in_title,
        "topic_in_title": statement.topic_in_title,
    }


def score_sum(signals: Signals, weights: Mapping[str, float]) -> float:
    """Return the log-odds that some signals give; signals without a weight give nothing."""
    return sum([weight * signals[name] for name, weight in weights.items() if name in signals])


def to_probability(log_odds: float) -> float:
    """Return the probability that some log-odds stand for."""
    return 1 / (1 + math.exp(-max(-_SUREST, min(_SUREST, log_odds))))
