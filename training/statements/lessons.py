"""The invented events as lessons for the ledger: reports put together of their statements, read as any report is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sayso.claims import Tagged, read_claims
from sayso.ledger.ground import Family, Ground
from sayso.ledger.retold import Aligned
from sayso.ledger.statements import Statement, read_statements
from sayso.model import Report
from sayso.text import Document, read_document
from training.statements.events import EVENTS, read_records

_OWN_WORDS = {"i", "we", "our", "my", "us"}  # such a statement is quoted
_FIRST_DAY = datetime(2031, 3, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class EventLesson:
    """The statements of an event in order, and what each says: ``{proposition: stance}``."""

    name: str
    statements: Sequence[Statement]
    aligned: Aligned
    said: Sequence[dict[str, str]]


@dataclass(frozen=True)
class _Given:
    """A tagger that has its answer already."""

    found: Sequence[Tagged]
    version: str = "given"

    def tag(self, document: Document) -> Sequence[Tagged]:
        return self.found


def read_event_lessons(prefix: str = "", folder: Path = EVENTS) -> list[EventLesson]:
    """Return the events whose names begin with ``prefix``."""
    return [_read_lesson(path) for path in sorted(folder.glob(f"{prefix}*.jsonl"))]


def _read_lesson(path: Path) -> EventLesson:
    by_report: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for record in read_records(path):
        by_report[record["report"]].append(record)
    reports, readings, meant = [], {}, {}
    for number, found in sorted(by_report.items()):
        id_ = f"r{number:03}"
        text, tagged = _write_report(found)
        published = _FIRST_DAY + timedelta(days=number)
        report = Report(id_, text, outlet=f"Outlet {number}", published=published, published_precision="instant", language="en")
        reports.append(report)
        readings[id_] = read_claims(report, read_document(text, "en"), tagger=_Given(tagged))
        meant |= {(id_, each.content[0][0]): record for each, record in zip(tagged, found, strict=True)}
    family = Family(tuple((report.id,) for report in reports), ())
    statements, said = [], []
    for statement in read_statements(Ground(reports, readings, family)):
        record = meant.get((statement.report, statement.attribution.content[0].start))
        if record is not None:
            unit = f"{record['party']} {record['voice']}"
            attribution = replace(statement.attribution, voice=unit)
            statements.append(replace(statement, attribution=attribution, unit=unit, party=record["party"]))
            said.append({record["proposition"]: record["stance"]} if record["proposition"] else {})
    return EventLesson(path.stem, statements, Aligned(), said)


def _write_report(records: Sequence[dict[str, Any]]) -> tuple[str, list[Tagged]]:
    """Return a text with each statement in a paragraph of its own, and where their parts stand."""
    text, tagged = "", []
    for record in records:
        source, cue, content = record.get("source") or "", record.get("cue") or "", record["content"]
        is_quoted = bool({*content.lower().split()} & _OWN_WORDS)
        at = len(text)
        begin = at + len(source) + bool(source)
        start = begin + len(cue) + bool(cue) + is_quoted
        text += " ".join(filter(None, (source, cue, f"“{content}”" if is_quoted else content))) + ".\n\n"
        tagged.append(
            Tagged((at, at + len(source)) if source else None, (begin, begin + len(cue)) if cue else None, ((start, start + len(content)),))
        )
    return text, tagged
