import pytest

import sayso
from sayso.ledger.firsthand import find_reporter, find_words, find_writer, is_reporter
from sayso.text import read_document


def find(text):
    """Return the words that show first-hand knowledge, of each attribution in a text."""
    sentences = [sentence.start for sentence in read_document(text, "en").sentences]
    found = [find_words(text, sentences, said) for said in sayso.attributions(text)]
    return [words.text if words else None for words in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The bridge has collapsed, witnesses said.", "witnesses"),
        ("A nurse at the scene said that forty people were hurt.", "at the scene"),
        ("“I saw the bridge go down,” Ruta Lenk, a baker, said.", "I saw"),
        ("Ruta Lenk, a baker, said she had seen the bridge go down.", "she had seen"),
        ("“I was at the counter when the ceiling came down,” Ruta Lenk, a baker, said.", "I was at the counter when"),
        ("The pier burned, according to a Norda reporter who visited the harbour.", "a Norda reporter who visited"),
    ],
)
def test_whoever_was_there_knows_it_at_first_hand(text, words):
    assert find(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Our correspondent Vera Lind reports from Orlek that the governor saw the bridge.",
        "The mayor told a Norda reporter that police counted eleven bodies.",
        "An analyst said he saw no reason for it.",
        "“We were in favour of the bridge,” Ruta Lenk, a baker, said.",
        "Ruta Lenk, a baker, said the bridge went down.",
        "Reporters were told that the bridge had fallen.",
        "Mayor Ole Garm, citing witnesses he had telephoned, said the pier had burned.",
        "Deputy Karl Innis, who had spoken to witnesses by telephone, said the pier had burned.",
    ],
)
def test_what_is_passed_on_is_not(text):
    assert {*find(text)} == {None}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("This reporter saw the bridge lying in the river.", "This reporter saw"),
        ("(Norda) reporters at the scene counted eleven bodies.", "(Norda) reporters at the scene counted"),
        ("Two Norda journalists, who walked through the town, met no soldiers.", "Two Norda journalists, who walked through"),
        ("The letter, seen by this newspaper, names nobody.", "seen by this newspaper"),
        ("The bodies were counted by a correspondent of the Coast Herald.", "counted by a correspondent"),
    ],
)
def test_a_report_can_say_that_its_own_reporter_saw_it(text, words):
    found = find_reporter(text, 0, len(text))
    assert found is not None and found.text == words and text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "The mayor told our reporter he saw nothing.",
        "Reporters heard from the mayor that the bridge was safe.",
        "The minister showed reporters what soldiers had seen.",
        "A reporter " + "x " * 2_000 + "saw it.",
    ],
)
def test_to_be_told_or_shown_is_not_to_have_seen(text):
    assert find_reporter(text, 0, len(text)) is None


def test_reporters_are_known_by_their_role():
    assert is_reporter("correspondent") and is_reporter("foreign correspondent")
    assert not is_reporter("nurse") and not is_reporter(None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I walked the crest on Monday and saw water coming through.", "I walked the crest on Monday and saw"),
        ("I counted four bodies.", "I counted"),
        ("On Saturday this reporter found 31 houses gutted.", "this reporter found"),
        ("I walked the crest. Others saw water coming through.", None),
    ],
)
def test_a_writer_can_say_what_he_saw(text, words):
    found = find_writer(text, 0, len(text))
    assert (found and found.text) == words
