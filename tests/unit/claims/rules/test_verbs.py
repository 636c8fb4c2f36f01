"""Which words are reporting verbs where they stand."""

import pytest

from sayso.claims.rules.items import read_stretches
from sayso.claims.rules.passages import open_passage
from sayso.text import read_document


def cues(text):
    return [
        " ".join(i.text for i in s.items[c.group : c.last]) for s in read_stretches(read_document(text)) for c in open_passage(s.items).cues
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor says it rains.", ["says"]),
        ("She rejects it and says it rains.", ["rejects", "says"]),
        ("He has never denied it.", ["has never denied"]),
        ("He continued for days to deny it.", ["continued for days to deny"]),
        ("The claims were old.", []),
        ("The claims of the mayor were old.", []),
        ("He wanted to say more.", []),
        ("If confirmed, it rains.", []),
        ("The reported theft was old.", []),
        ("“I said so” was on the wall.", []),
    ],
)
def test_a_form_is_a_verb_only_where_a_verb_can_stand(text, found):
    assert cues(text) == found


def test_no_sentence_has_verbs_without_end():
    assert len(cues("he said " * 500)) <= 20 * 4
