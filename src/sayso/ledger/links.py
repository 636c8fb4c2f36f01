"""Which statements may go together at all, and how well they fit: those that are likeliest about one thing, for each of them."""

from __future__ import annotations

import math
from collections.abc import Callable

from sayso.ledger.likeness import Doubles, find_highest
from sayso.ledger.pairs import Pairs
from sayso.ledger.relations import Model
from sayso.settings import LedgerSettings

# for each statement the log-odds with those that it may go with; minus infinity with what is like it, and yet about another thing
Links = list[dict[int, float]]


def find_links(pairs: Pairs, settings: LedgerSettings, model: Model, tell: Callable[[int, Doubles], None]) -> Links:
    """Return for each statement those that it may go with, or seems to, both ways; ``tell`` is told its log-odds with all."""
    links: Links = [{} for _ in pairs.statements]
    for k in range(len(links)):
        scores = pairs.score(k, model.about)
        tell(k, scores)
        scores[k] = -math.inf
        near = find_highest(scores, (scores > settings.link_floor).nonzero()[0], settings.most_links)
        for j, score in zip(near, scores[near].tolist(), strict=True):
            if j not in links[k]:
                links[k][j] = links[j][k] = -math.inf if pairs.is_apart(k, j) else score
    return links


def find_least(n_statements: int, settings: LedgerSettings) -> float:
    """Return how well two groups must fit to be joined, in log-odds: better where there are few statements."""
    return settings.link_least + settings.link_few_more * score_fewness(n_statements, settings)


def score_fewness(n_statements: int, settings: LedgerSettings) -> float:
    """Return how small a pile of so many statements is, from 0, which is not small, to 1."""
    return max(0.0, 1 - n_statements / settings.link_few)
