"""Quantities that a report gives: with bounds, what they count, and whose they are."""

from datetime import date

import pytest

from sayso.claims import read_claims
from sayso.model import Report
from sayso.text import read_document
from unit.claims.saying import reading


def figures(text):
    return [(f.span.text, f.low, f.high) for f in reading(text).figures]


@pytest.mark.parametrize(
    ("text", "span", "low", "high"),
    [
        ("At least 12 people were killed.", "At least 12 people", 12, None),
        ("Up to 40 people were hurt.", "Up to 40 people", None, 40),
        ("Dozens of people were hurt.", "Dozens of people", 24, None),
        ("Hundreds, if not thousands, of people fled.", "Hundreds, if not thousands, of people", 200, None),
        ("Between 300 and 400 soldiers stayed.", "Between 300 and 400 soldiers", 300, 400),
        ("He had seen ‘several hundred’ men there.", "several hundred’ men", 200, None),
        ("About 300 boats sank.", "About 300 boats", 300, 300),
        ("It held more than 40 tonnes.", "more than 40 tonnes", 40, None),
        ("The toll rose to 11 on Monday.", "11", 11, 11),
        ("They won 41.9 percent of the vote.", "41.9 percent", 41.9, 41.9),
        ("It was 58 percent at the very most.", "58 percent at the very most", None, 58),
        ("They added between 20,000 and 30,000.", "between 20,000 and 30,000", 20_000, 30_000),
        ("There were 18 more boats than before.", "18 more boats", 18, 18),
        ("Not more than 30 people were killed.", "Not more than 30 people", None, 30),
        ("No more than 30 people were killed.", "No more than 30 people", None, 30),
        ("Some 1.5m people voted.", "Some 1.5m people", 1_500_000, 1_500_000),
        ("About 45k people marched.", "About 45k people", 45_000, 45_000),
        ("It cost 12m crowns.", "12m crowns", 12_000_000, 12_000_000),
    ],
)
def test_a_figure_keeps_its_bounds_and_what_it_counts(text, span, low, high):
    assert (span, low, high) in figures(text)


def test_a_part_and_its_whole_are_two_figures():
    assert figures("They had to leave 17 of the 64 stations.") == [("17 of the 64 stations", 17, 17), ("64 stations", 64, 64)]


@pytest.mark.parametrize(
    "text",
    [
        "Leo Resk, 61, said so.",
        "Leo Resk, a farmer of 68, said so.",
        "A man of 66 had died.",
        "A poet died at 91.",
        "A mother, 34, and her son, 6, were killed.",
        "Two brothers, aged 19 and 22, were found dead.",
        "It burned in Hall 12 of the plant.",
        "It was hit at about three on Monday.",
        "It was hit in 2031.",
        "They met on 12 May.",
        "The town lies 19 km from the border.",
        "He waited for three days.",
        "Two boats left.",
        "It came third.",
        "Two thirds of the town burned.",
        "One in three houses burned.",
        "It went out on 94.1 FM.",
        "They met at 14.30 on Monday.",
        "Two boats left, not 20.",
    ],
)
def test_ages_dates_distances_and_small_numbers_are_no_figures(text):
    assert figures(text) == []


def test_a_figure_is_the_smallest_statements_that_holds_it():
    read = reading("The mayor said 12 people had been killed. At least 40 boats sank.")
    assert [f.attribution for f in read.figures] == [0, None]
    assert read.figures[0].what == "people killed"


def test_a_figure_is_as_of_the_day_of_its_statement():
    read = reading("The mayor said on Monday that 12 people had been killed. At least 40 boats sank.")
    assert [str(f.as_of) for f in read.figures] == ["2031-03-03", "2031-03-05"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army killed 45 rebels and wounded 30.", ["rebels killed", "people injured"]),
        ("The blast injured 12 people and killed 30.", ["people injured", "people killed"]),
        ("About half of the 80,000 inhabitants had fled.", ["inhabitants"]),
        ("A quake of magnitude 6.1 killed two people.", ["people killed"]),
        ("At least 68 people have died after a ferry sank off Skarr with more than 200 on board.", ["people killed", "number"]),
        ("The fever has killed nine people and put 260 in hospital.", ["people killed", "number"]),
        ("The toll stood at 121 on Thursday.", ["people killed"]),
        ("The death toll in the fire at a hotel in Ostrel climbed to 11 on Monday.", ["people killed"]),
        ("The toll fell from 35 to 31.", ["people killed", "people killed"]),
        ("The death toll stands at 45, with 12 missing and 200 hurt.", ["people killed", "people missing", "people injured"]),
        ("A fire killed 14 people. The owner put the number of guests at 31.", ["people killed", "guests"]),
        ("The coastguard gave the death toll as 11, the owner put the number aboard at 84.", ["people killed", "number"]),
        ("The number of miners killed in the blast rose to 17.", ["miners killed"]),
        ("The number of fires rose to 43, and two people were hurt.", ["fires", "people injured"]),
        ("At least 140 are dead. The true number was above 250.", ["people killed", "people killed"]),
        ("A shell hit the market, killing at least four, witnesses said.", ["people killed"]),
        ("The boat sank, drowning at least 16, survivors said.", ["people killed"]),
        ("Flooding of the Ostrel No. 2 shaft killed nine men.", ["men killed"]),
        ("The navy found seven more bodies overnight, bringing the toll to 23.", ["more people killed", "people killed"]),
        ("Police put the crowd at 6,000; organisers put it at 25,000.", ["people gathered", "people gathered"]),
        ("At least 4,000 had marched, the mayor said; the union claimed 9,000.", ["people gathered", "people gathered"]),
        ("Thousands lined the quays.", ["number"]),
        ("It won 51 seats on a turnout of 70 percent.", ["seats", "percent"]),
        ("Her target fell to 64 marks from 72.", ["mark"]),
        ("The toll rose to 63 from 44.", ["people killed", "people killed"]),
        ("The shelling of two clinics in Orlek killed nine people, the ministry said.", ["people killed"]),
        ("There were 12 killed on Monday. On Tuesday a bomb killed nine.", ["people killed", "people killed"]),
        ("Some 43 people were killed in 12 raids.", ["people killed", "raids"]),
        ("Officials said 14 people were given shelter after the flood killed nine in the valley.", ["people", "people killed"]),
        ("The blast killed 31 patients, up from nine given on Monday.", ["patients killed", "people killed"]),
        ("Police lowered the toll to 12 from the 15 given on Tuesday.", ["people killed", "people killed"]),
    ],
)
def test_what_happened_to_what_is_counted_is_told_by_the_nearest_word(text, told):
    assert [f.what for f in reading(text).figures] == told


def test_a_figure_has_the_unit_that_is_written():
    units = [
        f.unit
        for f in reading("It lost 40 tonnes of fish, a 12-tonne crane, 900 metres of wire, 12 % and $3m. At least 80 men left.").figures
    ]
    assert units == ["tonnes", "tonnes", "metres", "percent", "$", None]


def test_what_a_number_is_put_at_counts_what_was_counted_before():
    told = reading("Norda said 17 people were hurt. The mayor put the number at nine.").figures
    assert [(f.what, f.low) for f in told] == [("people injured", 17), ("people injured", 9)]
    assert [(f.what, f.low) for f in reading("Nine people died, the mayor said; the army has said four.").figures][1:] == [
        ("people killed", 4)
    ]
    assert len(reading("Norda said 17 people were hurt. The mayor put the meeting at nine.").figures) == 1


def test_pounds_are_money_behind_a_million():
    assert [(f.what, f.unit) for f in reading("It weighed 300 pounds and cost 3.5 million pounds.").figures] == [
        ("weight", "pounds"), ("pound", "pound"),
    ]  # fmt: skip


def test_whoever_denies_a_number_does_not_give_it():
    denied, said = reading("The army denied that 300 people had been killed. The mayor said 300 people had been killed.").figures
    assert denied.attribution is None and said.attribution is not None


def test_a_figure_may_be_of_another_day_than_it_was_told():
    [figure] = reading("As of 28 February 2031, 40 people had been killed, the mayor said on Sunday.").figures
    assert figure.as_of == date(2031, 2, 28)


def test_votes_are_counted_however_few_they_are_and_times_never():
    assert figures("It was carried by eight votes.") == [("eight votes", 8, 8)]
    assert figures("It was hit three times and two people were killed.") == [("two people", 2, 2)]
    assert figures("The dam lies six miles up the valley.") == []


def test_a_difference_is_no_toll_nor_are_those_who_are_alive_and_a_toll_is_no_hour():
    assert figures("The number of dead was put at 13, four more than before.") == [("13", 13, 13)]
    assert [f.what for f in reading("The union said five people listed as dead had been found alive.").figures] != ["people killed"]
    assert [f.what for f in reading("The union put the toll at eight on Thursday.").figures] == ["people killed"]
    assert figures("They met at eight on Thursday.") == []


def test_a_number_with_its_own_day_behind_it_is_of_that_day():
    read = reading("The toll climbed to 171 on Tuesday from 140 on Monday, the mayor said.")
    assert [(f.low, str(f.as_of)) for f in read.figures] == [(171, "2031-03-04"), (140, "2031-03-03")]


def test_a_day_behind_a_semicolon_is_not_that_of_the_statement_before():
    read = reading("Police said 2,500 people marched on Sunday; organisers said 10,000.")
    assert [(f.low, str(f.as_of)) for f in read.figures] == [(2500, "2031-03-05"), (10000, "2031-03-05")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("By Monday evening 300 people had crossed at the gate, and by Tuesday evening 500, guards said.", ["2031-03-03", "2031-03-04"]),
        ("Firemen counted 15 burnt houses yesterday and 27 today.", ["2031-03-04", "2031-03-05"]),
        ("The ministry reported 410 cases on Tuesday, compared with 365 a day earlier.", ["2031-03-04", "2031-03-03"]),
        ("On Monday 900 lorries were waiting there.", ["2031-03-03"]),
        ("On 1 March the prison at Holm held 640 inmates.", ["2031-03-01"]),
        ("By Friday 900 lorries must leave.", ["2031-03-05"]),
        ("The blast killed 40 people on Monday.", ["2031-03-05"]),  # the day of the blast
    ],
)
def test_a_count_is_of_the_day_that_its_own_words_give(text, days):
    assert [str(f.as_of) for f in reading(text).figures] == days


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("They brought out 120 people, 40 of whom were children.", [("people", 120, 120), ("children", 40, 40)]),
        ("It buried up to eight skiers, at least three of them foreigners.", [("skiers", None, 8), ("foreigners", 3, None)]),
        ("Inspectors visited 24 bakeries and closed five of them.", [("bakeries", 24, 24), ("bakeries", 5, 5)]),
        ("Between five and seven gunmen were inside.", [("gunmen", 5, 7)]),
        ("She heard ten, maybe eleven explosions.", [("explosions", 10, 11)]),
        ("Since Sunday 31 people have left.", [("people", 31, 31)]),
    ],
)
def test_parts_and_ranges_keep_what_they_count_and_their_bounds(text, counts):
    assert [(f.what, f.low, f.high) for f in reading(text).figures] == counts


def test_a_count_of_another_with_no_verb_counts_the_same_and_is_his():
    text = "Organisers counted 600 demonstrators and police 350."
    read = read_claims(Report("r1", text), read_document(text))
    assert [(f.what, f.low) for f in read.figures] == [("demonstrators", 600), ("demonstrators", 350)]
    assert len({f.attribution for f in read.figures} - {None}) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ministry put the toll at 44 on Wednesday, with 23 people missing.", [("people killed", 44), ("people missing", 23)]),
        ("The death toll rose to 27 on Sunday, and 41 people are still missing.", [("people killed", 27), ("people missing", 41)]),
        ("The toll had reached 17 after a wounded woman died.", [("people killed", 17)]),
        ("The hospital put the number of dead at 14 and of wounded at 40.", [("people killed", 14), ("people injured", 40)]),
        ("There had been 130 people on board and 70 were missing.", [("people", 130), ("people missing", 70)]),
        ("The ministry put the number of dead at 16 on Tuesday.", [("people killed", 16)]),
        ("In March at least 212 people died.", [("people killed", 212)]),
    ],
)
def test_a_toll_is_of_what_it_is_called_and_not_of_what_stands_behind_it(text, told):
    assert [(f.what, f.low) for f in reading(text).figures] == told
