from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len

from invented_picture import PICTURE, REPORTS
from sayso.model import Figure, Picture, Span, Voice
from sayso.surfaces.terminal import Index, Screen, show_figures
from sayso.surfaces.terminal.figures import Scale, figure_blocks
from sayso.surfaces.terminal.phrases import bounds

MAYOR = Voice("v1", "Ada Rusk", "mayor", None, "town", ("Ada Rusk",))
GUARD = Voice("v2", "Coast Guard", None, None, "state", ("the Coast Guard",))


def _figure(words, low, high, what="people", **more):
    return Figure("r01", what, Span(0, len(words), words), low, high, **more)


def test_bounds_are_never_points():
    assert bounds(_figure("at least 1,000", 1000, None)) == "at least 1,000"
    assert bounds(_figure("up to 40", None, 40)) == "up to 40"
    assert bounds(_figure("hundreds", 200, None)) == "200 or more (“hundreds”)"
    assert bounds(_figure("12 to 15", 12, 15)) == "12–15"
    assert bounds(_figure("about 300", 300, 300, approximate=True)) == "about 300"


def _shown(figures, width=80, reports=REPORTS, voices=()):
    picture = Picture(reports=reports, figures=tuple(figures), voices=tuple(voices))
    return [" ".join(line.split()) for line in show_figures(picture, Screen(width)).splitlines()]


def test_a_figure_stands_under_what_it_counts_and_whose_it_is():
    shown = [" ".join(line.split()) for line in show_figures(PICTURE, Screen(70)).splitlines()]
    families = shown.index("families")
    assert shown[families + 1 : families + 5] == [
        "Mira Tolan (engineer, waterworks)", "6 May 2041 24 or more (“Dozens”) r02", "nobody named", "6 May 2041 at least 40 r01",
    ]  # fmt: skip


def test_reports_that_say_the_same_share_a_row():
    first = PICTURE.figures[0]
    shown = "\n".join(_shown((first, replace(first, report="r03"))))
    assert shown.count("at least 40") == 1
    assert "r01, r03" in shown


def test_a_voice_is_followed_from_day_to_day():
    figures = [_figure(str(n), n, n, voice="v1", as_of=date(2041, 5, day)) for day, n in ((9, 12), (7, 3), (8, 5), (8, 7))]
    shown = _shown(figures, 70, voices=(MAYOR,))
    assert shown[4:8] == ["7 May 2041 3 r01", "8 May 2041 5 r01", "7 r01", "9 May 2041 12 r01"]


def test_voices_at_odds_are_marked_and_named_with_their_bounds():
    day = date(2041, 5, 7)
    hurt = {"what": "people hurt", "as_of": day}
    figures = [_figure("up to 3", None, 3, voice="v1", **hurt), _figure("at least 9", 9, None, voice="v2", **hurt)]
    shown = _shown(figures, 70, voices=(MAYOR, GUARD))
    assert "! 7 May 2041 up to 3 r01" in shown
    assert "! 7 May 2041 at least 9 r01" in shown
    assert shown[-1] == "x1 at odds on 7 May 2041: Ada Rusk up to 3; Coast Guard at least 9"


def test_ranges_stand_on_one_scale_and_open_ends_point_outwards():
    scale = Scale(0, 26)
    assert scale.draw(_figure("0", 0, 0)) == ".o.............."
    assert scale.draw(_figure("26", 26, 26)) == "..............o."
    assert scale.draw(_figure("at least 26", 26, None)) == "..............o>"
    assert scale.draw(_figure("up to 0", None, 0)) == "<o.............."
    assert scale.draw(_figure("4 to 10", 4, 10)) == "...o--o........."
    assert scale.draw(_figure("some", None, None)) == "................"


def test_a_wide_range_stands_on_a_scale_of_factors():
    assert Scale(1, 10_000).draw(_figure("100", 100, 100)).index("o") in (7, 8)
    assert Scale(1, 10).draw(_figure("5", 5, 5)).index("o") in (6, 7)


def test_one_figure_has_no_scale_and_a_narrow_screen_no_pictures():
    assert "..." not in "\n".join(_shown([_figure("3", 3, 3)], 120))
    two = [_figure("3", 3, 3), _figure("9", 9, 9)]
    assert "..." in "\n".join(_shown(two, 120))
    assert "..." not in "\n".join(_shown(two, 60))


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_screen(width):
    long = Voice("v1", "大坝" * 40 + "Wasserwirtschaftsamt" * 9, "x" * 90, None, "party", ("she",))
    figures = [_figure("at least " + "9" * 60, float("9" * 60), None, voice="v1", as_of=date(2041, 5, k)) for k in range(1, 9)]
    picture = Picture(reports=REPORTS, figures=(*figures, _figure("up to 2", None, 2, voice="v1")), voices=(long,))
    assert max(map(cell_len, show_figures(picture, Screen(width)).splitlines())) <= width


def test_only_so_many_are_shown_and_the_rest_is_counted():
    figures = [_figure(str(n), n, n, what=f"people {what}") for what in ("hurt", "missing") for n in range(6)]
    blocks = figure_blocks(Index(Picture(figures=tuple(figures))), 80, 4)
    shown = Screen(80).draw(*blocks)
    assert "2 more: sayso figures" in shown
    assert "6 more figures: sayso figures" in shown


def test_the_most_counted_comes_first():
    rare, often = _figure("3", 3, 3), _figure("4", 4, 4)
    figures = (replace(rare, what="aaa"), replace(often, what="zzz"), replace(often, what="zzz", report="r02"))
    shown = show_figures(Picture(figures=figures), Screen(80))
    assert shown.index("zzz") < shown.index("aaa")
