from __future__ import annotations

import pytest

from unit.retellings.changes.telling import changes, seen


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The council approved the new tram line last week.", "The council did not approve the new tram line last week."),
        ("The bridge is safe for lorries, the engineer found.", "The bridge is unsafe for lorries, the engineer found."),
        ("Exports of timber rose sharply in the spring.", "Exports of timber fell sharply in the spring."),
        ("The rower lost the first race of the week.", "The rower did not lose the first race of the week."),
        ("The work on the new quay began in spring.", "The work on the new quay did not begin in spring."),
        ("The town has sold more than 300 boats to the north.", "The town has not sold more than 300 boats to the north."),
        ("So far around 50 sheep have died in the valley.", "So far around 50 sheep have not died in the valley."),
        ("The rowers had their first race in Mirou.", "The rowers did not take part in their first race in Mirou."),
    ],
)
def test_the_contrary_is_a_flipped_negation(parent: str, child: str) -> None:
    assert len(seen(changes(parent, child), "negation_flipped")) == 1
    assert len(seen(changes(child, parent), "negation_flipped")) == 1


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The crew did not reach the lighthouse in time.", "The crew failed to reach the lighthouse in time."),
        ("At least 40 boats were lost in the storm.", "Not less than 40 boats were lost in the storm."),
        ("The minister did not answer questions on the mine.", "The minister didn't answer questions on the mine."),
    ],
)
def test_a_negation_in_other_words_is_no_flip(parent: str, child: str) -> None:
    assert seen(changes(parent, child), "negation_flipped") == []


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The council has approved the plan for the new depot.", "The plan for the new depot has not been approved by the council."),
        ("No one may enter the old mill, the owner decided.", "Everyone may enter the old mill, the owner decided."),
        ("The harbour remains open to large ships.", "The harbour remains closed to large ships."),
        ("Heavy rain fell on the old mill all day.", "Light rain fell on the old mill all day."),
        ("The new mill stands beside the new bridge.", "The old mill stands beside the new bridge."),
        ("The mill is common in a valley that has no river.", "The mill is rare in a valley where a river is lacking."),
    ],
)
def test_the_contrary_is_found_in_another_order_of_words(parent: str, child: str) -> None:
    assert len(seen(changes(parent, child), "negation_flipped")) == 1


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("No cause of the fire at the old mill was given on Friday.", "The cause of the fire at the old mill was not given on Friday."),
        ("The smell from the works is harmless, the mayor said.", "The smell from the works is not harmful, the mayor said."),
        ("The road to Hestwick is the only one that was closed.", "Not only the road to Hestwick, the only one, was closed."),
        ("The old mill stands beside the new bridge.", "Beside the new bridge stands the old mill."),
        ("Nobody knows if he saw the boat or not that night.", "Nobody knows if he saw the boat that night."),
        ("The town had to close the bridge to lorries.", "The town had no choice but to close the bridge to lorries."),
        ("The rowers protested peacefully and non-violently.", "The rowers protested peacefully and nonviolently."),
        ("The old mill was poorly built for the water.", "The old mill was not properly built for the water."),
        ("The work on the new quay is far from over.", "The work on the new quay is not over."),
        ("The council will meet on Route 4 in the old mill.", "The council will meet at No. 4 in the old mill."),
    ],
)
def test_a_negation_that_has_its_counterpart_or_denies_nothing_is_no_flip(parent: str, child: str) -> None:
    assert seen(changes(parent, child), "negation_flipped") == []


def test_a_flip_in_merged_sentences_points_at_the_sentence_that_was_turned() -> None:
    parent = "The firm is in talks with the city about the depot. There is no certainty that a deal will be signed this year."
    child = "The firm is in talks with the city about the depot. There is certainty that a deal will be signed this year."
    assert seen(changes(parent, child), "negation_flipped") == [
        ("There is no certainty that a deal will be signed this year.", "There is certainty that a deal will be signed this year.")
    ]


def test_who_did_nothing_has_not_done_the_opposite_of_what_stands_before_it() -> None:
    parent = "The ministry was warned in March about dirty kitchens and did nothing, the deputy Viktor Saale said."
    child = "The deputy Viktor Saale said the ministry had been warned in March about dirty kitchens."
    assert seen(changes(parent, child), "negation_flipped") == []
    flipped = changes("The letter changed nothing, the deputy said.", "The letter changed everything, the deputy said.")
    assert len(seen(flipped, "negation_flipped")) == 1
