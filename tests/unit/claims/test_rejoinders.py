"""Denials that trail behind what they deny."""

import pytest

from sayso.claims.rejoinders import add_rejoinders
from sayso.claims.tagger import Tagged
from sayso.text import read_document


def read(text, *content):
    """Return source, cue and content of all, where the Herald said what some words say."""
    found = [Tagged((0, 10), (11, 15), ((text.index(words), text.index(words) + len(words)),)) for words in content]
    added = add_rejoinders(read_document(text), found)
    return [(text[slice(*each.source)], text[slice(*each.cue)], text[slice(*each.content[0])]) for each in added]


@pytest.mark.parametrize(
    ("trailing", "denial"),
    [
        ("something its editor, Ada Holm, denies", ("its editor, Ada Holm", "denies", "something")),
        ("something its editor has denied", ("its editor", "has denied", "something")),
        ("which the Spire denies", ("the Spire", "denies", "which")),
        ("a claim the Spire rejected", ("the Spire", "rejected", "a claim")),
        ("an allegation that the Spire disputes", ("the Spire", "disputes", "an allegation")),
        ("a figure the Spire rejects", ("the Spire", "rejects", "a figure")),
        ("an allegation denied by its editor, Ada Holm", ("its editor, Ada Holm", "denied by", "an allegation")),
    ],
)
def test_what_trails_behind_stands_by_itself(trailing, denial):
    text = f"The Herald said the Spire had paid him, {trailing}."
    assert read(text, f"the Spire had paid him, {trailing}") == [("The Herald", "said", "the Spire had paid him"), denial]
    assert read(text, "the Spire had paid him", trailing.split()[-1]) == [("The Herald", "said", "the Spire had paid him"), denial]


@pytest.mark.parametrize(
    "text",
    [
        "The Herald said the Spire, which denies that it paid, was closed.",
        "The Herald said the Spire had paid him, which Holm said she denied.",
        "The Herald said the Spire had a claim rejected by the court.",
        "The Herald said the Spire had paid him, something of a shock.",
        "The Herald said so, a claim.",
    ],
)
def test_nothing_else_is_a_denial_that_trails(text):
    assert add_rejoinders(read_document(text), ()) == []
