from __future__ import annotations

import pytest

from unit.retellings.changes.telling import changes, seen


def test_an_unknown_name_in_the_place_of_another_is_a_swap() -> None:
    found = changes("The ferry from Hestwick sank in the night.", "The ferry from Callport sank in the night.")
    assert seen(found, "name_swapped") == [("Hestwick", "Callport")]


def test_another_spelling_is_no_swap() -> None:
    assert seen(changes("The ferry from Hestwick sank in the night.", "The ferry from Hestvik sank in the night."), "name_swapped") == []


def test_a_new_name_behind_the_same_word_replaces_the_only_one_that_is_gone() -> None:
    parent = "Most of the apples that the market sells in spring come into the country from Valdria by ship."
    child = "Most of the apples sold on the market in spring are shipped into the country from Mirou."
    found = seen(changes(parent, child), "name_swapped")
    assert found == [("Valdria", "Mirou")]


def test_names_that_open_their_sentences_are_names_if_they_are_no_words() -> None:
    parent = "Orlek told reporters on Friday that the bridge would be closed for repairs."
    child = "Brunswald told reporters on Friday that the bridge would be closed for repairs."
    assert seen(changes(parent, child), "name_swapped") == [("Orlek", "Brunswald")]


def test_a_swap_covers_the_new_words_of_a_name_and_not_its_title() -> None:
    parent = "The vote was welcomed on Monday by Governor Orlek Venn in a speech at the market."
    child = "The vote was welcomed on Monday by Governor Tamsin Brask in a speech at the market."
    assert seen(changes(parent, child), "name_swapped") == [("Orlek Venn", "Tamsin Brask")]


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        # "us" and "Bask" share letters, and so do "As" and "Asta": in so short words that is chance
        ("As of Friday the ferry from Urlomi was late.", "As of Friday the ferry from Asta was late.", ("Urlomi", "Asta")),
        # a word of the old name that stands in small letters there does not keep it
        (
            "The tenth storm of the year, Coastal Storm Jenna, formed on Friday.",
            "The tenth storm of the year, the coastal storm Lorvik, formed on Friday.",
            ("Jenna", "Lorvik"),
        ),
        # a full sentence of names is no headline
        (
            "The Fourth Harbour Song Prize and the First Hestwick Rowing Prize were given in Callport.",
            "The Fourth Harbour Song Prize and the First Hestwick Rowing Prize were given in Tarn Mirou.",
            ("Callport", "Tarn Mirou"),
        ),
        ("The Orlek was moored at the old quay all year.", "The Brunswald was moored at the old quay all year.", ("Orlek", "Brunswald")),
        (
            "He was robbed at sea, bitten in Valdria by a dog, and arrested in Mirou.",
            "He was robbed at sea, bitten in US by a dog, and arrested in Mirou.",
            ("Valdria", "US"),
        ),
    ],
)
def test_names_that_look_like_known_words_are_names(parent: str, child: str, expected: tuple[str, str]) -> None:
    assert seen(changes(parent, child), "name_swapped") == [expected]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("The envoy flew from Hestwick to France on Friday.", "The envoy, who is French, flew from Hestwick on Friday to the US."),
        ("The body of the Oita River was found on Friday.", "The body of Oitagawa was found on Friday."),
        ("The fund was set up by the U.N. last spring.", "The fund was set up by the United Nations last spring."),
        ("The ship flew the British flag when it left port.", "The ship flew the flag of the UK when it left port."),
        ("The road to St Brannock was closed by the flood.", "The road to Saint Brannock was closed by the flood."),
        ("The vote was won by Michael Orlek of the harbour town.", "The vote was won by Mike Orlek of the harbour town."),
        ("The mayor of Lodz opened the bridge on Sunday.", "The mayor of Łódź opened the bridge on Sunday."),
        ("The owner complained to the Harbour Office on Friday.", "The owner complained to the Port Bureau on Friday."),
    ],
)
def test_the_same_one_under_another_name_is_no_swap(parent: str, child: str) -> None:
    assert seen(changes(parent, child), "name_swapped") == []


def test_a_sentence_in_capitals_tells_no_names() -> None:
    parent, child = "Harbour Closed After Hestwick Storm Warning Today", "Harbour Closed After Callport Storm Warning Today"
    assert seen(changes(parent, child), "name_swapped") == []


def test_what_stands_in_a_dateline_replaces_no_name() -> None:
    parent = "The chicken was spoiled, the director of the laboratory, Emil Harn, said on Tuesday."
    child = "BRENNICK (RW) - The chicken was spoiled, the director of the laboratory said on Tuesday."
    assert seen(changes(parent, child), "name_swapped") == []
