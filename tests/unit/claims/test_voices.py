"""Voices across a pile: who is one, who stays apart, for whom they speak, and why."""

import pytest

from sayso.model import UNINVOLVED, UNKNOWN
from unit.claims.saying import voices


def heard(*texts):
    """Return the voice of the first attribution of each text."""
    return [first[0] for first in voices(*texts)[1]]


def test_a_surname_alone_goes_to_the_only_full_name():
    one, two = heard("Mara Ojala, the mayor, said it rained.", "Mayor Ojala said it was cold.")
    assert one is two
    assert one.name == "Mara Ojala"
    assert [r.code for r in one.reasons] == ["surname"]


def test_a_word_before_a_full_name_makes_no_other_person_and_no_other_name():
    one, two, three = heard("Mara Ojala, the mayor, said it rained.", "Boffin Mara Ojala said it was cold.", "Mara Ojala said it was wet.")
    assert one is two is three
    assert one.name == "Mara Ojala"


def test_who_is_told_more_of_is_the_name_before_and_no_place_is_the_company():
    assert heard("Norda Holdings, which has run the ferry since 2009, rejected the report.")[0].name == "Norda Holdings"
    told = "Norda Holdings said it rained. It was cold in the town of Orlo. The company said it was wet."
    firm, town = heard(told, "Orlo said it was dry.")
    assert firm.name == "Norda Holdings" and town.name == "Orlo"


def test_a_firm_behind_what_it_says_is_the_one_that_this_is_about():
    _, second = voices("Orlo Steel said it rained. Norda Ferries was not to blame, the company said.")[1][0]
    assert second.name == "Norda Ferries"
    _, second = voices("Orlo Steel said it rained. Two ships will be sold, the company said.")[1][0]
    assert second.name == "Orlo Steel"


def test_who_is_of_a_town_is_not_of_its_newspaper():
    slade, paper = heard("Moira Slade, a Tarnbeck headteacher, denied that it rained.", "The Tarnbeck Herald said it rained.")
    assert slade.party != paper.party
    assert slade.stands_for is None


def test_homonyms_stay_apart():
    one, two, three = heard("Ann Varn, a teacher, said it rained.", "Leo Varn, a farmer, said it was cold.", "Farmer Varn said it was wet.")
    assert len({one.id, two.id, three.id}) == 3


def test_a_slip_of_spelling_is_one_person_unless_both_stand_in_one_report():
    one, two = heard("Odalia Trusk, a teacher, said it rained.", "Odelia Trusk, a teacher, said it was cold.")
    assert one is two
    assert {r.code for r in one.reasons} == {"spelling"}
    people, _ = voices("Odalia Trusk, a teacher, said it rained. Odelia Trusk, a farmer, said it was cold.")
    assert len(people) == 2


def test_names_that_differ_in_an_initial_are_no_slip():
    one, two = heard("Dara Venn, a teacher, said it rained.", "Mara Venn, a farmer, said it was cold.")
    assert one is not two


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("The Defence Ministry said it rained.", "The Defense Ministry said it was cold.", "same_body"),
        ("The Orlo Port Authority said it rained.", "The OPA said it was cold.", "acronym"),
        ("Norda Holdings said it rained.", "Norda said it was cold.", "short_name"),
        ("The Harbour Pilots' Union said it rained.", "The Pilots’ Union said it was cold.", "short_name"),
        ("Veldanian officials said it rained. Veldania is wet.", "Veldanian officials said it was cold. Veldania is cold.", "same_crowd"),
        ("A retired baker in Orlo said it rained.", "A retired baker in Orlo said it was cold.", "same_description"),
        ("Norda Holdings said it rained.", "A spokesman for Norda Holdings said it was cold.", "unnamed_spokesperson"),
        (
            "Mara Ojala, Veldania's transport minister, said it rained. Veldanian trains ran.",
            "Veldania's transport minister said it was cold. Veldanian trains ran.",
            "same_office",
        ),
    ],
)
def test_each_merge_keeps_its_reason(first, second, code):
    one, two = heard(first, second)
    assert one is two
    assert code in {r.code for r in one.reasons}
    assert all(r.says for r in one.reasons)


def test_whoever_opens_a_report_described_is_the_one_named_with_the_next_words():
    lead = "A baker who had driven there said it rained. "
    [baker] = voices(lead + '"It was wet," Wilma Tasker told the paper. It was cold.')[0]
    assert baker.name == "Wilma Tasker"
    assert "described_then_named" in {reason.code for reason in baker.reasons}


@pytest.mark.parametrize(
    "told",
    [
        'A baker said it rained. "It was wet," said Wilma Tasker, a teacher.',
        'Leo Varn said it was cold. A baker said it rained. "It was wet," Wilma Tasker told the paper.',
        'A baker said it rained. Leo Varn, the mayor, said it was cold. "It was wet," Wilma Tasker told the paper.',
        'Bakers said it rained. "It was wet," Wilma Tasker told the paper.',
    ],
)
def test_who_else_speaks_is_somebody_else(told):
    assert len(voices(told)[0]) > 1
    assert not any(reason.code == "described_then_named" for voice in voices(told)[0] for reason in voice.reasons)


def test_bodies_of_two_countries_stay_apart():
    one, two = heard(
        "Veldania's Defence Ministry said it rained. The Veldanian army left. Veldanians stayed.",
        "Morrenia's Defence Ministry said it was cold. The Morrenian army left. Morrenians stayed.",
    )
    assert one is not two
    assert (one.party, two.party) == ("Veldania", "Morrenia")


def test_whose_minister_somebody_is_is_his_side_without_a_demonym():
    told = "Azuria's defence ministry said that it rained. Azurian rain is wet. Belmar's defence ministry said that it was dry."
    found, _ = voices(told)
    assert [voice.party for voice in found] == ["Azuria", "Belmar"]
    named = "Veldania denied it. The Veldanian army said so. Orlo's transport minister said it was cold. The minister, Ada Holm, said so."
    [minister] = [voice for voice in voices(named)[0] if voice.name == "Ada Holm"]
    assert minister.party == "Orlo"


def test_rebels_are_a_side_and_no_onlookers():
    assert heard("Rebels said that the town was theirs.")[0].party == "rebels"


def test_a_country_goes_to_the_body_whose_statement_follows():
    text = "Veldania denied the report. The Veldanian Defence Ministry said it rained. Veldanian troops left."
    found, ((country, ministry),) = voices(text)
    assert country is ministry
    assert {r.code for r in ministry.reasons} == {"country_for_body"}
    assert len(found) == 1


def test_a_country_that_two_bodies_speak_after_is_neither():
    _, said = voices(
        "Veldania denied it. The Veldanian Defence Ministry said it rained. Veldanian troops left.",
        "Veldania denied it. The Veldanian Health Ministry said it was cold. Veldanian nurses left.",
    )
    (country, defence), (again, health) = said
    assert country is again
    assert len({country.id, defence.id, health.id}) == 3


def test_a_name_is_a_persons_or_a_bodys_all_over_the_pile():
    one, two, three = heard(
        "Open Hands, a prisoners' rights group, said it rained.",
        "Campaign group Open Hands said it was cold.",
        "The rights group Open Hands said it was dry.",
    )
    assert one is two is three
    assert one.role == "rights group" and one.affiliation is None
    person, same = heard("Ada Holm, a cook, said it rained.", "Ada Holm, who was there, said it was cold.")
    assert person is same and person.role == "cook"


def test_an_office_that_two_people_are_called_by_or_that_is_not_told_is_nobodys():
    _, said = voices(
        "Mara Ojala, Veldania's transport minister, said the drivers had been paid. Veldanian trains ran.",
        "Ugo Bell, Veldania's transport minister, said a bridge was closed. Veldanian trains ran.",
        "Veldania's transport minister said it was cold. Veldanian trains ran.",
        "Veldania's minister said the harvest was poor. Veldanian trains ran.",
    )
    assert len({voice.id for each in said for voice in each}) == 4


def test_a_body_and_its_only_spokesperson_are_one_voice():
    text = "The Dock Union denied the report. Dock Union spokesman Leo Varn said it rained."
    _, ((body, person),) = voices(text)
    assert body is person
    assert (person.name, person.role, person.affiliation, person.party) == ("Leo Varn", "spokesman", "Dock Union", "Dock Union")
    assert {"The Dock Union", "Dock Union spokesman Leo Varn"} == {*person.mentions}
    assert [r.code for r in person.reasons] == ["spokesperson"]


def test_a_former_spokesman_is_no_voice_of_the_body():
    text = "The Dock Union denied the report. Its former spokesman, Leo Varn, said it was true."
    _, ((body, person),) = voices(text)
    assert body is not person and person.stands_for is None


def test_an_epithet_is_no_part_of_a_name():
    _, ((one, other),) = voices("Furious Mara Ojala has accused the mayor of fraud. Ojala said it rained.")
    assert one is other and (one.name, one.affiliation) == ("Mara Ojala", None)


def test_a_family_is_not_the_body_of_its_town():
    _, ((family, service),) = voices("A family in Norrowick denied the report. Norrowick Fire Service said it was cold.")
    assert family is not service


def test_each_of_two_spokespeople_stands_for_the_body_and_the_body_stays_a_voice():
    text = "The Dock Union denied it. Dock Union spokesman Leo Varn said it rained. Dock Union spokeswoman Mara Ojala said it was cold."
    _, ((body, first, second),) = voices(text)
    assert len({body.id, first.id, second.id}) == 3
    assert first.stands_for == second.stands_for == body.id and body.stands_for is None


def test_a_surname_alone_is_a_person_s_once_he_goes_on():
    before = "The Labour Inspectorate said it rained. Inspector Helga Rost said it was cold."
    _, ((_, inspector, named, he),) = voices(f"{before} Colbeck denied that it had snowed. He accused the inspectorate of lying.")
    assert he is named and named is not inspector
    _, ((_, inspector, service, she),) = voices(f"{before} Dravan denied it. Dravan customs was closed. She said that it had snowed.")
    assert she is not service


def test_a_body_and_who_speaks_for_it_are_on_one_side():
    text = "The firm's chief executive, Olin Tarrant, said it was true. The firm's chairwoman, Ada Holm, said it was not."
    _, ((firm,), (chief, chairwoman)) = voices("The firm denied it.", text)
    assert chief.stands_for == chairwoman.stands_for == firm.id
    assert chief.party == chairwoman.party == firm.party == "firm"


def test_a_spokesperson_of_a_ministry_named_without_its_country_is_that_of_the_only_one():
    first = "Veldania's Defence Ministry denied it. Veldanian troops left. Veldanians stayed."
    second = "Defence Ministry spokesman Leo Varn said it rained."
    ((ministry,), (spokesman,)) = voices(first, second)[1]
    assert ministry is spokesman
    other = "Kasteria's Defence Ministry said it was cold. Kasterian troops left. Kasterians stayed."
    ((ministry,), (spokesman,), (foreign,)) = voices(first, second, other)[1]
    assert len({ministry.id, spokesman.id, foreign.id}) == 3 and spokesman.stands_for is None


def test_who_is_named_elsewhere_for_the_same_words_is_that_one():
    named = "Mara Ojala, an engineer, said the dam had cracks on its northern side before it broke."
    unnamed = "An engineer said that the dam had had cracks on the northern side before it gave way."
    (one,), (other,) = voices(named, unnamed)[1]
    assert one is other
    assert [r.code for r in one.reasons] == ["said_alike"]
    (one,), (other,) = voices(named, "A teacher said that the dam had had cracks on the northern side before it gave way.")[1]
    assert one is not other
    (one,), (other,) = voices(named, "An engineer said the wedding had been moved to Friday.")[1]
    assert one is not other
    (one, other), *_ = voices(f"{named} {unnamed}")[1]
    assert one is not other


def test_one_of_them_is_the_word_of_them():
    text = "Three league officials said it rained. One of them said it was cold. Two of the officials said it was wet."
    officials, one, another = voices(text)[1][0]
    assert officials is one is another


@pytest.mark.parametrize("nobody", ["Everyone", "29"])
def test_what_nobody_in_particular_says_is_no_ones_word(nobody):
    assert heard(f"{nobody} said it rained.") == [None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Dock Union said it was cold. The operator, Norda Line, said it rained.", "Norda Line"),
        ("Its owner, the Norda Line, said it rained.", "Norda Line"),
        ("The charity, Caravel Relief, said it rained.", "Caravel Relief"),
    ],
)
def test_a_body_that_is_called_by_its_kind_first_has_the_name_that_follows(text, name):
    assert voices(text)[1][0][-1].name == name


def test_a_head_stands_for_the_body_too_and_a_minister_for_nobody():
    _, ((union, secretary),) = voices("The Dock Union denied the report. Mara Ojala, general secretary of the Dock Union, said it rained.")
    assert secretary.stands_for == union.id
    _, ((_, minister),) = voices("The Defence Ministry denied the report. Defence Minister Leo Varn said it rained.")
    assert minister.stands_for is None


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Veldania's army said it rained. Veldanian troops left. Veldanians stayed.", "Veldania"),
        ("Norda Holdings said it rained.", "Norda Holdings"),
        ("A nurse said it rained.", UNINVOLVED),
        ("The Orlo Aid Group observer mission said it rained.", UNINVOLVED),
        ("An official said it rained.", UNKNOWN),
    ],
)
def test_a_voice_speaks_for_a_side_or_for_none(text, party):
    assert heard(text)[0].party == party


def test_the_order_of_reports_shows_in_nothing():
    texts = ["Mara Ojala, the mayor, said it rained.", "Ojala said it was cold.", "The Dock Union said it was wet."]
    found = {(v.name, v.party, v.mentions) for v in voices(*texts)[0]}
    assert {(v.name, v.party, v.mentions) for v in voices(*texts[::-1])[0]} == found


def test_every_mention_has_its_evidence():
    found, _ = voices("The Dock Union denied the report. Dock Union spokesman Leo Varn said it rained.", "The union said it was cold.")
    for voice in found:
        assert {span.text for _, span in voice.evidence} == set(voice.mentions)


def test_a_country_makes_no_one_of_two_people():
    found, _ = voices(
        "Veldania denied it. Veldanian army spokesman Anton Resk said it rained. Veldanian troops left.",
        "Veldania denied it. Veldanian police spokesman Ugo Bell said it rained. Veldanian troops left.",
    )
    assert {"Anton Resk", "Ugo Bell"} <= {voice.name for voice in found}


def test_ministers_of_no_named_country_are_the_government():
    found, _ = voices("Energy Minister Anton Resk said it rained. The Energy Ministry said it was cold. Mayor Ann Orlo said it was dry.")
    party = {voice.name: voice.party for voice in found}
    assert party == {"Anton Resk": "government", "Energy Ministry": "government", "Ann Orlo": UNKNOWN}


def test_a_ministry_of_no_named_country_is_not_of_the_one_that_has_only_an_adjective():
    found, _ = voices("Shells fell on Orlek, the defence ministry said. The Teskan army said it had not fired.")
    assert {voice.name or voice.role: voice.party for voice in found} == {"defence ministry": "government", "Teskan army": "Teskan"}


@pytest.mark.parametrize(
    ("text", "name", "affiliation"),
    [
        ("Sand, of Lorne University, said it rained.", "Sand", None),
        ("Sand, the mayor of Orlek, said it rained.", "Sand", "Orlek"),
        ("HydroWest, the operator of the Arno dam, said it rained.", "HydroWest", None),
    ],
)
def test_a_name_that_opens_a_sentence_is_the_speaker_and_not_what_is_told_of_him(text, name, affiliation):
    (found,), _ = voices(text)
    assert (found.name, found.affiliation) == (name, affiliation)


def test_his_lawyer_is_no_body_s_and_its_owner_may_be_a_ship_s():
    found, _ = voices(
        "Police said that Brandt had fled. His lawyer denied it. The port authority said oil had leaked. Its owner denied it."
    )
    assert {voice.role: voice.affiliation for voice in found if voice.role in ("lawyer", "owner")} == {"lawyer": None, "owner": None}


def test_a_ministry_named_by_an_adjective_alone_is_of_no_other_country():
    first = "The Sarvonian defence ministry denied the report. Tessian troops left. Tessians stayed."
    (ministry,), (country,) = voices(first, "Tessia denied it. Tessian troops left. Tessians stayed.")[1]
    assert ministry is not country and (ministry.party, country.party) == ("Sarvonian", "Tessia")
    (ministry,), _ = voices(f"{first} Sarvo is cold.", "Tessia denied it. Tessian troops left. Tessians stayed.")[1]
    assert ministry.party == "Sarvo"


def test_nobody_is_guessed_to_speak_for_two_countries():
    texts = (
        "Veldania's defence ministry said it rained. Teskan ships came.",
        "Tesk denied it. Veldanian ships came to Tesk.",
        "Of Teskan ships nothing was seen. The ministry said it rained. Veldania and Tesk talk.",
    )
    people, _ = voices(*texts)
    assert not any({"Veldania", "Tesk"} <= {*voice.mentions} for voice in people)
    assert next(v for v in people if "Tesk" in v.mentions).party == "Tesk"


def test_the_police_chief_of_a_town_is_not_of_its_university():
    people, _ = voices("Ada Holm, the police chief of Orlek, said it rained.", "The University of Orlek said it was cold.")
    assert all(voice.stands_for is None for voice in people) and len(people) == 2


def test_a_front_named_after_a_country_is_not_the_country():
    found, _ = voices(
        "Veldania denied it, Veldanian officials said. The Veldania Renewal Front said it rained. "
        "Its spokesman, Ugo Bell, said it was cold. Veldanian Interior Minister Anton Resk said it was dry."
    )
    by_name = {voice.name: voice for voice in found}
    assert "The Veldania Renewal Front" in by_name["Ugo Bell"].mentions
    assert by_name["Ugo Bell"].party == "Veldania Renewal Front"
    assert by_name["Anton Resk"].party == "Veldania"


def test_whoever_alone_of_a_body_has_a_name_stands_for_it_but_one_of_several_does_not():
    first = "The Sound Commission said it rained. Ada Holm, secretary of the Sound Commission, said it was cold."
    _, ((commission, secretary),) = voices(first)
    assert secretary.stands_for == commission.id
    _, said = voices(first, "Ugo Bell, an inspector of the Sound Commission, said it was dry.")
    assert not any(voice.stands_for for each in said for voice in each)


def test_the_head_of_a_mission_is_on_no_side_as_the_mission_is():
    text = "The Ushe Observer Mission said it rained. Ada Holm, head of the Ushe Observer Mission, said it was cold."
    _, ((mission, head),) = voices(text)
    assert (head.stands_for, head.party, mission.party) == (mission.id, UNINVOLVED, UNINVOLVED)


def test_what_kind_of_head_somebody_is_belongs_to_no_name_of_a_body():
    _, ((society, head),) = voices("The Tracing Society said it rained. The society's regional head, Ada Holm, said it was cold.")
    assert (head.affiliation, head.stands_for) == ("society", society.id)


@pytest.mark.parametrize(
    "said",
    [
        "President Venn is lying",
        "On Monday ferries will sail",
        "The Labour Court was wrong",
        "Mount Tarn was closed",
        "Two Ships were sold",
    ],
)
def test_what_else_a_sentence_begins_with_is_no_firm(said):
    [(voice,)] = [tuple(each) for each in voices(f"{said}, the company said on Friday.")[1]]
    assert voice.name is None
