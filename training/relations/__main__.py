"""Fits the models of ``src/sayso/ledger/relations.py`` and writes their coefficients to ``relations.toml`` beside it.

    python -m training.relations PILE... [--steps 1500] [--mend 1500] [--held PILE...] [--from-here] [--write]
    python -m training.relations --small [--write]

Each PILE is a folder with ``reports.jsonl`` and ``gold.json``. Sayso reads it as it would any pile; the statements that it finds are
matched with those of the gold. None of the text is kept: only one coefficient for each signal.

1. ``fit``: logistic regressions over pairs of statements, stances, asides, concessions and what reports state as fact
2. ``search``: a random walk from there on what the quality gate measures, held to the gate's floors where a pile has some. It also moves
   ``link_share`` and ``link_least`` of the settings, and prints them. A step takes two to six seconds.
3. ``mend``: the same walk on the floors alone that are still missed, until none is

``--small`` fits, given all the rest, how weights bend where there are few statements (``few...``), to the probes that are read, and
prints them.

With ``--leave-one-out`` nothing is searched or written: each pile is measured under a model fitted to the others.
What is measured is printed for each pile; on those of ``--held`` nothing was fitted.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sayso.ledger.relations import PARTS, Model, read_model
from sayso.settings import LedgerSettings
from training.relations.fit import fit_about, fit_aside, fit_company, fit_concede, fit_fact, fit_stances
from training.relations.lessons import Lesson, Measured, judge, read_lesson, score
from training.relations.search import Search, Trial, read_gate_floors
from training.relations.small import PREFIX, fit_few, fit_few_aside, read_small

ROOT = Path(__file__).parents[2]
PROBES = ROOT / "tests" / "probes"
TARGET = ROOT / "src" / "sayso" / "ledger" / "relations.toml"
FLOORS = ROOT / "bench" / "quality" / "floors.json"
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


def fit(lessons: Sequence[Lesson]) -> Model:
    """Return the model that the regressions give."""
    settings, about, (opposite, leaning) = LedgerSettings(), fit_about(lessons), fit_stances(lessons)
    model = Model(about, fit_company(lessons, about, settings), opposite, leaning)
    model = replace(model, aside=fit_aside(lessons, model, settings))
    return replace(model, concede=fit_concede(lessons, model, settings), fact=fit_fact(lessons))


def fit_small(model: Model, settings: LedgerSettings) -> Model:
    """Return a model with the weights of small piles fitted, given its others."""
    matters, stances, long = (read_small(PROBES / f"{name}-read.txt") for name in ("matters", "stances", "long"))
    model = replace(model, about={**model.about, **fit_few([*matters, *stances], model.about, settings)})
    return replace(model, aside={**model.aside, **fit_few_aside([*matters, *long], model, settings)})


def print_table(names: Sequence[str], measured: Sequence[Measured]) -> None:
    """Print what is measured on each pile, and the means. Typed changes are not read: the headline is lower than the gate's."""
    print(" " * 46 + "".join(f"{name[:9]:>10}" for name in names) + f"{'mean':>10}")
    print_row("weighted mean", [judge(each) for each in measured])
    for name in _SHOWN:
        print_row(name, [each.get(name) for each in measured])


def print_row(name: str, values: Sequence[float | None]) -> None:
    """Print one measure of all piles."""
    known = [v for v in values if v is not None]
    cells = "".join(f"{'-' if v is None else format(v, '.3f'):>10}" for v in values)
    print(f"{name:<46}{cells}{sum(known) / len(known) if known else 0:>10.3f}")


def write(model: Model, lessons: Sequence[Lesson], path: Path) -> None:
    """Write the coefficients, with what they were fitted to; what stands at the top of the file stays where no pile was."""
    lines = [
        "# How statements stand to each other: made by training/relations, not by hand. Weights are log-odds.",
        f"# Fitted to the piles {', '.join(lesson.name for lesson in lessons)}.",
    ]
    if not lessons:
        lines = [*itertools.takewhile(lambda line: line.startswith("#"), path.read_text("utf-8").split("\n"))]
    for part in PARTS:
        lines += ["", f"[{part}]", *(f"{name} = {weight:.3f}" for name, weight in sorted(getattr(model, part).items()))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("piles", nargs="*", type=Path, help="piles to fit to")
    parser.add_argument("--held", nargs="*", type=Path, default=[], help="piles to measure on and never to fit to")
    parser.add_argument("--steps", type=int, default=0, help="of the search")
    parser.add_argument("--mend", type=int, default=0, metavar="STEPS", help="of the search for what misses no floor")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--from-here", action="store_true", help="search from the coefficients that are there instead of fitting")
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--small", action="store_true", help="fit what bends in small piles, and nothing else")
    parser.add_argument("--write", action="store_true", help="write the coefficients")
    options = parser.parse_args()
    if options.small:
        model = fit_small(read_model(), LedgerSettings())
        print("\n".join(f"{part} {name} {w:.3f}" for part in PARTS for name, w in getattr(model, part).items() if name.startswith(PREFIX)))
        if options.write:
            write(model, [], TARGET)
        return
    lessons, held = ([read_lesson(folder) for folder in folders] for folders in (options.piles, options.held))
    if options.leave_one_out:
        others = ([each for each in lessons if each is not lesson] for lesson in lessons)
        print_table([each.name for each in lessons], [score(lesson, fit(rest)) for lesson, rest in zip(lessons, others, strict=True)])
        return
    trial = Trial(read_model() if options.from_here or not lessons else fit(lessons), LedgerSettings())
    if options.steps:
        trial = Search(lessons, trial, read_gate_floors(FLOORS), options.seed).run(options.steps)
    if options.mend:
        trial = Search(lessons, trial, read_gate_floors(FLOORS), options.seed).mend(options.mend)
    if options.steps or options.mend:
        print(f"link_share = {trial.settings.link_share}, link_least = {trial.settings.link_least}")
    everything = [*lessons, *held]
    print_table([each.name for each in everything], [score(each, trial.model, trial.settings) for each in everything])
    if options.write:
        write(trial.model, lessons, TARGET)


if __name__ == "__main__":
    main()
