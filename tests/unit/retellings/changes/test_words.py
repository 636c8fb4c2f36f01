from __future__ import annotations

from sayso.retellings.changes.words import MOST_TOKENS, WordPairs
from sayso.text import read_document


def _pairs(parent: str, child: str) -> WordPairs:
    return WordPairs(read_document(parent).tokens, read_document(child).tokens)


def _token(words: WordPairs, text: str, *, in_child: bool):  # type: ignore[no-untyped-def]
    return next(token for token in (words.child if in_child else words.parent) if token.text == text)


def test_a_word_has_its_counterpart_in_another_order() -> None:
    words = _pairs("On Friday the council closed the bridge.", "The council closed the bridge on Friday.")
    assert [t.text for t in words.find(_token(words, "Friday", in_child=False), in_child=False)] == ["Friday"]
    assert [t.text for t in words.find(_token(words, "council", in_child=True), in_child=True)] == ["council"]


def test_what_stands_in_the_place_of_a_word_is_found_between_its_neighbours() -> None:
    words = _pairs("The ferry from Hestwick sank in the night.", "The ferry from Callport sank in the night.")
    assert [t.text for t in words.oppose(_token(words, "Callport", in_child=True), in_child=True)] == ["Hestwick"]


def test_a_word_of_elsewhere_has_no_counterpart() -> None:
    words = _pairs("The ferry sank.", "The ferry sank.")
    assert words.find(read_document("Some other text about a mill").tokens[-1], in_child=False) == []


def test_the_words_of_a_table_are_left_alone() -> None:
    words = _pairs("mill " * (MOST_TOKENS + 1), "mill " * (MOST_TOKENS + 1))
    assert words.find(words.parent[0], in_child=False) == []
    assert words.oppose(words.parent[0], in_child=False) == []
