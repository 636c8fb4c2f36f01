"""The inline context of the JSON-LD export: which of its words is which term. Nothing is fetched to read it."""

from __future__ import annotations

from typing import Any

# What no public vocabulary has a term for stands in a name space of our own; a URN promises no page behind it.
OURS = "urn:sayso:terms:"
_IDS = {"@type": "@id"}
_DAY = "xsd:date"

CONTEXT: dict[str, Any] = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sayso": OURS,
    "id": "@id",
    "type": "@type",
    # reports
    "headline": "schema:headline",
    "publisher": {"@id": "schema:publisher", **_IDS},
    "name": "schema:name",
    "byline": "schema:creditText",
    "url": {"@id": "schema:url", **_IDS},
    "published": {"@id": "schema:datePublished", "@type": "xsd:dateTime"},
    "publishedOn": {"@id": "schema:datePublished", "@type": _DAY},
    "language": "schema:inLanguage",
    "sha256": "schema:sha256",
    "origin": {"@id": "sayso:origin", **_IDS},
    # derivations
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", **_IDS},
    "wasQuotedFrom": {"@id": "prov:wasQuotedFrom", **_IDS},
    "wasRevisionOf": {"@id": "prov:wasRevisionOf", **_IDS},
    "qualifiedDerivation": {"@id": "prov:qualifiedDerivation", **_IDS},
    "entity": {"@id": "prov:entity", **_IDS},
    "sharesOriginWith": {"@id": "sayso:sharesOriginWith", **_IDS},
    "kind": "sayso:kind",
    "probability": {"@id": "sayso:probability", "@type": "xsd:double"},
    "directionProbability": {"@id": "sayso:directionProbability", "@type": "xsd:double"},
    "shareOfChild": {"@id": "sayso:shareOfChild", "@type": "xsd:double"},
    "credited": "sayso:credited",
    "reason": "sayso:reason",
    # voices
    "alternateName": "schema:alternateName",
    "role": "sayso:role",
    "affiliation": "sayso:affiliation",
    "party": "sayso:party",
    "standsFor": {"@id": "sayso:standsFor", **_IDS},
    # attributions
    "text": "schema:text",
    "spokenBy": {"@id": "schema:spokenByCharacter", **_IDS},
    "isPartOf": {"@id": "schema:isPartOf", **_IDS},
    "about": {"@id": "schema:about", **_IDS},
    "saidOn": {"@id": "sayso:saidOn", "@type": _DAY},
    "mode": "sayso:mode",
    "force": "sayso:force",
    "stance": "sayso:stance",
    "stanceProbability": {"@id": "sayso:stanceProbability", "@type": "xsd:double"},
    "denialScope": "sayso:denialScope",
    "channel": "sayso:channel",
    # claims
    "appearance": {"@id": "schema:appearance", **_IDS},
    "statedAsFactIn": {"@id": "sayso:statedAsFactIn", **_IDS},
    "affirmedBy": {"@id": "sayso:affirmedBy", **_IDS},
    "deniedBy": {"@id": "sayso:deniedBy", **_IDS},
    "concededBy": {"@id": "sayso:concededBy", **_IDS},
    "unverifiedBy": {"@id": "sayso:unverifiedBy", **_IDS},
    "independentReportsAtLeast": "sayso:independentReportsAtLeast",
    "independentReportsAtMost": "sayso:independentReportsAtMost",
    "affirmingVoices": "sayso:affirmingVoices",
    "affirmingParties": "sayso:affirmingParties",
    "standing": {"@id": "sayso:standing", **_IDS},
    "status": "sayso:status",
    "asOf": {"@id": "sayso:asOf", "@type": _DAY},
    # changes, figures
    "before": {"@id": "sayso:before", **_IDS},
    "after": {"@id": "sayso:after", **_IDS},
    "minValue": "schema:minValue",
    "maxValue": "schema:maxValue",
    "unitText": "schema:unitText",
    "approximate": "sayso:approximate",
    "figureOf": {"@id": "sayso:figureOf", **_IDS},
    "nameUsed": {"@id": "sayso:nameUsed", **_IDS},
    "usedBy": "sayso:usedBy",
    # overrulings
    "decided": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    "decidedBy": "sayso:decidedBy",
    "decidedOf": {"@id": "sayso:decidedOf", "@type": "@json"},
    "undoes": {"@id": "sayso:undoes", **_IDS},
    "state": "sayso:state",
    # spans
    "target": {"@id": "oa:hasTarget", **_IDS},
    "body": {"@id": "oa:hasBody", **_IDS},
    "motivation": {"@id": "oa:motivatedBy", **_IDS},
    "source": {"@id": "oa:hasSource", **_IDS},
    "selector": {"@id": "oa:hasSelector", **_IDS},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "field": "sayso:field",
    "part": "sayso:part",
}
