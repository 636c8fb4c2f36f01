"""Every count and every standing of generated piles, against a second reckoning that shares no code with the first."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import product

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import sayso
from invented_coverage import to_stream
from invented_history import TURNS, invent_history
from reckoned import Taken, reckon_parties, reckon_status, reckon_steps, reckon_voices
from reckoned_reports import reckon_reports
from sayso.ledger.status import Stand, find_steps
from sayso.model import UNINVOLVED, UNKNOWN

SEEDS = st.integers(0, 2**32 - 1)
GENERATE = (Phase.generate,)  # a smaller seed gives no smaller pile
laws = settings(max_examples=3, deadline=None, derandomize=True, phases=GENERATE)  # of each turn; a pile takes a sixth of a second


def reckon(records):
    """Return the export of a pile, and by claim what is counted and what the reckoning counts."""
    with sayso.read("-", stdin=to_stream(records)) as case:
        document = case.export()
        reports = {report.id: report for report in case.picture().reports}

        def passages(child, parent):
            return [of_child for _, of_child in case.redline(child, parent).alignment.passages]

        counted = {
            claim["id"]: (claim["independent_reports"], claim["affirming_voices"], claim["affirming_parties"], claim["status"])
            for claim in document["propositions"]
        }
        reckoned = {
            claim["id"]: (
                reckon_reports(document, claim, reports, passages),
                reckon_voices(document, claim),
                reckon_parties(document, claim),
                reckon_status(document, claim),
            )
            for claim in document["propositions"]
        }
    return document, counted, reckoned


@pytest.mark.parametrize("turn", TURNS)
@given(seed=SEEDS)
@laws
def test_what_is_counted_is_what_a_plain_reckoning_counts(turn, seed):
    _, counted, reckoned = reckon(invent_history(seed, turn))
    assert counted == reckoned


STANDINGS = {"asserted", "contested", "corroborated", "conceded", "withdrawn"}
MERGES = {"retelling", "shared_narrative", "credit", "excerpt", "excerpt_only", "written_statement", "same_outlet", "shared_credit"}


def test_the_generated_histories_hold_what_they_are_to_try():
    standings, found = Counter(), Counter()
    for turn, seed in product(TURNS, range(2)):
        document, *_ = reckon(invent_history(seed, turn))
        stands_for = {voice["id"]: voice["stands_for"] for voice in document["voices"]}
        for claim in document["propositions"]:
            standings.update(step["status"] for step in claim["status"])
            found.update(merge["reason"]["code"] for merge in claim["merges"])
            found["first hand"] += bool(claim["first_hand"])
            affirming = {*claim["affirm"], *claim["concede"]}
            found["spokesperson beside the body"] += any(stands_for[voice] in affirming for voice in affirming)
        found["correction"] += any(each["propositions"] for each in document["corrections"])
        found["two claims that somebody affirms"] += sum(bool(claim["affirm"]) for claim in document["propositions"]) > 1
    assert standings.keys() >= STANDINGS
    held = {"first hand", "correction", "spokesperson beside the body", "two claims that somebody affirms"}
    assert {each for each, n in found.items() if n} >= MERGES | held


PARTIES = {"v1": "Veldania", "v2": "Veldania", "v3": "Tesk", "v4": UNINVOLVED, "v5": UNKNOWN}
DAYS = st.sampled_from(["", *(f"2041-03-{day:02}" for day in range(1, 5))])


@st.composite
def taken(draw):
    """Return stances in order of publication, undated ones first."""
    found = []
    for day in sorted(draw(st.lists(DAYS, min_size=1, max_size=7))):
        unit = draw(st.sampled_from(sorted(PARTIES)))
        stance = draw(st.sampled_from(["affirm", "affirm", "deny", "concede", "unverified"]))
        back = draw(st.lists(DAYS.filter(lambda later, day=day: later >= day), max_size=1)) if stance != "deny" else []
        found.append(
            Taken(unit, PARTIES[unit], stance, day, draw(st.integers(0, 2)), draw(st.booleans()), tuple(back), draw(st.booleans()))
        )
    return found


@given(taken())
@settings(max_examples=400, deadline=None, derandomize=True)
def test_whatever_is_said_and_when_the_standing_is_what_a_plain_reckoning_gives(said):
    def read_day(day):
        return date.fromisoformat(day) if day else None

    stands = [
        Stand(
            each.unit,
            each.party,
            each.stance,
            read_day(each.day),
            each.origin,
            each.is_seen,
            tuple(map(read_day, each.back)),
            each.is_taking_back,
        )
        for each in said
    ]
    steps = [{"as_of": step.as_of and step.as_of.isoformat(), "status": step.status} for step in find_steps(stands)]
    assert steps == reckon_steps(said)
