"""Numbers with their bounds and units, as they are said."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text import read_document


def quantities(text):
    return read_document(text).quantities


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        ("at least 1,000 people", 1000, None, False),
        ("more than 40 boats", 40, None, False),
        ("up to 40 boats", None, 40, False),
        ("no one would lose more than 40 boats", None, 40, False),
        ("nobody came, but more than 40 boats", 40, None, False),
        ("no higher than 58 boats", None, 58, False),
        ("about 300 boats", 300, 300, True),
        ("dozens of boats", 24, None, False),
        ("hundreds, if not thousands, of boats", 200, None, False),
        ("tens of thousands of boats", 20_000, None, False),
        ("several hundred boats", 200, None, False),
        ("between 12 and 15 boats", 12, 15, False),
        ("12 to 15 boats", 12, 15, False),
        ("12-15 boats", 12, 15, False),
        ("272.000 boats", 272_000, 272_000, False),
        ("1.500 boats", 1.5, 1.5, False),
        ("15 785 641 boats", 15_785_641, 15_785_641, False),
        ("the total exceeded 200 boats", 200, None, False),
        ("three or four boats", 3, 4, False),
        ("80 to 95 million boats", 80_000_000, 95_000_000, False),
        ("between two and four dozen boats", 24, 48, False),
        ("a dozen boats", 12, 12, False),
        ("half a million boats", 500_000, 500_000, False),
        ("more than half a million boats", 500_000, None, False),
        ("one thousand four hundred and eighty boats", 1480, 1480, False),
        ("twenty-one boats", 21, 21, False),
        ("1.4 million boats", 1_400_000, 1_400_000, False),
        ("12 crore boats", 120_000_000, 120_000_000, False),
        ("40 boats or more", 40, 40, False),
        ("40 or more boats", 40, None, False),
    ],
)
def test_a_count_keeps_the_bounds_that_were_said(text, low, high, approximate):
    found = quantities(f"They saw {text} there.")[0]
    assert (found.kind, found.low, found.high, found.approximate) == ("count", low, high, approximate)


def test_a_bound_may_stand_behind_the_unit():
    (found,) = quantities("It was 58 percent at the very most.")
    assert (found.kind, found.low, found.high) == ("percent", None, 58)


def test_a_change_is_no_range():
    assert [(q.low, q.high) for q in quantities("The toll rose from 11 to 19.")] == [(11, 11), (19, 19)]
    assert [(q.low, q.high) for q in quantities("It holds from 11 to 19 boats.")] == [(11, 19)]


def test_numbers_that_are_joined_by_and_are_two():
    assert [(q.low, q.high) for q in quantities("They saw 2 and 4 boats.")] == [(2, 2), (4, 4)]


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("$40 million", "money", "$"),
        ("40 million crowns", "money", "crown"),
        ("41.9 per cent", "percent", None),
        ("2,610 t", "measure", "gram"),
        ("four kilometres", "measure", "metre"),
        ("a 16-year-old", "age", "month"),
        ("aged 52", "age", None),
        ("in 2031", "year", None),
        ("the third time", "ordinal", None),
        ("3rd of them", "ordinal", None),
    ],
)
def test_units_tell_the_kind(text, kind, unit):
    found = next(q for q in quantities(f"It was {text} there.") if q.kind != "count" or kind == "count")
    assert (found.kind, found.unit) == (kind, unit)


def test_a_measure_is_comparable_in_its_canonical_unit():
    (km,) = quantities("It is 4 km off.")
    (miles,) = quantities("It is 2.5 miles off.")
    assert km.canonical == (4000, 4000)
    assert miles.canonical == (4023.36, 4023.36)


@pytest.mark.parametrize("text", ["one of them left", "the one who left", "no one left", "one"])
def test_one_that_stands_for_somebody_counts_nothing(text):
    assert [q for q in quantities(text) if q.kind == "count"] == []


@given(
    st.lists(
        st.sampled_from(
            [
                "12",
                "1,000",
                "dozens",
                "of",
                "to",
                "between",
                "and",
                "-",
                "million",
                "half",
                "a",
                "hundred",
                "percent",
                "$",
                "May",
                "2031",
                "Monday",
                "11:30",
                "p.m.",
                "if not",
                "thousands",
                "99999999999999999999",
                "½",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_quantities_slice_in_order_and_do_not_overlap(text):
    found = quantities(text)
    assert all(0 <= q.start <= q.number_start < q.number_end <= q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(q.low is None or q.high is None or q.low <= q.high for q in found)


@pytest.mark.parametrize(
    ("text", "first", "last"), [("the 1990s", 1990, 1999), ("the 1800s", 1800, 1899), ("the 19th century", 1800, 1899)]
)
def test_a_decade_or_a_century_is_its_years(text, first, last):
    found = quantities(f"It was built in {text} by the river.")[0]
    assert (found.kind, found.low, found.high) == ("year", first, last)


@pytest.mark.parametrize("score", ["2:0", "2-0", "2 to 0"])
def test_a_score_is_two_counts_however_it_is_written(score):
    found = quantities(f"The rowers won {score} at home.")
    assert [(q.kind, q.low, q.high) for q in found] == [("count", 2, 2), ("count", 0, 0)]


def test_a_time_of_day_is_no_score():
    assert [(q.kind, q.value) for q in quantities("The ferry left at 3:20 on a wet day.")] == [("time", "03:20")]


@pytest.mark.parametrize("tens", ["fifties", "50s", "early fifties", "mid-50s"])
def test_ages_in_tens_take_in_ten_years(tens):
    assert [(q.kind, q.low, q.high) for q in quantities(f"A rower in her {tens} won.")] == [("age", 50, 59)]


def test_tens_that_are_nobodys_are_no_age():
    assert all(q.kind != "age" for q in quantities("It was built in the fifties, and the water was in the 50s."))


@pytest.mark.parametrize(("text", "low", "high"), [("Every sixth boat", 6, 6), ("Every third or fourth boat", 3, 4)])
def test_every_with_a_rank_counts(text, low, high):
    assert [(q.kind, q.low, q.high) for q in quantities(f"{text} sank.")] == [("count", low, high)]


def test_a_number_word_with_two_letters_swapped_is_still_read():
    assert [q.low for q in quantities("They saw eigth boats there, and a fotry foot quay.")][:1] == [8]
    assert quantities("They were there.") == ()


def test_a_compound_rank_is_one_rank():
    assert [(q.kind, q.low) for q in quantities("It was the twenty-first fair.")] == [("ordinal", 21)]
