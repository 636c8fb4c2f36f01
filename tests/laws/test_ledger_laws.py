"""What holds of every pile: copies count for nothing, new reporting takes nothing away, and each number is as long as its evidence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from invented_coverage import Inventor, invent_coverage, to_stream
from sayso.ledger.independence import Carrier, Common, count_independent
from sayso.model import Span
from sayso.settings import LedgerSettings
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
    own = [inventor.report(stances=("claim", "deny")), inventor.report()]
    own.append(inventor.excerpt(own[0]) if chance.random() < 0.5 else inventor.report())
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


WORDS = (Span(10, 14, "gone"),)


@st.composite
def carriers(draw):
    """Return carriers of a claim, and whatever signs of common text there may be: each report is (origin, whom it takes the words from)."""
    n = draw(st.integers(1, 6))
    origins = [draw(st.integers(0, k)) for k in range(n)]
    pairs = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda pair: pair[0] < pair[1])
    signs = st.just([]) if n == 1 else st.lists(pairs, max_size=3)
    taken = {k: draw(st.none() | st.integers(0, k - 1)) for k in range(1, n)}
    retold = draw(st.sets(st.integers(0, n - 1)))
    return origins, draw(st.lists(st.sampled_from("XYZ"), min_size=n, max_size=n)), draw(signs), draw(signs), taken, retold


def _count(origins, outlets, narrative, credit, taken, retold):
    def pairs(found, sign):
        return {(f"r{first}", f"r{second}"): sign for first, second in found}

    common = Common(
        origin_of={f"r{k}": origin for k, origin in enumerate(origins)},
        outlet_of={f"r{k}": outlet for k, outlet in enumerate(outlets)},
        narrative=pairs(narrative, "the same words"),
        credits=pairs(credit, ("its name", frozenset({None}))),
        excerpts={
            f"r{k}": ((f"r{parent}", ((0, 20),)),) for k, parent in taken.items() if parent is not None and origins[k] != origins[parent]
        },
        retold=frozenset(f"r{k}" for k in retold),
    )
    return count_independent([Carrier(f"r{k}", WORDS, ()) for k in range(len(origins))], common, LedgerSettings())


@given(carriers(), st.data())
def test_whatever_the_signs_a_copy_raises_no_bound(known, data):
    origins, outlets, narrative, credit, taken, retold = known
    (lower, upper), _ = _count(*known)
    copied = data.draw(st.integers(0, len(origins) - 1))
    sign = data.draw(st.lists(st.integers(0, len(origins) - 1).map(lambda k: (k, len(origins))), max_size=2))
    more = {**taken, len(origins): taken.get(copied)}  # what is taken from another in the original is so in the copy
    (low, high), _ = _count([*origins, origins[copied]], [*outlets, "W"], [*narrative, *sign], credit, more, {*retold, len(origins)})
    assert low <= lower and high <= upper


@given(carriers())
def test_whatever_the_signs_a_report_without_any_adds_one_to_both_bounds(known):
    origins, outlets, *signs = known
    (lower, upper), merges = _count(*known)
    assert _count([*origins, max(origins) + 1], [*outlets, None], *signs) == ((lower + 1, upper + 1), merges)


@given(carriers())
def test_bounds_are_what_the_merges_leave(known):
    (lower, upper), merges = _count(*known)
    assert 1 <= lower <= upper <= len(set(known[0]))
    for bound, left in ((upper, [merge for merge in merges if merge.certain]), (lower, merges)):
        assert bound == len(known[0]) - len({frozenset((merge.first, merge.second)) for merge in left})
