"""Rows of a redline: both texts stay whole and in their own order, whatever was done to the sentences."""

import random
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented_desk import REDLINE
from sayso.desk import align
from sayso.model import Alignment, Change, Link, Report, Span
from sayso.surfaces.redlines import lay_out_redline

SENTENCES = (
    "The dam at Orlek held through the night.", "Mira Tolan walked its crest with a lamp.", "Forty families slept in the school hall.",
    "Nobody had told the mayor of the leak.", "A goat was found alive on the far bank.", "The valves are older than the road.",
    "Rain is expected again on Thursday.", "The council meets behind closed doors.",
)  # fmt: skip


def lay_out(parent, child, alignment=None):
    line = SimpleNamespace(
        parent=Report("r1", parent), child=Report("r2", child), retelling=None, alignment=alignment or align(parent, child)
    )
    return lay_out_redline(line)


def read(sheet, side):
    cells = [getattr(row, side) for row in sheet.rows]
    return " ".join("".join(stretch.words for stretch in cell.stretches).strip() for cell in cells if cell is not None)


@given(st.permutations(range(len(SENTENCES))), st.sets(st.integers(0, len(SENTENCES) - 1)), st.integers(0, 5))
@settings(deadline=None, max_examples=40)
def test_both_texts_can_be_read_to_the_end_in_their_own_order(order, left_out, seed):
    parent = " ".join(SENTENCES)
    rng = random.Random(seed)
    child = " ".join(SENTENCES[k] if rng.random() < 0.6 else "So " + SENTENCES[k].lower() for k in order if k not in left_out) or "Nothing."
    sheet = lay_out(parent, child)
    assert read(sheet, "before") == parent
    assert read(sheet, "after") == child


@given(st.permutations(range(len(SENTENCES))))
@settings(deadline=None, max_examples=40)
def test_a_half_that_stands_apart_leads_to_a_row_of_the_same_link(order):
    sheet = lay_out(" ".join(SENTENCES), " ".join(SENTENCES[k] for k in order))
    for number, row in enumerate(sheet.rows):
        is_whole = row.before is not None and row.after is not None
        assert (row.apart is None) == (is_whole or row.link.kind in ("omitted", "added"))
        if row.apart is not None:
            other = sheet.rows[row.apart]
            assert row.apart != number
            assert other.at == row.at
            assert (other.after if row.before else other.before) is not None


def test_what_was_moved_stands_in_its_old_and_in_its_new_place():
    kinds = [(row.link.kind, row.before is not None, row.after is not None) for row in lay_out_redline(REDLINE).rows]
    assert kinds == [
        ("reworded", True, True), ("reworded", True, True), ("omitted", True, False), ("moved", True, False), ("omitted", True, False),
        ("moved", False, True), ("added", False, True),
    ]  # fmt: skip


def test_words_of_a_typed_change_carry_its_number_on_both_sides():
    sheet = lay_out_redline(REDLINE)
    marked = {side: {} for side in ("before", "after")}
    for row in sheet.rows:
        for side, found in marked.items():
            for stretch in getattr(row, side).stretches if getattr(row, side) else ():
                for number in stretch.changes:
                    found[number] = found.get(number, "") + stretch.words
    for number, change in enumerate(REDLINE.alignment.changes):
        assert marked["before"].get(number) == (change.before.text if change.before else None)
        assert marked["after"].get(number) == (change.after.text if change.after else None)
    assert sheet.was == {0, 1, 2, 3}
    assert sheet.now == {0, 1, 2}


def test_a_change_is_told_of_once_beside_the_words_that_it_led_to():
    told = [number for row in lay_out_redline(REDLINE).rows for number in row.changes]
    assert sorted(told) == [0, 1, 2, 3]


def test_a_change_over_several_sentences_is_told_of_in_the_first_alone():
    parent = " ".join(SENTENCES[:3])
    gone = Change("omitted", Span.cut(parent, 0, len(parent)), None)
    spans = [Span.cut(parent, parent.index(each), parent.index(each) + len(each)) for each in SENTENCES[:3]]
    links = tuple(Link((span,), (), "omitted") for span in spans)
    sheet = lay_out(parent, "", Alignment((), links, (gone,)))
    assert [row.changes for row in sheet.rows] == [(0,), (), ()]


def test_a_change_is_found_behind_odd_spaces_and_characters_shown_as_escapes():
    parent = "Mira\n\n Tolan \u202esaid at  least\tforty left."
    start = parent.index("at")
    change = Change("figure_changed", Span.cut(parent, start, start + 15), None, "r1", "r2")
    link = Link((Span.cut(parent, 0, len(parent)),), (Span.cut("Forty left.", 0, 11),), "reworded")
    sheet = lay_out(parent, "Forty left.", Alignment((), (link,), (change,)))
    assert "".join(s.words for row in sheet.rows for s in row.before.stretches if s.changes) == "at least forty"


def test_two_parts_of_one_link_that_do_not_touch_keep_their_places():
    parent, child = "One stayed. Two left. Three stayed.", "Two went. One and three stayed."
    one, two, three = (Span.cut(parent, *at) for at in ((0, 11), (12, 21), (22, 35)))
    new_two, new_rest = Span.cut(child, 0, 9), Span.cut(child, 10, 31)
    links = (Link((one, three), (new_rest,), "merged"), Link((two,), (new_two,), "reworded"))
    sheet = lay_out(parent, child, Alignment((), links))
    assert read(sheet, "before") == parent
    assert read(sheet, "after") == child
    assert [row.before.spans[0].text for row in sheet.rows if row.before] == [one.text, two.text, three.text]


@pytest.mark.parametrize(
    ("text", "openings"),
    [
        ("One is here. Two is here.\nThree is here.", [True, False, True]),
        ("One is\nhere. Two\nis here.\n\nThree is here.", [True, False, True]),
    ],
)
def test_a_paragraph_opens_after_a_blank_line_or_after_any_break_where_there_are_no_blank_lines(text, openings):
    sheet = lay_out(text, text)
    assert [row.before.begins_paragraph for row in sheet.rows] == openings


def test_kept_sentences_with_no_change_do_not_differ():
    sheet = lay_out(" ".join(SENTENCES), " ".join(SENTENCES))
    assert not any(row.differs for row in sheet.rows)
    assert all(row.is_same for row in sheet.rows)
    assert sheet.count("kept") == len(SENTENCES)
