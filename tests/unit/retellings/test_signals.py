import pytest

from retelling_texts import OWN, REPRINT, REWRITE, WIRE, make_pair, make_report
from sayso.retellings.pair import read_pair
from sayso.retellings.signals import SIGNAL_NAMES, Signals, measure_signals, score_new_quoted
from sayso.settings import RetellingSettings


def measure(first: str, second: str) -> Signals:
    pair = read_pair(make_pair(make_report("a", first)), make_pair(make_report("b", second)), RetellingSettings())
    assert pair is not None
    return measure_signals(pair.large_profile, pair.small_profile, pair.counterparts, pair.runs)


@pytest.mark.parametrize("other", [REPRINT, REWRITE, OWN])
def test_signals_are_shares(other: str) -> None:
    assert all(0.0 <= value <= 1.0 for value in measure(WIRE, other).values())
    assert len(measure(WIRE, other).values()) == len(SIGNAL_NAMES)


def test_a_copy_is_found_again_in_full_and_in_order() -> None:
    found = measure(WIRE, REPRINT)
    assert (found.ordered, found.new_quoted) == (1.0, 0.0)
    assert min(found.share_small, found.free_small, found.runs_small) > 0.95
    assert found.share_large < 0.8


def test_a_rewrite_keeps_the_writers_choices_and_a_second_report_does_not() -> None:
    rewrite, own = measure(WIRE, REWRITE), measure(WIRE, OWN)
    assert rewrite.free_small > 2 * own.free_small
    assert rewrite.share_small > 2 * own.share_small
    assert own.new_quoted > rewrite.new_quoted == 0.0


def test_texts_without_anything_in_common_make_no_pair() -> None:
    first, second = make_report("a", "Rain fell all night."), make_report("b", "The council met at noon.")
    assert read_pair(make_pair(first), make_pair(second), RetellingSettings()) is None


def test_nothing_is_new_in_a_text_without_quotations() -> None:
    pair = read_pair(make_pair(make_report("a", WIRE)), make_pair(make_report("b", REWRITE.replace('"', ""))), RetellingSettings())
    assert pair is not None
    assert score_new_quoted(pair.small_profile, pair.large_profile) == 0.0
