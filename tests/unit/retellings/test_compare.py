from dataclasses import replace
from datetime import UTC, datetime

import pytest

from retelling_texts import EXCERPT, OTHER, OWN, REPRINT, REWRITE, WIRE, make_pair, make_report
from sayso.retellings import Comparison, compare_reports, comparison_from_json, comparison_to_json
from sayso.settings import RetellingSettings

SETTINGS = RetellingSettings()


def compare(first: object, second: object) -> Comparison:
    return compare_reports(make_pair(first), make_pair(second), SETTINGS)  # type: ignore[arg-type]


WIRE_REPORT = make_report("a", WIRE, "Tidewire", 8)


def test_a_cut_copy_is_a_reprint() -> None:
    found = compare(WIRE_REPORT, make_report("b", REPRINT, "Morning Lantern", 10))
    assert (found.kind, found.parent, found.child) == ("reprint", "a", "b")
    assert found.probability > 0.99
    assert found.share_of_child > 0.9 > found.share_of_parent


def test_other_words_are_a_rewrite_and_its_credit_is_seen() -> None:
    found = compare(WIRE_REPORT, make_report("b", REWRITE, "Quickread", 11))
    assert (found.kind, found.parent, found.credited) == ("rewrite", "a", True)
    assert found.probability > SETTINGS.join_probability
    assert {"credit", "earlier"} <= {reason.code for reason in found.reasons}


def test_two_newsrooms_at_one_event_are_independent_though_they_share_names_figures_and_a_quotation() -> None:
    assert compare(WIRE_REPORT, make_report("b", OWN, "The Torrey Mail", 20)).probability < 0.1


def test_another_story_is_unrelated() -> None:
    assert compare(WIRE_REPORT, make_report("b", OTHER, "Ebbing Post", 9)).probability == 0.0


def test_a_passage_inside_other_reporting_is_an_excerpt() -> None:
    found = compare(WIRE_REPORT, make_report("b", EXCERPT, "Lower Quay Radio", 21))
    assert (found.kind, found.parent) == ("excerpt", "a")
    assert found.passage_words >= SETTINGS.excerpt_words


def test_the_same_outlets_marked_version_is_an_update() -> None:
    newer = WIRE.replace("all but nine", "all but four") + "\n\nFour fishermen were honoured by the mayor on Wednesday."
    found = compare(WIRE_REPORT, make_report("b", newer, "Tidewire", 15, title="UPDATE 2-Ferry aground off Cape Sorrow"))
    assert (found.kind, found.parent, found.credited) == ("update", "a", True)


def test_an_outlets_background_paragraph_makes_no_update() -> None:
    later = OTHER + "\n\n" + WIRE.split("\n\n")[3]
    assert compare(WIRE_REPORT, make_report("b", later, "Tidewire", 20)).probability < SETTINGS.join_probability


def test_what_opens_with_a_turn_days_later_is_rather_a_report_of_its_own() -> None:
    soon = make_report("b", f"The captain admitted that he had been asleep. {REWRITE}", "Ebbing Post", 20)
    late = replace(soon, published=datetime(2031, 5, 6, 20, tzinfo=UTC))
    found, later = (compare(WIRE_REPORT, each) for each in (soon, late))
    assert "turn" in {reason.code for reason in later.reasons} - {reason.code for reason in found.reasons}
    assert later.probability < found.probability


def test_two_papers_with_one_agencys_text_have_a_common_origin() -> None:
    found = compare(make_report("a", WIRE, "Morning Lantern", 9), make_report("b", WIRE, "Ebbing Post", 10))
    assert (found.kind, found.agency, found.credited, found.parent) == ("common_origin", "tidewire", True, "a")


def test_one_long_written_statement_is_a_common_origin() -> None:
    said = "“The vessel left our yard in perfect order. Every bolt of the gear was tested twice. Whoever says otherwise was not there,” "
    one = said + "the statement of Greel Marine reads.\n\nThe yard has built ferries since 1911 and employs ninety people."
    other = said + "Greel Marine says in its statement, which our office got by fax.\n\nNobody at the gate would talk."
    found = compare(make_report("a", one, "X", 8), make_report("b", other, "Y", 9))
    assert (found.kind, found.parent, found.credited) == ("common_origin", "a", True)
    assert found.probability >= SETTINGS.join_probability


SENTENCES = ("The vessel left our yard in perfect order", "Every bolt of the gear was tested twice", "Whoever says otherwise was not there")
REST = "The tug that lies beside her since the autumn has been sold, and the cranes on the east mole stand still for want of orders."


@pytest.mark.parametrize(("mark", "kind"), [(". ", "common_origin"), (", and ", "rewrite")])
def test_several_sentences_on_end_were_written_if_one_report_says_so_and_one_sentence_may_have_been_heard(mark: str, kind: str) -> None:
    said = mark.join(SENTENCES)
    one = f"“{said},” Greel Marine said in a statement.\n\nThe yard has built ferries since 1911 and employs ninety people."
    other = f"So the yard answered: “{said}.”\n\nNobody at the gate would talk. {REST}"
    assert compare(make_report("a", one, "X", 8), make_report("b", other, "Y", 9)).kind == kind


def test_quotations_count_for_an_excerpt_only_with_the_narrative_between_them() -> None:
    told = "“She was never on my side of the rock,” the keeper of the light told a packed room above the harbour office on Sunday. "
    told += "“I have two maps and one rock, and I will not guess.”"
    heard = "“She was never on my side of the rock,” the keeper said. “I have two maps and one rock, and I will not guess.”"
    other = f"{REST}\n\n{OTHER}\n\n"
    assert compare(make_report("a", f"{told}\n\n{WIRE}", "X", 8), make_report("b", other + told, "Y", 20)).kind == "excerpt"
    assert compare(make_report("a", f"{told}\n\n{WIRE}", "X", 8), make_report("b", other + heard, "Y", 20)).kind != "excerpt"


def test_the_order_of_arguments_changes_nothing() -> None:
    other = make_report("b", REWRITE, "Quickread", 11)
    assert compare(WIRE_REPORT, other) == compare(other, WIRE_REPORT)


def test_without_any_evidence_the_direction_is_open() -> None:
    found = compare(make_report("b", WIRE), make_report("a", WIRE))
    assert (found.parent, found.direction_probability, found.probability) == ("a", 0.5, 1.0)


def test_without_dates_the_cut_text_is_the_child() -> None:
    found = compare(make_report("z", WIRE), make_report("a", REPRINT))
    assert found.parent == "z"
    assert 0.5 < found.direction_probability < 0.9


def test_a_day_without_an_hour_tells_nothing_about_the_same_day() -> None:
    day = {"published": datetime(2031, 5, 4, tzinfo=UTC), "published_precision": "day"}
    from sayso.model import Report

    found = compare(Report("a", WIRE, **day), make_report("b", WIRE, hour=9))  # type: ignore[arg-type]
    assert "earlier" not in {reason.code for reason in found.reasons}


def test_json_brings_back_the_same_comparison() -> None:
    found = compare(WIRE_REPORT, make_report("b", REWRITE, "Quickread", 11))
    assert comparison_from_json(comparison_to_json(found)) == found


def test_json_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format"):
        comparison_from_json(b'{"format":0,"reasons":[]}')


@pytest.mark.parametrize("text", ["", "\0\0", "\ud800", '"' * 500, "a " * 5000, "x" * 100_000])
def test_hostile_texts_are_compared_like_any_other(text: str) -> None:
    assert 0.0 <= compare(make_report("a", text), WIRE_REPORT if text == "" else make_report("b", text)).probability <= 1.0


def test_a_short_copy_is_a_copy() -> None:
    found = compare(make_report("a", "He did it."), make_report("b", "He did it."))
    assert (found.probability, found.kind) == (1.0, "reprint")


def test_a_book_is_compared_by_its_beginning() -> None:
    book = " ".join(f"Sailor {n} told the judge that he had seen lamp {n * 7} go out." for n in range(4000))
    assert compare(make_report("a", book), make_report("b", book)).probability == 1.0


def test_a_flash_is_too_short_to_be_judged_by_its_subject() -> None:
    flash = make_report("b", "A ferry has struck Cape Sorrow, the coastguard commander told a crowd.", "Quickread", 21)
    assert compare(make_report("a", OWN, "The Torrey Mail", 20), flash).probability < SETTINGS.join_probability
