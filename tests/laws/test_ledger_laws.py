"""What holds of every pile: copies count for nothing, new reporting takes nothing away, and each number is as long as its evidence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from invented_coverage import Inventor, invent_coverage, to_stream
from unfolded_exports import count_spans, find_loose_ends, find_wrong_spans

SEEDS = st.integers(0, 2**32 - 1)
laws = settings(max_examples=12, deadline=None, derandomize=True)  # a pile takes a quarter of a second


def _read(records):
    with sayso.read("-", stdin=to_stream(records)) as case:
        return case.export()


def _bounds(before, after):
    """Return for each claim of ``before`` its bounds, and those of the claim that ``after`` puts the same words under."""
    claims = {claim["id"]: claim for claim in after["propositions"]}
    said = {
        (row["report"], span["start"], span["end"]): claims.get(row["proposition"])
        for row in after["attributions"]
        for span in row["content"]
    }
    for claim in before["propositions"]:
        span = claim["span"]
        same = said[span["report"], span["start"], span["end"]]
        yield claim["text"], tuple(claim["independent_reports"]), tuple(same["independent_reports"]) if same else None


@given(SEEDS, st.sampled_from(["reprint", "cut", "reword"]), st.randoms(use_true_random=False))
@laws
def test_a_retelling_more_never_raises_the_independent_count(seed, how, chance):
    inventor = Inventor(seed)
    own = [inventor.report(stances=("claim", "deny")), *(inventor.report() for _ in range(2))]
    before = _read(inventor.records)
    getattr(inventor, how)(chance.choice(own))
    for text, (lower, upper), bounds in _bounds(before, _read(inventor.records)):
        assert bounds is None or (bounds[0] <= lower and bounds[1] <= upper), text


@given(SEEDS)
@laws
def test_an_independent_report_more_never_lowers_the_independent_count(seed):
    inventor = Inventor(seed)
    first = inventor.report(stances=("claim", "deny"))
    inventor.report()
    inventor.reprint(first)
    before = _read(inventor.records)
    inventor.report(stances=("claim",))
    for text, (lower, upper), bounds in _bounds(before, _read(inventor.records)):
        assert bounds is not None and bounds[0] >= lower and bounds[1] >= upper, text


@given(SEEDS, st.randoms(use_true_random=False))
@laws
def test_shuffling_changes_nothing(seed, chance):
    records = invent_coverage(seed)
    assert _read(records) == _read(chance.sample(records, len(records)))


@given(SEEDS)
@laws
def test_every_number_is_as_long_as_what_it_unfolds_to(seed):
    records = invent_coverage(seed, n_retellings=4)
    document = _read(records)
    assert document["propositions"]
    assert find_loose_ends(document) == []


@given(SEEDS)
@laws
def test_every_span_is_a_slice_of_what_was_read(seed):
    records = invent_coverage(seed)
    document = _read(records)
    assert count_spans(document) > 20
    assert find_wrong_spans(document, {each["id"]: (each["text"], each["title"]) for each in records}) == []
