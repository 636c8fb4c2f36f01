from dataclasses import replace
from math import log1p

import pytest

from retelling_texts import OWN, REPRINT, REWRITE, WIRE, make_pair, make_report
from sayso.retellings.pair import read_pair
from sayso.retellings.quotations import compare_quotations
from sayso.retellings.signals import SIGNAL_NAMES, Signals, measure_signals, score_new_quoted
from sayso.settings import RetellingSettings

SETTINGS = RetellingSettings()


def measure(first: str, second: str) -> Signals:
    pair = read_pair(make_pair(make_report("a", first)), make_pair(make_report("b", second)), RetellingSettings())
    assert pair is not None
    quotations = compare_quotations(pair.small_profile, pair.large_profile, SETTINGS)
    return measure_signals(pair.large_profile, pair.small_profile, pair.counterparts, pair.runs, quotations)


@pytest.mark.parametrize("other", [REPRINT, REWRITE, OWN])
def test_signals_are_shares_and_counts(other: str) -> None:
    found = measure(WIRE, other)
    named = dict(zip(SIGNAL_NAMES, found.values(), strict=True))
    counts = {name for name in SIGNAL_NAMES if name.startswith("quotations")}
    assert all(0.0 <= named[name] <= 1.0 for name in named.keys() - counts)
    assert all(named[name] == pytest.approx(log1p(getattr(found, name))) for name in counts if getattr(found, name) is not None)


def test_a_text_without_quotations_has_neither_new_ones_nor_none() -> None:
    found = measure(WIRE, WIRE.split("\n\n")[0])
    some = replace(found, quotations_new=1)
    assert found.quotations_new is None
    assert found.values() == some.values() < replace(found, quotations_new=2).values()


def test_a_copy_is_found_again_in_full_and_in_order() -> None:
    found = measure(WIRE, REPRINT)
    assert (found.ordered, found.quotations_new, found.quotations_altered) == (1.0, 0, 0)
    assert min(found.share_small, found.free_small, found.runs_small) > 0.95
    assert found.share_large < 0.8


def test_a_rewrite_keeps_the_writers_choices_and_a_second_report_does_not() -> None:
    rewrite, own = measure(WIRE, REWRITE), measure(WIRE, OWN)
    assert rewrite.free_small > 2 * own.free_small
    assert rewrite.share_small > 2 * own.share_small
    assert own.quotations_new > rewrite.quotations_new == 0


def test_texts_without_anything_in_common_make_no_pair() -> None:
    first, second = make_report("a", "Rain fell all night."), make_report("b", "The council met at noon.")
    assert read_pair(make_pair(first), make_pair(second), RetellingSettings()) is None


def test_nothing_is_new_in_a_text_without_quotations() -> None:
    pair = read_pair(make_pair(make_report("a", WIRE)), make_pair(make_report("b", REWRITE.replace('"', ""))), RetellingSettings())
    assert pair is not None
    assert score_new_quoted(pair.small_profile, pair.large_profile) == 0.0
