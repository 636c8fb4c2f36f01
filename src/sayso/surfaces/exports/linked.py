"""A picture as JSON-LD: schema.org for what it is about, PROV for what was made from what, Web Annotation for every span.

Direct and mixed speech is a ``schema:Quotation``. Indirect speech holds the reporter's words and is a ``sayso:Attribution`` only.
Nodes are named after the pile, by the texts in it, so that two cases loaded into one store stay apart.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date
from typing import Any
from urllib.parse import quote

from sayso.ledger.overrulings import read_about
from sayso.model import Attribution, Change, Figure, NameVariants, Overruling, Picture, Proposition, Report, Retelling, Span, Voice
from sayso.surfaces.exports.json_text import escape_json
from sayso.surfaces.exports.vocabulary import CONTEXT
from sayso.surfaces.exports.wellformed import is_web_address, mend_unicode

Json = dict[str, Any]
_PILE_DIGITS = 16
_CONTEXT_CHARS = 32  # before and after a quotation: enough to find it again in a text that was edited elsewhere
_SIDES = {"affirmedBy": "affirm", "deniedBy": "deny", "concededBy": "concede", "unverifiedBy": "unverified"}


def picture_to_jsonld(picture: Picture, as_of: date | None = None) -> str:
    """Return the picture as one JSON-LD document with its context in it."""
    graph = _Graph(picture)
    day = as_of.isoformat() if as_of else None
    pile = {"id": graph.name("pile", ""), "type": "schema:Dataset", "name": "Reports and who says what in them", "asOf": day}
    lines = ",\n".join(json.dumps(_take_known(node), ensure_ascii=False, allow_nan=False) for node in (pile, *graph.nodes()))
    context = json.dumps(CONTEXT, indent=1)
    return f'{{\n"@context": {context},\n"@graph": [\n{escape_json(mend_unicode(lines))}\n]\n}}\n'


def _take_known(node: Json) -> Json:
    """Return a node without the terms that have no value."""
    return {term: value for term, value in node.items() if value is not None and value != []}


class _Graph:
    """The nodes of a picture."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.texts = {report.id: report for report in picture.reports}
        digest = hashlib.sha256("\n".join(sorted(f"{report.sha256} {report.id!r}" for report in picture.reports)).encode())
        self.pile = digest.hexdigest()[:_PILE_DIGITS]
        self.edges: dict[str, list[Retelling]] = {}
        for edge in picture.retellings:
            self.edges.setdefault(edge.child, []).append(edge)
        self.origins = {report: f"o{n}" for n, origin in enumerate(picture.origins, 1) for report in origin}

    def name(self, kind: str, id_: str) -> str:
        """Return the IRI of a node."""
        named = quote(mend_unicode(id_), safe="")
        return f"urn:sayso:pile:{self.pile}" + (f":{kind}:{named}" if named else "")

    def names(self, kind: str, ids: Iterable[str]) -> list[str]:
        """Return the IRIs of some nodes."""
        return [self.name(kind, each) for each in ids]

    def nodes(self) -> Iterator[Json]:
        """Yield every node: reports, derivations, voices, claims, attributions, changes, figures, names, overrulings."""
        yield from (_report(self, each) for each in self.picture.reports)
        yield from (_outlet(self, each) for each in sorted({r.outlet for r in self.picture.reports if r.outlet}))
        yield from (_retelling(self, each) for each in self.picture.retellings)
        yield from (node for each in self.picture.voices for node in _voice(self, each))
        yield from (node for each in self.picture.propositions for node in _claim(self, each))
        yield from (node for each in self.picture.attributions for node in _attribution(self, each))
        yield from (node for n, each in enumerate(self.picture.changes, 1) for node in _change(self, each, f"c{n}"))
        yield from (node for n, each in enumerate(self.picture.figures, 1) for node in _figure(self, each, f"f{n}"))
        yield from (node for n, each in enumerate(self.picture.names, 1) for node in _name(self, each, f"n{n}"))
        yield from (_overruling(self, each) for each in self.picture.overrulings)

    def place(self, report_id: str, span: Span) -> Json:
        """Return a span as the target of an annotation: by its position, and by its words with those around them."""
        report = self.texts.get(report_id)
        whole = (report.title if span.field == "title" else report.text) if report else None
        words: Json = {"type": "oa:TextQuoteSelector", "exact": span.text}
        if whole:
            words |= {"prefix": whole[max(0, span.start - _CONTEXT_CHARS) : span.start]}
            words |= {"suffix": whole[span.end : span.end + _CONTEXT_CHARS]}
        position = {"type": "oa:TextPositionSelector", "start": span.start, "end": span.end}
        target = {"type": "oa:SpecificResource", "source": self.name("report", report_id), "selector": [position, words]}
        return {**target, "field": span.field} if span.field != "text" else target

    def annotate(self, body: str, part: str, report: str, span: Span | None) -> Iterator[Json]:
        """Yield the annotation that ties a span to the node it is evidence of, if there is a span."""
        if span is not None:
            yield {
                "type": "oa:Annotation",
                "motivation": "oa:identifying",
                "part": part,
                "body": body,
                "target": self.place(report, span),
            }


def _report(graph: _Graph, report: Report) -> Json:
    edges = graph.edges.get(report.id, [])
    parents = {edge.parent: edge.kind for edge in edges if edge.parent is not None}
    made_from = [parent for parent, kind in parents.items() if kind != "common_origin"]
    published = report.published.astimezone(UTC) if report.published else None
    is_day = report.published_precision == "day"
    return {
        "id": graph.name("report", report.id),
        "type": ["schema:NewsArticle", "prov:Entity"],
        "schema:identifier": report.id,
        "headline": report.title,
        "publisher": graph.name("outlet", report.outlet) if report.outlet else None,
        "byline": report.byline,
        "url": report.url if is_web_address(report.url) else None,
        "published": published.replace(microsecond=0).isoformat() if published and not is_day else None,
        "publishedOn": published.date().isoformat() if published and is_day else None,
        "language": report.language,
        "sha256": report.sha256,
        "origin": graph.name("origin", graph.origins[report.id]) if report.id in graph.origins else None,
        "wasDerivedFrom": graph.names("report", made_from),
        "wasQuotedFrom": graph.names("report", [each for each in made_from if parents[each] in ("reprint", "excerpt")]),
        "wasRevisionOf": graph.names("report", [each for each in made_from if parents[each] == "update"]),
        "sharesOriginWith": graph.names("report", [each for each, kind in parents.items() if kind == "common_origin"]),
        "qualifiedDerivation": [_edge_name(graph, edge) for edge in edges if edge.kind != "common_origin"],
    }


def _edge_name(graph: _Graph, edge: Retelling) -> str:
    return graph.name("retelling", f"{edge.child}<{edge.parent or ''}")


def _outlet(graph: _Graph, outlet: str) -> Json:
    return {"id": graph.name("outlet", outlet), "type": "schema:NewsMediaOrganization", "name": outlet}


def _retelling(graph: _Graph, edge: Retelling) -> Json:
    return {
        "id": _edge_name(graph, edge),
        "type": "sayso:SharedOrigin" if edge.kind == "common_origin" else "prov:Derivation",
        "entity": graph.name("report", edge.parent) if edge.parent is not None else None,
        "kind": edge.kind,
        "probability": edge.probability,
        "directionProbability": edge.direction_probability,
        "shareOfChild": edge.share_of_child,
        "credited": edge.credited,
        "reason": [reason.says for reason in edge.reasons],
    }


def _voice(graph: _Graph, voice: Voice) -> Iterator[Json]:
    id_ = graph.name("voice", voice.id)
    yield {
        "id": id_,
        "type": "prov:Agent",
        "schema:identifier": voice.id,
        "name": voice.name or next(iter(voice.mentions), None) or voice.role,
        "alternateName": [each for each in voice.mentions if each != voice.name],
        "role": voice.role,
        "affiliation": voice.affiliation,
        "party": voice.party,
        "standsFor": graph.name("voice", voice.stands_for) if voice.stands_for else None,
    }
    for report, span in voice.evidence:
        yield from graph.annotate(id_, "mention", report, span)


def _claim(graph: _Graph, claim: Proposition) -> Iterator[Json]:
    id_ = graph.name("claim", claim.id)
    low, high = claim.independent_reports
    yield {
        "id": id_,
        "type": "schema:Claim",
        "schema:identifier": claim.id,
        "text": claim.text,
        "appearance": graph.names("report", claim.reports),
        "statedAsFactIn": graph.names("report", dict.fromkeys(report for report, _ in claim.stated_as_fact)),
        **{term: graph.names("voice", getattr(claim, side)) for term, side in _SIDES.items()},
        "independentReportsAtLeast": low,
        "independentReportsAtMost": high,
        "affirmingVoices": claim.affirming_voices,
        "affirmingParties": claim.affirming_parties,
        "standing": [{"status": each.status, **({"asOf": each.as_of.isoformat()} if each.as_of else {})} for each in claim.status],
    }
    yield from graph.annotate(id_, "wording", claim.span_report, claim.span)
    for report, span in claim.stated_as_fact:
        yield from graph.annotate(id_, "stated as fact", report, span)
    for seen in claim.first_hand:
        yield from graph.annotate(id_, "known at first hand", seen.report, seen.words)


def _attribution(graph: _Graph, said: Attribution) -> Iterator[Json]:
    id_, report = graph.name("attribution", said.id), graph.name("report", said.report)
    is_quotation = said.mode in ("direct", "mixed")
    yield {
        "id": id_,
        "type": ["sayso:Attribution", "schema:Quotation"] if is_quotation else "sayso:Attribution",
        "schema:identifier": said.id,
        "text": " … ".join(span.text for span in said.content),
        "spokenBy": graph.name("voice", said.voice) if said.voice else None,
        "isPartOf": report,
        "wasQuotedFrom": report if is_quotation else None,
        "wasDerivedFrom": report,
        "about": graph.name("claim", said.proposition) if said.proposition else None,
        "stance": said.stance,
        "stanceProbability": said.stance_probability,
        "denialScope": said.scope.kind if said.scope else None,
        "mode": said.mode,
        "force": said.force,
        "channel": said.channel,
        "saidOn": said.said_on.isoformat() if said.said_on else None,
    }
    parts = (("source", said.source), ("cue", said.cue), *(("content", span) for span in said.content))
    for part, span in parts:
        yield from graph.annotate(id_, part, said.report, span)
    if said.scope:
        yield from graph.annotate(id_, "shows how much is denied", said.report, said.scope.words)
        yield from graph.annotate(id_, "denied", said.scope.denied_report or "", said.scope.denied)


def _change(graph: _Graph, change: Change, id_: str) -> Iterator[Json]:
    before, after = change.before, change.after
    yield {
        "id": graph.name("change", id_),
        "type": "sayso:Change",
        "kind": change.kind,
        "before": graph.place(change.parent, before) if before else None,
        "after": graph.place(change.child, after) if after else None,
        "entity": graph.name("report", change.parent),
        "isPartOf": graph.name("report", change.child),
    }


def _figure(graph: _Graph, figure: Figure, id_: str) -> Iterator[Json]:
    name = graph.name("figure", id_)
    yield {
        "id": name,
        "type": "schema:QuantitativeValue",
        "name": figure.what,
        "text": figure.span.text,
        "minValue": figure.low,
        "maxValue": figure.high,
        "approximate": figure.approximate,
        "unitText": figure.unit,
        "figureOf": graph.name("voice", figure.voice) if figure.voice else None,
        "isPartOf": graph.name("report", figure.report),
        "asOf": figure.as_of.isoformat() if figure.as_of else None,
    }
    yield from graph.annotate(name, "figure", figure.report, figure.span)


def _name(graph: _Graph, variants: NameVariants, id_: str) -> Iterator[Json]:
    name = graph.name("place-or-body", id_)
    used = [{"name": each, **({"usedBy": side} if side else {})} for each, side in variants.names]
    yield {"id": name, "type": "sayso:PlaceOrBody", "nameUsed": used}
    for report, span in variants.evidence:
        yield from graph.annotate(name, "name", report, span)


def _overruling(graph: _Graph, overruling: Overruling) -> Json:
    """Return a decision of an analyst; what it is about stands there by texts and characters, as JSON."""
    return {
        "id": graph.name("overruling", str(overruling.number)),
        "type": ["sayso:Overruling", "prov:Activity"],
        "kind": overruling.kind,
        "decided": overruling.made_at.isoformat(),
        "decidedBy": overruling.who,
        "reason": overruling.why,
        "decidedOf": None if overruling.kind == "undo" else read_about(overruling),
        "undoes": graph.name("overruling", str(overruling.undoes)) if overruling.undoes is not None else None,
        "state": overruling.state,
    }
