"""What can be overruled, and what is said when it cannot."""

import json
from typing import get_args

import pytest

from overruled_pile import find_said, open_pile
from sayso.errors import NotFound, UsageError
from sayso.ledger.overrulings import KINDS
from sayso.model import OverrulingKind


@pytest.fixture(scope="module")
def case():
    with open_pile() as case:
        yield case


REFUSED = {
    "no such kind": (UsageError, "unknown_kind", ["same-opinion", "p1", "p2"]),
    "an undo is none": (UsageError, "unknown_kind", ["undo", "1"]),
    "one claim": (UsageError, "bad_things", ["same-claim", "p1"]),
    "three claims": (UsageError, "bad_things", ["same-claim", "p1", "p2", "p3"]),
    "no such claim": (NotFound, "unknown_claim", ["same-claim", "p1", "p99"]),
    "a claim for a voice": (NotFound, "unknown_voice", ["same-voice", "v1", "p1"]),
    "no such statement": (NotFound, "unknown_statement", ["not-a-denial", "a99"]),
    "no such report": (NotFound, "unknown_report", ["other-parent", "r2", "r99"]),
    "the same claim twice": (UsageError, "nothing_to_overrule", ["same-claim", "p1", "p1"]),
    "the same voice twice": (UsageError, "nothing_to_overrule", ["same-voice", "v1", "v1"]),
    "its own parent": (UsageError, "nothing_to_overrule", ["other-parent", "r2", "r2"]),
    "its parent already": (UsageError, "nothing_to_overrule", ["other-parent", "r2", "r1"]),
    "no retelling": (UsageError, "nothing_to_overrule", ["not-a-retelling", "r3", "r1"]),
    "no such stance": (UsageError, "unknown_stance", ["stance", "a1", "maybe"]),
    "a nameless party": (UsageError, "bad_things", ["other-party", "v1", "  "]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_makes_no_sense_is_refused_and_not_written_down(case, name):
    error, code, (kind, *things) = REFUSED[name]
    with pytest.raises(error) as caught:
        case.overrule(kind, *things, why="a test")
    assert caught.value.code == code
    assert case.overrulings == ()


def test_what_is_so_already_needs_no_overruling(case):
    said = next(each for each in case.picture().attributions if each.stance == "affirm")
    for kind, *things in (
        ("stance", said.id, said.stance),
        ("not_a_denial", said.id),
        ("other_claim", said.id, said.proposition),
        ("other_voice", said.id, said.voice),
    ):
        with pytest.raises(UsageError) as caught:
            case.overrule(kind, *things, why="a test")
        assert caught.value.code == "nothing_to_overrule"


@pytest.mark.parametrize("why", ["", "  "])
def test_a_reason_must_be_given(case, why):
    with pytest.raises(UsageError) as caught:
        case.overrule("same_claim", "p1", "p2", why=why)
    assert caught.value.code == "no_reason"


def test_every_kind_but_an_undo_can_be_drafted():
    assert {*KINDS, "undo"} == {*get_args(OverrulingKind)}


def test_what_it_is_about_is_written_by_texts_and_characters_and_for_people():
    with open_pile() as case:
        said = find_said(case, "r3", "nobody was hurt")
        made = case.overrule("other_voice", said.id, why="hearsay", who="Ines")
        about = json.loads(made.about)
        [report] = [each for each in case.picture().reports if each.id == "r3"]
        anchor = about["statement"]
        assert (anchor["id"], anchor["words"]) == (said.id, "nobody was hurt")
        assert anchor["report"] == {"id": "r3", "words": "Lomma Courier", "sha256": report.sha256}
        assert anchor["content"] == [[said.content[0].start, said.content[0].end]]
        assert anchor["source"] == [[said.source.start, said.source.end]]
        assert (made.number, made.who, made.why, made.made_at.tzname()) == (1, "Ines", "hearsay", "UTC")
        [exported] = case.export()["overrulings"]
        assert exported == {
            "number": 1, "made_at": exported["made_at"], "who": "Ines", "why": "hearsay", "kind": "other_voice",
            "about": about, "undoes": None, "state": "holds",
        }  # fmt: skip
