"""Whatever is overruled, the counts stay honest, no order shows, nothing is lost, and an undo undoes."""

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from overruled_pile import MORE, REPORTS, open_pile, without_log
from proven import prove_claim
from sayso.desk import Case
from sayso.errors import SaysoError
from sayso.ledger.overrulings import KINDS
from sayso.model import Overruling

CHOICES = st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=5)
SOME = settings(deadline=None, max_examples=15)
WORDS = {"stance": ["affirm", "deny", "concede", "unverified", "other"], "party": ["the union", "the town"]}


def overrule_some(case: Case, choices: list[tuple[str, int, int]]) -> tuple[Overruling, ...]:
    """Return the log after trying to overrule what the choices point at; what makes no sense is refused and passed over."""
    for kind, first, second in choices:
        picture = case.picture()
        known = {
            "claim": [each.id for each in picture.propositions],
            "voice": [each.id for each in picture.voices],
            "statement": [each.id for each in picture.attributions],
            "child": [each.id for each in picture.reports],
            **WORDS,
        }
        known |= {"other": known["claim" if kind == "same_claim" else "voice"], "parent": known["child"]}
        of_roles = [known[role.strip("[]")] for role in KINDS[kind]]
        things = [ids[at % len(ids)] for ids, at in zip(of_roles, (first, second), strict=False) if ids]
        try:
            case.overrule(kind, *things, why="a law")
        except SaysoError:
            continue
    return case.overrulings


def follow(case: Case, log: tuple[Overruling, ...]) -> Case:
    """Return the case with the same log."""
    for each in log:
        case._store.append_overruling(replace(each, state="holds"))
    return case


def written(case: Case) -> str:
    return json.dumps(case.export())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_choices_do_overrule_each_kind_of_thing(kind):
    with open_pile() as case:
        log = overrule_some(case, [(kind, first, second) for first in range(3) for second in range(2)])
        assert {each.kind for each in log} == {kind}
        assert "holds" in {each.state for each in log}


@given(st.integers(0, 99), st.integers(0, 3), st.booleans())
@SOME
def test_what_is_no_retelling_stays_none_when_copies_come(at, copied, is_newer):
    with open_pile((*REPORTS, MORE)) as case:
        edge = case.retellings[at % len(case.retellings)]
        case.overrule("not_a_retelling", edge.child, edge.parent, why="a law")
        apart = _find_origin(case, edge.child) != _find_origin(case, edge.parent)
        wire = REPORTS[copied]
        text = wire.text + (" More will be known tomorrow." if is_newer else "")
        case._store.add([replace(wire, id="copy", text=text, outlet=wire.outlet if is_newer else "Evening Star", path="pile.jsonl:9")])
        assert (_find_origin(case, edge.child) != _find_origin(case, edge.parent)) >= apart
        assert case.overrulings[-1].state == "holds"


def _find_origin(case: Case, report: str) -> tuple[str, ...]:
    return next(origin for origin in case.origins if report in origin)


@given(st.integers(0, 99), st.sampled_from(WORDS["stance"]))
@SOME
def test_a_statement_stands_where_it_was_put_in_every_copy_that_comes(at, stance):
    with open_pile() as case:
        said = [each for each in case.picture().attributions if each.proposition is not None and each.stance != stance]
        chosen = said[at % len(said)]
        case.overrule("stance", chosen.id, stance, why="a law")
        wire = next(each for each in REPORTS if each.id == chosen.report)
        case._store.add([replace(wire, id="copy", outlet="Evening Star", path="pile.jsonl:9")])
        words = [span.text for span in chosen.content]
        alike = [each for each in case.picture().attributions if [span.text for span in each.content] == words]
        assert {each.report for each in alike} >= {chosen.report, "copy"}
        stood = {(each.stance, each.proposition) for each in alike if each.report in (chosen.report, "copy")}
        assert len(stood) == 1  # where nobody else says it, and this is taken back, no claim is listed
        assert stood <= {("other", None)} or {each for each, _ in stood} == {stance}


@given(CHOICES)
@SOME
def test_each_tally_equals_its_evidence_whatever_is_overruled(choices):
    with open_pile() as case:
        overrule_some(case, choices)
        document = case.export()
        for claim in document["propositions"]:
            prove_claim(document, claim)
            case.why(claim["id"])  # fails if anything does not add up
        assert sorted(each for origin in document["origins"] for each in origin) == sorted(each.id for each in REPORTS)
        assert {each["voice"] for each in document["attributions"] if each["voice"]} == {each["id"] for each in document["voices"]}


@given(CHOICES, st.randoms(use_true_random=False))
@SOME
def test_the_order_of_reading_shows_in_nothing(choices, chance):
    with open_pile() as case, open_pile(chance.sample(REPORTS, len(REPORTS))) as shuffled:
        log = overrule_some(case, choices)
        assert written(follow(shuffled, log)) == written(case)


@given(CHOICES)
@SOME
def test_what_is_read_later_is_read_as_if_it_had_been_there(choices):
    with open_pile() as case, open_pile((*REPORTS, MORE)) as whole:
        log = overrule_some(case, choices)
        case._store.add([MORE])
        assert written(case) == written(follow(whole, log))
        assert [each.number for each in case.overrulings] == [each.number for each in log]


@given(CHOICES)
@SOME
def test_reading_again_loses_no_overruling(choices):
    with open_pile() as case:
        log = overrule_some(case, choices)
        case._store.add(REPORTS[::-1])
        assert case.overrulings == log


@given(CHOICES, st.booleans())
@SOME
def test_undoing_all_brings_back_the_picture_byte_for_byte(choices, backwards):
    with open_pile() as case:
        before = json.dumps(without_log(case))
        numbers = [each.number for each in overrule_some(case, choices)]
        for number in reversed(numbers) if backwards else numbers:
            case.undo(number)
        assert json.dumps(without_log(case)) == before
        assert [each.state for each in case.overrulings] == ["undone"] * len(numbers) + ["holds"] * len(numbers)
        n_made = len(numbers)
        for k in range(n_made):
            case.undo(n_made + 1 + k)
        assert [each.state for each in case.overrulings[n_made : 2 * n_made]] == ["undone"] * n_made


def test_undoing_the_undoing_brings_back_what_was_overruled():
    with open_pile() as case:
        overrule_some(case, [("same_claim", 0, 1), ("other_party", 0, 0), ("not_a_retelling", 1, 0)])
        after = json.dumps(without_log(case))
        last = case.overrulings[-1].number
        case.undo(last)
        assert json.dumps(without_log(case)) != after
        case.undo(last + 1)
        assert json.dumps(without_log(case)) == after


def test_a_log_of_chance_entries_never_stops_a_picture():
    chance = random.Random(5)
    with open_pile() as case:
        log = overrule_some(case, [(kind, chance.randrange(99), chance.randrange(99)) for kind in sorted(KINDS) for _ in range(2)])
        kept = [each for each in log if chance.random() < 0.6]
    with open_pile(REPORTS[:3]) as other:  # a pile that lacks a report, and half of a log made for another
        follow(other, tuple(kept))
        assert len(other.overrulings) == len(kept)
        assert "holds" in {each.state for each in other.overrulings}
