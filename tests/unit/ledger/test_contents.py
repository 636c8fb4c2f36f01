import pytest

from ledger_statements import read
from sayso.ledger.contents import (
    compare_figures,
    contradicts,
    find_vector,
    is_unverified,
    read_content,
    score_cosine,
    score_otherwise,
    score_reversed,
    takes_back,
)
from sayso.text import find_tokens


@pytest.mark.parametrize(
    ("one", "other", "opposite"),
    [
        ("our troops captured Kessar", "Kessar has not fallen", True),
        ("our troops captured Kessar", "heavy fighting for Kessar", True),
        ("the film is genuine", "the film was fabricated", True),
        ("the film is genuine", "the film was not fabricated", False),
        ("twelve people were killed", "nobody was killed", True),
        ("they agreed on the text", "they rejected the text", True),
        ("the ferry left at noon", "the ferry left at noon", False),
        ("the bridge", "a lighthouse", None),
    ],
)
def test_opposite_states_and_negations_contradict(one, other, opposite):
    assert contradicts(read(one), read(other)) is opposite


def test_a_negation_of_a_negation_is_none():
    assert read("it was not captured").matters["taken"] == -read("it was captured").matters["taken"]
    assert not read("nobody said that it was not so").is_negated


@pytest.mark.parametrize(
    ("text", "is_negated"),
    [
        ("the wound fitted a blow and not a fall", False),
        ("it came from petrol, not from a heater", False),
        ("nobody else had a key", False),
        ("no one but Olin had a key", False),
        ("the guards stood by and not a single shot was fired", True),
        ("it was not the army", True),
        ("nobody had a key", True),
    ],
)
def test_what_only_sets_another_thing_aside_negates_nothing(text, is_negated):
    assert read(text).is_negated is is_negated


def test_two_names_of_one_place_are_one_feature():
    standins = {"qesar": "Kessar", "kessar": "Kessar"}
    one, other = (read_content(find_tokens(text), standins) for text in ("Kessar fell", "Qesar fell"))
    assert one.counts == other.counts
    assert one.names == {"Kessar"}


def test_the_town_is_the_town_that_the_report_names():
    tokens = find_tokens("the town has fallen, a town like any other")
    assert read_content(tokens, {}, None, {"settlement": "kessar"}).counts["=kessar"] == 1


def test_nouns_of_one_class_make_two_wordings_alike():
    vessel, ship, harvest = (find_vector(read(text)) for text in ("the vessel sank", "the ship sank", "the harvest failed"))
    assert score_cosine(ship, vessel) > 0.4 > score_cosine(ship, harvest)


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ({"killed": (40, None)}, {"killed": (60, 60)}, 1),
        ({"killed": (40, 40)}, {"killed": (60, None)}, -1),
        ({"killed": (40, 40)}, {"injured": (60, 60)}, 0),
        ({"killed": (None, 50)}, {"killed": (50, 50)}, 1),
    ],
)
def test_figures_agree_where_their_bounds_overlap(one, other, sign):
    assert compare_figures(read("", one), read("", other)) == sign


def test_a_vector_has_length_one_and_rare_words_weigh_more():
    vector = find_vector(read("the people saw a catamaran"))
    assert sum(weight**2 for weight in vector.values()) == pytest.approx(1)
    assert vector["catamaran"] > vector["peopl"]


@pytest.mark.parametrize("text", ["it could neither confirm nor deny that", "said it was too early to say", "I cannot tell"])
def test_not_knowing_is_a_stance_of_its_own(text):
    assert is_unverified(text)


def test_knowing_is_not():
    assert not is_unverified("she could tell the two apart")


@pytest.mark.parametrize(
    ("cue", "said", "expected"),
    [
        ("withdrew", "its claim to hold the town", True),
        ("said", "he took back his earlier statement", True),
        ("said", "I was mistaken", True),
        ("said", "the ministry had been wrong", True),
        ("said", "its troops had withdrawn from the town", False),
        ("said", "our men took back the town that had been lost", False),
    ],
)
def test_only_words_are_taken_back(cue, said, expected):
    assert takes_back(cue, f"{cue} {said}") is expected


@pytest.mark.parametrize(
    ("one", "other", "is_otherwise"),
    [
        ("he met the owner on Friday", "he did not meet the owner", True),
        ("it fired on the ferry", "no shot was fired on the ferry", True),
        ("it fired on the ferry", "it fired on the ferry at noon", False),
        ("it fired on the ferry, not on the bridge", "it fired on the ferry", False),
        ("he did not meet the owner", "nobody met the owner", False),
        ("the price of barley rose", "no ferry came", False),
    ],
)
def test_what_one_says_and_the_other_negates_is_said_otherwise(one, other, is_otherwise):
    for first, second in ((one, other), (other, one)):
        assert (score_otherwise(read(first), read(second)) > 0) is is_otherwise


@pytest.mark.parametrize(
    ("one", "other", "is_reversed"),
    [
        ("the plant would close", "the plant would not close", True),
        ("the dam had burst", "the dam is intact", True),
        ("the captain had been drunk", "the captain had been sober", True),
        ("Lund and Grell took bribes", "neither Lund nor Grell took bribes", True),
        ("the cranes at Almira had been sabotaged", "there was no sign that the cranes at Almira had been sabotaged", True),
        ("the pilot met the owner at noon", "she did not believe that the pilot met the owner at noon", True),
        ("the plant would close", "the plant would close in May", False),
        ("no aircraft had been lost", "all aircraft are accounted for", False),  # one shared word tells nothing
        ("the ferry was not late, the union said of the strike", "the price of barley rose for the third month", False),
    ],
)
def test_the_same_said_of_opposite_states_or_negated_is_reversed(one, other, is_reversed):
    for first, second in ((one, other), (other, one)):
        assert (score_reversed(read(first), read(second)) >= 0.5) is is_reversed


def test_who_denies_the_words_as_they_are_says_it_otherwise():
    said, negated = read("he met the owner on Friday"), read("he did not meet the owner")
    assert score_otherwise(said, said, turned=True) > 0 == score_otherwise(said, said)
    assert score_otherwise(said, negated, turned=True) < score_otherwise(said, negated)
