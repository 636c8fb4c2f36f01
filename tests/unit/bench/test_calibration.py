"""Tests of how far probabilities can be taken at their word."""

import pytest

from bench.quality.calibration import find_bins, score_brier, score_calibration_error


def test_every_case_stands_in_one_bin_and_certainty_in_the_last():
    said = [0.0, 0.01, 0.5, 0.59, 0.99, 1.0]
    bins = find_bins(said, [True] * len(said))
    assert [(each.low, each.n) for each in bins] == [(0.0, 1), (0.01, 1), (0.4, 2), (0.99, 2)]
    assert sum(each.n for each in bins) == len(said)


def test_what_holds_as_often_as_it_was_said_has_no_calibration_error():
    bins = find_bins([0.25] * 4, [True, False, False, False])
    assert score_calibration_error(bins) == 0
    assert score_brier([0.25] * 4, [True, False, False, False]) == pytest.approx(0.1875)


def test_an_error_weighs_by_the_number_of_its_cases():
    bins = find_bins([1.0, 1.0, 1.0, 0.0], [True, True, False, False])
    assert score_calibration_error(bins) == pytest.approx(0.25)


def test_the_interval_of_few_cases_is_wide_and_holds_the_share():
    [few], [many] = find_bins([0.5] * 4, [True] * 3 + [False]), find_bins([0.5] * 400, [True] * 300 + [False] * 100)
    for each in (few, many):
        low, high = each.interval
        assert low < each.share_held == 0.75 < high
    assert few.interval[1] - few.interval[0] > 4 * (many.interval[1] - many.interval[0])


def test_an_interval_stays_within_what_a_share_can_be():
    [never], [always] = find_bins([0.5] * 3, [False] * 3), find_bins([0.5] * 3, [True] * 3)
    assert never.interval[0] == 0.0 < never.interval[1]
    assert always.interval[0] < 1.0 == always.interval[1]
