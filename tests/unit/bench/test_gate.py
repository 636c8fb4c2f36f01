import json

import pytest

from bench.quality.floors import read_floors
from bench.quality.gate import main
from gold_exports import make_perfect
from invented_pile import GOLD, REPORTS


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "examples" / "bridge"
    folder.mkdir(parents=True)
    (folder / "reports.jsonl").write_text("".join(json.dumps(report) + "\n" for report in REPORTS), encoding="utf-8")
    (folder / "gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path


@pytest.fixture
def gate(root):
    def run(*arguments, stance="affirm", n_figures=2):
        export = make_perfect(REPORTS, GOLD)
        export["attributions"][0]["stance"] = stance
        export["figures"] = export["figures"][:n_figures]
        where = ["--root", str(root), "--shared", str(root / "shared")]
        return main([*arguments, *where], make_export=lambda _: export, floors_path=root / "floors.json")

    return run


@pytest.fixture
def floors(root):
    return lambda: read_floors(root / "floors.json")


def test_without_floors_the_gate_is_shut_and_says_how_to_set_them(gate, capsys):
    assert gate() == 1
    assert "examples/bridge has no floors yet. Run the gate with --raise" in capsys.readouterr().err


def test_raised_floors_hold(gate, capsys):
    assert gate("--raise") == 0
    assert gate() == 0
    assert "every floor holds in 1 pile\n" in capsys.readouterr().out


def test_a_broken_floor_shuts_the_gate_and_is_named(gate, capsys):
    gate("--raise")
    assert gate(stance="deny") == 1
    captured = capsys.readouterr()
    assert "examples/bridge: attributions.stance_accuracy is 0.6667, below its floor 1.000" in captured.err
    assert "0.667 < 1.000" in captured.out


def test_raising_never_lowers(gate, floors):
    gate("--raise", stance="deny")
    gate("--raise", n_figures=1)
    pinned = floors().piles["examples/bridge"].floors
    assert (pinned["attributions.stance_accuracy"], pinned["figures.f1"]) == (1, 1)
    assert gate(stance="deny") == 1


def test_floors_are_rounded_down(gate, floors):
    gate("--raise", stance="deny")
    assert floors().piles["examples/bridge"].floors["attributions.stance_accuracy"] == 0.666
    assert gate(stance="deny") == 0


def test_lowering_needs_a_reason(gate, floors, capsys):
    gate("--raise")
    before = floors()
    assert gate("--lower", "figures.f1", n_figures=1) == 2
    assert gate("--lower", "figures.f1", "--reason", "  ", n_figures=1) == 2
    assert "--reason" in capsys.readouterr().err
    assert floors() == before


def test_lowering_keeps_its_reason_and_touches_that_measure_alone(gate, floors):
    gate("--raise")
    assert gate("--lower", "figures.f1", "--reason", "bounds are read anew", n_figures=1, stance="deny") == 1  # stance is still broken
    assert floors().piles["examples/bridge"].floors["figures.f1"] == 0.666
    assert floors().piles["examples/bridge"].floors["attributions.stance_accuracy"] == 1
    assert floors().lowered == (
        {"pile": "examples/bridge", "measure": "figures.f1", "from": 1.0, "to": 0.666, "reason": "bounds are read anew"},
    )


def test_a_floor_that_holds_is_not_lowered(gate, capsys):
    gate("--raise")
    assert gate("--lower", "figures.f1", "--reason", "to be safe") == 2
    assert "nothing to lower" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["gold.json", "reports.jsonl"])
def test_an_edited_pile_shuts_the_gate_even_for_raising(gate, root, capsys, name):
    gate("--raise")
    path = root / "examples" / "bridge" / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert gate() == 1
    assert "--repin examples/bridge --reason" in capsys.readouterr().err
    assert gate("--raise") == 2


def test_repinning_measures_anew_and_records_what_went_down(gate, root, floors):
    gate("--raise")
    path = root / "examples" / "bridge" / "gold.json"
    path.write_text(json.dumps(GOLD, indent=1), encoding="utf-8")
    assert gate("--repin", "examples/bridge", "--reason", "the gold missed a figure", n_figures=1) == 0
    assert gate(n_figures=1) == 0
    assert [(one["measure"], one["reason"]) for one in floors().lowered] == [("figures.f1", "the gold missed a figure")]


def test_a_pile_that_is_gone_shuts_the_gate_but_a_shared_one_may_be_absent(gate, root, capsys):
    gate("--raise")
    stored = json.loads((root / "floors.json").read_text(encoding="utf-8"))
    stored["piles"]["shared/elsewhere"] = stored["piles"]["examples/bridge"]
    (root / "floors.json").write_text(json.dumps(stored), encoding="utf-8")
    assert gate() == 0
    assert "shared/elsewhere is not here, and was left out" in capsys.readouterr().err
    stored["piles"]["examples/elsewhere"] = stored["piles"]["examples/bridge"]
    (root / "floors.json").write_text(json.dumps(stored), encoding="utf-8")
    assert gate() == 1
    assert "examples/elsewhere has floors but is gone" in capsys.readouterr().err


def test_no_pile_at_all_is_no_pass(tmp_path):
    assert main(["--root", str(tmp_path), "--shared", str(tmp_path)], floors_path=tmp_path / "floors.json") == 1
