"""Figures in the order in which they were said: what each voice gave day by day, and where two voices cannot both hold.

Nothing is averaged, joined or guessed. A figure is a range from its lower to its upper bound; what was left open stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import inf

from sayso.lexicon import read_words
from sayso.model import Attribution, Figure, Picture
from sayso.settings import LedgerSettings

UNSAID = "number"  # what a figure counts where its text does not say
_DEFAULTS = LedgerSettings()


@dataclass(frozen=True, slots=True)
class Said:
    """A figure that a voice gave for a day, and the reports that carry it. Without a day it stands for the report's own."""

    figure: Figure
    day: date | None
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """What one voice gave, the earliest first. ``voice`` is None for what reports say in their own words."""

    voice: str | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What voices gave for one day that cannot all hold, the lowest first; of each voice its last word."""

    day: date
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """All figures of one thing, a series for each voice."""

    what: str
    series: tuple[Series, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def n_said(self) -> int:
        """How many figures there are, the same one in several reports counted once."""
        return sum(len(each.said) for each in self.series)

    def is_at_odds(self, said: Said) -> bool:
        """Return whether the figure is one of those that cannot all hold."""
        return any(said in conflict.said for conflict in self.conflicts)


Claims = Mapping[tuple[str, int], str]  # by the report of a figure and where it begins


@dataclass(frozen=True, slots=True)
class _Pile:
    """What is known beside the figures: when reports were published, for which body a voice speaks, of which claim bare units are."""

    days: Mapping[str, date | None]
    bodies: Mapping[str, str]
    claims: Claims
    settings: LedgerSettings


def find_series(picture: Picture, settings: LedgerSettings = _DEFAULTS) -> list[Counted]:
    """Return what is counted, the most often counted first, with who gave which figure when."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in picture.figures:
        groups[" ".join(figure.counted.split())].append(figure)
    days = {report.id: report.published_on for report in picture.reports}
    bodies = {voice.id: voice.stands_for or voice.id for voice in picture.voices}
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    pile = _Pile(days, bodies, _find_claims(picture), settings)
    return [_count(what, figures, pile) for what, figures in ordered]


def _find_claims(picture: Picture) -> Claims:
    """Return of which claim the words are in which each figure of nothing but a unit stands: "7 percent", "half a million crowns"."""
    bare = [figure for figure in picture.figures if figure.unit is not None and figure.what == figure.unit]
    said: dict[str, list[Attribution]] = defaultdict(list)
    for each in picture.attributions if bare else ():
        if each.proposition is not None:
            said[each.report].append(each)
    found: dict[tuple[str, int], str] = {}
    for figure in bare:
        around = (each.proposition for each in said[figure.report] if any(part.overlaps(figure.span) for part in each.content))
        if (claim := next(around, None)) is not None:
            found[figure.report, figure.span.start] = claim
    return found


def _count(what: str, figures: Sequence[Figure], pile: _Pile) -> Counted:
    by_voice: dict[str | None, list[Said]] = defaultdict(list)
    for said in _join_same(figures, pile.days):
        by_voice[said.figure.voice].append(said)
    order = sorted(by_voice, key=lambda voice: (voice is None, -sum(len(said.reports) for said in by_voice[voice]), voice or ""))
    series = tuple(Series(voice, tuple(by_voice[voice])) for voice in order)
    return Counted(
        what,
        series,
        () if what == UNSAID or what in read_words("figures", "people") else tuple(_find_conflicts(what, series, pile)),
    )


def _join_same(figures: Sequence[Figure], days: Mapping[str, date | None]) -> list[Said]:
    """Return figures that say the same of the same day on the same word once, with the reports that carry them, in order of days."""
    found: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for each in sorted(figures, key=lambda each: (each.report, each.span)):
        day = each.as_of or days.get(each.report)
        found[day or date.max, *_read_bounds(each), each.approximate, each.voice or ""].append(each)
    ordered = sorted(found.items(), key=lambda item: item[0])
    return [
        Said(same[0], same[0].as_of or days.get(same[0].report), tuple(dict.fromkeys(each.report for each in same))) for _, same in ordered
    ]


def _read_bounds(figure: Figure) -> tuple[float, float]:
    """Return from where to where the figure reaches; what is open reaches without end."""
    return (-inf if figure.low is None else figure.low), (inf if figure.high is None else figure.high)


def _find_conflicts(what: str, series: Sequence[Series], pile: _Pile) -> Iterator[Conflict]:
    """Yield the days on which voices are at odds. Figures of two days are not set against each other, for what is counted may change.

    A body and who speaks for it are one voice. What nobody is said to have said is no voice's, and contradicts none.
    """
    by_day: dict[date, dict[str, list[Said]]] = defaultdict(dict)
    for each in series:
        for said in each.said if each.voice is not None else ():
            if said.day is not None:
                by_day[said.day].setdefault(pile.bodies.get(each.voice or "", each.voice or ""), []).append(said)
    for day, given in sorted(by_day.items()):
        apart = [(one, other) for one, other in combinations(given, 2) if _are_apart(what, given[one], given[other], pile)]
        if apart:
            last = [given[body][-1] for body in dict.fromkeys(body for pair in apart for body in pair)]
            yield Conflict(day, tuple(sorted(last, key=lambda said: (_read_bounds(said.figure), said.reports))))


def _are_apart(what: str, one: Sequence[Said], other: Sequence[Said], pile: _Pile) -> bool:
    """Return whether nothing that one voice gave can hold beside anything that the other gave, and both may well count one thing.

    Of what thing a sum or a share is, the claim tells that it is given for: profits and fines are both so many crowns.
    """
    if one[-1].figure.what == one[-1].figure.unit:
        mine, theirs = ({pile.claims.get((each.figure.report, each.figure.span.start)) for each in said} - {None} for said in (one, other))
        if mine.isdisjoint(theirs):
            return False
    if any(_can_both_hold(a.figure, b.figure, pile.settings) for a in one for b in other):
        return False
    return " " in what.partition(",")[0] or not _is_far(one[-1].figure, other[-1].figure, pile.settings)


def _can_both_hold(one: Figure, other: Figure, settings: LedgerSettings) -> bool:
    """Return whether some number lies within both ranges; what is said to be about right may be off by ``about_share``."""
    (low, high), (other_low, other_high) = _widen(one, settings), _widen(other, settings)
    return low <= other_high and other_low <= high


def _widen(figure: Figure, settings: LedgerSettings) -> tuple[float, float]:
    low, high = _read_bounds(figure)
    off = settings.about_share if figure.approximate else 0.0
    return low - off * abs(low) if low > -inf else low, high + off * abs(high) if high < inf else high


def _is_far(one: Figure, other: Figure, settings: LedgerSettings) -> bool:
    """Return whether the nearer bounds of two ranges that do not meet are ``far_ratio`` times apart, or more."""
    (_, high), (other_low, _) = sorted((_read_bounds(one), _read_bounds(other)))
    return high <= 0 < other_low or (high > 0 and other_low / high >= settings.far_ratio)
