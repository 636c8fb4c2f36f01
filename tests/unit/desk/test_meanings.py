"""How much of one report another says in whatever words, and that a pile is read with it."""

import numpy as np

from sayso.desk.meanings import score_share
from sayso.settings import RetellingSettings

SETTINGS = RetellingSettings()


def said(*parts):
    """Return stretches of a report: how long each is, and in which direction it points."""
    angles = np.array([angle for _, angle in parts], np.float64)
    return np.array([length for length, _ in parts], np.float64), np.stack([np.cos(angles), np.sin(angles)], axis=1)


def test_the_share_is_that_of_the_shorter_text_and_weighed_by_length():
    short, long = said((100, 0.0), (300, 2.0)), said((900, 0.1), (900, 3.1))
    assert score_share(short, long, SETTINGS) == score_share(long, short, SETTINGS) == 0.25


def test_who_says_everything_again_shares_all_of_it():
    text = said((100, 0.0), (50, 1.0), (70, 2.5))
    assert score_share(text, text, SETTINGS) == 1.0


def test_of_a_text_without_a_word_nothing_can_be_told():
    nothing = np.zeros(0), np.zeros((0, 2))
    assert score_share(nothing, said((100, 0.0)), SETTINGS) is None
