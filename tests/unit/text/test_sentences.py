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


def test_a_small_letter_begins_no_sentence():
    assert sentences("The owners of Orlo ehf. are known. They left.") == ["The owners of Orlo ehf. are known.", "They left."]
    assert sentences('"Is it a duet?" - wrote Orlo. He left.') == ['"Is it a duet?" - wrote Orlo.', "He left."]
    assert sentences("The firm left. eVenn stayed.") == ["The firm left.", "eVenn stayed."]


def test_a_text_in_small_letters_and_one_without_capitals_keep_their_sentences():
    assert len(sentences("he left. she came. they went home.")) == 3
    assert len(sentences("غادر الرجل. عاد الولد.")) == 2


def test_a_title_before_a_name_ends_no_sentence_and_a_unit_behind_a_number_does():
    assert sentences("He said Ms. Venn came. The fire covered 40 sq. m. According to her nobody was hurt.") == [
        "He said Ms. Venn came.",
        "The fire covered 40 sq. m.",
        "According to her nobody was hurt.",
    ]
    assert sentences("They left in May. Orlo stayed.") == ["They left in May.", "Orlo stayed."]


def test_a_weekday_goes_on_with_a_time_of_day():
    assert sentences("The fire began at 5 p.m. Monday near the quay.") == ["The fire began at 5 p.m. Monday near the quay."]


def test_an_item_of_a_list_has_several_sentences_and_its_number_is_none():
    assert sentences("• Orlo left. Venn came.") == ["• Orlo left.", "Venn came."]
    assert sentences("1. Cut the rope. 2. Run.") == ["1. Cut the rope.", "2. Run."]
    assert sentences("In the race were 1) Orlo, 2) Venn. They left.") == ["In the race were 1) Orlo, 2) Venn.", "They left."]


def test_a_mark_without_a_partner_swallows_no_sentences():
    assert sentences('I miss it," said Orlo. I talked to them. Nobody can." He left. "I go," he said.') == [
        'I miss it," said Orlo.',
        "I talked to them.",
        'Nobody can."',
        "He left.",
        '"I go," he said.',
    ]


def test_a_closing_mark_behind_a_space_belongs_to_what_it_closes():
    assert sentences('"We are done. " He left. " We are not," she said.') == ['"We are done. "', "He left.", '" We are not," she said.']


def test_a_name_with_an_exclamation_mark_ends_no_sentence_before_its_last_word():
    assert sentences("Ferry sinks off Tolm - Zorro! News") == ["Ferry sinks off Tolm - Zorro! News"]
