"""Sources without a reporting verb of their own, and words that an agency passes on."""

from sayso.claims import find_attributions
from unit.claims.saying import RULES, only, said


def test_according_to_names_a_source_before_and_behind_what_was_said():
    assert said("According to the mayor, the bridge is closed.") == [("the mayor", "According to", ["the bridge is closed"])]
    assert said("The bridge is closed, according to the mayor.") == [("the mayor", "according to", ["The bridge is closed"])]


def test_the_agency_that_quotes_somebody_is_the_relay_and_not_the_voice():
    found = only("The Norda agency quoted the minister as saying that the town had fallen.")
    assert found.source.text == "the minister"
    assert found.relay.text == "The Norda agency"
    assert [part.text for part in found.content] == ["the town had fallen"]


def test_an_agency_that_is_named_behind_a_statement_is_its_relay():
    found = only("“The gate is ours,” the director told a meeting, according to the Norda agency.")
    assert (found.source.text, found.relay.text) == ("the director", "the Norda agency")


def test_a_colon_names_whose_quotation_it_is():
    assert said("Port spokesman Emil Castor: “No boat sank.” He left.")[0] == ("Port spokesman Emil Castor", ":", ["No boat sank"])


def test_whole_sentences_in_marks_are_somebodys_words():
    assert said("The crowd grew. “We want to go home now.”")[-1] == (None, None, ["We want to go home now"])


def test_a_name_in_marks_is_nobodys_words():
    assert said("They call the boat “Old Maid” here.") == []


def test_every_span_slices():
    text = "The Norda agency quoted “Mara Venn” as saying: “It’s gone.”"
    assert all(
        text[s.start : s.end] == s.text for a in find_attributions(text, tagger=RULES) for s in (*a.content, a.source, a.cue, a.relay) if s
    )
