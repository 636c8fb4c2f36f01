"""Who takes back what, from the words to the standing of the claim."""

import pytest

import sayso
from invented_coverage import to_stream


def read(*texts):
    """Return the first claim of some reports, one a day, with what is said of it by report."""
    records = [
        {"id": f"r{n}", "outlet": f"Paper {n}", "published": f"2041-03-{n:02}T10:00:00Z", "text": text} for n, text in enumerate(texts, 1)
    ]
    with sayso.read("-", stdin=to_stream(records)) as case:
        document = case.export()
    claim = document["propositions"][0]
    said = [(row["report"], row["stance"]) for row in document["attributions"] if row["proposition"] == claim["id"]]
    return claim["text"], [step["status"] for step in claim["status"]], said


@pytest.mark.parametrize(
    ("before", "denial", "later"),
    [
        (
            "Villagers said soldiers had shot at a wedding in Brask.",
            "The army said its men had not fired a shot.",
            "The army took back its assurance that its men had not fired a shot.",
        ),
        (
            "Six workers were taken to hospital after the leak at Tann, the union said.",
            "The plant said nobody was hurt.",
            "The plant withdrew its statement that nobody was hurt.",
        ),
        (
            "The works poisoned the river, anglers said.",
            "The works said it had not poisoned the river.",
            "The works withdrew its claim that it had not poisoned the river.",
        ),
    ],
)
def test_who_takes_back_his_denial_concedes(before, denial, later):
    text, standing, said = read(f"{before} {denial}", later)
    assert text in before
    assert standing == ["contested", "conceded"]
    assert said == [("r1", "affirm"), ("r1", "deny"), ("r2", "concede")]


def test_who_takes_back_a_negation_that_others_hold_denies_it():
    _, standing, said = read(
        "Villagers said nobody had been warned of the flood. The mayor said that nobody had been warned of the flood.",
        "The mayor withdrew his statement that nobody had been warned of the flood.",
    )
    assert said[-1] == ("r2", "deny")
    assert standing[-1] != "conceded"


@pytest.mark.parametrize(
    ("first", "more"),
    [
        (
            "Developers felled a protected wood at Tann, villagers said.",
            "Villagers said there was not a tree left standing at Tann after the developers had gone.",
        ),
        ("The army staged a coup in Brall, the opposition said.", "The opposition said: “It was a coup in Brall and nothing else.”"),
    ],
)
def test_who_goes_on_about_his_claim_with_a_negation_withdraws_nothing(first, more):
    _, standing, _ = read(first, more)
    assert "withdrawn" not in standing


@pytest.mark.parametrize(
    ("accusation", "denial"),
    [
        (
            "Kestrel Air flew planes without checks, a mechanic said.",
            "Kestrel Air's director, Ines Moll, dismissed the accusations as a smear.",
        ),
        ("The mayor of Bray took bribes from a casino, a croupier said on Monday.", "Mayor Ada Holm denied the allegations on Tuesday."),
        ("Guards at Korlam jail beat prisoners to death, a lawyers' group said.", "The prison service rejected the reports as baseless."),
    ],
)
def test_a_denial_that_points_back_finds_what_an_earlier_report_says_of_its_speaker(accusation, denial):
    text, standing, said = read(f"{accusation} Rain fell on the harbour all day, the weather office said.", denial)
    assert text in accusation
    assert standing == ["asserted", "contested"]
    assert said == [("r1", "affirm"), ("r2", "deny")]


@pytest.mark.parametrize(
    ("charge", "denial", "later"),
    [
        (
            "Lena Faro said the security service had bugged her office.",
            "Minister Karl Osk said no office had been bugged.",
            "Osk said that the security service had bugged the office of deputy Lena Faro, reversing his account of Monday.",
        ),
        (
            "The Orl works poisoned the river, anglers said.",
            "The works said the river was clean.",
            "The works said on Friday it had poisoned the river, contradicting its earlier denial.",
        ),
    ],
)
def test_who_says_the_contrary_of_his_own_account_concedes(charge, denial, later):
    _, standing, said = read(f"{charge} {denial} Deputies met for four hours.", f"Rain fell. {later} Nobody was arrested on Thursday.")
    assert standing[-1] == "conceded"
    assert said == [("r1", "affirm"), ("r1", "deny"), ("r2", "concede")]


@pytest.mark.parametrize(
    "later",
    [
        "The health ministry no longer disputes that it poisoned the river.",
        "The health ministry has given up its denial that it poisoned the river.",
        "The health ministry reversed itself. It had poisoned the river, it said.",
        "The health ministry said that its first statement had been wrong. It had poisoned the river, it wrote.",
        "The health ministry changed its account, saying that it had poisoned the river.",
        "The health ministry has admitted to investigators that it poisoned the river, prosecutors said.",
        "The health ministry pleaded guilty to poisoning the river.",
        "The health ministry has confessed to poisoning the river.",
        "The health ministry now accepts that it poisoned the river.",
    ],
)
def test_who_gives_up_his_denial_concedes_in_whatever_words(later):
    denial = "The health ministry poisoned the river, anglers said. The health ministry denied that it had poisoned the river."
    _, standing, said = read(denial, f"Rain fell on Thursday. {later} Deputies met for four hours.")
    assert standing == ["contested", "conceded"]
    assert said[-1] == ("r2", "concede")


@pytest.mark.parametrize(
    "later",
    [
        "is no longer sure that the bus ran a red light",
        "could have been mistaken about the red light that the bus ran",
        "could no longer swear that the bus ran a red light",
    ],
)
def test_a_witness_who_is_no_longer_sure_leaves_it_open(later):
    _, _, said = read(
        "The number 14 bus ran a red light, Nora Eder said. The driver denied that the bus had run a red light.",
        f"Nora Eder told the police on Friday that she {later}.",
    )
    assert said[-1] == ("r2", "unverified")


def test_whose_version_is_denied_is_told_apart_though_both_are_denied_at_once():
    records = [
        "Mayor Greta Holm said engineers had opened the gates without warning. "
        "The firemen's union said the town hall had switched off the sirens.",
        "Chief engineer Arno Till rejected the mayor's account. The town hall disputed the union's version.",
    ]
    with sayso.read(
        "-", stdin=to_stream([{"id": f"r{n}", "outlet": f"Paper {n}", "text": text} for n, text in enumerate(records, 1)])
    ) as case:
        names = {voice.id: voice.name or voice.role or "" for voice in case.picture().voices}
        sides = {claim.text: tuple(names[voice].lower() for voice in (*claim.affirm, *claim.deny)) for claim in case.claims}
    gates = next(sides[text] for text in sides if "gates" in text)
    sirens = next(sides[text] for text in sides if "sirens" in text)
    assert ["holm" in gates[0], "till" in gates[1], "union" in sirens[0], "town hall" in sirens[1]] == [True] * 4


def test_who_rejects_the_account_of_a_side_does_not_deny_what_that_side_denies():
    _, _, said = read(
        "An army drone struck a market in Ketteb on Wednesday, residents said. The army denied carrying out any strike.",
        "The mayor of Ketteb, Sulo Narre, rejected an army claim that rockets stored at the market caused the blast.",
    )
    assert said == [("r1", "affirm"), ("r1", "deny")]  # the rockets are a claim of their own


def test_a_denial_finds_the_same_matter_of_the_same_place():
    text, standing, said = read(
        "Government forces have captured the mining town of Belgrund, the information minister Ferran Aske said.",
        "Issa Dorn, a rebel spokesman, denied that Belgrund had fallen.",
    )
    assert "captured" in text and standing == ["asserted", "contested"]
    assert said == [("r1", "affirm"), ("r2", "deny")]


def test_what_is_taken_back_by_name_is_found_though_another_had_said_it():
    _, standing, said = read(
        "More than 5,000 people marched in Delt, organisers said. Police put the crowd at 1,800. Marchers said officers had used batons. "
        "Chief Ada Leith said no batons had been used.",
        "The police withdrew their statement that no batons had been used.",
    )
    assert "conceded" not in standing
    assert said[-1][0] == "r2"


def test_whose_account_is_denied_is_told_by_its_owner():
    text, _, said = read(
        "Foreign election observers said they had seen bundles of identical ballots in six stations. Rain fell on Monday.",
        "Deputies met for four hours. Roman Tisk, a ruling party official, denied the observers' account.",
    )
    assert "bundles" in text
    assert said == [("r1", "affirm"), ("r2", "deny")]


def test_who_admits_something_else_and_denies_the_claim_concedes_nothing():
    _, standing, _ = read(
        "Eleven patients died because too few nurses were on duty, the union said. The clinic denied that patients had died of it.",
        "The clinic acknowledged that staffing had been below the minimum. It denied that patients had died as a result.",
    )
    assert "conceded" not in standing


def test_who_says_again_that_it_was_not_so_denies_again():
    _, standing, _ = read("Ilan Marrek took testosterone, the federation said. Marrek denied doping.", "Marrek said he had never doped.")
    assert standing[-1] == "contested"


def test_who_admits_that_it_was_not_so_takes_from_who_says_it():
    _, _, said = read(
        "Police spokesman Ray Thorne said Idris Kolane had attacked an officer with a bottle.",
        "A police officer admitted that Idris Kolane did not attack anyone with a bottle.",
    )
    assert said[-1] == ("r2", "deny")
