"""What is fitted to small piles: how the weights of ``about`` and of ``aside`` bend where there are few statements.

A small pile is a probe (``tests/probes``) whose statements have keys: those of one key are about one thing, and those of none are asides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.ledger.asides import AsideSignals
from sayso.ledger.grouping import group_statements
from sayso.ledger.links import score_fewness
from sayso.ledger.pairs import Pairs
from sayso.ledger.relations import Model, score_sum
from sayso.ledger.retold import Aligned
from sayso.ledger.statements import Statement
from sayso.settings import LedgerSettings
from training.relations.fit import Weights, fit_more
from training.relations.marked import MarkedPile, read_marked

PREFIX = "few"  # of the names of the signals
Row = tuple[Weights, float, bool]  # the signals of small piles, what all others come to, and what is right


@dataclass(frozen=True)
class SmallPile:
    """The statements of a small pile that are no copies, and the key of each: empty for an aside, None where nothing is known of it."""

    statements: Sequence[Statement]
    keys: Sequence[str | None]


def read_small(path: Path) -> list[SmallPile]:
    """Return the small piles of a file of probes."""
    return [_leave_copies(pile) for pile in read_marked(path)]


def _leave_copies(pile: MarkedPile) -> SmallPile:
    marks = [pile.marks[k] for k in pile.own]
    return SmallPile([pile.statements[k] for k in pile.own], [mark.key if mark else None for mark in marks])


def fit_few(piles: Sequence[SmallPile], about: Mapping[str, float], settings: LedgerSettings, penalty: float = 4e-4) -> Weights:
    """Return the weights of the signals of small piles, given all others of ``about``."""
    rest = _leave_rest(about)
    return fit_more([[*_list_pairs(pile, rest, settings)] for pile in piles], penalty)


def fit_few_aside(piles: Sequence[SmallPile], model: Model, settings: LedgerSettings, penalty: float = 1e-3) -> Weights:
    """Return the weights of the signals of small piles, given all others of ``aside``, and all of ``about``."""
    rest = _leave_rest(model.aside)
    return fit_more([[*_list_asides(pile, model, rest, settings)] for pile in piles], penalty)


def _leave_rest(weights: Mapping[str, float]) -> Weights:
    return {name: weight for name, weight in weights.items() if not name.startswith(PREFIX)}


def _list_pairs(pile: SmallPile, about: Weights, settings: LedgerSettings) -> Iterator[Row]:
    """Yield for every two statements that have keys whether it is one."""
    pairs = Pairs(pile.statements, score_fewness(len(pile.statements), settings))
    known = [k for k, key in enumerate(pile.keys) if key]
    for at, k in enumerate(known):
        signals = {name: values for name, values in pairs.measure(k).items() if name.startswith(PREFIX)}
        scores = pairs.score(k, about)
        for j in known[:at]:
            yield {name: float(values[j]) for name, values in signals.items()}, float(scores[j]), pile.keys[k] == pile.keys[j]


def _list_asides(pile: SmallPile, model: Model, aside: Weights, settings: LedgerSettings) -> Iterator[Row]:
    """Yield for every statement of which something is known whether it is an aside."""
    fewness = score_fewness(len(pile.statements), settings)
    found = group_statements(pile.statements, Aligned({}), settings, model)
    shown = AsideSignals(pile.statements, [*found.taken_up.values()], fewness)
    for k, key in enumerate(pile.keys):
        if key is not None:
            signals = shown.measure(k)
            few = {name: value for name, value in signals.items() if name.startswith(PREFIX)}
            yield few, score_sum(signals, aside), not key
