"""Who concedes: what a side had said before, and how it says this."""

from ledger_statements import make_statements
from sayso.ledger.concessions import Past, is_concession
from sayso.ledger.relations import Model, read_model
from sayso.settings import LedgerSettings

DENIES = {"says": "Veldan troops captured Kessar", "force": "deny", "cue": "denied", "voice": "v2", "party": "Tesk"}
SAYS = {"says": "Veldan troops captured Kessar", "voice": "v3", "party": "Tesk", "report": "r2", "day": 3}
LEAST = LedgerSettings().concession_least


def look_back(*rows):
    """Return what there was before the last of some statements, by their own forces, and the last one."""
    *before, last = make_statements(*rows)
    past = Past()
    for each in before:
        past.add(each, "deny" if each.denies else "concede" if each.grants else "affirm")
    return past, last


def shown(*rows):
    past, last = look_back(*rows)
    return {name for name, value in past.measure(last).items() if value == 1.0} - {"constant"}


def test_a_side_had_denied_from_the_next_day_on():
    assert shown(DENIES, SAYS) == {"had_denied"}
    assert shown(DENIES, {**SAYS, "day": 1}) == set()
    assert shown(DENIES, {**SAYS, "party": "Orlo"}) == set()


def test_a_side_has_turned_once_one_of_it_has_granted_or_taken_back():
    grants = {**SAYS, "force": "confirm", "cue": "admitted"}
    assert shown(DENIES, grants) == {"had_denied", "grants"}
    assert shown(DENIES, grants, {**SAYS, "report": "r3"}) == {"had_denied", "had_conceded", "side_had_turned"}
    assert shown({**DENIES, "takes_back": True}, SAYS) == {"had_denied", "side_had_turned"}


def test_who_says_again_what_he_has_always_said_stands_firm():
    assert shown({**SAYS, "cue": "still says"}) == {"stands_firm"} == shown({**SAYS, "cue": "stood by"})


def test_what_denies_in_so_many_words_concedes_nothing_however_likely():
    always = Model(concede={"constant": 9.0})
    past, said = look_back(DENIES, SAYS)
    assert is_concession(said, past, always, LEAST)
    past, denied = look_back(SAYS, {**DENIES, "report": "r3"})
    assert not is_concession(denied, past, always, LEAST)


def test_the_model_that_ships_takes_an_admission_for_a_concession_and_standing_firm_for_none():
    past, admitted = look_back(DENIES, {**SAYS, "force": "confirm", "cue": "admitted"})
    assert is_concession(admitted, past, read_model(), LEAST)
    past, said = look_back({**SAYS, "day": 1}, {**SAYS, "cue": "repeated"})
    assert not is_concession(said, past, read_model(), LEAST)
