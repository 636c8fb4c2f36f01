import pytest

from retelling_texts import make_report
from sayso.retellings.credits import find_agency, find_credit, find_own_reporting, find_turn, find_version, is_outlet_of, is_same_outlet


@pytest.mark.parametrize(
    ("text", "outlet", "expected"),
    [
        ("Nine are missing, Tidewire reported on Tuesday.", "Tidewire", "clear"),
        ("Nine are missing, the Tidewire news agency reported.", "Tidewire", "clear"),
        ("PORT MARLO (Tidewire) - Nine are missing.", "Tidewire", "clear"),
        ("Nine are missing.\n\nvia Tidewire", "Tidewire", "clear"),
        ("Nine are missing, the Torrey Mail writes.", "The Torrey Mail", "clear"),
        ("A sailor told Radio Quay that nine are missing.", "Radio Quay 98.2", "clear"),
        ("Readers of the Torrey Mail were shocked.", "The Torrey Mail", "named"),
        ("QBC reports nine missing.", "Quay Broadcasting (QBC)", "clear"),
        ("The tidewire snapped.", "Tidewire", None),
        ("Nine are missing.", "Tidewire", None),
        ("Nine are missing.", None, None),
    ],
)
def test_credits_are_told_from_mentions(text: str, outlet: str | None, expected: str | None) -> None:
    assert find_credit(make_report("a", text, "Quickread"), outlet) == expected


def test_an_outlet_goes_by_its_name_and_by_its_initials() -> None:
    wire = make_report("a", "Nine are missing.", "Republic Wire")
    assert is_outlet_of(wire, "republic wire") and is_outlet_of(wire, "rw")
    assert not is_outlet_of(wire, "wire") and not is_outlet_of(make_report("b", "Nine are missing.", "Ledger"), "l")


def test_a_byline_is_a_clear_credit() -> None:
    assert find_credit(make_report("a", "Nine are missing.", "Quickread", byline="Ana Welk, Tidewire"), "Tidewire") == "clear"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("UPDATE 3-Ferry aground", 3),
        ("UPDATED: Ferry aground", 1),
        ("Ferry aground", None),
        ("Update your maps, says mayor", None),
        ("EU - a plan", None),
    ],
)
def test_marks_of_newer_versions(title: str, expected: int | None) -> None:
    assert find_version(make_report("a", "text", title=title)) == expected


def test_agencies_stand_in_date_lines_and_bylines() -> None:
    assert find_agency(make_report("a", "PORT MARLO, May 4 (Tidewire) - Nine are missing.")) == "tidewire"
    assert find_agency(make_report("a", "Nine are missing.", byline="By the Quay Press Agency")) == "the quay press agency"
    assert find_agency(make_report("a", "Nine are missing.", byline="QPA")) == "qpa"
    assert find_agency(make_report("a", "Nine are missing.", byline="Ana Welk")) is None


def test_articles_and_case_do_not_make_another_outlet_and_unknown_ones_are_never_the_same() -> None:
    assert is_same_outlet(make_report("a", "x", "The Torrey Mail"), make_report("b", "y", "TORREY MAIL"))
    assert not is_same_outlet(make_report("a", "x"), make_report("b", "y"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two former clerks told the Torrey Mail that nothing was amiss.", "told the Torrey Mail"),
        ("Contacted by the Torrey Mail, Harro called it a lie.", "Contacted by the Torrey Mail"),
        ("Nobody came, this newspaper counted, but for two clerks who told the Torrey Mail so.", "this newspaper"),
        ("Our correspondent saw nobody.", "Our correspondent"),
        ("Two clerks told Tidewire that nothing was amiss.", None),
        ("The Torrey Mail has 40 readers.", None),
    ],
)
def test_a_newsroom_that_heard_or_saw_it_says_so(text: str, words: str | None) -> None:
    assert find_own_reporting(make_report("a", text, "The Torrey Mail")) == words


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("(Norda Press Agency)", "norda press agency"),
        ("Source: Norda Press Agency", "norda press agency"),
        ("Additional reporting by the Norda Press Agency.", "norda press agency"),
        ("Norda Press Agency contributed to this report.", "norda press agency"),
        ("Source: a sailor", None),
        ("Norda Press Agency reported the fire.", None),
        ("He called it (rightly) a fire.", None),
    ],
)
def test_a_line_at_the_foot_of_a_report_credits_an_agency(line: str, agency: str | None) -> None:
    assert find_agency(make_report("a", f"Nine are missing.\n\n{line}\n", "Quickread")) == agency


def test_a_turn_is_told_in_the_first_sentence_and_was_not_known_before() -> None:
    claim = make_report("a", "The pilot ran the ferry aground, the mate said. The pilot denied it.", "Quickread")
    turned = make_report("b", "The mate withdrew his claim that the pilot ran the ferry aground. The pilot had denied it.", "Tidewire")
    assert find_turn(turned, claim) == "withdrew"
    assert find_turn(claim, turned) is None
    assert find_turn(turned, make_report("c", turned.text, "Ebbing Post")) is None
    late = make_report("d", "The ferry lies on its side. The mate withdrew his claim.", "Tidewire")
    assert find_turn(late, claim) is None
