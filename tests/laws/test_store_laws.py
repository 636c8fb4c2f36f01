"""The case is a function of what was read, not of when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger.store import CaseStore
from sayso.model import (
    Attribution,
    Change,
    Figure,
    Merge,
    NameVariants,
    Picture,
    Proposition,
    Reason,
    Report,
    Retelling,
    Scope,
    Skip,
    Span,
    StatusStep,
    Voice,
)

INSTANTS = st.one_of(st.none(), st.integers(0, 3).map(lambda hours: datetime(2031, 5, 8, tzinfo=UTC) + timedelta(hours=hours)))
WORDS = st.text(st.characters(), min_size=1, max_size=8)  # with NULs, half characters and whatever else a string may hold


@st.composite
def sightings(draw):
    """Few ids, outlets and texts, so that they meet; every place once."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["a", "b", "a~ca978"]), st.booleans(), st.sampled_from([None, "X", "Y"]), st.sampled_from("abc"), INSTANTS
            ),
            max_size=9,
        )
    )
    return [
        Report(id_, text, outlet, published=at, published_precision=at and "instant", path=f"pile.jsonl:{line}", id_given=is_given)
        for line, (id_, is_given, outlet, text, at) in enumerate(drawn, 1)
    ]


def _seen(*adds):
    with CaseStore.open(None) as case:
        added = [case.add(items) for items in adds]
        return case.reports(), case.n_duplicates, case.sightings(), case.pile_key("1"), sum(each.n_new for each in added)


@given(sightings(), st.randoms(use_true_random=False), st.integers(0, 9))
def test_no_order_and_no_split_shows(read, chance, at):
    shuffled = chance.sample(read, len(read))
    assert _seen(read)[:4] == _seen(shuffled[:at], shuffled[at:])[:4]


@given(sightings())
def test_reading_again_changes_nothing(read):
    assert _seen(read)[:4] == _seen(read, read, read[:2])[:4]


@given(sightings())
def test_every_sighting_is_a_report_or_a_duplicate(read):
    reports, n_duplicates, places, _, n_new = _seen(read)
    assert len(reports) + n_duplicates == len(read)
    assert sorted(place for each in places.values() for place in each) == sorted(each.path for each in read)
    assert len({each.id for each in reports}) == len(reports)
    assert n_new >= len(reports)  # what is new may later turn out to be part of what comes after


@given(sightings())
def test_no_text_is_lost_and_no_outlet(read):
    reports = _seen(read)[0]
    assert {each.text for each in reports} == {each.text for each in read}
    assert {each.outlet for each in reports} >= {each.outlet for each in read} - {None}


SPANS = st.builds(
    lambda text, start, field: Span(start, start + len(text), text, field), WORDS, st.integers(0, 9), st.sampled_from(["text", "title"])
)
REASONS = st.builds(Reason, WORDS, WORDS, st.none() | st.floats(-9, 9))
DAYS = st.none() | st.dates()


def _make_claim(*, affirm: tuple[str, ...], concede: tuple[str, ...], n_merged: int, **rest: Any) -> Proposition:
    """Return a claim that as many voices affirm as are left when some are one with others."""
    n_voices = len(affirm) + len(concede)
    return Proposition(affirm=affirm, concede=concede, affirming_voices=max(min(1, n_voices), n_voices - n_merged), **rest)


@st.composite
def pictures(draw):
    """A picture in which every name leads somewhere; all the rest is arbitrary."""
    ids = draw(st.lists(WORDS, min_size=2, max_size=4, unique=True))
    voices = draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
    claims = draw(st.lists(WORDS, min_size=1, max_size=2, unique=True))
    report, voice, claim = map(st.sampled_from, (ids, voices, claims))
    some_voices, located = st.lists(voice, max_size=2).map(tuple), st.lists(st.tuples(report, SPANS), max_size=2).map(tuple)
    maybe, chance, flag = st.none() | WORDS, st.floats(0, 1), st.booleans()

    def several(strategy, **kinds):
        return draw(st.lists(st.builds(strategy, **kinds), max_size=2).map(tuple))

    at = draw(INSTANTS)
    narrow = st.builds(Scope, st.sampled_from(["part", "figure", "framing"]), SPANS, report, SPANS)
    scopes = st.none() | narrow | st.builds(Scope, st.just("whole"))
    stances = draw(st.lists(st.tuples(st.just("deny"), scopes) | st.just(("concede", None)), min_size=2, max_size=2))
    return Picture(
        reports=tuple(
            draw(
                st.builds(
                    Report,
                    id=st.just(each),
                    text=WORDS,
                    outlet=maybe,
                    url=maybe,
                    title=maybe,
                    byline=maybe,
                    published=st.just(at),
                    published_precision=st.just(at and "day"),
                    language=maybe,
                    path=maybe,
                    title_span=st.none() | SPANS,
                    body_start=st.integers(0, 9),
                    id_given=flag,
                )
            )
            for each in ids
        ),
        skipped=several(Skip, path=WORDS, code=WORDS, what=WORDS),
        duplicates=draw(st.integers(0, 9)),
        origins=(tuple(ids[:1]), tuple(ids[1:])),
        retellings=several(
            Retelling,
            child=st.just(ids[0]),
            parent=st.none() | st.just(ids[1]),
            kind=st.sampled_from(["rewrite", "update"]),
            probability=chance,
            direction_probability=chance,
            credited=flag,
            share_of_child=chance,
            reasons=st.lists(REASONS, max_size=2).map(tuple),
        ),
        changes=several(
            Change,
            kind=st.sampled_from(["hedge_added", "cue_shifted"]),
            before=SPANS,
            after=st.none() | SPANS,
            parent=st.just("") | report,
            child=report,
        ),
        voices=tuple(
            Voice(
                each,
                draw(maybe),
                draw(maybe),
                draw(maybe),
                draw(WORDS),
                tuple(draw(st.lists(WORDS, max_size=2))),
                draw(located),
                tuple(draw(st.lists(REASONS, max_size=2))),
                draw(st.none() | voice),
            )
            for each in voices
        ),
        attributions=tuple(
            replace(each, stance=stance, scope=scope)
            for (stance, scope), each in zip(
                stances,
                several(
                    Attribution,
                    source=st.none() | SPANS,
                    cue=st.none() | SPANS,
                    content=st.lists(SPANS, min_size=1, max_size=2).map(tuple),
                    mode=st.just("mixed"),
                    force=st.just("deny"),
                    points_back=flag,
                    channel=maybe,
                    relay=st.none() | SPANS,
                    said_on=DAYS,
                    report=report,
                    id=st.just(""),
                    voice=st.none() | voice,
                    stance_probability=chance,
                    proposition=st.none() | claim,
                ),
                strict=False,
            )
        ),
        propositions=tuple(
            draw(
                st.builds(
                    _make_claim,
                    id=st.just(each),
                    text=WORDS,
                    span=SPANS,
                    span_report=report,
                    affirm=some_voices,
                    deny=some_voices,
                    concede=some_voices,
                    unverified=some_voices,
                    reports=st.just(tuple(ids)),
                    stated_as_fact=located,
                    independent_reports=st.sampled_from([(0, 1), (2, 2)]),
                    n_merged=st.integers(0, 9),
                    affirming_parties=st.integers(0, 9),
                    status=st.lists(st.builds(StatusStep, as_of=DAYS, status=st.just("contested")), max_size=2).map(tuple),
                    merges=st.lists(st.builds(Merge, first=report, second=report, certain=flag, reason=REASONS), max_size=2).map(tuple),
                )
            )
            for each in claims
        ),
        figures=several(
            Figure,
            report=report,
            what=WORDS,
            span=SPANS,
            low=st.none() | st.floats(allow_nan=False),
            high=st.none() | st.just(float("inf")),
            approximate=flag,
            voice=st.none() | voice,
            as_of=DAYS,
        ),
        names=several(NameVariants, names=st.lists(st.tuples(WORDS, maybe), max_size=2).map(tuple), evidence=located),
        unmeasured=tuple(draw(st.lists(st.tuples(report, REASONS), max_size=2))),
    )


@given(pictures(), pictures())
@settings(deadline=None, max_examples=60)
def test_a_picture_comes_back_as_it_went_in(first, second):
    with CaseStore.open(None) as case:
        for key, picture in (("first", first), ("second", second)):
            case.save_picture(picture, key=key)
            assert case.load_picture(key) == picture
        assert case.load_picture("first") is None
