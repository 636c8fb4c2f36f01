import pytest

from bench.quality.voices import map_voices

GOLD = [
    {"id": "hale", "name": "Orla Hale", "role": "governor", "affiliation": "Trennock", "mentions": ["Governor Orla Hale", "Hale"]},
    {"id": "office", "name": None, "role": "spokeswoman", "affiliation": "Trennock governor's office", "mentions": ["Hale's spokeswoman"]},
    {"id": "council", "name": "Harbour Council", "role": "council", "affiliation": "Trennock", "mentions": ["the council"]},
    {"id": "anyone", "name": None, "role": None, "affiliation": None, "mentions": []},
]


def _find(**voice):
    known = {"id": "v", "name": None, "role": None, "affiliation": None, "mentions": [], **voice}
    return map_voices(GOLD, [known])["v"]


@pytest.mark.parametrize(
    ("voice", "meant"),
    [
        ({"name": "Hale"}, {"hale"}),
        ({"name": "Orla"}, {"hale"}),  # only words of the name
        ({"name": "Orla Brand"}, set()),
        ({"name": "Hale's lawyer"}, set()),  # a possessive is someone else
        ({"mentions": ["Hale's spokeswoman"]}, {"office"}),
        ({"role": "spokeswoman", "affiliation": "Trennock"}, {"office"}),
        ({"name": "the Harbour Council"}, {"council"}),
        ({"name": "nobody known", "mentions": ["Governor Hale"]}, {"hale"}),  # mentions only where the name fits no one
        ({}, set()),
    ],
)
def test_which_gold_voice_is_meant(voice, meant):
    assert _find(**voice) == meant


def test_no_voice_stands_for_the_voices_without_name_and_mention():
    assert map_voices(GOLD, [])[None] == {"anyone"}
