from hypothesis import given
from hypothesis import strategies as st

from sayso.settings import SurfaceSettings
from sayso.surfaces.terminal.words import compare_words

HAN = st.lists(st.sampled_from(["大坝", "十个", "离开", "。", "トンネル", "cafe\u0301", "dam "])).map("".join)
WORDINGS = HAN | st.lists(st.sampled_from(["the", "a", "dam", "broke", "held", "1,000", "“no”", ",", "did"])).map(" ".join) | st.text()


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


def test_scripts_without_spaces_are_compared_sign_by_sign():
    pieces = compare_words("四十个家庭离开。", "三十个家庭离开。")
    assert pieces == [("removed", "四"), ("added", "三"), ("kept", "十个家庭离开。")]


def test_an_accent_stays_with_its_letter():
    assert ("removed", "cafe\u0301") in compare_words("a cafe\u0301 there", "a cafe there")


def test_wordings_too_long_to_compare_are_replaced_whole():
    pieces = compare_words("a b c", "a b d", SurfaceSettings(most_words_compared=3))
    assert pieces == [("removed", "a b c"), ("added", "a b d")]
