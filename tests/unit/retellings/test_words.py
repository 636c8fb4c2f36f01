"""Corresponding words of two sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.retellings.words import MOST_WORDS, WordModel, link_words
from sayso.text import read_document


def linked(parent: str, child: str, model: WordModel | None = None) -> set[tuple[str, str]]:
    first, second = read_document(parent).tokens, read_document(child).tokens
    return {(first[link.before].text, second[link.after].text) for link in link_words(first, second, model)}


def test_every_word_of_one_sentence_corresponds_to_itself() -> None:
    text = "The harbour master closed both gates on Monday, and nobody protested."
    tokens = read_document(text).tokens
    assert [(link.before, link.after) for link in link_words(tokens, tokens)] == [(k, k) for k in range(len(tokens))]


def test_inflected_words_and_words_in_each_others_place_correspond() -> None:
    found = linked("Police arrested two men near the old mill on Friday.", "On Friday police detained two men close to the old mill.")
    assert {("arrested", "detained"), ("Police", "police"), ("Friday", "Friday"), ("mill", "mill")} <= found
    assert ("Friday", "mill") not in found


def test_of_two_same_words_the_one_in_the_same_company_corresponds() -> None:
    parent = read_document("The north gate is open and the south gate is shut.").tokens
    child = read_document("The south gate is shut and the north gate is open.").tokens
    found = {(link.before, link.after) for link in link_words(parent, child)}
    gates = [k for k, token in enumerate(parent) if token.text == "gate"], [k for k, token in enumerate(child) if token.text == "gate"]
    assert (gates[0][0], gates[1][1]) in found
    assert (gates[0][0], gates[1][0]) not in found


def test_a_model_without_pairs_still_links_the_same_words() -> None:
    from sayso.retellings.words import read_model

    bare = WordModel(read_model().weights, {})
    assert ("gate", "gate") in linked("The gate is open.", "The gate was open.", bare)


def test_a_table_is_not_linked() -> None:
    tokens = read_document("word " * (MOST_WORDS + 1)).tokens
    assert link_words(tokens, tokens) == []


@given(st.lists(st.sampled_from(["the", "gate", "Open", "12", ",", "“", "closed", "in", "é"]), max_size=12), st.data())
def test_any_two_lists_of_words_have_links_inside_them(words: list[str], data: st.DataObject) -> None:
    others = data.draw(st.permutations(words))
    first, second = read_document(" ".join(words)).tokens, read_document(" ".join(others)).tokens
    for link in link_words(first, second):
        assert 0 <= link.before < len(first)
        assert 0 <= link.after < len(second)
        assert 0.5 <= link.probability <= 1
