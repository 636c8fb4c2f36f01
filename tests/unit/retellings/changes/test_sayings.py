from __future__ import annotations

import pytest

from sayso.model import Attribution
from unit.retellings.changes.telling import changes, says, seen

_PARENT = "The river rose by two metres overnight, the dam keeper Jor Almas said. School buses stayed in the depot."


def _parent() -> list[Attribution]:
    return [says(_PARENT, "the dam keeper Jor Almas", "said", "The river rose by two metres overnight")]


def test_a_statement_left_with_no_one_has_lost_its_attribution_and_back_gained_it() -> None:
    child = "The river rose by two metres overnight. School buses stayed in the depot."
    before = _parent()
    assert seen(changes(_PARENT, child, before=before), "attribution_lost") == [
        ("The river rose by two metres overnight, the dam keeper Jor Almas said", "The river rose by two metres overnight.")
    ]
    assert len(seen(changes(child, _PARENT, after=before), "attribution_gained")) == 1


def test_a_statement_that_keeps_its_voice_has_not_lost_it() -> None:
    child = "Jor Almas, the dam keeper, says the river rose by two metres overnight. School buses stayed in the depot."
    after = [says(child, "Jor Almas, the dam keeper", "says", "the river rose by two metres overnight")]
    found = changes(_PARENT, child, before=_parent(), after=after)
    assert found == ()


def test_a_missed_attribution_is_no_lost_one_where_a_reporting_word_stands() -> None:
    child = "The river rose by two metres overnight, according to Almas. School buses stayed in the depot."
    assert seen(changes(_PARENT, child, before=_parent()), "attribution_lost") == []


def test_a_cue_of_another_colour_is_a_shift() -> None:
    child = "The river rose by two metres overnight, the dam keeper Jor Almas claimed. School buses stayed in the depot."
    after = [says(child, "the dam keeper Jor Almas", "claimed", "The river rose by two metres overnight")]
    found = changes(_PARENT, child, before=_parent(), after=after)
    assert seen(found, "cue_shifted") == [("the dam keeper Jor Almas said", "the dam keeper Jor Almas claimed")]


@pytest.mark.parametrize(
    ("before", "after", "is_shift"),
    [
        ("acknowledged", "admitted", True),
        ("admitted", "confessed", True),
        ("confessed", "admitted", False),
        ("acknowledged", "conceded", False),
        ("confessed", "said", False),
    ],
)
def test_what_is_granted_turns_by_steps_into_a_confession(before: str, after: str, is_shift: bool) -> None:
    told = "The river rose by two metres overnight, the dam keeper Jor Almas {}. School buses stayed in the depot."
    texts = [told.format(cue) for cue in (before, after)]
    said = [
        [says(text, "the dam keeper Jor Almas", cue, "The river rose by two metres overnight")]
        for text, cue in zip(texts, (before, after), strict=True)
    ]
    found = changes(*texts, before=said[0], after=said[1])
    assert bool(seen(found, "cue_shifted")) == is_shift


def test_another_known_voice_is_a_changed_voice() -> None:
    parent = "The river rose by two metres, Jor Almas said. The cellars are dry, Mina Teck said in the evening."
    child = "The river rose by two metres, Mina Teck said. The cellars are dry, Mina Teck said in the evening."
    before = [says(parent, "Jor Almas", "said", "The river rose by two metres"), says(parent, "Mina Teck", "said", "The cellars are dry")]
    after = [says(child, "Mina Teck", "said", "The river rose by two metres")]
    assert seen(changes(parent, child, before=before, after=after), "voice_changed") == [("Jor Almas said", "Mina Teck said")]
