import json

import pytest

from invented_desk import FakeDesk
from invented_picture import PICTURE
from sayso.ledger import picture_to_document
from sayso.model import Picture, Skip
from sayso.surfaces.cli import main
from sayso.surfaces.terminal import Screen, show_picture


@pytest.fixture
def empty_desk(desk, monkeypatch):
    skipped = tuple(Skip(f"f{number:02}.txt", "empty", "it holds no words") for number in range(12))
    monkeypatch.setattr(desk, "picture", Picture(skipped=skipped))
    monkeypatch.setattr(desk, "summary", FakeDesk(n_new=0, n_duplicates=0, n_skipped=12).summary)
    return desk


def test_the_picture_is_the_result_and_the_rest_a_note(desk, capsys):
    assert main(["read", "a.txt", "-", "--case", "pile.sayso"]) == 0
    out, err = capsys.readouterr()
    assert out == show_picture(PICTURE, Screen(80))
    assert "4 new reports in pile.sayso, 3 there already, 2 could not be read." in err
    assert "sayso claims ID --case pile.sayso" in err
    assert desk.asked["paths"] == ["a.txt", "-"]
    assert desk.asked["must_exist"] is False
    assert desk.asked["fetch"] is True


def test_json_is_the_whole_export_and_what_this_run_did(desk, capsys):
    assert main(["read", "a.txt", "--json"]) == 0
    out, err = capsys.readouterr()
    answer = json.loads(out)
    assert answer.pop("read") == {"new": 4, "duplicates": 3, "skipped": 2}
    assert answer == picture_to_document(PICTURE)
    assert err == ""


def test_columns_are_mapped(desk):
    assert main(["read", "a.csv", "--map", "text=body", "--map", "title = head=line"]) == 0
    assert desk.asked["mapping"] == {"text": "body", "title": "head=line"}


@pytest.mark.parametrize("words", [["text"], ["=body"], ["text="], ["text=body", "--map", "text=other"]])
def test_a_mapping_that_maps_nothing_is_refused(desk, capsys, words):
    assert main(["read", "a.csv", "--map", *words]) == 2
    assert "--map" in capsys.readouterr().err
    assert "paths" not in desk.asked


def test_when_nothing_could_be_read_the_first_reasons_are_told(empty_desk, capsys):
    assert main(["read", "folder"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "nothing could be read: f00.txt: it holds no words; f01.txt" in err
    assert err.endswith("; and 2 more\n")


def test_when_nothing_could_be_read_json_says_so_too(empty_desk, capsys):
    assert main(["read", "folder", "--json"]) == 3
    assert json.loads(capsys.readouterr().err)["code"] == "nothing_read"


def test_when_there_is_nothing_to_read_that_is_said(empty_desk, capsys, monkeypatch):
    monkeypatch.setattr(empty_desk, "summary", FakeDesk(n_new=0, n_duplicates=0, n_skipped=0).summary)
    assert main(["read", "folder"]) == 3
    assert "folder: there is nothing to read here" in capsys.readouterr().err


def test_reading_only_what_is_known_is_done_not_failed(desk, monkeypatch):
    monkeypatch.setattr(desk, "summary", FakeDesk(n_new=0, n_duplicates=4, n_skipped=0).summary)
    assert main(["read", "folder"]) == 0
