"""An export taken apart: whether each number is as long as what stands behind it, and each span is a slice of what was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

Json = dict[str, Any]
_UNKNOWN = "unknown"
_SIDES = ("affirm", "deny", "concede", "unverified")


def find_wrong_spans(document: Json, texts: Mapping[str, tuple[str, str | None]]) -> list[str]:
    """Return each span that is no slice of its report. ``texts``: by report id, text and title as read."""
    found = []
    for report, span, where in _spans(document):
        whole = texts[report][1 if span.get("in") == "title" else 0] or ""
        if not 0 <= span["start"] < span["end"] <= len(whole) or whole[span["start"] : span["end"]] != span["text"]:
            found.append(f"{where} in {report}: {span}")
    return found


def count_spans(document: Json) -> int:
    """Return how many spans a document holds."""
    return sum(1 for _ in _spans(document))


def _spans(document: Json) -> Iterator[tuple[str, Json, str]]:
    """Yield the report, the span and where the document has it. Whatever has a start is found, also where it is not looked for by name."""
    for section in ("attributions", "figures", "corrections"):
        for row in document[section]:
            yield from ((span.get("report", row["report"]), span, section) for span in _within(row))
    for row in document["changes"]:
        yield from ((row[side], row[name], "changes") for side, name in (("parent", "before"), ("child", "after")) if row[name])
    for section in ("propositions", "voices", "names"):
        for row in document[section]:
            yield from ((span["report"], span, section) for span in _within(row))
    for row in document["reports"]:
        yield from ((row["id"], span, "reports") for span in _within(row))


def _within(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for each in value.values():
            yield from _within(each)
    elif isinstance(value, list):
        for each in value:
            yield from _within(each)


def find_loose_ends(document: Json) -> list[str]:
    """Return every number that is not the length of what stands behind it, and every name that leads nowhere."""
    return [
        *_family(document),
        *_names(document),
        *(f"{p['id']}: {each}" for p in document["propositions"] for each in _claim(document, p)),
    ]


def _family(document: Json) -> Iterator[str]:
    ids = [report["id"] for report in document["reports"]]
    placed = sorted(report for origin in document["origins"] for report in origin)
    if placed != sorted(ids):
        yield f"the origins {document['origins']} are no partition of {ids}"
    edges = {(edge["child"], edge["parent"]) for edge in document["retellings"]}
    yield from (f"a change along {change['child']}, {change['parent']}, which is no retelling" for change in document["changes"]
                if (change["child"], change["parent"]) not in edges)  # fmt: skip
    origin_of = _origins(document)
    for edge in document["retellings"]:
        if edge["kind"] in ("reprint", "rewrite", "update") and edge["parent"] and origin_of[edge["child"]] != origin_of[edge["parent"]]:
            yield f"{edge['child']} was made from {edge['parent']} and is of another origin"


def _names(document: Json) -> Iterator[str]:
    voices = {voice["id"] for voice in document["voices"]}
    claims = {claim["id"] for claim in document["propositions"]}
    reports = {report["id"] for report in document["reports"]}
    for row in (*document["attributions"], *document["figures"]):
        yield from (f"{row} names an unknown voice" for _ in [0] if row["voice"] not in {*voices, None})
        yield from (f"{row} names an unknown claim" for _ in [0] if row.get("proposition") not in {*claims, None})
        yield from (f"{row} names an unknown report" for _ in [0] if row["report"] not in reports)
    for voice in document["voices"]:
        if voice["stands_for"] not in {*voices, None}:
            yield f"{voice['id']} stands for nobody"
    ids = [row["id"] for row in document["attributions"]]
    if len(set(ids)) != len(ids):
        yield "two attributions have one id"


def _claim(document: Json, claim: Json) -> Iterator[str]:
    said = [row for row in document["attributions"] if row["proposition"] == claim["id"]]
    voices = {voice["id"]: voice for voice in document["voices"]}
    yield from _sides(claim, said)
    affirming = [voices[voice] for voice in {*claim["affirm"], *claim["concede"]}]
    n_voices = len({voice["stands_for"] or voice["id"] for voice in affirming})
    if claim["affirming_voices"] != n_voices:
        yield f"{claim['affirming_voices']} affirming voices, and {n_voices} are named"
    n_parties = len({voice["party"] for voice in affirming} - {_UNKNOWN})
    if claim["affirming_parties"] != n_parties:
        yield f"{claim['affirming_parties']} affirming parties, and {n_parties} are named"
    carriers = {row["report"] for row in said} | set(claim["stated_as_fact"])
    if set(claim["reports"]) != carriers or len(claim["reports"]) != len(carriers):
        yield f"it is in {claim['reports']}, and said or stated in {sorted(carriers)}"
    if set(claim["stated_as_fact"]) != {row["report"] for row in claim["stated_as_fact_evidence"]}:
        yield f"stated as fact in {claim['stated_as_fact']}, and the sentences are {claim['stated_as_fact_evidence']}"
    yield from _independent(document, claim)
    yield from _status(document, claim)


def _sides(claim: Json, said: Iterable[Json]) -> Iterator[str]:
    """Yield sides on which the voices are not those who say so."""
    heard: dict[str, set[str]] = defaultdict(set)
    for row in said:
        if row["voice"] is not None:
            heard[row["stance"]].add(row["voice"])
    heard["affirm"] -= heard["concede"]  # who concedes affirms, and is named once
    for side in _SIDES:
        if set(claim[side]) != heard[side] or len(claim[side]) != len(heard[side]):
            yield f"{side}: {claim[side]}, and the attributions say {sorted(heard[side])}"
    if heard["other"] or any(row["stance"] == "other" for row in said):
        yield "an attribution belongs to it and takes no side"


def _independent(document: Json, claim: Json) -> Iterator[str]:
    """Yield bounds that are not what is left of the reports when those that merge are counted once."""
    lower, upper = claim["independent_reports"]
    for bound, merges in ((upper, [m for m in claim["merges"] if m["certain"]]), (lower, claim["merges"])):
        left = len(_join(claim["reports"], merges))
        if left != bound:
            joined = [(merge["first"], merge["second"]) for merge in merges]
            yield f"{bound} independent reports, and {left} are left of {claim['reports']} after {joined}"
    origin_of = _origins(document)
    if upper > len({origin_of[report] for report in claim["reports"]}):
        yield f"{upper} independent reports from fewer origins"


def _join(reports: Iterable[str], merges: Iterable[Json]) -> set[str]:
    root = {report: report for report in reports}

    def find(report: str) -> str:
        while root[report] != report:
            report = root[report]
        return report

    for merge in merges:
        root[find(merge["first"])] = find(merge["second"])
    return {find(report) for report in root}


def _status(document: Json, claim: Json) -> Iterator[str]:
    """Yield steps on days when nobody said anything, and steps that are none."""
    published = {report["id"]: report["published"] and report["published"][:10] for report in document["reports"]}
    corrected = [each["report"] for each in document["corrections"] if claim["id"] in each["propositions"]]
    days = {published[report] for report in (*claim["reports"], *corrected)}
    steps = [(step["as_of"], step["status"]) for step in claim["status"]]
    if not {day for day, _ in steps} <= days:
        yield f"steps {steps}, and its reports are of {days}"
    if not steps or steps[0][0] != min(days, key=lambda day: day or ""):
        yield f"steps {steps}, and the first report is of {min(days, key=lambda day: day or '')}"
    if any((before[0] or "") >= (after[0] or "") or before[1] == after[1] for before, after in pairwise(steps)):
        yield f"steps {steps} do not go on from one another"
    if any(status == "contested" for _, status in steps) and not claim["deny"] and not _has_unnamed(document, claim, "deny"):
        yield "contested, and nobody denies it"


def _has_unnamed(document: Json, claim: Json, stance: str) -> bool:
    return any(row["proposition"] == claim["id"] and row["voice"] is None and row["stance"] == stance for row in document["attributions"])


def _origins(document: Json) -> dict[str, int]:
    return {report: at for at, origin in enumerate(document["origins"]) for report in origin}
