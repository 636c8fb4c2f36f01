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


def test_without_dates_the_shorter_text_that_is_all_found_in_the_longer_is_the_copy() -> None:
    shortened = "\n\n".join(paragraph.split(". ")[0].rstrip(".") + "." for paragraph in WIRE.split("\n\n")[:5])
    first, second = make_report("z", WIRE, None, None), make_report("a", shortened, None, None)
    found = compare_reports(make_pair(first), make_pair(second), SETTINGS)
    assert (found.parent, found.child) == ("z", "a") and found.direction_probability >= SETTINGS.direction_least
    assert {"shortened", "fewer_words"} & {reason.code for reason in found.reasons}


def test_the_shape_of_texts_never_outweighs_their_dates() -> None:
    shortened = "\n\n".join(paragraph.split(". ")[0].rstrip(".") + "." for paragraph in WIRE.split("\n\n")[:5])
    early, late = make_report("a", shortened, "Quickread", 8), make_report("z", WIRE, "Morning Lantern", 12)
    assert compare_reports(make_pair(early), make_pair(late), SETTINGS).parent == "a"


def test_of_equal_texts_nobody_can_tell() -> None:
    found = compare_reports(make_pair(make_report("a", WIRE, None, None)), make_pair(make_report("b", WIRE, None, None)), SETTINGS)
    assert found.direction_probability < SETTINGS.direction_least
