"""Where a report says in its own voice what others only claim.

A sentence without a source states a proposition as fact if it is a claim of the proposition retold with its source lost, or if its
words say clearly the same, about the same place, body or person, and nothing in it says "if" or "reportedly".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from sayso.claims import MEASURED_LANGUAGE
from sayso.ledger.contents import Content, Vector, contradicts, find_vector, normalise, read_content
from sayso.ledger.ground import Ground
from sayso.ledger.likeness import Crowd, Doubles
from sayso.ledger.propositions import Group
from sayso.ledger.statements import Statement, tokens_within
from sayso.lexicon import write_pattern
from sayso.model import Span
from sayso.text import fold_marks

Facts = list[tuple[str, Span]]

_MOST_WORDINGS = 40


def find_facts(groups: Sequence[Group], ground: Ground) -> list[Facts]:
    """Return for each group the sentences that state it as fact, as ``(report, span)``, in the order of the reports."""
    retold, likeness = _find_retold(groups, ground), _Likeness(groups)
    facts: list[Facts] = [[] for _ in groups]
    for report in (each for each in ground.reports if each.language in (None, MEASURED_LANGUAGE)):
        for start, end in ground.readings[report.id].narrative:
            span = Span.cut(report.text, start, end)
            if _is_hedged(span.text):
                continue
            content = read_content(tokens_within(report, [span]), ground.standins)
            scores = likeness.score(find_vector(content))
            for k in retold.get((report.id, start), ()):
                if scores[k] >= ground.settings.retold_fact_similarity and not _says_opposite(content, groups[k]):
                    facts[k].append((report.id, span))
            best = int(scores.argmax()) if len(scores) else 0
            if len(scores) and scores[best] >= ground.settings.fact_similarity and _is_about_same(content, groups[best]):
                facts[best].append((report.id, span))
    return [list(dict.fromkeys(found)) for found in facts]


def _find_retold(groups: Sequence[Group], ground: Ground) -> dict[tuple[str, int], list[int]]:
    """Return the groups whose claims stand, retold and without a source, in a sentence: by report and the sentence's start."""
    affirming: dict[str, list[tuple[int, Statement]]] = defaultdict(list)
    for k, group in enumerate(groups):
        for statement in group.with_stance("affirm", "concede"):
            affirming[statement.report].append((k, statement))
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for (child, parent), stretches in sorted(ground.family.links.items()):
        for (start, end), (child_start, child_end) in stretches:
            said = {k for k, s in affirming.get(parent, ()) if any(p.start < end and start < p.end for p in s.attribution.content)}
            for a, b in ground.readings[child].narrative:
                if a < child_end and child_start < b:
                    found[child, a] += sorted(said - {*found[child, a]})
    return found


class _Likeness:
    """How much a sentence resembles each group: cosine with the nearest of its claims, or with all of them together."""

    def __init__(self, groups: Sequence[Group]) -> None:
        wordings = [(k, vector) for k, group in enumerate(groups) for vector in (normalise(group.vector), *_choose_claims(group))]
        self._groups = np.array([k for k, _ in wordings], np.int64)
        self._first = np.flatnonzero(np.diff(self._groups, prepend=-1))
        self._crowd = Crowd([vector for _, vector in wordings])

    def score(self, vector: Vector) -> Doubles:
        """Return the likeness with each group."""
        scores = self._crowd.score(vector)
        return np.maximum.reduceat(scores, self._first) if len(scores) else scores


def _choose_claims(group: Group) -> list[Vector]:
    """Return what a group claims, each wording once and not more than can be compared with every sentence."""
    wordings: dict[frozenset[str], Vector] = {}
    for statement in group.with_stance("affirm", "concede"):
        if statement.asserts:
            wordings.setdefault(frozenset(statement.vector), statement.vector)
    return list(wordings.values())[:_MOST_WORDINGS]


def _claims_of(group: Group) -> Iterator[Content]:
    yield from (s.content for s in group.with_stance("affirm", "concede") if s.asserts)


def _says_opposite(content: Content, group: Group) -> bool:
    """Return whether most of the group's claims say the opposite."""
    votes = [contradicts(content, claim) for claim in _claims_of(group)]
    return sum(vote is True for vote in votes) > sum(vote is False for vote in votes)


def _is_about_same(content: Content, group: Group) -> bool:
    return any(content.names & claim.names for claim in _claims_of(group)) and not _says_opposite(content, group)


@cache
def _hedges() -> re.Pattern[str]:
    return re.compile(rf"\b{write_pattern('stances', 'not_as_fact')}\b", re.IGNORECASE)


def _is_hedged(text: str) -> bool:
    """Return whether a sentence leaves open whether it is so."""
    return _hedges().search(fold_marks(text)) is not None or text.rstrip("”’\"' ").endswith("?")
