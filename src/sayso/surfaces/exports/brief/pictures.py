"""Where the lines and dots of the pictures stand: timelines of claims, family trees over time, ranges of figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sayso.model import Figure, Report, StatusStep
from sayso.surfaces.exports.brief.families import Row
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.index import Index

Json = dict[str, Any]

WIDTH = 640
_CHAR_WIDTH = 6.2  # of the small letters in pictures
_DATE_WIDTH = 78
_LABEL_WIDTH = 250
_INDENT = 12
_DEEPEST = 6
_ROW = 22
_RANGE_WIDTH = 150
_RANGE_EDGE = 10


@dataclass(frozen=True, slots=True)
class Days:
    """Days from the first to the last, laid over a width: each day is a cell."""

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def over(cls, days: Iterable[date], left: float, right: float) -> Days | None:
        """Return the days from the earliest to the latest, or None if there is none."""
        known = sorted(days)
        return cls(known[0], known[-1], left, right) if known else None

    @property
    def _n_days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def _cell(self) -> float:
        return (self.right - self.left) / self._n_days

    def at_day(self, day: date) -> float:
        """Return where a day begins."""
        return round(self.left + (min(max(day, self.first), self.last) - self.first).days * self._cell, 1)

    def at(self, report: Report) -> float:
        """Return where the publication of a dated report stands; if only the day is known, in the middle of it."""
        moment = (report.published or datetime.min).astimezone(UTC)
        share = 0.5 if report.published_precision == "day" else (moment.hour * 60 + moment.minute) / 1440
        return round(self.at_day(moment.date()) + share * self._cell, 1)

    def marks(self) -> Iterator[Json]:
        """Yield the days to be written below, as many as there is room for."""
        step = max(1, math.ceil(self._n_days / max(1, (self.right - self.left) // _DATE_WIDTH)))
        for k in range(0, self._n_days, step):
            day = self.first + timedelta(days=k)
            yield {"x": self.at_day(day), "words": phrases.day(day)}


def draw_timeline(steps: Sequence[StatusStep], reports: Sequence[Report]) -> Json | None:
    """Return the standing of a claim over the days, and when the reports that carry it were published. Undated claims have no picture."""
    dated = [(step.as_of, step.status) for step in steps if step.as_of]
    days = Days.over([*(day for day, _ in dated), *(each.published_on for each in reports if each.published_on)], 0, WIDTH)
    if days is None or not dated:
        return None
    ends = [*(days.at_day(day) for day, _ in dated[1:]), days.right]
    bars = []
    for (day, status), end in zip(dated, ends, strict=True):
        x = days.at_day(day)
        width = round(max(end - x, 2), 1)
        bars.append({"x": x, "width": width, "status": status, "is_named": width > (len(status) + 2) * _CHAR_WIDTH})
    dots = [{"x": days.at(each), "name": phrases.plain(each.id)} for each in reports if each.published]
    says = "; ".join(f"{status} from {phrases.day(day)}" for day, status in dated)
    return {"width": WIDTH, "bars": bars, "dots": dots, "marks": list(days.marks()), "says": says}


def draw_family(index: Index, rows: Sequence[Row]) -> Json:
    """Return a family tree: a line a report, with its dot at the time of publication and a line to the one it was made from."""
    reports = [index.reports.get(row.report or "") for row in rows]
    days = Days.over((each.published_on for each in reports if each and each.published_on), _LABEL_WIDTH, WIDTH - 10)
    drawn: list[Json] = []
    spots: dict[str | None, Json] = {}
    for k, (row, report) in enumerate(zip(rows, reports, strict=True)):
        spot = {"x": days.at(report) if days and report and report.published else _LABEL_WIDTH, "y": _ROW * k + _ROW / 2}
        label_x = min(row.depth, _DEEPEST) * _INDENT
        room = int((_LABEL_WIDTH - label_x - 10) / _CHAR_WIDTH)
        label = phrases.clip(index.name_report(row.report) if row.report is not None else "a text outside the pile", room)
        kind, parent = (row.edge.kind, spots.get(row.edge.parent)) if row.edge else ("", None)
        drawn.append({**spot, "label_x": label_x, "label": label, "kind": kind, "from": parent, "is_outside": row.report is None})
        spots.setdefault(row.report, spot)
    base = _ROW * len(rows)
    return {"width": WIDTH, "height": base + 18, "base": base, "rows": drawn, "marks": list(days.marks()) if days else []}


def draw_range(figure: Figure, least: float, most: float) -> Json | None:
    """Return a figure as a line between its bounds as said, where ``least`` and ``most`` end the scale; an open bound is an arrow."""
    if figure.low is None and figure.high is None:
        return None
    x1, x2 = (_place(value, least, most) for value in (figure.low, figure.high))
    return {
        "width": _RANGE_WIDTH,
        "x1": _RANGE_EDGE if x1 is None else x1,
        "x2": _RANGE_WIDTH - _RANGE_EDGE if x2 is None else x2,
        "is_open_low": x1 is None,
        "is_open_high": x2 is None,
        "says": phrases.bounds(figure),
    }


def _place(value: float | None, least: float, most: float) -> float | None:
    """Return where a number stands on the scale, with room for an arrow at either end."""
    if value is None or not math.isfinite(value):
        return None
    inner = 2 * _RANGE_EDGE
    share = (value - least) / (most - least) if most > least else 0.5
    return round(inner + min(max(share, 0.0), 1.0) * (_RANGE_WIDTH - 2 * inner), 1)
