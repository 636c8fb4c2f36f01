"""Where things stand in a picture, in per cent of its width: the words in it keep their size on every screen."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from sayso.model import Attribution, Proposition, Report
from sayso.surfaces.terminal import phrases
from sayso.surfaces.web.told import Told

_MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class Days:
    """The days from the first to the last, side by side."""

    first: date
    last: date

    @property
    def n_days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    def left(self, day: date) -> float:
        """Return where a day begins; a day outside stands at the nearest end."""
        inside = min(max(day, self.first), self.last + timedelta(days=1))
        return round((inside - self.first).days / self.n_days * 100, 3)

    def middle(self, day: date) -> float:
        """Return where the middle of a day is."""
        inside = min(max(day, self.first), self.last)
        return round(((inside - self.first).days + 0.5) / self.n_days * 100, 3)

    def moment(self, report: Report) -> float:
        """Return where a report stands: at its hour, where that is known, else in the middle of its day."""
        assert report.published is not None
        at = report.published.astimezone(UTC)
        if report.published_precision != "instant":
            return self.middle(at.date())
        return round(self.left(at.date()) + (at.hour * 60 + at.minute) / 1440 * 100 / self.n_days, 3)

    def ticks(self) -> list[tuple[float, str]]:
        """Return the days that are named below, few enough not to touch."""
        step = max(1, math.ceil(self.n_days / _MOST_TICKS))
        named = [self.first + timedelta(days=k) for k in range(0, self.n_days, step)]
        years = {day.year for day in named}
        return [(self.middle(day), phrases.day(day) if len(years) > 1 else phrases.day(day).rsplit(" ", 1)[0]) for day in named]


def span_days(days: Iterable[date | None]) -> Days | None:
    """Return the days from the first to the last of these, or nothing if there are none."""
    known = [day for day in days if day is not None]
    return Days(min(known), max(known)) if known else None


# ------------------------------------------------------------------------------------------------- the days of the whole pile


@dataclass(frozen=True, slots=True)
class DayBar:
    """A day and how many reports it brought. ``height`` in per cent."""

    day: date
    left: float
    width: float
    height: float
    n_reports: int
    is_past: bool


def draw_days(told: Told) -> tuple[Days, list[DayBar]] | None:
    """Return a bar for each day on which reports came, those after the day that is looked at marked."""
    if not told.days:
        return None
    days, most = Days(told.days[0][0], told.days[-1][0]), max(n for _, n in told.days)
    width = 100 / days.n_days
    return days, [
        DayBar(day, days.left(day), round(width, 3), round(20 + 80 * n / most, 1), n, told.as_of is None or day <= told.as_of)
        for day, n in told.days
    ]


# ------------------------------------------------------------------------------------------------------------------ a claim


@dataclass(frozen=True, slots=True)
class Band:
    """A standing, from one day to another."""

    left: float
    width: float
    status: str
    since: str


@dataclass(frozen=True, slots=True)
class Dot:
    """What is said on one day: the stance, and the reports in which it is."""

    at: float
    stance: str
    said: tuple[Attribution, ...]
    reports: tuple[Report, ...]
    day: date


@dataclass(frozen=True, slots=True)
class ClaimPicture:
    """A claim over the days: its standing, and who says what in which reports."""

    days: Days
    bands: list[Band]
    lanes: list[tuple[str, list[Dot]]]  # the voice's id, or "" for reports that state the claim as fact
    n_undated: int

    @property
    def marks(self) -> list[tuple[float, str, int]]:
        """Return one mark for all who stand alike on a day: where, how, and how many they are; marks of one row do not cover another."""
        counted: dict[tuple[date, str], int] = defaultdict(int)
        for _, lane in self.lanes:
            for dot in lane:
                counted[dot.day, dot.stance] += len(dot.reports) if dot.stance == "fact" else 1
        beside: dict[tuple[date, str], list[str]] = defaultdict(list)
        for day, stance in sorted(counted):
            beside[day, _ROW_OF[stance]].append(stance)
        step = min(100 / self.days.n_days / 2, 8.0)
        return [
            (round(self.days.middle(day) + (row.index(stance) - (len(row) - 1) / 2) * step, 3), stance, n)
            for (day, stance), n in sorted(counted.items())
            for row in [beside[day, _ROW_OF[stance]]]
        ]


_ROW_OF = defaultdict(lambda: "below", affirm="above", concede="above", fact="on")


def draw_claim(told: Told, claim: Proposition, days: Days | None = None) -> ClaimPicture | None:
    """Return the picture of a claim over the days it was told on, or over the days given."""
    carried = [told.index.reports[report].published_on for report in claim.reports if report in told.index.reports]
    last = told.days[-1][0] if told.days and told.as_of is None else None
    days = days or span_days([*carried, *(step.as_of for step in claim.status), last])
    if days is None:
        return None
    voices = dict.fromkeys(voice for side in (claim.affirm, claim.deny, claim.concede, claim.unverified) for voice in side)
    lanes = [(voice, _dots(told, days, told.index.said.get((claim.id, voice), []))) for voice in voices]
    facts = _fact_dots(told, days, claim)
    return ClaimPicture(days, _bands(days, claim, told.as_of), [*lanes, *([("", facts)] if facts else [])], carried.count(None))


def _bands(days: Days, claim: Proposition, until: date | None) -> list[Band]:
    bands, end = [], days.left(until + timedelta(days=1)) if until else 100.0
    for k, step in enumerate(claim.status):
        left = days.left(step.as_of) if step.as_of else 0.0
        after = claim.status[k + 1].as_of if k + 1 < len(claim.status) else None
        right = days.left(after) if after else end
        if right > left:
            bands.append(Band(left, round(right - left, 3), step.status, phrases.day(step.as_of) if step.as_of else "the beginning"))
    return bands


def _dots(told: Told, days: Days, said: Iterable[Attribution]) -> list[Dot]:
    found: dict[tuple[date, str], list[Attribution]] = defaultdict(list)
    for each in said:
        report = told.index.reports.get(each.report)
        if report is not None and report.published_on is not None:
            found[report.published_on, each.stance].append(each)
    spread: dict[date, list[str]] = defaultdict(list)
    for day, stance in sorted(found):
        spread[day].append(stance)
    dots = []
    for (day, stance), these in sorted(found.items()):
        shift = (spread[day].index(stance) - (len(spread[day]) - 1) / 2) * min(100 / days.n_days / 2, 6.0)
        reports = tuple(told.index.reports[id_] for id_ in dict.fromkeys(each.report for each in these))
        dots.append(Dot(round(days.middle(day) + shift, 3), stance, tuple(these), reports, day))
    return dots


def _fact_dots(told: Told, days: Days, claim: Proposition) -> list[Dot]:
    found: dict[date, list[Report]] = defaultdict(list)
    for id_ in dict.fromkeys(report for report, _ in claim.stated_as_fact):
        report = told.index.reports.get(id_)
        if report is not None and report.published_on is not None:
            found[report.published_on].append(report)
    return [Dot(days.middle(day), "fact", (), tuple(reports), day) for day, reports in sorted(found.items())]
