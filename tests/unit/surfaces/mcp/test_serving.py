"""The server as streamable HTTP, asked by the official client over a socket, and by those who should not be answered."""

import json
import socket
import threading
import time
from contextlib import contextmanager

import anyio
import httpx2
import pytest
import uvicorn
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from starlette.testclient import TestClient

from sayso.desk import open_case
from sayso.errors import UsageError
from sayso.surfaces.mcp import make_http_app, serve_http
from sayso.surfaces.mcp.desk import Desk
from sayso.surfaces.web import House

TOKEN = "seventeen-letters"
QUESTIONS = (
    ("overview", {}), ("list_reports", {"limit": 1}), ("list_claims", {"contested_only": False}), ("explain_claim", {"claim": "p1"}),
    ("read_report", {"report": "r01"}), ("explain", {"thing": "voices"}), ("list_figures", {}), ("explain_claim", {"claim": "p99"}),
    ("check_draft", {"draft": "The mill at Arrun burned for 6 hours.", "against": ["r01"]}),
)  # fmt: skip
HELLO = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
HEADERS = {"accept": "application/json, text/event-stream", "host": "127.0.0.1:7298"}


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """Return a case file on an invented mill."""
    folder = tmp_path_factory.mktemp("mill")
    text = "The mill at Arrun burned for 4 hours, fire chief Ola Renn said on Friday. The owner denied that the mill burned."
    reports = [{"id": "r01", "outlet": "Arrun Post", "published": "2041-05-06", "text": text}]
    (folder / "mill.jsonl").write_text("".join(json.dumps(each) + "\n" for each in reports))
    with open_case(folder / "mill.sayso") as opened:
        opened.read([folder / "mill.jsonl"], model="rules")
        opened.picture()
    return folder / "mill.sayso"


@contextmanager
def _serve(case, house):
    """Yield the address of a server on loopback."""
    desk = Desk(lambda: open_case(case))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_http_app(desk, house), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/mcp"
        finally:
            server.should_exit = True
            thread.join()
            desk.close()


async def _ask_all(client):
    return [(each.is_error, each.structured_content) for each in [await client.call_tool(*question) for question in QUESTIONS]]


def test_over_http_the_official_client_gets_the_answers_of_standard_input_and_output(case):
    async def ask_http(address):
        async with Client(address) as client:
            return await _ask_all(client)

    async def ask_stdio():
        import sys

        command = "from sayso.surfaces.cli import main; raise SystemExit(main())"
        async with Client(StdioServerParameters(command=sys.executable, args=["-c", command, "mcp", "--case", str(case)])) as client:
            return await _ask_all(client)

    with _serve(case, House()) as address:
        over_http = anyio.run(ask_http, address)
    assert over_http == anyio.run(ask_stdio)
    assert [is_error for is_error, _ in over_http].count(True) == 1


def test_with_a_token_the_official_client_has_to_show_it(case):
    async def ask(address, token):
        async with (
            httpx2.AsyncClient(headers={"authorization": f"Bearer {token}"}) as http,
            Client(streamable_http_client(address, http_client=http)) as client,
        ):
            return await client.call_tool("overview", {})

    with _serve(case, House(token=TOKEN)) as address:
        assert anyio.run(ask, address, TOKEN).structured_content["n_reports"] == 1
        with pytest.raises(Exception, match=r".") as refused:
            anyio.run(ask, address, "another-token-altogether")
        assert not isinstance(refused.value, AssertionError)


@pytest.fixture
def asked(case):
    """Return what asks the application without a client of its own."""
    desk = Desk(lambda: open_case(case))

    def post(house, headers, body=None):
        with TestClient(make_http_app(desk, house), base_url="http://127.0.0.1:7298", raise_server_exceptions=False) as client:
            return client.post("/mcp", json=body or HELLO, headers={**HEADERS, **headers})

    yield post
    desk.close()


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"host": "evil.example"}, 421, "unknown_host"), ({"host": "127.0.0.1.evil.example:7298"}, 421, "unknown_host"),
        ({"origin": "http://evil.example"}, 403, "forged"), ({"origin": "http://127.0.0.1:9999"}, 403, "forged"),
        ({"origin": "null"}, 403, "forged"), ({"sec-fetch-site": "cross-site"}, 403, "forged"),
        ({"content-length": "999999999999"}, 413, "too_large"), ({"content-length": "-1"}, 413, "too_large"),
    ],
)  # fmt: skip
def test_a_page_of_another_site_gets_no_answer(asked, headers, status, code):
    refused = asked(House(), headers)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert sorted(refused.json()) == ["allowed", "code", "do", "what", "where"]


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"bearer{TOKEN}"])
def test_without_the_token_nothing_is_told(asked, shown):
    refused = asked(House(token=TOKEN), {"authorization": shown} if shown else {})
    assert (refused.status_code, refused.json()["code"]) == (401, "token_required")


def test_with_the_token_or_where_none_is_needed_the_tools_are_told(asked):
    assert asked(House(token=TOKEN), {"authorization": f"Bearer {TOKEN}"}).status_code == 200
    names = [each["name"] for each in asked(House(), {}).json()["result"]["tools"]]
    assert "overview" in names
    assert "add_reports" not in names


@pytest.mark.parametrize(
    "body", [{"jsonrpc": "2.0"}, {"no": "call"}, {**HELLO, "method": "tools/none"}, {**HELLO, "params": {"cursor": 7}}]
)
def test_a_request_that_is_none_is_refused_without_a_failure(asked, body):
    assert asked(House(), {}, body).status_code < 500


def test_a_token_that_can_be_guessed_is_not_taken(tmp_path):
    with pytest.raises(UsageError, match="can be guessed"):
        serve_http(tmp_path / "none.sayso", 0, print, token="short")
