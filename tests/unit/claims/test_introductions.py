"""Whom a text brings in."""

from sayso.claims.introductions import find_bodies, find_people, find_unnamed
from sayso.text import read_document

TEXT = "Mr Anton Resk, governor of Sela, met a nurse. The Dock Workers' Union, in Orlo Street, left."


def test_people_are_found_with_their_roles_and_titles():
    (resk,) = find_people(read_document(TEXT))
    assert (resk.name, resk.role, resk.gender) == ("Anton Resk", "governor", "m")


def test_the_unnamed_are_found_by_their_article():
    assert [m.role for m in find_unnamed(read_document(TEXT))] == ["nurse"]


def test_bodies_are_found_and_streets_are_none():
    assert [m.name for m in find_bodies(read_document(TEXT))] == ["Dock Workers' Union"]


def test_a_name_that_somebody_is_in_is_no_person():
    text = "They met in Oster Pell on Monday. Oster Pell was quiet."
    assert find_people(read_document(text)) == ()


def test_who_is_accused_by_a_name_is_no_accused_of_its():
    document = read_document("Vostria accused Kelmar of firing first. Kelmar's ambassador, Hedda Rohn, was summoned.")
    assert [mention.name for mention in find_people(document)] == ["Hedda Rohn"]
