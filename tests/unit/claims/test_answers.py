"""Bare answers, which say something only with their questions."""

import pytest

from sayso.claims.answers import answers_no, is_question, join_question
from sayso.claims.attributions import find_attributions
from sayso.claims.tagger import Tagged
from sayso.text import read_document


def join(text, said):
    document, at = read_document(text), text.index(said)
    content = join_question(document, Tagged(None, None, ((at, at + len(said)),))).content
    return [text[slice(*part)] for part in content], answers_no(document, content)


@pytest.mark.parametrize(
    ("text", "said", "clause", "is_no"),
    [
        ("Asked whether the dam leaked, Ada Holm said: “No, it did not.”", "No, it did not", "the dam leaked", True),
        ("Asked by a reporter if he had met the owner, Holm said he had not.", "he had not", "he had met the owner", True),
        ("“No,” Ada Holm said when asked whether the dam leaked.", "No", "the dam leaked", True),
        ("Holm was asked if the dam leaked. “Absolutely not,” she said.", "Absolutely not", "the dam leaked", True),
        ("Did the dam leak? “Never,” Holm said.", "Never", "Did the dam leak", True),
        ("Asked whether the dam leaked, Holm said: “Yes, for a week.”", "Yes, for a week", "the dam leaked", False),
        ("Asked whether the dam leaked, Holm said it did.", "it did", "the dam leaked", False),
    ],
)
def test_a_bare_answer_has_its_question_with_it(text, said, clause, is_no):
    assert join(text, said) == ([clause, said], is_no)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Asked whether the dam leaked, Holm said the pumps had been serviced in May.", "the pumps had been serviced in May"),
        ("It rained. “No, it did not,” Holm said.", "No, it did not"),  # nobody asks
        ("No dam leaked, Holm said when asked whether the town was safe.", "No dam leaked"),  # no answer, but a sentence
    ],
)
def test_what_says_something_by_itself_or_answers_nothing_stays_as_it_is(text, said):
    assert join(text, said) == ([said], None)


def test_a_question_is_nobodys_statement_and_its_answer_is_one():
    text = "Asked whether the dam leaked, Ada Holm, the mayor, said it had not."
    document, asked, said = read_document(text), text.index("Asked"), text.index("said")
    assert is_question(document, Tagged(None, (asked, asked + 5), ((6, text.index(",")),)))
    assert not is_question(document, Tagged(None, (said, said + 4), ((said + 5, len(text) - 1),)))
    [answer] = find_attributions(text)
    assert answer.force == "deny" and [part.text for part in answer.content] == ["the dam leaked", "it had not"]


def test_the_parts_of_an_answer_stand_in_the_order_of_the_text():
    [answer] = [each for each in find_attributions("“No,” Ada Holm said when asked whether the dam leaked.") if each.force == "deny"]
    assert [part.text for part in answer.content] == ["No", "the dam leaked"] and answer.mode == "mixed"
