"""Slips of the taggers set right: each text with what the network and the rules see in it."""

import pytest

from sayso.claims.mending import choose_speaker, is_slip, leave_out_statements, mend
from sayso.claims.tagger import Tagged
from sayso.text import read_document


def tag(text, source, cue, *content, relay=None):
    """Return an attribution by its words."""

    def find(words):
        return None if words is None else (text.index(words), text.index(words) + len(words))

    return Tagged(find(source), find(cue), tuple(find(words) for words in content), find(relay))


def words(text, tagged):
    source, relay = (text[slice(*each)] if each else None for each in (tagged.source, tagged.relay))
    return source, text[slice(*tagged.cue)] if tagged.cue else None, [text[slice(*part)] for part in tagged.content], relay


@pytest.mark.parametrize(
    ("text", "network", "rules", "chosen"),
    [
        (  # half of a name
            "Ned Pascoe, 55, told the Times that the mill burned.",
            ("Ned Pascoe, 55", "told", "the mill burned"),
            ("55", "told", "the mill burned"),
            "Ned Pascoe, 55",
        ),
        (  # an adverb
            "The army no longer denies that it fired.",
            ("The army", "no longer denies", "it fired"),
            ("no longer", "denies", "it fired"),
            "The army",
        ),
        (  # a phrase behind it
            "The ministry for the first time admitted that it fired.",
            ("The ministry", "admitted", "it fired"),
            ("The ministry for the first time", "admitted", "it fired"),
            "The ministry",
        ),
        (  # the end of a phrase
            "The widow of one of the two men killed at Osk says the guards fired.",
            ("The widow of one of the two men killed at Osk", "says", "the guards fired"),
            ("two men killed at Osk", "says", "the guards fired"),
            "The widow of one of the two men killed at Osk",
        ),
        (  # the end of a relative clause
            "A passenger on the jet that nearly hit a drone says he saw it.",
            ("A passenger on the jet that nearly hit a drone", "says", "he saw it"),
            ("nearly hit a drone", "says", "he saw it"),
            "A passenger on the jet that nearly hit a drone",
        ),
        (  # the actor of what he tells
            "Guards attacked us without warning, said Ivo Brandt.",
            ("Ivo Brandt", "said", "Guards attacked us without warning"),
            ("Guards", "attacked", "us without warning, said Ivo Brandt"),
            "Ivo Brandt",
        ),
        (  # a pronoun that means him
            "Holm said he stood by his claim that the dam leaked.",
            ("Holm", "said", "he stood by his claim that the dam leaked"),
            ("he", "stood by", "his claim that the dam leaked"),
            "Holm",
        ),
        (  # more than the network saw: the rules' stands
            "Ada Holm, the mayor, said the dam held.",
            ("Ada Holm", "said", "the dam held"),
            ("Ada Holm, the mayor", "said", "the dam held"),
            "Ada Holm, the mayor",
        ),
    ],
)
def test_the_networks_speaker_stands_where_the_rules_saw_half_of_him(text, network, rules, chosen):
    document = read_document(text)
    assert words(text, choose_speaker(document, tag(text, *network), tag(text, *rules)))[0] == chosen


def test_what_an_agency_says_it_cannot_say_is_the_word_of_the_agency():
    text = "The agency said it could not say whether gas had escaped."
    outer = tag(text, "The agency", "said", "it could not say whether gas had escaped")
    inner = tag(text, "it", "say", "whether gas had escaped", relay="The agency")
    assert words(text, choose_speaker(read_document(text), outer, inner)) == ("The agency", "say", ["whether gas had escaped"], None)


def test_what_a_firm_is_said_to_have_known_is_the_word_of_who_says_so():
    text = "Norda knew that its pumps could stop, the agency alleged."
    outer = tag(text, "the agency", "alleged", "Norda knew that its pumps could stop")
    inner = tag(text, "Norda", "knew", "its pumps could stop", relay="the agency")
    assert choose_speaker(read_document(text), outer, inner) == outer
    denied = "Norda denied that its pumps could stop, the agency said."
    outer = tag(denied, "the agency", "said", "Norda denied that its pumps could stop")
    inner = tag(denied, "Norda", "denied", "its pumps could stop", relay="the agency")
    assert choose_speaker(read_document(denied), outer, inner) == inner


def test_a_quotation_without_a_speaker_gets_the_networks():
    text = '"I am sorry," Mr Toll said in a video on the website.'
    network, rules = tag(text, "Mr Toll", "said", "I am sorry"), tag(text, None, None, "I am sorry")
    assert choose_speaker(read_document(text), network, rules) == network


@pytest.mark.parametrize(
    ("text", "found", "mended"),
    [
        (
            "A warship sank the trawler on Monday, its skipper said after he was picked up.",
            ("its skipper", "said", "after he was picked up"),
            ("its skipper", "said", ["A warship sank the trawler on Monday"], None),
        ),
        ("The mayor said after the storm that the dam held.",
         ("The mayor", "said", "the dam held"), ("The mayor", "said", ["the dam held"], None)),
        (
            "Ada Holm, the cleaner who on Monday saw him, told the jury she was not sure.",
            ("Ada Holm, the cleaner who", "told", "she was not sure"),
            ("Ada Holm, the cleaner", "told", ["she was not sure"], None),
        ),
        (
            "Inspectors found no sign that the dam leaked.",
            ("Inspectors", "found no sign", "the dam leaked"),
            ("Inspectors", "found", ["no sign that the dam leaked"], None),
        ),
        ("Holm said the opposite: the dam held.", ("Holm", "said", "the opposite: the dam held"), ("Holm", "said", ["the dam held"], None)),
        ("Holm defended the pilot accused of flying drunk.", ("the pilot", "accused", "of flying drunk"), None),
        ("Holm admitted that it leaked, contradicting the mayor.", ("Holm", "contradicting", "the mayor"), None),
        ("A bank said to be close to collapse denied it.", ("A bank", "said", "to be close to collapse denied it"), None),
        ("The bank said to them that it was safe.", ("The bank", "said", "it was safe"), ("The bank", "said", ["it was safe"], None)),
    ],
)  # fmt: skip
def test_slips_are_set_right(text, found, mended):
    done = mend(read_document(text), tag(text, *found))
    assert (done and words(text, done)) == mended


def test_who_is_quoted_by_a_paper_is_the_speaker():
    text = "Beck was quoted by the Daily Mail as saying the bridge was unsafe."
    found = mend(read_document(text), tag(text, "by the Daily Mail", "saying", "the bridge was unsafe", relay="Beck was"))
    assert words(text, found) == ("Beck", "saying", ["the bridge was unsafe"], "the Daily Mail")


def test_how_a_speaker_is_called_is_nothing_said():
    text = "One, a baker named Ola Finn, said the soldiers had fired first."
    document, kept = read_document(text), tag(text, "One, a baker named Ola Finn", "said", "the soldiers had fired first")
    assert is_slip(document, tag(text, "a baker", "named", "One"), [kept])
    assert not is_slip(document, tag(text, "a baker", "said", "the soldiers had fired first"), [kept])
    text = "Ada Holm, the cleaner who described the man, told the jury so."
    assert is_slip(read_document(text), tag(text, "the cleaner who", "described", "Ada Holm"), [])


def test_who_does_what_is_told_says_nothing():
    text = "Soldiers opened fire without warning, said Marta Kolin."
    kept = tag(text, "Marta Kolin", "said", "Soldiers opened fire without warning")
    assert is_slip(read_document(text), tag(text, "Soldiers", "warning", "said Marta Kolin"), [kept])


def test_what_a_relative_clause_says_is_said():
    text = "The union, which spoke of at least 2,400 tonnes, said the hall was full."
    kept = tag(text, "The union, which spoke of at least 2,400 tonnes", "said", "the hall was full")
    assert not is_slip(read_document(text), tag(text, "The union", "spoke of", "at least 2,400 tonnes"), [kept])


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ('Asked by the Courier, he said nothing. "I accuse nobody."', "the Courier", "Asked"),
        ('"No shot was fired." So says the statement.', "So", "says"),
        ('He does not mind. "They can sack me."', "He", "does not mind"),
    ],
)
def test_a_quotation_gets_no_speaker_who_says_nothing(text, source, cue):
    quoted = text.split('"')[1]
    rules = tag(text, None, None, quoted)
    assert choose_speaker(read_document(text), tag(text, source, cue, quoted), rules) == rules


@pytest.mark.parametrize(
    ("text", "found", "content"),
    [
        ("It rained. That was untrue, Ann Orlo said.", ("Ann Orlo", "said", "was untrue"), "That was untrue"),
        ("It rained. Ann Orlo called that a lie.", ("Ann Orlo", "called", "a lie"), "that a lie"),
        ("Ann Orlo said that it rained.", ("Ann Orlo", "said", "it rained"), "it rained"),
        ("Ann Orlo said that was her hat.", ("Ann Orlo", "said", "was her hat"), "was her hat"),  # the network cuts such ones right
    ],
)
def test_the_that_which_is_spoken_of_is_kept(text, found, content):
    mended = mend(read_document(text), tag(text, *found))
    assert words(text, mended)[2] == [content]


@pytest.mark.parametrize(
    ("text", "found", "mended"),
    [
        (
            "Ann Orlo has withdrawn her account of it, her union said.",
            ("her union", "said", "Ann Orlo has withdrawn her account of it"),
            ("Ann Orlo", "has withdrawn", ["her account of it"], "her union"),
        ),
        (
            "The ministry said the general had taken back his statement.",
            ("The ministry", "said", "the general had taken back his statement"),
            ("the general", "had taken back", ["his statement"], "The ministry"),
        ),
        (
            "Ann Orlo has given up her denial that it rained, her union said.",
            ("her union", "said", "Ann Orlo has given up her denial that it rained"),
            ("Ann Orlo", "has given up", ["her denial that it rained"], "her union"),
        ),
        (
            "The clerk, Ann Orlo, has admitted to police that it rained, a judge said.",
            ("a judge", "said", "The clerk, Ann Orlo, has admitted to police that it rained"),
            ("The clerk, Ann Orlo", "has admitted", ["it rained"], "a judge"),
        ),
        (
            "Police said Ann Orlo had confessed to setting the fire.",
            ("Police", "said", "Ann Orlo had confessed to setting the fire"),
            ("Ann Orlo", "had confessed to", ["setting the fire"], "Police"),
        ),
        (
            "According to the papers the mine no longer contests that it rained.",
            ("the papers", "According to", "the mine no longer contests that it rained"),
            ("the mine", "no longer contests", ["it rained"], "the papers"),
        ),
        (  # an outlet that passes on
            "The ministry insists that it rained, Norda reports.",
            ("Norda", "reports", "The ministry insists that it rained"),
            ("The ministry", "insists", ["it rained"], "Norda"),
        ),
        (
            "Residents no longer maintain that it rained.",
            ("no longer", "maintain", "it rained"),
            ("Residents", "maintain", ["it rained"], None),
        ),
        (  # let in
            "Police said the hospital had admitted nine men.",
            ("Police", "said", "the hospital had admitted nine men"),
            ("Police", "said", ["the hospital had admitted nine men"], None),
        ),
        (  # himself
            "The general said he had taken back his statement.",
            ("The general", "said", "he had taken back his statement"),
            ("The general", "said", ["he had taken back his statement"], None),
        ),
        (  # no claim
            "The ministry said the general had withdrawn his troops.",
            ("The ministry", "said", "the general had withdrawn his troops"),
            ("The ministry", "said", ["the general had withdrawn his troops"], None),
        ),
    ],
)
def test_what_somebody_takes_back_is_his_whoever_tells(text, found, mended):
    assert words(text, mend(read_document(text), tag(text, *found))) == mended


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        ("The bus enters the picture at noon, the lawyer said.", "the picture at noon", "The bus enters the picture at noon"),
        ("RIGA, May 4 (Norda) - That proved nothing at all, the lawyer said.", "proved nothing at all", "That proved nothing at all"),
        ("The toll stands at 18, up from 11, the lawyer said.", "up from 11", "The toll stands at 18, up from 11"),
        ("But he had left by then, the lawyer said.", "he had left by then", "he had left by then"),
        ("Asked whether he had left, the lawyer said nothing.", "he had left", "he had left"),
        ("On one point he gave in: he had left, the lawyer said.", "he had left", "he had left"),
        ("“No,” was all. He had left, the lawyer said.", "He had left", "He had left"),
    ],
)
def test_what_stands_before_its_speaker_begins_with_its_sentence(text, content, whole):
    assert words(text, mend(read_document(text), tag(text, "the lawyer", "said", content)))[2] == [whole]


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("Chief Nils Abrant denied it. On the steps, this reporter found two shells.", "found", "two shells", "this reporter"),
        ("Chief Nils Abrant denied it. At noon she had said it was true.", "said", "it was true", "she"),
        ("Chief Nils Abrant denied it. The code allows less, engineer Ada Holm said.", "said", "The code allows less", "engineer Ada Holm"),
        ("Chief Nils Abrant denied it. “Nobody fired,” added.", "added", "Nobody fired", "Chief Nils Abrant"),
    ],
)
def test_who_stands_right_before_a_verb_is_its_subject_and_nobody_of_a_sentence_before(text, cue, content, source):
    assert words(text, mend(read_document(text), tag(text, "Chief Nils Abrant", cue, content)))[0] == source


@pytest.mark.parametrize(
    ("text", "found", "cue", "content"),
    [
        ("Ann Orlo pleaded not guilty to theft.", ("Ann Orlo", "pleaded", "not guilty to theft"), "pleaded not guilty to", "theft"),
        (
            "Ann Orlo pleaded guilty to a charge of theft.",
            ("Ann Orlo", "pleaded guilty", "to a charge of theft"),
            "pleaded guilty to a charge of",
            "theft",
        ),
        ("Ann Orlo pleaded not guilty.", ("Ann Orlo", "pleaded", "not guilty"), "pleaded", "not guilty"),
    ],
)
def test_a_plea_is_to_what_stands_behind_it(text, found, cue, content):
    mended = mend(read_document(text), tag(text, *found))
    assert words(text, mended)[1:3] == (cue, [content])


@pytest.mark.parametrize(
    ("cue", "content", "is_statement"),
    [
        ("rejected", "calls to resign", False),
        ("dismissed", "the engineer on Thursday", False),
        ("dismissed", "the engineer as a liar", True),
        ("dismissed", "the engineer's account", True),
        ("rejected", "the suggestion that calls were ignored", True),
        ("rejected", "the offer of talks", False),
        ("denied", "the offer of talks", True),
        ("denied", "a guard had hit him", True),
        ("gave up", "the town", False),
        ("gave up", "her claim of a raid", True),
    ],
)
def test_who_refuses_what_another_wants_denies_no_claim(cue, content, is_statement):
    text = f"Ann Orlo {cue} {content}."
    assert (mend(read_document(text), tag(text, "Ann Orlo", cue, content)) is not None) == is_statement


@pytest.mark.parametrize(
    ("text", "found", "is_statement"),
    [
        ("Ann Orlo refused to return.", ("Ann Orlo", "refused", "to return"), False),
        ("Ann Orlo refused to comment on it.", ("Ann Orlo", "refused", "to comment on it"), True),
        ("Ann Orlo declined to say.", ("Ann Orlo", "declined", "to say"), True),
        ("Ann Orlo did not say why.", ("Ann Orlo", "say", "why"), False),
        ("They took part in the march, which was called by Ann Orlo.", ("Ann Orlo", "called", "which"), False),
        ("Ann Orlo told them to leave.", ("Ann Orlo", "told", "to leave"), False),
        ("Ann Orlo told them that it rained.", ("Ann Orlo", "told", "it rained"), True),
        ("Both countries claim the rock, which has no keeper.", ("Both countries", "claim", "the rock, which has no keeper"), False),
        ("Both countries claim the rock had no keeper.", ("Both countries", "claim", "the rock had no keeper"), True),
        ("Ann Orlo claims the rock is hers.", ("Ann Orlo", "claims", "the rock is hers"), True),
    ],
)
def test_to_do_something_or_to_tell_somebody_to_is_to_state_nothing(text, found, is_statement):
    assert (mend(read_document(text), tag(text, *found)) is not None) == is_statement


def test_who_is_accused_says_nothing_by_it():
    text = "Ostrin is accused of hiding the fires. The union accused Ostrin of hiding them."
    accused = mend(read_document(text), tag(text, "Ostrin", "is accused of", "hiding the fires"))
    assert accused is not None and words(text, accused)[0] is None
    accusing = mend(read_document(text), tag(text, "The union", "accused", "Ostrin of hiding them"))
    assert accusing is not None and words(text, accusing)[0] == "The union"


@pytest.mark.parametrize(
    ("text", "cue", "content", "is_statement"),
    [
        ("She did not identify them.", "did not identify", "them", False),
        ("She identified the two as her sons.", "identified", "the two as her sons", True),
    ],
)
def test_who_names_nobody_leaves_nothing_open(text, cue, content, is_statement):
    assert (mend(read_document(text), tag(text, "She", cue, content)) is not None) is is_statement


def test_what_somebody_admitted_on_a_day_is_his_admission_whoever_tells_of_it():
    text = "Felix Narro admitted on Friday that he had supplied riders, prosecutors said."
    told = mend(read_document(text), tag(text, "prosecutors", "said", "Felix Narro admitted on Friday that he had supplied riders"))
    assert told is not None and words(text, told) == ("Felix Narro", "admitted", ["he had supplied riders"], "prosecutors")


@pytest.mark.parametrize(
    ("text", "network", "kept"),
    [
        (
            "The dam has burst, the mayor, Ada Holm, said. The utility denied the claim.",
            (None, "said", "The dam has burst, the mayor, Ada Holm", "The utility denied the claim"),
            ["The dam has burst, the mayor, Ada Holm"],
        ),
        (  # her own words
            'The dam has burst, the mayor, Ada Holm, said. "The utility denied the claim."',
            (None, "said", "The dam has burst, the mayor, Ada Holm", "The utility denied the claim."),
            ["The dam has burst, the mayor, Ada Holm", "The utility denied the claim."],
        ),
        (  # what stands behind "said" is said
            "It said the utility denied the claim.",
            (None, "said", "the utility denied the claim"),
            ["the utility denied the claim"],
        ),
    ],
)
def test_what_the_rules_have_another_speaker_for_is_left_out_of_what_nobody_said(text, network, kept):
    document = read_document(text)
    by_rules = [tag(text, text[text.lower().index("the utility") :][:11], "denied", "the claim")]
    assert words(text, leave_out_statements(document, tag(text, *network), by_rules))[2] == kept
