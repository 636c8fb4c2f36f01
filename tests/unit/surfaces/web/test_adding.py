import json
import time

import pytest

from sayso.errors import UsageError
from sayso.settings import WebSettings
from sayso.surfaces.web import House
from sayso.surfaces.web.adding import clean_name
from sayso.surfaces.web.serving import require_token
from unit.surfaces.web.conftest import WIRE, record


def _send(client, files=(), **fields):
    asked = client.post(
        "/add", files=[("files", each) for each in files] or None, data={"form_token": client.house.form_token, **fields},
        headers={"accept": "application/json"},
    )  # fmt: skip
    return asked.status_code, asked.json()


def _wait(client, job):
    for _ in range(600):
        now = client.get(f"/jobs/{job['id']}.json").json()
        if now["is_done"]:
            return now
        time.sleep(0.1)
    raise AssertionError("it does not end")


def test_an_uploaded_file_is_read_and_the_board_shows_it(filed, tmp_path):
    assert filed.get("/board.json").json()["n_reports"] == 0
    status, job = _send(filed, [("dam.jsonl", record(id="r01", outlet="Wire", published="2041-05-06", text=WIRE))])
    assert status == 202
    assert _wait(filed, job)["read"] == {"new": 1, "duplicates": 0, "skipped": 0}
    assert filed.get("/board.json").json()["n_reports"] == 1
    assert "1 new report" in filed.get(f"/jobs/{job['id']}").text
    [kept] = (tmp_path / "dam.sayso-added").rglob("dam.jsonl")
    assert json.loads(kept.read_text())["id"] == "r01"
    again = _wait(filed, _send(filed, [("dam.jsonl", kept.read_bytes())])[1])
    assert again["read"]["new"] == 0


def test_a_pasted_text_is_a_report_with_what_was_said_of_it(filed):
    _, job = _send(filed, text=WIRE, outlet="Valley <Wire>", published="2041-05-06", title=" ")
    assert _wait(filed, job)["read"]["new"] == 1
    [report] = filed.get("/reports.json").json()["reports"]
    assert (report["outlet"], report["published"][:10]) == ("Valley <Wire>", "2041-05-06")


def test_what_cannot_be_read_is_counted_and_named(filed):
    _, job = _send(filed, [("photo.png", b"\x89PNG\r\n\x00"), ("bomb.wacz", b"PK\x03\x04nothing"), ("a.txt", WIRE.encode())])
    assert _wait(filed, job)["read"]["new"] == 1
    codes = {each["code"] for each in filed.get("/left-out.json").json()["skipped"]}
    assert codes == {"unknown_format", "broken_archive"}


def test_a_name_that_leads_elsewhere_stays_in_the_folder(filed, tmp_path):
    _, job = _send(filed, [("../../../../outside.txt", WIRE.encode()), ("C:\\up\\<img src=x>.txt", (WIRE + " Again.").encode())])
    _wait(filed, job)
    kept = [path.relative_to(tmp_path / "dam.sayso-added") for path in (tmp_path / "dam.sayso-added").rglob("*.txt")]
    assert sorted(path.name for path in kept) == ["img src-x-.txt", "outside.txt"]
    assert all(len(path.parts) == 2 for path in kept)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/../b", "con\x00.txt", "\u202egnp.txt", "x" * 500 + ".txt", "." * 50, "a\n.txt", "\ud800.txt"]
)
def test_a_cleaned_name_is_one_short_part_of_a_path(name):
    cleaned = clean_name(name)
    assert cleaned.strip(". ") == cleaned != ""
    assert len(cleaned.encode("utf-8")) <= 255
    assert not set(cleaned) & set("/\\\x00\n<>\u202e")


NOTHING = [({}, "nothing_sent"), ({"text": " \n "}, "nothing_sent"), ({"text": "... !"}, "empty"), ({"text": "x" * 2_000_001}, "too_large"),
           ({"text": "The lamp was lit.", "outlet": "x" * 2_001}, "too_long")]  # fmt: skip


@pytest.mark.parametrize(("fields", "code"), NOTHING, ids=["no field", "white space", "no words", "too long", "a field too long"])
def test_nothing_and_too_much_are_refused(filed, fields, code):
    status, said = _send(filed, **fields)
    assert (said["code"], status in (400, 413, 422)) == (code, True)


def test_too_many_files_are_refused(filed):
    status, said = _send(filed, [(f"{k}.txt", b"a") for k in range(WebSettings().upload_files + 1)])
    assert status == 400
    assert said["code"] == "bad_request"


def test_a_browser_is_led_to_where_the_reading_can_be_watched(filed):
    led = filed.post("/add", data={"form_token": filed.house.form_token, "text": WIRE}, follow_redirects=False)
    assert led.status_code == 303
    page = filed.get(led.headers["location"])
    assert page.status_code == 200
    _wait(filed, {"id": led.headers["location"].rsplit("/", 1)[1]})


def test_what_another_program_reads_into_the_case_is_noticed(filed, tmp_path):
    from sayso.desk import open_case

    assert filed.get("/board.json").json()["n_reports"] == 0
    (tmp_path / "more.txt").write_text(WIRE)
    with open_case(tmp_path / "dam.sayso") as case:
        case.read([tmp_path / "more.txt"])
    assert filed.get("/board.json").json()["n_reports"] == 1


def test_without_a_token_nobody_beyond_this_machine_is_served():
    require_token(House(), WebSettings())
    require_token(House("0.0.0.0", token="sixteen-letters-x"), WebSettings())
    with pytest.raises(UsageError, match="other machines"):
        require_token(House("0.0.0.0"), WebSettings())
    with pytest.raises(UsageError, match="guessed"):
        require_token(House(token="short"), WebSettings())
