import json
from datetime import date

import pytest

from invented_desk import REDLINE
from invented_picture import PICTURE
from sayso.ledger import picture_to_document, redline_to_document
from sayso.surfaces.cli import main
from sayso.surfaces.exports import document_to_json
from sayso.surfaces.redlines import redline_to_page
from sayso.surfaces.terminal import (
    Screen,
    show_claims,
    show_day,
    show_figures,
    show_redline,
    show_retellings,
    show_voices,
    unfold_claim,
)

DOCUMENT = picture_to_document(PICTURE)
SCREEN = Screen(80)
SHOWN = {
    ("claims",): show_claims(PICTURE, SCREEN),
    ("claims", "p1"): unfold_claim(PICTURE, "p1", SCREEN),
    ("retellings",): show_retellings(PICTURE, SCREEN),
    ("figures",): show_figures(PICTURE, SCREEN),
    ("voices",): show_voices(PICTURE, SCREEN),
    ("redline", "r02"): show_redline(REDLINE, SCREEN),
    ("redline", "r02", "r01"): show_redline(REDLINE, SCREEN),
}


@pytest.mark.parametrize("command", SHOWN)
def test_a_question_is_answered_on_standard_output(command, desk, capsys):
    assert main([*command, "--case", "pile.sayso"]) == 0
    assert capsys.readouterr() == (SHOWN[command], "")
    assert (desk.asked["path"], desk.asked["must_exist"], desk.asked["closed"]) == ("pile.sayso", True, True)


@pytest.mark.parametrize("command", ["claims", "retellings", "figures", "voices"])
def test_json_is_a_part_of_the_export(command, desk, capsys):
    assert main([command, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {"schema", "as_of"} < answer.keys()
    assert answer == {key: DOCUMENT[key] for key in answer}


def test_json_of_one_claim_holds_what_stands_behind_it(desk, capsys):
    assert main(["claims", "p2", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["propositions"] == [DOCUMENT["propositions"][1]]
    assert [each["id"] for each in answer["attributions"]] == ["a6"]
    assert [each["id"] for each in answer["voices"]] == ["v3"]
    assert [each["id"] for each in answer["reports"]] == ["r03"]


def test_json_of_a_redline_is_its_document(desk, capsys):
    assert main(["redline", "r02", "--json"]) == 0
    expected = redline_to_document(REDLINE.child, REDLINE.parent, REDLINE.retelling, REDLINE.alignment)
    assert json.loads(capsys.readouterr().out) == expected


def test_a_redline_goes_into_a_page_of_its_own(desk, capsysbinary, tmp_path):
    assert main(["redline", "r02", "--html", str(tmp_path / "r02.html")]) == 0
    assert capsysbinary.readouterr() == (b"", b"")
    assert (tmp_path / "r02.html").read_text(encoding="utf-8") == redline_to_page(REDLINE)
    assert main(["redline", "r02", "--html", "-"]) == 0
    assert capsysbinary.readouterr().out == redline_to_page(REDLINE).encode()


def test_a_page_that_cannot_be_written_names_its_own_option(desk, capsys):
    assert main(["redline", "r02", "--html", "no/such/folder/r02.html"]) == 2
    assert "--html" in capsys.readouterr().err


def test_two_forms_of_a_redline_at_once_are_refused(desk, capsys, tmp_path):
    assert main(["redline", "r02", "--json", "--html", str(tmp_path / "r02.html")]) == 2
    assert json.loads(capsys.readouterr().err)["code"] == "bad_usage"
    assert list(tmp_path.iterdir()) == []


def test_the_export_is_the_document_byte_for_byte(desk, capsysbinary):
    assert main(["export"]) == 0
    assert capsysbinary.readouterr().out == document_to_json(DOCUMENT).encode()


def test_the_export_goes_to_a_file(desk, capsys, tmp_path):
    assert main(["export", "--format", "json", "--out", str(tmp_path / "out.json")]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == DOCUMENT


def test_as_of_reaches_the_desk_and_the_document(desk, capsys):
    assert main(["claims", "--as-of", "2041-05-06", "--json"]) == 0
    assert desk.asked["as_of"] == date(2041, 5, 6)
    assert json.loads(capsys.readouterr().out)["as_of"] == "2041-05-06"


@pytest.mark.parametrize("command", [command for command in SHOWN if command[0] != "redline"])
def test_an_answer_of_a_past_day_says_so_first(command, desk, capsys):
    assert main([*command, "--as-of", "2041-05-06"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("As it stood at the end of 6 May 2041 (UTC), under the ids of that day\n\n")
    assert out == show_day(date(2041, 5, 6), SCREEN) + SHOWN[command]


def test_claims_and_figures_are_picked_by_words_in_any_case(desk, capsys):
    [wanted, *others] = [each["id"] for each in DOCUMENT["propositions"] if "safe" in each["text"].casefold()]
    assert others == []
    assert main(["claims", "--words", " SAFE ", "--json"]) == 0
    assert [each["id"] for each in json.loads(capsys.readouterr().out)["propositions"]] == [wanted]
    counted = DOCUMENT["figures"][0]["what"]
    assert main(["figures", "--words", counted.upper(), "--json"]) == 0
    assert {each["what"] for each in json.loads(capsys.readouterr().out)["figures"]} == {counted}
    assert main(["figures", "--words", "unicorns"]) == 0
    assert "none was found" in capsys.readouterr().out


@pytest.mark.parametrize(("arguments", "command"), [(["redline", "r02", "--html"], "sayso redline"), (["--case"], "sayso")])
def test_a_bad_option_points_to_the_help_of_its_command(arguments, command, desk, capsys):
    assert main(arguments) == 2
    assert capsys.readouterr().err.endswith(f"See {command} --help\n")


REFUSED = {
    "unknown claim": (["claims", "p9"], 2, "unknown_claim"),
    "unknown report": (["redline", "r99"], 2, "unknown_report"),
    "no such format": (["export", "--format", "xlsx"], 2, "unknown_format"),
    "unwritable": (["export", "--out", "no/such/folder/out.json"], 2, "unwritable"),
    "no such day": (["claims", "--as-of", "2031-03- 1"], 2, "bad_date"),
    "missing case": (["claims", "--case", "missing.sayso"], 4, "no_case"),
    "no such command": (["clams"], 2, "bad_usage"),
    "no such option": (["claims", "--jsno"], 2, "bad_usage"),
    "missing argument": (["redline"], 2, "bad_usage"),
    "too many arguments": (["voices", "v1"], 2, "bad_usage"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_one_line_and_an_exit_code(name, desk, capsys):
    arguments, code, _ = REFUSED[name]
    assert main(arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("sayso: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("name", [name for name in REFUSED if REFUSED[name][0][0] != "export"])
def test_with_json_a_refusal_is_one_object(name, desk, capsys):
    arguments, code, error_code = REFUSED[name]
    assert main([*arguments, "--json"]) == code
    out, err = capsys.readouterr()
    assert out == ""
    error = json.loads(err)
    assert set(error) == {"code", "what", "where", "allowed", "do"}
    assert error["code"] == error_code


def test_hostile_arguments_are_shown_not_obeyed(desk, capsys):
    assert main(["redline", "\x1b[31mr\ud800\n9"]) == 2
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert err.count("\n") == 1
