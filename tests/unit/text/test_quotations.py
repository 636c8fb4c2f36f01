"""Quotations over paragraphs, in each other, with every kind of mark, and beside apostrophes."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text import read_document

MARKED = st.lists(
    st.sampled_from(["“", "”", '"', "‘", "’", "'", "«", "»", "„", "a", "It's", "dogs’ ", " ", "\n\n", ", ", ". ", "Word ", "—", "("]),
    max_size=60,
).map("".join)


def quoted(text):
    return [text[q.inner_start : q.inner_end] for q in read_document(text).quotations if q.depth == 0]


@given(MARKED)
def test_quotations_slice_and_outer_ones_do_not_overlap(text):
    document = read_document(text)
    outer = [q for q in document.quotations if q.depth == 0]
    for q in document.quotations:
        assert 0 <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer))


def test_every_pair_of_marks_quotes():
    for opening, closing in ('""', "“”", "‘’", "''", "«»", "„“"):
        assert quoted(f"She said {opening}the gate was open{closing} on Monday.") == ["the gate was open"]


def test_apostrophes_do_not_quote():
    assert quoted("It's the dogs' gate, and the Ferrys’ boat isn't there.") == []
    assert quoted("‘It isn’t the dogs’ gate,’ she said.") == ["It isn’t the dogs’ gate,"]


def test_a_quotation_within_a_quotation_lies_deeper():
    text = "“He called me ‘a liar’ and left,” she said."
    inner, outer = sorted(read_document(text).quotations, key=lambda q: -q.depth)
    assert text[inner.inner_start : inner.inner_end] == "a liar"
    assert (inner.depth, outer.depth) == (1, 0)


def test_a_quotation_goes_on_in_the_next_paragraph_where_its_mark_is_repeated():
    first, second = read_document("“We waited all night.\n\n“Nobody came,” she said.").quotations
    assert (first.is_closed, first.continues) == (False, True)
    assert (second.is_closed, second.is_continued) == (True, True)


def test_a_mark_that_never_closes_quotes_to_the_end_of_its_paragraph():
    text = "He said: “The bridge is gone.\n\nThe mayor left."
    (only,) = read_document(text).quotations
    assert text[only.inner_start : only.inner_end] == "The bridge is gone."
    assert not only.is_closed
    assert not only.continues


def test_what_stands_in_marks_is_told_from_what_stands_beside_them():
    text = "He said “the bridge” was gone."
    document = read_document(text)
    at = text.index("the bridge")
    assert document.is_quoted(at, at + 10) is True
    assert document.is_quoted(at, len(text)) is None
    assert document.is_quoted(0, 7) is False


@pytest.mark.parametrize("text", ['She said, " Come at noon." He left.', 'He called it the"grand bargain"of the year.'])
def test_a_straight_mark_with_odd_spaces_opens_if_its_partner_follows(text: str) -> None:
    (quotation,) = read_document(text).quotations
    assert text[quotation.inner_start : quotation.inner_end].strip() in {"Come at noon.", "grand bargain"}


def test_inches_open_no_quotation() -> None:
    text = 'A 5" pipe beside a 7" pipe.'
    assert read_document(text).quotations == ()
