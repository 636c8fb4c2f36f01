"""Whose child a report is, and whose it is not, as somebody overruled it."""

from dataclasses import replace

import pytest

from overruled_pile import MORE, REPORTS, find_claim, open_pile
from sayso.desk import Case
from sayso.ledger import CaseStore


@pytest.fixture
def case():
    with open_pile() as case:
        yield case


def parents(case):
    return {each.child: each for each in case.retellings if each.kind != "excerpt"}


def origin_of(case, report):
    return next(origin for origin in case.origins if report in origin)


def test_what_is_no_retelling_is_an_origin_of_its_own(case):
    assert parents(case)["r2"].parent == "r1"
    before = find_claim(case, "The bridge at Ostwick is closed").independent_reports
    case.overrule("not_a_retelling", "r2", "r1", why="both had the agency's draft")
    assert not any({each.child, each.parent} == {"r1", "r2"} for each in case.retellings)
    assert "r1" not in origin_of(case, "r2")
    claim = find_claim(case, "The bridge at Ostwick is closed")
    assert claim.independent_reports[1] == before[1] + 1
    assert not any({each.first, each.second} == {"r1", "r2"} for each in claim.merges)


def test_another_parent_takes_the_child_to_its_own_origin(case):
    case.overrule("other_parent", "r2", "r3", who="Ines", why="its editor told me")
    edge = parents(case)["r2"]
    assert (edge.parent, edge.probability, edge.direction_probability) == ("r3", 1.0, 1.0)
    assert edge.reasons[0].code == "overruled"
    assert edge.reasons[0].says == "overruling 1 by Ines: its editor told me"
    assert "r3" in origin_of(case, "r2")
    assert "r1" not in origin_of(case, "r2")


def test_parent_and_child_can_change_places(case):
    before = parents(case)["r2"]
    case.overrule("other_parent", "r1", "r2", why="the wire was first, whatever the clocks say")
    after = parents(case)
    assert after["r1"].parent == "r2"
    assert after["r1"].kind == before.kind
    assert after.get("r2") is None
    assert "r1" in origin_of(case, "r2")


def test_no_report_becomes_its_own_ancestor(case):
    case.overrule("other_parent", "r1", "r2", why="first thought")
    case.overrule("other_parent", "r2", "r1", why="second thought")
    assert parents(case)["r2"].parent == "r1"
    assert "r1" not in parents(case)
    case.overrule("other_parent", "r3", "r2", why="they share an editor")
    case.overrule("other_parent", "r1", "r3", why="and so do these")
    seen, at = [], "r1"
    while at in parents(case):
        assert at not in seen
        seen.append(at)
        at = parents(case)[at].parent
    assert parents(case)["r1"].parent == "r3"


def test_who_is_no_retelling_after_all_may_be_made_one_again(case):
    case.overrule("not_a_retelling", "r2", "r1", why="first thought")
    case.overrule("other_parent", "r2", "r1", why="second thought")
    assert parents(case)["r2"].parent == "r1"
    case.overrule("not_a_retelling", "r2", "r1", why="third thought")
    assert "r2" not in parents(case) or parents(case)["r2"].parent != "r1"
    assert [each.state for each in case.overrulings] == ["replaced", "replaced", "holds"]


@pytest.mark.parametrize("late", ["a reprint", "a newer version"])
def test_what_is_no_retelling_is_none_of_a_copy_either(late):
    store = CaseStore.open(None)
    store.add(REPORTS)
    wire = REPORTS[0]
    copy = replace(wire, id="r9", outlet="Northern Echo" if late == "a reprint" else wire.outlet, path="pile.jsonl:9")
    copy = replace(copy, text=wire.text + " Nobody knows when it will open." if late == "a newer version" else wire.text)
    with Case(store) as case:
        case.overrule("not_a_retelling", "r2", "r1", why="both had the agency's draft")
        store.add([copy])
        assert "r9" in origin_of(case, "r1")
        assert not {"r1", "r9"} & {*origin_of(case, "r2")}
        assert [each.state for each in case.overrulings] == ["holds"]


def test_a_parent_that_is_decided_anew_replaces_the_one_before(case):
    case.overrule("other_parent", "r2", "r3", why="first thought")
    case.overrule("other_parent", "r2", "r4", why="second thought")
    assert [each.state for each in case.overrulings] == ["replaced", "holds"]


def test_a_copy_whose_parent_somebody_named_keeps_it():
    with open_pile((*REPORTS, MORE)) as case:
        case.overrule("other_parent", "r5", "r2", why="its editor told me")
        case.overrule("not_a_retelling", "r2", "r1", why="both had the agency's draft")
        assert parents(case)["r5"].parent == "r2"
        assert "r1" not in origin_of(case, "r2")
        assert [each.state for each in case.overrulings] == ["holds", "holds"]
