from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented_picture import PICTURE, REPORTS
from sayso.model import ChangeKind, Reason, Stance
from sayso.surfaces.terminal import phrases

NOON = datetime(2041, 5, 6, 12, tzinfo=UTC)


@given(st.text(st.characters() | st.sampled_from("\x1b\x9b\u202e\ud800\xad\r\n")))
def test_plain_text_is_one_line_that_is_plain_already(words):
    shown = phrases.plain(words)
    assert phrases.plain(shown) == shown
    assert not set(shown) & set("\x1b\x9b\u202e\ud800\r\n\x00")
    shown.encode("utf-8")


@given(st.text(), st.integers(2, 50))
def test_clipped_text_fits(words, n_chars):
    assert len(phrases.clip(words, n_chars)) <= n_chars


def test_every_change_and_stance_has_its_phrase():
    assert tuple(phrases.CHANGES) == get_args(ChangeKind)
    assert tuple(phrases.STANCES) == get_args(Stance)


def test_changes_are_counted_in_the_order_of_the_list():
    kinds = ["omitted", "quote_altered", "attribution_lost", "quote_altered"]
    assert phrases.changes(kinds) == "attribution lost, 2 quotes altered, passage omitted"


@pytest.mark.parametrize(("value", "shown"), [(0, "0 %"), (0.001, "under 1 %"), (0.5, "50 %"), (0.9999, "over 99 %"), (1, "100 %")])
def test_shares_reach_no_end_by_rounding(value, shown):
    assert phrases.share(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(0.0, "0.00"), (0.004, "under 0.01"), (0.97, "0.97"), (0.999, "over 0.99"), (1.0, "1.00")])
def test_probabilities_reach_no_end_by_rounding(value, shown):
    assert phrases.probability(value) == shown


@pytest.mark.parametrize(
    ("apart", "shown"),
    [
        (timedelta(minutes=7), "7 min later"),
        (timedelta(hours=3), "3 h later"),
        (timedelta(hours=3, minutes=20), "3 h 20 min later"),
        (timedelta(days=2), "2 d later"),
        (timedelta(days=2, hours=1), "2 d 1 h later"),
        (-timedelta(hours=1), "1 h earlier"),
    ],
)
def test_how_much_later_is_told_in_two_units(apart, shown):
    assert phrases.later(NOON, NOON + apart) == shown


def test_a_missing_date_is_no_gap():
    assert phrases.later(None, NOON) == phrases.later(NOON, None) == ""


def test_a_day_is_not_told_as_an_instant():
    assert phrases.instant(REPORTS[0]) == "6 May 2041 08:00"
    assert phrases.instant(replace(REPORTS[0], published_precision="day")) == "6 May 2041"
    assert phrases.instant(REPORTS[3]) == "no date"


def test_a_voice_is_told_with_role_and_party():
    told = [phrases.voice(voice) for voice in PICTURE.voices]
    assert told == [
        "Mira Tolan (engineer, waterworks)",
        "valley council (valley)",
        "Bo Hadd (council speaker, valley)",
        "The engineers' office (party unknown)",
    ]


def test_an_interval_of_one_number_is_that_number():
    assert [phrases.interval(each) for each in ((1, 1), (2, 3), (1, 1200))] == ["1", "2–3", "1–1,200"]


def test_a_reason_that_speaks_for_two_judgements_is_told_once():
    reasons = (Reason("credit", "r02 credits Wire"), Reason("earlier", "r01 came first"), Reason("credited", "r02 credits\nWire"))
    assert phrases.because(reasons) == ["because r02 credits Wire", "because r01 came first"]
