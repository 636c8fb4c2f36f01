"""What an overruling is about is found again, or said to be missing; it is never taken for something else."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from overruled_pile import MORE, REPORTS, find_claim, find_said, open_pile
from sayso.ledger.overrulings import Finder
from sayso.ledger.overrulings.anchors import anchor_report, anchor_statement
from sayso.model import Attribution, Overruling, Report, Span

TEXT = "The quay is closed, the harbour master said. Nobody knows for how long."
REPORT = Report("r1", TEXT, "Post")


def ruling(kind="other_voice", **about):
    return Overruling(1, datetime(2041, 5, 6, tzinfo=UTC), None, None, kind, json.dumps(about))


def said(start, end, report=REPORT, source=None):
    by = source and Span.cut(report.text, *source)
    return Attribution(by, None, (Span.cut(report.text, start, end),), "indirect", report=report.id, id="a1")


def finder(reports=(REPORT,), content=((0, 18), (46, 70))):
    return Finder(reports, {each.id: [said(*span, each) for span in content if span[1] <= len(each.text)] for each in reports})


@pytest.mark.parametrize(
    "reports",
    [
        [REPORT],
        [replace(REPORT, id="r1~abcdef"), Report("r1~123456", "Another text.", "Post")],  # a second report came under its id
        [REPORT, replace(REPORT, id="r2", outlet="Wire")],
        [replace(REPORT, id="r1~a"), replace(REPORT, id="r1~b", outlet="Wire")],
    ],
)
def test_a_report_is_known_by_its_text_whatever_its_id_became(reports):
    assert finder(reports).find_report(ruling(child=anchor_report(REPORT)), "child") == reports[0].id


@pytest.mark.parametrize("reports", [[], [replace(REPORT, text=TEXT + " ")], [replace(REPORT, id=id_) for id_ in ("a", "b")]])
def test_a_report_that_is_gone_or_not_the_only_one_is_not_found(reports):
    assert finder(reports).find_report(ruling(child=anchor_report(REPORT)), "child") is None


@pytest.mark.parametrize(
    ("span", "place"), [((0, 18), ("r1", 0)), ((4, 18), ("r1", 0)), ((46, 71), ("r1", 1)), ((0, 70), None), ((19, 40), None)]
)
def test_a_statement_is_found_if_most_of_its_characters_are(span, place):
    assert finder().find_statement(ruling(statement=anchor_statement(said(*span), REPORT)), "statement") == place


@pytest.mark.parametrize(
    "about",
    ["", "[]", "null", "{", '{"statement": 3}', '{"statement": {"report": {}}}', '{"voice": {"held": [{"report": 1}]}}', "[" * 9999],
)
def test_whatever_a_hand_left_in_the_file_finds_nothing_and_stops_nothing(about):
    broken = replace(ruling(), about=about)
    assert finder().find_report(broken, "child") is None
    assert finder().find_statement(broken, "statement") is None
    assert finder().find_holder(broken, "voice", {("r1", 0): "v1"}) is None
    with open_pile() as case:
        for kind in ("other_voice", "other_party", "same_claim", "stance", "other_parent"):
            case._store.append_overruling(replace(broken, kind=kind))
        assert {each.state for each in case.overrulings} == {"stale"}
        assert len(case.export()["overrulings"]) == 5


def test_a_claim_is_where_most_of_what_it_held_is():
    one, two = ({"content": [span], "source": []} for span in ([0, 18], [46, 70]))
    held = [{"report": anchor_report(REPORT), "statements": those} for those in ([one, two], [two])]
    assert finder().find_holder(ruling(claim={"held": held}), "claim", {("r1", 0): 7, ("r1", 1): 4}) == 4
    assert finder().find_holder(ruling(claim={"held": held}), "claim", {("r1", 0): 7}) == 7
    assert finder().find_holder(ruling(claim={"held": held}), "claim", {}) is None


def test_an_overruling_outlives_the_time_when_it_finds_nothing():
    with open_pile() as case:
        said_later = find_said(case, "r4", "dockers crossed the bridge")
        case.overrule("other_voice", said_later.id, why="another union")
        early = case.picture(as_of=date(2041, 5, 6))
        assert [each.state for each in early.overrulings] == ["stale"]  # that report was not out yet
        assert [each.state for each in case.overrulings] == ["holds"]


def test_a_bigger_pile_moves_the_ids_and_not_what_was_overruled():
    with open_pile() as case:
        bridge, cables = find_claim(case, "bridge at Ostwick is closed"), find_claim(case, "tore two cables")
        case.overrule("same_claim", bridge.id, cables.id, why="one storm")
        said = find_said(case, "r3", "nobody was hurt")
        case.overrule("other_claim", said.id, find_claim(case, "tore two cables").id, why="of the storm")
        case._store.add([MORE])
        assert [each.state for each in case.overrulings] == ["holds", "holds"]
        assert find_claim(case, "bridge at Ostwick is closed").id == find_claim(case, "tore two cables").id
        assert find_said(case, "r3", "nobody was hurt").proposition == find_claim(case, "tore two cables").id
        assert len(case.picture().reports) == len(REPORTS) + 1
