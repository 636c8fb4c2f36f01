"""Pictures of past days, kept in the case."""

from dataclasses import replace
from datetime import date

import pytest

from invented_coverage import invent_coverage, to_stream
from invented_picture import PICTURE
from sayso.desk import open_case, painting
from sayso.desk.days import PastDays, find_last_day
from sayso.ledger import CaseStore
from sayso.settings import DeskSettings

LARGE = DeskSettings().kept_days_reports
DAY, OTHER = date(2041, 5, 6), date(2041, 5, 7)


@pytest.fixture
def store(tmp_path):
    with CaseStore.open(tmp_path / "dam.sayso") as store:
        yield store


def test_a_kept_picture_comes_back_equal(store):
    kept = PastDays(store, "pile", LARGE)
    picture = replace(PICTURE, overrulings=())
    kept.save(DAY, picture, ())
    assert kept.load(DAY) == picture
    assert kept.load(OTHER) is None


def test_the_picture_of_another_pile_is_not_taken_for_it_and_goes_when_one_of_this_is_kept(store):
    PastDays(store, "before", LARGE).save(DAY, replace(PICTURE, overrulings=()), ())
    now = PastDays(store, "now", LARGE)
    assert now.load(DAY) is None
    now.save(DAY, replace(PICTURE, overrulings=()), ())
    assert PastDays(store, "before", LARGE).load(DAY) is None


def test_those_painted_last_are_kept_and_no_more_than_the_setting_says(store, monkeypatch):
    kept = PastDays(store, "pile", LARGE)
    monkeypatch.setattr(kept, "_settings", replace(DeskSettings(), kept_days=2))
    for day in (DAY, OTHER, None):
        kept.save(day, replace(PICTURE, overrulings=()), ())
    assert [kept.load(day) is not None for day in (DAY, OTHER, None)] == [False, True, True]


def test_small_piles_are_painted_each_time(store):
    kept = PastDays(store, "pile", LARGE - 1)
    kept.save(DAY, PICTURE, ())
    assert kept.load(DAY) is None
    assert "day" not in store.cached_kinds()


@pytest.mark.parametrize("packed", [b"", b"none of ours", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_damaged_one_is_no_picture(store, packed):
    kept = PastDays(store, "pile", LARGE)
    store.save_cached("day", {f"pile {DAY}": packed})
    assert kept.load(DAY) is None
    store.save_cached("days", {"days": packed})
    kept.save(DAY, replace(PICTURE, overrulings=()), ())
    assert kept.load(DAY) is not None


def test_a_past_day_is_the_same_kept_as_painted_and_follows_what_was_overruled(tmp_path, monkeypatch):
    painted = []
    paint = painting.paint_picture
    monkeypatch.setattr(painting, "paint_picture", lambda pile, *rest, **named: painted.append(pile) or paint(pile, *rest, **named))
    monkeypatch.setattr("sayso.desk.days.DeskSettings", lambda: replace(DeskSettings(), kept_days_reports=1))
    with open_case(tmp_path / "c.sayso") as case:
        case.read(["-"], stdin=to_stream(invent_coverage(4, n_retellings=2)), model="rules")
        child = case.retellings[0].child
        day = find_last_day(case.picture().reports, date(2041, 3, 5))
        first = case.picture(as_of=day)
        n_painted = len(painted)
        assert case.picture(as_of=day) == first
        assert len(painted) == n_painted
        case.overrule("not_a_retelling", child, case.retellings[0].parent, why="its reporter was there")
        after = case.picture(as_of=day)
        assert after.overrulings and after != first
        n_painted = len(painted)
        assert case.picture(as_of=day) == after
        assert len(painted) == n_painted


def test_a_day_after_the_last_report_is_the_whole_picture(tmp_path):
    with open_case(tmp_path / "c.sayso") as case:
        case.read(["-"], stdin=to_stream(invent_coverage(2, n_retellings=0)), model="rules")
        assert case.picture(as_of=date(2099, 1, 1)) is case.picture()


def test_the_last_day_is_the_last_on_which_anything_was_published():
    assert find_last_day(PICTURE.reports, date(1999, 1, 1)) is None
    last = max(report.published_on for report in PICTURE.reports if report.published_on)
    assert find_last_day(PICTURE.reports, date(2099, 1, 1)) == last
