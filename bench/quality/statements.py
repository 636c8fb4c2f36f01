"""Measures of who says what: attributions with their voices, and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bench.quality.matching import Record, match_best_first, score_overlap, score_rates, score_share
from bench.quality.places import find_content, find_places, read_spans

VoiceMap = Mapping[str | None, frozenset[str]]
Pairs = list[tuple[Record, Record]]

_MIN_CONTENT_OVERLAP = 0.5  # Jaccard index of the characters of two contents


class _Candidate(NamedTuple):
    overlap: float
    has_voice: bool
    gold: int
    predicted: int


def score_attributions(
    gold: Sequence[Record], predicted: Sequence[Record], reports: Mapping[str, Record], voices: VoiceMap
) -> tuple[dict[str, Any], Pairs]:
    """Return the measures, and the (gold, predicted) pairs whose contents match.

    - ``linked``: content matches and the voice is right
    - ``content``: content matches, whoever is said to have said it
    - ``voice_accuracy``, ``mode_accuracy``, ``stance_accuracy``: over the pairs that match by content
    """
    candidates = _find_candidates(gold, predicted, reports, voices)
    linked = match_best_first((c.overlap, c.gold, c.predicted) for c in candidates if c.has_voice)
    matched = match_best_first(((c.overlap, c.has_voice), c.gold, c.predicted) for c in candidates)
    pairs = [(gold[g], predicted[p]) for g, p in matched.items()]
    n_voices = sum(_is_meant(g["voice"], p.get("voice"), voices) for g, p in pairs)
    measures: dict[str, Any] = {
        "linked": score_rates(len(linked), len(predicted), len(gold)),
        "content": score_rates(len(pairs), len(predicted), len(gold)),
        "voice_accuracy": score_share(n_voices, len(pairs), len(gold)),
    }
    for what in ("mode", "stance"):
        n_same = sum(g[what] == p.get(what) for g, p in pairs)
        measures[f"{what}_accuracy"] = score_share(n_same, len(pairs), len(gold))
    return measures, pairs


def score_figures(gold: Sequence[Record], predicted: Sequence[Record], reports: Mapping[str, Record]) -> dict[str, float | None]:
    """Return rates over figures: found if one of the same report has a character in common and the same bounds.

    Figures of the same words in one report stand at successive occurrences.
    """
    candidates = []
    n_before: Counter[tuple[str, str]] = Counter()
    for g, figure in enumerate(gold):
        key = figure["report"], figure["text"]
        occurrences = find_places(reports[figure["report"]], figure["text"], figure.get("nth"), figure.get("in", "text"))
        places = occurrences[n_before[key] % len(occurrences)]
        n_before[key] += 1
        for p, other in enumerate(predicted):
            if all(figure[name] == other.get(name) for name in ("report", "low", "high")) and (common := len(places & read_spans([other]))):
                candidates.append((common, g, p))
    return score_rates(len(match_best_first(candidates)), len(predicted), len(gold))


def _find_candidates(
    gold: Sequence[Record], predicted: Sequence[Record], reports: Mapping[str, Record], voices: VoiceMap
) -> list[_Candidate]:
    candidates = []
    for g, attribution in enumerate(gold):
        mine = find_content(reports[attribution["report"]], attribution)
        for p, other in enumerate(predicted):
            if other["report"] != attribution["report"]:
                continue
            overlap = score_overlap(mine, read_spans(other["content"]))
            if overlap >= _MIN_CONTENT_OVERLAP:
                candidates.append(_Candidate(overlap, _is_meant(attribution["voice"], other.get("voice"), voices), g, p))
    return candidates


def _is_meant(gold_voice: str, predicted_voice: str | None, voices: VoiceMap) -> bool:
    return gold_voice in voices.get(predicted_voice, frozenset())
