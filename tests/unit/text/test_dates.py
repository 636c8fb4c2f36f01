"""Dates, weekdays and times of day."""

import pytest

from sayso.text import read_document


def found(text):
    return [(q.kind, q.value) for q in read_document(text).quantities]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("on 8 November 2031", "date", "2031-11-08"),
        ("on November 8, 2031", "date", "2031-11-08"),
        ("on Nov. 8", "date", "11-08"),
        ("on the 8th of November", "date", "11-08"),
        ("on 2031-11-08", "date", "2031-11-08"),
        ("on Monday", "weekday", "monday"),
        ("on Monday's boat", "weekday", "monday"),
        ("at 21:47", "time", "21:47"),
        ("at 11 a.m.", "time", "11:00"),
        ("at 11.30 p.m.", "time", "23:30"),
        ("at three o'clock", "time", "03:00?"),
        ("at 0940 GMT", "time", "09:40"),
    ],
)
def test_days_and_hours_have_one_spelling(text, kind, value):
    assert found(f"They left {text} there.")[0] == (kind, value)


def test_from_one_year_or_day_to_another_nothing_is_counted():
    text = "Between 2027 and 2030 it hid 120 fires, 30 between 24 and 28 December, and 2,000 to 2,040 people fell ill."
    assert [(q.kind, q.low, q.high) for q in read_document(text).quantities if q.low != q.high] == [
        ("year", 2027, 2030), ("date", 24, 28), ("count", 2000, 2040),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["They may leave.", "march on", "99 November", "25:99"])
def test_what_only_looks_like_a_day_is_none(text):
    assert not any(kind in ("date", "weekday", "time") for kind, _ in found(text))
