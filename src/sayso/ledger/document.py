"""The export document: a picture as plain dictionaries, in the shape that scripts rely on.

Keys stand in the order of the contract; keys that the contract does not know follow after them. Spans are
``{"start", "end", "text"}``, with ``"in": "title"`` for the headline. Days are ``2031-03-01``, instants ``2031-03-01T09:00:00Z``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from sayso.claims import explain_listed
from sayso.ledger.overrulings import read_about
from sayso.ledger.store.identity import file_of
from sayso.model import (
    Alignment,
    Attribution,
    Change,
    Correction,
    Evidence,
    Figure,
    FirstHand,
    Link,
    Merge,
    NameVariants,
    Overruling,
    Picture,
    Proposition,
    Reason,
    Report,
    Retelling,
    Scope,
    Skip,
    Span,
    Voice,
)

SCHEMA = 1  # raised by a change that breaks scripts
PROBABILITY_DIGITS = 4  # more would show the last bits of a sum, which no reader can use

Json = dict[str, Any]


def picture_to_document(picture: Picture, as_of: date | None = None) -> Json:
    """Return the whole picture as the export document."""
    return {
        "schema": SCHEMA,
        "as_of": _day(as_of),
        "reports": [_report(each) for each in picture.reports],
        "skipped": [_skip(each) for each in picture.skipped],
        "origins": [list(origin) for origin in picture.origins],
        "retellings": [retelling_to_document(each) for each in picture.retellings],
        "changes": [_change(each) for each in picture.changes],
        "voices": [_voice(each) for each in picture.voices],
        "attributions": [_attribution(each) for each in picture.attributions],
        "propositions": [_proposition(each) for each in picture.propositions],
        "figures": [_figure(each) for each in picture.figures],
        "names": [_name_variants(each) for each in picture.names],
        "duplicates": picture.duplicates,
        "unmeasured": [{"report": report, "reason": _reason(reason)} for report, reason in picture.unmeasured],
        "overrulings": [overruling_to_document(each) for each in picture.overrulings],
        "corrections": [_correction(each) for each in picture.corrections],
    }


def redline_to_document(child: Report, parent: Report, retelling: Retelling | None, alignment: Alignment) -> Json:
    """Return how a child text relates to its parent, with the verdict if there is one."""
    return {
        "schema": SCHEMA,
        "child": child.id,
        "parent": parent.id,
        "retelling": retelling_to_document(retelling) if retelling else None,
        "passages": [{"parent": list(of_parent), "child": list(of_child)} for of_parent, of_child in alignment.passages],
        "sentences": [_link(each) for each in alignment.sentences],
        "changes": [_change(each) for each in alignment.changes],
    }


def retelling_to_document(retelling: Retelling) -> Json:
    """Return one edge of the family tree, with the reasons for it."""
    return {
        "child": retelling.child,
        "parent": retelling.parent,
        "kind": retelling.kind,
        "probability": _probability(retelling.probability),
        "direction_probability": _probability(retelling.direction_probability),
        "credited": retelling.credited,
        "share_of_child": _probability(retelling.share_of_child),
        "reasons": [_reason(each) for each in retelling.reasons],
    }


def log_to_document(log: Iterable[Overruling]) -> Json:
    """Return entries of the log of overrulings, in the shape of the export."""
    return {"schema": SCHEMA, "overrulings": [overruling_to_document(each) for each in log]}


def overruling_to_document(overruling: Overruling) -> Json:
    """Return one entry of the log, and what became of it."""
    return {
        "number": overruling.number,
        "made_at": _instant(overruling.made_at),
        "who": overruling.who,
        "why": overruling.why,
        "kind": overruling.kind,
        "about": read_about(overruling),
        "undoes": overruling.undoes,
        "state": overruling.state,
    }


def evidence_to_document(evidence: Evidence, as_of: date | None = None) -> Json:
    """Return a thing with all that stands behind it; the parts have the same keys, but for the first two."""
    return {"schema": SCHEMA, "as_of": _day(as_of), **_evidence(evidence)}


def _evidence(evidence: Evidence) -> Json:
    return {
        "thing": evidence.thing,
        "says": evidence.says,
        "value": _number(evidence.value) if isinstance(evidence.value, float) else evidence.value,
        "is_tally": evidence.is_tally,
        "spans": _located(evidence.spans),
        "reasons": [_reason(each) for each in evidence.reasons],
        "parts": [_evidence(each) for each in evidence.parts],
    }


def _report(report: Report) -> Json:
    return {
        "id": report.id,
        "path": file_of(report.path) if report.path else None,  # without its line: lines in another order are the same pile
        "outlet": report.outlet,
        "url": report.url,
        "title": report.title,
        "byline": report.byline,
        "published": _instant(report.published),
        "language": report.language,
        "n_chars": len(report.text),
        "sha256": report.sha256,
        "published_precision": report.published_precision,
        "title_span": _span(report.title_span),
    }


def _skip(skip: Skip) -> Json:
    return {"path": skip.path, "code": skip.code, "what": skip.what}


def _change(change: Change) -> Json:
    return {
        "child": change.child,
        "parent": change.parent,
        "kind": change.kind,
        "before": _span(change.before),
        "after": _span(change.after),
    }


def _link(link: Link) -> Json:
    return {
        "kind": link.kind,
        "parent": _spans(link.parent_spans),
        "child": _spans(link.child_spans),
        "similarity": _probability(link.similarity),
    }


def _voice(voice: Voice) -> Json:
    return {
        "id": voice.id,
        "name": voice.name,
        "role": voice.role,
        "affiliation": voice.affiliation,
        "party": voice.party,
        "mentions": list(voice.mentions),
        "stands_for": voice.stands_for,
        "evidence": _located(voice.evidence),
        "reasons": [_reason(each) for each in voice.reasons],
    }


def _attribution(attribution: Attribution) -> Json:
    return {
        "id": attribution.id,
        "report": attribution.report,
        "voice": attribution.voice,
        "source": _span(attribution.source),
        "cue": _span(attribution.cue),
        "content": _spans(attribution.content),
        "mode": attribution.mode,
        "stance": attribution.stance,
        "proposition": attribution.proposition,
        "channel": attribution.channel,
        "said_on": _day(attribution.said_on),
        "stance_probability": _probability(attribution.stance_probability),
        "force": attribution.force,
        "points_back": attribution.points_back,
        "relay": _span(attribution.relay),
        "scope": attribution.scope.kind if attribution.scope else None,
        "scope_evidence": _scope(attribution.scope) if attribution.scope else None,
    }


def _scope(scope: Scope) -> Json:
    denied = {"report": scope.denied_report, **_cut(scope.denied)} if scope.denied else None
    return {"words": _span(scope.words), "denied": denied}


def _proposition(proposition: Proposition) -> Json:
    return {
        "id": proposition.id,
        "text": proposition.text,
        "affirm": list(proposition.affirm),
        "deny": list(proposition.deny),
        "concede": list(proposition.concede),
        "unverified": list(proposition.unverified),
        "reports": list(proposition.reports),
        "stated_as_fact": list(dict.fromkeys(report for report, _ in proposition.stated_as_fact)),
        "independent_reports": list(proposition.independent_reports),
        "affirming_voices": proposition.affirming_voices,
        "affirming_parties": proposition.affirming_parties,
        "status": [{"as_of": _day(step.as_of), "status": step.status} for step in proposition.status],
        "span": {"report": proposition.span_report, **_cut(proposition.span)},
        "stated_as_fact_evidence": _located(proposition.stated_as_fact),
        "merges": [_merge(each) for each in proposition.merges],
        "first_hand": list(dict.fromkeys(each.report for each in proposition.first_hand)),
        "first_hand_evidence": [_first_hand(each) for each in proposition.first_hand],
    }


def _first_hand(seen: FirstHand) -> Json:
    return {"report": seen.report, **_cut(seen.words), "said": {"report": seen.report, **_cut(seen.said)}}


def _correction(correction: Correction) -> Json:
    return {
        "report": correction.report,
        **_cut(correction.span),
        "wrong": _cut(correction.wrong),
        "takes_back": _located(correction.takes_back),
        "propositions": list(correction.propositions),
    }


def _merge(merge: Merge) -> Json:
    return {"first": merge.first, "second": merge.second, "certain": merge.certain, "reason": _reason(merge.reason)}


def _figure(figure: Figure) -> Json:
    return {
        "report": figure.report,
        "what": figure.what,
        **_cut(figure.span),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "voice": figure.voice,
        "as_of": _day(figure.as_of),
        "approximate": figure.approximate,
        "unit": figure.unit,
    }


def _name_variants(variants: NameVariants) -> Json:
    return {
        "variants": [{"name": name, "side": side} for name, side in variants.names],
        "evidence": _located(variants.evidence),
        "reasons": [_reason(reason)] if (reason := explain_listed([name for name, _ in variants.names])) else [],
    }


def _reason(reason: Reason) -> Json:
    weight = {} if reason.weight is None else {"weight": _probability(reason.weight)}
    return {"code": reason.code, "says": reason.says, **weight}


def _cut(span: Span) -> Json:
    where = {"in": span.field} if span.field == "title" else {}
    return {"start": span.start, "end": span.end, "text": span.text, **where}


def _span(span: Span | None) -> Json | None:
    return _cut(span) if span else None


def _spans(spans: Iterable[Span]) -> list[Json]:
    return [_cut(span) for span in spans]


def _located(evidence: Iterable[tuple[str, Span]]) -> list[Json]:
    return [{"report": report, **_cut(span)} for report, span in evidence]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(instant: datetime | None) -> str | None:
    """Return the instant in UTC to the second."""
    if instant is None:
        return None
    return instant.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _number(number: float | None) -> int | float | None:
    """Return a whole number as an integer. What JSON cannot hold (an infinite bound) is an open bound."""
    if number is None or not math.isfinite(number):
        return None
    return int(number) if float(number).is_integer() else number


def _probability(value: float) -> float:
    return round(float(value), PROBABILITY_DIGITS)
