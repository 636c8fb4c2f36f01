"""What the rules found, cut where somebody else begins to speak."""

import pytest

from sayso.claims.tagger import Tagged
from sayso.claims.untangling import untangle
from sayso.text import read_document


def tag(text, source, cue, content):
    return Tagged(
        *((text.index(words), text.index(words) + len(words)) for words in (source, cue)),
        ((text.index(content), text.index(content) + len(content)),),
    )


def cut(text, *found, network=()):
    document = read_document(text)
    done = untangle(document, [tag(text, *each) for each in found], [tag(text, *each) for each in network])
    return [(text[slice(*each.source)], text[slice(*each.content[0])]) for each in done]


def test_a_relative_clause_ends_before_the_main_verb():
    text = "The pupil who said she saw the guard has withdrawn her account."
    found = (
        ("The pupil who", "said", "she saw the guard has withdrawn her account"),
        ("The pupil who said she saw the guard", "withdrawn", "her account"),
    )
    assert cut(text, *found) == [("The pupil who", "she saw the guard"), ("The pupil", "her account")]


def test_two_verbs_of_one_speaker_are_two_statements():
    text = "Ada Holm, who on Tuesday called the memo a forgery, said on Friday that it was genuine."
    found = ("Ada Holm", "called", "the memo a forgery, said on Friday that it was genuine"), ("Ada Holm", "said", "it was genuine")
    assert cut(text, *found) == [("Ada Holm", "the memo a forgery"), ("Ada Holm", "it was genuine")]


def test_a_part_in_which_somebody_else_speaks_is_none_of_it():
    text = '"We hold the town," Ravo said in a speech, as Korvian officials reported that "heavy fighting" for it goes on.'
    parts = [(text.index(words), text.index(words) + len(words)) for words in ("We hold the town", text[text.index("as Korvian") : -1])]
    speech = Tagged((text.index("Ravo"), text.index("Ravo") + 4), (text.index("said"), text.index("said") + 4), tuple(parts))
    other = tag(text, "Korvian officials", "reported", '"heavy fighting" for it goes on')
    assert untangle(read_document(text), [speech, other])[0].content == (parts[0],)
    own = text.replace("as Korvian officials", "as the officials   ")  # no source but his own: he goes on
    assert untangle(read_document(own), [speech])[0].content == tuple(parts)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Norda said that the train had stopped, days after Ada Holm insisted that it had not.", "days after Ada Holm"),
        ("Norda said that the train had stopped, though Ada Holm insisted that it had not.", "Ada Holm"),
        ("Norda said that the train had stopped, after Ada Holm insisted that it had not.", "Ada Holm"),
    ],
)
def test_a_clause_in_which_another_speaks_is_no_part_of_what_is_said(text, source):
    whole = text[text.index("the train") : -1]
    inner = source, "insisted", "it had not"
    assert cut(text, ("Norda", "said", whole), inner) == [("Norda", "the train had stopped"), ("Ada Holm", "it had not")]
    if source == "Ada Holm":  # or if only the network hears the other
        assert cut(text, ("Norda", "said", whole), network=[inner]) == [("Norda", "the train had stopped")]


def test_what_somebody_is_told_to_have_said_stays_in_what_is_said():
    text = "Norda said that the train had stopped because Ada Holm insisted that it should."
    whole = text[text.index("the train") : -1]
    assert cut(text, ("Norda", "said", whole), ("Ada Holm", "insisted", "it should"))[0] == ("Norda", whole)
