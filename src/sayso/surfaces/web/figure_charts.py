"""Figures over the days: for each thing that is counted a lane for each voice, all on one scale. No best estimate is made up."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.model import Figure
from sayso.surfaces.terminal import phrases
from sayso.surfaces.web.charts import Days, span_days
from sayso.surfaces.web.told import Told

_TALLEST = 46.0  # pixels between the lowest and the highest figure
_ROOM = 14.0  # pixels below the lowest, for an arrow
_TOP = 27.0  # pixels above it, for its words
_NARROW, _WIDE = 230.0, 600.0  # widths of a lane in pixels: on a telephone, and on a desk
_LETTER, _LINE, _DOT = 7.5, 10.0, 5.0  # pixels: the width and height of words, and half of a figure's mark
_AT_END = 8.0  # per cent from either end; words in the middle of a figure there would leave the picture
_WIDE_RANGE = 30.0  # beyond this ratio figures stand on a logarithmic scale, or the small ones could not be told apart


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure: from its lower to its upper bound, in pixels from above. An open bound has no end."""

    at: float
    top: float
    bottom: float
    is_open_above: bool
    is_open_below: bool
    figure: Figure
    said: str
    reports: tuple[str, ...]
    named: str = "always"  # whether its words stand beside it: "always", "roomy" where the picture is wide, or "never"

    @property
    def anchor(self) -> str:
        """Where its words begin: within the picture, also at its ends."""
        return "start" if self.at < _AT_END else "end" if self.at > 100 - _AT_END else "middle"

    @property
    def lift(self) -> int:
        """How many pixels above the figure its words stand."""
        return 16 if self.is_open_above else 9


@dataclass(frozen=True, slots=True)
class FigurePicture:
    """Figures of one thing: a lane for each voice over the same days and the same scale."""

    what: str
    days: Days | None
    lanes: list[tuple[str | None, list[Bar]]]
    marks: list[tuple[float, str]]  # of the scale: pixels from above, and the number
    height: float
    rows: list[tuple[Figure, tuple[str, ...]]]


def draw_figures(told: Told) -> list[FigurePicture]:
    """Return a picture for each thing that is counted, the most often counted first."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in told.picture.figures:
        groups[phrases.plain(figure.counted) or "not said of what"].append(figure)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [_draw_thing(told, what, figures) for what, figures in ordered]


def _draw_thing(told: Told, what: str, figures: Sequence[Figure]) -> FigurePicture:
    rows = _join_same(figures)
    days = span_days(_day_of(told, figure) for figure in figures)
    scale = Scale.of(figures)
    by_voice: dict[str | None, list[tuple[Figure, tuple[str, ...]]]] = defaultdict(list)
    for figure, reports in rows:
        by_voice[figure.voice].append((figure, reports))
    ordered = sorted(by_voice, key=lambda voice: (voice is None, -len(by_voice[voice]), voice or ""))
    lanes = [(voice, name_bars(_bars(told, by_voice[voice], days, scale))) for voice in ordered] if days and scale else []
    return FigurePicture(
        what, days, lanes, scale.marks() if scale else [], _TOP + (_TALLEST if scale and scale.high > scale.low else 0) + _ROOM, rows
    )


def _join_same(figures: Sequence[Figure]) -> list[tuple[Figure, tuple[str, ...]]]:
    """Return figures that say the same of the same day on the same word once, with the reports that carry them."""
    found: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.as_of or date.min, figure.low or 0.0, figure.high or math.inf, figure.approximate, figure.voice or ""].append(figure)
    return [(same[0], tuple(dict.fromkeys(each.report for each in same))) for _, same in sorted(found.items(), key=lambda item: item[0])]


def _day_of(told: Told, figure: Figure) -> date | None:
    if figure.as_of is not None:
        return figure.as_of
    report = told.index.reports.get(figure.report)
    return report.published_on if report else None


@dataclass(frozen=True, slots=True)
class Scale:
    """From a number to pixels from above."""

    low: float
    high: float
    is_log: bool

    @classmethod
    def of(cls, figures: Sequence[Figure]) -> Scale | None:
        """Return a scale that holds all bounds, or nothing if no figure has one."""
        ends = [end for figure in figures for end in (figure.low, figure.high) if end is not None and math.isfinite(end)]
        if not ends:
            return None
        low, high = min(ends), max(ends)
        return cls(low, high, low > 0 and high / low > _WIDE_RANGE)

    def at(self, value: float) -> float:
        """Return where a number stands."""
        if self.high <= self.low:
            share = 1.0
        elif self.is_log:
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return round(_TOP + _TALLEST * (1 - min(max(share, 0.0), 1.0)), 2)

    def marks(self) -> list[tuple[float, str]]:
        """Return the numbers that are named beside the scale."""
        return [(self.at(end), phrases.number(end)) for end in dict.fromkeys((self.high, self.low))] if self.high > self.low else []


def _bars(told: Told, rows: Sequence[tuple[Figure, tuple[str, ...]]], days: Days, scale: Scale) -> list[Bar]:
    """Return the figures of a voice. Several on one day stand side by side within it."""
    by_day: dict[date, list[tuple[Figure, tuple[str, ...]]]] = defaultdict(list)
    for figure, reports in rows:
        day = _day_of(told, figure)
        if day is not None and (figure.low is not None or figure.high is not None):
            by_day[day].append((figure, reports))
    bars = []
    for day, these in sorted(by_day.items()):
        for k, (figure, reports) in enumerate(these):
            at = days.left(day) + (k + 0.5) / len(these) * 100 / days.n_days
            low = figure.low if figure.low is not None else figure.high
            high = figure.high if figure.high is not None else figure.low
            assert low is not None
            assert high is not None
            bars.append(
                Bar(
                    round(at, 3), scale.at(high), scale.at(low), figure.high is None, figure.low is None, figure,
                    _short(figure), reports,
                )
            )  # fmt: skip
    return bars


def _short(figure: Figure) -> str:
    """Return the bounds in a few signs, as in ``9–10``, ``≥ 7``, ``≤ 160``."""
    about = "~" if figure.approximate else ""
    low, high = figure.low, figure.high
    if low is None:
        return f"≤ {about}{phrases.number(high or 0)}"
    if high is None:
        return f"≥ {about}{phrases.number(low)}"
    return about + (phrases.number(low) if low == high else f"{phrases.number(low)}–{phrases.number(high)}")


# ------------------------------------------------------------------------------------------------------- which words find room

Box = tuple[float, float, float, float]  # left, top, right, bottom, in pixels


def name_bars(bars: Sequence[Bar]) -> list[Bar]:
    """Return the figures of a lane, each with whether its words find room: the outermost are asked first."""
    narrow, wide = _find_room(bars, _NARROW), _find_room(bars, _WIDE)
    return [replace(bar, named="always" if k in narrow else "roomy" if k in wide else "never") for k, bar in enumerate(bars)]


def _find_room(bars: Sequence[Bar], width: float) -> set[int]:
    """Return the numbers of the figures whose words cover no other figure and no other words in a picture of that width."""
    highest = min(range(len(bars)), key=lambda k: bars[k].top, default=0)
    outermost = {highest, max(range(len(bars)), key=lambda k: bars[k].bottom, default=0)}
    dots = [(x - _DOT, bar.top - _DOT, x + _DOT, bar.bottom + _DOT) for bar in bars for x in [bar.at / 100 * width]]
    named: dict[int, Box] = {}
    for k in sorted(range(len(bars)), key=lambda k: (k not in outermost, k)):
        box = _words_box(bars[k], width)
        others = (dot for number, dot in enumerate(dots) if number != k)
        if not any(_covers(box, other) for other in (*others, *named.values())):
            named[k] = box
    return set(named)


def _words_box(bar: Bar, width: float) -> Box:
    n, x, base = len(bar.said) * _LETTER, bar.at / 100 * width, bar.top - bar.lift
    left = x - n * {"start": 0.0, "middle": 0.5, "end": 1.0}[bar.anchor]
    return left, base - _LINE, left + n, base


def _covers(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
