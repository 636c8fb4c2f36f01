from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_statements import make_statements
from sayso.ledger.propositions import Group
from sayso.ledger.scopes import find_scopes, judge_scope, sum_scopes
from sayso.model import Attribution, Report, Scope, Span


def tell(text, *rows):
    """Return the statements of a report with their places in it; a row: cue, what is said, and what else is not as usual."""
    statements = make_statements(*({"says": says, "cue": cue, "voice": f"v{n}", **more} for n, (cue, says, more) in enumerate(rows, 1)))
    told, at = [], 0
    for s, (cue, says, _) in zip(statements, rows, strict=True):
        start = text.index(cue, at)
        at = text.index(says, start)
        spans = {"cue": Span.cut(text, start, start + len(cue)), "content": (Span.cut(text, at, at + len(says)),)}
        told.append(replace(s, attribution=replace(s.attribution, **spans)))
    return told, Report("r1", text), [k for k in range(len(text)) if k == 0 or text[:k].endswith((". ", ".” "))]


def judge(text, *rows):
    """Return the scope of the last statement, which denies the others."""
    statements, report, sentences = tell(text, *rows)
    scope = judge_scope(statements[-1], statements[:-1], report, sentences)
    for span in (scope.words, scope.denied):
        assert span is None or text[span.start : span.end] == span.text
    return scope


DEAD = {"figures": {"kill": (47.0, 47.0)}}
FIRE = ("said", "47 people had been killed in the mill fire", DEAD)
BRIDGE = ("said", "rebels had destroyed the Kalen bridge", {})


def after(said, denial):
    return f"The mayor said {said[1]}. {denial}"


@pytest.mark.parametrize(
    ("denial", "cue", "says", "words"),
    [
        ("Tarkin Works rejected the death toll.", "rejected", "the death toll", "rejected the death toll"),
        (
            "Tarkin Works disputed the town hall's figure of 47.",
            "disputed",
            "the town hall's figure of 47",
            "disputed the town hall's figure",
        ),
        ("Its owner called the number “a fantasy”.", "called", "the number “a fantasy”", "called the number"),
        (
            "Its owner said the figure going round was false.",
            "said",
            "the figure going round was false",
            "the figure going round was false",
        ),
        ("Its owner took issue with the estimate.", "took issue with", "the estimate", "took issue with the estimate"),
        ("Its owner said the number of dead had been exaggerated.", "said", "the number of dead had been exaggerated", None),
    ],
)
def test_a_denial_that_points_at_the_number_is_of_the_figure(denial, cue, says, words):
    scope = judge(after(FIRE, denial), FIRE, (cue, says, {"force": "assert" if cue in ("said", "called") else "deny"}))
    assert scope.kind == "figure"
    assert scope.words.text == (words or says)
    assert (scope.denied_report, scope.denied.text) == ("r1", FIRE[1])


@pytest.mark.parametrize(
    ("denial", "cue", "says"),
    [
        ("Tarkin Works rejected the claim.", "rejected", "the claim"),
        ("Tarkin Works rejected the claim and the number of dead.", "rejected", "the claim and the number of dead"),
        ("Tarkin Works denied that 47 people had died.", "denied", "that 47 people had died"),
        ("Tarkin Works denied the number of dead had risen.", "denied", "the number of dead had risen"),
        ("Tarkin Works rejected a number of accusations.", "rejected", "a number of accusations"),
        ("Tarkin Works rejected his words.", "rejected", "his words"),
        ("Tarkin Works denied a word of it.", "denied", "a word of it"),
        ("Tarkin Works called the figure accurate.", "called", "the figure accurate"),
        ("Tarkin Works said nobody was killed.", "said", "nobody was killed"),
    ],
)
def test_whatever_leaves_a_doubt_is_of_the_whole(denial, cue, says):
    scope = judge(after(FIRE, denial), FIRE, (cue, says, {"force": "assert" if cue in ("said", "called") else "deny"}))
    assert (scope.kind, scope.words) == ("whole", None)
    assert scope.denied.text == FIRE[1]


def test_a_figure_that_somebody_disputes_is_a_figure_that_is_denied():
    text = after(FIRE, "Nearly fifty had died, a figure the mill's owner disputed.")
    statements, report, sentences = tell(text, FIRE, (", ", "a figure", {"force": "deny"}))
    cue = Span.cut(text, text.index("disputed"), text.index("disputed") + 8)
    denial = replace(statements[1], attribution=replace(statements[1].attribution, cue=cue))
    scope = judge_scope(denial, statements[:1], report, sentences)
    assert (scope.kind, scope.words.text) == ("figure", "a figure")


@pytest.mark.parametrize("says", ["It was 31, not 47", "It was not 47 but 31", "It was 31 rather than 47", "Thirty-one, not forty-seven"])
def test_a_number_in_the_place_of_another_is_of_the_figure(says):
    scope = judge(after(FIRE, f"“{says},” said Rudo Pell."), FIRE, ("“", says, {}))
    assert scope.kind == "figure"
    assert scope.denied.text == FIRE[1]


def test_the_same_with_another_number_is_of_the_figure():
    scope = judge(
        after(FIRE, "The owner said 31 people were killed."), FIRE, ("said", "31 people were killed", {"figures": {"kill": (31, 31)}})
    )
    assert scope == Scope("figure", scope.words, "r1", scope.denied)
    assert scope.words.text == "31 people were killed"


@pytest.mark.parametrize(
    ("says", "figures"),
    [
        ("none of the 31 people had been killed", {"kill": (31, 31)}),
        ("four of the dead were killed by smoke", {"kill": (4, 4)}),
        ("all 31 people in the mill had left it", {"kill": (31, 31)}),
        ("47 people had been killed, 12 of them at once", {"kill": (12, 12)}),
        ("two tourists from Odra had been killed on the road", {"kill": (2, 2)}),
        ("31 people had been killed in the mill fire", {"hurt": (31, 31)}),
        ("it had eleven", {"kill": (11, 11)}),
    ],
)
def test_a_number_that_is_no_rival_shows_nothing(says, figures):
    assert judge(after(FIRE, f"The owner said {says}."), FIRE, ("said", says, {"figures": figures})).kind == "whole"


ROUT = ("said", "his men had forced the army into a rout", {})


@pytest.mark.parametrize(
    ("denial", "cue", "says", "force"),
    [
        ("General Stane rejected the description.", "rejected", "the description", "deny"),
        ("General Stane called the word “rout” misleading.", "called", "the word “rout” misleading", "assert"),
        ("General Stane took issue with the term “rout”.", "took issue with", "the term “rout”", "deny"),
        ("General Stane said it was a withdrawal, not a rout.", "said", "it was a withdrawal, not a rout", "assert"),
        ("General Stane said rout was the wrong word.", "said", "rout was the wrong word", "assert"),
    ],
)
def test_a_denial_of_the_word_is_of_the_framing(denial, cue, says, force):
    scope = judge(after(ROUT, denial), ROUT, (cue, says, {"force": force}))
    assert scope.kind == "framing"
    assert scope.denied.text == ROUT[1]


@pytest.mark.parametrize(
    ("says", "kind"),
    [
        ("this is not a closure but a relocation", "framing"),
        ("it was a mere relocation, not a closure", "framing"),
        ("this is not a closure at all", "whole"),
        ("this is not a joke but a relocation", "whole"),
    ],
)
def test_to_call_what_was_said_another_thing_is_to_deny_its_framing(says, kind):
    closing = ("said", "the council will close the library", {})
    assert judge(after(closing, f"General Stane said {says}."), closing, ("said", says, {"force": "assert"})).kind == kind


def test_another_label_for_what_nobody_said_is_of_the_whole():
    said = ("said", "his men had taken the ridge", {})
    assert (
        judge(after(said, "Stane said it was a withdrawal, not a rout."), said, ("said", "it was a withdrawal, not a rout", {})).kind
        == "whole"
    )


@pytest.mark.parametrize(
    ("denial", "cue", "says", "force", "words"),
    [
        (
            "Reed denied it was destroyed but confirmed that it had been hit.", "denied", "it was destroyed", "deny",
            "but confirmed that it had been hit",
        ),
        (
            "While admitting that the bridge had been hit, Reed denied that it was destroyed.", "denied", "that it was destroyed", "deny",
            "While admitting that the bridge had been hit",
        ),
        (
            "Reed admitted hitting the bridge but denied having destroyed it.", "denied", "having destroyed it", "deny",
            "admitted hitting the bridge but",
        ),
        ("Reed said it was hit but not destroyed.", "said", "it was hit but not destroyed", "assert", "hit but not destroyed"),
        ("Reed said it was not destroyed, only hit.", "said", "it was not destroyed, only hit", "assert", "not destroyed, only hit"),
        ("Reed denied any involvement.", "denied", "any involvement", "deny", "denied any involvement"),
        ("“Whoever it was, it was not one of ours,” he said.", "“", "Whoever it was, it was not one of ours", "assert", "not one of ours"),
        ("Reed disputed the timing.", "disputed", "the timing", "deny", "disputed the timing"),
        ("Reed denied some of the details.", "denied", "some of the details", "deny", "denied some of"),
    ],
)  # fmt: skip
def test_a_denial_that_lets_the_rest_stand_is_of_a_part(denial, cue, says, force, words):
    scope = judge(after(BRIDGE, denial), BRIDGE, (cue, says, {"force": force}))
    assert (scope.kind, scope.words.text) == ("part", words)
    assert scope.denied.text == BRIDGE[1]


def test_what_is_granted_of_another_matter_lets_nothing_stand():
    denial = "Reed denied that the bridge was destroyed but admitted that wages were late."
    assert judge(after(BRIDGE, denial), BRIDGE, ("denied", "that the bridge was destroyed", {"force": "deny"})).kind == "whole"


def test_who_denies_involvement_where_only_that_is_claimed_denies_the_whole():
    said = ("said", "Reed was behind it", {})
    assert judge(after(said, "Reed denied any involvement."), said, ("denied", "any involvement", {"force": "deny"})).kind == "whole"


SHELL = ("said", "that shells from Velda struck the hospital roof at noon", {})


@pytest.mark.parametrize(
    "says", ["that shells from Teska struck the hospital roof at noon", "the shells had come from Teska, not from Velda"]
)
def test_another_name_in_what_is_else_the_same_is_of_a_part(says):
    scope = judge(after(SHELL, f"The colonel said {says}."), SHELL, ("said", says, {}))
    assert scope.kind == "part"
    assert scope.denied.text == SHELL[1]


def test_two_other_names_are_of_another_event():
    says = "that shells from Teska struck the hospital roof in Odra at noon"
    said = ("said", "that shells from Velda struck the hospital roof in Belin at noon", {})
    assert judge(after(said, f"The colonel said {says}."), said, ("said", says, {})).kind == "whole"


def test_another_name_and_another_deed_are_of_the_whole():
    says = "that gunmen from Teska looted the school on Friday"
    assert judge(after(SHELL, f"The colonel said {says}."), SHELL, ("said", says, {})).kind == "whole"


def test_a_denial_in_a_headline_is_of_the_whole():
    statements, report, sentences = tell(after(FIRE, "It rejected the toll."), FIRE, ("rejected", "the toll", {"force": "deny"}))
    [part] = statements[1].attribution.content
    titled = replace(statements[1], attribution=replace(statements[1].attribution, content=(replace(part, field="title"),)))
    assert judge_scope(titled, statements[:1], report, sentences).kind == "whole"


def test_a_voice_that_denies_the_whole_once_denies_the_whole():
    assert sum_scopes(["figure", "whole", "figure"]) == "whole"
    assert sum_scopes(["framing", "framing"]) == "framing"
    assert sum_scopes([]) is None


def test_only_a_denial_can_have_a_scope():
    with pytest.raises(ValueError, match="only what denies"):
        Attribution(None, None, (Span(0, 1, "a"),), "indirect", stance="affirm", scope=Scope("whole"))
    with pytest.raises(ValueError, match="words have to show"):
        Scope("figure")


PIECES = st.sampled_from(
    [
        "47",
        "dead",
        "not",
        "but",
        ",",
        "the",
        "toll",
        "rather",
        "than",
        "31",
        "denied",
        "confirmed",
        "Odra",
        "“",
        "”",
        "it",
        "was",
        "\n",
        "rout",
        "ß",
        "İ",
        "𝟛",
    ]
)


@given(st.lists(st.lists(PIECES, min_size=1, max_size=9), min_size=1, max_size=5), st.data())
def test_whatever_is_said_each_denial_has_a_scope_and_nothing_else_has(said, data):
    rows = [(f"c{n}", " ".join(["x", *words, "y"]), {}) for n, words in enumerate(said)]
    text = ". ".join(f"{cue} {says}" for cue, says, _ in rows)
    statements, report, sentences = tell(text, *rows)
    stances = {k: (data.draw(st.sampled_from(["affirm", "deny", "concede", "unverified", "other"])), 1.0) for k in range(len(rows))}
    ground = SimpleNamespace(by_id={"r1": report}, readings={"r1": SimpleNamespace(sentences=sentences)})
    scopes = find_scopes([Group(statements, stances)], ground)
    assert scopes.keys() == {k for k, (stance, _) in stances.items() if stance == "deny"}
    for scope in scopes.values():
        assert all(text[span.start : span.end] == span.text for span in (scope.words, scope.denied) if span)
