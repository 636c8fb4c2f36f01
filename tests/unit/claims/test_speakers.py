"""Whom a name, a role or a pronoun means within one report."""

import pytest

from unit.claims.saying import reading


def spoke(text):
    """Return who said each attribution of a text: a name, a role or a kind."""
    read = reading(text)
    by_index = {n: s for s in read.speakers for n in s.attributions}
    return [s and (s.name or s.role) for s in (by_index.get(n) for n in range(len(read.attributions)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Ojala, the mayor, said it rained. Ojala said it was cold.", ["Mara Ojala", "Mara Ojala"]),
        ("Governor Anton Resk said it rained. “It was cold,” he said.", ["Anton Resk", "Anton Resk"]),
        ("Governor Anton Resk said it rained. The governor said it was cold.", ["Anton Resk", "Anton Resk"]),
        ("Ms Mara Ojala met Mr Anton Resk. She said it rained. He said it was cold.", ["Mara Ojala", "Anton Resk"]),
        ("The Dock Workers' Union denied the report. The union said it rained.", ["Dock Workers' Union", "Dock Workers' Union"]),
        ("The Defence Ministry denied the report. It said it rained.", ["Defence Ministry", "Defence Ministry"]),
        ("Norda Holdings, which runs the plant, left. The company said it rained.", ["Norda Holdings"]),
        ("Snow fell in Veldania, and Orlo was dry. Veldania and Orlo have accused the other of lying.", [None]),
        ("A nurse said it rained. The woman said it was cold.", ["nurse", "nurse"]),
        ("A guard stood by. Mara Ojala, a teacher, came out. “It rained,” she said.", ["Mara Ojala"]),
        ("The prime minister said it rained. Ann Orlo said it was cold.", ["Ann Orlo", "Ann Orlo"]),
        ("General Anton Resk said it rained. The road was long, the general said.", ["Anton Resk", "Anton Resk"]),
        ("Col Anton Resk said it rained. The road was long, the colonel said.", ["Anton Resk", "Anton Resk"]),
        ("It rained, the mayor said.\n\nThe road was closed. Mayor Ann Orlo said it was cold.", ["Ann Orlo", "Ann Orlo"]),
        ("It rained, the mayor said. Mayor Ann Orlo said it was cold. Mayor Ugo Bell said no.", ["mayor", "Ann Orlo", "Ugo Bell"]),
        ("Mud came to the town of Ambersea, the mayor said. Mayor Ann Orlo said it was cold.", ["Ann Orlo", "Ann Orlo"]),
        ("Governor Ann Orlo said it rained. The deputy governor said it was cold.", ["Ann Orlo", "governor"]),
        ("Up to 90 were aboard, according to its owner, the Norda Line. It rained, the company said.", ["Norda Line", "Norda Line"]),
        (
            "A ward was full, the hospital said.\n\nIt rained, Sound Ferries said. It was cold, it said.",
            ["hospital", *["Sound Ferries"] * 2],
        ),
        ("The Defence Ministry met. It rained, Ann Orlo said.\n\nIt was cold, it said.", ["Ann Orlo", "Defence Ministry"]),
        ("A guard said it rained.\n\nAnn Orlo, a farmer, came late. The road, she said, was wet.", ["guard", "Ann Orlo"]),
    ],
)
def test_mentions_are_settled_against_the_rest_of_the_report(text, expected):
    assert spoke(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Dock Workers' Union said in a statement it rained. Rain fell. The statement said it was cold.", "Dock Workers' Union"),
        ("Mara Ojala, the mayor, put out a statement on Monday. The statement said it was cold.", "Mara Ojala"),
        ("Mara Ojala, the mayor, said it rained. The statement said it was cold.", "statement"),
        ("Mara Ojala, the mayor, said so in a statement. A statement of the crew said it was cold.", "statement"),
    ],
    ids=["a body's", "a person's", "nobody had made one", "another one"],
)
def test_a_paper_speaks_for_who_issued_it(text, expected):
    assert spoke(text)[-1] == expected


def test_a_pronoun_keeps_to_its_own_paragraph():
    text = "A guard told Norda it rained.\n\nAnton Resk, a farmer, came late. The road, he said, was wet."
    assert spoke(text)[-1] == "Anton Resk"


def test_two_people_of_one_surname_stay_apart():
    assert spoke("Ann Resk said it rained. Leo Resk said it was cold.") == ["Ann Resk", "Leo Resk"]


def test_what_two_say_together_is_the_word_of_neither_alone():
    assert spoke("The Defence Ministry denied the report. Both countries said it was cold.") == ["Defence Ministry", None]


def test_a_pronoun_with_nobody_to_mean_has_no_speaker():
    assert spoke("He said it rained.") == [None]


def test_a_quotation_without_a_source_is_the_last_speakers_if_it_is_near():
    near = "“It rained,” Ann Resk said.\n\n“And it was so very cold there.”"
    far = "“It rained,” Ann Resk said.\n\n" + "The road was wet and the bridge was old. " * 12 + "\n\n“And it was so very cold there.”"
    assert spoke(near)[-1] == "Ann Resk"
    assert spoke(far)[-1] is None


def test_a_head_is_tied_to_the_body_that_its_pronoun_means():
    read = reading("The Orlo Rescue Committee met. Its head, Mara Ojala, said it rained.")
    (head,) = [s for s in read.speakers if s.name == "Mara Ojala"]
    assert head.affiliation == "Orlo Rescue Committee"


def test_a_company_spokesman_speaks_for_a_company():
    text = "Norda Works denied it. The Miners' Union said it rained. Company spokesman Anton Resk said it was dry."
    assert [s.affiliation for s in reading(text).speakers if s.name == "Anton Resk"] == ["Norda Works"]


def test_the_company_is_no_union_and_no_coastguard_is_the_line_that_speaks_after_it():
    names = {s.name for s in reading("The Metalworkers' Federation said it would fight. The company put the number at 900.").speakers}
    assert len(names) == 2
    kinds = {s.role or s.name: s.name for s in reading("The coastguard said it rained. Trident Lines said it was cold.").speakers}
    assert len(kinds) == 2


def test_the_company_is_the_one_that_somebody_of_the_report_runs():
    text = "The chief executive of Norda Coal, Ada Holm, said it rained.\n\nThe company had put the stock at 1,480 tonnes, Holm said."
    names = {speaker.name for speaker in reading(text).speakers}
    assert "Norda Coal" in names
    assert "company" not in names


def test_a_spokesman_right_behind_somebody_is_theirs():
    text = "It rained, Sound Harvest said. It was cold, a spokesman added."
    assert [s.affiliation for s in reading(text).speakers if s.role == "spokesman"] == ["Sound Harvest"]
    apart = "It rained, Sound Harvest said.\n\nIt was cold, a spokesman added."
    assert [s.affiliation for s in reading(apart).speakers if s.role == "spokesman"] == [None]


def test_who_runs_something_is_its_head():
    text = "The head of a water company left. Alan Coote, who runs Norda Water, said it rained."
    assert [(s.role, s.affiliation) for s in reading(text).speakers if s.name == "Alan Coote"] == [("head", "Norda Water")]
