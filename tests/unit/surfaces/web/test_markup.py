from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from invented_picture import PICTURE, REPORTS
from sayso.model import Attribution, Report, Span
from sayso.surfaces.web.markup import cut_paragraphs, cut_title, find_marks, show_exactly


@st.composite
def marked(draw):
    text = draw(st.text(alphabet="ab \n\t\u202e\x00é", min_size=1, max_size=60))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 20)), max_size=6))
    said = [
        Attribution(None, None, (Span.cut(text, start, min(start + n, len(text))),), "indirect", id=f"a{k}")
        for k, (start, n) in enumerate(spans)
    ]
    return text, said


@given(marked())
def test_cutting_loses_nothing_but_white_space_between_paragraphs(given_text):
    text, said = given_text
    paragraphs = cut_paragraphs(Report("r", text), find_marks(said, [], None))
    shown = "".join(piece.words for paragraph in paragraphs for piece in paragraph.pieces)
    assert "".join(shown.split()) == "".join(show_exactly(text).split())


@given(marked())
def test_a_piece_lies_wholly_inside_or_outside_each_mark(given_text):
    text, said = given_text
    for paragraph in cut_paragraphs(Report("r", text), find_marks(said, [], None)):
        for piece in paragraph.pieces:
            assert piece.words
            assert (piece.said is None) == (not piece.roles)


def test_each_attribution_is_noted_at_the_paragraph_it_begins_in():
    said = [each for each in PICTURE.attributions if each.report == "r01"]
    report = replace(REPORTS[0], text=REPORTS[0].text)
    [paragraph] = cut_paragraphs(report, find_marks(said, [], None))
    assert [each.id for each in paragraph.said] == ["a1", "a3"]


def test_a_headline_is_cut_by_its_own_marks_only():
    mark = find_marks([], [], Span.cut("Dam is safe", 0, 3, "title"))
    assert [(piece.words, piece.roles) for piece in cut_title("Dam is safe", mark)] == [("Dam", ("here",)), (" is safe", ())]
    assert all(not piece.roles for paragraph in cut_paragraphs(REPORTS[0], mark) for piece in paragraph.pieces)
