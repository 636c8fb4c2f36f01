import pytest

from sayso.claims import explain_listed, find_listed
from sayso.claims.gazetteer import read_places, spell_plainly
from sayso.lexicon import read_lexicon


def names_in(*texts, people=None):
    return [each.names for each in find_listed({f"r{n}": text for n, text in enumerate(texts, 1)}, people)]


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("Shells fell on Kyiv.", "Kiev was quiet.", ("Kiev", "Kyiv")),
        ("The road to Stepanakert is open.", "Khankendi has no bread.", ("Khankendi", "Stepanakert")),
        ("Artsakh will vote.", "The vote in Nagorno-Karabakh is off.", ("Artsakh", "Nagorno-Karabakh")),
        ("Burma's generals met.", "The generals of Myanmar met.", ("Burma", "Myanmar")),
        ("A ship left for the Falklands.", "The Islas Malvinas are Argentine, he said.", ("Falklands", "Islas Malvinas")),
        ("The mayor of Košice spoke.", "Kosice has a new mayor.", ("Kosice", "Košice")),
        ("Dokdo is ours.", "They landed on Takeshima.", ("Dokdo", "Takeshima")),
    ],
)
def test_names_of_one_place_are_joined_where_a_pile_has_both(one, other, names):
    assert names_in(one, other) == [names]
    assert names_in(one) == names_in(other) == []


def test_each_name_comes_with_where_it_stands_first():
    texts = {"r1": "Rain in Odesa, Ukraine.", "r2": "Odessa, in Ukraine, and Odesa.", "r3": "Odessa."}
    [found] = find_listed(texts)
    assert [(report, span.text) for report, span in found.evidence] == [("r1", "Odesa"), ("r2", "Odessa")]
    assert all(texts[report][span.start : span.end] == span.text for report, span in found.evidence)


def test_a_name_of_two_places_joins_only_what_the_country_beside_it_says():
    assert names_in("Odesa was shelled.", "The rodeo at Odessa, Texas, is on Friday.") == []
    assert names_in("Odesa was shelled.", "Odessa was shelled.") == []
    assert names_in("Odesa was shelled.", "Odessa, in Ukraine, was shelled.") == [("Odesa", "Odessa")]
    assert names_in("Pilgrims came to Varanasi.", "Kashi is holy in India.") == [("Kashi", "Varanasi")]
    assert names_in("Pilgrims came to Varanasi.", "Kashi lies in the west of China.") == []


@pytest.mark.parametrize(
    "texts",
    [
        ("Kyiv was quiet.", "The cat ate chicken kiev."),
        ("Kyiv was quiet.", "The Kiev-class carrier was scrapped."),
        ("Kyiv was quiet.", "Kievan princes were buried there."),
        ("Gdansk is on the sea.", "Poland has the sea."),
        ("The Falklands voted.", "The Falkland Islands voted."),
        ("",),
        ("\ud800 Kyiv\x00", "İstanbul ǅ ﬁ"),
    ],
)
def test_what_only_looks_like_a_name_joins_nothing(texts):
    assert names_in(*texts) == []


def test_a_surname_is_no_place():
    texts = "The Netherlands voted.", "Holland resigned. Ada Holland had been minister."
    assert names_in(*texts) == [("Holland", "Netherlands")]
    assert names_in(*texts, people={"r2": ["Ada Holland"]}) == []


def test_the_reason_names_what_the_list_joins():
    reason = explain_listed(["Kyiv", "Kiev", "the capital"])
    assert reason is not None and reason.code == "listed_names" and reason.says.endswith("Kiev, Kyiv")
    assert explain_listed(["Kyiv", "Lviv"]) is None


def test_the_list_is_sound():
    places = read_places()
    assert len(places) > 600
    for place in places:
        assert len({spell_plainly(name) for name in place.names}) > 1 or len(set(place.names)) > 1, place
        assert all(name == name.strip() and name for name in place.names), place
    known = {spell_plainly(name) for place in places for name in place.names}
    assert read_lexicon("namesakes").keys() <= known


@pytest.mark.parametrize("text", ["Łódź", "İzmir", "ŉ Straße ﬁne", "Kyiv’s", "\U0001d400", ""])
def test_plain_spelling_keeps_the_length(text):
    assert len(spell_plainly(text)) == len(text)
