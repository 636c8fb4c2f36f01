"""Paragraphs and sentences: where they end, and that they never end up anywhere else."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.text import read_document

PROSE = st.lists(
    st.sampled_from(["Mr. ", "He left. ", "“No,” ", "a", "B", "\n", "\n\n", " ", "10 a.m. ", "U.S. ", "?! ", "…", "\ud800", "é"]),
    max_size=80,
)


def sentences(text):
    document = read_document(text)
    return [text[s.start : s.end] for s in document.sentences]


@given(PROSE.map("".join))
def test_sentences_follow_one_another_and_leave_no_word_out(text):
    document = read_document(text)
    ends = [0, *(s.end for s in document.sentences)]
    assert all(end <= s.start < s.end for end, s in zip(ends, document.sentences, strict=False))
    kept = "".join(text[s.start : s.end] for s in document.sentences)
    assert "".join(kept.split()) == "".join(text.split())


def test_titles_and_initials_end_no_sentence():
    assert sentences("Mr. Orlo met Dr. Venn in the U.S. capital. They left.") == [
        "Mr. Orlo met Dr. Venn in the U.S. capital.",
        "They left.",
    ]


def test_a_time_of_day_ends_a_sentence_before_a_capital():
    assert sentences('They lost contact at 10 a.m. "I cannot tell you why," he said.')[0] == "They lost contact at 10 a.m."
    assert len(sentences("They met at 10 a.m. on Monday.")) == 1


def test_an_opening_mark_belongs_to_what_it_opens():
    assert sentences("He left. “We are done,” he said.") == ["He left.", "“We are done,” he said."]


def test_a_blank_line_divides_paragraphs_and_a_wrapped_line_does_not():
    wrapped = "The ferry left the\nharbour at nine.\n\nNobody was hurt."
    assert [s.paragraph for s in read_document(wrapped).sentences] == [0, 1]


def test_long_lines_are_paragraphs_of_their_own():
    line = "The ferry left the harbour at nine and came back at noon with all its passengers on board and nobody hurt at all."
    assert len(read_document(f"{line}\n{line}").paragraphs) == 2


def test_what_is_longer_than_any_sentence_is_cut_at_white_space():
    cut = sentences("word " * 2_000)
    assert all(len(piece) <= 2_000 for piece in cut)
    assert all(set(piece.split()) == {"word"} for piece in cut)


def test_the_sentence_of_a_character_is_found_and_none_between():
    document = read_document("One is here.  Two is there.")
    assert document.sentence_at(3).index == 0
    assert document.sentence_at(13) is None
    assert document.sentence_at(20).index == 1
