from invented_picture import PICTURE
from sayso.surfaces.terminal import Screen, show_voices

SHOWN = show_voices(PICTURE, Screen(80))


def test_parties_are_counted_without_the_unknown():
    assert SHOWN.startswith("VOICES  4 voices, 2 parties\n")


def test_voices_stand_under_their_party_and_the_unknown_last():
    assert SHOWN.index("\nvalley  2 voices") < SHOWN.index("\nwaterworks  1 voice") < SHOWN.index("\nparty unknown  1 voice")


def test_a_voice_shows_where_it_stands_and_what_it_is_called():
    assert "says so p2; denies p1" in SHOWN
    assert "speaks for valley council (valley): one voice with it" in SHOWN
    assert "called “engineer Mira Tolan”, “she”" in SHOWN
