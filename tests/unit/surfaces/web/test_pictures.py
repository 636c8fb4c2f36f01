"""What is drawn stands where it belongs."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from invented_picture import PICTURE, cut
from sayso.model import Figure, Picture, Proposition, Report, Retelling, StatusStep
from sayso.surfaces.web.charts import Days, draw_claim, draw_days
from sayso.surfaces.web.families import find_trees
from sayso.surfaces.web.figure_charts import Bar, draw_figures, name_bars
from sayso.surfaces.web.told import Told, count_days
from sayso.surfaces.web.unfolding import find_groups, find_words, join_same_words

TOLD = Told(PICTURE, None, count_days(PICTURE))
CLAIM = PICTURE.propositions[0]


def test_groups_are_as_many_as_the_upper_count_and_clusters_as_the_lower():
    groups = find_groups(CLAIM)
    assert (len({group.cluster for group in groups}), len(groups)) == CLAIM.independent_reports
    assert sorted(report for group in groups for report in group.reports) == sorted(CLAIM.reports)


def test_standings_follow_one_another_without_a_gap_up_to_the_last_day():
    chart = draw_claim(TOLD, CLAIM)
    assert [band.status for band in chart.bands] == ["asserted", "contested"]
    assert chart.bands[0].left + chart.bands[0].width == pytest.approx(chart.bands[1].left, abs=0.01)
    assert chart.bands[-1].left + chart.bands[-1].width == pytest.approx(100, abs=0.01)


def test_every_voice_has_a_lane_and_the_reports_that_state_it_as_fact_one():
    chart = draw_claim(TOLD, CLAIM)
    assert [voice for voice, _ in chart.lanes] == ["v1", "v2", "v3", "v4", ""]
    assert all(0 <= dot.at <= 100 for _, lane in chart.lanes for dot in lane)


def test_a_claim_without_any_date_has_no_picture():
    undated = Report("r1", "The dam is safe.")
    claim = Proposition(
        "p1", "The dam", cut("r01", "The dam"), "r1", (), (), (), (), ("r1",), (), (1, 1), 0, 0, (StatusStep(None, "asserted"),)
    )
    assert draw_claim(Told(Picture(reports=(undated,), propositions=(claim,))), claim) is None
    assert draw_days(Told(Picture(reports=(undated,)))) is None


def test_days_after_the_one_that_is_looked_at_are_marked():
    _, bars = draw_days(replace(TOLD, as_of=date(2041, 5, 6)))
    assert [(bar.day.day, bar.n_reports, bar.is_past) for bar in bars] == [(6, 2, True), (7, 1, False)]


def test_few_days_are_named_below_however_many_there_are():
    for last in (date(2041, 5, 1), date(2041, 5, 9), date(2044, 1, 1)):
        assert 1 <= len(Days(date(2041, 5, 1), last).ticks()) <= 6


def test_a_larger_figure_stands_higher_and_an_open_bound_has_no_end():
    [thing] = draw_figures(TOLD)
    bars = {bar.figure.report: bar for _, lane in thing.lanes for bar in lane}
    assert bars["r01"].bottom < bars["r02"].bottom
    assert bars["r01"].is_open_above
    assert [voice for voice, _ in thing.lanes] == ["v1", None]


@pytest.mark.parametrize("bounds", [(None, None), (0.0, 0.0), (float("inf"), None), (1.0, 1e12), (0.0, 1e12), (-5.0, 5.0), (None, 7.0)])
def test_no_bounds_break_a_picture(bounds):
    low, high = bounds
    figures = (Figure("r01", "families", cut("r01", "At least 40"), low, high), Figure("r02", "families", cut("r02", "Dozens"), 3, 4))
    told = Told(replace(PICTURE, figures=figures), None, count_days(PICTURE))
    assert all(0 <= bar.at <= 100 and bar.top <= bar.bottom for thing in draw_figures(told) for _, lane in thing.lanes for bar in lane)


def _tree_of(*edges):
    reports = tuple(Report(f"r{k}", "A dam.", published=datetime(2041, 5, k, tzinfo=UTC), published_precision="day") for k in range(1, 6))
    retellings = tuple(Retelling(child, parent, "rewrite", 0.9, 0.9, False, 0.5) for child, parent in edges)
    return find_trees(Told(Picture(reports=reports, retellings=retellings)))


def test_a_family_is_walked_parents_first():
    [tree] = _tree_of(("r3", "r2"), ("r2", "r1"), ("r4", "r1"))
    assert [(branch.report, branch.depth) for branch in tree.branches] == [("r1", 0), ("r2", 1), ("r3", 2), ("r4", 1)]


def test_a_digest_with_two_parents_stands_under_both_and_its_own_retellings_once():
    [tree] = _tree_of(("r3", "r1"), ("r3", "r2"), ("r4", "r3"))
    assert [(branch.report, branch.is_seen) for branch in tree.branches] == [
        ("r1", False), ("r3", False), ("r4", False), ("r2", False), ("r3", True),
    ]  # fmt: skip


def test_edges_in_a_circle_are_shown_all_the_same():
    [tree] = _tree_of(("r1", "r2"), ("r2", "r1"))
    assert {branch.report for branch in tree.branches} == {"r1", "r2"}
    assert sum(branch.edge is not None for branch in tree.branches) == 2


def test_a_text_outside_the_pile_ties_nobody():
    assert [tree.reports for tree in _tree_of(("r1", None), ("r2", None))] == [("r1",), ("r2",)]


def test_the_same_words_of_several_reports_are_shown_once():
    said = [each for each in PICTURE.attributions if each.proposition == "p1"]
    twice = [*said, replace(said[0], report="r09", id="a9")]
    assert len(join_same_words(twice)) == len(said)
    assert sum(map(len, join_same_words(twice))) == len(twice)


def test_every_report_of_a_claim_shows_the_words_that_carry_it():
    words = find_words(TOLD, CLAIM)
    assert all(words[report] for report in CLAIM.reports)


def _bar(at, top, said="12"):
    return Bar(at, top, top, False, False, PICTURE.figures[0], said, ("r01",))


def test_words_of_figures_that_would_cover_others_wait_for_a_wider_picture_or_are_left_out():
    apart = name_bars([_bar(10, 30), _bar(50, 30), _bar(90, 30)])
    near = name_bars([_bar(40, 30), _bar(44, 30), _bar(45, 30)])
    same = name_bars([_bar(50, 30), _bar(50, 30)])
    assert [bar.named for bar in apart] == ["always"] * 3
    assert [bar.named for bar in near] == ["always", "roomy", "never"]
    assert [bar.named for bar in same] == ["always", "never"]
    assert name_bars([]) == []


def test_the_outermost_figures_are_named_before_those_between():
    highest, between, lowest = name_bars([_bar(52, 20), _bar(50, 34), _bar(48, 60)])
    assert (highest.named, lowest.named) == ("always", "always")
    assert between.named != "always"


def test_on_the_board_all_who_stand_alike_on_a_day_are_one_mark_with_their_number():
    chart = draw_claim(TOLD, CLAIM)
    stood = [(dot.day, dot.stance) for voice, lane in chart.lanes if voice for dot in lane]
    assert sum(n for _, stance, n in chart.marks if stance != "fact") == len(stood)
    assert len([mark for mark in chart.marks if mark[1] != "fact"]) == len(set(stood))
    rows = {"affirm": "above", "concede": "above", "fact": "on"}
    places = [(at, rows.get(stance, "below")) for at, stance, _ in chart.marks]
    assert len(set(places)) == len(places)


def test_on_a_past_day_no_standing_is_drawn_for_the_days_after_it():
    days = Days(date(2041, 5, 6), date(2041, 5, 9))
    chart = draw_claim(Told(PICTURE, date(2041, 5, 7), TOLD.days), CLAIM, days)
    assert chart.bands[-1].left + chart.bands[-1].width == pytest.approx(50, abs=0.01)
