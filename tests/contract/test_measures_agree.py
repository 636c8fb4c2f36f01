"""The gate's own reading of the measures and the shared scorer's give the same numbers, for good exports and for bad ones."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.quality.measures import flatten, score_pile
from conftest import SHARED
from gold_exports import damage, make_perfect

PILES = sorted(path.parent for path in SHARED.glob("piles/*/gold.json"))
N_DAMAGED = 8

pytestmark = pytest.mark.shared


def _read(pile: Path):
    lines = (pile / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()], json.loads((pile / "gold.json").read_text(encoding="utf-8"))


def _run_scorer(pile: Path, export, path: Path):
    path.write_text(json.dumps(export), encoding="utf-8")
    command = [sys.executable, SHARED / "score/pile.py", pile, path, "--json"]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def _assert_agree(pile: Path, export, path: Path) -> float:
    reports, gold = _read(pile)
    ours, theirs = dict(flatten(score_pile(reports, gold, export))), dict(flatten(_run_scorer(pile, export, path)))
    assert ours == pytest.approx(theirs, nan_ok=True, abs=1e-12)
    return ours["headline"]


@pytest.mark.parametrize("pile", PILES, ids=lambda pile: pile.name)
def test_a_perfect_export_scores_the_same(pile, tmp_path):
    assert _assert_agree(pile, make_perfect(*_read(pile)), tmp_path / "export.json") > 0.95


@pytest.mark.parametrize("pile", PILES, ids=lambda pile: pile.name)
def test_an_empty_export_scores_the_same(pile, tmp_path):
    assert _assert_agree(pile, {}, tmp_path / "export.json") == 0


@pytest.mark.parametrize("seed", range(N_DAMAGED))
@pytest.mark.parametrize("pile", PILES, ids=lambda pile: pile.name)
def test_a_damaged_export_scores_the_same(pile, seed, tmp_path):
    _assert_agree(pile, damage(make_perfect(*_read(pile)), seed), tmp_path / "export.json")
