from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest.dates import read_date


def instant(*parts):
    return (datetime(*parts, tzinfo=UTC), "instant")


def day(*parts):
    return (datetime(*parts, tzinfo=UTC), "day")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-03-01T09:00:00Z", instant(2031, 3, 1, 9)),
        ("2031-03-01T09:00:00+02:00", instant(2031, 3, 1, 7)),
        ("2031-03-01T00:00:00Z", instant(2031, 3, 1)),
        ("2031-03-01 09:00:00 UTC", instant(2031, 3, 1, 9)),
        ("2031-03-01T09:00", instant(2031, 3, 1, 9)),
        ("2031-03-01 00:00:00", day(2031, 3, 1)),  # padded by an export
        ("2031-03-01", day(2031, 3, 1)),
        ("20310301", day(2031, 3, 1)),
        ("Mon, 03 Mar 2031 09:30:00 +0200", instant(2031, 3, 3, 7, 30)),
        ("Mon, 03 Mar 2031 09:30:00 EST", instant(2031, 3, 3, 14, 30)),
        ("Mon, 03 Mar 2031 09:30:00 CET", instant(2031, 3, 3, 8, 30)),
        ("8 May 2031", day(2031, 5, 8)),
        ("Thursday, May 8th, 2031", day(2031, 5, 8)),
        ("8th of May 2031, 2:30 pm GMT", instant(2031, 5, 8, 14, 30)),
        ("8 May 2031 14:30", day(2031, 5, 8)),  # in which zone?
        ("03.04.2031", day(2031, 4, 3)),
        ("31/12/2031", day(2031, 12, 31)),
        ("12/31/2031", day(2031, 12, 31)),
        (1_900_000_000, instant(2030, 3, 17, 17, 46, 40)),
        ("1900000000000", instant(2030, 3, 17, 17, 46, 40)),
        (date(2031, 3, 1), day(2031, 3, 1)),
    ],
)
def test_a_date_is_read_with_its_precision(value, expected):
    assert read_date(value) == expected


@pytest.mark.parametrize(
    "value",
    [None, True, "", "yesterday", "3 days ago", "March 2031", "2031", 5, float("nan"), "03/04/2031", "2031-02-30", "99 May 2031",
     "0001-01-01T00:00:00+14:00", "x" * 10_000, "1" * 5_000, [], {}, "no date 7"],
)  # fmt: skip
def test_what_is_not_certain_is_none(value):
    assert read_date(value) is None


@pytest.mark.parametrize(
    ("language", "value"), [("fr", "8 mai 2031"), ("de", "8. Mai 2031"), ("ru", "8 мая 2031 г."), ("es", "8 de mayo de 2031")]
)
def test_dates_in_the_language_of_the_report(language, value):
    assert read_date(value, language) == day(2031, 5, 8)


@given(st.one_of(st.text(max_size=60), st.floats(), st.integers(), st.text("0123456789-/:. TZ+MayJan", max_size=30)))
def test_nothing_makes_it_fail_and_all_is_utc(value):
    found = read_date(value)
    assert found is None or found.at.utcoffset().total_seconds() == 0


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.timezones()))
def test_an_instant_survives_writing(when):
    assert read_date(when.isoformat()) == (when.astimezone(UTC), "instant")
