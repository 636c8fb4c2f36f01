import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.desk import read_against, read_drafts
from sayso.desk.drafts import _Words
from sayso.errors import InputError

TEXT = "The dam is safe, an engineer said.\r\nNobody denied it.\rThe lake is full.\n"


def locate(file, words):
    return file.locate(file.report.text.index(words))


def test_lines_and_columns_are_those_of_the_file(tmp_path):
    path = tmp_path / "draft.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    [file] = read_drafts(path)
    assert [locate(file, words) for words in ("The dam", "said", "Nobody", "it.", "The lake")] == [(1, 1), (1, 30), (2, 1), (2, 15), (3, 1)]


PAGE = """<!DOCTYPE html>
<html><head><title>No part of the draft</title><style>p { color: red }</style>
<body><nav>Home</nav>
<h1>Dam is safe</h1>
<p>The dam is&nbsp;safe, an engineer said. &ldquo;Not
   a crack,&rdquo; <b>Mira Tolan</b> said.
<p>The lake is full.<script>alert("The lake is empty.")</script></p>
<footer>All rights reserved</footer>
"""


def test_a_page_gives_what_a_reader_sees_and_keeps_its_places(tmp_path):
    path = tmp_path / "draft.html"
    path.write_text(PAGE, encoding="utf-8")
    [file] = read_drafts(path)
    assert file.report.text == "Dam is safe\n\nThe dam is\xa0safe, an engineer said. “Not a crack,” Mira Tolan said.\n\nThe lake is full."
    assert locate(file, "Dam is") == (4, 5)
    assert locate(file, "“Not") == (5, 44)
    assert locate(file, "a crack") == (6, 4)
    assert locate(file, "Tolan") == (6, 28)
    assert locate(file, "The lake") == (7, 4)


def test_a_page_declares_its_charset(tmp_path):
    path = tmp_path / "draft.htm"
    path.write_bytes("<meta charset='windows-1252'><p>The café is open, the owner said.".encode("cp1252"))
    assert read_drafts(path)[0].report.text == "The café is open, the owner said."


@given(st.text(st.sampled_from("<>/&;#x0pbh1!- \n\"'=aé\x00\ud800"), max_size=60))
def test_every_character_of_any_page_has_a_place_in_it(source):
    words = _Words(source)
    assert len(words.text) == len(words.places)
    assert all(0 <= place < len(source) for place in words.places)
    assert words.places == sorted(words.places)


def test_a_record_is_located_by_its_line(tmp_path):
    path = tmp_path / "drafts.jsonl"
    path.write_text("".join(json.dumps({"id": f"d{n}", "text": f"{n} dams are safe.\nThe lake is full."}) + "\n" for n in (1, 2)))
    first, second = read_drafts(path)
    assert (locate(first, "The lake"), locate(second, "The lake")) == ((1, 1), (2, 1))
    assert second.path == path.as_posix()


REFUSED = {
    "missing.txt": (None, "not_found"),
    "missing.html": (None, "not_found"),
    "empty.md": (b"", "empty"),
    "blank.txt": (b" \n\n ", "empty"),
    "empty.html": (b"", "empty"),
    "bare.html": (b"<html><script>alert(1)</script>", "empty"),
    "photo.txt": (bytes(range(256)) * 8, "binary"),
    "photo.html": (bytes(range(256)) * 8, "binary"),
    "draft.xyz": (b"words", "unknown_format"),
    "empty.jsonl": (b"", "empty"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_draft_is_refused_with_its_name(name, tmp_path):
    data, code = REFUSED[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_drafts(tmp_path / name)
    assert caught.value.code == code
    assert name in str(caught.value.where)


def test_the_draft_is_not_among_the_reports_that_it_is_checked_against(tmp_path):
    for name in ("draft.txt", "wire.txt"):
        (tmp_path / name).write_text("The dam is safe, an engineer said.")
    reports, skipped = read_against([str(tmp_path)], [str(tmp_path / "draft.txt")])
    assert ([report.id for report in reports], skipped) == (["wire"], [])
    with pytest.raises(InputError, match="but the draft"):
        read_against([str(tmp_path / "draft.txt")], [str(tmp_path / "draft.txt")])


def test_reports_of_one_name_are_told_apart(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "wire.txt").write_text(f"The dam {folder} is safe, an engineer said.")
    reports, _ = read_against([str(tmp_path)], [])
    assert sorted(report.id for report in reports) == ["wire", "wire-2"]


def test_what_cannot_be_read_is_counted_beside_what_can(tmp_path):
    (tmp_path / "wire.txt").write_text("The dam is safe, an engineer said.")
    (tmp_path / "photo.txt").write_bytes(bytes(range(256)) * 8)
    reports, skipped = read_against([str(tmp_path)], [])
    assert (len(reports), [skip.code for skip in skipped]) == (1, ["binary"])
    with pytest.raises(InputError, match=r"photo\.txt"):
        read_against([str(tmp_path / "photo.txt")], [])
