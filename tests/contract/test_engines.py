"""Every engine runs the same statements to the same rows. The candidate query has a plain twin as its oracle."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.engines import DuckDBEngine, Engine, open_engine
from sayso.errors import UsageError
from sayso.retellings.candidates import Features, find_candidates
from sayso.settings import RetellingSettings

ENGINES = [pytest.param(DuckDBEngine(1), id="duckdb-1"), pytest.param(open_engine(2), id="duckdb-2")]


@pytest.mark.parametrize("engine", ENGINES)
class TestEngine:
    def test_joins_named_tables(self, engine: Engine) -> None:
        tables = {"a": {"x": [1, 2, 3], "y": ["one", "two", "three"]}, "b": {"x": [2, 3, 3]}}
        rows = engine.run("SELECT a.y, COUNT(*) FROM a JOIN b ON a.x = b.x GROUP BY a.y ORDER BY a.y", tables)
        assert rows == [("three", 2), ("two", 1)]

    def test_keeps_nothing_between_statements(self, engine: Engine) -> None:
        engine.run("SELECT * FROM a", {"a": {"x": [1]}})
        with pytest.raises(UsageError, match="could not run"):
            engine.run("SELECT * FROM a", {})

    def test_reads_no_files(self, engine: Engine) -> None:
        with pytest.raises(UsageError):
            engine.run("SELECT * FROM read_csv('/etc/hostname')", {})

    def test_says_what_is_wrong_with_a_statement(self, engine: Engine) -> None:
        with pytest.raises(UsageError) as caught:
            engine.run("SELEKT", {})
        assert caught.value.code == "statement"


def find_candidates_plainly(features: dict[str, Features], limits: RetellingSettings, newcomers: set[str]) -> list[tuple[str, str]]:
    """The candidate query step by step, in loops and dictionaries."""
    ids = sorted(features)
    in_reports = Counter(stem for report in ids for stem in {stem for row in features[report] for stem in row})
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for report in ids:
        pairs = set()
        for row in features[report]:
            shared = sorted((stem for stem in row if in_reports[stem] > 1), key=lambda stem: (in_reports[stem], stem))
            pairs |= set(combinations(sorted(shared[: limits.candidate_stems]), 2))
        for pair in pairs:
            holders[pair].append(report)
    score: dict[tuple[str, str], float] = defaultdict(float)
    n_shared: Counter[tuple[str, str]] = Counter()
    for reports in holders.values():
        for i, j in combinations(range(len(reports)), 2):
            is_near = len(reports) <= limits.candidate_most_reports or j - i <= limits.candidate_neighbours
            if is_near and newcomers & {reports[i], reports[j]}:
                score[reports[i], reports[j]] += log(1 + len(ids) / len(reports))
                n_shared[reports[i], reports[j]] += 1
    scored = sorted((-round(score[pair], 6), pair) for pair in score if n_shared[pair] >= limits.candidate_least_shared)
    kept = set()
    for report in ids:
        kept |= {pair for _, pair in [each for each in scored if report in each[1]][: limits.candidate_partners]}
    return sorted(kept)


TIGHT = RetellingSettings(
    candidate_all_pairs=0,
    candidate_stems=4,
    candidate_most_reports=3,
    candidate_neighbours=1,
    candidate_least_shared=2,
    candidate_partners=2,
    candidate_rows=6,  # in several slices, as soon as there is much
)
ROWS = st.lists(st.lists(st.sampled_from("abcdefghijk"), min_size=1, max_size=7, unique=True).map(sorted), max_size=4)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=40, deadline=None)
@given(piles=st.lists(ROWS, min_size=2, max_size=9))
def test_candidates_are_those_of_the_plain_twin(engine: Engine, piles: list[Features]) -> None:
    features = {f"r{n}": rows for n, rows in enumerate(piles)}
    assert find_candidates(features, engine, TIGHT) == find_candidates_plainly(features, TIGHT, {*features})


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=40, deadline=None)
@given(piles=st.lists(st.tuples(ROWS, st.booleans()), min_size=2, max_size=9))
def test_newcomers_are_sought_against_the_pile_as_by_the_plain_twin_and_none_is_lost(
    engine: Engine, piles: list[tuple[Features, bool]]
) -> None:
    features = {f"r{n}": rows for n, (rows, _) in enumerate(piles)}
    newcomers = {f"r{n}" for n, (_, is_new) in enumerate(piles) if is_new}
    found = find_candidates(features, engine, TIGHT, newcomers)
    assert found == find_candidates_plainly(features, TIGHT, newcomers)
    assert all(newcomers & {*pair} for pair in found)
    assert {pair for pair in find_candidates(features, engine, TIGHT) if newcomers & {*pair}} <= {*found}
