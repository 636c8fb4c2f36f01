"""Every number of an export is proven from its evidence, and ``why`` unfolds it into just that.

The piles: the example, the invented one with something to overrule, and generated ones. A number that is added to the export has to be
entered here with what proves it, or the walk fails.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.speed.invent import invent_reports
from overruled_pile import REPORTS, find_claim, find_said, open_pile
from proven import prove_claim, prove_evidence, prove_spans, rests_on_words
from sayso.desk import Case, read
from sayso.ledger import CaseStore
from sayso.model import Report

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/reports.jsonl"))
TALLIES = ("affirm", "deny", "concede", "unverified", "reports", "stated_as_fact", "independent_reports", "affirming_voices",
           "affirming_parties", "first_hand", "status")  # fmt: skip
# Where numbers stand in an export, and what they rest on. "*" is any place in a list.
NUMBERS = {
    "schema": "the shape of the document",
    "duplicates": "sightings, which the case keeps",
    "reports.*.n_chars": "the text",
    "retellings.*.probability": "reasons",
    "retellings.*.direction_probability": "reasons",
    "retellings.*.share_of_child": "reasons",
    "retellings.*.reasons.*.weight": "a reason itself",
    "voices.*.reasons.*.weight": "a reason itself",
    "attributions.*.stance_probability": "words",
    "propositions.*.independent_reports.*": "a tally",
    "propositions.*.affirming_voices": "a tally",
    "propositions.*.affirming_parties": "a tally",
    "propositions.*.merges.*.reason.weight": "a reason itself",
    "figures.*.low": "words",
    "figures.*.high": "words",
    "overrulings.*.number": "the log",
    "overrulings.*.undoes": "the log",
}
OFFSETS = ("start", "end")
OPENED: list[Case] = []


def _generate(n_reports: int, seed: int) -> Case:
    store = CaseStore.open(None)
    for each in invent_reports(n_reports, seed):
        published = {"published": None, "published_precision": None}
        store.add([Report(each["id"], each["text"], each["outlet"], title=each["title"], language="en", **published)])
    return Case(store)


def _overrule() -> Case:
    case = open_pile([*REPORTS, replace(REPORTS[0], path="again.jsonl:1"), replace(REPORTS[0], path="again.jsonl:2")])
    case.overrule(
        "same_claim", find_claim(case, "The bridge at Ostwick is closed").id, find_claim(case, "tore two cables").id, why="a test"
    )
    case.overrule("other_voice", find_said(case, "r3", "nobody was hurt").id, why="a test")
    case.overrule("stance", find_said(case, "r3", "Two cables fell").id, "unverified", why="a test")
    case.overrule("other_parent", "r2", "r3", why="a test")
    case.overrule("other_party", find_said(case, "r1", "the bridge at Ostwick is closed").voice or "", "the union", why="a test")
    return case


PILES = {
    **{path.parent.name: (lambda path=path: read(path)) for path in EXAMPLES},
    "invented": lambda: open_pile(REPORTS),
    "overruled": _overrule,
    "generated 1": lambda: _generate(12, 1),
    "generated 2": lambda: _generate(12, 2),
}


@cache
def _open(name: str) -> tuple[Case, dict[str, Any], dict[str, tuple[str, str | None]]]:
    case = PILES[name]()
    OPENED.append(case)
    texts = {report.id: (report.text, report.title) for report in case.picture().reports}
    return case, case.export(), texts


@pytest.fixture(scope="module", autouse=True)
def _close_all():
    yield
    for case in OPENED:
        case.close()
    _open.cache_clear()


def _walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, each in value.items():
            if path != "overrulings.*" or key != "about":
                yield from _walk(each, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for each in value:
            yield from _walk(each, f"{path}.*")
    else:
        yield path, value


@pytest.mark.parametrize("name", PILES)
def test_no_number_stands_in_an_export_without_a_way_to_prove_it(name):
    document = _open(name)[1]
    unproven = {path for path, value in _walk(document) if isinstance(value, int | float) and not isinstance(value, bool)}
    assert {path for path in unproven if path not in NUMBERS and path.rpartition(".")[2] not in OFFSETS} == set()


@pytest.mark.parametrize("name", PILES)
def test_each_tally_follows_from_the_rest_of_the_export(name):
    _, document, texts = _open(name)
    for claim in document["propositions"]:
        prove_claim(document, claim)
    assert prove_spans(document, texts) > 0
    assert all(len(texts[each["id"]][0]) == each["n_chars"] for each in document["reports"])
    assert sorted(report for origin in document["origins"] for report in origin) == sorted(texts)


@pytest.mark.parametrize("name", PILES)
def test_why_gives_each_tally_of_the_export_and_what_adds_up_to_it(name):
    case, document, texts = _open(name)
    for claim in document["propositions"]:
        prove_evidence(case.why(claim["id"]), texts)
        for key in TALLIES:
            unfolded = case.why(f"{claim['id']}.{key}")
            assert unfolded.value == claim[key]
            assert all(map(rests_on_words, unfolded.parts)), unfolded.thing
        low, high = (case.why(f"{claim['id']}.independent_reports.{end}") for end in ("at_least", "at_most"))
        assert [low.value, high.value] == claim["independent_reports"] == [len(low.parts), len(high.parts)]


@pytest.mark.parametrize("name", PILES)
def test_why_unfolds_everything_else_that_an_export_names(name):
    case, document, texts = _open(name)
    for report in document["reports"]:
        assert case.why(f"{report['id']}.n_chars").value == report["n_chars"]
    for voice in document["voices"]:
        unfolded = case.why(voice["id"])
        prove_evidence(unfolded, texts)
        assert unfolded.parts[0].value == sum(each["voice"] == voice["id"] for each in document["attributions"])
        assert case.why(f"{voice['id']}.party").value == voice["party"]
    for said in document["attributions"]:
        unfolded = case.why(said["id"])
        prove_evidence(unfolded, texts)
        assert round(case.why(f"{said['id']}.stance_probability").value, 4) == said["stance_probability"]
    for n, figure in enumerate(document["figures"], 1):
        unfolded = case.why(f"f{n}")
        prove_evidence(unfolded, texts)
        assert (case.why(f"f{n}.low").value, case.why(f"f{n}.high").value) == (figure["low"], figure["high"])
    for edge in document["retellings"]:
        unfolded = case.why(edge["child"], edge["parent"]) if edge["parent"] else case.why(f"{edge['child']}>")
        prove_evidence(unfolded, texts)
        changes = [each for each in document["changes"] if (each["child"], each["parent"]) == (edge["child"], edge["parent"] or "")]
        assert unfolded.parts[-1].value == len(changes)
        assert [reason.says for reason in unfolded.reasons] == [reason["says"] for reason in edge["reasons"]]
    for n, origin in enumerate(document["origins"], 1):
        assert case.why(f"o{n}").value == origin
    for section in ("reports", "origins", "retellings", "voices", "figures", "names", "skipped"):
        unfolded = case.why(section)
        prove_evidence(unfolded, texts)
        assert unfolded.value == len(document[section])
    assert case.why("claims").value == len(document["propositions"])
    assert case.why("duplicates").value == document["duplicates"] == len(case.why("duplicates").parts)
    assert case.why("retold").value == len({edge["child"] for edge in document["retellings"]})
    assert case.why("changes").value == len(document["changes"])
    for kind in {each["kind"] for each in document["changes"]}:
        unfolded = case.why(kind)
        prove_evidence(unfolded, texts)
        assert unfolded.value == sum(each["kind"] == kind for each in document["changes"]) == sum(map(rests_on_words, unfolded.parts))


def test_evidence_that_does_not_add_up_cannot_be_made():
    from sayso.model import Evidence

    part = Evidence("r1", "carries it")
    assert Evidence("p1.reports", "", 1, is_tally=True, parts=(part,)).value == 1
    for value, parts in ((2, (part,)), (["r2"], (part,)), (2, (part, part))):
        with pytest.raises(ValueError, match=r"p1\.reports"):
            Evidence("p1.reports", "", value, is_tally=True, parts=parts)


def test_the_evidence_is_json(tmp_path):
    from sayso.ledger import evidence_to_document

    case = _open("invented")[0]
    document = evidence_to_document(case.why("claims"))
    assert json.loads(json.dumps(document, allow_nan=False)) == document
