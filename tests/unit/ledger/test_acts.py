import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims import Polities
from sayso.ledger.acts import Sorts, is_crossed, is_exchanged, is_repeated
from sayso.text import find_tokens


def read_all(*texts, introduced=None, people=(), polities=None, parties=()):
    sorts = Sorts(Polities(polities or {}), introduced or {}, people, parties, {})
    tokens = [find_tokens(text) for text in texts]
    for each in tokens:
        sorts.learn(each)
    return [sorts.read(each) for each in tokens]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Bell won the election in Orlek", "Victor Harl had won the election"),
        ("The tanker Aurel was seized off Port Mina", "the freighter Boreas was seized off Port Mina"),
        ("The Veldan army shelled the market", "Teskan forces shelled the market in Kessar"),
        ("the market was shelled by Veldan troops", "The market had been shelled by Teskan troops"),
        ("Teskan troops have captured Kessar", "Lornish forces have taken the port of Avel"),
        ("Kessar was seized by Veldan troops", "The port of Avel had been stormed by Teskan troops"),
        ("Orvel sold faulty heaters to schools", "Candor had sold faulty heaters"),  # of what sort they are nobody knows
        ("its troops had captured the town of Orvel", "its troops had captured the town of Tamrec"),
        ("they had seized the port of Gull", "the rebels had seized the port of Hest"),
        ("The court will hear Ada Bell in May", "the court will hear Victor Harl in May"),
        ("After the vote, Ada Bell won the recount", "after the vote, Victor Harl won the recount"),
    ],
)
def test_what_is_said_of_two_of_one_sort_is_exchanged(one, other):
    first, second = read_all(one, other)
    assert is_exchanged(first, second) and is_exchanged(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Bell won the election in Orlek", "Bell won the election"),
        ("Ada Bell won the election in Orlek", "Orlek elected Ada Bell"),
        ("Ada Bell won the election in Orlek", "Victor Harl said that Bell won the election"),  # it names her
        ("Ada Bell won the election", "Victor Harl won 41 per cent and congratulated his rival"),  # it is about more
        ("The Veldan army shelled the market", "Veldania shelled the market"),
        ("Veldan troops have captured Kessar", "Kessar had been taken by the Veldan army"),
        ("Veldan troops have captured Kessar", "Teskan troops withdrew from Kessar"),
        ("Orvel sold faulty heaters", "Candor sold its shares"),
        ("Kessar was shelled from Orlek", "Kessar was shelled from Senn"),  # places: told by other signs
        ("Eleven rounds were fired at the ferry", "Shots were fired at the ferry"),
        ("The old bridge fell while Ada Bell waited for news", "The old bridge fell while Victor Harl waited for news"),
    ],
)
def test_what_is_said_of_the_same_one_or_of_nobody_known_is_not(one, other):
    first, second = read_all(one, other)
    assert not is_exchanged(first, second) and not is_exchanged(second, first)


def test_a_country_and_one_of_its_bodies_may_be_one():
    first, second = read_all(
        "A Veldan cutter fired on the ferry",
        "a Border Guard cutter fired on the ferry",
        polities={"veldan": "Veldania", "veldania": "Veldania"},
    )
    assert not is_exchanged(first, second)


def test_a_ship_introduced_elsewhere_is_known_by_its_name_alone():
    known = read_all("the Aurel was seized", "The Boreas was seized", introduced={"aurel": "vessel", "borea": "vessel"})
    assert is_exchanged(*known)
    assert not is_exchanged(*read_all("the Aurel was seized", "The Boreas was seized"))


def test_what_is_done_again_has_the_same_names_and_nearly_the_same_words():
    march, later, elsewhere, other = read_all(
        "rebels shelled Hask on 3 March", "rebels shelled Hask on 9 March", "rebels shelled Orlo on 9 March", "rebels left Hask on 9 March"
    )
    assert is_repeated(march, later)
    assert not is_repeated(march, elsewhere) and not is_repeated(march, other)


def test_what_each_of_two_sides_tells_of_the_other_is_crossed():
    sides = {"parties": ["Veldania", "Tesk"]}
    fired, shelled, denied = read_all("Tesk of firing the shells", "Veldania had shelled the market", "Tesk never fired", **sides)
    assert is_crossed(fired, "Veldania", shelled, "Tesk") and is_crossed(shelled, "Tesk", fired, "Veldania")
    assert not is_crossed(fired, "Veldania", denied, "Tesk")  # both are about Tesk
    assert not is_crossed(fired, "Veldania", shelled, "Veldania")
    assert fired.tell_of("Teskan") and not fired.tell_of("Veldania")


WORDS = st.sampled_from(
    ["Ada", "Bell", "Veldan", "troops", "won", "seized", "by", "the", "tanker", ",", "'s", "in", "will", "election", "12"]
)


@given(words=st.lists(WORDS, max_size=12), others=st.lists(WORDS, max_size=12))
def test_any_words_can_be_read_and_nothing_is_exchanged_with_itself(words, others):
    one, other = read_all(" ".join(words), " ".join(others))
    assert not is_exchanged(one, one) and is_exchanged(one, other) == is_exchanged(other, one)
