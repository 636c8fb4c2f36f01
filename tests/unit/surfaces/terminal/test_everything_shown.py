"""What holds for all that the terminal shows: it fits, it obeys nobody, it crashes on nothing."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from rich.cells import cell_len

from invented_desk import REDLINE
from invented_picture import HOSTILE, PICTURE, make_hostile
from sayso.ledger.evidence import explain
from sayso.ledger.overrulings.anchors import anchor_claim
from sayso.model import Overruling, Picture
from sayso.surfaces.terminal import (
    Screen,
    plain,
    show_claims,
    show_evidence,
    show_figures,
    show_overrulings,
    show_picture,
    show_redline,
    show_retellings,
    show_voices,
    unfold_claim,
)

OF_A_PICTURE = {
    "picture": show_picture,
    "claims": show_claims,
    "unfolded": lambda picture, screen: unfold_claim(picture, "p1", screen),
    "retellings": show_retellings,
    "figures": show_figures,
    "voices": show_voices,
}
AT = datetime(2041, 5, 8, tzinfo=UTC)
LOG = (
    Overruling(1, AT, "Ines", "one dam", "same_claim", '{"claim": {"id": "p1", "words": "The dam"}, "party": "valley"}', state="stale"),
    Overruling(2, AT, None, None, "undo", undoes=1),
)
REPORTS_BY_ID = {report.id: report for report in PICTURE.reports}
EVIDENCE = {thing: explain(PICTURE, thing) for thing in ("p1", "v2", "r02", "a1", "f1", "origins")}
HOSTILE_PICTURE = make_hostile(PICTURE)
HOSTILE_REDLINE = SimpleNamespace(
    child=make_hostile(REDLINE.child),
    parent=make_hostile(REDLINE.parent),
    retelling=make_hostile(REDLINE.retelling),
    alignment=make_hostile(REDLINE.alignment),
)
SHOWN = {
    **{f"hostile {name}": (lambda screen, show=show: show(HOSTILE_PICTURE, screen)) for name, show in OF_A_PICTURE.items()},
    **{name: (lambda screen, show=show: show(PICTURE, screen)) for name, show in OF_A_PICTURE.items()},
    "hostile redline": lambda screen: show_redline(HOSTILE_REDLINE, screen),
    "redline": lambda screen: show_redline(REDLINE, screen),
    "hostile log": lambda screen: show_overrulings(replace(PICTURE, overrulings=tuple(map(make_hostile, LOG))), screen),
    "log": lambda screen: show_overrulings(replace(PICTURE, overrulings=LOG), screen),
    **{f"why {thing}": (lambda screen, found=found: show_evidence(found, PICTURE, screen)) for thing, found in EVIDENCE.items()},
    "hostile why": lambda screen: show_evidence(make_hostile(EVIDENCE["p1"]), HOSTILE_PICTURE, screen),
}
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
STYLES = re.compile("\x1b\\[[0-9;]*m")


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", SHOWN)
def test_no_line_is_wider_than_the_screen(name, width):
    shown = SHOWN[name](Screen(width))
    assert [line for line in shown.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("name", SHOWN)
def test_without_colour_there_is_no_control_character_and_no_trailing_space(name):
    shown = SHOWN[name](Screen(80))
    assert not CONTROLS.search(shown)
    assert all(line == line.rstrip() for line in shown.splitlines())
    assert shown.endswith("\n")


@pytest.mark.parametrize("name", SHOWN)
def test_with_colour_the_only_controls_are_styles(name):
    shown = SHOWN[name](Screen(80, has_colour=True, has_lines=True))
    assert STYLES.search(shown)
    assert not CONTROLS.search(STYLES.sub("", shown))


@pytest.mark.parametrize("name", SHOWN)
def test_in_a_pipe_nothing_is_drawn_with_lines(name):
    assert not re.search("[\u2500-\u259f]", SHOWN[name](Screen(80)))


@pytest.mark.parametrize("name", SHOWN)
def test_colour_changes_no_word(name):
    def words(shown):
        unmarked = re.sub(r"\[-|-\]|\{\+|\+\}", "", STYLES.sub("", shown))
        return re.sub(r"\s+", "", unmarked)

    assert words(SHOWN[name](Screen(80, has_colour=True))) == words(SHOWN[name](Screen(80)))


def test_hostile_words_are_shown_not_obeyed_and_not_lost():
    shown = re.sub(r"\s+", "", show_claims(HOSTILE_PICTURE, Screen(80)))
    assert "".join(plain(HOSTILE).split()) in shown
    assert "\\x1b[31mred" in shown
    assert "[bold]no[/bold]" in shown


@pytest.mark.parametrize("show", [show for name, show in OF_A_PICTURE.items() if name != "unfolded"])
def test_an_empty_picture_says_that_there_is_nothing(show):
    assert re.search("none|no ", show(Picture(), Screen(80)))


def test_a_picture_says_how_many_overrulings_it_follows():
    assert "overruling" not in show_picture(PICTURE, Screen(80))
    assert "0 overrulings in force, 1 stale: sayso overrulings" in show_picture(replace(PICTURE, overrulings=LOG[:1]), Screen(80))
    held = (replace(LOG[0], state="holds"), *LOG[1:])
    assert "1 overruling in force: sayso overrulings" in show_picture(replace(PICTURE, overrulings=held), Screen(80))


def test_a_claim_shows_the_overrulings_behind_it():
    anchor = anchor_claim(PICTURE.propositions[0], [each for each in PICTURE.attributions if each.proposition == "p1"], REPORTS_BY_ID)
    made = replace(LOG[0], about=json.dumps({"claim": anchor, "other": anchor}), state="holds")
    assert "overruling 1 by Ines: one dam" in unfold_claim(replace(PICTURE, overrulings=(made,)), "p1", Screen(80))
    assert "OVERRULED" not in unfold_claim(replace(PICTURE, overrulings=(replace(made, state="undone"),)), "p1", Screen(80))


def test_ids_that_the_picture_lacks_are_shown_as_themselves():
    shown = show_picture(replace(PICTURE, reports=(), voices=()), Screen(80))
    assert "v1" in shown
    assert "r01" in shown
