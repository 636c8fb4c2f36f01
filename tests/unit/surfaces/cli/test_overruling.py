"""Overruling, its log and its evidence from the command line, over a case file."""

import json

import pytest

from overruled_pile import REPORTS, find_claim, find_said
from sayso.desk import open_case
from sayso.ledger import CaseStore, evidence_to_document
from sayso.surfaces.cli import main
from sayso.surfaces.terminal import Screen, show_evidence, unfold_claim


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A case file with the pile, and no name of an analyst in the environment."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("SAYSO_WHO", raising=False)
    with CaseStore.open(tmp_path / "case.sayso") as store:
        store.add(REPORTS)
    return str(tmp_path / "case.sayso")


def test_without_a_name_the_log_has_that_of_the_login(path, capsys, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "ines")
    assert main(["overrule", "stance", "a1", "other", "--why", "an aside", "--case", path, "--json"]) == 0
    [made] = json.loads(capsys.readouterr().out)["overrulings"]
    assert made["who"] == "ines"
    assert main(["why", "overruling 1", "--case", path]) == 0
    assert "by ines: an aside" in capsys.readouterr().out


def test_what_is_overruled_stands_in_the_log_and_in_the_next_answer(path, capsys, monkeypatch):
    with open_case(path) as case:
        one, other = find_claim(case, "The bridge at Ostwick is closed").id, find_claim(case, "tore two cables").id
    assert main(["overrule", "same-claim", one, other, "--why", "one storm", "--who", "Ines", "--case", path]) == 0
    out, err = capsys.readouterr()
    assert "same claim" in out
    assert "because one storm" in out
    assert "sayso overrule undo 1" in err
    monkeypatch.setenv("SAYSO_WHO", "Jon")
    assert main(["overrule", "undo", "1", "--case", path, "--json"]) == 0
    [undone] = json.loads(capsys.readouterr().out)["overrulings"]
    assert (undone["number"], undone["undoes"], undone["who"]) == (2, 1, "Jon")
    assert main(["overrulings", "--case", path, "--json"]) == 0
    log = json.loads(capsys.readouterr().out)["overrulings"]
    assert [(each["number"], each["who"], each["state"]) for each in log] == [(1, "Ines", "undone"), (2, "Jon", "holds")]
    assert main(["overrulings", "--case", path]) == 0
    assert "2 made, 0 in force" in capsys.readouterr().out


def test_an_empty_log_says_so(path, capsys):
    assert main(["overrulings", "--case", path]) == 0
    assert capsys.readouterr().out == "OVERRULINGS  none\n"


REFUSED = {
    "unknown_kind": ["overrule", "same-opinion", "p1", "p2", "--why", "x"],
    "unknown_claim": ["overrule", "same-claim", "p1", "p99", "--why", "x"],
    "no_reason": ["overrule", "same-claim", "p1", "p2"],
    "unknown_overruling": ["overrule", "undo", "7"],
    "bad_things": ["overrule", "undo", "the last one"],
    "unknown_thing": ["why", "p99"],
    "unknown_report": ["why", "r1", "r99"],
    "no_retelling": ["why", "r1", "r3"],
    "bad_date": ["why", "p1", "--as-of", "2041-W10-2"],
    "too_long": ["overrule", "same-claim", "p1", "p2", "--why", "x" * 5_000],
    "bad_usage": ["overrule"],
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_refusal_names_what_was_wrong_and_writes_nothing_down(code, path, capsys):
    assert main([*REFUSED[code], "--case", path, "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert json.loads(err)["code"] == code
    with open_case(path) as case:
        assert case.overrulings == ()


def test_why_shows_what_stands_behind_a_number_and_a_claim_as_claims_does(path, capsys):
    with open_case(path) as case:
        claim, picture = find_claim(case, "The bridge at Ostwick is closed"), case.picture()
        number = f"{claim.id}.independent_reports"
        shown = {
            (number,): show_evidence(case.why(number), picture, Screen(80)),
            (claim.id,): unfold_claim(picture, claim.id, Screen(80)),
            ("r2", "r1"): show_evidence(case.why("r2", "r1"), picture, Screen(80)),
            ("a1",): show_evidence(case.why("a1"), picture, Screen(80)),
        }
        document = evidence_to_document(case.why(number))
    for things, expected in shown.items():
        assert main(["why", *things, "--case", path]) == 0
        assert capsys.readouterr() == (expected, "")
    assert main(["why", number, "--case", path, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == document
    assert document["value"] == list(claim.independent_reports)


def test_why_looks_at_the_day_that_is_asked_for(path, capsys):
    with open_case(path) as case:
        later = find_said(case, "r4", "dockers crossed the bridge").report
    assert main(["why", "reports", "--case", path, "--as-of", "2041-05-06", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["as_of"], document["value"]) == ("2041-05-06", len(REPORTS) - 1)
    assert later not in [part["thing"] for part in document["parts"]]
