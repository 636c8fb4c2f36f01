"""A retelling laid against its parent, and the result as JSON that is kept: places of spans, without their words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sayso.claims import Reading
from sayso.desk.meanings import gather_meanings
from sayso.model import Alignment, Change, Link, Report, Span
from sayso.retellings import align_documents, find_changes
from sayso.text import Document, fold_marks

Names = Sequence[frozenset[str]]  # the names of one place or body, a set each

Told = tuple[Report, Document, Reading]  # a report, its text cut, and what it says


def align_told(told: Told, retold: Told, names: Names) -> Alignment:
    """Return the alignment of a parent and a child with its typed changes."""
    (parent, before, parent_reading), (child, after, child_reading) = told, retold
    alignment = align_documents(before, after)
    changes = find_changes(
        before,
        after,
        alignment,
        parent_attributions=parent_reading.attributions,
        child_attributions=child_reading.attributions,
        parent_outlet=parent.outlet,
        child_outlet=child.outlet,
        name_pairs=names,
        parent_meanings=gather_meanings(parent_reading),
        child_meanings=gather_meanings(child_reading),
    )
    return replace(alignment, changes=changes)


def choose_names(parent: Report, child: Report, names: Names) -> Names:
    """Return those groups of names of which either text uses any: the alignment hangs on no other.

    >>> names = [frozenset(["Brissa", "Vrisa"]), frozenset(["Orlek", "Urlak"])]
    >>> choose_names(Report("a", "The ferry left Brissa."), Report("b", "It left."), names) == names[:1]
    True
    """
    used = fold_marks(f"{parent.text}\n{parent.title}\n{child.text}\n{child.title}").casefold()
    return [group for group in names if any(fold_marks(name).casefold() in used for name in group)]


def alignment_to_json(alignment: Alignment) -> bytes:
    """Return an alignment as JSON."""
    links = [[link.kind, link.similarity, *map(_places, (link.parent_spans, link.child_spans))] for link in alignment.sentences]
    changes = [
        [change.kind, *(_places([span]) if span else None for span in (change.before, change.after))] for change in alignment.changes
    ]
    return json.dumps([alignment.passages, links, changes]).encode()


def alignment_from_json(written: bytes, parent: Report, child: Report) -> Alignment:
    """Return the alignment that was written of these two reports."""
    passages, links, changes = json.loads(written)
    return Alignment(
        passages=tuple((tuple(before), tuple(after)) for before, after in passages),
        sentences=tuple(Link(_cut(parent, before), _cut(child, after), kind, similarity) for kind, similarity, before, after in links),
        changes=tuple(Change(kind, _cut_one(parent, before), _cut_one(child, after)) for kind, before, after in changes),
    )


def _places(spans: Sequence[Span]) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.field) for span in spans]


def _cut(report: Report, places: Sequence[Any]) -> tuple[Span, ...]:
    return tuple(Span.cut((report.title or "") if field == "title" else report.text, start, end, field) for start, end, field in places)


def _cut_one(report: Report, places: Sequence[Any] | None) -> Span | None:
    return _cut(report, places)[0] if places else None
