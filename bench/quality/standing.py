"""Measures of the standing of claims: which propositions were found, who stands where, how many stand behind, and since when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bench.quality.matching import Rates, Record, match_best_first, score_rates, score_share
from bench.quality.statements import Pairs, VoiceMap

_NOT_FOUND: Record = {
    "affirm": [],
    "deny": [],
    "stated_as_fact": [],
    "status": [],
    "independent_reports": None,
    "affirming_voices": None,
}


def match_propositions(pairs: Pairs, predicted: Sequence[Record], attributions: Sequence[Record]) -> dict[str, Record]:
    """Return ``{gold id: predicted proposition}``: those that share most matched attributions.

    Among predictions that share equally many, the one of which these are the larger part comes first.
    """
    by_id = {proposition["id"]: proposition for proposition in predicted}
    shared = Counter(
        (g["proposition"], p["proposition"]) for g, p in pairs if g["proposition"] is not None and p.get("proposition") in by_id
    )
    n_attributions = Counter(attribution.get("proposition") for attribution in attributions)
    ranked = (((n, n / n_attributions[guess]), wanted, guess) for (wanted, guess), n in shared.items())
    return {wanted: by_id[guess] for wanted, guess in match_best_first(ranked).items()}


def score_propositions(gold: Sequence[Record], matched: Mapping[str, Record], voices: VoiceMap) -> dict[str, Any]:
    """Return the measures over these gold propositions; one that was not found counts as wrong everywhere.

    - ``found``: share matched
    - ``affirm``, ``deny``: rates over voices, pooled
    - ``independent_inside``: share whose predicted bounds lie within the gold's; ``independent_error``: mean distance of the middles
      of the matched ones
    - ``affirming_voices_exact``: share with the right number of voices
    - ``status_accuracy``: over the days that the gold names, the share with the right status at that day's end
    - ``stated_as_fact``: rates over reports, pooled
    """
    both = [(proposition, matched.get(proposition["id"], _NOT_FOUND)) for proposition in gold]
    bounds = [(g["independent_reports"], p["independent_reports"]) for g, p in both if p["independent_reports"]]
    days = [(step["status"], find_status(p["status"], step["as_of"])) for g, p in both for step in g["status"]]
    return {
        "count": len(gold),
        "found": score_share(sum(proposition["id"] in matched for proposition in gold), len(gold)),
        "affirm": _score_stance("affirm", both, voices),
        "deny": _score_stance("deny", both, voices),
        "independent_inside": score_share(sum(g[0] <= p[0] and p[1] <= g[1] for g, p in bounds), len(gold)),
        "independent_error": score_share(sum(abs(sum(g) - sum(p)) / 2 for g, p in bounds), len(bounds)),
        "affirming_voices_exact": score_share(sum(g["affirming_voices"] == p["affirming_voices"] for g, p in both), len(gold)),
        "status_accuracy": score_share(sum(wanted == guess for wanted, guess in days), len(days)),
        "stated_as_fact": _score_facts(both),
    }


def find_status(steps: Sequence[Record], day: str) -> str | None:
    """Return the last status dated on ``day`` or before; a step without a date holds always."""
    so_far = sorted((step for step in steps if _read_day(step) <= day[:10]), key=_read_day)
    return so_far[-1]["status"] if so_far else None


def _read_day(step: Record) -> str:
    return (step["as_of"] or "")[:10]


def _score_stance(stance: str, both: Pairs, voices: VoiceMap) -> Rates:
    n_right = 0
    for gold, predicted in both:
        meant = ((1, wanted, guess) for wanted in set(gold[stance]) for guess in set(predicted[stance]) if wanted in voices.get(guess, ()))
        n_right += len(match_best_first(meant))
    n_predicted = sum(len(set(predicted[stance])) for _, predicted in both)
    return score_rates(n_right, n_predicted, sum(len(set(gold[stance])) for gold, _ in both))


def _score_facts(both: Pairs) -> Rates:
    reports = [(set(gold["stated_as_fact"]), set(predicted["stated_as_fact"])) for gold, predicted in both]
    n_right = sum(len(gold & predicted) for gold, predicted in reports)
    return score_rates(n_right, sum(len(predicted) for _, predicted in reports), sum(len(gold) for gold, _ in reports))
