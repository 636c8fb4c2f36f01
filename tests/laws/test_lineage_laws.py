"""What holds of the family tree of any pile."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retelling_texts import REWRITE, make_pair, make_pile, make_report
from sayso.model import Report
from sayso.retellings import Comparison, Lineage, compare_reports, find_lineage
from sayso.settings import RetellingSettings

SETTINGS = RetellingSettings()
KINDS = st.sampled_from(["rewrite", "reprint", "excerpt", "update", "common_origin"])
NUMBERS = st.floats(0, 1).map(lambda x: round(x, 3))


@st.composite
def piles(draw: st.DrawFn) -> tuple[list[Report], dict[tuple[str, str], Comparison]]:
    """Any comparisons of dated reports: the smaller id is the earlier report."""
    ids = [f"r{n}" for n in range(draw(st.integers(1, 7)))]
    drawn = {}
    for first, second in combinations(ids, 2):
        if draw(st.booleans()):
            drawn[first, second] = Comparison(
                first, second, draw(NUMBERS), 0.95, draw(KINDS), False, draw(NUMBERS), draw(NUMBERS), passage_words=draw(st.integers(0, 80))
            )
    return [Report(each, "text", outlet=draw(st.sampled_from(["X", "Y", None]))) for each in ids], drawn


def is_free_of_cycles(lineage: Lineage) -> bool:
    parents: dict[str, set[str]] = {}
    for each in lineage.retellings:
        parents.setdefault(each.child, set()).add(each.parent or "")
    above = {child: set(direct) for child, direct in parents.items()}
    for _ in above:
        above = {child: known.union(*(above.get(each, set()) for each in known)) for child, known in above.items()}
    return not any(child in known for child, known in above.items())


@given(piles())
def test_origins_part_the_reports_and_no_report_descends_from_itself(pile: tuple[list[Report], dict[tuple[str, str], Comparison]]) -> None:
    reports, comparisons = pile
    found = find_lineage(reports, comparisons, SETTINGS)
    assert sorted(each for origin in found.origins for each in origin) == sorted(report.id for report in reports)
    assert is_free_of_cycles(found)


@given(piles(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(pile: tuple[list[Report], dict[tuple[str, str], Comparison]], rng: random.Random) -> None:
    reports, comparisons = pile
    shuffled, items = reports[:], list(comparisons.items())
    rng.shuffle(shuffled)
    rng.shuffle(items)
    assert find_lineage(shuffled, dict(items), SETTINGS) == find_lineage(reports, comparisons, SETTINGS)


@given(piles(), st.data())
def test_adding_a_copy_never_raises_the_number_of_origins(
    pile: tuple[list[Report], dict[tuple[str, str], Comparison]], data: st.DataObject
) -> None:
    reports, comparisons = pile
    copied = data.draw(st.sampled_from([report.id for report in reports]))
    before = find_lineage(reports, comparisons, SETTINGS)
    copy = Comparison(copied, "z", 1.0, 0.95, "reprint", True, 1.0, 1.0)
    after = find_lineage([*reports, Report("z", "text", outlet="Z")], {**comparisons, (copied, "z"): copy}, SETTINGS)
    assert len(after.origins) <= len(before.origins)


@pytest.mark.parametrize("share", [0.4, 0.7, 1.0])
@pytest.mark.parametrize("which", range(6))
def test_adding_a_reprint_of_any_report_changes_no_count(which: int, share: float) -> None:
    pile = make_pile()
    paragraphs = pile[which].text.split("\n\n")
    text = "\n\n".join(paragraphs[: max(1, round(len(paragraphs) * share))])
    pile.append(make_report("z", text, "Late Copy", 23))
    assert len(trace(pile).origins) == len(trace(make_pile()).origins)


def test_adding_a_rewrite_changes_no_count() -> None:
    assert len(trace([*make_pile(), make_report("z", REWRITE.replace("Some 212", "About 212"), "Late Copy", 23)]).origins) == 4


def trace(reports: list[Report]) -> Lineage:
    pairs = [make_pair(report) for report in reports]
    comparisons = {(a[0].id, b[0].id): compare_reports(a, b, SETTINGS) for a, b in combinations(pairs, 2)}
    return find_lineage(reports, comparisons, SETTINGS)


@given(st.integers(2, 6), st.floats(0.45, 1.0), KINDS, st.data())
def test_a_digest_of_any_number_of_reports_leaves_as_many_origins(n: int, probability: float, kind: str, data: st.DataObject) -> None:
    ids = [f"r{k}" for k in range(n)]
    share = data.draw(st.floats(0.0, 1 / n - 0.01))
    drawn = {(each, "z"): Comparison(each, "z", probability, 0.95, kind, False, share, 0.8, passage_words=40) for each in ids}  # type: ignore[arg-type]
    found = find_lineage([Report(each, "text", outlet=f"Outlet {each}") for each in [*ids, "z"]], drawn, SETTINGS)
    homes = [next(origin for origin in found.origins if each in origin) for each in ids]
    assert len(set(homes)) == n


@given(piles())
def test_what_holds_an_origin_together_is_at_least_the_verified_threshold(
    pile: tuple[list[Report], dict[tuple[str, str], Comparison]],
) -> None:
    reports, comparisons = pile
    found = find_lineage(reports, comparisons, SETTINGS)
    sure = {
        frozenset(pair) for pair, each in comparisons.items() if each.probability >= SETTINGS.join_probability and each.kind != "excerpt"
    }
    for origin in found.origins:
        reached, waiting = {origin[0]}, [origin[0]]
        while waiting:
            here = waiting.pop()
            fresh = {each for each in origin if each not in reached and frozenset((here, each)) in sure}
            reached |= fresh
            waiting += sorted(fresh)
        assert reached == set(origin)
