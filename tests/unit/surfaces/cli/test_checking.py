"""``sayso check``: what it prints, and with what it leaves."""

import json

import pytest

from sayso.surfaces.cli import main
from sayso.surfaces.cli.checking import spread_reports

WIRE = "“Not one crack has been found in the wall,” engineer Mira Tolan said.\nAt least 40 families have left their homes, she said.\n"
LOST = "“No crack was ever found in the wall,” engineer Mira Tolan said.\nAt least 60 families have left their homes, she said.\n"


@pytest.fixture(autouse=True)
def _files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name, words in {
        "draft.md": LOST,
        "fair.md": WIRE,
        "wire.txt": WIRE,
        "sources/wire.txt": WIRE,
        "empty.md": "",
        "goats.txt": "Goats won.",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(words, encoding="utf-8")
    (tmp_path / "photo.md").write_bytes(bytes(range(256)) * 8)


def test_findings_are_shown_with_both_sides_and_leave_with_1(capsys):
    assert main(["check", "draft.md", "--against", "wire.txt"]) == 1
    out, err = capsys.readouterr()
    assert "draft.md:1:2: quote altered" in out
    assert "draft.md:2:1: figure changed" in out
    assert "“At least 40”" in out and "“At least 60”" in out
    assert "draft.md: 2 findings; 2 of 2 sentences traced to 1 report" in out
    assert err == ""


def test_a_draft_that_is_its_source_leaves_with_0(capsys):
    assert main(["check", "fair.md", "--against", "wire.txt"]) == 0
    assert capsys.readouterr() == ("fair.md: no findings; 2 of 2 sentences traced to 1 report\n", "")


@pytest.mark.parametrize("arguments", [["--json"], ["--format", "json"], ["--format=json"]])
def test_json_is_for_programs(arguments, capsys):
    assert main(["check", "draft.md", "--against", "wire.txt", *arguments]) == 1
    document = json.loads(capsys.readouterr().out)
    assert [finding["kind"] for finding in document["findings"]] == ["quote_altered", "figure_changed"]
    for finding in document["findings"]:
        assert LOST[finding["after"]["start"] : finding["after"]["end"]] == finding["after"]["text"]
        assert WIRE[finding["before"]["start"] : finding["before"]["end"]] == finding["before"]["text"]


def test_github_and_sarif_leave_with_1_too(capsys):
    assert main(["check", "draft.md", "--against", "wire.txt", "--format", "github"]) == 1
    assert capsys.readouterr().out.count("::warning file=draft.md,line=") == 2
    assert main(["check", "draft.md", "--against", "wire.txt", "--format", "sarif"]) == 1
    assert len(json.loads(capsys.readouterr().out)["runs"][0]["results"]) == 2


def test_several_reports_may_follow_one_against(capsys):
    assert main(["check", "draft.md", "--against", "goats.txt", "wire.txt", "--json"]) == 1
    assert [report["id"] for report in json.loads(capsys.readouterr().out)["reports"]] == ["goats", "wire"]


def test_a_hook_may_append_several_drafts(capsys):
    assert main(["check", "--against", "sources/", "fair.md", "draft.md"]) == 1
    out = capsys.readouterr().out
    assert "fair.md: no findings" in out and "draft.md: 2 findings" in out


SPREAD = {
    "draft.md --against a b": "draft.md --against a --against b",
    "draft.md --against a --against b": "draft.md --against a --against b",
    "draft.md --against a b --json": "draft.md --against a --against b --json",
    "draft.md --against a --format github b": "draft.md --against a --format github b",
    "--against a draft.md": "--against a draft.md",
    "--against a one.md two.md": "--against a one.md two.md",
    "--format json draft.md --against a b": "--format json draft.md --against a --against b",
    "--format json --against a draft.md": "--format json --against a draft.md",
    "draft.md --against": "draft.md",
    "draft.md --against --json": "draft.md --json",
    "draft.md --against -": "draft.md --against -",
    "draft.md --case c.sayso more.md": "draft.md --case c.sayso more.md",
    "--help": "--help",
}


@pytest.mark.parametrize("given", SPREAD)
def test_against_takes_what_follows(given):
    assert spread_reports(given.split()) == SPREAD[given].split()


def test_nothing_compared_is_told_and_no_finding(capsys):
    assert main(["check", "fair.md", "--against", "goats.txt"]) == 0
    assert "nothing was compared" in capsys.readouterr().err


def test_what_could_not_be_read_is_told(capsys):
    assert main(["check", "fair.md", "--against", "wire.txt", "photo.md"]) == 0
    assert "photo.md: it is not text" in capsys.readouterr().err


def test_a_case_may_hold_what_the_draft_was_written_from(capsys):
    assert main(["read", "wire.txt", "--model", "rules"]) == 0
    capsys.readouterr()
    assert main(["check", "draft.md", "--case", "case.sayso"]) == 1
    assert "draft.md: 2 findings; 2 of 2 sentences traced to 1 report" in capsys.readouterr().out


REFUSED = {
    "two kinds of reports": (["draft.md", "--against", "wire.txt", "--case", "case.sayso"], 2),
    "missing case": (["draft.md", "--case", "no.sayso"], 2),
    "empty draft": (["empty.md", "--against", "wire.txt"], 3),
    "binary draft": (["photo.md", "--against", "wire.txt"], 3),
    "missing draft": (["no.md", "--against", "wire.txt"], 3),
    "missing report": (["draft.md", "--against", "no.txt"], 3),
    "only itself": (["draft.md", "--against", "draft.md"], 3),
    "no such format": (["draft.md", "--against", "wire.txt", "--format", "xml"], 2),
    "no report": (["draft.md"], 2),
    "no report named": (["draft.md", "--against"], 2),
    "no draft": (["--against", "wire.txt"], 2),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_one_line_and_an_exit_code(name, capsys):
    arguments, code = REFUSED[name]
    assert main(["check", *arguments]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("sayso: ") and err.count("\n") == 1


def test_hostile_words_and_names_are_shown_not_obeyed(tmp_path, capsys):
    name = "dra\x1b[31mft.md"
    (tmp_path / name).write_text(LOST.replace("wall", "wall \x1b]0;title\x07 \u202etoday"), encoding="utf-8")
    assert main(["check", name, "--against", "wire.txt"]) == 1
    assert not {"\x1b", "\x07", "\u202e"} & set(capsys.readouterr().out)
