from ledger_statements import make_statements
from sayso.ledger.propositions import settle
from sayso.ledger.relations import read_model
from sayso.ledger.retold import Aligned
from sayso.ledger.stances import find_turns, has_turned, judge_stances
from sayso.settings import LedgerSettings


def judge(*rows, aligned=None):
    statements = make_statements(*rows)
    stances = judge_stances(range(len(statements)), statements, Aligned(aligned or {}), LedgerSettings(), read_model())
    return [stances[k][0] for k in range(len(statements))]


CLAIM = {"says": "Veldan troops captured Kessar", "voice": "v1", "party": "Veldania", "title": "Veldania takes Kessar"}


def test_a_denial_that_points_back_denies():
    assert judge(CLAIM, {"says": "the claim", "force": "deny", "points": True, "voice": "v2", "party": "Tesk"}) == ["affirm", "deny"]


def test_what_a_denier_goes_on_to_say_is_no_affirmation():
    stances = judge(
        CLAIM,
        {"says": "the claim", "force": "deny", "points": True, "voice": "v2", "party": "Tesk"},
        {"says": "Kessar has not fallen", "voice": "v2", "party": "Tesk"},
    )
    assert stances == ["affirm", "deny", "deny"]


def test_who_denies_that_the_place_is_in_other_hands_than_is_claimed_affirms():
    claim = {**CLAIM, "held": 1}
    lost = {"says": "it had lost the town", "force": "deny", "voice": "v1", "party": "Veldania", "day": 3, "report": "r2"}
    assert judge(claim, {**lost, "held": -1}) == ["affirm", "affirm"]
    assert judge({**claim, "held": -1}, {**lost, "held": -1, "voice": "v2", "party": "Tesk"}) == ["affirm", "deny"]


def test_who_says_that_nobody_was_denies_it_too_though_nobody_is_quoted_as_claiming_it():
    denial = {"says": "it expelled pupils for protesting", "force": "deny", "voice": "v1", "party": "school"}
    quoted = {"says": "No pupil was expelled for protesting", "mode": "direct", "voice": "v2", "party": "school", "sentence": 1}
    assert judge(denial, quoted) == ["deny", "deny"]


def test_whoever_cannot_say_takes_neither_side():
    assert judge(CLAIM, {"says": "it had no means of checking", "unverified": True, "voice": "v3"}) == ["affirm", "unverified"]


def test_who_retells_without_the_doubt_leaves_it_open_as_the_original_does():
    doubt = {"says": "it had no means of checking whether Kessar had been captured", "voice": "v3"}
    rows = [CLAIM, {**doubt, "unverified": True}, {**doubt, "report": "r2"}]
    assert judge(*rows, aligned={(1, 2): 1.0}) == ["affirm", "unverified", "unverified"]


def test_a_side_that_comes_to_say_what_it_had_denied_concedes():
    stances = judge(
        CLAIM,
        {"says": "Veldan troops captured Kessar", "force": "deny", "voice": "v2", "party": "Tesk"},
        {"says": "Veldan troops captured Kessar", "voice": "v4", "party": "Tesk", "report": "r2", "day": 3, "cue": "admitted"},
    )
    assert stances == ["affirm", "deny", "concede"]


def test_what_hardly_anything_speaks_for_is_no_denial_unless_a_word_contradicts():
    said = {"says": "guards beat him", "voice": "v1"}
    assert judge(said, {"says": "he had bruises on his face", "voice": "v2", "report": "r2"}) == ["affirm", "affirm"]
    assert judge(said, {"says": "guards did not beat him", "voice": "v2", "report": "r2"}) == ["affirm", "deny"]


def test_who_had_denied_it_and_says_it_with_an_apology_concedes():
    denial = {"says": "it", "force": "deny", "points": True, "voice": "v2", "party": "Tesk"}
    later = {"voice": "v2", "party": "Tesk", "report": "r2", "day": 3}
    told = {**later, "says": "Veldan troops captured Kessar"}
    assert judge(CLAIM, denial, told, {**later, "says": "it should never have happened"})[2:] == ["concede", "concede"]
    assert judge(CLAIM, denial, {**told, "day": 1}, {**later, "says": "we are sorry", "day": 1})[2:] != [
        "concede",
        "concede",
    ]  # the same day


def test_what_is_denied_somebody_else_says():
    told = {"says": "The dam is safe and not one crack is in it", "voice": "v1"}
    denial = {"says": "the claim", "force": "deny", "points": True, "voice": "v2"}
    goes_on = {"says": "40 families have left their homes", "voice": "v2"}
    assert judge(told, denial, goes_on) == ["affirm", "deny", "deny"]


def test_a_quotation_behind_what_a_side_grants_denies_nothing():
    denied = {"says": "Veldan troops captured Kessar", "force": "deny", "voice": "v2", "party": "Tesk"}
    admits = {**denied, "force": "confirm", "cue": "admitted", "report": "r2", "day": 3}
    quoted = {"says": "the town is not ours any more", "mode": "direct", "voice": "v4", "party": "Tesk", "report": "r2", "day": 3}
    assert judge(CLAIM, denied, admits, quoted)[2:] == ["concede", "concede"]
    assert judge(CLAIM, denied, {**quoted, "report": "r2"})[2] == "deny"


def test_who_has_conceded_concedes_again():
    denied = {"says": "Veldan troops captured Kessar", "force": "deny", "voice": "v2", "party": "Tesk"}
    admits = {**denied, "force": "confirm", "cue": "admitted", "report": "r2", "day": 3}
    assert judge(CLAIM, denied, admits, {**admits, "force": "assert", "cue": "said"}) == ["affirm", "deny", "concede", "concede"]


def test_a_side_has_turned_from_the_report_on_in_which_it_says_so():
    rows = [CLAIM, {**CLAIM, "report": "r2", "day": 2}, {**CLAIM, "says": "that", "takes_back": True, "report": "r3", "day": 3}]
    first, again, back, after, other = make_statements(
        *rows, {**CLAIM, "report": "r3", "day": 3}, {**CLAIM, "report": "r3", "day": 3, "voice": "v2", "party": "Tesk"}
    )
    turns = find_turns(range(5), [first, again, back, after, other])
    assert turns == [back]
    assert has_turned(first, back, turns) and has_turned(again, after, turns)
    assert not has_turned(first, again, turns) and not has_turned(back, after, turns) and not has_turned(first, other, turns)


def test_a_copy_stands_where_the_original_does():
    stances = judge(
        CLAIM,
        {"says": "the claim", "force": "deny", "points": True, "voice": "v2", "party": "Tesk"},
        {**CLAIM, "report": "r2"},
        {"says": "the claim", "force": "deny", "points": True, "voice": "v2", "party": "Tesk", "report": "r2"},
        aligned={(0, 2): 1.0, (1, 3): 1.0},
    )
    assert stances == ["affirm", "deny", "affirm", "deny"]


def test_a_retelling_that_has_its_voice_admit_what_he_said_makes_him_concede_nothing():
    retold = {**CLAIM, "force": "confirm", "cue": "admitted", "report": "r2", "day": 2}
    assert judge(CLAIM, retold, aligned={(0, 1): 1.0}) == ["affirm", "affirm"]
    assert judge(CLAIM, retold) == ["affirm", "concede"]


def test_a_retelling_stands_on_the_other_side_where_it_was_turned_round():
    denies = {**CLAIM, "force": "deny", "cue": "denied", "report": "r2"}
    assert judge(CLAIM, denies, aligned={(0, 1): 1.0}) == ["affirm", "deny"]
    negated = {**CLAIM, "says": "Veldan troops never captured Kessar", "report": "r2"}
    assert judge(CLAIM, negated, aligned={(0, 1): 1.0}) == ["affirm", "deny"]


def test_a_retelling_that_denies_in_so_many_words_what_was_denied_by_implication_denies():
    rival = {"voice": "v2", "party": "Tesk"}
    stays = {"says": "Kessar was, is and will remain Teskan", **rival}
    denies = {"says": "Kessar is lost", "force": "deny", "cue": "denied", "report": "r2", **rival}
    rows = [CLAIM, {"says": "the claim", "force": "deny", "points": True, **rival}, stays, denies]
    assert judge(*rows, aligned={(2, 3): 1.0})[2:] == ["deny", "deny"]


def test_who_denies_in_so_many_words_affirms_nothing_whatever_the_others_of_his_side_say():
    said = {"says": "the vote was fair", "voice": "v2", "party": "Tesk"}
    rows = [{**said, "report": f"r{n}"} for n in range(1, 6)]
    assert judge(*rows, {**said, "force": "deny", "cue": "denied", "report": "r6"})[-1] == "deny"


def test_a_group_of_doubts_alone_takes_no_side():
    assert judge({"says": "it could not say", "unverified": True}) == ["other"]


def test_no_doubt_stands_alone_where_something_was_asserted_before_it():
    doubt = {"says": "it had no means of checking either claim", "unverified": True, "voice": "v3"}
    statements = make_statements(CLAIM, doubt, {**doubt, "report": "r2"}, {**CLAIM, "voice": "v3", "report": "r2"})
    assert settle([[0], [1], [2], [3]], statements) == [[0, 1], [2], [3]]
    assert settle([[0], [1, 2], [3]], statements) == [[0, 1, 2], [3]]


def test_a_doubt_leaves_what_nobody_else_asserts_for_what_several_do():
    own = {"says": "it was sending a patrol", "voice": "v3", "report": "r2"}
    doubt = {"says": "it could not confirm either version", "unverified": True, "voice": "v3", "report": "r2"}
    other, told = {"says": "bread is dear", "voice": "v4", "report": "r2"}, {**CLAIM, "report": "r2"}
    statements = make_statements(CLAIM, {**CLAIM, "voice": "v2"}, own, doubt, other, told)
    assert settle([[0, 1], [2, 3], [4], [5]], statements)[0] == [0, 1, 3]  # what most speak of, for its report has nothing of it
    assert settle([[0, 5], [1], [2, 3], [4]], statements)[0] == [0, 3, 5]  # what its report says of what several say
    assert settle([[0], [1], [2, 3], [4], [5]], statements) == [[0], [1], [2, 3], [4], [5]]  # nothing is said by several


def test_who_denies_it_again_denies_what_he_denied_last():
    denied = {"says": "the claim", "force": "deny", "cue": "denied", "points": True, "voice": "v2"}
    other = {"says": "the bridge was closed at noon", "voice": "v1"}
    statements = make_statements(CLAIM, other, denied, {**denied, "says": "it again", "points": False})
    assert settle([[0, 2], [1], [3]], statements) == [[0, 2, 3], [1]]
    elsewhere = make_statements(CLAIM, other, denied, {**denied, "says": "it again", "points": False, "voice": "v3"})
    assert settle([[0, 2], [1], [3]], elsewhere) == [[0, 2], [1], [3]]


def test_who_denied_there_and_admits_here_has_changed_his_mind_though_the_words_were_retold():
    denied = {"says": "sinking the trawler Marlin", "force": "deny", "voice": "v2", "party": "Tesk"}
    admits = {**denied, "force": "confirm", "cue": "admitted", "report": "r2", "day": 3}
    claim = {**CLAIM, "says": "the navy sank the trawler Marlin"}
    assert judge(claim, denied, admits, aligned={(1, 2): 1.0}) == ["affirm", "deny", "concede"]


def test_who_says_the_same_but_for_a_negation_or_an_opposite_state_denies():
    says = {"says": "The dam had burst", "voice": "v1"}
    assert judge(says, {"says": "The dam is intact", "voice": "v2", "report": "r2"}) == ["affirm", "deny"]
    says = {"says": "The plant would close", "voice": "v1"}
    assert judge(says, {"says": "The plant would not close", "voice": "v2", "report": "r2"}) == ["affirm", "deny"]


def test_who_rejects_a_denial_affirms():
    denial = {"says": "Veldan troops captured Kessar", "force": "deny", "voice": "v2", "party": "Tesk"}
    assert judge(CLAIM, denial, {"says": "the denial", "force": "deny", "points": True, "voice": "v3"}) == ["affirm", "deny", "affirm"]


def test_who_had_told_of_it_and_rejects_what_its_denier_has_just_said_affirms():
    denial = {"says": "it", "force": "deny", "points": True, "voice": "v2", "party": "Tesk"}
    rejected = {"says": "this", "force": "deny", "points": True, "voice": "v1", "party": "Veldania"}
    assert judge(CLAIM, denial, rejected) == ["affirm", "deny", "affirm"]
    assert judge(CLAIM, denial, {**rejected, "voice": "v3", "party": "Lorn"}) == ["affirm", "deny", "deny"]


def test_who_rebuts_a_denial_is_sure_enough_of_it_and_makes_no_denial_less_sure():
    denial = {"says": "it", "force": "deny", "points": True, "voice": "v2", "party": "Tesk"}
    rebuttal = {"says": "the denial", "force": "deny", "points": True, "voice": "v3"}
    statements = make_statements(CLAIM, denial, rebuttal)
    stances = judge_stances(range(3), statements, Aligned({}), LedgerSettings(), read_model())
    assert stances[2][1] > 0.5 and stances[1][1] > 0.5


def test_who_confirms_something_denies_nothing_by_it_unless_he_has_just_denied():
    claim = {"says": "Norda will cut 4,000 jobs and close its plant", "voice": "v1", "figures": {"job": (4000, 4000)}}
    denied = {"says": "it", "force": "deny", "points": True, "voice": "v2"}
    confirms = {"says": "it would close its plant and cut 3,700 jobs", "figures": {"job": (3700, 3700)}, "voice": "v2", "force": "confirm"}
    confirms |= {"cue": "confirmed", "report": "r2", "day": 3}
    assert judge(claim, denied, confirms)[-1] in ("affirm", "concede")


def test_a_copy_that_denies_affirms_nothing_whatever_its_words():
    copy = {"says": "any suggestion that troops had captured it", "force": "deny", "voice": "v2", "report": "r2"}
    assert judge(CLAIM, copy, aligned={(0, 1): 1.0}) == ["affirm", "deny"]


def test_what_is_denied_somebody_says():
    claim = {**CLAIM, "says": "They fired on the ferry in daylight", "party": "Tesk"}
    rows = [claim, *({"says": "the claim", "force": "deny", "points": True, "voice": f"v{k}", "party": "Tesk"} for k in (2, 3, 4))]
    assert judge(*rows) == ["affirm", "deny", "deny", "deny"]


def test_no_denial_that_is_implied_is_surer_than_one_in_so_many_words():
    rows = [
        CLAIM,
        {"says": "Veldan troops captured Kessar", "force": "deny", "voice": "v2", "party": "Tesk"},
        {"says": "Kessar has not fallen and never will", "voice": "v3", "party": "Tesk"},
        {"says": "our flag flies over Kessar, which is ours", "voice": "v4", "party": "Tesk"},
    ]
    statements = make_statements(*rows)
    stances = judge_stances(range(4), statements, Aligned({}), LedgerSettings(), read_model())
    explicit = [p for k, (stance, p) in stances.items() if statements[k].denies]
    implied = [p for k, (stance, p) in stances.items() if stance == "deny" and not statements[k].denies]
    assert implied and max(implied) <= min(explicit)


def test_what_a_pointer_denies_somebody_says_though_it_sounds_like_a_denial():
    rows = [
        {"says": "it was Quist who had tampered with the files", "voice": "v1"},
        {"says": "that", "force": "deny", "points": True, "voice": "v2"},
    ]
    assert judge(*rows) == ["affirm", "deny"]


def test_a_denial_that_trails_behind_a_denial_affirms():
    denied = {"says": "Kessar had not fallen", "force": "deny", "voice": "v2", "party": "Tesk", "sentence": 1}
    trailing = {"says": "a claim", "force": "deny", "points": True, "voice": "v3", "sentence": 1}
    assert judge(CLAIM, denied, trailing) == ["affirm", "deny", "affirm"]
    assert judge(CLAIM, trailing | {"sentence": 0}) == ["affirm", "deny"]
    assert judge(CLAIM, denied, trailing | {"sentence": 2}) == ["affirm", "deny", "deny"]  # another sentence
    assert judge(CLAIM, denied, trailing | {"says": "it"}) == ["affirm", "deny", "deny"]


def test_who_sets_a_number_aside_denies():
    first = {"says": "64 trains ran on Monday", "voice": "v1", "party": "Veldania"}
    aside = {"says": "38 trains ran on Monday and not 64", "voice": "v2", "party": "Tesk", "refuted": frozenset({"#64"})}
    assert judge(first, aside) == ["affirm", "deny"]
