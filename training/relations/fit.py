"""What can be fitted in one stroke: logistic regressions, each with one best answer.

about               of every two statements that the gold knows: are they about one proposition?
company             the same, given what the first come to, and with what else in the pile the two are likely about one thing
opposite, leaning   of each statement, given the signs of all others of its proposition: does it affirm or deny? (Pseudo-likelihood of
                    the Ising model of ``ledger.stances``: Besag, The Statistician 24, 1975.)
aside               of each statement, given how much it is taken up: does the gold say that it takes no position?
concede             of each statement that the models so far take for an affirmation: does the gold say that it concedes?
fact                of each report and each proposition, by the sentence that states it best: does the gold say that it states it as fact?
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.asides import AsideSignals
from sayso.ledger.company import Company
from sayso.ledger.concessions import Past
from sayso.ledger.contents import score_cosine
from sayso.ledger.facts import choose_claims, find_retold, measure_fact, read_narrative
from sayso.ledger.grouping import group_statements
from sayso.ledger.links import score_fewness
from sayso.ledger.pairs import Pairs
from sayso.ledger.propositions import find_groups
from sayso.ledger.relations import Model, Signals, measure_leaning, measure_opposite, score_sum
from sayso.ledger.stances import find_answered, find_turns, has_turned
from sayso.settings import LedgerSettings
from training.relations.lessons import SIGNS, Lesson

Weights = dict[str, float]
Floats = NDArray[np.float64]

_NEAREST = 24  # partners of a statement, as in ``ledger.stances``
# what the weights of two statements are pulled towards: that denying the same words contradicts them is logic, and few piles show it
_PRIOR = {
    "sounding": 0.7,
    "denies": -2.0,
    "denies_pointing": -2.0,
    "said_otherwise": 1.0,
    "one_denies": 0.75,
    "one_denies_alike": 2.7,
    "denial_answers": 1.2,
    "matters_oppose": 1.0,
    "matters_agree": -1.0,
    "same_unit": -2.0,
    "same_unit_one_denies": -2.3,
    "same_side": -1.2,
    "same_side_later": 3.0,
    "opposed": 1.6,
    "both_deny": -1.2,
    "none_denies_alike": -0.5,
    "one_sounds_denying": 1.7,
    "sides": 1.1,
    "turned": 2.0,
    "turned_by_granting": 1.0,
    "turned_by_taking_back": 1.0,
}
_PAIR_SHARE = 0.5  # partners know each other's signs only by guessing: their pull is halved


def fit_about(lessons: Sequence[Lesson], penalty: float = 1e-4) -> Weights:
    """Return the weights of ``about``; each pile counts alike."""
    names, rows, targets, weights = [], [], [], []
    for lesson in lessons:
        own = lesson.own
        pairs = Pairs([lesson.statements[k] for k in own])
        known = [n for n, k in enumerate(own) if lesson.said[k] is not None]
        n_before = sum(map(len, targets))
        for at, n in enumerate(known):
            signals, rest = pairs.measure(n), known[at + 1 :]
            names = list(signals)
            rows.append(np.stack([signals[name][rest] for name in names], axis=1))
            mine = lesson.said[own[n]] or {}
            targets.append([float(bool(mine.keys() & (lesson.said[own[m]] or {}).keys())) for m in rest])
        n_pairs = sum(map(len, targets)) - n_before
        weights.append(np.full(n_pairs, 1 / max(1, n_pairs)))
    return _regress(names, np.concatenate(rows), np.concatenate(targets), np.concatenate(weights), penalty)


def fit_company(lessons: Sequence[Lesson], about: Weights, settings: LedgerSettings, penalty: float = 1e-3) -> Weights:
    """Return the weights of ``company``, given those of ``about``."""
    return fit_more([[*_list_company(lesson, about, settings)] for lesson in lessons], penalty)


def _list_company(lesson: Lesson, about: Weights, settings: LedgerSettings) -> Iterator[tuple[Signals, float, bool]]:
    """Yield for every two statements that the gold knows what their company shows, their log-odds alone, and whether they are one."""
    statements, said = ([each[k] for k in lesson.own] for each in (lesson.statements, lesson.said))
    fewness = score_fewness(len(statements), settings)
    pairs, company = Pairs(statements, fewness), Company(len(statements), settings.company_from, fewness)
    scores = [pairs.score(k, about) for k in range(len(statements))]
    for k, row in enumerate(scores):
        company.tell(k, row)
    known = [k for k, stances in enumerate(said) if stances is not None]
    for at, k in enumerate(known):
        signals = company.measure(k, known[:at], scores[k][known[:at]])
        for n, j in enumerate(known[:at]):
            is_one = bool((said[k] or {}).keys() & (said[j] or {}).keys())
            yield {name: float(values[n]) for name, values in signals.items()}, float(scores[k][j]), is_one


def fit_stances(lessons: Sequence[Lesson], penalty: float = 0.03, penalty_alone: float = 0.003) -> tuple[Weights, Weights]:
    """Return the weights of ``opposite`` and of ``leaning``; of two propositions the larger counts for the root of its size."""
    rows, weights = [], []
    for alone, against, n in (row for lesson in lessons for row in list_signs(lesson)):
        rows.append((alone, against))
        weights.append(n**-0.5)
    lean, oppose = (sorted({name for row in rows for name in row[side]}) for side in (0, 1))
    x = np.array([[row[0].get(name, 0.0) for name in lean] + [row[1].get(name, 0.0) for name in oppose] for row in rows])
    prior = np.array([_PRIOR.get(name, 0.0) for name in (*lean, *oppose)])
    pull = np.array([penalty_alone] * len(lean) + [penalty] * len(oppose))
    weight = np.array(weights) / np.sum(weights)

    def gradient(w: Floats) -> Floats:
        found: Floats = -x.T @ (weight * _logistic(-(x @ w))) + pull * (w - prior)
        return found

    found = descend(gradient, prior)
    return _name(oppose, _PAIR_SHARE * found[len(lean) :]), _name(lean, found[: len(lean)])


def fit_aside(lessons: Sequence[Lesson], model: Model, settings: LedgerSettings, penalty: float = 1e-4) -> Weights:
    """Return the weights of ``aside``, given those of ``about`` and ``company``; each pile counts alike."""
    rows, targets, weights = [], [], []
    for lesson in lessons:
        taken_up = group_statements(lesson.statements, lesson.aligned, settings, model).taken_up
        signals = AsideSignals([lesson.statements[k] for k in lesson.own], [*taken_up.values()])
        known = [(n, said) for n, k in enumerate(lesson.own) if (said := lesson.said[k]) is not None]
        for n, said in known:
            rows.append(signals.measure(n))
            targets.append(float(not said))
            weights.append(1 / len(known))
    return _regress_on(rows, targets, weights, penalty)


def fit_concede(lessons: Sequence[Lesson], model: Model, settings: LedgerSettings, penalty: float = 1e-3) -> Weights:
    """Return the weights of ``concede``, given all that come before it in a model."""
    rows, targets = zip(*(found for lesson in lessons for found in list_concessions(lesson, model, settings)), strict=True)
    return _regress_on(rows, targets, np.ones(len(rows)), penalty)


def list_concessions(lesson: Lesson, model: Model, settings: LedgerSettings) -> Iterator[tuple[Signals, float]]:
    """Yield what each affirmation shows, under a model by which nobody concedes, and 1 where the gold says that it is a concession."""
    for group in find_groups(lesson.statements, lesson.aligned, settings, replace(model, concede={"constant": -99.0})):
        past = Past()
        for k, (stance, _) in group.stances.items():
            said, statement = lesson.said[k], lesson.statements[k]
            if k in lesson.aligned.copies:
                continue
            is_conceded = stance == "affirm" and said is not None and "concede" in said.values()
            if stance == "affirm" and said is not None:
                yield past.measure(statement), float(is_conceded)
            past.add(statement, "concede" if is_conceded else stance)


def fit_fact(lessons: Sequence[Lesson], penalty: float = 1e-4, n_rounds: int = 5) -> Weights:
    """Return the weights of ``fact``, given the gold's own groups.

    The gold says which reports state a proposition as fact, not where: of a report's sentences the likeliest so far is the one meant.
    """
    candidates = [found for lesson in lessons for found in list_facts(lesson)]
    weights: Weights = {"words": 1.0, "topic_squared": 2.0}
    targets = [float(is_stated) for _, is_stated in candidates]
    for _ in range(n_rounds):
        best = [max(sentences, key=lambda signals: score_sum(signals, weights)) for sentences, _ in candidates]
        weights = _regress_on(best, targets, np.ones(len(best)), penalty)
    return weights


def list_facts(lesson: Lesson) -> Iterator[tuple[list[Signals], bool]]:
    """Yield for each proposition and report what each sentence of its own shows, and whether it states the proposition as fact."""
    told = lesson.gold["propositions"]
    affirming = [
        [lesson.statements[k] for k in lesson.own if (lesson.said[k] or {}).get(each["id"]) in ("affirm", "concede")] for each in told
    ]
    retold, sentences = find_retold(affirming, lesson.ground), list(read_narrative(lesson.ground))
    for k, proposition in enumerate(told):
        claims = choose_claims(affirming[k])
        by_report: dict[str, list[Signals]] = {}
        for each in sentences if claims else ():
            words = max(score_cosine(each.vector, claim.vector) for claim in claims)
            topic = max(float(each.meaning.topic @ claim.meaning.topic) for claim in claims)
            is_retold = k in retold.get((each.report, each.span.start), ())
            by_report.setdefault(each.report, []).append(measure_fact(each, claims, words, topic, is_retold=is_retold))
        for report, found in by_report.items():
            yield found, report in proposition["stated_as_fact"]


def list_signs(lesson: Lesson) -> Iterator[tuple[Signals, Signals, int]]:
    """Yield for each statement that takes a side, but for explicit denials, what it shows alone, what its partners show, and their number.

    Both are times its sign: with weights they add up to the log-odds that it stands where the gold says, where all others do.
    """
    statements = lesson.statements
    for proposition in lesson.gold["propositions"]:
        sign = {
            k: SIGNS[said[proposition["id"]]]
            for k in lesson.own
            if (said := lesson.said[k]) and said.get(proposition["id"]) in SIGNS and not statements[k].is_unverified
        }
        taking = [*sign]
        first = next((k for k in taking if statements[k].asserts), None)
        against: dict[int, dict[str, float]] = {k: {} for k in taking}
        turns = find_turns(taking, statements)
        for at, k in enumerate(taking):
            answered = find_answered(k, taking, statements)
            for j in taking[max(0, at - _NEAREST) : at]:
                both, turned = (statements[j], statements[k]), has_turned(statements[j], statements[k], turns)
                signals = measure_opposite(*both, lesson.aligned.get((j, k), 0.0), answers=j == answered, turned=turned)
                for one, other in ((j, k), (k, j)):
                    for name, value in signals.items():
                        against[one][name] = against[one].get(name, 0.0) - 2 * sign[one] * sign[other] * value
        for k in (each for each in taking if not statements[each].denies):
            alone = measure_leaning(statements[k], is_first=k == first)
            yield {name: 2 * sign[k] * value for name, value in alone.items()}, against[k], len(taking)


def _regress_on(rows: Sequence[Signals], targets: Sequence[float], weights: Sequence[float] | Floats, penalty: float) -> Weights:
    """Return the weights of signals by which rows of them are told apart."""
    names = list(rows[0])
    return _regress(names, np.array([[row[name] for name in names] for row in rows]), np.array(targets), np.array(weights), penalty)


def _regress(names: Sequence[str], x: Floats, y: Floats, weight: Floats, penalty: float) -> Weights:
    """Return the weights of a logistic regression, from rows of signals ``(rows, names)``, targets and the rows' own weights."""
    share = weight / weight.sum()

    def gradient(w: Floats) -> Floats:
        found: Floats = x.T @ (share * (_logistic(x @ w) - y)) + penalty * w
        return found

    return _name(names, descend(gradient, np.zeros(len(names))))


def fit_more(piles: Sequence[Sequence[tuple[Weights, float, bool]]], penalty: float) -> Weights:
    """Return the weights of some signals, given what all others come to in log-odds: of rows of signals, that sum, and what is right.

    Of two piles the one with more rows counts for more by the root.
    """
    rows = [row for pile in piles for row in pile]
    share = np.array([len(pile) ** -0.5 for pile in piles for _ in pile])
    share /= share.sum()
    names = [*rows[0][0]]
    x = np.array([[signals[name] for name in names] for signals, _, _ in rows])
    given, sign = np.array([sums for _, sums, _ in rows]), np.array([1.0 if is_right else -1.0 for _, _, is_right in rows])

    def gradient(w: Floats) -> Floats:
        found: Floats = -x.T @ (share * sign * _logistic(-sign * (given + x @ w))) + penalty * w
        return found

    return _name(names, descend(gradient, np.zeros(len(names))))


def descend(gradient: Callable[[Floats], Floats], w: Floats, n_steps: int = 2000, rate: float = 0.05) -> Floats:
    """Return where Adam arrives from ``w``, with a rate that falls to nothing."""
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, n_steps + 1):
        g = gradient(w)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w = w - rate * (1 - step / n_steps) * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def _logistic(x: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-np.clip(x, -30, 30)))
    return found


def _name(names: Sequence[str], weights: Floats) -> Weights:
    return dict(zip(names, map(float, weights), strict=True))
