"""What one noun phrase says of whose word it is."""

import pytest

from sayso.claims.mentions import read_mention
from sayso.model import Span
from sayso.text import read_document


def mention(phrase, before="It rained, said ", after="."):
    text = before + phrase + after
    return read_mention(read_document(text), Span.cut(text, len(before), len(before) + len(phrase)))


@pytest.mark.parametrize(
    ("phrase", "kind", "name", "role", "affiliation"),
    [
        ("Defence Ministry spokeswoman Mara Ojala", "person", "Mara Ojala", "spokeswoman", "Defence Ministry"),
        ("Mara Ojala, a spokeswoman for the ministry", "person", "Mara Ojala", "spokeswoman", "ministry"),
        ("the ministry's spokeswoman, Mara Ojala", "person", "Mara Ojala", "spokeswoman", "ministry"),
        ("Dr Leo Castell of Orlo Hospital", "person", "Leo Castell", None, "Orlo Hospital"),
        ("President Dara Venn", "person", "Dara Venn", "president", None),
        ("Anton Resk, governor of Sela", "person", "Anton Resk", "governor", "Sela"),
        ("Veldania's Defence Ministry", "body", "Defence Ministry", "defence ministry", "Veldania"),
        ("the Dock Workers' Union", "body", "Dock Workers' Union", "union", None),
        ("the licence (no. AB-12)", "role", None, "licence", None),
        ("an internal record obtained by the Lantern", "role", None, "internal record", None),
        ("Veldanian officials", "crowd", None, "officials", "Veldanian"),
        ("striking dockers in Orlek", "crowd", None, "dockers", "Orlek"),
        ("stranded lorries in Orlek", "role", None, "stranded lorries", "Orlek"),
        ("an inquiry into deaths at St Orla's Hospital", "body", "inquiry", "inquiry", None),
        ("Ojala's sister, Mara", "person", "Mara", "sister", "Ojala"),
        ("Ojala's former teammate Mara Venn", "person", "Mara Venn", "teammate", "Ojala"),
        ("Secretary of State Mara Ojala", "person", "Mara Ojala", "secretary of state", None),
        ("Veldanian Fisheries Minister Mara Ojala", "person", "Mara Ojala", "minister", "Veldanian"),
        ("Deputy Minister of Justice Mara Ojala", "person", "Mara Ojala", "deputy minister", None),
        ("Federation of Labour secretary Mara Ojala", "body", "Federation of Labour", "federation", None),
        ("three days after the registry", "body", "registry", "registry", None),
        ("said the lawyer, Mara Ojala", "person", "Mara Ojala", "lawyer", None),
        ("a spokeswoman for General Otto Reiss, Mara Ojala", "person", "Mara Ojala", "spokeswoman", "General Otto Reiss"),
        ("a nurse", "role", None, "nurse", None),
        ("the minister", "role", None, "minister", None),
        ("she", "pronoun", None, None, None),
        ("it", "pronoun", None, None, None),
    ],
)
def test_kind_name_role_and_affiliation_are_read(phrase, kind, name, role, affiliation):
    found = mention(phrase)
    assert (found.kind, found.name, found.role, found.affiliation) == (kind, name, role, affiliation)


@pytest.mark.parametrize(
    ("phrase", "gender"), [("Mr Resk", "m"), ("Ms Ojala", "f"), ("the chairwoman", "f"), ("he", "m"), ("the minister", None)]
)
def test_gender_is_read_from_titles_roles_and_pronouns(phrase, gender):
    assert mention(phrase).gender == gender


@pytest.mark.parametrize(("phrase", "definite"), [("the nurse", True), ("a nurse", False), ("one nurse", False), ("several nurses", False)])
def test_an_article_tells_whether_somebody_is_known_already(phrase, definite):
    assert mention(phrase).is_definite is definite


@pytest.mark.parametrize("phrase", ["Tanner Street", "Orlo Herald", "Norda Holdings", "the Orlo Bridge"])
def test_names_that_end_like_places_and_bodies_are_no_people(phrase):
    assert mention(phrase).kind != "person"
