"""Sentences as the rules see them."""

from sayso.claims.rules.items import read_stretches
from sayso.text import read_document


def items(text):
    return [[item.text for item in stretch.items] for stretch in read_stretches(read_document(text))]


def test_a_quotation_is_one_item():
    assert items("He said “It rained. We left” and sat.") == [["He", "said", "“It rained. We left”", "and", "sat", "."]]


def test_sentences_that_share_a_quotation_make_one_stretch():
    assert len(items("He said “It rained. We left.” Then he sat.")) == 2


def test_a_dateline_is_left_out():
    assert items("ORLO, March 5 (Norda) – It rained.") == [["It", "rained", "."]]
    assert items("Orlo, Mar 5 (NRD) It rained.") == [["It", "rained", "."]]
    assert items("It rained – a lot.") == [["It", "rained", "–", "a", "lot", "."]]


def test_no_stretch_is_longer_than_any_sentence():
    assert all(len(stretch) <= 400 for stretch in items("a, " * 3_000))
