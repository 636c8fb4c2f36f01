"""What came of a check, for programs: JSON, annotations for GitHub, SARIF 2.1.0."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from sayso.model import Report, Skip, Span
from sayso.surfaces.exports.json_text import document_to_json
from sayso.surfaces.exports.wellformed import mend_controls
from sayso.surfaces.terminal.phrases import clip, place, plain

if TYPE_CHECKING:
    from sayso.desk import Checked, DraftFile, Finding

Json = dict[str, Any]

SCHEMA = 1
_SHOWN_CHARS = 160
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
# What each kind is called, and what an editor has to know of it.
FINDING_KINDS: dict[str, tuple[str, str]] = {
    "attribution_lost": ("attribution lost", "Someone said it in the report; the draft states it as fact."),
    "voice_changed": ("words given to another voice", "The draft gives the words to someone else than the report does."),
    "cue_shifted": (
        "reporting verb shifted",
        "The draft's verb takes another stand on the words, as claimed and admitted do against said.",
    ),
    "quote_altered": ("quote altered", "The words inside quotation marks are not those of the report."),
    "figure_changed": ("figure changed", "The draft has another figure, or another bound of it, than the report."),
    "date_changed": ("date changed", "The draft has another date than the report."),
    "name_swapped": ("name swapped", "The draft has another name in the place of the report's."),
    "hedge_dropped": ("hedge dropped", "The report held it back; the draft does not."),
    "negation_flipped": ("negation flipped", "The draft says the opposite of the report in the same words."),
    "label_shifted": ("label shifted", "The draft charges whom or what the report names plainly, or the other way round."),
    "denial_dropped": ("denial dropped", "The draft carries the claim and leaves out the denial that stands in the report."),
}


class Check(NamedTuple):
    """A draft file and what came of checking it."""

    file: DraftFile
    checked: Checked


def checks_to_document(checks: Sequence[Check], skipped: Sequence[Skip] = ()) -> Json:
    """Return all findings with both their spans. ``after`` is in the draft, as line and column too; ``before`` in the report."""
    reports = {report.id: report for check in checks for report in check.checked.reports}
    return {
        "schema": SCHEMA,
        "drafts": [_draft(each) for each in checks],
        "reports": [_report(each) for each in reports.values()],
        "skipped": [{"path": each.path, "code": each.code, "what": each.what} for each in skipped],
        "findings": [_finding(check, finding) for check in checks for finding in check.checked.findings],
    }


def _draft(check: Check) -> Json:
    draft, checked = check.file.report, check.checked
    return {
        "path": check.file.path,
        "id": draft.id,
        "language": draft.language,
        "n_chars": len(draft.text),
        "sha256": draft.sha256,
        "sentences": checked.n_sentences,
        "sentences_traced": checked.n_traced,
        "unmeasured": [{"report": id_, "reason": {"code": reason.code, "says": reason.says}} for id_, reason in checked.unmeasured],
    }


def _report(report: Report) -> Json:
    return {"id": report.id, "path": report.path, "outlet": report.outlet, "title": report.title, "language": report.language}


def _finding(check: Check, finding: Finding) -> Json:
    start, end = _locate(check, finding.after)
    return {
        "draft": check.file.path,
        "line": start[0],
        "column": start[1],
        "end_line": end[0],
        "end_column": end[1],
        "kind": finding.kind,
        "report": finding.report,
        "before": _span(finding.before),
        "after": _span(finding.after),
        "says": FINDING_KINDS[finding.kind][1],
    }


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _locate(check: Check, span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return line and column of the first character and of the one after the last."""
    (line, column), (last_line, last_column) = check.file.locate(span.start), check.file.locate(span.end - 1)
    return (line, column), (last_line, last_column + (check.file.line is None))


def name_report(checked: Checked, report_id: str) -> str:
    """Return a report's id and outlet."""
    outlet = next((each.outlet for each in checked.reports if each.id == report_id), None)
    return plain(f"{report_id} {outlet}" if outlet else report_id)


def describe_finding(check: Check, finding: Finding) -> str:
    """Return a finding in one sentence, with the words of both sides."""
    before, after = (clip(plain(span.text), _SHOWN_CHARS) for span in (finding.before, finding.after))
    where = f"{name_report(check.checked, finding.report)} {place(finding.before)}"
    return f"{FINDING_KINDS[finding.kind][1]} In {where}: “{before}” In the draft: “{after}”"


# ---------------------------------------------------------------------------------------------------------- github


def checks_to_github(checks: Sequence[Check]) -> str:
    """Return a line for each finding that GitHub's runner shows beside the line of the draft."""
    return "".join(_annotate(check, finding) for check in checks for finding in check.checked.findings)


def _annotate(check: Check, finding: Finding) -> str:
    (line, column), (end_line, end_column) = _locate(check, finding.after)
    places: list[tuple[str, object]] = [("file", _as_path(check.file.path)), ("line", line), ("endLine", end_line)]
    if line == end_line and check.file.line is None:  # the runner takes columns within one line only
        places += [("col", column), ("endColumn", max(column, end_column - 1))]
    places.append(("title", f"Sayso: {FINDING_KINDS[finding.kind][0]}"))
    said = ",".join(f"{name}={_escape(str(value), in_property=True)}" for name, value in places)
    return f"::warning {said}::{_escape(describe_finding(check, finding))}\n"


def _escape(words: str, *, in_property: bool = False) -> str:
    """Return words that the runner takes for words: none of them ends the line or begins another command."""
    escaped = mend_controls(words).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if in_property else escaped


def _as_path(path: str) -> str:
    return PurePath(path).as_posix()


# ----------------------------------------------------------------------------------------------------------- sarif


def checks_to_sarif(checks: Sequence[Check], version: str) -> str:
    """Return the findings as SARIF 2.1.0, which code hosts and editors read."""
    driver = {"name": "Sayso", "version": version, "rules": [_rule(kind) for kind in FINDING_KINDS]}
    results = [_result(check, finding) for check in checks for finding in check.checked.findings]
    artifacts = [{"location": {"uri": _as_uri(each.file.path)}} for each in checks]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "artifacts": artifacts, "results": results}
    return document_to_json({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


def _rule(kind: str) -> Json:
    name, says = FINDING_KINDS[kind]
    return {
        "id": kind,
        "name": re.sub(r"(?:^|_)(\w)", lambda found: found[1].upper(), kind),
        "shortDescription": {"text": name[0].upper() + name[1:]},
        "fullDescription": {"text": says},
        "defaultConfiguration": {"level": "warning"},
    }


def _result(check: Check, finding: Finding) -> Json:
    report = next((each for each in check.checked.reports if each.id == finding.report), None)
    where = {"artifactLocation": {"uri": _as_uri(check.file.path)}, "region": _region(check, finding.after)}
    return {
        "ruleId": finding.kind,
        "ruleIndex": list(FINDING_KINDS).index(finding.kind),
        "level": "warning",
        "message": {"text": describe_finding(check, finding)},
        "locations": [{"physicalLocation": where}],
        "relatedLocations": list(_related(report, finding.before)) if report else [],
        "partialFingerprints": {"saysoFinding/v1": _fingerprint(finding)},
    }


def _region(check: Check, span: Span) -> Json:
    (line, column), (end_line, end_column) = _locate(check, span)
    if check.file.line is not None:
        return {"startLine": line}
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column, "snippet": {"text": span.text}}


def _related(report: Report, span: Span) -> Iterator[Json]:
    """Yield where the report has it. Records in one file stand in a line of their own."""
    path, _, line = (report.path or "").rpartition(":")
    message = {"text": f"{plain(report.id)} {place(span)}: “{clip(plain(span.text), _SHOWN_CHARS)}”"}
    if path and line.isdigit():
        region: Json = {"startLine": int(line)}
    else:
        path, region = report.path or "", {"charOffset": span.start, "charLength": span.end - span.start}
    where: Json = {"artifactLocation": {"uri": _as_uri(path)}, "region": region} if path else {}
    yield {"id": 1, "message": message, **({"physicalLocation": where} if where else {})}


def _as_uri(path: str) -> str:
    return quote(_as_path(path).encode("utf-8", "replace"), safe="/-._~")


def _fingerprint(finding: Finding) -> str:
    """Return what stays the same of a finding when lines are added above it."""
    said = json.dumps([finding.kind, finding.report, finding.before.text, finding.after.text])
    return hashlib.sha256(said.encode()).hexdigest()[:32]
