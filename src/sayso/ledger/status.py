"""The standing of a proposition as a step function of the day.

From all stances up to the end of a day (UTC), in this order:

    conceded      a party that had denied it affirms it
    withdrawn     everyone who affirmed it has taken it back
    contested     someone stands by it and someone stands against it
    corroborated  voices of two parties affirm it, in two independent reports or more, and nobody denies it
    asserted      otherwise
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.model import UNINVOLVED, UNKNOWN, Stance, Status, StatusStep

_FOR = ("affirm", "concede")


@dataclass(frozen=True, slots=True)
class Stand:
    """One stance taken: by whom (a body and its spokesperson are one unit), for which party, when, in which origin."""

    unit: str
    party: str
    stance: Stance
    published_on: date | None
    origin: int


def find_steps(stands: Sequence[Stand]) -> tuple[StatusStep, ...]:
    """Return the days on which the status changed. ``stands`` are in order of publication; undated ones count from the start."""
    days = sorted({s.published_on for s in stands if s.published_on is not None})
    undated = any(s.published_on is None for s in stands)
    steps: list[StatusStep] = []
    for day in [*([None] if undated else []), *days]:
        known = [s for s in stands if s.published_on is None or (day is not None and s.published_on <= day)]
        status = judge_status(known)
        if not steps or steps[-1].status != status:
            steps.append(StatusStep(day, status))
    return tuple(steps)


def judge_status(stands: Sequence[Stand]) -> Status:
    """Return the status that some stances, in order, leave a proposition in."""
    latest: dict[str, Stand] = {}
    had_denied: set[str] = set()
    has_conceded = False
    for s in stands:
        if s.stance in ("affirm", "concede", "deny"):
            sided = s.party not in (UNINVOLVED, UNKNOWN)
            has_conceded |= s.stance == "concede" and sided and (s.party in had_denied or _denies_elsewhere(stands, s))
            if s.stance == "deny" and sided:
                had_denied.add(s.party)
            latest[s.unit] = s
    if has_conceded:
        return "conceded"
    affirming = [s for s in latest.values() if s.stance in _FOR]
    denying = [s for s in latest.values() if s.stance == "deny"]
    if _is_withdrawn(stands, latest):
        return "withdrawn"
    if denying:
        return "contested"
    parties = {s.party for s in affirming if s.party != UNKNOWN}
    if len(parties) > 1 and len({s.origin for s in stands if s.stance in _FOR}) > 1:
        return "corroborated"
    return "asserted"


def _denies_elsewhere(stands: Iterable[Stand], conceding: Stand) -> bool:
    """Return whether the conceding party denies it in any report up to the same day."""
    return any(s.stance == "deny" and s.party == conceding.party for s in stands)


def _is_withdrawn(stands: Sequence[Stand], latest: dict[str, Stand]) -> bool:
    """Return whether each party (each voice, where it has none) that affirmed now denies, in a later report than it affirmed."""
    affirmed: dict[str, list[Stand]] = {}
    for s in stands:
        if s.stance in _FOR:
            affirmed.setdefault(_side(s), []).append(s)
    if not affirmed:
        return False
    return all(
        any(_takes_back(mine, s) for s in latest.values() if s.stance == "deny" and _side(s) == side) for side, mine in affirmed.items()
    )


def _takes_back(affirmed: Sequence[Stand], denial: Stand) -> bool:
    last = max((s.published_on for s in affirmed if s.published_on), default=None)
    return last is not None and denial.published_on is not None and denial.published_on > last


def _side(s: Stand) -> str:
    return s.party if s.party not in (UNINVOLVED, UNKNOWN) else s.unit
