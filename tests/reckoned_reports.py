"""The bounds on the independent reports of a claim reckoned a second time, slowly, from the export and the texts: see ``reckoned``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from reckoned import WORD, Json, list_said
from sayso.lexicon import read_lexicon
from sayso.model import Report
from sayso.text import fold_marks, read_document

WRITTEN = ("statement", "letter", "e-mail", "text", "social media post", "document", "report")
RUN_WORDS = 8
LONG_QUOTE_CHARS = 24
Passages = Callable[[str, str], Sequence[tuple[int, int]]]  # what of the child (first) was taken over from the parent


def reckon_reports(document: Json, claim: Json, reports: Mapping[str, Report], passages: Passages) -> list[int]:
    """Return the bounds on the independent reports among the carriers of a claim."""
    carriers = {id_: _carry(document, claim, id_) for id_ in claim["reports"]}
    excerpts = [
        (edge["child"], edge["parent"])
        for edge in document["retellings"]
        if edge["kind"] == "excerpt" and edge["parent"] in carriers and edge["child"] in carriers
    ]
    borrowed = {child for child, parent in excerpts if _all_inside(carriers[child], passages(child, parent))}
    own = [id_ for id_ in carriers if id_ not in borrowed] or [*carriers]
    origins = [{*origin} & {*own} for origin in document["origins"]]
    retold = {edge["child"] for edge in document["retellings"] if edge["kind"] != "update" and _have_one_origin(document, edge)}
    pairs = [*combinations(own, 2)]
    hands = [(one, other) for one, other in pairs if not {one, other} & retold and _have_one_outlet(reports[one], reports[other])]
    signs = [(one, other) for one, other in pairs if _is_sign(document, claim, reports, excerpts, one, other)]
    upper = _join([group for group in origins if group], hands)
    return [len(_join(upper, signs)), len(upper)]


def _join(groups: list[set[str]], pairs: Sequence[tuple[str, str]]) -> list[set[str]]:
    """Return the groups that are left when those of each pair are one."""
    for pair in pairs:
        joined = [group for group in groups if group & {*pair}]
        groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    return groups


def _have_one_origin(document: Json, edge: Json) -> bool:
    return any(edge["child"] in origin and edge["parent"] in origin for origin in document["origins"])


def _have_one_outlet(one: Report, other: Report) -> bool:
    return bool(one.outlet and other.outlet) and (one.outlet or "").casefold() == (other.outlet or "").casefold()


def _carry(document: Json, claim: Json, report: str) -> list[Json]:
    """Return the words of a report that carry a claim."""
    spans = [span for row in list_said(document, claim) if row["report"] == report for span in row["content"]]
    return spans + [fact for fact in claim["stated_as_fact_evidence"] if fact["report"] == report]


def _all_inside(spans: Sequence[Json], passages: Sequence[tuple[int, int]]) -> bool:
    return bool(passages) and all(any(a < span["end"] and span["start"] < b for a, b in passages) for span in spans)


def _is_sign(document: Json, claim: Json, reports: Mapping[str, Report], excerpts: list[tuple[str, str]], one: str, other: str) -> bool:
    """Return whether something speaks for a common text of two reports."""
    a, b = reports[one], reports[other]
    return (
        (one, other) in excerpts
        or (other, one) in excerpts
        or _names(a, b, _carry(document, claim, one))
        or _names(b, a, _carry(document, claim, other))
        or bool(_wires(document, claim, reports, one) & _wires(document, claim, reports, other))
        or bool(_own_runs(document, a) & _own_runs(document, b))
        or bool(_written(document, claim, one) & _written(document, claim, other))
    )


def _names(report: Report, other: Report, carried: Sequence[Json]) -> bool:
    """Return whether a report names the outlet of another, which is not its own, in its byline or in a sentence that carries the claim."""
    if not other.outlet or len(other.outlet) < 4 or other.outlet == report.outlet:
        return False
    return any(re.search(rf"(?<!\w){re.escape(other.outlet)}(?!\w)", words) for words in _beside(report, carried))


def _beside(report: Report, carried: Sequence[Json]) -> Iterator[str]:
    """Yield what stands beside the words that carry a claim: the byline, and the sentences that have some of them."""
    yield report.byline or ""
    for s in read_document(report.text, "en").sentences:
        if any(s.start < span["end"] and span["start"] < s.end for span in carried if span.get("in") != "title"):
            yield report.text[s.start : s.end]


def _wires(document: Json, claim: Json, reports: Mapping[str, Report], id_: str) -> set[str]:
    """Return the agencies that a report names as where it has a claim from. That it is the agency's own report is no such thing."""
    report = reports[id_]
    known = {wire for each in reports.values() for wire in (*_carried_wires(each), *_introduced_wires(each))}
    words = " ".join(_beside(report, _carry(document, claim, id_))).casefold()
    named = {wire for wire in known if re.search(rf"(?<!\w){re.escape(wire)}(?!\w)", words)}
    return {wire for wire in {*named, *_carried_wires(report)} if wire != (report.outlet or "").casefold()}


def _carried_wires(report: Report) -> list[str]:
    """Return the agency in the date line of a report, and the one whose report it is by its byline; lower case."""
    line = re.search(r"^\w[^()\n]+\(([^()\n]+)\) - ", report.text, re.MULTILINE)
    by = re.fullmatch(r"(?:By )?(.*\b(?:Agency|Newswire|Press)\b.*|[A-Z]{2,5})", report.byline or "")
    return [found[1].casefold() for found in (line, by) if found]


def _introduced_wires(report: Report) -> list[str]:
    """Return the agencies that a report calls one; lower case."""
    nouns = "|".join(read_lexicon("credits")["agencies"])
    return [name.casefold() for name in re.findall(rf"\b(?:{nouns}) ((?:[A-Z][\w-]*)(?: [A-Z][\w-]*)*)", report.text)]


def _own_runs(document: Json, report: Report) -> set[tuple[str, ...]]:
    """Return the runs of words in the sentences that a report says in its own voice."""
    read = read_document(report.text, "en")
    taken = [
        (span["start"], span["end"])
        for row in document["attributions"]
        if row["report"] == report.id
        for span in (*row["content"], *([row["cue"]] if row["cue"] else []))
    ]
    taken += [(q.start, q.end) for q in read.quotations if q.depth == 0 and q.inner_end - q.inner_start > LONG_QUOTE_CHARS]
    runs = set()
    for sentence in read.sentences:
        if sentence.start >= report.body_start and not any(a < sentence.end and sentence.start < b for a, b in taken):
            words = re.findall(WORD, fold_marks(report.text[sentence.start : sentence.end]).casefold())
            runs |= {tuple(words[k : k + RUN_WORDS]) for k in range(len(words) - RUN_WORDS + 1)}
    return runs


def _written(document: Json, claim: Json, report: str) -> set[tuple[str, ...]]:
    """Return how the written words begin that a report quotes for a claim."""
    found = set()
    for row in list_said(document, claim):
        if row["report"] == report and row["channel"] in WRITTEN and row["mode"] != "indirect":
            words = re.findall(WORD, fold_marks(" ".join(span["text"] for span in row["content"])).casefold())
            found |= {tuple(words[:RUN_WORDS])} if len(words) >= RUN_WORDS else set()
    return found
