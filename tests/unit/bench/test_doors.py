import random

import pytest

from bench.speed.doors import HABITS, dress_page, time_habits
from bench.speed.invent import invent_reports


@pytest.mark.parametrize("habit", HABITS)
def test_the_same_seed_dresses_the_same_page(habit):
    [report] = invent_reports(1, seed=5)[:1]
    assert dress_page(report, habit, random.Random(1)) == dress_page(report, habit, random.Random(1))


def test_every_page_becomes_a_report_that_is_whole_and_alone():
    rows = list(time_habits(6))
    assert [row.habit for row in rows] == list(HABITS)
    assert all((row.n_pages, row.share_whole, row.share_alone) == (2, 1.0, 1.0) for row in rows)
