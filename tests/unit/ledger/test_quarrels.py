"""Charge and counter-charge are two things."""

from functools import reduce
from operator import or_

from hypothesis import given
from hypothesis import strategies as st

from ledger_statements import make_statements
from sayso.ledger.grouping import find_clusters
from sayso.ledger.quarrels import Quarrel, read_quarrel
from sayso.settings import LedgerSettings

STRIKERS, COMPANY, NOBODY = ("v1", "Union"), ("v2", "Orvex"), (None, None)
SIDES = st.sampled_from([STRIKERS, COMPANY, ("v3", "Union"), ("v4", None), ("v2", None), NOBODY])
QUARRELS = st.builds(Quarrel, st.frozensets(SIDES, max_size=3), st.frozensets(SIDES, max_size=3))


def quarrel(asserting, denying):
    return Quarrel(frozenset(asserting), frozenset(denying))


def test_who_denies_the_one_and_asserts_the_other_quarrels_about_two_things():
    charge, counter = quarrel([STRIKERS], [COMPANY]), quarrel([COMPANY], [STRIKERS])
    assert charge.is_crossed(counter) and counter.is_crossed(charge)
    assert not charge.is_crossed(charge)


def test_what_nobody_denies_may_be_another_word_for_it():
    charge, in_other_words = quarrel([STRIKERS], [COMPANY]), quarrel([COMPANY, STRIKERS], [])
    assert not charge.is_crossed(in_other_words)


def test_who_denies_what_his_own_side_says_answers_nobody():
    assert quarrel([STRIKERS], [("v3", "Union")]).answering == []
    assert quarrel([NOBODY], [COMPANY]).answering == [COMPANY]


@given(st.lists(QUARRELS, min_size=2, max_size=5))
def test_groups_that_are_crossed_stay_so_whatever_joins_them(some):
    first, second, *others = some
    if first.is_crossed(second):
        assert reduce(or_, [first, *others]).is_crossed(second)
    assert first.is_crossed(second) == second.is_crossed(first)


def test_a_statement_asserts_or_denies_in_its_own_words():
    claim = {"says": "guards had beaten a picket", "voice": "v1", "party": "Union"}
    denial = {**claim, "force": "deny", "voice": "v2", "party": "Orvex"}
    said, denied, pointing = make_statements(claim, denial, {**denial, "says": "the charge", "points": True})
    assert [(bool(q.asserting), bool(q.denying)) for q in map(read_quarrel, (said, denied))] == [(True, False), (False, True)]
    assert read_quarrel(pointing) == Quarrel()


def test_no_group_holds_a_charge_and_its_counter_charge():
    links = [{j: 3.0 if {k, j} in ({0, 1}, {2, 3}) else 2.0 for j in range(4) if j != k} for k in range(4)]
    settings = LedgerSettings()
    quarrels = [quarrel([STRIKERS], []), quarrel([], [COMPANY]), quarrel([COMPANY], []), quarrel([], [STRIKERS])]
    assert find_clusters(links, settings) == [[0, 1, 2, 3]]
    assert find_clusters(links, settings, (), quarrels) == [[0, 1], [2, 3]]
