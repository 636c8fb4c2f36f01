import pytest

from unit.surfaces.web.conftest import WIRE, record

COPY = WIRE.replace("said on Monday", "claimed on Monday")


@pytest.fixture
def told(filed, tmp_path):
    """Return the client, once the case holds a report and a copy of it."""
    from sayso.desk import open_case

    pile = tmp_path / "dam.jsonl"
    pile.write_bytes(
        record(id="r01", outlet="Wire", published="2041-05-06T08:00:00Z", text=WIRE)
        + record(id="r02", outlet="Lantern", published="2041-05-06T11:00:00Z", text=COPY)
    )
    with open_case(tmp_path / "dam.sayso") as case:
        case.read([pile])
    return filed


def _decide(client, address="/overrulings", **fields):
    asked = client.post(address, data={"form_token": client.house.form_token, **fields}, headers={"accept": "application/json"})
    return asked.status_code, asked.json()


def test_an_overruling_changes_every_answer_and_an_undo_brings_the_picture_back(told):
    before = told.get("/exports/json", headers={"accept": "application/json"}).json()
    assert before["origins"] == [["r01", "r02"]]
    status, made = _decide(told, kind="not-a-retelling", thing=["r02", "r01"], why="its reporter was there", who="Ines <b>")
    assert (status, made["overrulings"][0]["number"]) == (201, 1)
    assert told.get("/board.json").json()["n_independent"] == 2
    page = told.get("/overrulings?made=1").text
    assert "its reporter was there" in page
    assert "Ines &lt;b&gt;" in page
    assert 'action="/overrulings/1/undo"' in page
    assert _decide(told, "/overrulings/1/undo")[0] == 201
    after = told.get("/exports/json", headers={"accept": "application/json"}).json()
    assert {**after, "overrulings": []} == {**before, "overrulings": []}
    assert [each["state"] for each in told.get("/overrulings.json").json()["overrulings"]] == ["undone", "holds"]
    assert 'action="/overrulings/1/undo"' not in told.get("/overrulings").text


def test_a_browser_is_led_to_the_log(told):
    fields = {"form_token": told.house.form_token, "kind": "not-a-retelling", "thing": ["r02", "r01"], "why": "it is not"}
    led = told.post("/overrulings", data=fields, follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, "/overrulings?made=1#n1")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "not-a-retelling", "thing": ["r02", "r01"], "why": " "}, "no_reason"),
        ({"kind": "nonsense", "thing": ["r02"], "why": "x"}, "unknown_kind"),
        ({"kind": "same-claim", "thing": ["p98", "p99"], "why": "x"}, "unknown_claim"),
        ({"kind": "not-a-retelling", "thing": [], "why": "x"}, "bad_things"),
        ({}, "unknown_kind"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused_and_not_logged(told, fields, code):
    assert _decide(told, **fields)[1]["code"] == code
    assert told.get("/overrulings.json").json()["overrulings"] == []


def test_a_decision_without_the_token_of_our_own_form_is_refused(told):
    asked = told.post("/overrulings", data={"kind": "not-a-retelling", "thing": ["r02", "r01"], "why": "x"})
    assert (asked.status_code, "forged" in asked.text) == (403, True)
    assert told.post("/overrulings/1/undo").status_code == 403


def test_each_thing_offers_what_can_be_decided_about_it(bench):
    assert 'value="same-claim"' in bench.get("/overrule/p1").text
    statement = bench.get("/overrule/a3").text
    assert all(f'value="{kind}"' in statement for kind in ("stance", "not-a-denial", "other-claim", "other-voice"))
    assert 'value="other-party"' in bench.get("/overrule/v1").text
    assert 'value="not-a-retelling"' in bench.get("/overrule/r02/r01").text
    for nothing in ("/overrule/p99", "/overrule/r02/r99"):
        assert bench.get(nothing).status_code == 404


def test_pages_lead_to_what_can_be_overruled_but_not_on_a_past_day(bench):
    assert 'href="/overrule/a3"' in bench.get("/claims/p1").text
    assert 'href="/overrule/r02/r01"' in bench.get("/redlines/r02").text
    assert 'href="/overrule/v1"' in bench.get("/voices/v1").text
    assert 'href="/overrule' not in bench.get("/claims/p1?as_of=2050-01-01").text
