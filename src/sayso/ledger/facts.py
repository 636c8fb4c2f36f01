"""Where a report says in its own voice what others only claim.

Of each sentence without a source, and each group, a logistic model says how likely the sentence states what the group claims: by words and
topic in common with the nearest of its claims, by numbers, by what contradicts it, and by whether the group's claim stands there retold
with its source lost. A sentence that leaves open whether it is so ("if", "reportedly") states nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.claims import MEASURED_LANGUAGE, Meaning, read_meaning
from sayso.ledger.answering import has_own_words
from sayso.ledger.contents import Content, Vector, contradicts, find_vector, is_reversed, read_content, score_cosine
from sayso.ledger.ground import Ground
from sayso.ledger.likeness import Crowd, Doubles
from sayso.ledger.propositions import Group
from sayso.ledger.relations import Model, Signals, score_sum
from sayso.ledger.statements import Statement, tokens_within
from sayso.lexicon import write_pattern
from sayso.model import Span
from sayso.text import fold_marks

Facts = list[tuple[str, Span]]

_MOST_WORDINGS = 40
_DIGITS = 5
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that a report says in its own voice, with what tells what it is about."""

    report: str
    span: Span
    content: Content
    vector: Vector
    meaning: Meaning


def find_facts(groups: Sequence[Group], ground: Ground, model: Model) -> list[Facts]:
    """Return for each group the sentences that state it as fact, as ``(report, span)``, in the order of the reports."""
    affirming = [group.with_stance("affirm", "concede") for group in groups]
    claims = [choose_claims(each, group.with_stance("deny")) for each, group in zip(affirming, groups, strict=True)]
    retold, nearest = find_retold(affirming, ground), _Nearest(claims)
    facts: list[Facts] = [[] for _ in groups]
    for sentence in read_narrative(ground):
        again = retold.get((sentence.report, sentence.span.start), ())
        for k, words, topic in nearest.find(sentence, model, again, ground.settings.fact_least):
            signals = measure_fact(sentence, claims[k], words, topic, is_retold=k in again)
            if score_sum(signals, model.fact) > ground.settings.fact_least and not _says_contrary(sentence, claims[k]):
                facts[k].append((sentence.report, sentence.span))
    return facts


def measure_fact(sentence: Sentence, claims: Sequence[Statement], words: float, topic: float, *, is_retold: bool) -> Signals:
    """Return the signals that a sentence states what a group claims.

    ``words`` and ``topic``: cosines of both with the nearest of the claims. ``is_retold``: one of them stands there, its source lost.
    """
    votes = [contradicts(sentence.content, claim.content) for claim in claims]
    mine = sentence.content.numbers
    return _measure_cheaply(sentence, words, topic, is_retold=is_retold) | {
        "contradicts": (sum(vote is True for vote in votes) - sum(vote is False for vote in votes)) / max(1, len(votes)),
        "numbers": float(any(mine & claim.content.numbers for claim in claims)),
    }


def _says_contrary(sentence: Sentence, claims: Sequence[Statement]) -> bool:
    """Return whether a sentence says the contrary of the claim that it is most like: "The roof did not fall" of that it fell."""
    nearest = max(claims, key=lambda claim: score_cosine(sentence.vector, claim.vector))
    return is_reversed(sentence.content, nearest.content)


def _measure_cheaply(sentence: Sentence, words: float, topic: float, *, is_retold: bool) -> Signals:
    return {
        "constant": 1.0,
        "words": words,
        "topic_squared": max(0.0, topic) ** 2,
        "sounds_aside": sentence.meaning.is_likely("other"),
        "sounds_denying": sentence.meaning.is_likely("deny"),
        "retold": float(is_retold),
    }


def read_narrative(ground: Ground) -> Iterator[Sentence]:
    """Yield what reports say in their own voice, but for what they leave open, in the order of the reports."""
    for report in (each for each in ground.reports if each.language in (None, MEASURED_LANGUAGE)):
        reading = ground.readings[report.id]
        for (start, end), meaning in zip(reading.narrative, reading.own_meanings, strict=True):
            span = Span.cut(report.text, start, end)
            if not _is_hedged(span.text):
                content = read_content(tokens_within(report, [span]), ground.standins)
                yield Sentence(report.id, span, content, find_vector(content), read_meaning(meaning))


def find_retold(affirming: Sequence[Sequence[Statement]], ground: Ground) -> dict[tuple[str, int], list[int]]:
    """Return the groups whose claims stand, retold and without a source, in a sentence: by report and the sentence's start.

    ``affirming``: the claims of each group.
    """
    said_in: dict[str, list[tuple[int, Statement]]] = defaultdict(list)
    for k, claims in enumerate(affirming):
        for statement in claims:
            said_in[statement.report].append((k, statement))
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for (child, parent), stretches in sorted(ground.family.links.items()):
        for (start, end), (child_start, child_end) in stretches:
            said = {k for k, s in said_in.get(parent, ()) if any(p.start < end and start < p.end for p in s.attribution.content)}
            for a, b in ground.readings[child].narrative:
                if a < child_end and child_start < b:
                    found[child, a] += sorted(said - {*found[child, a]})
    return found


def choose_claims(affirming: Iterable[Statement], denying: Iterable[Statement] = ()) -> list[Statement]:
    """Return what a group claims, each wording once and not more than can be compared with every sentence.

    Where nobody is quoted as claiming it, that is what is denied in so many words: "denied that it had polluted the stream".
    """
    said = [s for s in affirming if s.asserts] or [s for s in denying if s.denies and has_own_words(s)]
    wordings: dict[frozenset[str], Statement] = {}
    for statement in said:
        wordings.setdefault(frozenset(statement.vector), statement)
    return list(wordings.values())[:_MOST_WORDINGS]


class _Nearest:
    """Finds for a sentence the groups that it may state, by all of their claims at once."""

    def __init__(self, claims: Sequence[Sequence[Statement]]) -> None:
        wordings = [(k, claim) for k, each in enumerate(claims) for claim in each]
        contents = [claim.content for _, claim in wordings]
        numbers = np.array([k for k, _ in wordings], np.int64)
        self._first = np.flatnonzero(np.diff(numbers, prepend=-1))
        self._groups: NDArray[np.int64] = numbers[self._first]
        self._sizes = np.diff(self._first, append=len(wordings))
        self._crowd = Crowd([claim.vector for _, claim in wordings])
        self._matters, self._spoken_of = Crowd([each.matters for each in contents]), Crowd([_mark(each.matters) for each in contents])
        self._numbers = Crowd([_mark(sorted(each.numbers)) for each in contents])
        self._negated = np.array([each.is_negated for each in contents], bool)
        self._topics = np.stack([claim.meaning.topic for _, claim in wordings]) if wordings else None

    def find(self, sentence: Sentence, model: Model, retold: Sequence[int], least: float) -> list[tuple[int, float, float]]:
        """Return the groups that it states, but for what rounding hides, with its cosines of words and of topics with the nearest claim."""
        if self._topics is None:
            return []
        topics = (self._topics @ sentence.meaning.topic).astype(np.float64).round(_DIGITS)
        words = self._crowd.score(sentence.vector)
        topic, nearest = np.maximum.reduceat(topics, self._first), np.maximum.reduceat(words, self._first)
        signals = {
            "words": nearest,
            "topic_squared": np.maximum(0.0, topic) ** 2,
            "retold": np.isin(self._groups, retold),
            "contradicts": np.add.reduceat(self._vote(sentence.content, words), self._first) / self._sizes,
            "numbers": np.maximum.reduceat(self._numbers.sum(_mark(sorted(sentence.content.numbers))) > 0, self._first),
        }
        total = score_sum(_measure_cheaply(sentence, 0.0, 0.0, is_retold=False), model.fact)
        reached = sum((model.fact.get(name, 0.0) * values for name, values in signals.items()), np.full(len(self._groups), total))
        return [(int(self._groups[at]), float(nearest[at]), float(topic[at])) for at in (reached > least - _SLACK).nonzero()[0]]

    def _vote(self, content: Content, words: Doubles) -> Doubles:
        """Return for each claim 1 where ``contradicts`` says so, -1 where it says not, 0 where nothing tells. ``words``: the cosines."""
        by_matter = np.where(self._matters.sum(content.matters) < 0, 1.0, -1.0)
        by_negation = np.where(self._negated != content.is_negated, 1.0, np.where(words > 0, -1.0, 0.0))
        votes: Doubles = np.where(self._spoken_of.sum(_mark(content.matters)) > 0, by_matter, by_negation)
        return votes


def _mark(features: Iterable[str]) -> dict[str, float]:
    return dict.fromkeys(features, 1.0)


@cache
def _hedges() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{write_pattern('stances', 'not_as_fact')}|{write_pattern('hedges', 'unknown')})\b", re.IGNORECASE)


def _is_hedged(text: str) -> bool:
    """Return whether a sentence leaves open whether it is so."""
    return _hedges().search(fold_marks(text)) is not None or text.rstrip("”’\"' ").endswith("?")
