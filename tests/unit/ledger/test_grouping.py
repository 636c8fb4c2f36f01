from dataclasses import replace

from ledger_statements import make_statements
from sayso.ledger.grouping import Grouper
from sayso.ledger.relations import read_model
from sayso.ledger.retold import Aligned, align_statements
from sayso.settings import LedgerSettings


def group(*rows, aligned=None):
    return Grouper(make_statements(*rows), Aligned(aligned or {}), LedgerSettings()).find(read_model())


CLAIM = {"says": "Veldan troops captured the hill town of Kessar", "voice": "v1", "party": "Veldania", "title": "Veldania takes Kessar"}
DENIAL = {"says": "the claim", "force": "deny", "points": True, "voice": "v2", "party": "Tesk"}
AGAIN = {"says": "its troops had captured the hill town of Kessar", "voice": "v1", "party": "Veldania", "report": "r2"}
OTHER = {"says": "the price of barley rose by a third since spring", "voice": "v9", "report": "r3"}


def test_a_denial_goes_to_the_claim_before_it():
    assert group(CLAIM, DENIAL) == [[0, 1]]


def test_the_same_claim_in_another_report_joins_and_another_matter_does_not():
    assert group(CLAIM, AGAIN, OTHER) == [[0, 1], [2]]


def test_every_statement_stands_in_exactly_one_group():
    rows = [CLAIM, DENIAL, AGAIN, OTHER, {**OTHER, "report": "r4"}]
    assert sorted(k for members in group(*rows) for k in members) == [0, 1, 2, 3, 4]


def test_copies_follow_their_original_and_move_no_other_statement():
    rows = [CLAIM, DENIAL, OTHER]
    alone = group(*rows)
    copies = [{**row, "report": "r7"} for row in rows]
    grouped = group(*rows, *copies, aligned={(0, 3): 1.0, (1, 4): 1.0, (2, 5): 1.0})
    assert [[k for k in members if k < 3] for members in grouped] == alone
    assert all({k + 3 for k in members if k < 3} == {k for k in members if k >= 3} for members in grouped)


def test_a_copy_of_a_copy_goes_back_to_the_first():
    assert Aligned({(0, 1): 1.0, (1, 2): 0.95}).copies == {1: 0, 2: 0}
    assert Aligned({(0, 1): 0.5}).copies == {}


def test_statements_in_sentences_that_say_the_same_are_retold():
    first, second = make_statements(CLAIM, AGAIN)
    spans = [s.attribution.content[0] for s in (first, second)]
    links = {("r2", "r1"): [((spans[0].start, spans[0].end), (spans[1].start, spans[1].end))]}
    assert align_statements([first, second], links) == {(0, 1): 1.0}
    assert align_statements([first, replace(second, order=("", "r9", 0))], {("r2", "r3"): links["r2", "r1"]}) == {}
