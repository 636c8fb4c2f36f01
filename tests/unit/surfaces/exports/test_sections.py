from invented_picture import PICTURE
from sayso.ledger import picture_to_document
from sayso.surfaces.exports import take_claim, take_section
from sayso.surfaces.exports.sections import SECTIONS

DOCUMENT = picture_to_document(PICTURE)


def test_a_section_is_a_part_of_the_whole_in_its_order():
    for name in SECTIONS:
        part = take_section(DOCUMENT, name)
        assert list(part)[:2] == ["schema", "as_of"]
        assert part == {key: DOCUMENT[key] for key in part}


def test_a_claim_brings_all_that_its_ids_point_to():
    part = take_claim(DOCUMENT, "p1")
    claim = part["propositions"][0]
    voices = {each["id"] for each in part["voices"]}
    assert {*claim["affirm"], *claim["deny"], *claim["concede"], *claim["unverified"]} <= voices
    assert {each["id"] for each in part["reports"]} == set(claim["reports"])
    assert {each["proposition"] for each in part["attributions"]} == {"p1"}
    assert {each["voice"] for each in part["attributions"]} <= voices


def test_an_unknown_claim_brings_nothing():
    part = take_claim(DOCUMENT, "p99")
    assert part["propositions"] == part["attributions"] == part["voices"] == part["reports"] == []
