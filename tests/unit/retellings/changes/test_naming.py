from __future__ import annotations

from unit.retellings.changes.telling import changes, seen

_NAMES = [frozenset({"Oldbrook", "Nova Reka"})]


def test_the_other_sides_name_is_a_swap() -> None:
    found = changes("Trains to Oldbrook were cancelled on Friday.", "On Friday trains to Nova Reka were cancelled.", names=_NAMES)
    assert seen(found, "name_swapped") == [("Oldbrook", "Nova Reka")]


def test_both_names_side_by_side_are_no_swap() -> None:
    found = changes(
        "Trains to Oldbrook were cancelled.", "Trains to Oldbrook, called Nova Reka across the river, were cancelled.", names=_NAMES
    )
    assert seen(found, "name_swapped") == []


def test_an_unknown_name_in_the_place_of_another_is_a_swap() -> None:
    found = changes("The ferry from Hestwick sank in the night.", "The ferry from Callport sank in the night.")
    assert seen(found, "name_swapped") == [("Hestwick", "Callport")]


def test_another_spelling_is_no_swap() -> None:
    assert seen(changes("The ferry from Hestwick sank in the night.", "The ferry from Hestvik sank in the night."), "name_swapped") == []


def test_a_new_name_behind_the_same_word_replaces_the_only_one_that_is_gone() -> None:
    parent = "Most of the apples that the market sells in spring come into the country from Valdria by ship."
    child = "Most of the apples sold on the market in spring are shipped into the country from Mirou."
    found = seen(changes(parent, child), "name_swapped")
    assert found == [("Valdria", "Mirou")]
