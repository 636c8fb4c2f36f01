from dataclasses import replace

import pytest

import sayso
from invented_coverage import to_stream
from sayso.ledger.independence import Carrier, Common, count_independent
from sayso.model import Attribution, Span
from sayso.settings import LedgerSettings

STATEMENT = "The ministry rejects every word of this and asks all sides for calm"


def carrier(report, at=0, channel=None):
    span = Span(at, at + len(STATEMENT), STATEMENT)
    return Carrier(report, (span,), (Attribution(None, None, (span,), "direct", channel=channel),))


def common(**changes):
    reports = ("a", "b", "c")
    usual = Common({r: k for k, r in enumerate(reports)}, {r: f"The {r} Post" for r in reports}, {}, {}, {})
    return replace(usual, **changes)


def count(carriers, known):
    bounds, merges = count_independent(carriers, known, LedgerSettings())
    return bounds, [(m.first, m.second, m.certain, m.reason.code) for m in merges]


CARRIERS = [carrier("a"), carrier("b"), carrier("c")]


def test_reports_of_their_own_are_all_independent():
    assert count(CARRIERS, common()) == ((3, 3), [])


def test_reports_of_one_origin_are_one_for_certain():
    assert count(CARRIERS, common(origin_of={"a": 0, "b": 0, "c": 1})) == ((2, 2), [("a", "b", True, "retelling")])


def test_a_plausible_sign_lowers_only_the_lower_bound():
    assert count(CARRIERS, common(credits={("c", "a"): ("The a Post", frozenset({None}))})) == ((2, 3), [("a", "c", False, "credit")])
    shared = common(narrative={("b", "c"): "the bridge had been closed since the floods"})
    assert count(CARRIERS, shared) == ((2, 3), [("b", "c", False, "shared_narrative")])


def test_an_agency_that_both_name_is_a_sign():
    named = {"Reefwire": {"a": frozenset({None}), "b": frozenset({0}), "c": frozenset({9})}}
    starts = dict.fromkeys("abc", (0, 400, 900))
    assert count(CARRIERS, common(agencies=named, sentences=starts)) == ((2, 3), [("a", "b", False, "shared_credit")])


@pytest.mark.parametrize("agency", ["Reefwire", "Reef-Wire", "R.W.A."])
def test_an_agency_is_found_however_it_writes_its_name(agency):
    texts = {
        "Gull": f"PORT MARLO, May 4 ({agency}) - Two dockers died under a fallen crane, harbour master Ann Tell said.",
        "Tern": f"Nobody was at the gates on Monday. “A crane fell, and two dockers are dead,” Bo Lund of the union told {agency}.",
        "Knot": f"PORT MARLO, May 5 ({agency}) - Children put flowers by the quay, and the church was full long before the bells rang.",
    }
    with sayso.read("-", stdin=to_stream([{"id": outlet, "outlet": outlet, "text": text} for outlet, text in texts.items()])) as case:
        codes = {merge.reason.code for claim in case.claims for merge in claim.merges}
    assert "shared_credit" in codes


def test_written_statements_merge_and_words_heard_by_two_do_not():
    written = [carrier("a", channel="statement"), carrier("b", channel="statement"), carrier("c", channel="news conference")]
    assert count(written, common()) == ((2, 3), [("a", "b", False, "written_statement")])


def test_a_report_that_carries_it_only_in_an_excerpt_adds_none():
    known = common(excerpts={"c": (("a", ((0, 200),)),)})
    assert count(CARRIERS, known) == ((2, 2), [("a", "c", True, "excerpt_only")])
    of_its_own = [carrier("a"), carrier("b"), carrier("c", at=500)]
    assert count(of_its_own, known) == ((2, 3), [("a", "c", False, "excerpt")])


def test_an_outlet_named_beside_what_is_carried_is_a_sign_and_one_named_elsewhere_is_none():
    starts = dict.fromkeys("abc", (0, 40, 900))
    beside, elsewhere = (common(sentences=starts, credits={("c", "a"): ("The a Post", frozenset({n}))}) for n in (1, 2))
    assert count(CARRIERS, beside) == ((2, 3), [("a", "c", False, "credit")])
    assert count(CARRIERS, elsewhere) == ((3, 3), [])


def test_signs_that_repeat_one_another_are_merged_once():
    known = common(narrative={("a", "b"): "words", ("b", "c"): "words"}, credits={("c", "b"): ("Post", frozenset({None}))})
    bounds, merges = count(CARRIERS, known)
    assert bounds == (1, 3)
    assert len(merges) == 2


def test_a_newsrooms_own_reports_count_once_and_what_it_reprints_is_not_its_own():
    outlets = {"a": "Post", "b": "post", "c": None}
    assert count(CARRIERS, common(outlet_of=outlets)) == ((2, 2), [("a", "b", True, "same_outlet")])
    assert count(CARRIERS, common(outlet_of=outlets, retold=frozenset({"b"}))) == ((3, 3), [])


def test_one_newsroom_under_two_names_is_one_and_one_aggregator_is_none():
    outlets = {"a": "Kelp", "b": "Kelp on Sunday", "c": "The Reef"}
    known = common(outlet_of=outlets, newsroom_of={"a": "Kelp Daily", "b": "Kelp Daily", "c": "The Reef"})
    assert count(CARRIERS, known) == ((2, 2), [("a", "b", True, "same_newsroom")])
    carried = common(outlet_of=dict.fromkeys("abc", "Reef Portal"), newsroom_of=dict.fromkeys("abc"))
    assert count(CARRIERS, carried) == ((3, 3), [])


@pytest.mark.parametrize("called", ["the French news agency", "the state news agency", "the Veldanian news agency", "the news agency"])
def test_whose_an_agency_is_names_no_agency(called):
    texts = {
        "Gull": "Two dockers died under a fallen crane, the French mayor, Ida Renn, said.",
        "Tern": "Nobody was at the gates. “A crane fell, and two dockers are dead,” said a French, state and Veldanian engineer, Bo Hadd.",
        "Knot": f"Children put flowers by the quay, {called} said.",
    }
    with sayso.read("-", stdin=to_stream([{"id": outlet, "outlet": outlet, "text": text} for outlet, text in texts.items()])) as case:
        assert [claim.independent_reports for claim in case.claims] == [(2, 2)]


def test_the_name_behind_the_noun_is_the_agencys():
    texts = {
        "Gull": "Two dockers died under a fallen crane, Ann Tell told the official Veldanian news agency Reef.",
        "Tern": "Nobody was at the gates on Monday. “A crane fell, and two dockers are dead,” Bo Lund of the union told Reef.",
    }
    with sayso.read("-", stdin=to_stream([{"id": outlet, "outlet": outlet, "text": text} for outlet, text in texts.items()])) as case:
        assert {merge.reason.says for claim in case.claims for merge in claim.merges} == {"both name Reef as where they have it from"}
