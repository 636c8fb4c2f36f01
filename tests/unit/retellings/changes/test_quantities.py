from __future__ import annotations

import pytest

from unit.retellings.changes.telling import changes, seen


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The mill employed 12 weavers before the flood.", "Before the flood the mill employed a dozen weavers."),
        ("About 1,000 tickets were sold on 8 November.", "About one thousand tickets were sold on November 8."),
        ("The village lies 15 km from the dam.", "The village lies 9 miles from the dam."),
        ("At least 40 sheds burned down.", "No fewer than 40 sheds burned down."),
        ("The vote begins on Sunday in all districts.", "The vote begins on 8 November in all districts."),
        ("The fair has drawn 272.000 visitors so far.", "So far the fair has drawn 272,000 visitors."),
        ("The fair has drawn 15 785 641 visitors so far.", "So far the fair has drawn 15,785,641 visitors."),
        ("The mill was built in the 1800s by the river.", "The mill was built by the river in the 19th century."),
        ("The park covers 40 km² by the river.", "The park covers 40 square kilometers by the river."),
        ("Both ferries were held at the quay all day.", "The two ferries were held at the quay all day."),
        ("The number of sheds exceeded 100 last week.", "There were more than 100 sheds last week."),
        ("The deal runs over 12 years and binds the port.", "The deal runs 12 years and binds the port."),
        ("The boat was held for 15 days in a row.", "The boat was held for 15 consecutive days."),
        ("Tickets cost between $15 and $30 in the hall.", "Tickets in the hall cost from 15 to 30 dollars."),
        (
            "The fund paid 60 million and 200 million yuan to the two towns.",
            "The fund paid the two towns 60 million yuan and 200 million yuan.",
        ),
        ("The meeting was held on July 24 in the old mill.", "On the 24th the meeting was held in the old mill."),
        ("The rowers won the home match 2:0 on a wet day.", "On a wet day the rowers won the home match 2-0."),
        ("The rowers won the home match 0-2 on a wet day.", "On a wet day the rowers won the home match two to zero."),
        ("The flag's sides are in the ratio 3:2 by law.", "By law the sides of the flag are in the ratio 3: 2."),
        ("Every sixth or seventh house owns a boat there.", "One house in six or seven there owns a boat."),
        ("One ferryman is in his fifties, the other in his sixties.", "The two ferrymen are in their 50s and 60s."),
        ("The ferryman is in his fifties and lives alone.", "The 54-year-old ferryman lives alone."),
        ("The five rowers are in their 50s and 60s.", "The five rowers are aged 50-60."),
        ("The four sheds belong to the old harbour trust.", "The sheds are under four roofs of the old harbour trust."),
        ("Sales rose by more than 21 percent at the yard.", "Sales at the yard rose by a good 21 percent."),
        ("About one-third of the park lies under water.", "About a third of the park lies under water."),
        ("It is the twenty-first fair held in the valley.", "It is the 21st fair held in the valley."),
        ("The signs stand along the A4 road by the mill.", "Along the A4 and A7 road by the mill stand the signs."),
    ],
)
def test_the_same_value_in_other_words_is_no_change(parent: str, child: str) -> None:
    found = changes(parent, child)
    assert seen(found, "figure_changed") == [] and seen(found, "date_changed") == []


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        ("At least 60 sailors were rescued.", "At least 90 sailors were rescued.", ("At least 60", "At least 90")),
        ("At least 40 sheds burned down.", "More than 40 sheds burned down.", ("At least 40", "More than 40")),
        ("Turnout was 61.5 percent in the valley.", "Turnout in the valley was 65.1 percent.", ("61.5 percent", "65.1 percent")),
        ("The rowers won the home match 2:0 on a wet day.", "On a wet day the rowers won the home match 3-0.", ("2", "3")),
        ("Every sixth house owns a boat in the valley.", "One house in seven owns a boat in the valley.", ("sixth", "seven")),
        ("The ferryman is in his fifties and lives alone.", "The ferryman, in his 40s, lives alone.", ("fifties", "40s")),
        ("All nine sites by the river lit their fires.", "All eigth sites by the river lit their fires.", ("nine", "eigth")),
        ("The signs stand along the A4 road by the mill.", "The signs stand along the A7 road by the mill.", ("A4", "A7")),
        ("He joined the Harbour'15 list in late July.", "In late July he joined the Harbour'17 list.", ("Harbour'15", "Harbour'17")),
        (
            "He put the loss at between 20,000 and 30,000 crates.",
            "Up to 30,000 crates were lost.",
            ("between 20,000 and 30,000", "Up to 30,000"),
        ),
    ],
)
def test_another_value_is_a_change(parent: str, child: str, expected: tuple[str, str]) -> None:
    assert seen(changes(parent, child), "figure_changed") == [expected]


def test_another_day_is_a_changed_date() -> None:
    found = changes("The letter was sent by the surveyor on 19 April.", "The letter was sent by the surveyor on 16 April.")
    assert seen(found, "date_changed") == [("19 April", "16 April")]


def test_a_figure_moved_from_elsewhere_is_no_change() -> None:
    parent = "Some 300 people marched to the quay. The strike at the yard has lasted 45 days."
    child = "Some 300 people marched to the quay of a yard that has been on strike for 45 days."
    assert seen(changes(parent, child), "figure_changed") == []


def test_a_number_in_a_name_is_no_figure_and_hides_none() -> None:
    found = changes("The GX-19 plant employs 30 % of the town.", "The GX-19 plant employs 19 % of the town.")
    assert [(c.kind, c.before and c.before.text, c.after and c.after.text) for c in found] == [("figure_changed", "30 %", "19 %")]


def test_an_age_in_brackets_counts() -> None:
    found = changes("Bakery owner Ila Dorn (57) closed her shop on Friday.", "Bakery owner Ila Dorn (75) closed her shop on Friday.")
    assert [c.kind for c in found] == ["figure_changed"]


def test_a_number_that_the_sentence_has_for_another_thing_is_no_excuse() -> None:
    found = changes("He passed all four tests three weeks ago in Tolm.", "He passed all four tests four weeks ago in Tolm.")
    assert [c.kind for c in found] == ["figure_changed"]


def test_a_bound_put_before_the_same_number_is_harmless_and_a_dropped_one_is_not() -> None:
    assert changes("The dam is 40 years old, engineers said.", "The dam is more than 40 years old, engineers said.") == ()
    found = changes("At least 40 boats sank at the pier in Tolm.", "The storm sank 40 boats at the pier in Tolm.")
    assert [c.kind for c in found] == ["figure_changed"]


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        ("Both ferries were held at the quay all day.", "The three ferries were held at the quay all day.", ("Both", "three")),
        ("The Heron-35 boat was sold to the coast guard.", "The Heron-43 boat was sold to the coast guard.", ("35", "43")),
        ("It is one of the oldest mills on the river.", "It is four of the oldest mills on the river.", ("one", "four")),
        ("The old mill was closed around 1500.", "The old mill was closed by 1600.", ("around 1500", "1600")),
    ],
)
def test_another_number_is_found_where_none_seems_to_count(parent: str, child: str, expected: tuple[str, str]) -> None:
    found = changes(parent, child)
    assert seen(found, "figure_changed") + seen(found, "date_changed") == [expected]


@pytest.mark.parametrize(
    ("before", "after", "is_change"), [("About", "More than", True), ("Over", "Some", True), ("Nearly", "Fewer than", False)]
)
def test_about_so_many_is_neither_more_nor_fewer(before: str, after: str, is_change: bool) -> None:
    said = "{} 120 people were on the night shift when the fire started."
    found = seen(changes(said.format(before), said.format(after)), "figure_changed")
    assert found == ([(f"{before} 120", f"{after} 120")] if is_change else [])
