"""What holds of every pile: copies count for nothing, new reporting takes nothing away, and each number is as long as its evidence."""

from __future__ import annotations

from datetime import date

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import sayso
from invented_coverage import Inventor, invent_coverage, to_stream
from invented_history import TURNS, invent_history
from invented_words import OVERHEARD
from sayso.ledger.independence import Carrier, Common, count_independent
from sayso.model import Span
from sayso.settings import LedgerSettings
from unfolded_exports import count_spans, find_loose_ends, find_wrong_spans

SEEDS = st.integers(0, 2**32 - 1)
GENERATE = (Phase.generate,)  # a smaller seed gives no smaller pile
laws = settings(max_examples=7, deadline=None, derandomize=True, phases=GENERATE)  # a pile takes a quarter of a second


def _read(records):
    with sayso.read("-", stdin=to_stream(records)) as case:
        return case.export()


def _bounds(before, after):
    """Yield each claim of ``before``, and the bounds of the claim that ``after`` puts the same words under: None if there is none."""
    bounds = {claim["id"]: claim["independent_reports"] for claim in after["propositions"]}
    home = {_place(row): row["proposition"] for row in after["attributions"]}
    for claim in before["propositions"]:
        worded = next(row for row in before["attributions"] if row["proposition"] == claim["id"] and _words(claim, row))
        yield claim, bounds.get(home[_place(worded)])


def _words(claim, row):
    """Return whether an attribution has the words by which a claim is called."""
    named = claim["span"]
    return row["report"] == named["report"] and any(named["start"] <= a and b <= named["end"] for a, b in _ends(row))


def _ends(row):
    return tuple((span["start"], span["end"]) for span in row["content"])


def _place(row):
    """Return where an attribution stands, which no other report changes."""
    return row["report"], row["source"] and row["source"]["start"], row["cue"] and row["cue"]["start"], _ends(row)


def _begin(seed):
    """Return an inventor of coverage in which nobody speaks of other things: that is a claim in one pile, and an aside in the next."""
    inventor = Inventor(seed)
    inventor.details = [each for each in inventor.details if each not in OVERHEARD]
    return inventor


@given(SEEDS, st.sampled_from(["reprint", "cut", "reword"]), st.randoms(use_true_random=False))
@laws
def test_a_retelling_more_never_raises_the_independent_count_and_ends_no_claim(seed, how, chance):
    inventor = _begin(seed)
    own = [inventor.report(stances=("claim", "deny")), inventor.report()]
    # no cut beside an excerpt: it is taken for another report than the one that it was cut from, or joins the excerpt to its source
    own.append(inventor.excerpt(own[0]) if how != "cut" and chance.random() < 0.5 else inventor.report())
    before = _read(inventor.records)
    getattr(inventor, how)(chance.choice(own))
    for claim, bounds in _bounds(before, _read(inventor.records)):
        lower, upper = claim["independent_reports"]
        assert bounds is not None and bounds[0] <= lower and bounds[1] <= upper, claim["text"]


@given(SEEDS, st.sampled_from(["claim", "deny", "concede", "unsure"]))
@laws
def test_an_independent_report_more_never_lowers_the_independent_count(seed, stance):
    inventor = _begin(seed)
    first = inventor.report(stances=("claim", "deny"))
    inventor.report()
    inventor.reprint(first)
    before = _read(inventor.records)
    inventor.concession() if stance == "concede" else inventor.report(stances=(stance,))
    for claim, bounds in _bounds(before, _read(inventor.records)):
        lower, upper = claim["independent_reports"]
        is_said = bool(claim["affirm"])  # where nobody says it, "denied the claim" may turn out to be about another one
        assert not is_said or (bounds is not None and bounds[0] >= lower and bounds[1] >= upper), claim["text"]


@given(SEEDS, st.sampled_from(sorted(TURNS)), st.randoms(use_true_random=False))
@laws
def test_a_reprint_more_changes_no_stance_and_no_voice_of_the_other_reports(seed, turn, chance):
    records = invent_history(seed, turn)
    original = chance.choice([each for each in records if each["published"]])
    later = original["published"][:11] + "23:59:00Z"
    before, after = _read(records), _read([*records, original | {"id": "copy", "outlet": "The Second Printing", "published": later}])
    assert _list_said(before) == [row for row in _list_said(after) if row[0] != "copy"]


def _list_said(document):
    """Return every stance, in order of where it stands, with who takes it, and whom they stand for."""
    voices = {voice["id"]: voice for voice in document["voices"]}
    rows = sorted(document["attributions"], key=lambda row: repr(_place(row)))
    return [(*_place(row), row["stance"], *_list_names(voices, row["voice"])) for row in rows]


def _list_names(voices, id_):
    """Yield what a voice is called, and what the voice that it stands for is called."""
    while id_ is not None:
        yield tuple(voices[id_][key] for key in ("name", "role", "affiliation", "party"))
        id_ = voices[id_]["stands_for"]


@given(SEEDS, st.lists(st.sampled_from(["reprint", "cut", "reword"]), max_size=4), st.randoms(use_true_random=False))
@laws
def test_as_many_reports_are_independent_as_the_grammar_made_by_themselves(seed, retold, chance):
    inventor = _begin(seed)
    own = [inventor.report(stances=("claim", "deny")), inventor.report(), inventor.report()]
    home = {each["id"]: each["id"] for each in own}
    for how in retold:
        of = chance.choice(own)
        home[getattr(inventor, how)(of)["id"]] = of["id"]
    document = _read(inventor.records)
    assert sorted(document["origins"]) == sorted([each for each in home if home[each] == one["id"]] for one in own)
    for claim in document["propositions"]:
        n_own = len({home[report] for report in claim["reports"]})
        assert claim["independent_reports"] == [n_own, n_own], claim["text"]


@given(SEEDS, st.randoms(use_true_random=False))
@laws
def test_shuffling_changes_nothing(seed, chance):
    records = invent_coverage(seed)
    assert _read(records) == _read(chance.sample(records, len(records)))


@given(SEEDS)
@laws
def test_every_number_is_as_long_as_what_it_unfolds_to(seed):
    with sayso.read("-", stdin=to_stream(invent_coverage(seed, n_retellings=4))) as case:
        document = case.export()
        assert document["propositions"]
        assert find_loose_ends(document) == []
        for whole in ("claims", "voices", "figures", "conflicts", "names", "origins", "retellings", "changes", "parties"):
            named = case.why(whole)  # which fails where a tally has more or fewer parts
            assert not named.is_tally or named.value == len(named.parts)
        for claim in document["propositions"]:
            numbers = {part.thing: part.value for part in case.why(claim["id"]).parts}
            assert all(numbers[f"{claim['id']}.{key}"] == claim[key] for key in ("affirm", "deny", "reports", "affirming_voices"))
            for key in ("independent_reports", "affirming_parties", "status"):
                assert case.why(f"{claim['id']}.{key}").value == claim[key]


@given(SEEDS, st.sampled_from(sorted(TURNS)))
@laws
def test_as_it_stood_on_a_day_is_what_the_reports_up_to_then_tell(seed, turn):
    records = invent_history(seed, turn)
    days = sorted({each["published"][:10] for each in records if each["published"]})
    with sayso.read("-", stdin=to_stream(records)) as case:
        for day in days:
            known = [each for each in records if not each["published"] or each["published"][:10] <= day]
            then = case.export(as_of=date.fromisoformat(day))
            assert then["as_of"] == day
            alone = _read(known)
            assert {key: then[key] for key in _OF_TEXTS} == {key: alone[key] for key in _OF_TEXTS}


_OF_TEXTS = ("origins", "retellings", "changes", "voices", "attributions", "propositions", "figures", "names", "corrections")


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
