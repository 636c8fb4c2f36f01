import pytest

from retelling_texts import REWRITE, WIRE, make_pair, make_report
from sayso.retellings import compare_reports
from sayso.settings import RetellingSettings

SETTINGS = RetellingSettings()


def direction(first_hour: int | None, second_hour: int | None, outlet: str | None = "Tidewire") -> tuple[str, float]:
    first, second = make_report("a", WIRE, outlet, first_hour), make_report("b", REWRITE, "Quickread", second_hour)
    found = compare_reports(make_pair(first), make_pair(second), SETTINGS)
    return found.parent, found.direction_probability


def test_time_and_credit_together_are_surer_than_either() -> None:
    both, time, credit = direction(8, 11)[1], direction(8, 11, "Morning Lantern")[1], direction(None, None)[1]
    assert both > max(time, credit) > 0.7


def test_against_its_credit_a_text_published_first_is_in_doubt() -> None:
    assert direction(11, 8)[1] < 0.9


def test_nothing_is_ever_certain() -> None:
    assert direction(1, 23)[1] < 1.0


@pytest.mark.parametrize(
    ("minutes", "weight"), [(1, SETTINGS.direction_close_time), (60, SETTINGS.direction_time), (3000, SETTINGS.direction_far_time)]
)
def test_the_gap_decides_how_much_time_weighs(minutes: int, weight: float) -> None:
    from dataclasses import replace
    from datetime import timedelta

    first = make_report("a", WIRE, None, 1)
    second = replace(first, id="b", published=first.published and first.published + timedelta(minutes=minutes))
    found = compare_reports(make_pair(first), make_pair(second), SETTINGS)
    assert [reason.weight for reason in found.reasons if reason.code == "earlier"] == [weight]
