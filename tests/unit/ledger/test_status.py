from dataclasses import replace
from datetime import date

import pytest

from sayso.ledger.status import Stand, find_steps, judge_status
from sayso.model import UNINVOLVED, UNKNOWN, StatusStep


def stand(unit, party, stance, day=1, origin=0):
    return Stand(unit, party, stance, date(2031, 3, day) if day else None, origin)


SAYS = stand("v1", "Veldania", "affirm")
DENIES = stand("v2", "Tesk", "deny")


@pytest.mark.parametrize(
    ("stands", "status"),
    [
        ([SAYS], "asserted"),
        ([SAYS, DENIES], "contested"),
        ([SAYS, stand("v3", UNINVOLVED, "affirm", origin=1)], "corroborated"),
        ([SAYS, stand("v3", UNINVOLVED, "affirm", origin=0)], "asserted"),
        ([SAYS, stand("v3", UNKNOWN, "affirm", origin=1)], "asserted"),
        ([SAYS, DENIES, stand("v4", "Tesk", "concede", 3)], "conceded"),
        ([SAYS, DENIES, stand("v4", "Tesk", "affirm", 3, 1)], "conceded"),
        ([SAYS, DENIES, stand("v4", "Tesk", "affirm", 1, 1)], "contested"),
        ([SAYS, DENIES, stand("v4", UNINVOLVED, "affirm", 3, 1)], "contested"),
        ([SAYS, stand("v6", UNKNOWN, "deny"), stand("v6", UNKNOWN, "concede", 3, 1)], "conceded"),
        ([SAYS, stand("v6", UNKNOWN, "deny"), stand("v6", UNKNOWN, "affirm", 3, 1)], "asserted"),
        ([SAYS, stand("v6", UNKNOWN, "deny"), stand("v7", UNKNOWN, "concede", 3, 1)], "contested"),
        ([SAYS, stand("v1", "Veldania", "deny", 3)], "withdrawn"),
        ([SAYS, stand("v3", UNINVOLVED, "affirm", origin=1), DENIES], "contested"),
    ],
)
def test_the_status_follows_from_who_stands_where(stands, status):
    assert judge_status(stands) == status


def test_a_reprint_of_what_a_side_had_said_before_it_denied_it_concedes_nothing():
    denies, reprint = stand("v1", "Veldania", "deny", 2, 1), stand("v1", "Veldania", "affirm", 3, 0)
    assert judge_status([SAYS, denies, reprint]) != "conceded"
    assert judge_status([SAYS, denies, replace(reprint, origin=2)]) == "conceded"


def test_it_is_enough_that_who_said_it_first_or_most_often_takes_it_back_in_so_many_words():
    repeats, others = stand("v3", UNINVOLVED, "affirm", origin=1), [stand(f"v{n}", UNINVOLVED, "affirm", 2, n) for n in (5, 5)]
    back = replace(stand("v1", "Veldania", "deny", 3), takes_back=True)
    assert judge_status([SAYS, repeats, back]) == judge_status([SAYS, *others, back]) == "withdrawn"
    assert judge_status([SAYS, repeats, replace(back, takes_back=False)]) == "contested"
    assert judge_status([*others, SAYS, back]) == "contested"


def test_a_witness_who_takes_back_what_he_said_takes_nothing_back_for_those_who_said_it_as_often_before_him():
    denies, witness = stand("v2", "Tesk", "deny"), stand("v9", UNINVOLVED, "affirm")
    back = replace(stand("v9", UNINVOLVED, "deny", 3), takes_back=True)
    assert judge_status([SAYS, denies, witness, back]) == "contested"
    assert judge_status([witness, denies, SAYS, back]) == "withdrawn"


def test_a_status_holds_until_the_day_it_changes():
    steps = find_steps([SAYS, stand("v2", "Tesk", "deny", 2), stand("v5", UNINVOLVED, "unverified", 3), stand("v4", "Tesk", "concede", 4)])
    assert steps == (
        StatusStep(date(2031, 3, 1), "asserted"),
        StatusStep(date(2031, 3, 2), "contested"),
        StatusStep(date(2031, 3, 4), "conceded"),
    )


def test_undated_stances_hold_from_the_start():
    assert find_steps([stand("v1", "Veldania", "affirm", None), stand("v2", "Tesk", "deny", 2)]) == (
        StatusStep(None, "asserted"),
        StatusStep(date(2031, 3, 2), "contested"),
    )
