"""The pages on claims and retellings: what each asks and shows.

Every page has a twin in JSON; where the command line answers the same question, the twin says the same.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sayso.ledger import redline_to_document
from sayso.model import UNKNOWN
from sayso.surfaces.exports import take_claim, take_section
from sayso.surfaces.redlines import lay_out_redline
from sayso.surfaces.terminal.index import find_claim
from sayso.surfaces.web.asking import Answer, Asked, Json, cut_page
from sayso.surfaces.web.charts import draw_claim, draw_days, span_days
from sayso.surfaces.web.families import find_trees
from sayso.surfaces.web.unfolding import find_groups, find_sides, find_words

_WEIGHTY = {
    "attribution_lost": "lost an attribution",
    "quote_altered": "altered words inside quotation marks",
    "hedge_dropped": "dropped a hedge",
    "negation_flipped": "flipped a negation",
    "figure_changed": "changed a figure",
}


async def ask_board(asked: Asked) -> Answer:
    """Return the contested claims, those that most reports carry independently first."""
    told = asked.told

    def context() -> Json:
        paged = cut_page(told.contested, asked.query, asked.keeper.settings.cards)
        days = span_days(day for day, _ in told.days)
        cards = [(claim, find_sides(told, claim), find_groups(claim), draw_claim(told, claim, days)) for claim in paged.things]
        return {"paged": paged, "cards": cards, "days": draw_days(told), "told_on_the_way": _count_retold(asked)}

    def document() -> Json:
        full = told.document
        order = {claim.id: k for k, claim in enumerate(told.contested)}
        contested = sorted((each for each in full["propositions"] if each["id"] in order), key=lambda each: order[each["id"]])
        counts = {
            "n_reports": len(full["reports"]), "n_independent": len(full["origins"]), "n_claims": len(full["propositions"]),
            "n_contested": len(contested), "duplicates": full["duplicates"], "n_skipped": len(full["skipped"]),
        }  # fmt: skip
        return asked.say(**counts, propositions=contested)

    return Answer("board.html", context, document)


def _count_retold(asked: Asked) -> list[tuple[str, int, str]]:
    """Return what retellings did that weighs on claims, and how many did it."""
    edges: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for change in asked.told.picture.changes:
        edges[change.kind].add((change.child, change.parent))
    return [(kind, len(edges[kind]), says) for kind, says in _WEIGHTY.items() if kind in edges]


async def ask_claims(asked: Asked) -> Answer:
    """Return all claims."""
    told = asked.told

    def context() -> Json:
        paged = cut_page(told.claims, asked.query, asked.keeper.settings.rows)
        cards = [(claim, find_sides(told, claim), find_groups(claim)) for claim in paged.things]
        return {"paged": paged, "cards": cards, "days": draw_days(told)}

    return Answer("claims.html", context, lambda: take_section(told.document, "claims"))


async def ask_claim(asked: Asked) -> Answer:
    """Return a claim with each of its numbers unfolded."""
    told, [claim_id] = asked.told, asked.ids
    claim = find_claim(told.picture, claim_id)

    def context() -> Json:
        parties: dict[str, list[str]] = defaultdict(list)
        for voice in (*claim.affirm, *claim.concede):
            parties[told.index.voices[voice].party if voice in told.index.voices else UNKNOWN].append(voice)
        facts: dict[str, list[Any]] = defaultdict(list)
        for report, span in claim.stated_as_fact:
            facts[report].append(span)
        return {
            "claim": claim, "sides": find_sides(told, claim), "groups": find_groups(claim), "words": find_words(told, claim),
            "chart": draw_claim(told, claim), "parties": parties, "facts": facts,
            "corrections": [each for each in told.picture.corrections if claim.id in each.propositions],
        }  # fmt: skip

    return Answer("claim.html", context, lambda: take_claim(told.document, claim_id))


async def ask_retellings(asked: Asked) -> Answer:
    """Return the families of retellings."""
    told = asked.told

    def context() -> Json:
        trees = find_trees(told)
        inside = {report for tree in trees for report in tree.reports}
        alone = [report for report in told.picture.reports if report.id not in inside]
        return {"paged": cut_page(trees, asked.query, asked.keeper.settings.rows), "alone": alone, "days": draw_days(told)}

    return Answer("retellings.html", context, lambda: take_section(told.document, "retellings"))


async def ask_family(asked: Asked) -> Answer:
    """Return the family tree that a report is in."""
    told, [report_id] = asked.told, asked.ids
    asked.report(report_id)
    tree = next((tree for tree in find_trees(told) if report_id in tree.reports), None)
    reports = set(tree.reports if tree else [report_id])

    def context() -> Json:
        days = span_days(told.index.reports[id_].published_on for id_ in reports if id_ in told.index.reports)
        origins = [origin for origin in told.picture.origins if reports & set(origin)]
        return {"tree": tree, "report": asked.report(report_id), "axis": days, "origins": origins, "days": draw_days(told)}

    def document() -> Json:
        full = told.document
        return asked.say(
            reports=[each for each in full["reports"] if each["id"] in reports],
            origins=[origin for origin in full["origins"] if reports & set(origin)],
            retellings=[each for each in full["retellings"] if each["child"] in reports],
            changes=[each for each in full["changes"] if each["child"] in reports],
        )

    return Answer("family.html", context, document)


async def ask_redline(asked: Asked) -> Answer:
    """Return a report laid against the one it retells, or against the one that is named."""
    child, parent = (*asked.ids, None)[:2]
    assert child is not None
    line = await asked.keeper.redline(child, parent)

    def context() -> Json:
        return {"line": line, "sheet": lay_out_redline(line)}

    return Answer("redline.html", context, lambda: redline_to_document(line.child, line.parent, line.retelling, line.alignment))
