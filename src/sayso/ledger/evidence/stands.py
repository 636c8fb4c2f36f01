"""The stances taken towards a claim in the order in which its status was judged, each with the words that it was read from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from sayso.ledger.called import Called
from sayso.ledger.corrections import Void, find_void
from sayso.ledger.statements import is_taking_back, order_of
from sayso.ledger.status import Stand, is_known, state_fact, take_stand
from sayso.model import Proposition, Span

Located = tuple[tuple[str, Span], ...]
_DECIDED = ("affirm", "concede", "deny")


def find_stands(called: Called, claim: Proposition) -> list[tuple[Stand, Located]]:
    """Return every stance towards a claim, in order, with its words. What a report states as fact is one, and a correction is none."""
    seen = {(each.report, each.said) for each in claim.first_hand}
    found = [*_said(called, claim, seen), *_stated(called, claim, seen)]
    return [(stand, located) for _, stand, located in sorted(found, key=lambda each: each[0])]


def find_claim_void(called: Called, claim: Proposition) -> Void:
    """Return what outlets took back of a claim."""
    mine = [each for each in called.picture.corrections if claim.id in each.propositions]
    return find_void((each.wrong, each.report, called.reports[each.report].published_on, each.takes_back) for each in mine)


Ordered = tuple[tuple[str, str, int], Stand, Located]


def _said(called: Called, claim: Proposition, seen: Collection[tuple[str, Span]]) -> Iterable[Ordered]:
    void = find_claim_void(called, claim)
    for n, said in enumerate(called.said_of[claim.id]):
        report, voice = called.reports[said.report], called.voices.get(said.voice or "")
        if not void.is_notice(report.id, said.content):
            is_seen = (report.id, said.content[0]) in seen
            stand = take_stand(voice, said.stance, report, called.origin_of[report.id], is_first_hand=is_seen)
            back, days = is_taking_back(said), void.find_days(report.id, said.content)
            stand = replace(stand, takes_back=back, is_explicit=back or said.force == "deny", taken_back_on=days)
            yield (order_of(report), report.id, n), stand, tuple((report.id, span) for span in said.content)


def _stated(called: Called, claim: Proposition, seen: Collection[tuple[str, Span]]) -> Iterable[Ordered]:
    void = find_claim_void(called, claim)
    for id_, span in claim.stated_as_fact:
        report = called.reports[id_]
        stand = state_fact(report, called.origin_of[id_], is_first_hand=(id_, span) in seen)
        yield (order_of(report), id_, -1), replace(stand, taken_back_on=void.find_days(id_, [span])), ((id_, span),)


def take_latest(stands: Sequence[tuple[Stand, Located]], day: date | None) -> list[tuple[Stand, Located]]:
    """Return the latest stance of each voice up to the end of a day, in order. Without a day only undated ones are known.

    What its outlet had taken back by then is left out.
    Who can neither confirm nor deny is there with that only if nothing else was ever heard from him.
    """
    latest: dict[str, tuple[Stand, Located]] = {}
    for stand, located in stands:
        is_void = any(is_known(taken_on, day) for taken_on in stand.taken_back_on)
        if is_known(stand.published_on, day) and not is_void and (stand.stance in _DECIDED or stand.unit not in latest):
            latest.pop(stand.unit, None)
            latest[stand.unit] = stand, located
    return list(latest.values())
