"""All measures of one pile, and the one number that sums them up.

1. ``lineage``     origins, retellings, changes
2. ``voices``      which gold voice each predicted one stands for
3. ``statements``  attributions in the reports that the gold annotates, and figures
4. ``standing``    propositions, matched by the attributions they share
5. the headline    the mean of eight, leaving out what the pile has no gold for
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.quality.lineage import score_changes, score_origins, score_retellings
from bench.quality.matching import Record
from bench.quality.standing import match_propositions, score_propositions
from bench.quality.statements import score_attributions, score_figures
from bench.quality.voices import map_voices

HEADLINE = (
    "origins.b3.f1",
    "origins.count.exact",
    "retellings.parent_accuracy",
    "changes.f1",
    "attributions.linked.f1",
    "attributions.stance_accuracy",
    "propositions.central.status_accuracy",
    "propositions.central.independent_inside",
)
"""The eight measures whose mean is the headline."""


def score_pile(reports: Sequence[Record], gold: Record, export: Record) -> dict[str, Any]:
    """Return every measure of one pile as a tree; a measure is None where the gold has nothing to hold it against."""
    by_id = {report["id"]: report for report in reports}
    voices = map_voices(gold["voices"], export.get("voices", []))
    changes, changes_of_kind = score_changes(gold["changes"], export.get("changes", []), gold["retellings"], by_id)
    said = [attribution for attribution in export.get("attributions", []) if attribution["report"] in gold["annotated"]]
    attributions, pairs = score_attributions(gold["attributions"], said, by_id, voices)
    measures = {
        "origins": score_origins(gold["origins"], export.get("origins", [])),
        "retellings": score_retellings(gold["retellings"], export.get("retellings", [])),
        "changes": changes,
        "changes_of_kind": changes_of_kind,
        "attributions": attributions,
        "propositions": _score_standing(gold, match_propositions(pairs, export.get("propositions", []), said), voices),
        "figures": score_figures(gold["figures"], export.get("figures", []), by_id),
    }
    return measures | _score_headline(measures)


def flatten(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, float | None]]:
    """Return the leaves of a tree of measures under dotted names.

    >>> dict(flatten({"origins": {"b3": {"f1": 0.5}}}))
    {'origins.b3.f1': 0.5}
    """
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _score_standing(gold: Record, matched: Mapping[str, Record], voices: Mapping[str | None, frozenset[str]]) -> dict[str, Any]:
    """Return the measures over central and over all propositions that can be found, being spoken of in an annotated report."""
    heard = {attribution["proposition"] for attribution in gold["attributions"]}
    findable = [proposition for proposition in gold["propositions"] if proposition["id"] in heard]
    central = [proposition for proposition in findable if proposition["central"]]
    return {
        "central": score_propositions(central, matched, voices),
        "all": score_propositions(findable, matched, voices),
        "left_out": len(gold["propositions"]) - len(findable),
    }


def _score_headline(measures: Mapping[str, Any]) -> dict[str, float]:
    flat = dict(flatten(measures))
    measured = [value for name in HEADLINE if (value := flat[name]) is not None]
    return {"headline": sum(measured) / len(measured), "headline_of": len(measured)}
