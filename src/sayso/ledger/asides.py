"""Which statements are asides: they take no position on anything that others take up.

What is contested is talked about: a statement on it has its like elsewhere in the pile, an aside has few. A logistic model says how
likely a statement is one, by how much of the pile is about the same, by where in its report it stands and how often its voice speaks, and
by what it shows alone. They are set aside before anything is grouped: what is beside the matter does not decide what goes together.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from sayso.ledger.links import Links, find_least, score_fewness
from sayso.ledger.relations import Model, Signals, score_sum, to_probability
from sayso.ledger.statements import Statement, group_by_report, is_of_another
from sayso.settings import LedgerSettings

_FEW = ("constant", "taken_up", "sounds_aside", "leads", "denies", "points")  # signals that count otherwise in a small pile


def score_taken_up(links: Links, settings: LedgerSettings) -> list[float]:
    """Return how much each statement is taken up: its mean log-odds of being about the same as the few others it is closest to.

    Where it is close to fewer, the least that a link has stands for the rest. In a small pile one or two others are enough.
    """
    n, floor = min(settings.taken_up_by, math.ceil(len(links) / settings.taken_up_of)), settings.link_floor
    found = []
    for near in links:
        best = heapq.nlargest(n, [score for score in near.values() if score > floor])
        found.append((math.fsum(best) + (n - len(best)) * floor) / n)
    return found


def find_asides(
    statements: Sequence[Statement], taken_up: Sequence[float], links: Links, settings: LedgerSettings, model: Model
) -> dict[int, float]:
    """Return the asides among statements that are no copies, with the probability of it.

    A doubt is none, for it is about something (``settling``). Nor is what somebody denies, if nothing else is left that he could
    deny. A few statements do not tell what is talked about.
    """
    if len(statements) < settings.aside_from:
        return {}
    signals = AsideSignals(statements, taken_up, score_fewness(len(statements), settings))
    likely = [to_probability(score_sum(signals.measure(k), model.aside)) for k in range(len(statements))]
    asides = {k for k, each in enumerate(likely) if each > settings.aside_least and not statements[k].is_unverified}
    asides -= _find_denied(statements, links, find_least(len(links), settings), asides)
    return {k: round(likely[k], 4) for k in sorted(asides)}


def _find_denied(statements: Sequence[Statement], links: Links, least: float, asides: AbstractSet[int]) -> set[int]:
    """Return what explicit denials deny, where all that others assert and that fits them would be asides: what fits best."""
    found: set[int] = set()
    for k, denial in enumerate(statements):
        if not denial.denies or k in asides:
            continue
        said = {j: score for j, score in links[k].items() if score > least and is_of_another(statements[j], denial)}
        if said and asides >= said.keys():
            found.add(max(said, key=lambda j: (said[j], -j)))
    return found


class AsideSignals:
    """What the statements of a pile that are no copies show of being asides."""

    def __init__(self, statements: Sequence[Statement], taken_up: Sequence[float], fewness: float = 0.0) -> None:
        """``taken_up``: how much each is. ``fewness``: how small the pile is."""
        self._statements, self._taken_up, self._fewness = statements, taken_up, fewness
        self._n_of_voice = Counter(each.unit for each in statements if each.unit is not None)
        self._late: dict[int, float] = {}
        for here in group_by_report(statements).values():
            self._late |= {k: ((at + 1) / len(here)) ** 2 for at, k in enumerate(here)}

    def measure(self, k: int) -> Signals:
        """Return the signals that a statement is an aside."""
        statement = self._statements[k]
        signals = {
            "constant": 1.0,
            "taken_up": self._taken_up[k],
            "sounds_aside": statement.meaning.is_likely("other"),
            "direct": float(statement.attribution.mode == "direct"),
            "leads": 1 / (1 + statement.order[2]),
            "late": self._late[k],
            "often": math.log1p(self._n_of_voice[statement.unit or ""]),
            "counts": float(bool(statement.content.figures)),
            "hedges": float(statement.attribution.force == "hedge"),
            "topic_in_title": statement.topic_in_title,
            "unverified": float(statement.is_unverified),
            "denies": float(statement.denies),
            "points": float(statement.attribution.points_back),
        }
        return signals | {f"few_{name}": self._fewness * signals[name] for name in _FEW}
