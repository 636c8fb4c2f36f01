"""Quantities that a report gives: with bounds, what they count, and whose they are."""

import pytest

from unit.claims.saying import reading


def figures(text):
    return [(f.span.text, f.low, f.high) for f in reading(text).figures]


@pytest.mark.parametrize(
    ("text", "span", "low", "high"),
    [
        ("At least 12 people were killed.", "At least 12 people", 12, None),
        ("Up to 40 people were hurt.", "Up to 40 people", None, 40),
        ("Dozens of people were hurt.", "Dozens of people", 24, None),
        ("Hundreds, if not thousands, of people fled.", "Hundreds, if not thousands, of people", 200, None),
        ("Between 300 and 400 soldiers stayed.", "Between 300 and 400 soldiers", 300, 400),
        ("He had seen ‘several hundred’ men there.", "several hundred’ men", 200, None),
        ("About 300 boats sank.", "About 300 boats", 300, 300),
        ("It held more than 40 tonnes.", "more than 40 tonnes", 40, None),
        ("The toll rose to 11 on Monday.", "11", 11, 11),
        ("They won 41.9 percent of the vote.", "41.9 percent", 41.9, 41.9),
        ("It was 58 percent at the very most.", "58 percent at the very most", None, 58),
        ("They added between 20,000 and 30,000.", "between 20,000 and 30,000", 20_000, 30_000),
        ("There were 18 more boats than before.", "18 more boats", 18, 18),
    ],
)
def test_a_figure_keeps_its_bounds_and_what_it_counts(text, span, low, high):
    assert (span, low, high) in figures(text)


def test_a_part_and_its_whole_are_two_figures():
    assert figures("They had to leave 17 of the 64 stations.") == [("17 of the 64 stations", 17, 17), ("64 stations", 64, 64)]


@pytest.mark.parametrize(
    "text",
    [
        "Leo Resk, 61, said so.",
        "Leo Resk, a farmer of 68, said so.",
        "It burned in Hall 12 of the plant.",
        "It was hit at about three on Monday.",
        "It was hit in 2031.",
        "They met on 12 May.",
        "The town lies 19 km from the border.",
        "He waited for three days.",
        "Two boats left.",
        "It came third.",
    ],
)
def test_ages_dates_distances_and_small_numbers_are_no_figures(text):
    assert figures(text) == []


def test_a_figure_is_the_smallest_statements_that_holds_it():
    read = reading("The mayor said 12 people had been killed. At least 40 boats sank.")
    assert [f.attribution for f in read.figures] == [0, None]
    assert read.figures[0].what == "people killed"


def test_a_figure_is_as_of_the_day_of_its_statement():
    read = reading("The mayor said on Monday that 12 people had been killed. At least 40 boats sank.")
    assert [str(f.as_of) for f in read.figures] == ["2031-03-03", "2031-03-05"]
