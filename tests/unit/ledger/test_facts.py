"""Where a report says in its own voice what others only claim."""

from dataclasses import replace
from pathlib import Path

import pytest

import sayso
from invented_coverage import to_stream
from sayso.desk.case import Case
from sayso.desk.painting import Pile, trace_pile
from sayso.desk.work import Work
from sayso.ledger import CaseStore
from sayso.ledger.contents import score_cosine
from sayso.ledger.facts import choose_claims, find_facts, find_retold, measure_fact, read_narrative
from sayso.ledger.ground import Ground
from sayso.ledger.propositions import find_groups
from sayso.ledger.relations import read_model, score_sum
from sayso.ledger.retold import align_statements
from sayso.ledger.statements import read_statements
from sayso.settings import LedgerSettings

EXAMPLE = Path(__file__).parents[3] / "examples" / "harbour-ferry" / "reports.jsonl"
CLAIMS = (
    "The mine at Orlek had been flooded for a week before the roof fell in, the union said. "
    "Rusk Coal denied that the mine had been flooded. Union secretary Tilda Marn said that water had stood in the mine at Orlek for a week."
)


def read(*texts):
    records = [
        {"id": f"r{n}", "outlet": f"The {n} Post", "published": f"2041-03-0{n}T10:00:00Z", "title": "Roof falls in at Orlek", "text": text}
        for n, text in enumerate(texts, 1)
    ]
    with sayso.read("-", stdin=to_stream(records)) as case:
        return case.export()


def stated(text):
    """Return the reports that state as fact what the union claims."""
    claims = read(CLAIMS, text)["propositions"]
    return next(claim["stated_as_fact"] for claim in claims if "flooded" in claim["text"] or "water" in claim["text"])


def test_a_sentence_of_the_reports_own_that_says_the_same_states_it():
    assert stated("The mine at Orlek had been flooded for a week. Ducks sat on the bank.") == ["r2"]


@pytest.mark.parametrize(
    "text",
    [
        "The mine at Orlek may have been flooded for a week. Ducks sat on the bank.",
        "Had the mine at Orlek been flooded for a week? Ducks sat on the bank.",
        "The mine at Orlek had not been flooded at all. Ducks sat on the bank.",
        "The mine at Orlek had not been flooded before the roof fell in. Ducks sat on the bank.",
        "Shares in Rusk Coal fell by a tenth. Ducks sat on the bank.",
        "The governor said the mine at Orlek had been flooded for a week. Ducks sat on the bank.",
    ],
)
def test_what_is_left_open_denied_attributed_or_about_something_else_states_nothing(text):
    assert stated(text) == []


def _read_ground(path):
    store = CaseStore.open(None)
    Case(store).read([path])
    pile = Pile(store.reports())
    traced = trace_pile(pile.reports, Work(store))
    return Ground(pile.reports, traced.readings, traced.family, LedgerSettings()), traced


def test_the_fast_way_finds_what_every_sentence_held_against_every_claim_gives():
    ground, traced = _read_ground(EXAMPLE)
    statements, model = read_statements(ground), read_model()
    groups = find_groups(statements, align_statements(statements, traced.family.links), ground.settings, model)
    for weights in (model.fact, {**model.fact, "numbers": -1.5, "contradicts": 2.0}):
        varied = replace(model, fact=weights)
        assert find_facts(groups, ground, varied) == _find_plainly(groups, ground, varied)


def _find_plainly(groups, ground, model):
    affirming = [group.with_stance("affirm", "concede") for group in groups]
    retold, found = find_retold(affirming, ground), [[] for _ in groups]
    for sentence in read_narrative(ground):
        for k, claims in enumerate(map(choose_claims, affirming)):
            if claims:
                words = max(score_cosine(sentence.vector, claim.vector) for claim in claims)
                topic = max(round(float(sentence.meaning.topic @ claim.meaning.topic), 5) for claim in claims)
                is_retold = k in retold.get((sentence.report, sentence.span.start), ())
                if score_sum(measure_fact(sentence, claims, words, topic, is_retold=is_retold), model.fact) > ground.settings.fact_least:
                    found[k].append((sentence.report, sentence.span))
    return found
