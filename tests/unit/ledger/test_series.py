"""Figures voice by voice and day by day, and which of them cannot all hold."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.series import find_series
from sayso.model import Attribution, Figure, Picture, Report, Span, Voice

DAY, NEXT = date(2041, 5, 7), date(2041, 5, 8)
VOICES = tuple(Voice(f"v{n}", f"Voice {n}", None, None, "unknown", (), stands_for="v1" if n == 9 else None) for n in (1, 2, 3, 9))


def figure(low, high, voice="v1", day=DAY, what="people hurt", report="r1", **more):
    return Figure(report, what, Span(0, 5, "words"), low, high, voice=voice, as_of=day, **more)


def find_conflicts(*figures):
    [thing] = find_series(Picture(figures=figures, voices=VOICES))
    return [(each.day, [(said.figure.voice, said.figure.low, said.figure.high) for said in each.said]) for each in thing.conflicts]


def test_each_voice_has_its_figures_in_the_order_of_days():
    figures = (figure(9, 9, day=NEXT), figure(3, 5), figure(4, 4, "v2"), figure(2, 2, None))
    [thing] = find_series(Picture(figures=figures, voices=VOICES))
    told = [(series.voice, [(said.day, said.figure.low) for said in series.said]) for series in thing.series]
    assert told == [("v1", [(DAY, 3), (NEXT, 9)]), ("v2", [(DAY, 4)]), (None, [(DAY, 2)])]


def test_a_figure_without_a_day_stands_at_the_day_of_its_report():
    reports = (Report("r1", "Two left.", published=datetime(2041, 5, 8, 3, tzinfo=UTC), published_precision="instant"),)
    [thing] = find_series(Picture(reports=reports, figures=(figure(2, 2, day=None),)))
    assert thing.series[0].said[0].day == NEXT


def test_the_same_figure_in_two_reports_is_one():
    [thing] = find_series(Picture(figures=(figure(2, 2), figure(2, 2, report="r2"), figure(2, None))))
    assert [said.reports for said in thing.series[0].said] == [("r1", "r2"), ("r1",)]
    assert thing.n_said == 2


@pytest.mark.parametrize(
    ("one", "other", "is_conflict"),
    [
        ((5, 5), (7, 7), True), ((5, 7), (7, 9), False), ((None, 5), (7, None), True), ((5, None), (7, 7), False),
        ((None, 9), (7, 7), False), ((None, None), (7, 7), False), ((7, None), (None, 7), False), ((0, 0), (1, 1), True),
    ],
)  # fmt: skip
def test_two_ranges_of_one_day_are_at_odds_if_no_number_lies_in_both(one, other, is_conflict):
    assert bool(find_conflicts(figure(*one), figure(*other, "v2"))) == is_conflict
    assert bool(find_conflicts(figure(*other), figure(*one, "v2"))) == is_conflict


def test_sums_are_at_odds_only_within_one_claim():
    lost, offered = figure(9, 9, what="crown", unit="crown"), figure(4, 4, "v2", what="crown", unit="crown", report="r2")
    assert find_conflicts(lost, offered) == []  # a loss and an offer, for all that is known
    said = [
        Attribution(None, None, (Span(0, 5, "words"),), "indirect", "assert", report=each.report, voice=each.voice, proposition="p1")
        for each in (lost, offered)
    ]
    [thing] = find_series(Picture(figures=(lost, offered), voices=VOICES, attributions=tuple(said)))
    assert len(thing.conflicts) == 1


def test_figures_of_two_days_are_not_set_against_each_other():
    assert find_conflicts(figure(5, 5), figure(7, 7, "v2", NEXT)) == []


def test_what_is_about_right_may_be_off_by_a_quarter():
    assert find_conflicts(figure(300, 300, approximate=True), figure(240, 240, "v2")) == []
    assert find_conflicts(figure(300, 300, approximate=True), figure(200, 200, "v2")) != []


def test_a_voice_that_gave_several_is_at_odds_only_if_none_fits():
    assert find_conflicts(figure(5, 5), figure(7, 7), figure(7, 9, "v2")) == []
    assert find_conflicts(figure(5, 5), figure(6, 6), figure(8, 9, "v2")) == [(DAY, [("v1", 6, 6), ("v2", 8, 9)])]


def test_a_body_and_who_speaks_for_it_are_one_voice_and_the_report_itself_is_none():
    assert find_conflicts(figure(5, 5), figure(7, 7, "v9")) == []
    assert find_conflicts(figure(5, 5), figure(7, 7, None)) == []


def test_all_who_are_at_odds_on_a_day_stand_in_one_conflict_the_lowest_first():
    found = find_conflicts(figure(9, None), figure(2, 2, "v2"), figure(None, 4, "v3"))
    assert found == [(DAY, [("v3", None, 4), ("v2", 2, 2), ("v1", 9, None)])]


def test_what_is_not_said_of_anything_is_not_compared():
    assert find_conflicts(figure(5, 5, what="number"), figure(7, 7, "v2", what="number")) == []


def test_measures_named_by_their_unit_alone_are_of_two_things_if_they_are_far_apart():
    assert find_conflicts(figure(20, 20, what="crown"), figure(400, 400, "v2", what="crown")) == []
    assert find_conflicts(figure(20, 20, what="crown"), figure(22, 22, "v2", what="crown")) != []
    assert find_conflicts(figure(20, 20), figure(400, 400, "v2")) != []


BOUND = st.none() | st.integers(0, 40).map(float)
FIGURES = st.lists(
    st.tuples(BOUND, BOUND, st.sampled_from([None, "v1", "v2", "v3", "v9"]), st.sampled_from([None, DAY, NEXT])).filter(
        lambda each: each[0] is None or each[1] is None or each[0] <= each[1]
    ),
    max_size=12,
)


@given(FIGURES, st.randoms())
def test_the_order_of_the_pile_changes_nothing_and_no_figure_is_lost_or_made_up(drawn, rng):
    figures = [figure(low, high, voice, day, report=f"r{k}") for k, (low, high, voice, day) in enumerate(drawn)]
    things = find_series(Picture(figures=tuple(figures), voices=VOICES))
    shuffled = rng.sample(figures, len(figures))
    assert find_series(Picture(figures=tuple(shuffled), voices=VOICES)) == things
    told = sorted(report for thing in things for series in thing.series for said in series.said for report in said.reports)
    assert told == sorted(each.report for each in figures)
    for thing in things:
        for conflict in thing.conflicts:
            assert len({said.figure.voice for said in conflict.said}) == len(conflict.said) >= 2
            assert all(said in series.said for said in conflict.said for series in thing.series if series.voice == said.figure.voice)
