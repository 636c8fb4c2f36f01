"""Fits the models of ``src/sayso/retellings/changes/fates.py`` and writes their coefficients to ``fates.toml`` beside it.

    python -m training.changes PILE... [--held PILE...] [--mend 2000] [--write]

Each PILE is a folder with ``reports.jsonl`` and ``gold.json``. Sayso reads it as it would any pile; of each statement along its retellings
the gold says whether it was omitted, added or left with no one. A logistic regression is fitted to each of these, once with what the
statements mean and once with words alone. None of the text is kept: only one coefficient for each signal. With ``--mend`` a random walk
of so many steps goes on from there, held to the floors of the gate where a pile has one; it ends in another place with another ``--seed``.
Prints how well each is told: the area under the ROC curve, and precision, recall and F1 where the settings draw the line; on the piles of
``--held`` nothing was fitted.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.retellings.changes.fates import JUDGEMENTS
from sayso.settings import RetellingSettings
from training.changes.examples import Example, list_examples
from training.changes.search import Search
from training.relations.fit import descend
from training.relations.lessons import Lesson, read_lesson
from training.relations.search import read_gate_floors

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "src" / "sayso" / "retellings" / "changes" / "fates.toml"
FLOORS = ROOT / "bench" / "quality" / "floors.json"
PENALTY = 0.003  # on the squared weights of signals of one spread
MEANT = frozenset({"own_topic", "topic_squared", "sounds_affirming", "sounds_denying", "sounds_aside", "fellow_there", "bare_fit"})
LEAST = {"omitted": "omitted_least", "added": "added_least", "bare": "lost_least"}

Floats = NDArray[np.float64]
Weights = dict[str, float]
Models = dict[str, dict[str, Weights]]


def fit(examples: Sequence[Example], *, meant: bool) -> Weights:
    """Return the weights of a logistic regression, with or without the signals that meanings give."""
    names = [name for name in examples[0].fate.signals if name != "constant" and (meant or name not in MEANT)]
    x = np.array([[each.fate.signals[name] for name in names] for each in examples])
    y = np.array([float(each.is_so) for each in examples])
    mean, spread = x.mean(axis=0), x.std(axis=0)
    z = np.hstack([np.ones((len(x), 1)), (x - mean) / np.where(spread > 0, spread, 1.0)])
    pull = np.array([0.0] + [PENALTY] * len(names))

    def gradient(w: Floats) -> Floats:
        found: Floats = z.T @ (1 / (1 + np.exp(-z @ w)) - y) / len(y) + pull * w
        return found

    w = descend(gradient, np.zeros(len(names) + 1))
    weights = {name: float(each / s) for name, each, s in zip(names, w[1:], spread, strict=True) if s > 0}
    constant = float(w[0]) - sum(weights[name] * m for name, m in zip(names, mean, strict=True) if name in weights)
    return {"constant": constant, **weights}


def score(examples: Sequence[Example], weights: Weights, least: float) -> tuple[float, float, float, float]:
    """Return the area under the ROC curve, and precision, recall and F1 from a probability on."""
    odds = np.array([sum(weight * each.fate.signals[name] for name, weight in weights.items()) for each in examples])
    wanted = np.array([each.is_so for each in examples])
    order = odds.argsort(kind="stable").argsort() + 1
    n = int(wanted.sum())
    area = (order[wanted].sum() - n * (n + 1) / 2) / max(1, n * (len(odds) - n))
    found = odds >= np.log(least / (1 - least))
    hits = int((found & wanted).sum())
    return float(area), hits / max(1, int(found.sum())), hits / max(1, n), 2 * hits / max(1, int(found.sum()) + n)


def measure_spreads(examples: Sequence[Example]) -> Weights:
    """Return the standard deviation of each signal."""
    names = list(examples[0].fate.signals)
    return {name: float(np.std([each.fate.signals[name] for each in examples])) for name in names}


def read_floors() -> dict[str, float]:
    """Return the least F1 of changes that the gate allows, by pile."""
    return {Path(name).name: floors["changes.f1"] for name, floors in read_gate_floors(FLOORS).items() if "changes.f1" in floors}


def write(models: Models, lessons: Sequence[Lesson], path: Path) -> None:
    """Write the coefficients, with what they were fitted to."""
    lines = [
        "# What became of a statement in a retelling: made by training/changes, not by hand: regressions and a walk from there. Log-odds.",
        f"# Fitted to the piles {', '.join(lesson.name for lesson in lessons)}.",
    ]
    for judgement, parts in models.items():
        for part, weights in parts.items():
            lines += ["", f"[{judgement}.{part}]", *(f"{name} = {weight:.3f}" for name, weight in sorted(weights.items()))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("piles", nargs="+", type=Path, help="piles to fit to")
    parser.add_argument("--held", nargs="*", type=Path, default=[], help="piles to measure on and never to fit to")
    parser.add_argument("--mend", type=int, default=0, metavar="STEPS", help="of the walk for what misses no floor")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", action="store_true", help="write the coefficients")
    options = parser.parse_args()
    lessons, held = ([read_lesson(folder) for folder in folders] for folders in (options.piles, options.held))
    learned = {judgement: [each for lesson in lessons for each in list_examples(lesson, judgement)] for judgement in JUDGEMENTS}
    unseen = {judgement: [each for lesson in held for each in list_examples(lesson, judgement)] for judgement in JUDGEMENTS}
    models = {judgement: {part: fit(learned[judgement], meant=part == "meant") for part in ("meant", "words")} for judgement in JUDGEMENTS}
    if options.mend:
        spreads = {judgement: measure_spreads(learned[judgement]) for judgement in JUDGEMENTS}
        models = Search(lessons, models, spreads, read_floors()).run(options.mend, options.seed)
    for judgement in JUDGEMENTS:
        for part, weights in models[judgement].items():
            for of, examples in (("fitted", learned[judgement]), ("held", unseen[judgement])):
                if examples:
                    numbers = score(examples, weights, getattr(RetellingSettings(), LEAST[judgement]))
                    print(f"{judgement:8} {part:6} {of:7} {len(examples):5}", *(f"{number:.3f}" for number in numbers))
    if options.write:
        write(models, lessons, TARGET)


if __name__ == "__main__":
    main()
