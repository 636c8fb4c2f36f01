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
