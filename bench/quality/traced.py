"""How well retellings are told from independent reports, and which way round they went."""

from __future__ import annotations

import argparse
import tempfile
from datetime import datetime
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.quality.lineage import score_origins, score_retellings
from bench.quality.shared_data import SHARED, Scores, load_scorer, read_json, read_lines, read_records, spread
from sayso.engines import open_engine
from sayso.model import Report
from sayso.retellings import Comparison, Lineage, compare_reports, find_candidates, find_lineage, read_features
from sayso.settings import RetellingSettings
from sayso.text import read_document

SETTINGS = RetellingSettings()
ROOT = Path(__file__).resolve().parents[2]
PILES = (SHARED / "piles", ROOT / "examples", ROOT / "tests" / "piles")


# retelling pairs


def trace(reports: list[Report]) -> tuple[Lineage, dict[tuple[str, str], Comparison]]:
    """Return the family tree of some reports and the comparisons that it rests on."""
    read = {report.id: (report, read_document(report.text)) for report in reports}
    pairs = find_candidates({each: read_features(document) for each, (_, document) in read.items()}, open_engine(1), SETTINGS)
    comparisons = {(a, b): compare_reports(read[a], read[b], SETTINGS) for a, b in pairs}
    return find_lineage(reports, comparisons, SETTINGS), comparisons


def read_report(record: dict[str, Any]) -> Report:
    """Return the report of a record of the scorers or of a pile."""
    published = record.get("published")
    fields: dict[str, Any] = {key: record.get(key) for key in ("outlet", "url", "title", "byline")}
    if not published:
        return Report(record["id"], record["text"], **fields)
    instant = datetime.fromisoformat(published if "T" in published else f"{published}T00:00:00+00:00")
    return Report(record["id"], record["text"], **fields, published=instant, published_precision="instant" if "T" in published else "day")


def measure_versions(options: argparse.Namespace) -> Scores:
    """Return the scores of ``versions.py``, with the share of gold pairs among the candidates."""
    versions = load_scorer("versions")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = SHARED / "data"
        versions.build(data / "versions" / "wmt21.jsonl.gz", data / "same-event" / "basil.jsonl.gz", folder, 7)
        records, (gold,) = read_lines(folder / "reports.jsonl"), read_lines(folder / "gold.json")
    if options.sample:
        gold["groups"] = spread(gold["groups"], options.sample)
        kept = {each for group in gold["groups"] for each in group}
        records = [record for record in records if record["id"] in kept]
    lineage, comparisons = trace([read_report(record) for record in records])
    export = {"origins": lineage.origins, "retellings": [{"child": e.child, "parent": e.parent} for e in lineage.retellings]}
    scores = versions.score(gold, export)
    wanted = {tuple(sorted((a, b))) for group in gold["groups"] for a in group for b in group if a < b}
    scores["candidates"] = {"pairs": len(comparisons), "recall": len(wanted & comparisons.keys()) / len(wanted)}
    return scores, [export]


# direction


def _judge_direction(first: str, second: str, seed: str) -> int:
    """Return 1 if the second text is taken for the retelling, -1 if the first is, 0 for "cannot tell". Ids give nothing away."""
    ids = [f"r{sha256(f'{seed} {text}'.encode()).hexdigest()}" for text in (first, second)]
    if first == second:
        return 0
    found = compare_reports((Report(ids[0], first), read_document(first)), (Report(ids[1], second), read_document(second)), SETTINGS)
    if found.direction_probability < SETTINGS.direction_least:
        return 0
    return 1 if found.child == ids[1] else -1


def _score_answers(answers: list[int]) -> dict[str, Any]:
    given = [each for each in answers if each]
    right = sum(each == 1 for each in given)
    return {"answered": len(given) / len(answers), "right": right / len(given) if given else None, "pairs": len(answers)}


def measure_direction(options: argparse.Namespace) -> Scores:
    """Return which share is answered, and which share of the answers is right: rewrites by level, passages by how they were disguised."""
    scores: dict[str, Any] = {}
    levels = ("adv", "int", "ele")
    records = spread(read_records("rewrites/onestop.jsonl.gz"), options.sample)
    by_level = {f"{a}-{b}": [_judge_direction(record[a], record[b], "rewrites") for record in records] for a, b in combinations(levels, 2)}
    scores["rewrites"] = {each: _score_answers(answers) for each, answers in by_level.items()}
    scores["rewrites"]["all"] = _score_answers([each for answers in by_level.values() for each in answers])
    texts = {each["id"]: each["text"] for each in read_records("pan13/documents.jsonl.gz")}
    pairs = [pair for pair in read_records("pan13/pairs.jsonl.gz") if pair["passages"]]
    kinds = sorted({pair["kind"] for pair in pairs})
    by_kind: dict[str, list[int]] = {}
    for kind in kinds:
        for pair in spread([each for each in pairs if each["kind"] == kind], options.sample):
            for each in pair["passages"]:
                parent, child = texts[pair["src"]][slice(*each["src"])], texts[pair["susp"]][slice(*each["susp"])]
                by_kind.setdefault(kind, []).append(_judge_direction(parent, child, "passages"))
    scores["passages"] = {kind: _score_answers(answers) for kind, answers in by_kind.items()}
    scores["passages"]["all"] = _score_answers([each for answers in by_kind.values() for each in answers])
    scores["passages"]["reworded"] = _score_answers([each for kind in kinds if kind != "no" for each in by_kind[kind]])
    return scores, []


# piles


def measure_piles(options: argparse.Namespace) -> Scores:
    """Return origins and retellings of the invented piles, those of the project included, and in how many the origins are all right."""
    scores, exact = dict[str, Any](), list[bool]()
    for folder in sorted(path.parent for root in PILES for path in root.glob("*/gold.json")):
        gold = read_json(folder / "gold.json")
        lineage, _ = trace([read_report(record) for record in read_lines(folder / "reports.jsonl")])
        edges = [{"child": e.child, "parent": e.parent, "kind": e.kind, "probability": e.probability} for e in lineage.retellings]
        scores[folder.name] = {
            "origins": score_origins(gold["origins"], lineage.origins),
            "retellings": score_retellings(gold["retellings"], edges),
        }
        exact.append({frozenset(each) for each in gold["origins"]} == {frozenset(each) for each in lineage.origins})
    scores["all"] = {"piles": len(exact), "origins_right": sum(exact)}
    return scores, []
