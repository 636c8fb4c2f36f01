"""Whose word a statement is, and for whom a voice speaks, as somebody overruled it."""

from datetime import UTC, datetime

import pytest

from overruled_pile import REPORTS, find_claim, find_said, open_pile
from sayso.model import UNKNOWN, Report

_SPOKEN = (
    "The harbour is safe, Jon Mell said in the morning. The pier had been swept before dawn by forty volunteers with brooms. "
    "“No mine was found,” he said. Later Jon Mell said that divers had searched the bay. The ministry said that ships may sail."
)


@pytest.fixture
def case():
    with open_pile() as case:
        yield case


def voice(case, id_):
    return next(each for each in case.picture().voices if each.id == id_)


def test_two_voices_made_one_speak_and_count_as_one(case):
    renn, union = (find_said(case, "r1", words).voice for words in ("The bridge at Ostwick is closed", "the bridge at Ostwick is closed"))
    before = {each.id: each for each in case.picture().voices}
    case.overrule("same_voice", renn, union, why="the mayor leads the union")
    merged = voice(case, renn)
    assert {*merged.evidence} == {*before[renn].evidence, *before[union].evidence}
    assert {*merged.mentions} == {*before[renn].mentions, *before[union].mentions}
    assert merged.name == "Ida Renn"
    assert merged.reasons[-1].code == "overruled"
    assert {each.id for each in case.picture().voices} == before.keys() - {union}
    claim = find_claim(case, "The bridge at Ostwick is closed")
    assert claim.deny == (renn,)


def test_a_statement_taken_from_its_voice_is_the_word_of_a_new_one(case):
    said = find_said(case, "r3", "Two cables fell")
    old, known = voice(case, said.voice), {each.id for each in case.picture().voices}
    case.overrule("other_voice", said.id, why="another engineer of that name")
    moved = find_said(case, "r3", "Two cables fell")
    assert moved.voice not in known
    made = voice(case, moved.voice)
    assert (made.name, made.party, made.mentions) == (None, UNKNOWN, (said.source.text,))
    assert made.evidence == (("r3", said.source),)
    assert {*voice(case, old.id).evidence} == {*old.evidence} - {*made.evidence}


def test_a_voice_names_the_overruling_that_gave_it_a_statement(case):
    nurse, renn = find_said(case, "r3", "nobody was hurt"), find_said(case, "r3", "No lorry may pass")
    case.overrule("other_voice", nurse.id, renn.voice, who="Ines", why="the mayor said so")
    voice = find_said(case, "r3", "nobody was hurt").voice
    assert "overruling 1 by Ines: the mayor said so" in [reason.says for reason in case.why(voice).reasons]


def test_the_only_statement_of_a_voice_is_its_own_already_and_keeps_its_name(case):
    nurse = find_said(case, "r3", "nobody was hurt")
    before = {each.id: each for each in case.picture().voices}[nurse.voice]
    case.overrule("other_voice", nurse.id, why="she speaks for herself")
    after = {each.id: each for each in case.picture().voices}[find_said(case, "r3", "nobody was hurt").voice]
    assert (after.name, after.role, after.mentions) == (before.name, before.role, before.mentions)
    assert [each.state for each in case.overrulings] == ["holds"]


def test_a_statement_can_be_given_to_another_voice(case):
    said, renn = find_said(case, "r3", "nobody was hurt"), find_said(case, "r1", "The bridge at Ostwick is closed").voice
    case.overrule("other_voice", said.id, renn, why="the mayor is the nurse")
    assert find_said(case, "r3", "nobody was hurt").voice == renn
    assert said.voice not in {each.id for each in case.picture().voices}  # it says nothing any more
    assert ("r3", said.source) in voice(case, renn).evidence


def test_what_goes_on_without_a_name_goes_along():
    report = Report("r1", _SPOKEN, "Post", published=datetime(2041, 5, 6, tzinfo=UTC), published_precision="day", language="en")
    with open_pile([report]) as case:
        first, pronoun, named = (find_said(case, "r1", words) for words in ("harbour is safe", "No mine", "divers had searched"))
        assert first.voice == pronoun.voice == named.voice
        case.overrule("other_voice", first.id, why="a namesake")
        after = [find_said(case, "r1", words).voice for words in ("harbour is safe", "No mine", "divers had searched")]
        assert after[0] == after[1] != after[2] == named.voice


def test_a_party_is_that_of_a_body_and_of_those_who_speak_for_it(case):
    union = find_said(case, "r1", "the bridge at Ostwick is closed").voice
    case.overrule("other_party", union, "the union", who="Ines", why="it says so itself")
    assert voice(case, union).party == "the union"
    assert voice(case, union).reasons[-1].says == "overruling 1 by Ines: it says so itself"
    case.overrule("other_party", union, "the dockers", why="a better word")
    assert voice(case, union).party == "the dockers"


def test_ids_that_moved_do_not_move_what_was_overruled():
    early = Report(
        "r0", "The lighthouse is dark, keeper Ola Brandt said. Gulls sat on every rail of the gallery and on the old brass horn.",
        "Skerry Sheet", published=datetime(2041, 5, 1, tzinfo=UTC), published_precision="day", language="en",
    )  # fmt: skip
    with open_pile() as case:
        union = find_said(case, "r1", "the bridge at Ostwick is closed").voice
        case.overrule("other_party", union, "the union", why="it says so itself")
        case._store.add([early])
        moved = find_said(case, "r1", "the bridge at Ostwick is closed").voice
        assert moved != union
        assert voice(case, moved).party == "the union"
        assert len(case.picture().reports) == len(REPORTS) + 1
