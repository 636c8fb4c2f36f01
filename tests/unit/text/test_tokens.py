"""Words, numbers and marks, each a slice of the text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text import find_tokens, fold_marks, read_document, stem_word


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("’'“”-–—.,:0123456789İßﬁ"), max_size=80))
def test_tokens_slice_in_order(text):
    tokens = find_tokens(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))
    edges = [0, *(edge for token in tokens for edge in (token.start, token.end)), len(text)]
    between = "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    assert not any(c.isascii() and c.isalnum() for c in between)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It's 1,000 men’s", ["It's", "1,000", "men’s"]),
        ("at 11:30, 9.58", ["at", "11:30", ",", "9.58"]),
        ("the U.S. navy", ["the", "U.S.", "navy"]),
        ("twenty-one", ["twenty", "-", "one"]),
        ("8pm", ["8", "pm"]),
    ],
)
def test_separators_stay_inside_numbers_and_words(text, parts):
    assert [t.text for t in find_tokens(text)] == parts


def test_a_stem_has_no_ending_and_no_owner():
    assert stem_word("minister's") == stem_word("ministers") == "minist"
    assert stem_word("x" * 500) == "x" * 500


@given(st.text(max_size=60))
def test_folding_marks_changes_no_length(text):
    assert len(fold_marks(text)) == len(text)


def test_tokens_between_two_characters_are_those_that_begin_there():
    document = read_document("The ferry left the harbour.")
    assert [t.text for t in document.tokens_between(4, 14)] == ["ferry", "left"]
    assert document.tokens_between(14, 14) == ()
