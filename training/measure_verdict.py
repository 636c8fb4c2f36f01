"""Measures how far the probability of the retelling verdict can be taken at its word.

    python -m training.measure_verdict [DATA] [--piles PILE...]

Prints two tables in Markdown. The first is of the pairs that ``train_verdict.py`` makes of DATA (default ``$SAYSO_DATA``, else
``../shared/data``) and of the piles it is trained on: each is judged by a model that has not seen its document, event or pile, with the
same deduction for short texts as in the product. The second is of all pairs of reports in the other piles with gold answers, judged by the
product as it is. There a pair holds if its reports are one origin or parent and child.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from math import exp, log
from pathlib import Path

import numpy as np

from bench.quality.calibration import find_bins, score_brier, score_calibration_error
from sayso.retellings import compare_reports
from sayso.retellings.profile import read_profile
from sayso.text import read_document
from training.train_verdict import (
    IN_PILE,
    SETTINGS,
    Example,
    cross_validate,
    gather_examples,
    list_fitted_piles,
    measure,
    pair_up,
    weigh,
)

ROOT = Path(__file__).parents[1]
PILES = (ROOT / "examples", ROOT / "tests" / "piles", ROOT.parent / "shared" / "piles")


def score_size(example: Example) -> float:
    """Return what the shortness of a text takes from the log-odds, as ``compare_reports`` has it."""
    one, other = (read_profile(read_document(text)) for text in (example.first, example.second))
    if one.lowers == other.lowers:
        return SETTINGS.odds_copy
    n_free = sum(word.is_free for word in min(one, other, key=lambda profile: len(profile.words)).words)
    return SETTINGS.odds_short * max(0.0, 1 - n_free / SETTINGS.enough_free_words)


def judge_held_out(data: Path) -> tuple[list[float], list[bool]]:
    """Return the probability of each pair under a model that has not seen its document, event or pile, and whether it is a retelling."""
    examples = gather_examples(data, list_fitted_piles())
    signals = np.array([measure(each) for each in examples])
    held = [each.is_retelling for each in examples]
    words = cross_validate(examples, signals, np.array(held, dtype=float), weigh(examples))
    odds = (
        log(p / (1 - p)) + (0.0 if each.kind == IN_PILE else score_size(each))
        for p, each in zip(words.clip(1e-9, 1 - 1e-9), examples, strict=True)
    )
    return [1 / (1 + exp(-each)) for each in odds], held


def judge_pile(pile: Path) -> Iterator[tuple[float, bool]]:
    """Yield for each pair of reports of a pile the probability that they are not independent, and whether the gold says so."""
    for one, other, kind, is_one_origin in pair_up(pile):
        yield compare_reports(one, other, SETTINGS).probability, is_one_origin or kind is not None


def write_table(title: str, said: Sequence[float], held: Sequence[bool]) -> str:
    """Return a reliability table in Markdown."""
    bins = find_bins(said, held)
    lines = [f"| {title} | pairs | said, mean | held | 95 % interval |", "|---|---:|---:|---:|---|"]
    for each in bins:
        low, high = each.interval
        lines.append(f"| {each.low:g} to {each.high:g} | {each.n:,} | {each.said:.3f} | {each.share_held:.3f} | {low:.2f} to {high:.2f} |")
    scores = f"Brier score {score_brier(said, held):.4f}, expected calibration error {score_calibration_error(bins):.4f}"
    return "\n".join([*lines, "", f"{sum(held):,} of {len(held):,} pairs hold. {scores}."])


def main() -> None:
    """Print the reliability of the verdict on held-out folds and on piles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=Path(os.environ.get("SAYSO_DATA", "../shared/data")))
    parser.add_argument("--piles", nargs="*", type=Path, help="piles with gold answers; by default all at hand that nothing was trained on")
    arguments = parser.parse_args()
    print(write_table("held-out folds", *judge_held_out(arguments.data)), end="\n\n")
    at_hand = sorted(gold.parent for folder in PILES for gold in folder.glob("*/gold.json"))
    fitted = list_fitted_piles()
    piles = arguments.piles or [pile for pile in at_hand if pile not in fitted]
    judged = [pair for pile in piles for pair in judge_pile(pile)]
    print(write_table(f"{len(piles)} piles", [p for p, _ in judged], [is_held for _, is_held in judged]))


if __name__ == "__main__":
    main()
