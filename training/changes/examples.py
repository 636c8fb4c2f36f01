"""The examples: the statements of both sides of each retelling of a pile, and what the gold says became of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bench.quality.matching import Record
from bench.quality.places import Places, find_places
from sayso.desk.meanings import gather_meanings
from sayso.desk.work import cut_report
from sayso.retellings.changes.fates import Fate, Judgement
from sayso.retellings.changes.side_by_side import Side, SideBySide
from sayso.settings import RetellingSettings
from training.relations.lessons import Lesson

# what the gold calls it, and on which side the statement stands
_SOUGHT: dict[Judgement, tuple[str, str]] = {
    "omitted": ("omitted", "before"),
    "added": ("added", "after"),
    "bare": ("attribution_lost", "before"),
}


class Example(NamedTuple):
    """A statement, what it shows of its fate, and whether that is the fate that the gold gives it."""

    fate: Fate
    is_so: bool


def list_examples(lesson: Lesson, judgement: Judgement) -> Iterator[Example]:
    """Yield the statements along the pile's retellings that one judgement is asked of."""
    kind, field = _SOUGHT[judgement]
    reports = {record["id"]: record for record in lesson.raw}
    for (child, parent), both in lay_side_by_side(lesson):
        mine, fates = (both.child, both.fates_of_child) if field == "after" else (both.parent, both.fates_of_parent)
        report = reports[child if field == "after" else parent]
        told = [each for each in lesson.gold["changes"] if (each["child"], each["parent"], each["kind"]) == (child, parent, kind)]
        wanted = [_find(report, each, field) for each in told]
        for said, fate in zip(mine.sayings, fates, strict=True):
            if fate.may_be(judgement):
                places = range(said.whole.start, said.whole.end)
                yield Example(fate, any(not each.isdisjoint(places) for each in wanted))


def lay_side_by_side(lesson: Lesson) -> Iterator[tuple[tuple[str, str], SideBySide]]:
    """Yield ``((child, parent), both)`` of each retelling that the gold and Sayso know."""
    known = {(each["child"], each["parent"]) for each in (*lesson.gold["retellings"], *lesson.gold["changes"])}
    reports = {report.id: report for report in lesson.ground.reports}
    for (child, parent), alignment in lesson.traced.aligned.items():
        if (child, parent) in known:
            sides = []
            for report in (reports[parent], reports[child]):
                reading = lesson.traced.readings[report.id]
                sides.append(Side(cut_report(report), reading.attributions, report.outlet, gather_meanings(reading)))
            yield (child, parent), SideBySide(sides[0], sides[1], alignment, (), RetellingSettings())


def _find(report: Record, change: Record, field: str) -> Places:
    return find_places(report, change[field], change.get("nth"), change.get("in", "text"))[0]
