import pytest

from sayso.surfaces.web import House
from sayso.surfaces.web.guard import COOKIE

TOKEN = "a-token-of-some-length"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:7297", "localhost:7297", "[::1]:7297", "LOCALHOST", "localhost."])
def test_loopback_names_are_answered(bench, host):
    assert bench.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:7297", "127.0.0.1.evil.example", "192.168.0.7", "", "localhost@evil.example", "[::1"]
)
def test_other_names_are_not_answered(bench, host):
    refused = bench.get("/board.json", headers={"host": host})
    assert refused.status_code in (400, 421)
    assert refused.json()["code"] in ("unknown_host", "bad_request")


def test_a_name_that_is_allowed_is_answered_and_beyond_loopback_bare_numbers_are():
    assert House(names=("desk.example",)).answers_to("desk.example:80")
    assert House("0.0.0.0").answers_to("192.168.0.7:7297")
    assert not House("0.0.0.0").answers_to("evil.example")
    assert not House().answers_to("192.168.0.7:7297")


@pytest.mark.parametrize("address", ["/", "/board.json", "/nowhere", "/claims/p99", "/static/sayso.css", "/exports/json", "/add", "/enter"])
def test_every_answer_tells_browsers_to_run_nothing_of_strangers(bench, address):
    headers = bench.get(address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_even_a_refused_host_gets_these_headers(bench):
    assert "content-security-policy" in bench.get("/", headers={"host": "evil.example"}).headers


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)  # fmt: skip
def test_a_form_of_another_site_is_refused(bench, headers):
    asked = bench.post("/add", data={"text": "x"}, headers={**headers, "accept": "application/json"})
    assert (asked.status_code, asked.json()["code"]) == (403, "forged")


@pytest.mark.parametrize("token", [None, "", "wrong", "ü"])
def test_a_form_without_the_token_of_our_own_is_refused(filed, token):
    data = {"text": "The dam is safe."} | ({"form_token": token} if token is not None else {})
    asked = filed.post("/add", data=data, headers={"accept": "application/json"})
    assert (asked.status_code, asked.json()["code"]) == (403, "forged")


def test_beyond_loopback_a_token_opens_the_door(enter):
    bench = enter(house=House("0.0.0.0", token=TOKEN))
    shut = bench.get("/board.json")
    assert (shut.status_code, shut.json()["code"], shut.headers["www-authenticate"]) == (401, "token_required", "Bearer")
    assert "Enter the token" in bench.get("/").text
    assert bench.get("/board.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert bench.get("/board.json", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert bench.get("/static/sayso.css").status_code == 200


def test_the_token_is_shown_once_and_then_a_cookie_that_is_not_the_token(enter):
    bench = enter(house=House("0.0.0.0", token=TOKEN))
    assert bench.post("/enter", data={"token": "wrong"}).status_code == 401
    let_in = bench.post("/enter", data={"token": TOKEN}, follow_redirects=False)
    assert let_in.status_code == 303
    cookie = let_in.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert TOKEN not in cookie
    assert COOKIE in bench.cookies
    assert bench.get("/board.json").status_code == 200


def test_a_token_in_the_address_is_taken_and_gone_from_it(enter):
    bench = enter(house=House("0.0.0.0", token=TOKEN))
    led = bench.get(f"/enter?token={TOKEN}", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, "/")


def test_a_body_over_the_limit_is_refused_before_it_is_read(bench):
    asked = bench.post("/add", content=b"", headers={"content-length": str(10**9), "accept": "application/json"})
    assert (asked.status_code, asked.json()["code"]) == (413, "too_large")
