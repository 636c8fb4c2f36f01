"""Who gives the toll that is claimed, and who sets a lower one against it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_statements import make_statements
from sayso.ledger.statements import Toll
from sayso.ledger.tolls import find_sides
from sayso.settings import LedgerSettings

SETTINGS = LedgerSettings()


def say(voice, low, high="same", who="", **more):
    toll = Toll(who, "killed", (low, low if high == "same" else high))
    return {"says": "people were killed", "voice": voice, "party": voice, "tolls": (toll,), **more}


def sides(*rows):
    found = find_sides(range(len(rows)), make_statements(*rows), SETTINGS)
    return [found.get(k, 0) for k in range(len(rows))]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([say("v1", 12), say("v2", 3)], [1, -1]),
        ([say("v2", 3), say("v1", 12)], [-1, 1]),  # in one report
        ([say("v2", 3), say("v1", 12, report="r2", day=2)], [0, 1]),  # tolls rise
        ([say("v1", 12), say("v2", 3, report="r2", day=2)], [1, -1]),
        ([say("v1", 12), say("v2", 11)], [1, 1]),
        ([say("v1", 12), say("v2", 10)], [1, -1]),  # another side
        ([say("v1", 12), say("v2", 10, party="v1")], [1, 0]),
        ([say("v1", 12), say("v2", 3, None)], [1, 0]),  # at least three
        ([say("v1", 12, None), say("v2", None, 5)], [1, -1]),  # at least twelve; up to five
        ([say("v1", 12), say("v2", 3, who="children")], [1, 0]),  # some of them
        ([say("v1", 12, who="soldiers"), say("v2", 3)], [1, -1]),
        ([say("v1", 9), say("v1", 12, report="r2", day=2), say("v2", 9)], [1, 1, 1]),  # raised since
        ([say("v1", 12), say("v1", 3, report="r2", day=2)], [1, -1]),  # taken back
        ([say("v1", 12), {**say("v2", 3), "force": "deny"}], [0, 0]),  # who denies in so many words gives none
        ([say("v1", 12), say("v2", 3), *[{"says": "the bridge fell", "voice": "v3"}] * 4], [0] * 6),  # it is about something else
        ([say(None, 12), say("v2", 3)], [0, 0]),  # nobody's
        ([{"says": "the bridge fell", "voice": "v3"}] * 2, [0, 0]),
    ],
)
def test_a_lower_toll_denies_the_one_that_is_claimed(rows, expected):
    assert sides(*rows) == expected


VOICES = st.sampled_from(["v1", "v2", "v3"])


@given(st.lists(st.tuples(VOICES, st.integers(1, 60), st.integers(1, 4)), min_size=2, max_size=8))
def test_the_highest_toll_is_affirmed_and_no_higher_one_of_a_day_is_denied_beside_a_lower_that_is_affirmed(given_tolls):
    rows = [say(voice, n, report=f"r{k}", day=day) for k, (voice, n, day) in enumerate(given_tolls, 1)]
    rows.sort(key=lambda row: (row["day"], row["report"]))
    found, low = sides(*rows), [row["tolls"][0].bounds[0] for row in rows]
    assert found[max(range(len(rows)), key=lambda k: (low[k], -k))] == 1
    lead = rows[max(range(len(rows)), key=lambda k: (low[k], -k))]["voice"]
    others = [k for k in range(len(rows)) if rows[k]["voice"] != lead]
    assert all(low[k] > low[j] for k in others if found[k] == 1 for j in others if found[j] == -1)
