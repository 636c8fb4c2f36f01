from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_statements import make_statements
from sayso.claims import Polities
from sayso.ledger.acts import Sorts
from sayso.ledger.contents import normalise, score_cosine
from sayso.ledger.likeness import Crowd, find_highest
from sayso.ledger.pairs import Pairs
from sayso.ledger.relations import read_model
from sayso.text import find_tokens

ROWS = [
    {"says": "Veldan troops captured the hill town of Kessar", "voice": "v1", "party": "Veldania", "title": "Veldania takes Kessar"},
    {"says": "the claim", "force": "deny", "points": True, "voice": "v2", "party": "Tesk"},
    {"says": "40 soldiers died in the fighting", "voice": "v2", "party": "Tesk"},
    {"says": "its troops had captured the hill town of Kessar", "voice": "v1", "party": "Veldania", "report": "r2"},
    {"says": "the price of barley rose by a third since spring", "report": "r3"},
]
VECTORS = st.lists(st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 2), max_size=4).map(normalise), min_size=1, max_size=8)


def pairs_of(rows, fewness=0.0):
    return Pairs(make_statements(*rows), fewness)


def test_signals_of_two_statements_are_the_same_from_both_sides():
    measured = [pairs_of(ROWS).measure(k) for k in range(len(ROWS))]
    for name in measured[0]:
        square = np.stack([signals[name] for signals in measured])
        assert np.allclose(square, square.T), name


def test_every_weight_is_that_of_a_signal():
    assert read_model().about.keys() <= pairs_of(ROWS).measure(0).keys()


@given(
    order=st.lists(st.tuples(st.integers(0, len(ROWS) - 1), st.sampled_from(["r1", "r2", "r3"])), min_size=1, max_size=9),
    fewness=st.sampled_from([0.0, 0.4, 0.9]),
    weights=st.fixed_dictionaries({name: st.floats(-3, 3) for name in read_model().about}),
)
def test_scores_are_the_weighed_signals(order, fewness, weights):
    pairs = pairs_of([{**ROWS[at], "report": report} for at, report in order], fewness)
    for k in range(len(order)):
        signals = pairs.measure(k)
        weighed = sum(weight * signals[name] for name, weight in weights.items())
        assert pairs.score(k, weights) == pytest.approx(weighed, abs=1e-4)


def test_a_denial_that_points_is_told_by_where_it_stands():
    signals = pairs_of(ROWS).measure(1)
    assert signals["topic"][0] > signals["topic"][4]
    assert signals["points_near"][0] > 0 == signals["points_near"][3]
    assert signals["points_elsewhere"][3] == 1 > signals["points_elsewhere"][0]


def test_in_a_small_pile_it_counts_what_is_alike_beside_what_all_have_in_common():
    rows = [{**ROWS[at], "report": f"r{n}"} for n, at in enumerate((0, 3, 2, 0), 1)]
    large, small = (pairs_of(rows, fewness).measure(0) for fewness in (0.0, 0.5))
    assert not any(values.any() for name, values in large.items() if name.startswith("few"))
    assert small["few_own"][[0, 3]] == pytest.approx([0.5, 0.5], abs=1e-4)  # the same statement is as alike as can be
    assert all(small["few_own"][[1, 2]] < small["few_topic"][[1, 2]])  # what all speak of makes no two alike


def test_the_opposite_of_a_matter_counts_where_a_name_is_the_same():
    says = (
        "Veldan troops captured Kessar",
        "heavy fighting continues in Kessar",
        "heavy fighting continues in Orlek",
        "Veldan troops took Kessar",
    )
    pairs = pairs_of([{"says": each, "report": f"r{n}"} for n, each in enumerate(says)])
    assert [pairs.measure(0)["opposed_named"][k] for k in range(4)] == [0, 1, 0, 0]


def test_statements_of_nobody_are_not_of_one_voice():
    assert pairs_of([ROWS[4], {**ROWS[4], "report": "r9"}]).measure(0)["same_unit_elsewhere"][1] == 0


def test_the_same_thing_in_two_places_is_two_things():
    says = "Rebels blew up the {} bridge {}"
    orlek, again, senn, orlec = ({"says": says.format(*words)} for words in (
        ("stone", "at Orlek"), ("old", "in Orlek"), ("stone", "at Senn"), ("stone", "at Orlec"),
    ))  # fmt: skip
    pairs = pairs_of([orlek, again, senn, orlec])
    assert [pairs.is_apart(0, k) for k in range(4)] == [False, False, True, False]  # names that begin alike may be one place's


@given(crowd=VECTORS, one=VECTORS)
def test_all_cosines_at_once_are_those_of_each(crowd, one):
    scores = Crowd(crowd).score(one[0])
    assert scores == pytest.approx([score_cosine(one[0], each) for each in crowd], abs=1e-8)


@given(scores=st.lists(st.integers(0, 4), min_size=1, max_size=12), most=st.integers(1, 5))
def test_the_highest_are_those_that_sorting_finds(scores, most):
    found = find_highest(np.array(scores, float), np.arange(len(scores)), most)
    assert found == sorted(range(len(scores)), key=lambda k: (-scores[k], k))[:most]


def test_days_that_two_statements_share_or_do_not_are_told():
    monday, tuesday = ({**ROWS[0], "days": frozenset({date(2031, 3, day)})} for day in (3, 4))
    signals = pairs_of([monday, {**monday, "report": "r2"}, {**tuesday, "report": "r3"}, {**ROWS[0], "report": "r4"}]).measure(0)
    assert signals["days"].tolist()[1:] == [1, 0, 0] and signals["days_apart"].tolist()[1:] == [0, 1, 0]


def test_what_is_said_of_two_days_is_two_things():
    says, sorts = "rebels shelled Hask on the third", Sorts(Polities({}), {}, (), (), {})
    monday, tuesday = ({"says": says, "acts": sorts.read(find_tokens(says)), "days": frozenset({date(2031, 3, day)})} for day in (3, 4))
    assert pairs_of([monday, tuesday]).is_apart(0, 1)
    assert not pairs_of([monday, {**monday, "report": "r2"}]).is_apart(0, 1)


def test_the_elections_of_two_months_are_two_things():
    may, june, again = ({"says": f"the {month} election was fair"} for month in ("May", "June", "May"))
    pairs = pairs_of([may, june, again])
    assert [pairs.is_apart(0, k) for k in (1, 2)] == [True, False]


def test_the_same_thing_on_two_rocks_is_two_things():
    south, north = ({"says": f"the light on {rock} Rock was out that night"} for rock in ("South", "North"))
    assert pairs_of([south, north]).is_apart(0, 1)
    assert not pairs_of([south, {**south, "report": "r2"}]).is_apart(0, 1)
