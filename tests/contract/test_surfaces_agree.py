"""The same question gets the same answer on the web, on the command line, over MCP and in Python."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date
from pathlib import Path

import anyio
import pytest
from mcp import Client
from starlette.testclient import TestClient

from sayso.desk import open_case
from sayso.ledger import redline_to_document
from sayso.surfaces.cli import main
from sayso.surfaces.exports import take_claim, take_section
from sayso.surfaces.mcp import make_server
from sayso.surfaces.mcp.desk import Desk
from sayso.surfaces.web import open_workbench

ROOT = Path(__file__).resolve().parents[2]
DAY = "2034-05-09"


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("case") / "ferry.sayso"
    with open_case(path) as opened:
        opened.read([ROOT / "examples" / "harbour-ferry" / "reports.jsonl"])
        opened.picture()
    return path


@pytest.fixture(scope="module")
def web(case):
    with TestClient(open_workbench(case), base_url="http://127.0.0.1") as client:
        yield client


def _cli(*arguments: str) -> bytes:
    """Return what a command prints, to the byte."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out):
        assert main(list(arguments)) == 0
    out.flush()
    return out.buffer.getvalue()


@pytest.mark.parametrize("section", ["claims", "retellings", "figures", "voices"])
@pytest.mark.parametrize("day", [None, DAY])
def test_a_section_is_the_same_to_the_byte(case, web, section, day):
    asked = ["--as-of", day] if day else []
    printed = _cli(section, "--case", str(case), "--json", *asked)
    assert web.get(f"/{section}.json", params={"as_of": day} if day else None).content == printed
    with open_case(case) as opened:
        assert take_section(opened.export(as_of=date.fromisoformat(day) if day else None), section) == json.loads(printed)


def test_a_claim_is_the_same_to_the_byte(case, web):
    printed = _cli("claims", "p1", "--case", str(case), "--json")
    assert web.get("/claims/p1.json").content == printed
    with open_case(case) as opened:
        assert take_claim(opened.export(), "p1") == json.loads(printed)


@pytest.mark.parametrize("pair", [("r04",), ("r04", "r01"), ("r05", "r01")])
def test_a_redline_is_the_same_to_the_byte(case, web, pair):
    printed = _cli("redline", *pair, "--case", str(case), "--json")
    assert web.get(f"/redlines/{'/'.join(pair)}.json").content == printed
    with open_case(case) as opened:
        line = opened.redline(*pair)
    assert redline_to_document(line.child, line.parent, line.retelling, line.alignment) == json.loads(printed)


def test_the_export_is_the_same_to_the_byte(case, web):
    assert web.get("/exports/json").content == _cli("export", "--case", str(case))


def test_the_log_is_the_same_to_the_byte(case, web):
    assert web.get("/overrulings.json").content == _cli("overrulings", "--case", str(case), "--json")


REFUSED = [(["claims", "p999"], "/claims/p999"), (["redline", "r99"], "/redlines/r99"), (["redline", "r01"], "/redlines/r01")]


@pytest.mark.parametrize(("command", "address"), REFUSED)
def test_an_error_has_the_same_code_and_words(case, web, command, address, capsys):
    assert main([*command, "--case", str(case), "--json"]) == 2
    assert web.get(f"{address}.json").json() == json.loads(capsys.readouterr().err)


def test_agents_are_told_the_same(case, web):
    async def ask():
        desk = Desk(lambda: open_case(case))
        async with Client(make_server(desk)) as client:
            answers = [
                await client.call_tool("explain_claim", {"claim": "p1", "limit": 100}),
                await client.call_tool("redline", {"child": "r04", "limit": 100}),
                await client.call_tool("list_figures", {"limit": 100}),
                await client.call_tool("explain_claim", {"claim": "p999"}),
            ]
        desk.close()
        return [answer.structured_content for answer in answers]

    claim, line, figures, refused = anyio.run(ask)
    assert claim["attributions"]["rows"] == web.get("/claims/p1.json").json()["attributions"]
    assert line["changes"] == web.get("/redlines/r04.json").json()["changes"]
    assert line["sentences"]["rows"] == web.get("/redlines/r04.json").json()["sentences"]
    assert figures["rows"] == web.get("/figures.json").json()["figures"]
    assert refused["code"] == web.get("/claims/p999.json").json()["code"]
