"""Who gives the toll that is claimed, and who sets a lower one against it, or any number in the place of another.

"The fire service put the dead at twelve, the police at three" is no agreement on twelve. What is claimed is the highest toll that
somebody gives. Who gives three quarters of it or less, once it has been said, denies it, and so does the other side with any lower one.
Those who give about as many affirm it. What lies between tells nothing, nor does a bound that is left open ("at least three"), a toll of
others (three children, among twelve people), or one that stood before anybody gave a higher one: tolls rise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.ledger.statements import Statement, Toll, is_opposed, is_same_voice
from sayso.settings import LedgerSettings

_RAISED_FROM = 0.5  # of the highest toll: what a voice had given before is the same count, and what is less is of something else


@dataclass(frozen=True, slots=True)
class _Given:
    """The toll that a statement gives, by its place. ``least``: how many there are at any rate; ``most``: None where that is left open."""

    k: int
    who: str
    least: float
    most: float | None


def find_refuting(taking: Sequence[int], statements: Sequence[Statement]) -> list[int]:
    """Return the statements of a group that say "66.3 percent rather than 71.4", "nine and not 14" of a number that was given before."""
    said: set[str] = set()
    found = []
    for k in taking:
        if statements[k].refuted & said:
            found.append(k)
        said |= statements[k].content.numbers - statements[k].refuted
    return found


def find_sides(taking: Sequence[int], statements: Sequence[Statement], settings: LedgerSettings) -> Mapping[int, int]:
    """Return 1 for each statement of a group that gives the toll claimed, -1 for each that denies it by a lower one.

    Nothing where the group is about something else, and a toll stands in it by the way.
    """
    given = _find_given(taking, statements)
    asserting = sum(statements[k].asserts for k in taking)
    if len(given) < max(2, settings.toll_share * asserting):
        return {}
    lead = max(given, key=lambda toll: (toll.least, -toll.k))
    if statements[lead.k].unit is None:
        return {}
    alike = [toll for toll in given if toll.who in ("", lead.who)]
    own = [toll.least for toll in alike if toll.k <= lead.k and is_same_voice(statements[toll.k], statements[lead.k])]
    claimed = min(least for least in own if least > _RAISED_FROM * lead.least)  # the voice may have raised it since
    first = statements[min(toll.k for toll in alike if toll.least >= claimed)]
    sides = {}
    for toll in alike:
        said = statements[toll.k]
        share = (toll.least if toll.most is None else toll.most) / claimed
        is_rival = share <= settings.toll_rival or (share < settings.toll_same and is_opposed(said, statements[lead.k]))
        if share >= settings.toll_same or (toll.k <= lead.k and is_same_voice(said, statements[lead.k])):
            sides[toll.k] = 1
        elif is_rival and toll.most is not None and (said.report == first.report or said.order > first.order):
            sides[toll.k] = -1
    return sides


def _find_given(taking: Sequence[int], statements: Sequence[Statement]) -> list[_Given]:
    """Return the tolls that are given of what most of them are about: of the killed, or of the missing. Explicit denials give none."""
    saying = [k for k in taking if not statements[k].denies]
    events = Counter(event for k in saying for event in dict.fromkeys(toll.event for toll in statements[k].tolls))
    if not events:
        return []
    event = max(events, key=lambda each: events[each])
    return [_read(k, toll) for k in saying if (toll := next((t for t in statements[k].tolls if t.event == event), None)) is not None]


def _read(k: int, toll: Toll) -> _Given:
    low, high = toll.bounds
    return _Given(k, toll.who, low if low is not None else high or 0.0, high)
