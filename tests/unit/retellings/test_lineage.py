from dataclasses import replace

from retelling_texts import DIGEST, WIRE, make_pair, make_pile, make_report
from sayso.model import Report
from sayso.retellings import Comparison, Lineage, compare_reports, find_lineage
from sayso.settings import RetellingSettings

SETTINGS = RetellingSettings()


def trace(reports: list[Report]) -> Lineage:
    pairs = [make_pair(report) for report in reports]
    comparisons = {(a[0].id, b[0].id): compare_reports(a, b, SETTINGS) for n, a in enumerate(pairs) for b in pairs[n + 1 :]}
    return find_lineage(reports, comparisons, SETTINGS)


def edges(lineage: Lineage) -> set[tuple[str, str | None, str]]:
    return {(each.child, each.parent, each.kind) for each in lineage.retellings}


def test_a_pile_falls_into_its_origins() -> None:
    found = trace(make_pile())
    assert found.origins == (("a", "b", "c"), ("d",), ("e",), ("f",))
    assert edges(found) == {("b", "a", "reprint"), ("c", "a", "rewrite"), ("f", "a", "excerpt")}


def test_a_digest_of_two_reports_does_not_join_them() -> None:
    found = trace([*make_pile(), make_report("g", DIGEST, "The Sum", 23)])
    assert not any({"a", "d"} <= set(origin) for origin in found.origins)


def test_an_agency_in_the_pile_is_the_parent_and_one_outside_it_makes_a_common_origin() -> None:
    papers = [make_report("b", WIRE, "Morning Lantern", 9), make_report("c", WIRE, "Ebbing Post", 10)]
    assert edges(trace(papers)) == {("c", "b", "common_origin")}
    with_agency = trace([make_report("a", WIRE, "Tidewire", 8), *papers])
    assert {kind for _, _, kind in edges(with_agency)} == {"reprint"}
    assert ("b", "a", "reprint") in edges(with_agency)


def comparison(parent: str, child: str, probability: float = 0.99, share: float = 0.8, **more: object) -> Comparison:
    return replace(Comparison(parent, child, probability, 0.9, "rewrite", False, share, share), **more)  # type: ignore[arg-type]


def lineage(ids: str, *comparisons: Comparison) -> Lineage:
    return find_lineage([Report(each, "text") for each in ids], {(c.parent, c.child): c for c in comparisons}, SETTINGS)


def test_a_retelling_of_a_retelling_hangs_on_the_closer_text() -> None:
    found = lineage("abc", comparison("a", "b"), comparison("b", "c", share=0.9), comparison("a", "c", share=0.6))
    assert {(each.child, each.parent) for each in found.retellings} == {("b", "a"), ("c", "b")}


def test_weak_links_do_not_chain() -> None:
    weak = [comparison("a", "c", 0.5, 0.3), comparison("b", "c", 0.6, 0.31)]
    assert lineage("abc", *weak).origins == (("a",), ("b", "c"))


def test_directions_that_go_round_in_a_circle_are_cut() -> None:
    found = lineage("abc", comparison("a", "b"), comparison("b", "c"), comparison("c", "a"))
    assert len(found.retellings) == 2
    assert found.origins == (("a", "b", "c"),)


def test_reports_that_are_not_in_the_pile_are_passed_over() -> None:
    assert lineage("ab", comparison("a", "x"), comparison("y", "b")) == Lineage((), (("a",), ("b",)))


def test_an_empty_pile_has_no_origins() -> None:
    assert find_lineage([], {}, SETTINGS) == Lineage((), ())
