from hypothesis import given
from hypothesis import strategies as st

from sayso.settings import SurfaceSettings
from sayso.surfaces.terminal.words import compare_words

WORDINGS = st.lists(st.sampled_from(["the", "a", "dam", "broke", "held", "1,000", "“no”", ",", "did"])).map(" ".join) | st.text()


@given(WORDINGS, WORDINGS)
def test_pieces_make_up_both_wordings(before, after):
    pieces = compare_words(before, after)
    assert "".join(piece.words for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.words for piece in pieces if piece.kind != "removed") == after


@given(WORDINGS)
def test_the_same_wording_is_one_piece(wording):
    assert [piece.kind for piece in compare_words(wording, wording)] == ["kept"] * bool(wording)


def test_a_word_kept_by_chance_between_two_changes_goes_with_them():
    pieces = compare_words("ten of boats sank", "five of ships sank")
    assert pieces[:2] == [("removed", "ten of boats"), ("added", "five of ships")]


def test_numbers_are_compared_whole():
    assert ("removed", "1,000") in compare_words("1,000 fled", "1,200 fled")


def test_wordings_too_long_to_compare_are_replaced_whole():
    pieces = compare_words("a b c", "a b d", SurfaceSettings(most_words_compared=3))
    assert pieces == [("removed", "a b c"), ("added", "a b d")]
