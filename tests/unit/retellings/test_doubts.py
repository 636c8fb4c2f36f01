"""What words leave in doubt, and what becomes of it once it is known how much means the same."""

from dataclasses import replace

import pytest

from sayso.model import Reason
from sayso.retellings import Comparison, is_in_doubt, weigh_meaning
from sayso.settings import RetellingSettings

SETTINGS = RetellingSettings()
DOUBTED = Comparison("r1", "r2", 0.3, 0.9, "rewrite", False, 0.4, 0.3, (Reason("free_small", "few words are shared", 1.2),))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"probability": 0.001}, False),
        ({"probability": 0.99}, False),
        ({"kind": "excerpt"}, False),
        ({"reasons": (Reason("turn", "r2 opens with what has turned since", -6.0),)}, False),
    ],
)
def test_only_what_words_leave_open_is_in_doubt(change, expected):
    assert is_in_doubt(replace(DOUBTED, **change), SETTINGS) is expected


def test_the_more_means_the_same_the_likelier_is_a_retelling_and_it_says_so():
    shares = [0.0, 0.1, 0.3, 0.8]
    judged = [weigh_meaning(DOUBTED, share, SETTINGS) for share in shares]
    assert [each.probability for each in judged] == sorted({each.probability for each in judged})
    assert judged[0].probability < DOUBTED.probability < judged[2].probability
    for each, share in zip(judged, shares, strict=True):
        [reason] = [reason for reason in each.reasons if reason.code == "same_meaning"]
        assert f"{share:.0%}" in reason.says
        assert {reason.code for reason in each.reasons} == {"same_meaning", "free_small"}


def test_nothing_else_of_a_comparison_moves():
    judged = weigh_meaning(DOUBTED, 0.5, SETTINGS)
    assert replace(judged, probability=DOUBTED.probability, reasons=DOUBTED.reasons) == DOUBTED
