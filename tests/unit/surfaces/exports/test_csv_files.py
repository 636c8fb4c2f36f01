import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented_picture import PICTURE, make_hostile
from sayso.ledger import Column
from sayso.model import Overruling
from sayso.surfaces.exports import FORMATS
from sayso.surfaces.exports.csv_files import write_cell

TEXT = Column("text", "text", "")
FORMULAS = ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("http://evil.example")', "＝1+1", "-2+3+cmd|' /C calc'!A0"]


def read(picture, name):
    data = FORMATS["csv"].write(picture, None)[f"{name}.csv"]
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_becomes_words(formula):
    assert write_cell(TEXT, formula) == f"'{formula}"


@given(st.text())
def test_no_text_begins_with_what_a_spreadsheet_obeys_and_nothing_is_lost(words):
    cell = write_cell(TEXT, words)
    assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", cell)
    assert len(cell.removeprefix("'") if cell != words else cell) in (len(words), len(words) - words.startswith("'"))


@pytest.mark.parametrize(
    ("kind", "value", "cell"), [("number", -3, "-3"), ("integer", 40, "40"), ("number", 2.5, "2.5"), ("flag", False, "false")]
)
def test_numbers_stay_numbers(kind, value, cell):
    assert write_cell(Column("low", kind, ""), value) == cell


def test_formulas_in_every_field_of_a_report_are_defused():
    hostile = replace(PICTURE.reports[0], outlet="=cmd", title="@SUM(1)", byline="-1+1", url="=x", path="+evil.csv", id="=r")
    [row, *_] = read(replace(PICTURE, reports=(hostile, *PICTURE.reports[1:]), origins=()), "reports")
    assert [row[name] for name in ("id", "outlet", "title", "byline", "url", "path")] == [
        "'=r",
        "'=cmd",
        "'@SUM(1)",
        "'-1+1",
        "'=x",
        "'+evil.csv",
    ]


def test_formulas_in_the_log_of_overrulings_are_defused():
    about = json.dumps({"party": "=1+1"})
    log = (Overruling(1, datetime(2041, 5, 8, tzinfo=UTC), "@SUM(1)", "-2+3", "other_party", about),)
    [row] = read(replace(PICTURE, overrulings=log), "overrulings")
    assert [row[name] for name in ("number", "who", "why", "about")] == ["1", "'@SUM(1)", "'-2+3", "'=1+1"]
    assert json.loads(row["about_json"]) == {"party": "=1+1"}


def test_quotes_commas_and_line_breaks_come_back_as_they_were():
    odd = 'He said, "no";\r\n=1+1\n,,'
    [row, *_] = read(replace(PICTURE, reports=(replace(PICTURE.reports[0], title=odd), *PICTURE.reports[1:])), "reports")
    assert row["title"] == odd


def test_a_cell_of_any_table_that_a_spreadsheet_would_obey_is_a_number():
    for name, data in FORMATS["csv"].write(make_hostile(PICTURE), None).items():
        for row in csv.reader(io.StringIO(data.decode("utf-8"), newline="")):
            assert all(re.fullmatch(r"-?[\d.]+", cell) for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))), name


def test_unknown_is_an_empty_cell():
    [row] = [row for row in read(PICTURE, "reports") if row["id"] == "r04"]
    assert row["published"] == row["url"] == ""
    assert {row["best"] for row in read(PICTURE, "figures")} == {""}
