"""What became of a statement, told by its words and by what it means."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.model import Attribution, Change
from sayso.retellings import Meanings, Meant, align_documents, find_changes
from sayso.retellings.changes.fates import JUDGEMENTS, Fate, FateModel, read_model
from sayso.retellings.changes.side_by_side import Side, SideBySide
from sayso.settings import RetellingSettings
from sayso.text import read_document
from unit.retellings.changes.telling import says, seen

_PARENT = (
    "The tannery poured dye into the brook for a week, neighbours said.\n\n"
    "Lev Brosk, who owns it, said not a drop had left his yard.\n\n"
    "Fishing below the mill has been forbidden since Thursday."
)
_CHILD = (
    "The tannery poured dye into the brook for a week, neighbours said.\n\n"
    "All colour stayed behind the fence, according to Brosk.\n\n"
    "Fishing below the mill has been forbidden since Thursday."
)


def _meant(place: int, *, denies: float = 0.0) -> Meant:
    """Return a meaning of which no two places have anything in common."""
    topic = np.zeros(8, np.float32)
    topic[place] = 1.0
    return Meant(topic, 1.0 - denies, denies, 0.0)


def _before() -> list[Attribution]:
    return [
        says(_PARENT, "neighbours", "said", "The tannery poured dye into the brook for a week"),
        says(_PARENT, "Lev Brosk, who owns it", "said", "not a drop had left his yard"),
    ]


def _after() -> list[Attribution]:
    return [
        says(_CHILD, "neighbours", "said", "The tannery poured dye into the brook for a week"),
        says(_CHILD, "Brosk", "according to", "All colour stayed behind the fence"),
    ]


def _tell(second: int) -> tuple[Change, ...]:
    """Return the changes, where the child's second statement is about the parent's second (1) or about something else."""
    one, other = read_document(_PARENT), read_document(_CHILD)
    said = (_meant(0), _meant(1, denies=0.9))
    return find_changes(
        one,
        other,
        align_documents(one, other),
        parent_attributions=_before(),
        child_attributions=_after(),
        parent_meanings=Meanings(said, ()),
        child_meanings=Meanings((_meant(0), _meant(second, denies=0.9)), ()),
    )


def test_what_is_said_in_wholly_other_words_is_neither_left_out_nor_new() -> None:
    found = _tell(1)
    assert seen(found, "omitted") == [] and seen(found, "added") == []


def test_what_nothing_in_the_other_text_means_is_left_out() -> None:
    assert seen(_tell(5), "omitted") == [("Lev Brosk, who owns it, said not a drop had left his yard", None)]


def _side_by_side(parent: str, child: str, before: list[Attribution], after: list[Attribution]) -> SideBySide:
    one, other = read_document(parent), read_document(child)
    sides = Side(one, before, None), Side(other, after, None)
    return SideBySide(*sides, align_documents(one, other), (), RetellingSettings())


_FELL = "The old bridge at Orlek fell into the river on Monday night. Trains were held for hours at both ends of the valley."
_SAID = "The old bridge fell on Monday night, a ferryman said."


def test_the_words_of_another_sentence_of_the_parent_state_nothing_of_a_statement() -> None:
    parent = f"{_FELL} {_SAID}"
    said = [says(parent, "a ferryman", "said", "The old bridge fell on Monday night")]
    assert _side_by_side(parent, _FELL, said, []).fates_of_parent[0].bare is None


def test_its_own_words_with_no_one_state_it() -> None:
    said = [says(_SAID, "a ferryman", "said", "The old bridge fell on Monday night")]
    assert _side_by_side(_SAID, "The old bridge fell on Monday night.", said, []).fates_of_parent[0].bare == 0


@pytest.mark.parametrize("judgement", JUDGEMENTS)
def test_every_weight_is_of_a_signal_and_what_must_not_be_is_impossible(judgement: str) -> None:
    known = set(_side_by_side(_PARENT, _CHILD, _before(), _after()).fates_of_parent[0].signals)
    meant = {"own_topic", "topic_squared", "sounds_affirming", "sounds_denying", "sounds_aside", "fellow_there"}
    weights = read_model().weights[judgement]
    assert set(weights["words"]) <= known and set(weights["meant"]) <= known | meant
    update = dict.fromkeys(known, 1.0)
    assert FateModel({"omitted": {"words": {"constant": 9.0}}}).score(Fate(update, None), "omitted") == 0.0
