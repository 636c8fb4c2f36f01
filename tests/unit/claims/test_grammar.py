"""Adverbs and channels by word."""

import pytest

from sayso.claims.grammar import find_channel, is_adverb, pointer_nouns


@pytest.mark.parametrize(("word", "adverb"), [("later", True), ("flatly", True), ("family", False), ("july", False), ("ferry", False)])
def test_adverbs_are_known_by_list_or_ending(word, adverb):
    assert is_adverb(word) is adverb


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["a", "statement"], (2, "statement")),
        (["a", "crowded", "press", "conference"], (4, "news conference")),
        (["the", "bridge"], None),
        ([], None),
    ],
)
def test_a_channel_is_found_by_its_noun(words, found):
    assert find_channel(words) == found


def test_nouns_that_point_at_a_claim_are_known():
    assert {"claim", "figures", "this"} <= pointer_nouns()
