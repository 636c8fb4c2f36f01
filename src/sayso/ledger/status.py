"""The standing of a proposition as a step function of the day.

From all stances up to the end of a day (UTC), in this order:

    conceded      a party that had denied it affirms it on a later day, or it, or a voice of no party, concedes what it denied
    withdrawn     everyone who affirmed it denies it now, one of them in so many words, or the side that said it first, or more often
                  than any other, has taken it back, or the outlets that carried it have
    contested     someone stands by it and someone stands against it
    corroborated  voices of two parties affirm it, or somebody uninvolved who saw it, in two independent reports or more, and nobody
                  denies it
    asserted      otherwise

What an outlet takes back counts no longer from that day on, whoever was said to have said it; nobody denies anything by that. A
reporter who only passes on what others say speaks for no party.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.ledger.firsthand import is_reporter
from sayso.model import UNINVOLVED, UNKNOWN, Report, Stance, Status, StatusStep, Voice

_FOR = ("affirm", "concede")


@dataclass(frozen=True, slots=True)
class Stand:
    """One stance taken: by whom (a body and its spokesperson are one unit), for which party, when, in which origin.

    ``is_first_hand``: the words tell that whoever takes it saw it. ``taken_back_on``: the days on which the outlet took the words back.
    ``takes_back``: the words tell that what was said before is taken back. ``is_explicit``: it denies in so many words, or takes back.
    """

    unit: str
    party: str
    stance: Stance
    published_on: date | None
    origin: int
    is_first_hand: bool = False
    taken_back_on: tuple[date | None, ...] = ()
    takes_back: bool = False
    is_explicit: bool = True


def take_stand(voice: Voice | None, stance: Stance, report: Report, origin: int, *, is_first_hand: bool = False) -> Stand:
    """Return the stance that a voice takes in a report. A reporter who does not say that he saw it passes on what others say."""
    party = voice.party if voice and (is_first_hand or not is_reporter(voice.role)) else UNKNOWN
    unit = (voice.stands_for or voice.id) if voice else f"nobody in {report.id}"
    return Stand(unit, party, stance, report.published_on, origin, is_first_hand)


def state_fact(report: Report, origin: int, *, is_first_hand: bool = False) -> Stand:
    """Return the stance of a report that says it in its own voice: that of nobody's side, unless its reporter saw it."""
    party = UNINVOLVED if is_first_hand else UNKNOWN
    return Stand(f"stated in {report.id}", party, "affirm", report.published_on, origin, is_first_hand)


def find_steps(stands: Sequence[Stand]) -> tuple[StatusStep, ...]:
    """Return the days on which the status changed. ``stands`` are in order of publication; undated ones count from the start."""
    days = sorted({day for s in stands for day in (s.published_on, *s.taken_back_on) if day is not None})
    undated = any(s.published_on is None for s in stands)
    steps: list[StatusStep] = []
    for day in [*([None] if undated else []), *days]:
        known = [s for s in stands if is_known(s.published_on, day)]
        status = judge_status(known, day)
        if not steps or steps[-1].status != status:
            steps.append(StatusStep(day, status))
    return tuple(steps)


def is_known(published_on: date | None, day: date | None) -> bool:
    """Return whether what came on a day is known at the end of another one; what has no date always is."""
    return published_on is None or (day is not None and published_on <= day)


def judge_status(stands: Sequence[Stand], day: date | None = None) -> Status:
    """Return the status that some stances, in order, leave a proposition in. ``day``: what was taken back up to its end is void."""
    standing = [s for s in stands if not any(is_known(taken_on, day) for taken_on in s.taken_back_on)]
    if any(s.stance in _FOR for s in stands) and not any(s.stance in _FOR for s in standing):
        return "withdrawn"
    return _judge_standing(standing)


def find_grounds(stands: Sequence[Stand], day: date | None, status: Status) -> tuple[Sequence[Stand], Sequence[Stand]]:
    """Return what a turn rests on: what a side had held at the end of a day, and by which words it gives that up.

    Both are empty where the status is no turn, or the words were taken back by an outlet.
    """
    known = [s for s in stands if is_known(s.published_on, day)]
    standing = [s for s in known if not any(is_known(taken_on, day) for taken_on in s.taken_back_on)]
    if status == "conceded":
        return _find_conceded(standing)
    return _find_withdrawn(standing) if status == "withdrawn" else ((), ())


def _find_latest(stands: Sequence[Stand]) -> dict[str, Stand]:
    """Return the last stance of each unit. By what it adds in a report to its plain denial it takes none of that back."""
    latest: dict[str, Stand] = {}
    for s in stands:
        before = latest.get(s.unit)
        had_denied = before is not None and before.stance == "deny" and before.is_explicit
        is_beside = before is not None and (before.origin, before.published_on) == (s.origin, s.published_on)
        if s.stance in (*_FOR, "deny") and not (s.stance == "affirm" and had_denied and is_beside):
            latest[s.unit] = s
    return latest


def _judge_standing(stands: Sequence[Stand]) -> Status:
    latest = _find_latest(stands)
    if _find_conceded(stands)[1]:
        return "conceded"
    if _find_withdrawn(stands)[1]:
        return "withdrawn"
    if any(s.stance == "deny" for s in latest.values()):
        return "contested"
    return "corroborated" if _is_corroborated(stands, latest) else "asserted"


def _is_corroborated(stands: Sequence[Stand], latest: Mapping[str, Stand]) -> bool:
    """Return whether two parties say so, or somebody uninvolved who saw it, in two independent reports or more."""
    units = {s.unit for s in latest.values() if s.stance in _FOR}
    parties = {s.party for s in latest.values() if s.stance in _FOR} - {UNKNOWN}
    affirming = [s for s in stands if s.stance in _FOR]
    is_seen = any(s.unit in units and s.party == UNINVOLVED and s.is_first_hand for s in affirming)
    return (len(parties) > 1 or is_seen) and len({s.origin for s in affirming}) > 1


def _find_conceded(stands: Sequence[Stand]) -> tuple[Sequence[Stand], Sequence[Stand]]:
    """Return the denials of those sides that concede what they denied, or plainly affirm it on a later day, and where they do.

    A side is a voice where it has no party. A reprint of what it had affirmed before gives up nothing.
    """
    denying = {_side(s) for s in stands if s.stance == "deny"}
    admitted = [s for s in stands if s.stance == "concede" and _side(s) in denying] or _find_turned(stands)
    sides = {_side(s) for s in admitted}
    return [s for s in stands if s.stance == "deny" and _side(s) in sides], admitted


def _find_turned(stands: Sequence[Stand]) -> Sequence[Stand]:
    """Return where parties affirm on a later day what they had denied."""
    sided = [s for s in stands if s.party not in (UNINVOLVED, UNKNOWN)]
    denied_on: dict[str, date] = {}
    for s in sided:
        if s.stance == "deny" and s.published_on is not None:
            denied_on[s.party] = min(s.published_on, denied_on.get(s.party, s.published_on))
    affirmed = [s for s in sided if s.stance in _FOR and s.party in denied_on]
    before = {(s.party, s.origin) for s in affirmed if is_known(s.published_on, denied_on[s.party])}
    return [s for s in affirmed if not is_known(s.published_on, denied_on[s.party]) and (s.party, s.origin) not in before]


def _find_withdrawn(stands: Sequence[Stand]) -> tuple[Sequence[Stand], Sequence[Stand]]:
    """Return what was affirmed, and where each party (each voice, where it has none) now denies it, in a later report than it affirmed.

    One of them does so in so many words, for what only seems to contradict may go on about the same. Where it is taken back in so many
    words, it is enough that this is done by the side that affirmed it first, or more often than any other.
    """
    latest = _find_latest(stands)
    affirmed: dict[str, list[Stand]] = {}
    for s in stands:
        if s.stance in _FOR:
            affirmed.setdefault(_side(s), []).append(s)
    if not affirmed:
        return (), ()
    denied = [s for s in latest.values() if s.stance == "deny"]
    back = {side for side, mine in affirmed.items() if any(_side(s) == side and _takes_back(mine, s) for s in denied)}
    in_words = {_side(s) for s in stands if s.stance == "deny" and s.takes_back} & back
    most = max(map(len, affirmed.values()))
    leading = [side for side, mine in affirmed.items() if len(mine) == most]
    is_told = any(s.is_explicit for s in denied if _side(s) in back)
    is_gone = (is_told and back == affirmed.keys()) or next(iter(affirmed)) in in_words
    if not is_gone and not (len(leading) == 1 and leading[0] in in_words):
        return (), ()
    return [s for side in affirmed if side in back for s in affirmed[side]], [s for s in denied if _side(s) in back]


def _takes_back(affirmed: Sequence[Stand], denial: Stand) -> bool:
    last = max((s.published_on for s in affirmed if s.published_on), default=None)
    return last is not None and denial.published_on is not None and denial.published_on > last


def _side(s: Stand) -> str:
    return s.party if s.party not in (UNINVOLVED, UNKNOWN) else s.unit
