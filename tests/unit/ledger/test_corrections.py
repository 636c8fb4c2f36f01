"""An outlet that corrects: what it takes back, from when on, and what it leaves."""

import pytest

import sayso
from invented_coverage import to_stream
from reckoned import reckon_status

CLAIM = "the contractor Brissa Works had been warned of the cracks in February"
FIRST = (
    "Coast Herald", 4,
    f"A wall of the Orlek lock gave way on Monday.\n\nThe governor, Tilda Rusk, said {CLAIM}.\n\n"
    "Barges lay idle along the canal, and the keeper of the lock fed the ducks.",
)  # fmt: skip


def correct(notice, outlet="Coast Herald", day=6):
    """Return a later version of the first report, without the claim and with a notice."""
    return outlet, day, f"A wall of the Orlek lock gave way on Monday.\n\nBarges lay idle along the canal.\n\n{notice}"


def read(*texts):
    records = [
        {"id": f"r{n}", "outlet": outlet, "published": f"2041-03-{day:02}T10:00:00Z", "text": text}
        for n, (outlet, day, text) in enumerate(texts, 1)
    ]
    with sayso.read("-", stdin=to_stream(records)) as case:
        return case.export()


def claim_of(document, words="warned"):
    return next(claim for claim in document["propositions"] if words in claim["text"])


NOTICES = [
    f"Correction: An earlier version of this report said that {CLAIM}. It had not.",
    f"This article was amended on 6 March. A previous version of this article incorrectly stated that {CLAIM}.",
    f"Editor's note: We wrongly reported that {CLAIM}.",
    f"Corrections and clarifications\nAn earlier version said {CLAIM}; in fact the letter went to another firm.",
    f"We have withdrawn our report that {CLAIM}.",
    f"We reported on Tuesday that {CLAIM}. This was wrong, and we apologise.",
    f"We reported on Tuesday that {CLAIM}. We retract the report.",
    f"Editor's note: The Coast Herald wrongly reported on Tuesday that {CLAIM}.",
    f"Clarification: Our report of Tuesday that {CLAIM} was incorrect.",
    f"Correction: A report in Tuesday's edition said that {CLAIM}. That was not the case.",
    f"Correction: An article on Tuesday stated that {CLAIM}. The Coast Herald has no evidence that it had and apologises.",
    f"An article published on Tuesday said that {CLAIM}. We now accept there is no evidence for this.",
    f"Clarification: A story on Tuesday reported that {CLAIM}. It had not.",
    f"The Coast Herald has retracted its report that {CLAIM}.",
    f"The Coast Herald reported on Tuesday that {CLAIM}. That was wrong. No letter was sent.",
    f"Correction: On Tuesday 4 March the Coast Herald reported that {CLAIM}. The letter bears the date of May.",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_what_an_outlet_corrects_is_withdrawn_from_that_day_on(notice):
    document = read(FIRST, correct(notice))
    claim = claim_of(document)
    assert claim["status"] == [{"as_of": "2041-03-04", "status": "asserted"}, {"as_of": "2041-03-06", "status": "withdrawn"}]
    assert claim["status"] == reckon_status(document, claim)
    [correction] = document["corrections"]
    assert correction["wrong"]["text"] == CLAIM
    assert (correction["report"], correction["propositions"]) == ("r2", [claim["id"]])
    assert [place["report"] for place in correction["takes_back"]] == ["r1"]


def test_what_another_outlet_tells_to_be_taken_back_is_withdrawn():
    document = read(FIRST, ("Valley Post", 7, f"The lock is shut.\n\nThe Coast Herald has retracted its report that {CLAIM}."))
    assert claim_of(document)["status"][-1] == {"as_of": "2041-03-07", "status": "withdrawn"}
    assert [place["report"] for place in document["corrections"][0]["takes_back"]] == ["r1"]


def test_a_correction_is_nobodys_denial_and_nobodys_affirmation():
    document = read(FIRST, correct(NOTICES[0]))
    claim = claim_of(document)
    assert (len(claim["affirm"]), claim["deny"], claim["affirming_voices"]) == (1, [], 1)
    assert [row["voice"] for row in document["attributions"] if row["report"] == "r2" and row["proposition"] == claim["id"]] == [None]


def test_what_others_said_elsewhere_stands():
    other = ("Valley Post", 5, f"“We have the letters,” the union leader, Petra Lund, said. She told the Valley Post that {CLAIM}.")
    assert claim_of(read(FIRST, other, correct(NOTICES[0])))["status"][-1]["status"] != "withdrawn"


@pytest.mark.parametrize(
    "text",
    [
        correct(NOTICES[0], outlet="Valley Post"),  # it is not theirs to take back
        correct("Correction: An earlier version of this report said that the lock keeper fed the geese."),
        ("Valley Post", 6, f"The Coast Herald reported on Tuesday that {CLAIM}. That was wrong, Brissa Works said."),
        correct("This article was updated on 6 March to add a comment by the governor."),
        correct(f"The first reports said that {CLAIM}. An earlier report by the ministry said the same."),
        correct(f"An earlier version of this bill said that {CLAIM}."),
        correct(f"Clarification: A story on Tuesday reported that {CLAIM}. The keeper of the lock is called Bo Hadd."),
        correct("Correction: An earlier version of this report failed to mention that the lock keeper has a dog."),
    ],
)
def test_other_notices_take_nothing_back(text):
    denial = ("Valley Post", 5, "Brissa Works denied that it had been warned of the cracks. Its lawyers wrote to the town hall.")
    document = read(FIRST, denial, text)
    claim = claim_of(document)
    assert "withdrawn" not in [step["status"] for step in claim["status"]]
    assert not any(claim["id"] in each["propositions"] for each in document["corrections"])


def test_a_figure_that_was_wrong_is_taken_back_and_is_no_figure_of_the_notice():
    fact = "Twelve people were killed when the bridge at Orlek collapsed on Monday."
    document = read(
        ("Coast Herald", 4, fact),
        ("Coast Herald", 5, "Two people were killed at Orlek on Monday.\n\n"
                            "Correction: An earlier version of this report said that twelve people were killed. The figure is two."),
    )  # fmt: skip
    assert [(figure["report"], figure["low"]) for figure in document["figures"]] == [
        ("r1", 12),
        ("r2", 2),
        ("r2", 2),
    ]  # "the figure is two"
    assert [(place["report"], place["text"]) for place in document["corrections"][0]["takes_back"]] == [
        ("r1", "Twelve people"),
        ("r1", fact),
    ]


def test_a_number_is_corrected_in_a_notice_of_few_words():
    document = read(
        ("Coast Herald", 4, "The number of dead at Orlek is 40, the fire service said on Monday."),
        (
            "Coast Herald",
            5,
            "Orlek mourns.\n\nCorrection: Tuesday's report gave the number of dead at Orlek as 40. The correct figure is 14.",
        ),
    )
    assert [(place["report"], place["text"]) for place in document["corrections"][0]["takes_back"]] == [
        ("r1", "The number of dead at Orlek is 40"),
        ("r1", "40"),
    ]
    assert [(figure["report"], figure["low"]) for figure in document["figures"]] == [("r1", 40), ("r2", 14)]


def test_what_an_outlet_states_as_fact_and_corrects_is_listed_and_withdrawn():
    fact = "The lock at Orlek has been shut for all barges since January."
    notice = f"Correction: An earlier version of this report said that {fact[0].lower()}{fact[1:]}"
    document = read(("Coast Herald", 4, f"{fact}\n\nDucks sat on the bank."), ("Coast Herald", 6, f"Ducks sat on the bank.\n\n{notice}"))
    claim = claim_of(document, "shut")
    assert claim["stated_as_fact"] == ["r1"]
    assert [step["status"] for step in claim["status"]] == ["asserted", "withdrawn"]


def test_what_a_firm_withdraws_and_what_stands_behind_it_is_no_correction_of_an_outlet():
    text = "Norda Energy withdrew its report that nobody was hurt. Police said the fire at Lomma was out. It did not spread to the mill."
    assert read(("Coast Herald", 4, text))["corrections"] == []


def test_a_sentence_about_something_else_behind_a_notice_turns_nothing_round():
    notice = "Correction: An earlier version of this report said the mill burned. The Coast Herald said the lock was shut. Nobody was hurt."
    document = read(("Coast Herald", 4, "The lock was shut on Monday, and the mill burned."), ("Coast Herald", 5, f"The lock.\n\n{notice}"))
    assert [each["wrong"]["text"] for each in document["corrections"]] == ["the mill burned"]
