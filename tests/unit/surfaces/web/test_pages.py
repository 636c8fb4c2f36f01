import json
from datetime import date

import pytest

from invented_picture import PICTURE, make_hostile
from sayso.ledger import picture_to_document
from sayso.model import Picture
from sayso.surfaces.exports import take_claim, take_section
from sayso.surfaces.web.app import PAGES

ADDRESSES = [
    "/", "/claims", "/claims/p1", "/claims/p2", "/retellings", "/retellings/r02", "/retellings/r04", "/redlines/r02", "/redlines/r02/r01",
    "/reports", "/reports/r01", "/reports/r04", "/voices", "/voices/v1", "/voices/v4", "/figures", "/names", "/left-out", "/search",
    "/search?q=dam", "/overrulings",
]  # fmt: skip


def _twin(address):
    path, mark, query = address.partition("?")
    return ("/board" if path == "/" else path) + ".json" + mark + query


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_page_is_whole_and_has_a_twin_that_it_names(bench, address):
    page = bench.get(address)
    assert page.status_code == 200
    assert page.text.rstrip().endswith("</html>")
    assert f'href="{_twin(address)}"' in page.text.replace("&amp;", "&")
    twin = bench.get(_twin(address))
    assert twin.status_code == 200
    assert twin.headers["content-type"] == "application/json"
    assert isinstance(twin.json(), dict)


def test_the_page_of_a_claim_says_what_is_denied_of_it(bench):
    page = " ".join(bench.get("/claims/p1").text.split())
    assert "denies only a part: " in page
    assert page.index("denies only a part") < page.index("Not one crack has been found</bdi>", page.index("denies only a part"))
    for address in ("/", "/claims", "/reports/r03"):
        assert "only a part" in bench.get(address).text


def test_every_page_is_among_those_that_are_tested():
    def shape(path):
        return (path.split("?")[0].strip("/").split("/")[0], path.split("?")[0].count("/"))

    assert {shape(path) for path, _ in PAGES} == {shape(address) for address in ADDRESSES}


@pytest.mark.parametrize("section", ["claims", "retellings", "figures", "voices"])
def test_the_twin_of_a_question_is_its_part_of_the_export(bench, section):
    assert bench.get(f"/{section}.json").json() == take_section(picture_to_document(PICTURE), section)


def test_the_twin_of_a_claim_is_the_claim_with_all_that_it_points_to(bench):
    assert bench.get("/claims/p1.json").json() == take_claim(picture_to_document(PICTURE), "p1")


def test_the_board_shows_contested_claims_only_and_their_tally_leads_to_the_words(bench):
    page = bench.get("/").text
    assert "The dam at Orlek is safe" in page
    assert "Water seeps through" not in page
    assert '<a href="/claims/p1#reports"><b>1–2</b> independent</a>' in page
    assert [claim["id"] for claim in bench.get("/board.json").json()["propositions"]] == ["p1"]


def test_a_claim_unfolds_each_of_its_numbers(bench):
    page = bench.get("/claims/p1").text
    for heading in ("1 voice says so", "1 voice denies it", "1 voice can neither confirm nor deny it", "1 report states it as fact"):
        assert heading in page
    assert "3 reports, 1–2 independent" in page
    assert "they go back to one report" in page
    assert "/reports/r01?span=0-24#here" in page


def test_a_report_marks_its_attributions_and_the_place_that_is_asked_for(bench):
    page = bench.get("/reports/r01?span=0-24").text
    assert 'id="here"' in page
    assert '<a href="/claims/p1"' in page
    assert "source" in page


@pytest.mark.parametrize("span", ["0-9999", "5-5", "9-2", "x", "title-0-999", "-1-4"])
def test_a_place_that_is_none_marks_nothing(bench, span):
    page = bench.get(f"/reports/r01?span={span}")
    assert page.status_code == 200
    assert 'id="here"' not in page.text


def test_a_redline_shows_words_taken_out_and_put_in(bench):
    page = bench.get("/redlines/r02").text
    assert "<del>" in page
    assert "<ins>" in page
    assert "quote altered" in page


def test_a_family_leads_to_the_redline_of_each_edge(bench):
    page = bench.get("/retellings/r02").text
    assert 'href="/redlines/r02/r01"' in page
    assert "r01 was published 3 h before r02" in page
    assert "from a text outside the pile" in bench.get("/retellings/r03").text


def test_figures_keep_their_bounds_and_whose_they_are(bench):
    page = bench.get("/figures").text
    assert "≥ 40" in page
    assert "≥ 24" in page
    assert "nobody named" in page


def test_what_was_skipped_and_not_measured_is_shown_with_its_reason(bench):
    page = bench.get("/left-out").text
    assert "line 5 is no JSON" in page
    assert "this report is in German" in page
    assert "3 texts came again" in page


def test_names_of_one_place_stand_side_by_side(bench):
    page = bench.get("/names").text
    assert page.index("Orlek") < page.index("Urlak")


def test_a_search_finds_words_in_reports_claims_and_voices_whatever_their_case(bench):
    found = bench.get("/search.json?q=MIRA%20tolan").json()
    assert found["voices"] == ["v1"]
    assert [each["report"] for each in found["reports"]] == ["r01", "r02"]
    for each in found["reports"]:
        text = {report.id: report.text for report in PICTURE.reports}[each["report"]]
        assert all(text[hit["start"] : hit["end"]] == hit["text"] for hit in each["hits"])


def test_the_day_travels_along_every_link(bench):
    page = bench.get("/?as_of=2041-05-06").text
    assert "As it stood at the end of <strong>6 May 2041</strong>" in page
    assert 'href="/claims?as_of=2041-05-06"' in page
    assert bench.get("/reports.json?as_of=2041-05-06").json()["as_of"] == "2041-05-06"


def test_a_day_that_holds_all_reports_needs_no_new_picture(bench):
    far = bench.get("/claims.json?as_of=2050-01-01").json()
    assert far == take_section(picture_to_document(PICTURE, date(2050, 1, 1)), "claims")


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/nowhere", 404, "unknown_address"), ("/nowhere.json", 404, "unknown_address"), ("/claims/p99", 404, "unknown_claim"),
        ("/claims/p99.json", 404, "unknown_claim"), ("/reports/r99", 404, "unknown_report"), ("/voices/v99", 404, "unknown_voice"),
        ("/retellings/r99.json", 404, "unknown_report"), ("/redlines/r77", 404, "unknown_report"), ("/?as_of=soon", 400, "bad_date"),
        ("/claims?page=0", 400, "bad_page"), ("/claims?page=²", 400, "bad_page"), ("/claims?page=99", 404, "unknown_page"),
        ("/claims?page=" + "9" * 5000, 404, "unknown_page"),
        ("/search?q=" + "x" * 201, 400, "too_long"), ("/exports/doc", 400, "unknown_format"), ("/jobs/none.json", 404, "unknown_job"),
        ("/static/../app.py", 404, "unknown_address"), ("/static/none.css", 404, "unknown_address"),
    ],
)  # fmt: skip
def test_every_refusal_has_one_shape(bench, address, status, code):
    asked = bench.get(address, headers={"accept": "application/json"})
    assert (asked.status_code, asked.json()["code"]) == (status, code)
    assert sorted(asked.json()) == ["allowed", "code", "do", "what", "where"]
    if not address.split("?")[0].endswith(".json"):
        page = bench.get(address)
        assert page.status_code == status
        assert code in page.text


def test_a_method_that_is_none_is_refused_in_the_same_shape(bench):
    assert bench.post("/claims.json").json()["code"] == "wrong_method"


def test_an_empty_case_says_what_to_do(enter):
    empty = enter(Picture())
    for address in ("/", "/claims", "/retellings", "/reports", "/voices", "/figures", "/names", "/left-out", "/search?q=x", "/overrulings"):
        assert empty.get(address).status_code == 200
    assert "Add reports" in empty.get("/").text


@pytest.mark.parametrize("address", [each for each in ADDRESSES if "redlines" not in each])
def test_hostile_words_break_no_page(enter, address):
    hostile = enter(make_hostile(PICTURE))
    page = hostile.get(address)
    assert page.status_code == 200
    assert "\x1b" not in page.text
    assert "\u202e" not in page.text
    assert json.loads(hostile.get(_twin(address)).content) is not None


def test_exports_come_as_files_and_not_as_pages(bench):
    listed = bench.get("/exports.json").json()["formats"]
    assert {"json"} <= {each["name"] for each in listed}
    taken = bench.get("/exports/json")
    assert taken.headers["content-disposition"].startswith("attachment")
    assert taken.json() == json.loads(json.dumps(picture_to_document(PICTURE)))
