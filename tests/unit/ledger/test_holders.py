import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims import Polities
from sayso.ledger.holders import Holders
from sayso.text import find_tokens

POLITIES = Polities({"teskan": "Teska", "teska": "Teska", "veldan": "Veldania", "veldania": "Veldania"})
TAKING = ("Teskan troops have captured Kessar", "Kessar was seized by Teskan soldiers", "the Veldan army had taken a bridge")


def read_sign(text, party=None, said=TAKING):
    return Holders([(find_tokens(each), None) for each in said], POLITIES).read_sign(find_tokens(text), party)


@pytest.mark.parametrize(
    ("text", "party", "sign"),
    [
        ("Kessar was in Teskan hands", None, 1),
        ("Kessar was in Veldan hands", "Veldania", -1),
        ("the town is in our hands", "Teska", 1),
        ("the town is in our hands", "Veldania", -1),
        ("Kessar is no longer under our control", "Veldania", 1),
        ("Kessar had fallen into the hands of Teska", "Veldania", 1),
        ("the station was not under Teskan control", None, -1),
        ("Teskan forces hold the upper town", None, 1),
        ("our soldiers hold every street", "Veldania", -1),
        ("the upper town was held by Veldan marines", None, -1),
        ("Teskan soldiers were at the town hall", None, 1),
        ("our flag has been flying over Kessar since noon", "Teska", 1),
        ("there is no Teskan soldier in the centre", "Veldania", -1),
        ("we saw no Veldan forces in the upper town", None, 1),
        ("it had lost the town", "Veldania", 1),
        ("it has not lost control of Kessar", "Veldania", -1),
        ("Teskan forces surrendered the bridge", None, -1),
        ("it was still in control of Kessar", "Veldania", -1),
        ("it had taken the town", "Veldania", -1),
    ],
)
def test_what_hands_tell_hangs_on_whose_they_are(text, party, sign):
    assert read_sign(text, party) == sign


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("the town is in our hands", None),  # nobody's
        ("the town is in good hands", "Teska"),
        ("Teskan officials spoke, and the army held a parade", None),
        ("Kessar has fallen", "Veldania"),
        ("Teskan soldiers were killed in the hills", None),
        ("the army held 140 Teskan prisoners", "Veldania"),
        ("our side had held talks", "Teska"),
        ("it had lost twelve men", "Veldania"),
    ],
)
def test_where_no_holder_is_told_there_is_no_sign(text, party):
    assert read_sign(text, party) is None


def test_where_both_sides_take_it_is_told_against_the_one_that_takes_most():
    said = ("Teskan troops have captured Kessar", "Veldan troops have recaptured it", "Veldan troops took the ridge")
    assert read_sign("Kessar was in Teskan hands", None, said) == -1
    assert read_sign("Kessar was in Veldan hands", None, said) == 1
    assert read_sign("Teskan troops have captured Kessar", None, said) == -1


def test_who_says_that_it_took_a_place_itself_takes_it():
    said = [(find_tokens("it had captured Kessar"), "Tesk"), (find_tokens("it had taken three steps"), "Veldania")]
    assert Holders(said, Polities({})).taker == "Tesk"


@given(st.permutations(TAKING))
def test_the_taker_hangs_on_no_order(said):
    assert Holders([(find_tokens(each), None) for each in said], POLITIES).taker == "Teska"
