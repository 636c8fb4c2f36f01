"""Fits the two models of ``src/sayso/ledger/relations.py`` and writes their coefficients to ``relations.toml`` beside it.

    python training/train_relations.py PILE... [--write] [--folds]

Each PILE is a folder with ``reports.jsonl`` and ``gold.json``. Sayso reads it as it would any pile; the statements that it finds are
matched with those of the gold. None of the text is kept: only one coefficient for each signal.

same, none   mention ranking: of a statement's candidates and "nothing said before", those that the gold puts into its proposition
             are to have the most of the probability
opposite     logistic regression over every two statements of a proposition: do they stand on different sides of it?

``--folds`` leaves out one pile at a time and prints what the quality gate measures on it. Needs numpy, which the product does not.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.quality.matching import match_best_first, score_overlap
from bench.quality.measures import flatten, score_pile
from bench.quality.places import find_content
from sayso.desk.case import Case
from sayso.desk.painting import Pile, Traced, trace_pile
from sayso.desk.work import Work
from sayso.ledger import CaseStore, picture_to_document, weigh_claims
from sayso.ledger.grouping import Grouper, iterate_choices, measure_none
from sayso.ledger.relations import Model, measure_opposite
from sayso.ledger.weigh import Ground, lay_ground
from sayso.model import Picture, Report
from sayso.settings import LedgerSettings

TARGET = Path(__file__).parents[1] / "src" / "sayso" / "ledger" / "relations.toml"
SETTINGS = LedgerSettings()
_NEAREST = 24
_SIGNS = {"affirm": 1, "concede": 1, "deny": -1}
_SHOWN = (
    "headline",
    "attributions.stance_accuracy",
    "propositions.central.found",
    "propositions.central.affirm.f1",
    "propositions.central.deny.f1",
    "propositions.central.independent_inside",
    "propositions.central.affirming_voices_exact",
    "propositions.central.status_accuracy",
    "propositions.all.found",
    "propositions.all.affirm.f1",
    "propositions.all.deny.f1",
    "propositions.all.independent_inside",
    "propositions.all.affirming_voices_exact",
    "propositions.all.status_accuracy",
    "propositions.all.stated_as_fact.f1",
    "figures.f1",
)


@dataclass(frozen=True)
class Lesson:
    """A pile that was read, and what its gold says of each statement: ``{proposition: stance}``, None where it says nothing."""

    name: str
    reports: tuple[Report, ...]
    traced: Traced
    ground: Ground
    said: tuple[dict[str, str] | None, ...]
    raw: Sequence[dict[str, Any]]
    gold: dict[str, Any]


def read_lesson(folder: Path) -> Lesson:
    """Return a pile with its answers."""
    raw = [json.loads(line) for line in (folder / "reports.jsonl").read_text("utf-8").split("\n") if line.strip()]
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    store = CaseStore.open(None)
    Case(store).read([folder / "reports.jsonl"])
    pile = Pile(store.reports())
    traced = trace_pile(pile.reports, Work(store))
    ground = lay_ground(pile.reports, traced.readings, traced.family, SETTINGS)
    return Lesson(folder.name, pile.reports, traced, ground, tuple(_match(ground, raw, gold)), raw, gold)


def _match(ground: Ground, raw: Sequence[dict[str, Any]], gold: dict[str, Any]) -> list[dict[str, str] | None]:
    reports = {record["id"]: record for record in raw}
    spans = [
        frozenset(at for part in s.attribution.content for at in range(part.start, part.end)) if s.report in gold["annotated"] else None
        for s in ground.statements
    ]
    candidates = []
    for g, attribution in enumerate(gold["attributions"]):
        places = find_content(reports[attribution["report"]], attribution)
        for k, mine in enumerate(spans):
            if mine and ground.statements[k].report == attribution["report"] and (overlap := score_overlap(places, mine)) >= 0.5:
                candidates.append((overlap, g, k))
    meant = {k: gold["attributions"][g] for g, k in match_best_first(candidates).items()}
    return [_stances_of(meant[k]) if k in meant else None for k in range(len(ground.statements))]


def _stances_of(attribution: dict[str, Any]) -> dict[str, str]:
    pairs = [attribution, *(attribution.get("also") or ())]
    return {each["proposition"]: each["stance"] for each in pairs if each.get("proposition")}


def _find_right(lesson: Lesson) -> tuple[dict[int, int], dict[int, dict[str, str]]]:
    """Return, by statement, the first one of its gold group, and what the gold says; of what it says nothing, by what was retold."""
    said: dict[int, dict[str, str]] = {k: mine for k, mine in enumerate(lesson.said) if mine is not None}
    for (j, k), score in sorted(lesson.ground.aligned.items(), key=lambda item: -item[1]):
        if score >= 0.9:
            said.setdefault(k, said[j]) if j in said else (said.setdefault(j, said[k]) if k in said else None)
    first: dict[str, int] = {}
    right: dict[int, int] = {}
    for k in sorted(said):
        known = [first[p] for p in said[k] if p in first]
        right[k] = known[0] if known else k
        for proposition in said[k]:
            first.setdefault(proposition, right[k])
    return right, said


def list_choices(lesson: Lesson) -> list[tuple[list[dict[str, float]], dict[str, float], list[bool]]]:
    """Return for each statement its candidates' signals, its own, and which choices are right, "nothing" last."""
    choices = []
    right, said = _find_right(lesson)
    grouper = Grouper(lesson.ground.statements, lesson.ground.aligned, SETTINGS)
    for k, candidates in iterate_choices(grouper, right):
        mine = lesson.said[k]
        if mine is None:
            continue
        signals, fits = [], []
        for g, each in candidates:
            theirs = said.get(grouper.groups[g].members[0])
            if theirs is None or (not mine and not theirs):
                continue  # the gold says nothing of these two
            signals.append(each)
            fits.append(bool(mine.keys() & theirs.keys()))
        choices.append((signals, measure_none(grouper.statements[k]), [*fits, not any(fits)]))
    return choices


def list_pairs(lesson: Lesson) -> list[tuple[dict[str, float], bool]]:
    """Return the signals of every two statements of a proposition, and whether they stand on different sides of it."""
    pairs = []
    statements, aligned = lesson.ground.statements, lesson.ground.aligned
    for proposition in lesson.gold["propositions"]:
        inside = [
            (k, _SIGNS[said[proposition["id"]]])
            for k, said in enumerate(lesson.said)
            if said and said.get(proposition["id"]) in _SIGNS and not statements[k].is_unverified
        ]
        for at, (k, sign) in enumerate(inside):
            for j, other in inside[max(0, at - _NEAREST) : at]:
                pairs.append((measure_opposite(statements[j], statements[k], aligned.get((j, k), 0.0)), sign != other))
    return pairs


def fit_ranking(lessons: Sequence[Lesson], penalty: float) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of ``same`` and ``none`` that make the right choices likeliest."""
    choices = [choice for lesson in lessons for choice in list_choices(lesson)]
    same = sorted({name for signals, _, _ in choices for each in signals for name in each})
    none = sorted({name for _, own, _ in choices for name in own})
    rows, starts, rights = [], [0], []
    for signals, own, right in choices:
        rows += [[each.get(name, 0.0) for name in same] + [0.0] * len(none) for each in signals]
        rows.append([0.0] * len(same) + [own.get(name, 0.0) for name in none])
        rights += right
        starts.append(len(rows))
    x, right_rows = np.array(rows), np.array(rights)
    which = np.repeat(np.arange(len(choices)), np.diff(starts))
    w = np.zeros(x.shape[1])

    def gradient(w: np.ndarray) -> np.ndarray:
        score = x @ w
        score -= np.maximum.reduceat(score, starts[:-1])[which]
        e = np.exp(score)
        p_all = e / np.add.reduceat(e, starts[:-1])[which]
        good = e * right_rows
        p_good = good / np.maximum(np.add.reduceat(good, starts[:-1])[which], 1e-300)
        return x.T @ (p_all - p_good) / len(choices) + penalty * w

    w = descend(gradient, w)
    weights = dict(zip([*same, *none], w, strict=True))
    return {name: float(weights[name]) for name in same}, dict(zip(none, map(float, w[len(same) :]), strict=True))


def fit_opposite(lessons: Sequence[Lesson], penalty: float) -> dict[str, float]:
    """Return the weights of ``opposite``; each proposition counts alike, whatever its size."""
    rows, targets, weights = [], [], []
    for lesson in lessons:
        pairs = list_pairs(lesson)
        rows += [signals for signals, _ in pairs]
        targets += [float(opposite) for _, opposite in pairs]
        weights += [1 / len(pairs) ** 0.5] * len(pairs) if pairs else []
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    y, weight = np.array(targets), np.array(weights) / np.sum(weights)

    def gradient(w: np.ndarray) -> np.ndarray:
        return x.T @ (weight * (1 / (1 + np.exp(-(x @ w))) - y)) + penalty * w

    return dict(zip(names, map(float, descend(gradient, np.zeros(len(names)))), strict=True))


def descend(gradient: Any, w: np.ndarray, n_steps: int = 4000, rate: float = 0.05) -> np.ndarray:
    """Return where Adam arrives from ``w``, with a rate that falls to nothing."""
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, n_steps + 1):
        g = gradient(w)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w = w - rate * (1 - step / n_steps) * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def fit(lessons: Sequence[Lesson], penalty: float = 0.002) -> Model:
    """Return both models, fitted to some piles."""
    same, none = fit_ranking(lessons, penalty)
    return Model(same, none, fit_opposite(lessons, penalty))


def score(lesson: Lesson, model: Model) -> dict[str, float | None]:
    """Return what the quality gate measures on a pile under a model."""
    traced = lesson.traced
    weighed = weigh_claims(lesson.reports, traced.readings, traced.family, SETTINGS, model)
    picture = Picture(
        reports=lesson.reports,
        origins=traced.family.origins,
        retellings=traced.family.retellings,
        voices=weighed.voices,
        attributions=weighed.attributions,
        propositions=weighed.propositions,
        figures=weighed.figures,
    )
    return dict(flatten(score_pile(lesson.raw, lesson.gold, picture_to_document(picture))))


def print_folds(lessons: Sequence[Lesson], penalty: float) -> None:
    """Print what is measured on each pile under the model that the others give, and the means."""
    measured = [score(lesson, fit([other for other in lessons if other is not lesson], penalty)) for lesson in lessons]
    print(" " * 46 + "".join(f"{lesson.name[:9]:>10}" for lesson in lessons) + f"{'mean':>10}")
    for name in _SHOWN:
        values = [m.get(name) for m in measured]
        known = [v for v in values if v is not None]
        cells = "".join(f"{'-' if v is None else format(v, '.3f'):>10}" for v in values)
        print(f"{name:<46}{cells}{sum(known) / len(known) if known else 0:>10.3f}")


def write(model: Model, lessons: Sequence[Lesson], path: Path) -> None:
    """Write the coefficients, with what they were fitted to."""
    lines = [
        "# How two statements stand to each other: made by training/train_relations.py, not by hand. Weights are log-odds.",
        f"# Fitted to the piles {', '.join(lesson.name for lesson in lessons)}.",
    ]
    for name in ("same", "none", "opposite"):
        lines += ["", f"[{name}]", *(f"{signal} = {weight:.3f}" for signal, weight in sorted(getattr(model, name).items()))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("piles", nargs="+", type=Path)
    parser.add_argument("--folds", action="store_true", help="leave out one pile at a time and measure on it")
    parser.add_argument("--write", action="store_true", help="write the coefficients")
    parser.add_argument("--penalty", type=float, default=0.002, help="of the squared weights")
    options = parser.parse_args()
    lessons = [read_lesson(folder) for folder in options.piles]
    if options.folds:
        print_folds(lessons, options.penalty)
    model = fit(lessons, options.penalty)
    if options.write:
        write(model, lessons, TARGET)


if __name__ == "__main__":
    main()
