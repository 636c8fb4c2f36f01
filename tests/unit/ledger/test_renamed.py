from sayso.ledger.renamed import find_renamed
from sayso.model import Report

TOLD = "Troops entered the town of {} on Monday after two days of fighting."
AGAIN = "The mayor of {} left at noon for the hills."


def rename(parent, child, left_out=(), others=()):
    reports = {"r1": Report("r1", parent), "r2": Report("r2", child), **{f"x{n}": Report(f"x{n}", text) for n, text in enumerate(others)}}
    whole = [((0, len(parent)), (0, len(child)))]
    return [each.names for each in find_renamed(reports, {("r2", "r1"): whole}, left_out)]


def test_another_spelling_in_the_same_place_is_another_name():
    (found,) = find_renamed(
        {"r1": Report("r1", TOLD.format("Zarkend")), "r2": Report("r2", TOLD.format("Sarkand"))},
        {("r2", "r1"): [((0, len(TOLD.format("Zarkend"))), (0, len(TOLD.format("Sarkand"))))]},
        (),
    )
    assert found.names == ("Zarkend", "Sarkand")
    assert [(report, span.text) for report, span in found.evidence] == [("r1", "Zarkend"), ("r2", "Sarkand")]


def test_a_name_that_is_spelled_otherwise_has_to_stand_for_the_other_twice():
    both = f"{TOLD} {AGAIN}"
    assert rename(TOLD.format("Kessar"), TOLD.format("Orlovo")) == []  # swapped by mistake, for all that is known
    assert rename(both.format("Kessar", "Kessar"), both.format("Orlovo", "Orlovo")) == [("Kessar", "Orlovo")]
    assert rename(both.format("Kessar", "Kessar"), both.format("Orlovo", "Mirosk")) == []


def test_what_one_report_has_beside_each_other_are_two_places():
    assert rename(TOLD.format("Zarkend"), TOLD.format("Sarkand"), others=["From Zarkend they went to Sarkand."]) == []


def test_people_countries_and_common_words_are_no_places():
    assert rename(TOLD.format("Zarkend"), TOLD.format("Sarkand"), left_out={"sarkand"}) == []
    assert rename(TOLD.format("Mondays"), TOLD.format("Monday")) == []
    assert rename("He spoke in Committee today.", "He spoke in Commission today.") == []


def test_other_sentences_rename_nothing():
    assert rename(TOLD.format("Zarkend"), "Nobody had heard of Sarkand before the war, and few had wanted to.") == []
