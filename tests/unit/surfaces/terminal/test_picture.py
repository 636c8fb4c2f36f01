from dataclasses import replace

from invented_picture import PICTURE
from sayso.model import Skip
from sayso.settings import SurfaceSettings
from sayso.surfaces.terminal import Screen, show_picture

SCREEN = Screen(80)


def _lines(picture=PICTURE, **settings):
    return show_picture(picture, SCREEN, SurfaceSettings(**settings)).splitlines()


def test_the_first_line_is_the_picture():
    assert _lines()[0] == "4 reports  ->  3 independent  ->  2 claims, 1 contested"


def test_notes_count_retellings_and_what_they_did_once_each():
    twice = replace(PICTURE, changes=PICTURE.changes * 2)
    assert "2 retold from another; 1 lost an attribution; 1 altered words inside quotation" in _lines(twice)[1]


def test_duplicates_and_skips_are_counted():
    assert "3 texts came again word for word; 2 could not be read" in _lines()


def test_only_contested_claims_are_shown():
    shown = show_picture(PICTURE, SCREEN)
    assert "The dam at Orlek is safe" in shown
    assert "p2" not in shown


def test_claims_beyond_the_limit_are_counted():
    claims = [replace(PICTURE.propositions[0], id=f"p{number}") for number in range(1, 6)]
    shown = _lines(replace(PICTURE, propositions=tuple(claims)), most_blocks=2)
    assert "3 more contested claims: sayso claims" in shown
    assert sum("contested since" in line for line in shown) == 2


def test_what_was_not_measured_stands_with_its_reason():
    assert "  claims are measured in English, and this report is in German: r04 Bergpost" in _lines()


def test_skips_beyond_the_limit_are_counted_by_code():
    skipped = [Skip(f"file{number:02}.txt", "empty", "it holds no words") for number in range(15)]
    shown = _lines(replace(PICTURE, skipped=tuple(skipped)))
    assert "  file09.txt  it holds no words" in shown
    assert "  and  5 empty" in shown
    assert "file10.txt" not in "\n".join(shown)


def test_names_stand_side_by_side_with_their_sides():
    assert "  Orlek (waterworks)  /  Urlak" in _lines()
