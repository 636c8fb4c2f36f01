from dataclasses import replace

import pytest

from invented_picture import PICTURE
from sayso.errors import NotFound
from sayso.model import Picture
from sayso.surfaces.terminal import Screen, show_claims, unfold_claim
from sayso.surfaces.terminal.claims import claim_block
from sayso.surfaces.terminal.index import Index, order_claims

SCREEN = Screen(80)
CLAIM = PICTURE.propositions[0]


def _unfolded(claim=CLAIM):
    return unfold_claim(replace(PICTURE, propositions=(claim,)), claim.id, SCREEN)


def test_a_block_shows_the_numbers_of_the_claim():
    claim = replace(CLAIM, independent_reports=(2, 3), affirm=("v1", "v2", "v3"), affirming_voices=2, affirming_parties=4)
    shown = show_claims(replace(PICTURE, propositions=(claim,)), SCREEN)
    assert "3 reports  ->  2–3 independent  ->  2 voices, 4 parties" in shown


def test_a_block_shows_standing_and_sides():
    shown = [line.strip() for line in show_claims(PICTURE, SCREEN).splitlines()]
    assert "contested since 6 May 2041 (asserted from 5 May 2041)" in shown
    assert "says so     Mira Tolan (engineer, waterworks)  in 2 reports" in shown
    assert "denies      valley council (valley)  in 1 report" in shown
    assert "cannot say  The engineers' office (party unknown)  in 1 report" in shown
    assert "as fact     stated in its own voice by r02 The Morning Lantern" in shown


def test_a_voice_that_denies_less_than_the_whole_is_told_to():
    shown = " ".join(show_claims(PICTURE, SCREEN).split())
    assert "Bo Hadd (council speaker, valley), only a part, by implication (0.90) in 1 report" in shown
    assert "valley council (valley) in 1 report" in shown
    assert "denies only a part" in " ".join(_unfolded().split())


def test_a_denial_that_is_only_implied_is_told_to_be():
    said = [replace(each, force="assert") if each.stance == "deny" else each for each in PICTURE.attributions]
    shown = " ".join(show_claims(replace(PICTURE, attributions=tuple(said)), SCREEN).split())
    assert "valley council (valley), by implication (0.90) in 1 report" in shown
    assert "valley council (valley), by implication" not in " ".join(show_claims(PICTURE, SCREEN).split())


def test_voices_beyond_the_limit_are_counted():
    block = claim_block(Index(PICTURE), replace(CLAIM, deny=("v1", "v2", "v3", "v4")), most_voices=1)
    assert "and 3 more voices" in SCREEN.draw(block)


def test_contested_claims_come_first_then_those_carried_by_most():
    calm, wide = PICTURE.propositions[1], replace(CLAIM, id="p10", independent_reports=(2, 3))
    assert [claim.id for claim in order_claims(Picture(propositions=(calm, CLAIM, wide)))] == ["p10", "p1", "p2"]


def test_order_hangs_on_nothing_but_the_claims():
    claims = tuple(replace(CLAIM, id=f"p{number}") for number in (11, 2, 1))
    assert order_claims(Picture(propositions=claims)) == order_claims(Picture(propositions=claims[::-1]))


def test_unfolding_shows_every_quoted_word_at_its_place():
    shown = " ".join(_unfolded().split())
    for said in PICTURE.attributions:
        if said.proposition == "p1":
            span = said.content[0]
            assert f"{said.report} [{span.start}:{span.end}] “{span.text}”" in shown
            assert PICTURE.reports[int(said.report[1:]) - 1].text[span.start : span.end] == span.text


def test_unfolding_gives_the_reason_of_each_merge():
    shown = _unfolded()
    assert "r01 + r02  they go back to one report" in shown
    assert (
        shown.index("lowers both bounds")
        < shown.index("they go back")
        < shown.index("lowers the lower bound")
        < shown.index("names Valley Wire")
    )


def test_a_body_and_its_speaker_are_unfolded_as_one_voice():
    shown = _unfolded()
    assert "1 VOICE DENIES IT" in shown
    assert "speaks for valley council" in shown


def test_an_unknown_claim_names_those_there_are():
    with pytest.raises(NotFound, match=r"no claim 'p9' \(allowed: p1, p2\)"):
        unfold_claim(PICTURE, "p9", SCREEN)
