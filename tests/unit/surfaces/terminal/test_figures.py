from dataclasses import replace

from invented_picture import PICTURE
from sayso.model import Figure, Picture, Span
from sayso.surfaces.terminal import Screen, show_figures
from sayso.surfaces.terminal.phrases import bounds


def _figure(words, low, high, **more):
    return Figure("r01", "people", Span(0, len(words), words), low, high, **more)


def test_bounds_are_never_points():
    assert bounds(_figure("at least 1,000", 1000, None)) == "at least 1,000"
    assert bounds(_figure("up to 40", None, 40)) == "up to 40"
    assert bounds(_figure("hundreds", 200, None)) == "200 or more (“hundreds”)"
    assert bounds(_figure("12 to 15", 12, 15)) == "12–15"
    assert bounds(_figure("about 300", 300, 300, approximate=True)) == "about 300"


def test_a_figure_stands_under_what_it_counts_with_whose_it_is():
    shown = [" ".join(line.split()) for line in show_figures(PICTURE, Screen(80)).splitlines()]
    assert shown.index("families") < shown.index("24 or more (“Dozens”) Mira Tolan (engineer, waterworks) r02")
    assert "at least 40 nobody named 6 May 2041 r01" in shown


def test_reports_that_say_the_same_share_a_row():
    first = PICTURE.figures[0]
    shown = show_figures(replace(PICTURE, figures=(first, replace(first, report="r03"))), Screen(80))
    assert shown.count("at least 40") == 1
    assert "r01, r03" in shown


def test_the_most_counted_comes_first():
    rare, often = _figure("3", 3, 3), _figure("4", 4, 4)
    figures = (replace(rare, what="aaa"), replace(often, what="zzz"), replace(often, what="zzz", report="r02"))
    shown = show_figures(Picture(figures=figures), Screen(80))
    assert shown.index("zzz") < shown.index("aaa")
