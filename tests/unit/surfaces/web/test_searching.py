import pytest

from sayso.model import Picture, Report
from sayso.surfaces.web.searching import search
from sayso.surfaces.web.told import Told


def _find(text, words):
    [(_, hits, _)] = search(Told(Picture(reports=(Report("r01", text),))), words).reports
    return [hit.before + hit.span.text + hit.after for hit in hits]


def test_what_stands_around_a_hit_is_cut_between_words():
    text = "Keepers " * 20 + "lit the lamp, and then " + "sailors " * 20
    [shown] = _find(text, "lamp")
    assert "lit the lamp, and then" in shown
    assert shown.startswith("… Keepers ")
    assert shown.endswith(" sailors …")


@pytest.mark.parametrize("text", ["The lamp, lit.", "lamp", "(lamp)", "The lamp\nwas lit."])
def test_a_short_text_is_shown_whole_and_no_space_is_put_where_none_was(text):
    assert _find(text, "lamp") == [" ".join(text.split())]


def test_a_word_longer_than_the_window_is_cut_within():
    [shown] = _find("x" * 500 + "lamp" + "y" * 500, "lamp")
    assert "xlampy" in shown
    assert len(shown) < 200
