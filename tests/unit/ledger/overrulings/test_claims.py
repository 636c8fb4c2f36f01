"""Which statements are one claim, and where each stands, as somebody overruled it."""

from dataclasses import replace

import pytest

from overruled_pile import MORE, REPORTS, find_claim, find_said, open_pile
from sayso.desk import Case
from sayso.ledger import CaseStore


@pytest.fixture
def case():
    with open_pile() as case:
        yield case


def said_of(case, claim_id):
    return {(each.report, each.content) for each in case.picture().attributions if each.proposition == claim_id}


def test_two_claims_made_one_hold_what_both_held(case):
    bridge, cables = find_claim(case, "bridge at Ostwick is closed"), find_claim(case, "tore two cables")
    both = said_of(case, bridge.id) | said_of(case, cables.id)
    case.overrule("same_claim", bridge.id, cables.id, why="the storm is one event")
    merged = find_claim(case, "bridge at Ostwick is closed")
    assert said_of(case, merged.id) == both
    assert merged.id == find_claim(case, "tore two cables").id
    assert len(case.claims) == 1
    assert [each.state for each in case.overrulings] == ["holds"]


def test_a_statement_taken_out_of_its_claim_is_a_claim_that_others_can_be_put_to(case):
    said, cables = find_said(case, "r3", "Two cables fell"), find_claim(case, "tore two cables")
    assert said.proposition == cables.id
    case.overrule("other-claim", said.id, why="another storm")
    fell, tore = find_claim(case, "Two cables fell"), find_claim(case, "tore two cables")
    assert (fell.reports, fell.status[-1].status) == (("r3",), "asserted")
    assert "r3" not in tore.reports
    case.overrule("other-claim", find_said(case, "r4", "tore two cables").id, fell.id, why="that storm, too")
    assert find_claim(case, "Two cables fell").reports == ("r3", "r4")
    assert [each.state for each in case.overrulings] == ["holds", "holds"]


def test_what_comes_later_goes_with_what_it_is_most_like():
    store = CaseStore.open(None)
    store.add(REPORTS)
    with Case(store) as case:
        case.overrule("other-claim", find_said(case, "r3", "Two cables fell").id, why="another storm")
        texts = (
            ("r5", "Rain fell on the market. Two cables fell from a pylon in the storm, harbour master Ulla Senn said."),
            ("r6", "Bakers sold soup. The storm tore two cables from the eastern pylon, harbour master Ulla Senn said."),
        )
        store.add([replace(REPORTS[3], id=id_, text=text, outlet=id_) for id_, text in texts])
        fell, tore = find_said(case, "r3", "Two cables fell").proposition, find_said(case, "r1", "tore two cables").proposition
        assert fell != tore
        assert (find_said(case, "r5", "Two cables fell").proposition, find_said(case, "r6", "tore two cables").proposition) == (fell, tore)


def test_what_nobody_took_up_is_a_claim_once_somebody_decides_so(case):
    alone = find_said(case, "r3", "nobody was hurt")
    assert alone.proposition is None
    case.overrule("other-claim", alone.id, why="a claim of its own")
    claim = find_claim(case, "nobody was hurt")
    assert (claim.reports, len(claim.affirm)) == (("r3",), 1)


def test_what_denies_nothing_denies_no_other_claim_either(case):
    denial = find_said(case, "r1", "the bridge at Ostwick is closed")
    case.overrule("not-a-denial", denial.id, why="a question")
    case.overrule("other-claim", denial.id, find_claim(case, "tore two cables").id, why="said of the cables")
    assert find_said(case, "r1", "the bridge at Ostwick is closed").stance != "deny"
    assert case.overrulings[0].state != "stale"


def test_a_stance_of_none_is_towards_a_claim_as_any_other(case):
    said = find_said(case, "r3", "Two cables fell")
    case.overrule("stance", said.id, "other", why="hearsay")
    case.overrule("other-claim", said.id, find_claim(case, "bridge at Ostwick is closed").id, why="said of the bridge")
    assert find_said(case, "r3", "Two cables fell").proposition == find_claim(case, "bridge at Ostwick is closed").id
    assert [each.state for each in case.overrulings] == ["stale", "holds"]


def test_a_claim_stays_listed_when_its_last_denial_is_overruled():
    text = "The plant poisoned the river, anglers at Lomma said. Hadd Chemicals denied that the plant had poisoned the river."
    with open_pile([replace(REPORTS[0], text=text)]) as case:
        denial = find_said(case, "r1", "the plant had poisoned")
        assert denial.stance == "deny"
        case.overrule("not-a-denial", denial.id, why="a question")
        claim = find_claim(case, "The plant poisoned")
        assert (len(claim.affirm), claim.deny) == (1, ())


def test_a_statement_can_be_put_to_another_claim(case):
    nobody_hurt, bridge = find_said(case, "r3", "nobody was hurt"), find_claim(case, "bridge at Ostwick is closed")
    assert nobody_hurt.proposition != bridge.id
    case.overrule("other_claim", nobody_hurt.id, bridge.id, why="said of the bridge")
    moved = find_said(case, "r3", "nobody was hurt")
    bridge = find_claim(case, "bridge at Ostwick is closed")
    assert moved.proposition == bridge.id
    assert moved.voice in (*bridge.affirm, *bridge.deny)


def test_a_statement_stands_where_it_is_put(case):
    said = find_said(case, "r4", "dockers crossed the bridge")
    wanted = "deny" if said.stance == "affirm" else "affirm"
    case.overrule("stance", said.id, wanted, why="whoever crosses it says that it is open")
    said = find_said(case, "r4", "dockers crossed the bridge")
    assert (said.stance, said.stance_probability) == (wanted, 1.0)
    claim = next(each for each in case.claims if each.id == said.proposition)
    assert said.voice in getattr(claim, wanted)


def test_what_is_no_denial_is_no_longer_counted_nor_are_its_copies(case):
    said = find_said(case, "r1", "the bridge at Ostwick is closed")
    assert said.stance == find_said(case, "r2", "the bridge at Ostwick is closed").stance == "deny"
    case.overrule("not-a-denial", said.id, why="the union spoke of another bridge")
    for report in ("r1", "r2"):
        said = find_said(case, report, "the bridge at Ostwick is closed")
        assert (said.stance, said.proposition) == ("other", None)
    denied = {(each.proposition, each.voice) for each in case.picture().attributions if each.stance == "deny"}
    assert {(claim.id, voice) for claim in case.claims for voice in claim.deny} == denied
    assert all(each.voice != said.voice or each.report == "r4" for each in case.picture().attributions if each.stance == "deny")


def test_nobody_concedes_what_his_side_never_denied(case):
    union = find_said(case, "r1", "the bridge at Ostwick is closed").voice
    case.overrule("other_party", union, "the union", why="the pile never says it")
    later = find_said(case, "r4", "dockers crossed the bridge")
    case.overrule("not_a_denial", find_said(case, "r1", "the bridge at Ostwick is closed").id, why="of another bridge")
    assert find_said(case, "r4", "dockers crossed the bridge").stance in ("affirm", "deny")
    assert later.stance in ("affirm", "concede", "deny")
    assert "conceded" not in {step.status for claim in case.claims for step in claim.status}


def test_a_stance_is_towards_a_claim_and_falls_with_it(case):
    said = find_said(case, "r1", "the bridge at Ostwick is closed")
    case.overrule("stance", said.id, "affirm", why="a slip of the pen")
    case.overrule("other_claim", said.id, why="it is about another bridge")
    assert [each.state for each in case.overrulings] == ["stale", "holds"]
    case.undo(2)
    assert [each.state for each in case.overrulings] == ["holds", "undone", "holds"]
    assert find_said(case, "r1", "the bridge at Ostwick is closed").stance == "affirm"


def test_the_last_word_on_a_stance_counts(case):
    said = find_said(case, "r1", "the bridge at Ostwick is closed")
    case.overrule("stance", said.id, "affirm", why="first thought")
    case.overrule("stance", find_said(case, "r1", "the bridge at Ostwick is closed").id, "unverified", why="second thought")
    assert find_said(case, "r1", "the bridge at Ostwick is closed").stance == "unverified"
    assert [each.state for each in case.overrulings] == ["replaced", "holds"]
    case.undo(2)
    assert [each.state for each in case.overrulings] == ["holds", "undone", "holds"]


def test_what_is_decided_of_a_statement_holds_for_a_copy_that_comes_later():
    store = CaseStore.open(None)
    store.add(REPORTS)
    with Case(store) as case:
        case.overrule("not_a_denial", find_said(case, "r1", "the bridge at Ostwick is closed").id, why="of another bridge")
        store.add([MORE])
        assert find_said(case, "r5", "the bridge at Ostwick is closed").stance == "other"
