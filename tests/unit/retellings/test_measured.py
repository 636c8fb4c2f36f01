"""Floors under what the retellings room was measured to do on texts that are not part of the project."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from sayso.engines import open_engine
from sayso.model import Report
from sayso.retellings import Lineage, compare_reports, find_candidates, find_lineage, read_features
from sayso.settings import RetellingSettings
from sayso.text import read_document

SHARED = Path(__file__).parents[4] / "shared"
SETTINGS = RetellingSettings()
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared is not there")]


def read_pile(name: str) -> tuple[list[Report], dict[str, Any]]:
    reports = []
    for line in (SHARED / "piles" / name / "reports.jsonl").read_text("utf-8").splitlines():
        fields = json.loads(line)
        published = datetime.fromisoformat(fields.pop("published"))
        reports.append(Report(**fields, published=published, published_precision="instant"))
    return reports, json.loads((SHARED / "piles" / name / "gold.json").read_text("utf-8"))


def trace(reports: list[Report]) -> Lineage:
    read = {report.id: (report, read_document(report.text)) for report in reports}
    pairs = find_candidates({each: read_features(document) for each, (_, document) in read.items()}, open_engine(1), SETTINGS)
    return find_lineage(reports, {(a, b): compare_reports(read[a], read[b], SETTINGS) for a, b in pairs}, SETTINGS)


@pytest.mark.parametrize("name", ["ballot", "hilltown", "plant"])
def test_piles(name: str) -> None:
    reports, gold = read_pile(name)
    found = trace(reports)
    joined = {pair for origin in found.origins for pair in combinations(origin, 2)}
    right = {pair for origin in gold["origins"] for pair in combinations(sorted(origin), 2)}
    assert len(joined & right) >= 0.8 * len(right)
    assert len(joined & right) >= 0.9 * len(joined)
    parents = {(each.child, each.parent): each.kind for each in found.retellings}
    assert sum(parents.get((each["child"], each["parent"])) == each["kind"] for each in gold["retellings"]) >= 0.8 * len(gold["retellings"])


def test_independent_reports_of_one_event_are_not_joined() -> None:
    with gzip.open(SHARED / "data" / "same-event" / "basil.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = ["\n\n".join(json.loads(line)["paragraphs"]) for line in lines]
    reports = [Report(f"r{n:03}", text) for n, text in enumerate(texts)]
    assert all(len(origin) == 1 for origin in trace(reports).origins)


def test_the_shorter_seed_is_a_rewrite_of_the_longer() -> None:
    long, short = sorted((path.read_text("utf-8") for path in (SHARED / "seeds").glob("*.txt")), key=len, reverse=True)
    (found,) = trace([Report("long", long), Report("short", short)]).retellings
    assert (found.child, found.kind) == ("short", "rewrite")
