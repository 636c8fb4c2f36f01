from __future__ import annotations

import pytest

from unit.retellings.changes.telling import changes, seen


def test_a_charged_word_for_a_plain_one_is_a_shift_both_ways() -> None:
    plain, charged = "Fighters from the hills crossed the river at dawn.", "Terrorists from the hills crossed the river at dawn."
    assert seen(changes(plain, charged), "label_shifted") == [("Fighters", "Terrorists")]
    assert seen(changes(charged, plain), "label_shifted") == [("Terrorists", "Fighters")]


def test_a_loaded_word_beside_the_same_noun_is_a_shift() -> None:
    found = changes("The notary signed for 40 ballots that day.", "The notary signed for 40 fake ballots that day.")
    assert seen(found, "label_shifted") == [("ballots", "fake")]


def test_plain_words_among_themselves_are_no_shift() -> None:
    assert seen(changes("Soldiers crossed the river at dawn.", "Troops crossed the river at dawn."), "label_shifted") == []


def test_words_in_quotations_are_not_the_outlets_label() -> None:
    found = changes("Fighters crossed the river at dawn.", "Fighters, whom he called “terrorists”, crossed the river at dawn.")
    assert seen(found, "label_shifted") == []


def test_a_mouthpiece_for_a_spokesman_and_a_flight_for_a_departure_are_shifts() -> None:
    told = "The ministry's {} was the first of those who {} the town at noon on Monday."
    plain = told.format("spokesman", "left")
    assert seen(changes(plain, told.format("mouthpiece", "left")), "label_shifted") == [("spokesman", "mouthpiece")]
    assert seen(changes(plain, told.format("spokesman", "fled")), "label_shifted") == [("left", "fled")]


@pytest.mark.parametrize(
    ("parent", "child", "shift"),
    [
        (
            "Ada Holm, secretary of the dockers' union, addressed the strikers at the gate on Monday.",
            "Union firebrand Ada Holm addressed the strikers at the gate on Monday.",
            ("Ada Holm", "Union firebrand"),
        ),
        (
            "Ada Holm, who runs the laboratory, addressed the council on Monday.",
            "Ada Holm, the disgraced professor, addressed the council on Monday.",
            ("Ada Holm", "disgraced"),
        ),
        (
            "The Free Harbour League met in the customs house on Monday and elected a chair.",
            "The so-called Free Harbour League met in the customs house on Monday and elected a chair.",
            ("Free Harbour League", "so-called"),
        ),
    ],
)
def test_a_label_beside_a_name_is_laid_to_that_name(parent: str, child: str, shift: tuple[str, str]) -> None:
    assert seen(changes(parent, child), "label_shifted") == [shift]


def test_a_label_of_somebody_else_is_not_laid_to_the_name_behind_it() -> None:
    parent = "Ada Holm, secretary of the dockers' union, addressed the strikers at the gate on Monday."
    child = "A mob at the gate was addressed by Ada Holm, secretary of the dockers' union, on Monday."
    assert ("Ada Holm", "mob") not in seen(changes(parent, child), "label_shifted")
