from __future__ import annotations

import pytest

from unit.retellings.changes.telling import changes, seen


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The director allegedly sold two paintings from the vault.", "The director sold two paintings from the vault."),
        ("If the pump has indeed failed, the lower town faces a flood.", "The lower town now faces a flood as the pump failed."),
        ("The new vaccine may protect cattle for three years.", "The new vaccine protects cattle for three years."),
    ],
)
def test_doubt_left_out_is_a_dropped_hedge_and_back_an_added_one(parent: str, child: str) -> None:
    assert len(seen(changes(parent, child), "hedge_dropped")) == 1
    assert len(seen(changes(child, parent), "hedge_added")) == 1


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The director allegedly sold two paintings from the vault.", "The director reportedly sold two paintings from the vault."),
        ("The talks resume in May after the harvest.", "The talks resume after the harvest."),
    ],
)
def test_doubt_in_other_words_is_no_change(parent: str, child: str) -> None:
    found = changes(parent, child)
    assert seen(found, "hedge_dropped") == [] and seen(found, "hedge_added") == []


def test_the_note_that_nobody_could_check_is_a_hedge() -> None:
    parent = "The rebels hold the bridge over the Tamm. Neither account could be independently verified. Shops stayed closed on Friday."
    child = "The rebels hold the bridge over the Tamm. Shops stayed closed on Friday."
    assert seen(changes(parent, child), "hedge_dropped") == [("Neither account could be independently verified.", None)]
