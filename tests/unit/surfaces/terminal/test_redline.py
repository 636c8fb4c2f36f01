from types import SimpleNamespace

from invented_desk import REDLINE
from invented_picture import ALIGNMENT, CHANGES
from sayso.model import Alignment
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
