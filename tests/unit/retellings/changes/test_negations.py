from __future__ import annotations

import pytest

from unit.retellings.changes.telling import changes, seen


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The council approved the new tram line last week.", "The council did not approve the new tram line last week."),
        ("The bridge is safe for lorries, the engineer found.", "The bridge is unsafe for lorries, the engineer found."),
        ("Exports of timber rose sharply in the spring.", "Exports of timber fell sharply in the spring."),
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
