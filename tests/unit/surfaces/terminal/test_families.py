import pytest
from rich.cells import cell_len

from invented_picture import PICTURE, REPORTS, RETELLING
from sayso.model import Picture, Report, Retelling
from sayso.surfaces.terminal import Screen, show_retellings
from sayso.surfaces.terminal.families import describe_edge

SCREEN = Screen(80)


def _edge(child, parent):
    return Retelling(child, parent, "reprint", 1.0, 1.0, False, 1.0)


def _show(*pairs):
    reports = tuple(Report(name, "Text.") for name in sorted({name for pair in pairs for name in pair if name}))
    return show_retellings(Picture(reports=reports, retellings=tuple(_edge(*pair) for pair in pairs)), SCREEN)


def test_an_edge_shows_kind_probability_gap_share_changes_and_reasons():
    shown = show_retellings(PICTURE, SCREEN)
    assert "r02 The Morning Lantern  3 h later" in shown
    assert "rewrite (0.97), 81 % of it shared, credited, direction 0.93" in shown
    assert "attribution lost, quote altered, reporting verb shifted, passage omitted" in shown
    assert "because r01 was published 3 h before r02" in shown


def test_certainty_is_not_reached_by_rounding():
    edge = Retelling("r02", "r01", "rewrite", 0.9999, 1.0, False, 0.9999)
    assert describe_edge(edge) == "rewrite (over 0.99), over 99 % of it shared, not credited"


def test_a_parent_outside_the_pile_is_said_to_be_so():
    assert "a text outside the pile\n`-- r03 Urlak Radio" in show_retellings(PICTURE, SCREEN)


def test_generations_stand_below_their_parents():
    shown = _show(("b", "a"), ("c", "b"), ("d", "a"))
    assert shown.index("\na, no date") < shown.index("-- b") < shown.index("-- c") < shown.index("-- d")
    assert "|   `-- c" in shown


@pytest.mark.parametrize("pairs", [[("a", "b"), ("b", "a")], [("b", "a"), ("c", "b"), ("b", "c")], [("c", "a"), ("c", "b"), ("d", "c")]])
def test_every_edge_is_shown_whatever_the_edges_say(pairs):
    assert _show(*pairs).count("reprint (1.00)") >= len(pairs)


def test_a_long_line_of_descent_stays_readable():
    names = [f"r{number:04}" for number in range(1500)]
    shown = _show(*zip(names[1:], names, strict=False))
    assert shown.count("reprint (1.00)") == 1499
    assert "from r1400" in shown
    assert max(map(cell_len, shown.splitlines())) <= 80


def test_no_retelling_is_said_to_be_found():
    assert show_retellings(Picture(reports=REPORTS), SCREEN) == "RETELLINGS  none found among 4 reports\n"


def test_the_same_edges_in_any_order_give_the_same_trees():
    edges = (RETELLING, _edge("r03", "r01"), _edge("r04", "r02"))
    one, other = (show_retellings(Picture(REPORTS, retellings=each), SCREEN) for each in (edges, edges[::-1]))
    assert one == other


def test_siblings_stand_in_order_of_publication():
    shown = show_retellings(Picture(REPORTS, retellings=(_edge("r04", "r01"), _edge("r03", "r01"), _edge("r02", "r01"))), SCREEN)
    assert shown.index("-- r02") < shown.index("-- r03") < shown.index("-- r04")
