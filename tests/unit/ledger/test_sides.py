"""Names of one place across a pile: from the pile's own words and from the shipped list, and the side that uses each."""

import sayso
from invented_coverage import to_stream


def read(*texts):
    records = [
        {"id": f"r{n}", "outlet": f"Paper {n}", "published": f"2041-03-{n:02}T10:00:00Z", "text": text} for n, text in enumerate(texts, 1)
    ]
    with sayso.read("-", stdin=to_stream(records)) as case:
        return case.export(), case.why("names")


OPENED = (
    "The road to Stepanakert was closed on Monday. Armenian drivers waited. “Stepanakert has no bread,” the Armenian foreign minister, "
    "Ada Grigor, said. Armenia asked for help.",
    "The road to Khankendi was open on Tuesday. “Khankendi has bread,” the Azerbaijani foreign minister, Elin Babay, said. Azerbaijan "
    "sent lorries, and an Azerbaijani officer counted them.",
)


def test_listed_names_of_one_place_are_told_with_their_sides_and_why():
    document, why = read(*OPENED)
    [names] = document["names"]
    assert names["variants"] == [{"name": "Khankendi", "side": "Azerbaijan"}, {"name": "Stepanakert", "side": "Armenia"}]
    assert [reason["code"] for reason in names["reasons"]] == ["listed_names"]
    assert [(span["report"], span["text"]) for span in names["evidence"]] == [("r2", "Khankendi"), ("r1", "Stepanakert")]
    assert [reason.code for reason in why.parts[0].reasons] == ["listed_names"]


def test_names_that_the_pile_joins_itself_need_no_list():
    document, _ = read("The town of Kessar, which the Tesks call Qesar, is burning. Kessar has two gates. Nobody left Qesar on Monday.")
    [names] = document["names"]
    assert ([each["name"] for each in names["variants"]], names["reasons"]) == (["Kessar", "Qesar"], [])


def test_a_side_that_the_text_names_is_told_though_nobody_speaks_for_it():
    document, _ = read("The navies circle an islet that the Nordians call Skarn and the Velders call Eskara. Nobody lives on Skarn.")
    [names] = document["names"]
    assert names["variants"] == [{"name": "Eskara", "side": "Velders"}, {"name": "Skarn", "side": "Nordians"}]


def test_reported_speech_of_a_body_makes_no_name_its_own():
    document, _ = read("The town of Kessar, which the Tesks call Qesar, is burning. Police said Kessar had two gates. Kessar is old.")
    [names] = document["names"]
    assert names["variants"] == [{"name": "Kessar", "side": None}, {"name": "Qesar", "side": "Tesks"}]


def test_a_country_of_two_names_is_one_party_and_a_body_of_two_names_one_voice():
    document, _ = read(
        "Burma has closed the bridge, the Burmese army said. The Burmese foreign minister, Min Tun, said Burma would reopen it. "
        "Rangoon police said nobody had been hurt at the bridge.",
        "Myanmar's army said the bridge was closed. Myanmar said it would reopen the bridge. Yangon police said nobody had been hurt.",
    )
    parties = {voice["party"] for voice in document["voices"]}
    assert parties & {"Burma", "Myanmar"} and not {"Burma", "Myanmar"} <= parties
    police = [voice for voice in document["voices"] if "police" in " ".join(voice["mentions"])]
    assert [sorted(voice["mentions"]) for voice in police] == [["Rangoon police", "Yangon police"]]
    assert [reason["code"] for reason in police[0]["reasons"]] == ["name_variant"]
