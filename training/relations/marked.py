"""Invented coverage with its writer's marks, as Sayso reads it: probes (``tests/probes``) and coverage to learn from share one format."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.quality.probes import Expected, Probe, read_probes
from sayso.desk.case import Case
from sayso.ledger import CaseStore
from sayso.ledger.ground import Ground
from sayso.ledger.statements import Statement
from training.relations.lessons import read_store


@dataclass(frozen=True)
class MarkedPile:
    """A pile that was read, and what is expected of each of its statements, None where nothing is known of it.

    ``own``: the places of those that are no copies.
    """

    ground: Ground
    statements: Sequence[Statement]
    marks: Sequence[Expected | None]
    own: Sequence[int]


def read_marked(path: Path) -> list[MarkedPile]:
    """Return the piles of a file of probes."""
    return [_read_probe(probe) for probe in read_probes(path.read_text("utf-8"))]


def _read_probe(probe: Probe) -> MarkedPile:
    store = CaseStore.open(None)
    lines = "".join(json.dumps(report) + "\n" for report in probe.reports)
    Case(store).read(["-"], stdin=io.BytesIO(lines.encode()))
    _, ground, statements, aligned = read_store(store)
    texts = {report["id"]: report["text"] for report in probe.reports}
    marks = [_find_mark(statement, probe, texts[statement.report]) for statement in statements]
    return MarkedPile(ground, statements, marks, [k for k in range(len(statements)) if k not in aligned.copies])


def _find_mark(statement: Statement, probe: Probe, text: str) -> Expected | None:
    """Return the mark whose words a statement shares most of, if it shares any."""
    best, found = 0, None
    for each in probe.expected:
        if (at := text.find(each.words)) >= 0:
            end = at + len(each.words)
            shared = sum(max(0, min(end, part.end) - max(at, part.start)) for part in statement.attribution.content)
            if shared > best:
                best, found = shared, each
    return found
