"""A case file keeps what was overruled, and every picture from it follows the log."""

from datetime import date

import pytest

from overruled_pile import MORE, REPORTS, find_claim, find_said
from sayso.desk import Case, open_case, painting
from sayso.ledger import CaseStore


@pytest.fixture
def path(tmp_path):
    with CaseStore.open(tmp_path / "case.sayso") as store:
        store.add(REPORTS)
    return tmp_path / "case.sayso"


def test_what_was_overruled_is_there_when_the_case_is_opened_again(path, monkeypatch):
    with open_case(path) as case:
        renn = find_said(case, "r1", "The bridge at Ostwick is closed").voice
        made = case.overrule("other_party", renn, "the town", who="Ines", why="she is its mayor")
        after = case.export()
    monkeypatch.setattr(painting, "paint_picture", None)  # nothing has to be painted: the picture is kept, with the state of each
    with open_case(path) as case:
        assert case.overrulings == (made,)
        assert case.export() == after


def test_another_program_at_the_case_is_followed_at_once(path):
    with open_case(path) as case, open_case(path) as other:
        before = case.export()
        renn = find_said(other, "r1", "The bridge at Ostwick is closed").voice
        other.overrule("other_party", renn, "the town", why="she is its mayor")
        assert "the town" in {each["party"] for each in case.export()["voices"]}
        case.undo(1, who="Jon", why="she is on leave")
        assert {**other.export(), "overrulings": []} == before


def test_reading_more_and_reading_again_lose_nothing(path):
    with open_case(path) as case:
        one, other = find_claim(case, "The bridge at Ostwick is closed").id, find_claim(case, "tore two cables").id
        case.overrule("same_claim", one, other, why="one storm")
    with CaseStore.open(path) as store:
        store.add([MORE, *REPORTS])
    with open_case(path) as case:
        assert [each.state for each in case.overrulings] == ["holds"]
        assert find_claim(case, "The bridge at Ostwick is closed").id == find_claim(case, "tore two cables").id


def test_an_earlier_day_follows_the_log_as_far_as_its_reports_go(path):
    with open_case(path) as case:
        case.overrule("not_a_retelling", "r2", "r1", why="two desks, one draft")
        early = case.picture(as_of=date(2041, 5, 6))
        assert {"r1", "r2"} & {report for origin in early.origins if len(origin) == 1 for report in origin}
        assert not any({edge.child, edge.parent} == {"r1", "r2"} for edge in early.retellings)
        assert case.why("reports", as_of=date(2041, 5, 6)).value == 3


def test_a_case_in_memory_can_be_overruled_too():
    store = CaseStore.open(None)
    store.add(REPORTS)
    with Case(store) as case:
        case.overrule("not_a_retelling", "r2", "r1", why="two desks, one draft")
        assert [each.kind for each in case.overrulings] == ["not_a_retelling"]
