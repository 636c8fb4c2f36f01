import re
from types import SimpleNamespace
from unicodedata import combining, east_asian_width

import pytest

from invented_desk import REDLINE
from invented_picture import ALIGNMENT, CHANGES
from sayso.desk import align
from sayso.model import Alignment, Reason, Report, Retelling
from sayso.surfaces.terminal import Screen, show_redline
from sayso.surfaces.terminal.redline import order_links

SHOWN = show_redline(REDLINE, Screen(80))
FLAT = " ".join(SHOWN.split())


def test_each_typed_change_shows_both_sides_at_their_places():
    for change in CHANGES:
        for span in (change.before, change.after):
            assert span is None or f"{span.text} [{span.start}:{span.end}]" in FLAT


def test_words_taken_out_and_put_in_are_marked_without_colour():
    assert "~  The dam at Orlek is safe[-, engineer Mira Tolan said on Monday-]." in SHOWN
    assert "-  [-The valley council denied that.-]" in SHOWN
    assert "^  [-At least 40-]{+Dozens of+} families have left." in SHOWN
    assert "+  {+A festival goes on as planned.+}" in SHOWN


def test_with_colour_they_are_styled_instead():
    shown = show_redline(REDLINE, Screen(80, has_colour=True))
    assert "[-" not in shown
    assert "Dozens of" in shown


def test_a_wide_screen_shows_the_parent_beside_the_child():
    lines = show_redline(REDLINE, Screen(120)).splitlines()
    [moved] = [line for line in lines if "have left" in line]
    assert re.fullmatch(r"\[-At least 40-\] families have left\. +\^ \{\+Dozens of\+\} families have left\.", moved)
    [added] = [line for line in lines if "festival" in line]
    assert added.strip() == "+ {+A festival goes on as planned.+}"
    assert added.index("+") == moved.index("^")


LONG = "Wasserkraftwerksdirektionssekretariat" * 9
WIDE = "大坝在夜间保持完好，没有发现任何裂缝，四十个家庭已经离开。"


@pytest.mark.parametrize("width", [40, 60, 80, 99, 100, 120, 200])
@pytest.mark.parametrize("has_colour", [False, True])
def test_no_line_is_wider_than_the_screen_whatever_the_script(width, has_colour):
    parent = f"The dam held. {WIDE} See https://x.example/{'a' * 300} there. {LONG} said so. ｗｉｄｅ cafe\u0301 stays."
    child = f"The dam broke. {WIDE[:-9]}了。 See https://x.example/{'b' * 300} there. {LONG}x said so. ｗｉｄｅ cafe stays."
    retelling = Retelling("r2", "r1", "rewrite", 0.97, 0.9, True, 0.8, (Reason("x", WIDE + LONG, 1.5),))
    reports = Report("r1", parent, outlet=WIDE * 3), Report("r2", child, outlet=LONG)
    line = SimpleNamespace(parent=reports[0], child=reports[1], retelling=retelling, alignment=align(parent, child))
    for with_weights in (False, True):
        shown = re.sub(r"\x1b\[[0-9;]*m", "", show_redline(line, Screen(width, has_colour=has_colour), with_weights=with_weights))
        assert max(map(count_columns, shown.splitlines())) <= width
        assert "四" in shown
        assert shown.count("a") > 300


def count_columns(line):
    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in line)


def test_the_weight_of_each_reason_is_told_when_asked_for():
    assert "+1.50" not in SHOWN
    assert "+1.50  earlier  r01 was published 3 h before r02" in show_redline(REDLINE, Screen(80), with_weights=True)


def test_links_are_counted_by_kind():
    assert "~ 2 reworded, ^ 1 moved, - 2 omitted, + 1 added" in SHOWN


def test_what_was_left_out_stands_where_the_parent_had_it():
    kinds = [link.kind for link in order_links(reversed(ALIGNMENT.sentences))]
    assert kinds == ["reworded", "reworded", "omitted", "moved", "omitted", "added"]


def test_a_pair_that_was_not_judged_says_so():
    pair = SimpleNamespace(child=REDLINE.child, parent=REDLINE.parent, retelling=None, alignment=Alignment((), ()))
    shown = show_redline(pair, Screen(80))
    assert "not judged a retelling of it" in shown
    assert "CHANGES  none found" in shown
