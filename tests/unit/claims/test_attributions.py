"""What a statement does: its mode, force, channel, day, and whether it only points at another."""

from datetime import date

import pytest

from sayso.claims import find_attributions
from sayso.claims.attributions import _is_negated, is_pointer, judge_force
from sayso.claims.cues import find_entries
from sayso.claims.tagger import Tagged
from sayso.text import read_document
from unit.claims.saying import DAY, RULES, only


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“The bridge is closed,” the mayor said.", "direct"),
        ("The mayor said the bridge was closed.", "indirect"),
        ("The mayor said the bridge was “closed for good”.", "mixed"),
        ("“We waited,” the driver said, “all night.”", "direct"),
    ],
)
def test_mode_tells_what_stands_in_marks(text, mode):
    assert only(text).mode == mode


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("The mayor said the bridge was closed.", "assert"),
        ("The mayor denied that the bridge was closed.", "deny"),
        ("The mayor rejected the report.", "deny"),
        ("The mayor did not deny that the bridge was closed.", "hedge"),
        ("The mayor never denied the report.", "hedge"),
        ("The mayor no longer disputes that the bridge was closed.", "confirm"),
        ("The mayor has stopped denying that the bridge was closed.", "confirm"),
        ("The mayor gave up her denial that the bridge was closed.", "confirm"),
        ("The mayor dropped her claim that the bridge was closed.", "deny"),
        ("The mayor pleaded not guilty to closing the bridge.", "deny"),
        ("The mayor pleaded guilty to closing the bridge.", "confirm"),
        ("The mayor changed her plea to guilty on charges of closing the bridge.", "confirm"),
        ("The mayor said it was wrong to speak of closed bridges.", "deny"),
        ("The mayor said there could be no talk of a closed bridge.", "deny"),
        ("The mayor said the union's account was wrong.", "deny"),
        ("The mayor confirmed that the bridge was closed.", "confirm"),
        ("The mayor admitted that the bridge was closed.", "confirm"),
        ("The mayor did not confirm that the bridge was closed.", "decline"),
        ("The mayor would neither confirm nor deny that the bridge was closed.", "decline"),
        ("The mayor would not say whether the bridge was closed.", "decline"),
        ("The mayor said he could not confirm the report.", "decline"),
        ("The mayor suggested that the bridge was closed.", "hedge"),
        ("The mayor said the bridge may have been closed.", "hedge"),
        ("The mayor accused the union of closing the bridge.", "accuse"),
        ("The mayor promised that the bridge would be closed.", "promise"),
        ("The mayor promised to close the bridge.", "promise"),
        ("The mayor urged the union to close the bridge.", "demand"),
        ("The mayor demanded to see the bridge.", "demand"),
        ("The mayor declined to comment on the bridge.", "decline"),
        ("The mayor refused to comment on the bridge.", "decline"),
        ("The mayor refused the offer.", "deny"),
        ("The mayor believes that the bridge is closed.", "mental"),
        ("The mayor took back the claim.", "deny"),
        ("The mayor called the union's report a fairy tale.", "deny"),
        ("The mayor called the word “massacre” misleading.", "deny"),
        ("The mayor called it a lie.", "deny"),
        ("The mayor said that was exaggerated.", "deny"),
        ("The mayor said this was simply not true.", "deny"),
        ("The mayor said that was wrong of them.", "assert"),
        ("The mayor has refused to discuss the bridge.", "decline"),
        ("The mayor neither confirmed nor denied that the bridge was closed.", "decline"),
        ("The mayor does not accept that the bridge was closed.", "deny"),
        ("The mayor stood by her denial that the bridge was closed.", "deny"),
        ("The mayor repeated on Tuesday her denial that the bridge was closed.", "deny"),
        ("The mayor said the dispute over the bridge was old.", "assert"),
        ("The mayor said reports of a closed bridge were false.", "deny"),
        ("The mayor said the number of lorries was right.", "assert"),
        ('The mayor called the report "accurate in every point".', "assert"),
    ],
)
def test_force_comes_from_cue_negation_and_modality(text, force):
    assert only(text).force == force


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("The mayor said in a statement that the bridge was closed.", "statement"),
        ("The mayor told Norda by phone that the bridge was closed.", "phone"),
        ("“The bridge is closed,” the mayor told a news conference.", "news conference"),
        ("The mayor wrote in an e-mail that the bridge was closed.", "e-mail"),
        ("The mayor said in a televised address that the bridge was closed.", "televised address"),
        ("The mayor said the bridge was closed.", None),
        ("The mayor told the Valley Post that the bridge was closed.", None),
        ("The mayor told the Orlo Mail that the bridge was closed.", None),
    ],
)
def test_the_channel_is_kept_and_is_no_voice(text, channel):
    found = only(text)
    assert found.channel == channel
    assert found.source.text.casefold() == "the mayor"


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("The fire was set, the ministry said in a statement. “Foreign hands lit it,” the statement said.", "statement"),
        ("The ministry blamed saboteurs in a statement. “Foreign hands lit it,” it said.", "statement"),
        ("The ministry blamed saboteurs in a statement.\n\n“Foreign hands lit it,” it said.", None),
        ("The ministry blamed saboteurs in a statement. The fire was set, it said.", None),
        ("On the post office steps the mayor said the town was safe.", None),
    ],
)
def test_a_quotation_that_goes_on_comes_by_the_same_channel(text, channel):
    assert find_attributions(text, tagger=RULES)[-1].channel == channel


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mayor said on Monday that the bridge was closed.", date(2031, 3, 3)),
        ("The mayor said on Wednesday that the bridge was closed.", date(2031, 3, 5)),
        ("The mayor said on 1 March that the bridge was closed.", date(2031, 3, 1)),
        ("The mayor said on 1 March 2030 that the bridge was closed.", date(2030, 3, 1)),
        ("The mayor said on 31 February that the bridge was closed.", None),
        ("The mayor said the bridge was closed on Monday.", None),
    ],
)
def test_the_day_of_a_statement_stands_beside_its_cue(text, day):
    assert only(text).said_on == day


@pytest.mark.parametrize(
    "said",
    [
        *("the claim", "this", "the other side's figures", "the report as invented", "his account of the night", "it on Tuesday"),
        *("that is not true", "a lie", "it was nonsense", "she had not", "it was not so", "that was not the case", "it never happened"),
        *("not so", "otherwise", "that was news to it", "the claim nonsense", "the account completely false"),
        *("the union's figure too high", "Mrs Orlo's account wrong", "the conclusion of the inspectors", "that theory"),
    ],
)
def test_content_that_only_points_back_is_known(said):
    assert is_pointer(said)


@pytest.mark.parametrize(
    "said",
    [
        *("the bridge was closed", "the report that the bridge was closed", "the bridge", "", "“”"),
        *("it was a mistake", "she had not met him", "they did", "it was untrue that he had left"),
    ],
)
def test_content_that_says_something_does_not_point_back(said):
    assert not is_pointer(said)


def test_what_the_writer_says_of_the_outlet_is_nobodys_statement():
    text = "Norda could not confirm the report. We cannot say whether the bridge was closed."
    assert find_attributions(text, tagger=RULES, outlet="Norda") == ()
    assert len(find_attributions("Norda confirmed the report.", tagger=RULES, outlet="The Herald")) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [("Der Minister sagte, die Brücke sei gesperrt. „Niemand kam“, sagte er.", "de"), ("Le ministre a dit : « Le pont est fermé. »", "fr")],
)
def test_a_text_that_is_not_english_yields_nothing(text, language):
    assert find_attributions(read_document(text, language), tagger=RULES) == ()


def test_what_is_no_prose_yields_nothing():
    assert find_attributions("Home | News | Sport\n12 34 56\n{{ user.name }}\n=====\n", tagger=RULES) == ()


def test_the_same_text_is_read_alike_each_time():
    text = "The mayor said the bridge was closed. “Nobody came,” a driver told Norda."
    first, second = (find_attributions(text, tagger=RULES, published=DAY.date()) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("rule out", "She did not rule out that the order had come by radio."),
        ("deny", "He did not deny it."),
        ("denies", "The army no longer denies it."),
        ("no longer disputes", "The army no longer disputes it."),
    ],
)
def test_whoever_does_not_rule_out_or_deny_denies_nothing(cue, said):
    at = said.index(cue)
    assert _is_negated(read_document(said), (at, at + len(cue)))


@pytest.mark.parametrize(
    ("said", "force"),
    [
        ("Lund rejects any suggestion that he took money", "deny"),
        ("Norda had denied it", "assert"),  # that it had is what is said
        ("the dispute over the bridge was old", "assert"),
    ],
)
def test_who_tells_that_somebody_denies_passes_a_denial_on(said, force):
    text = f"The lawyer said that {said}."
    cue, content = text.index("said"), text.index(said)
    tagged = Tagged((0, 10), (cue, cue + 4), ((content, content + len(said)),))
    assert judge_force(read_document(text), tagged, find_entries("said")[0], said) == force


@pytest.mark.parametrize(
    "said",
    ["that was not true", "it was not", "she had not", "that was scaremongering", "it never happened", "it was a lie"],
)
def test_who_only_says_that_it_is_not_so_denies(said):
    assert only(f"The mayor said {said}.").force == "deny"


@pytest.mark.parametrize("said", ["it was a mistake", "they had", "she was not in the room", "it was not the first time"])
def test_who_says_more_than_that_says_something(said):
    assert only(f"The mayor said {said}.").force == "assert"


def test_who_withdraws_a_denial_confirms_and_who_no_longer_says_something_denies():
    assert only("The mayor withdrew her denial that the bridge was closed.").force == "confirm"
    assert only("The mayor withdrew her claim that the bridge was closed.").force == "deny"
    assert only("The mayor no longer claims that the bridge was closed.").force == "deny"
    assert only("The mayor did not say that the bridge was closed.").force == "decline"


def test_a_quotation_that_opens_with_a_bare_no_denies():
    assert only("“Not so,” the mayor said. “Nothing was hidden.”").force == "deny"
    assert only("“Not so soon,” the mayor said. “It is late.”").force == "assert"


def test_a_day_in_a_relative_clause_is_not_that_of_the_statement():
    [said] = find_attributions("Police, who were called on Monday, said 31 people had been injured.", tagger=RULES, published=DAY.date())
    assert said.said_on is None


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The mayor said only bodies with a name were counted.", "only bodies with a name were counted"),
        ("The mayor said the rope that reporters had seen belonged to a boat.", "the rope that reporters had seen belonged to a boat"),
        ("The mayor said on Monday that the rope belonged to a boat.", "the rope belonged to a boat"),
    ],
)
def test_what_is_said_keeps_its_only_and_its_own_relative_clause(text, content):
    assert [part.text for part in only(text).content] == [content]


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("The mayor called the union's figure too high.", "deny"),
        ("The mayor called the death toll heartbreaking on Monday.", "assert"),
        ("The mayor called the report a disgrace on Monday.", "assert"),
        ("The mayor called the report a fairy tale on Monday.", "deny"),
        ("The mayor said on Monday that she no longer maintains that the bridge was closed.", "deny"),
        ("The mayor said on Monday that she no longer drives over the bridge.", "assert"),
    ],
)
def test_whole_sentences_are_denials_or_none(text, force):
    assert [each.force for each in find_attributions(text)] in ([force], [] if force == "assert" else [force])


@pytest.mark.parametrize("said", ["All three deny causing the death", "His clients deny that", "The ministry rejects that"])
def test_who_tells_that_others_deny_denies(said):
    assert only(f"{said}, their lawyer, Thomas Beck, said.").force == "deny"


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Kelmar said on the post that a drone had fallen.", None),
        ("Kelmar said in a post that a drone had fallen.", "social media post"),
        ("The lawyer said in his account that the door was open.", None),
    ],
)
def test_a_border_post_and_an_account_are_no_social_media(text, channel):
    assert only(text).channel == channel


@pytest.mark.parametrize(
    ("cue", "text", "force"),
    [
        ("has yet to admit", "Vantec has yet to admit that the mine leaked.", "decline"),
        ("stopped short of admitting", "Vantec stopped short of admitting that the mine leaked.", "decline"),
        ("will debate claims", "Parliament will debate claims that the mine leaked.", "decline"),
        ("is investigating", "The regulator is investigating whether the mine leaked.", "decline"),
        ("admitted", "Vantec admitted that the mine leaked.", "confirm"),
        ("reported", "The agency reported that the mine leaked.", "assert"),
    ],
)
def test_who_holds_back_or_looks_into_it_takes_no_side(cue, text, force):
    start = text.index(cue)
    said = text[text.rindex("the mine") : -1]
    tagged = Tagged((0, text.index(" ")), (start, start + len(cue)), ((text.rindex("the mine"), len(text) - 1),))
    entry = next(iter(find_entries(cue)), None) or next((e for word in cue.split() for e in find_entries(word)), None)
    assert judge_force(read_document(text), tagged, entry, said) == force
