"""Reported speech that goes on without a verb of saying."""

import pytest

from sayso.claims import find_attributions
from sayso.claims.continued import find_continued
from sayso.text import read_document
from unit.claims.saying import RULES, reading


def continued(text):
    document = read_document(text)
    return [text[start:end] for start, end, _ in find_continued(document, find_attributions(document, tagger=RULES))]


@pytest.mark.parametrize(
    ("text", "n_sentences"),
    [
        ("The ship had lost power, Captain Rohl said. It had shed 40 boxes and would be towed.", 1),
        ("The strike would go on, the union said. There would be no talks. Nobody would be paid.", 2),
        ("The doors had been chained, guests told police. The guards had run away.", 1),
        ("The ship had lost power, Captain Rohl said. It lies off Cape Orro.", 0),  # what is so now the report knows itself
        ("The ship lost power, Captain Rohl said. It had shed 40 boxes.", 0),  # background
        ("The ship had lost power, Captain Rohl said.\n\nIt had shed 40 boxes.", 0),  # a new paragraph begins anew
        ("The ship had lost power, Captain Rohl said. The crew ate. It had shed 40 boxes.", 0),  # he has ended
        ("“The ship had lost power,” Captain Rohl said. It had shed 40 boxes.", 0),  # who is quoted is cited to the letter
        ("The ship had lost power, Captain Rohl said. When it had shed 40 boxes, the crew left.", 0),
        ("The ship sank. It had shed 40 boxes.", 0),
    ],
)
def test_reported_speech_goes_on_in_the_past_perfect_or_under_would(text, n_sentences):
    assert len(continued(text)) == n_sentences


def test_what_goes_on_is_not_the_reports_own_word_and_its_figures_are_the_speakers():
    read = reading("The ship had lost power, Captain Rohl said. It had shed 40 boxes. It lies off Cape Orro.")
    assert [read.figures[0].attribution, read.figures[0].low] == [0, 40]
    assert len(read.narrative) == 1
