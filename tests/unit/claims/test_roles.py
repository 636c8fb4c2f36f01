"""Nouns for people and bodies among words."""

import pytest

from sayso.claims.roles import find_nouns, find_role, is_person, read_gender
from sayso.text import find_tokens


@pytest.mark.parametrize(
    ("words", "length", "role_class"),
    [
        ("defence ministry spokeswoman", 2, "state"),
        ("prime minister", 2, "officials"),
        ("spokeswoman for", 1, "speakers"),
        ("governor's office", 2, "state"),
        ("ministry's report", 1, "state"),
        ("nurse", 1, "observers"),
    ],
)
def test_the_longest_noun_that_begins_at_a_word_is_found(words, length, role_class):
    assert find_role(words.split(), 0) == (length, role_class)


def test_what_is_no_role_is_none():
    assert find_role(["bridge"], 0) is None


def test_an_owner_is_a_noun_of_its_own():
    nouns = find_nouns(list(find_tokens("the ministry's spokeswoman")))
    assert [(n.text, is_person(n)) for n in nouns] == [("ministry", False), ("spokeswoman", True)]


@pytest.mark.parametrize(("words", "gender"), [(["mr"], "m"), (["the", "chairwoman"], "f"), (["the", "minister"], None)])
def test_some_words_tell_a_gender(words, gender):
    assert read_gender(words) == gender
