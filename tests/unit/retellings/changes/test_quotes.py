from __future__ import annotations

import pytest

from unit.retellings.changes.telling import changes, seen

_PARENT = "The harbour stays shut until spring. “We will not open the lock gates before the ice is gone,” Mayor Ona Brecht said on Monday."


@pytest.mark.parametrize(
    "child",
    [
        'The harbour stays shut till spring. "We won\'t open the lock gates before the ice is gone," said Mayor Ona Brecht on Monday.',
        "The harbour stays shut until spring, and Mayor Ona Brecht spoke of “the lock gates” on Monday.",
        "The harbour stays shut until spring. “We will not open the lock gates,” Mayor Brecht said on Monday, “before the ice is gone.”",
        "The harbour stays shut until spring. “We will not open … before the ice is gone,” Mayor Ona Brecht said on Monday.",
        "The harbour stays shut until spring. “We will not open [them] before the ice is gone,” Mayor Ona Brecht said on Monday.",
        "The harbour stays shut until spring. “We will not open the lock gates befroe the ice is gone,” Mayor Ona Brecht said on Monday.",
        "The harbour stays shut until spring. “I mean it. We will not open the lock gates before the ice is gone,” Brecht said.",
        "The harbour “stays shut until spring”, Mayor Ona Brecht said on Monday.",
    ],
    ids=["marks and contraction", "shorter", "split by its cue", "ellipsis", "brackets", "slip of typing", "longer", "words put in marks"],
)
def test_intact_quotations_are_no_change(child: str) -> None:
    assert seen(changes(_PARENT, child), "quote_altered") == []


def test_other_words_inside_the_marks_are_a_change() -> None:
    child = "The harbour stays shut until spring. “We will never open the gates before the thaw is over,” Mayor Ona Brecht said on Monday."
    assert seen(changes(_PARENT, child), "quote_altered") == [
        ("We will not open the lock gates before the ice is gone", "We will never open the gates before the thaw is over")
    ]


def test_a_single_word_in_its_place_is_compared() -> None:
    parent = "The ferry company called its losses ‘mild’ and said the winter timetable would be kept."
    child = 'The ferry company called its losses "mildish" and said the winter timetable would be kept.'
    assert seen(changes(parent, child), "quote_altered") == [("mild", "mildish")]


def test_another_quotation_is_not_an_alteration() -> None:
    child = "The harbour stays shut until spring. “Nobody asked the fishermen,” said a crane driver, Pit Hollen, outside the town hall."
    assert seen(changes(_PARENT, child), "quote_altered") == []


def test_a_quotation_in_the_same_frame_is_the_same_quotation_whatever_its_words() -> None:
    parent = "The harbour stays shut until spring. The mayor of Ostrand called the new lock gates “a millstone” on Monday."
    child = "The harbour stays shut until spring. The mayor of Ostrand called the new lock gates “pure folly” on Monday."
    assert seen(changes(parent, child), "quote_altered") == [("a millstone", "pure folly")]


def test_half_a_word_is_not_the_word() -> None:
    parent = "The harbour stays shut until spring. The council spoke of “cold water showers” for the crews."
    child = "The harbour stays shut until spring. The council spoke of “cold water shower” for the crews."
    assert seen(changes(parent, child), "quote_altered") == [("cold water showers", "cold water shower")]


def test_a_word_put_into_a_quoted_sentence_is_a_change() -> None:
    parent = "The harbour stays shut until spring. “The ice is not gone,” the mayor added."
    child = "The harbour stays shut until spring. “The ice is not gone yet,” the mayor added."
    assert seen(changes(parent, child), "quote_altered") == [("The ice is not gone", "The ice is not gone yet")]


def test_where_sentences_are_nothing_but_quotations_the_linked_ones_are_one() -> None:
    parent = "“The gate and the ice are tied to each other.” The harbour stays shut until spring, said the mayor of Ostrand."
    child = "“The gate and the ice are all interrelated.” The harbour stays shut until spring, said the mayor of Ostrand."
    assert seen(changes(parent, child), "quote_altered") != []
