"""Asked with the official client: most of it in this process, and once over standard input and output as agents do."""

import json
import sys
from pathlib import Path

import anyio
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from sayso.desk import read
from sayso.ledger import redline_to_document
from sayso.surfaces.exports import take_claim
from sayso.surfaces.mcp import make_server, read_skill
from sayso.surfaces.mcp.desk import Desk

HEAD = "ORLEK, May 6 (Valley Wire) - The dam at Orlek is safe, engineer Mira Tolan"
WIRE = (
    f'{HEAD} said on Monday. "Not one crack has been found," she told reporters at the foot of the wall. '
    "The valley council denied that the dam is safe. At least 40 families have left their homes."
)
COPY = (
    f'{HEAD} claimed on Monday. "Not one crack was ever found," she told reporters at the foot of the wall. '
    "At least 60 families have left their homes."
)
OWN = "Water seeps through the dam, said council speaker Bo Hadd."
PILE = [
    {"id": "r01", "outlet": "Valley Wire", "published": "2041-05-06T08:00:00Z", "title": "Dam is safe", "text": WIRE},
    {"id": "r02", "outlet": "The Morning Lantern", "published": "2041-05-06T11:00:00Z", "title": "Safe!", "text": COPY},
    {"id": "r03", "outlet": "Urlak Radio", "published": "2041-05-07", "text": OWN},
]


@pytest.fixture(scope="module")
def pile(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("pile") / "dam.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in PILE))
    return path


@pytest.fixture(scope="module")
def case(pile):
    with read(pile) as case:
        yield case


def _ask(pile, *calls, may_read=True):
    """Return the answers of a server on the pile, in order."""

    async def ask():
        desk = Desk(lambda: read(pile))
        try:
            async with Client(make_server(desk, may_read=may_read)) as client:
                return [await client.call_tool(name, arguments) for name, arguments in calls]
        finally:
            desk.close()

    return anyio.run(ask)


def test_the_same_question_gets_the_answer_of_the_desk(pile, case):
    export = case.export()
    claim = export["propositions"][0]["id"]
    overview, explained, line = _ask(pile, ("overview", {}), ("explain_claim", {"claim": claim}), ("redline", {"child": "r02"}))
    assert overview.structured_content["n_reports"] == len(export["reports"])
    assert overview.structured_content["n_independent"] == len(export["origins"])
    taken = take_claim(export, claim)
    assert explained.structured_content["attributions"]["rows"] == taken["attributions"]
    assert explained.structured_content["independent_reports"] == taken["propositions"][0]["independent_reports"]
    redline = case.redline("r02")
    whole = redline_to_document(redline.child, redline.parent, redline.retelling, redline.alignment)
    assert line.structured_content["changes"] == whole["changes"]
    assert line.structured_content["sentences"]["rows"] == whole["sentences"]


def test_each_denial_tells_how_much_it_denies(pile, case):
    [listed] = _ask(pile, ("list_claims", {}))
    denying = [voice for row in listed.structured_content["rows"] for voice in row["deny"]]
    assert denying
    assert {voice["scope"] for voice in denying} <= {"whole", "part", "figure", "framing"}


def test_every_span_is_a_slice_of_the_text_that_is_given(pile):
    [told] = _ask(pile, ("read_report", {"report": "r01"}))
    text = told.structured_content["text"]
    spans = [span for each in told.structured_content["attributions"] for span in each["content"] if span.get("in") != "title"]
    assert spans
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def test_long_lists_come_in_pages(pile):
    first, second, past = _ask(
        pile, ("list_reports", {"limit": 2}), ("list_reports", {"limit": 2, "offset": 2}), ("list_reports", {"offset": 9})
    )
    assert [each["id"] for each in first.structured_content["rows"]] == ["r01", "r02"]
    assert first.structured_content["next_offset"] == 2
    assert [each["id"] for each in second.structured_content["rows"]] == ["r03"]
    assert second.structured_content["next_offset"] is None
    assert past.structured_content["rows"] == []


def test_the_day_is_kept_to(pile):
    early, late = _ask(pile, ("list_reports", {"as_of": "2041-05-06"}), ("list_reports", {}))
    assert (early.structured_content["n_all"], late.structured_content["n_all"]) == (2, 3)


def test_claims_can_be_picked_by_their_words(pile):
    all_of_them, some = _ask(pile, ("list_claims", {"contested_only": False}), ("list_claims", {"contested_only": False, "words": "SEEPS"}))
    assert some.structured_content["n_all"] < all_of_them.structured_content["n_all"]
    assert all("seeps" in each["text"].lower() for each in some.structured_content["rows"])


def test_a_draft_is_checked_against_its_reports(pile):
    draft = PILE[0]["text"].replace("40 families", "70 families").replace("Not one crack has", "Not a single crack has")
    [checked] = _ask(pile, ("check_draft", {"draft": draft, "against": ["r01"]}))
    kinds = {each["kind"] for each in checked.structured_content["rows"]}
    assert {"figure_changed", "quote_altered"} <= kinds
    for each in checked.structured_content["rows"]:
        assert draft[each["after"]["start"] : each["after"]["end"]] == each["after"]["text"]


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("explain_claim", {"claim": "p999"}, "unknown_claim"), ("read_report", {"report": "r99"}, "unknown_report"),
        ("redline", {"child": "r99"}, "unknown_report"), ("redline", {"child": "r03"}, "no_parent"),
        ("list_claims", {"as_of": "soon"}, "bad_date"), ("explain", {"thing": "nonsense"}, "unknown_thing"),
        ("check_draft", {"draft": "x", "against": ["r99"]}, "unknown_report"),
    ],
)  # fmt: skip
def test_every_error_has_the_fields_of_all_surfaces(pile, tool, arguments, code):
    [refused] = _ask(pile, (tool, arguments))
    assert refused.is_error
    said = json.loads(refused.content[0].text)
    assert sorted(said) == ["allowed", "code", "do", "what", "where"]
    assert said["code"] == code
    assert refused.structured_content == said


def test_a_text_with_half_a_character_is_carried_without_moving_a_span(tmp_path):
    path = tmp_path / "broken.jsonl"
    path.write_text('{"id": "r01", "text": "Half \\ud800 a sign. The dam is safe, engineer Mira Tolan said on Monday."}\n')
    [told] = _ask(path, ("read_report", {"report": "r01"}))
    text = told.structured_content["text"]
    for each in told.structured_content["attributions"]:
        assert all(text[span["start"] : span["end"]] == span["text"] for span in each["content"])


def test_over_http_no_tool_opens_files(pile):
    async def list_tools(may_read):
        desk = Desk(lambda: read(pile))
        async with Client(make_server(desk, may_read=may_read)) as client:
            return {tool.name: tool for tool in (await client.list_tools()).tools}

    offered = anyio.run(list_tools, False)
    assert "add_reports" not in offered
    assert all(tool.annotations.read_only_hint for tool in offered.values())
    assert all(tool.description and tool.output_schema for tool in anyio.run(list_tools, True).values())


def test_agents_reach_a_case_over_standard_input_and_output(pile, tmp_path):
    async def ask():
        command = "from sayso.surfaces.cli import main; raise SystemExit(main())"
        server = StdioServerParameters(command=sys.executable, args=["-c", command, "mcp", "--case", str(tmp_path / "dam.sayso")])
        async with Client(server) as client:
            added = await client.call_tool("add_reports", {"paths": [str(pile)]})
            claims = await client.call_tool("list_claims", {"contested_only": False})
            nothing = await client.call_tool("add_reports", {"paths": [str(tmp_path / "nowhere")]})
            return added, claims, nothing

    added, claims, nothing = anyio.run(ask)
    assert added.structured_content["read"] == {"new": 3, "duplicates": 0, "skipped": 0}
    assert claims.structured_content["n_all"] > 0
    assert nothing.structured_content["read"]["skipped"] == 1


def test_the_skill_names_every_tool_and_no_other(pile):
    async def names():
        async with Client(make_server(Desk(lambda: read(pile)))) as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    page = read_skill()
    assert page.startswith("---\nname: sayso\n")
    table = [line for line in page.splitlines() if line.startswith("| ")]
    named = {word for line in table for word in line.split("`")[1::2] if "_" in word or word in ("overview", "explain", "redline")}
    assert {name for name in named if not name.startswith(("next", "p1"))} == anyio.run(names)
