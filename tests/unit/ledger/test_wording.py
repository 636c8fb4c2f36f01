"""Which words of a group say best what it is about."""

import pytest

import sayso
from invented_coverage import to_stream
from ledger_statements import make_statements
from sayso.ledger.counting import choose_wording
from sayso.ledger.propositions import Group

CLAUSE = {"says": "the shells had come from the guns of the northern army", "report": "r2"}


def word(*rows):
    statements = make_statements(*rows)
    return choose_wording(Group(statements, dict.fromkeys(range(len(statements)), ("affirm", 0.9)))).attribution.content[0].text


@pytest.mark.parametrize(
    "fragment",
    [
        {"says": "the northern army of firing the shells from guns", "force": "accuse", "title": "Northern army fired shells from guns"},
        {"says": "had come from the guns of the northern army, as the shells did"},
        {"says": "to have fired the shells from the guns of the northern army"},
        {"says": "shells from the guns of the northern army"},
        {"says": "they had come from the guns of the northern army, as shells"},
    ],
    ids=["what somebody is accused of", "without its subject", "without a subject", "without a verb", "of somebody named elsewhere"],
)
def test_a_sentence_comes_before_a_fragment(fragment):
    assert word(fragment, CLAUSE) == word(CLAUSE, fragment) == CLAUSE["says"]


def test_the_words_of_somebody_come_before_those_of_nobody():
    said = {"says": "the shells of the northern army had hit the town hall", "voice": "v1"}
    assert word(CLAUSE, said) == word(said, CLAUSE) == said["says"]


def test_what_is_claimed_comes_before_that_it_is_not_so_and_whose_before_who():
    negated = {"says": "the shells had not come from the guns of the northern army", "report": "r3"}
    assert word(negated, CLAUSE) == word(CLAUSE, negated) == CLAUSE["says"]
    who, whose = {"says": "it had fired shells on the town"}, {"says": "its guns had fired shells on the town"}
    assert word(who, whose) == word(whose, who) == whose["says"]


def test_a_fragment_is_better_than_nothing():
    assert word({"says": "was hit by the shells of the northern army"}) == "was hit by the shells of the northern army"


def test_words_that_are_no_words_are_no_reason_to_fail():
    assert word({"says": " … "}) == " … "


def test_where_the_words_say_little_the_sentence_around_them_is_shown():
    text = "The army had come. Veldania denied the claim. It rained."
    with sayso.read("-", stdin=to_stream([{"id": "r1", "text": text}])) as case:
        [claim] = case.claims
    assert claim.text == claim.span.text == text[claim.span.start : claim.span.end] == "Veldania denied the claim."


def test_what_is_denied_in_so_many_words_is_what_is_claimed():
    sank = {"says": "a ferry sank in heavy seas off Port Ellery on Friday night, killing at least 31 people"}
    loaded = {"says": "the Saint Orla was overloaded", "voice": "v1", "report": "r2"}
    denial = {"says": "the ferry was overloaded", "force": "deny", "voice": "v2", "report": "r2"}
    statements = make_statements({**sank, "voice": "v3"}, loaded, denial)
    stances = {0: ("affirm", 0.9), 1: ("affirm", 0.9), 2: ("deny", 0.9)}
    assert choose_wording(Group(statements, stances)).attribution.content[0].text == loaded["says"]
