"""Counts that somebody gives without a clause, and second counts with a speaker of their own."""

import pytest

from sayso.claims.tagger import Tagged
from sayso.claims.tallies import add_tallies
from sayso.text import read_document


def read(text, *known):
    """Return source, cue and content of all; ``known``: contents that the police have been found to state."""
    found = [Tagged((0, 6), (7, 11), ((text.index(words), text.index(words) + len(words)),)) for words in known]
    added = add_tallies(read_document(text), found)
    return [(text[slice(*each.source)], each.cue and text[slice(*each.cue)], text[slice(*each.content[-1])]) for each in added]


@pytest.mark.parametrize(
    ("text", "tally"),
    [
        ("The emergencies ministry gave the death toll as 23.", ("The emergencies ministry", "gave", "the death toll as 23")),
        (
            "The hospital director, Ines Roth, gave the number of wounded as 26.",
            ("The hospital director, Ines Roth", "gave", "the number of wounded as 26"),
        ),
        ("Four died. The opposition has now put it at nine.", ("The opposition", "has now put", "it at nine")),
        ("The governor's office gave a figure of 95 injured.", ("The governor's office", "gave", "a figure of 95 injured")),
        ("It was a long night, but the union claimed 9,000.", ("the union", "claimed", "9,000")),
        ("Police counted 31 dead in the ruins, some of them children.", ("Police", "counted", "31 dead in the ruins")),
        ("The mayor spoke of 14 and called it a tear-jerker.", ("The mayor", "spoke of", "14")),
    ],
)
def test_who_gives_a_count_is_its_speaker(text, tally):
    assert read(text) == [tally]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry gave 23 families a flat.",
        "The guard who counted 31 left early.",
        "The board put the house up for sale at 9.",
        "Rain put the fire out at 40 farms.",
        "“The union claimed 9,000,” the mayor said.",
        "Nobody counted 31.",
        "The road claimed 9 lives.",
    ],
)
def test_what_gives_something_else_has_no_speaker(text):
    assert read(text) == []


def test_what_was_found_already_is_not_found_again():
    text = "Police said they had counted 31 dead."
    assert read(text, "they had counted 31 dead") == [("Police", "said", "they had counted 31 dead")]


@pytest.mark.parametrize(
    ("second", "speaker", "count"),
    [
        (", the league 90", "the league", "90"),
        (", the hospital of 14", "the hospital", "14"),
        ("; the mayor at 7,000", "the mayor", "7,000"),
        (" and wounded nine, while the union 12", "the union", "12"),
        (", the education ministry only 31", "the education ministry", "31"),
        (" and the coastguard 31", "the coastguard", "31"),
    ],
)
def test_a_second_count_with_a_speaker_of_its_own_stands_by_itself(second, speaker, count):
    text = f"Police said they had held 42 people{second}."
    known = f"they had held 42 people{second}"
    first = known[: known.index(speaker)].removesuffix("while ").removesuffix(" and ").rstrip(" ,;")
    assert read(text, known) == [("Police", "said", first), (speaker, None, count)]


@pytest.mark.parametrize("second", [", the youngest 14", ", nine of them union men", ", and the union held 12 more", ", among them 12"])
def test_what_names_no_speaker_stays_where_it_is(second):
    text = f"Police said they had held 42 people{second}."
    assert read(text, f"they had held 42 people{second}") == [("Police", "said", f"they had held 42 people{second}")]


def test_each_of_several_speakers_has_his_count():
    text = "Police said they had held 42 people, the union 90, the mayor 70."
    found = read(text, "they had held 42 people, the union 90, the mayor 70")
    assert [(who, said) for who, _, said in found] == [("Police", "they had held 42 people"), ("the union", "90"), ("the mayor", "70")]


@pytest.mark.parametrize(
    "said",
    [
        "the army lost 12 men, the rebels 40",
        "they had held 42 people, the union 90, and that the road was closed",
    ],
)
def test_what_goes_on_or_is_of_somebody_else_is_not_parted(said):
    assert read(f"Police said {said}.", said) == [("Police", "said", said)]


def test_a_text_of_thousands_of_counts_is_read_in_one_pass():
    assert len(add_tallies(read_document("The police counted 12 men. " * 3_000), [])) == 3_000


@pytest.mark.parametrize(
    ("text", "known", "counts"),
    [
        (
            "Police counted 28, the hospitals 35.",
            ("28, the hospitals 35",),
            [("Police", "counted", "28"), ("the hospitals", None, "35")],
        ),
        (
            "Police said some 90 had come; the students' union spoke of 160.",
            ("some 90 had come; the students' union spoke of 160",),
            [("Police", "said", "some 90 had come"), ("the students' union", "spoke of", "160")],
        ),
        (
            "Police reported up to 60 missing, while the owner, Sound Lines, listed 47.",
            ("up to 60 missing, while the owner, Sound Lines, listed 47",),
            [("Police", "reported", "up to 60 missing"), ("the owner, Sound Lines", "listed", "47")],
        ),
        ("Police counted 28, the youngest 35.", ("28",), [("Police", "counted", "28")]),
    ],
)
def test_a_verb_of_counting_goes_for_both_and_a_second_verb_for_its_own(text, known, counts):
    cue = (7, text.index(" ", 7))
    found = [Tagged((0, 6), cue, ((text.index(words), text.index(words) + len(words)),)) for words in known]
    added = add_tallies(read_document(text), found)
    assert [(text[slice(*e.source)], e.cue and text[slice(*e.cue)], text[slice(*e.content[-1])]) for e in added] == counts
