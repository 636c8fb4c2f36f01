"""Countries by name and demonym, and the side a voice speaks for."""

import pytest

from sayso.claims import find_polities
from sayso.claims.parties import count_capitals, judge_party
from sayso.model import UNINVOLVED, UNKNOWN
from sayso.text import read_document


def polities(text):
    return find_polities([count_capitals(read_document(text))])


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Veldania fell. The Veldanian army left.", "Veldania"),
        ("Tesk fell. The Teskan army left Tesk.", "Tesk"),
        ("Morrenia fell. The Morrenian army left.", "Morrenia"),
    ],
)
def test_a_name_that_has_a_demonym_is_a_country(text, country):
    found = polities(text)
    assert found.find(f"the {country} ministry") == country
    assert found.is_name(country)


def test_a_name_without_a_demonym_is_none():
    assert polities("Orlo fell. They left Orlo.").find("Orlo") is None


@pytest.mark.parametrize(
    ("text", "adjective", "party"),
    [
        ("The Teskan army has left.", "Teskan", "Teskan"),
        ("Tesk fell. The Teskan army has left.", "Teskan", "Tesk"),
        ("Milan police left Milan.", "Milan", None),
        ("The Metropolitan police have left.", "Metropolitan", None),
        ("The Orlek police have left.", "Orlek", None),
    ],
)
def test_an_adjective_alone_before_a_states_body_is_a_country_if_it_looks_like_one(text, adjective, party):
    found = find_polities([count_capitals(read_document(text))], (), (), [adjective])
    assert found.find(adjective) == party
    assert (adjective in found.adjectives) == (party == adjective)


def test_whoever_has_a_minister_is_a_country_without_a_demonym():
    found = find_polities([count_capitals(read_document("Orlo fell. They left Orlo."))], (), ["Orlo", "the Orlo Valley"])
    assert found.find("Orlo") == "Orlo" and found.owners == {"Orlo"}


def test_junk_of_one_beginning_makes_no_country():
    assert polities(" ".join(f"Abcd{n:05}x said." for n in range(500))).forms == {}


@pytest.mark.parametrize(
    ("polity", "role_class", "organisation", "is_body", "party"),
    [
        ("Veldania", "officials", None, False, "Veldania"),
        ("Veldania", "observers", None, False, UNINVOLVED),
        (None, "outside", "Aid Watch", True, UNINVOLVED),
        (None, "managers", "Norda Holdings", False, "Norda Holdings"),
        (None, None, None, False, UNKNOWN),
    ],
)
def test_a_side_is_a_country_an_organisation_or_none(polity, role_class, organisation, is_body, party):
    assert judge_party(polity, role_class, organisation, is_body) == party
