"""Proper names by capitals."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text import find_initials, read_document


def names(text):
    return [n.text for n in read_document(text).names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor of Orlo met Mara Venn.", ["Orlo", "Mara Venn"]),
        ("Gate was shut. The gate was old.", []),
        ("Orlo was shut. They left Orlo.", ["Orlo", "Orlo"]),
        ("They saw Pieter van der Aal in Orlo’s harbour.", ["Pieter van der Aal", "Orlo"]),
        ("The Ministry of Works and the Bank of Orlo agreed.", ["Ministry of Works", "Bank of Orlo"]),
        ("They left on Monday, in March, with Monday’s paper.", []),
        ("Eleven, they said. They saw Eleven people.", []),
        ("She spoke for NATO.", ["NATO"]),
    ],
)
def test_names_are_runs_of_capitals_that_are_no_common_word(text, expected):
    assert names(text) == expected


@given(
    st.lists(st.sampled_from(["Mara", "Venn’s", "of", "the", "Bank", "-", "&", ".", "said", "MONDAY", "“", "é", "Ö"]), max_size=40).map(
        " ".join
    )
)
def test_names_slice_and_do_not_overlap(text):
    found = read_document(text).names
    assert all(text[n.start : n.end] == n.text for n in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_names_between_two_characters_are_those_that_reach_in():
    document = read_document("They saw Mara Venn and Orlo there.")
    at = document.text.index("Venn")
    assert [n.text for n in document.names_between(at, at + 4)] == ["Mara Venn"]
    assert [n.text for n in document.names_between(at, at + 20)] == ["Mara Venn", "Orlo"]
    assert document.names_between(0, 4) == ()


def test_initials_are_those_of_the_words_with_a_capital():
    assert [find_initials(name) for name in ("Republic Wire", "Bank of Loria", "the Al-Hayat Press", "24 heures", "")] == [
        "RW",
        "BL",
        "AHP",
        "",
        "",
    ]
