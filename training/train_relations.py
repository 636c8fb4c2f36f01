"""Fits the models of ``src/sayso/ledger/relations.py`` and writes their coefficients to ``relations.toml`` beside it.

    python -m training.train_relations PILE... --steps 1500 --held PILE... --write

Each PILE is a folder with ``reports.jsonl`` and ``gold.json``. Sayso reads it as it would any pile; the statements that it finds are
matched with those of the gold. None of the text is kept: only one coefficient for each signal.

opposite            logistic regression over every two statements of a proposition: do they stand on different sides of it?
same, none, merge   random search on what the quality gate measures of propositions, going on from the coefficients that are there;
                    signs are kept, since seven piles are few and a search finds what fits them by chance.
                    (Mention ranking by likelihood was tried: it scored 0.1 to 0.15 lower, for one wrong choice changes all that follow.)
affirming           logistic regression over the two camps of every disputed proposition, of the piles and of the invented events

What is measured is printed for each pile; on those of ``--held`` nothing was fitted.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from bench.quality.matching import match_best_first, score_overlap
from bench.quality.measures import flatten, score_pile
from bench.quality.places import find_content
from sayso.desk.case import Case
from sayso.desk.painting import Pile, Traced, trace_pile
from sayso.desk.work import Work
from sayso.ledger import CaseStore, picture_to_document
from sayso.ledger.ground import Ground
from sayso.ledger.grouping import Grouper
from sayso.ledger.growing import measure_none
from sayso.ledger.relations import Model, measure_affirming, measure_opposite, read_model
from sayso.ledger.retold import Aligned, align_statements
from sayso.ledger.stances import find_answered
from sayso.ledger.statements import Statement, read_statements
from sayso.ledger.weigh import weigh_statements
from sayso.model import Picture
from sayso.settings import LedgerSettings
from training.statements.lessons import EventLesson, read_event_lessons

TARGET = Path(__file__).parents[1] / "src" / "sayso" / "ledger" / "relations.toml"
SETTINGS = LedgerSettings()
_NEAREST = 24
_SEARCHED = ("same", "none", "merge")
_PULL_BACK = 0.006  # what a mean squared move of the weights costs
# what no fit may turn round: likeness never speaks against, and another number never for
_NOT_NEGATIVE = {
    "same": "aligned centre cosine counted denies_disputed denies_near disputed doubts_near in_titles matter named named_matter near "
    "near_same_voice next next_opposed next_same_voice number opposed_only party points_ahead points_back points_back_near "
    "points_back_opposed same_sentence size topic topic_centre topics_in_title voice",
    "none": "aside constant mental",
    "merge": "both_disputed centre cosine counted in_titles matter named next parties reports topic topic_centre units",
}
_NOT_POSITIVE = {
    "same": "aside_near counted_elsewise origins other_number points_back_to_none",
    "none": "denies doubts in_title points short",
    "merge": "aside constant counted_elsewise",
}
_WEIGHTS = {
    "attributions.stance_accuracy": 4.0,
    "propositions.central.status_accuracy": 1.5,
    "propositions.central.independent_inside": 1.5,
    "propositions.central.affirm.f1": 1.0,
    "propositions.central.deny.f1": 1.0,
    "propositions.central.affirming_voices_exact": 0.5,
    "propositions.all.found": 0.5,
    "propositions.all.affirm.f1": 1.0,
    "propositions.all.deny.f1": 1.0,
    "propositions.all.status_accuracy": 1.0,
    "propositions.all.independent_inside": 1.0,
}
# what the weights of pairs are pulled towards: that denying the same words contradicts them is logic, and seven piles are few
_PRIOR = {
    "one_denies": 1.5,
    "one_denies_alike": 3.0,
    "denial_answers": 1.0,
    "matters_oppose": 1.0,
    "matters_agree": -1.0,
    "same_unit": -1.5,
    "same_side": -1.0,
    "opposed": 0.7,
    "both_deny": -1.0,
    "none_denies_alike": -1.0,
    "sides": 3.0,
}
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
    traced: Traced
    ground: Ground
    statements: Sequence[Statement]
    aligned: Aligned
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
    ground = Ground(pile.reports, traced.readings, traced.family, SETTINGS)
    statements = read_statements(ground)
    aligned = align_statements(statements, traced.family.links)
    return Lesson(folder.name, traced, ground, statements, aligned, tuple(_match(statements, raw, gold)), raw, gold)


def _match(statements: Sequence[Statement], raw: Sequence[dict[str, Any]], gold: dict[str, Any]) -> list[dict[str, str] | None]:
    reports = {record["id"]: record for record in raw}
    spans = [
        frozenset(at for part in s.attribution.content for at in range(part.start, part.end)) if s.report in gold["annotated"] else None
        for s in statements
    ]
    candidates = []
    for g, attribution in enumerate(gold["attributions"]):
        places = find_content(reports[attribution["report"]], attribution)
        for k, mine in enumerate(spans):
            if mine and statements[k].report == attribution["report"] and (overlap := score_overlap(places, mine)) >= 0.5:
                candidates.append((overlap, g, k))
    meant = {k: gold["attributions"][g] for g, k in match_best_first(candidates).items()}
    return [_stances_of(meant[k]) if k in meant else None for k in range(len(statements))]


def _stances_of(attribution: dict[str, Any]) -> dict[str, str]:
    pairs = [attribution, *(attribution.get("also") or ())]
    return {each["proposition"]: each["stance"] for each in pairs if each.get("proposition")}


def list_pairs(lesson: Lesson) -> list[tuple[dict[str, float], bool]]:
    """Return the signals of every two statements of a proposition, and whether they stand on different sides of it."""
    pairs = []
    statements, aligned = lesson.statements, lesson.aligned
    for proposition in lesson.gold["propositions"]:
        inside = [
            (k, _SIGNS[said[proposition["id"]]])
            for k, said in enumerate(lesson.said)
            if said and said.get(proposition["id"]) in _SIGNS and not statements[k].is_unverified
        ]
        for at, (k, sign) in enumerate(inside):
            for j, other in inside[max(0, at - _NEAREST) : at]:
                answers = j == find_answered(k, [each for each, _ in inside], statements)
                pairs.append((measure_opposite(statements[j], statements[k], aligned.get((j, k), 0.0), answers=answers), sign != other))
    return pairs


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
    prior = np.array([_PRIOR.get(name, 0.0) for name in names])
    y, weight = np.array(targets), np.array(weights) / np.sum(weights)

    def gradient(w: np.ndarray) -> np.ndarray:
        return x.T @ (weight * (1 / (1 + np.exp(-(x @ w))) - y)) + penalty * (w - prior)

    return dict(zip(names, map(float, descend(gradient, prior)), strict=True))


def fit_affirming(lessons: Sequence[Lesson], events: Sequence[EventLesson], penalty: float) -> dict[str, float]:
    """Return the weights of ``affirming``: of the two camps of a disputed proposition, which is the one that affirms."""
    rows = [row for lesson in lessons for row in list_camps(lesson.statements, lesson.said)]
    rows += [row for event in events for row in list_camps(event.statements, event.said)]
    names = sorted(rows[0])
    x = np.array([[row[name] for name in names] for row in rows])

    def gradient(w: np.ndarray) -> np.ndarray:
        return -x.T @ (1 / (1 + np.exp(x @ w))) / len(x) + penalty * w

    return dict(zip(names, map(float, descend(gradient, np.zeros(len(names)))), strict=True))


def list_camps(statements: Sequence[Statement], said: Sequence[dict[str, str] | None]) -> list[dict[str, float]]:
    """Return, for every proposition that is affirmed and denied, what the affirming camp shows more of than the denying one."""
    camps: dict[str, dict[int, list[int]]] = {}
    for k, each in enumerate(said):
        for proposition, stance in (each or {}).items():
            if stance in _SIGNS:
                camps.setdefault(proposition, {1: [], -1: []})[_SIGNS[stance]].append(k)
    rows = []
    for both in camps.values():
        if both[1] and both[-1]:
            taking = sorted(both[1] + both[-1])
            first = statements[next((k for k in taking if statements[k].asserts), taking[0])]
            mine, others = (measure_affirming([statements[k] for k in both[sign]], first) for sign in (1, -1))
            rows.append({name: mine[name] - others[name] for name in mine})
    return rows


def descend(gradient: Any, w: np.ndarray, n_steps: int = 4000, rate: float = 0.05) -> np.ndarray:
    """Return where Adam arrives from ``w``, with a rate that falls to nothing."""
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, n_steps + 1):
        g = gradient(w)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w = w - rate * (1 - step / n_steps) * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def score(lesson: Lesson, model: Model) -> dict[str, float | None]:
    """Return what the quality gate measures on a pile under a model."""
    traced = lesson.traced
    weighed = weigh_statements(lesson.ground, lesson.statements, model)
    picture = Picture(
        reports=tuple(lesson.ground.reports),
        origins=traced.family.origins,
        retellings=traced.family.retellings,
        voices=weighed.voices,
        attributions=weighed.attributions,
        propositions=weighed.propositions,
        figures=weighed.figures,
    )
    return dict(flatten(score_pile(lesson.raw, lesson.gold, picture_to_document(picture))))


def judge(lessons: Sequence[Lesson], model: Model) -> float:
    """Return how well a model does: what the gate measures of propositions, weighted, on average over the piles."""
    total = 0.0
    for lesson in lessons:
        measured = score(lesson, model)
        known = [(weight, value) for name, weight in _WEIGHTS.items() if (value := measured.get(name)) is not None]
        total += sum(weight * value for weight, value in known) / sum(weight for weight, _ in known)
    return total / len(lessons)


def search(lessons: Sequence[Lesson], model: Model, n_steps: int, seed: int) -> Model:
    """Return the best model met on a random walk that goes on from whatever is no worse: a few weights are moved at a time."""
    random = np.random.default_rng(seed)
    keys = [(part, name) for part in _SEARCHED for name in sorted(_names_of(part, lessons[0]))]
    at = np.array([getattr(model, part).get(name, 0.0) for part, name in keys])
    lowest = np.array([0.0 if name in _NOT_NEGATIVE[part].split() else -np.inf for part, name in keys])
    highest = np.array([0.0 if name in _NOT_POSITIVE[part].split() else np.inf for part, name in keys])
    at = np.clip(at, lowest, highest)
    start, step = at.copy(), np.full(len(keys), 0.6)

    def judge_at(w: np.ndarray) -> float:
        return judge(lessons, _build(model, keys, w)) - _PULL_BACK * float(np.mean((w - start) ** 2))

    best = judge_at(at)
    for n in range(n_steps):
        moved = random.choice(len(keys), random.choice([1, 1, 2, 3, 6]), replace=False)
        there = at.copy()
        there[moved] += random.normal(0, step[moved]) * random.choice([0.5, 1, 2])
        there = np.clip(there, lowest, highest)
        value = judge_at(there)
        step[moved] = step[moved] * 1.2 if value > best + 1e-6 else np.maximum(0.15, step[moved] * 0.97)
        if value >= best:
            at, best = there, value
        if n % 50 == 49:
            print(f"{n + 1:>6} {best:.4f}", flush=True)
    return _build(model, keys, at)


def _names_of(part: str, lesson: Lesson) -> set[str]:
    """Return the names of the signals of one part of the model."""
    grouper = Grouper(lesson.statements, lesson.aligned, SETTINGS)
    found: set[str] = set()
    for k in range(len(grouper.statements)):
        if part == "same":
            found |= {name for _, signals in grouper.list_choices(k) for name in signals}
        grouper.put(k, None if k % 3 or k in grouper.copies else 0 if k else None)
    return found or ({*measure_none(grouper.statements[0])} if part == "none" else {*grouper.measure_groups(0, 1)})


def _build(model: Model, keys: Sequence[tuple[str, str]], weights: np.ndarray) -> Model:
    parts: dict[str, dict[str, float]] = {part: {} for part in _SEARCHED}
    for (part, name), weight in zip(keys, weights, strict=True):
        parts[part][name] = float(weight)
    return replace(model, **parts)


def print_table(lessons: Sequence[Lesson], model: Model) -> None:
    """Print what is measured on each pile, and the means."""
    measured = [score(lesson, model) for lesson in lessons]
    print(" " * 46 + "".join(f"{lesson.name[:9]:>10}" for lesson in lessons) + f"{'mean':>10}")
    for name in _SHOWN:
        values = [m.get(name) for m in measured]
        known = [v for v in values if v is not None]
        cells = "".join(f"{'-' if v is None else format(v, '.3f'):>10}" for v in values)
        print(f"{name:<46}{cells}{sum(known) / len(known) if known else 0:>10.3f}")


def write(model: Model, lessons: Sequence[Lesson], path: Path) -> None:
    """Write the coefficients, with what they were fitted to."""
    lines = [
        "# How statements stand to each other: made by training/train_relations.py, not by hand. Weights are log-odds.",
        f"# Fitted to the piles {', '.join(lesson.name for lesson in lessons)}.",
    ]
    for part in ("same", "none", "merge", "opposite", "affirming"):
        lines += ["", f"[{part}]", *(f"{name} = {weight:.3f}" for name, weight in sorted(getattr(model, part).items()))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("piles", nargs="*", type=Path, help="piles to fit to")
    parser.add_argument("--held", nargs="*", type=Path, default=[], help="piles to measure on and never to fit to")
    parser.add_argument("--steps", type=int, default=0, help="of the search; without any only the pairs are fitted")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--penalty", type=float, default=0.003, help="of the squared weights of pairs")
    parser.add_argument("--write", action="store_true", help="write the coefficients")
    options = parser.parse_args()
    lessons, held = ([read_lesson(folder) for folder in folders] for folders in (options.piles, options.held))
    model = read_model()
    if lessons:
        events = read_event_lessons()
        model = replace(model, opposite=fit_opposite(lessons, options.penalty), affirming=fit_affirming(lessons, events, options.penalty))
        model = search(lessons, model, options.steps, options.seed)
    print_table([*lessons, *held], model)
    if options.write:
        write(model, lessons, TARGET)


if __name__ == "__main__":
    main()
