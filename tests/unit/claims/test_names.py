"""Two names of one place or body."""

import pytest

from sayso.claims import NamePair, group_names
from sayso.model import Span
from unit.claims.saying import reading


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Troops entered Kessary, called Qesar by the Teskans. They left Kessary.", "Kessary", "Qesar"),
        ("Troops entered Kessary, which Teskans call Qesar. They left Kessary.", "Kessary", "Qesar"),
        ("Troops entered Kessary, also known as Qesar. They left Kessary.", "Kessary", "Qesar"),
        ("Ships were sent to Kessary, the former Qesar, on Monday.", "Kessary", "Qesar"),
        ("The Dockers' Union (DU), formerly the Lenz Port League, said so.", "DU", "Lenz Port League"),
        ("The Army of Light, also known as the Night Gang, held the town.", "Army of Light", "Night Gang"),
        ("Troops took Ekko Bank, which Tesk calls King's Shoal, on Monday.", "Ekko Bank", "King's Shoal"),
        ("Troops crossed Tarn Keld, known to the Teskans as Mount Sorrow.", "Tarn Keld", "Mount Sorrow"),
        ("They fought at Mount Sorrow (Tarn Keld in Teskan) on Monday.", "Mount Sorrow", "Tarn Keld"),
        ("Rebels took Fort Maris, which they call Camp Liberty.", "Fort Maris", "Camp Liberty"),
        ("Troops took Kessary, renamed Qesar by the government.", "Kessary", "Qesar"),
        ("Troops took Kessary, formerly Qesar.", "Kessary", "Qesar"),
        ("The army crossed the Wirra river, called the Vire on Karvian maps, on Monday.", "Wirra", "Vire"),
        ("Troops crossed the Wirra (Vire) river on Monday.", "Wirra", "Vire"),
        ("The Ossan Home Guard - the Karvian government calls it the Wirra Gang - fled.", "Ossan Home Guard", "Wirra Gang"),
        ("The Ossan Home Guard, which Karvia's government calls the Wirra Gang, fled.", "Ossan Home Guard", "Wirra Gang"),
        ("Troops took Kessary, or Qesar as the rebels call it.", "Kessary", "Qesar"),
        ("Troops took Kessary, whose Teskan name is Qesar.", "Kessary", "Qesar"),
        ("Kessary, known as Qesar in Tesk, fell on Monday.", "Kessary", "Qesar"),
        ("Mount Keld, or Mount Sorrow to the Teskans, is high.", "Mount Keld", "Mount Sorrow"),
        ("A ship docked at Las Perlas (Perlhaven to the islanders) on Friday.", "Las Perlas", "Perlhaven"),
        ("A school was hit in Kessary (Teskan name: Qesar) on Monday.", "Kessary", "Qesar"),
        ("He was born in Kessary, as Teskans know Qesar. He left it.", "Kessary", "Qesar"),
        ("They were found on Mount Keld, referred to by Tesk as Mount Sorrow.", "Mount Keld", "Mount Sorrow"),
        ("Fish die in Lake Luma, which Teskans know as Lum.", "Lake Luma", "Lum"),
        ("They met in the Strait of Hadd - the Halvan Channel on Teskan maps - on Tuesday.", "Strait of Hadd", "Halvan Channel"),
    ],
)
def test_a_text_that_gives_two_names_is_taken_at_its_word(text, first, second):
    assert [(p.first, p.second) for p in reading(text).name_pairs] == [(first, second)]
    assert all(text[p.span.start : p.span.end] == p.second for p in reading(text).name_pairs)


@pytest.mark.parametrize(
    "text",
    [
        "They landed on the islet that the Marnese call Lissa and the Calvans Ilisha. Nobody lives on Lissa.",
        "The islet, called Lissa by the Marnese and Ilisha by the Calvans, is small. Nobody lives on Lissa.",
    ],
)
def test_two_sides_with_one_verb_have_a_name_each(text):
    assert {(p.first, p.second, p.side) for p in reading(text).name_pairs} == {
        ("Lissa", "Ilisha", "Calvans"),
        ("Ilisha", "Lissa", "Marnese"),
    }


def test_a_person_is_no_second_name_of_a_place():
    assert reading("They saw Kessary, called Mara Ojala by friends. Mara Ojala, the mayor, left Kessary.").name_pairs == ()


def pair(first, second):
    return NamePair(first, second, None, Span(0, 1, "x"))


def test_names_are_grouped_by_the_partner_given_most_often():
    pairs = [pair("Kessary", "Qesar"), pair("Kessary", "Qesar"), pair("Orlo", "Qesar"), pair("Orlo", "Orlau")]
    assert group_names(pairs) == (("Kessary", "Qesar"), ("Orlau", "Orlo"))


def test_a_town_before_a_governor_with_a_name_is_no_person():
    text = (
        "Shells struck a market in the border town of Belisk, Governor Anton Vrey said.\n\nKastovia accused Orvania. Kastovia's army "
        "denied it.\n\nBelisk, which Orvanians call Belishte, has changed hands twice."
    )
    pairs = reading(text).name_pairs
    assert [(pair.first, pair.second, pair.side) for pair in pairs] == [("Belisk", "Belishte", "Orvanians")]
