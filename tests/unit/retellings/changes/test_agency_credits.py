from __future__ import annotations

from unit.retellings.changes.telling import changes, seen

_PARENT = "VARNO, June 3 (Pelwire) - The cable car over the gorge reopened on Tuesday.\n\nIt is safe, the engineer told Pelwire by phone."


def test_a_dateline_and_a_told_credit_left_out_are_lost_credits() -> None:
    child = "VARNO - The cable car over the gorge reopened on Tuesday.\n\nIt is safe, the engineer said by phone."
    found = seen(changes(_PARENT, child, outlets=("Pelwire", "Evening Bell")), "agency_credit_lost")
    assert [before for before, _ in found] == ["VARNO, June 3 (Pelwire) -", "told Pelwire by"]


def test_a_credit_anywhere_is_a_credit() -> None:
    child = "The cable car over the gorge reopened on Tuesday, Pelwire reported.\n\nIt is safe, the engineer said by phone."
    assert seen(changes(_PARENT, child, outlets=("Pelwire", "Evening Bell")), "agency_credit_lost") == []


def test_an_outlet_need_not_credit_itself() -> None:
    child = "The cable car over the gorge reopened on Tuesday.\n\nIt is safe, the engineer said by phone."
    assert seen(changes(_PARENT, child, outlets=("Pelwire", "Pelwire")), "agency_credit_lost") == []


def test_a_newsroom_is_credited_by_its_name_and_by_its_initials() -> None:
    parent = "VARNO (PPA) - The cable car over the gorge reopened on Tuesday, the engineer said."
    child = "The cable car over the gorge reopened on Tuesday, the engineer said, according to the {}."
    for name in ("Pelwire Press Agency", "PPA"):
        assert seen(changes(parent, child.format(name), outlets=("Pelwire Press Agency", "Evening Bell")), "agency_credit_lost") == []
    other = seen(
        changes(parent, child.format("Northern News Agency"), outlets=("Pelwire Press Agency", "Evening Bell")), "agency_credit_lost"
    )
    assert [before for before, _ in other] == ["VARNO (PPA) -"]
