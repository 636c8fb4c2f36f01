"""The lessons: piles that were read, and what their gold says of each statement that was found."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.quality.matching import match_best_first, score_overlap
from bench.quality.measures import flatten, score_pile
from bench.quality.places import find_content
from sayso.desk.case import Case
from sayso.desk.painting import Pile, Traced, trace_pile
from sayso.desk.work import Work
from sayso.ledger import CaseStore, picture_to_document
from sayso.ledger.ground import Ground
from sayso.ledger.relations import Model
from sayso.ledger.retold import Aligned, align_statements
from sayso.ledger.statements import Statement, read_statements
from sayso.ledger.weigh import weigh_statements
from sayso.model import Picture
from sayso.settings import LedgerSettings

SIGNS = {"affirm": 1, "concede": 1, "deny": -1}
_LEAST_OVERLAP = 0.5
WEIGHTS = {
    "attributions.stance_accuracy": 4.0,
    "propositions.central.status_accuracy": 1.5,
    "propositions.central.independent_inside": 1.5,
    "propositions.central.affirm.f1": 1.0,
    "propositions.central.deny.f1": 1.0,
    "propositions.central.affirming_voices_exact": 0.5,
    "propositions.all.found": 0.5,
    "propositions.all.affirm.f1": 1.0,
    "propositions.all.deny.f1": 1.0,
    "propositions.all.status_accuracy": 1.0,
    "propositions.all.independent_inside": 1.0,
}

Measured = Mapping[str, float | None]


@dataclass(frozen=True)
class Lesson:
    """A pile that was read, and what its gold says of each statement: ``{proposition: stance}``, None where it says nothing."""

    name: str
    traced: Traced
    ground: Ground
    statements: Sequence[Statement]
    aligned: Aligned
    said: Sequence[dict[str, str] | None]
    raw: Sequence[dict[str, Any]]
    gold: dict[str, Any]

    @property
    def own(self) -> list[int]:
        """The statements that are no copies, by their places."""
        return [k for k in range(len(self.statements)) if k not in self.aligned.copies]


def read_lesson(folder: Path) -> Lesson:
    """Return a pile with its answers."""
    raw = [json.loads(line) for line in (folder / "reports.jsonl").read_text("utf-8").split("\n") if line.strip()]
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    store = CaseStore.open(None)
    Case(store).read([folder / "reports.jsonl"])
    traced, ground, statements, aligned = read_store(store)
    return Lesson(folder.name, traced, ground, statements, aligned, _match(statements, raw, gold), raw, gold)


def read_store(store: CaseStore) -> tuple[Traced, Ground, list[Statement], Aligned]:
    """Return what Sayso reads in the reports of a case: how they were traced, and their statements."""
    pile = Pile(store.reports())
    traced = trace_pile(pile.reports, Work(store))
    ground = Ground(pile.reports, traced.readings, traced.family, LedgerSettings())
    statements = read_statements(ground)
    return traced, ground, statements, align_statements(statements, traced.family.links)


def _match(statements: Sequence[Statement], raw: Sequence[dict[str, Any]], gold: dict[str, Any]) -> list[dict[str, str] | None]:
    reports = {record["id"]: record for record in raw}
    spans = [
        frozenset(at for part in s.attribution.content for at in range(part.start, part.end)) if s.report in gold["annotated"] else None
        for s in statements
    ]
    candidates = []
    for g, attribution in enumerate(gold["attributions"]):
        places = find_content(reports[attribution["report"]], attribution)
        for k, mine in enumerate(spans):
            if mine and statements[k].report == attribution["report"] and (overlap := score_overlap(places, mine)) >= _LEAST_OVERLAP:
                candidates.append((overlap, g, k))
    meant = {k: gold["attributions"][g] for g, k in match_best_first(candidates).items()}
    return [_stances_of(meant[k]) if k in meant else None for k in range(len(statements))]


def _stances_of(attribution: dict[str, Any]) -> dict[str, str]:
    pairs = [attribution, *(attribution.get("also") or ())]
    return {each["proposition"]: each["stance"] for each in pairs if each.get("proposition")}


def score(lesson: Lesson, model: Model, settings: LedgerSettings | None = None) -> dict[str, float | None]:
    """Return what the quality gate measures of a pile's claims under a model. Changes are no part of it."""
    traced, ground = lesson.traced, lesson.ground
    if settings is not None:
        ground = Ground(ground.reports, traced.readings, traced.family, settings)
    weighed = weigh_statements(ground, lesson.statements, model)
    picture = Picture(
        reports=tuple(ground.reports),
        origins=traced.family.origins,
        retellings=traced.family.retellings,
        voices=weighed.voices,
        attributions=weighed.attributions,
        propositions=weighed.propositions,
        figures=weighed.figures,
    )
    return dict(flatten(score_pile(lesson.raw, lesson.gold, picture_to_document(picture))))


def judge(measured: Measured) -> float:
    """Return the weighted mean of what is measured of propositions."""
    known = [(weight, value) for name, weight in WEIGHTS.items() if (value := measured.get(name)) is not None]
    return sum(weight * value for weight, value in known) / sum(weight for weight, _ in known)
