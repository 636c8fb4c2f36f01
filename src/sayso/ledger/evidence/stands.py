"""The stances taken towards a claim in the order in which its status was judged, each with the words that it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sayso.ledger.called import Called
from sayso.ledger.statements import order_of
from sayso.ledger.status import Stand
from sayso.model import UNKNOWN, Proposition, Span

Located = tuple[tuple[str, Span], ...]
_DECIDED = ("affirm", "concede", "deny")


def find_stands(called: Called, claim: Proposition) -> list[tuple[Stand, Located]]:
    """Return every stance towards a claim, in order, with its words. What a report states as fact is a stance of nobody's side."""
    found = [*_said(called, claim), *_stated(called, claim)]
    return [(stand, located) for _, stand, located in sorted(found, key=lambda each: each[0])]


def _said(called: Called, claim: Proposition) -> Iterable[tuple[tuple[str, str, int], Stand, Located]]:
    for n, said in enumerate(called.said_of[claim.id]):
        report, voice = called.reports[said.report], called.voices.get(said.voice or "")
        unit = (voice.stands_for or voice.id) if voice else f"nobody in {report.id}"
        stand = Stand(unit, voice.party if voice else UNKNOWN, said.stance, report.published_on, called.origin_of[report.id])
        yield (order_of(report), report.id, n), stand, tuple((report.id, span) for span in said.content)


def _stated(called: Called, claim: Proposition) -> Iterable[tuple[tuple[str, str, int], Stand, Located]]:
    for id_, span in claim.stated_as_fact:
        report = called.reports[id_]
        stand = Stand(f"stated in {id_}", UNKNOWN, "affirm", report.published_on, called.origin_of[id_])
        yield (order_of(report), id_, -1), stand, ((id_, span),)


def take_latest(stands: Sequence[tuple[Stand, Located]], day: date | None) -> list[tuple[Stand, Located]]:
    """Return the latest stance of each voice up to the end of a day, in order. Without a day only undated ones are known.

    Who can neither confirm nor deny is there with that only if nothing else was ever heard from him.
    """
    latest: dict[str, tuple[Stand, Located]] = {}
    for stand, located in stands:
        is_known = stand.published_on is None or (day is not None and stand.published_on <= day)
        if is_known and (stand.stance in _DECIDED or stand.unit not in latest):
            latest.pop(stand.unit, None)
            latest[stand.unit] = stand, located
    return list(latest.values())
