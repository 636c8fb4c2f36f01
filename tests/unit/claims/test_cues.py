"""Reporting verbs in all their forms."""

import pytest

from sayso.claims.cues import cue_table, find_entries


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"),
        ("says", "say"),
        ("denies", "deny"),
        ("denied", "deny"),
        ("admitting", "admit"),
        ("ruled out", "rule out"),
        ("swore", "swear"),
    ],
)
def test_every_form_leads_to_its_verb(form, lemma):
    assert lemma in {entry.lemma for entry in find_entries(form)}


def test_auxiliaries_and_pronouns_do_not_hide_a_verb():
    assert find_entries("did not deny")[0].lemma == "deny"
    assert find_entries("took it back")[0].lemma == "take back"


def test_a_word_that_reports_nothing_has_no_reading():
    assert find_entries("walked") == ()
    assert find_entries("") == ()


def test_a_verb_may_have_several_readings():
    assert {entry.force for entry in find_entries("refused")} == {"deny", "decline"}


def test_every_verb_of_the_lexicon_can_be_said_in_the_past_or_stands_as_it_is():
    assert all(form and entries for form, (_, entries) in cue_table().items())
