"""Two reports compared: is one made from the other, how, and why.

``compare_reports`` looks at nothing but the two reports, so its answer can be kept and used again whatever else is in the
pile. It does not depend on which of the two is named first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from sayso.model import Reason, Report, RetellingKind
from sayso.retellings.credits import (
    Credit,
    find_credit,
    find_own_reporting,
    find_turn,
    find_version,
    is_same_newsroom,
    is_same_outlet,
    name_outlet,
)
from sayso.retellings.direction import Side, weigh_direction
from sayso.retellings.pair import Pair, ReportText, find_shared_agency, find_verbatim, read_pair, score_verbatim
from sayso.retellings.quotations import compare_quotations
from sayso.retellings.signals import measure_signals, score_coverage, score_new_quoted
from sayso.retellings.verdict import Evidence, explain_signals, judge_kind, read_model, score_probability, score_signals
from sayso.settings import RetellingSettings

_COMPARISON_FORMAT = 1
CIRCUMSTANCES = (
    "copy",
    "short",
    "version",
    "own_background",
    "own_reporting",
    "turn",
    "credit",
    "no_voices_added",
)  # reasons that are not read off the words


@dataclass(frozen=True, slots=True)
class Comparison:
    """The judgement on two reports, seen apart from all others. ``child`` was made from ``parent`` if either was.

    ``probability`` that they are not independent; ``direction_probability`` that child and parent are not the other way
    round. ``share_of_child`` and ``share_of_parent`` weigh each linked sentence by its likeness. ``agency``: folded name of
    an agency that both carry in their date line or byline. ``passage_words``: of the longest verbatim passage of narrative, with
    what it quotes.
    """

    parent: str
    child: str
    probability: float
    direction_probability: float
    kind: RetellingKind
    credited: bool
    share_of_child: float
    share_of_parent: float
    reasons: tuple[Reason, ...] = ()
    agency: str | None = None
    passage_words: int = 0


def comparison_to_json(comparison: Comparison) -> bytes:
    """Return a comparison as JSON in UTF-8."""
    return json.dumps({"format": _COMPARISON_FORMAT} | asdict(comparison), ensure_ascii=True, separators=(",", ":")).encode()


def comparison_from_json(raw: bytes) -> Comparison:
    """Return the comparison that ``comparison_to_json`` wrote.

    Raises:
        ValueError: the bytes are not such a comparison.
    """
    table: dict[str, Any] = json.loads(raw)
    if table.pop("format", None) != _COMPARISON_FORMAT:
        raise ValueError("a comparison of another format")
    reasons = tuple(Reason(**reason) for reason in table.pop("reasons"))
    return Comparison(**table, reasons=reasons)


def _unrelated(first: Report, second: Report) -> Comparison:
    parent, child = sorted((first.id, second.id))
    return Comparison(parent, child, 0.0, 0.5, "rewrite", False, 0.0, 0.0)


def compare_reports(first: ReportText, second: ReportText, settings: RetellingSettings) -> Comparison:
    """Return the comparison of two reports, the same in whichever order they are given."""
    pair = read_pair(first, second, settings)
    return _unrelated(first[0], second[0]) if pair is None else _judge(pair, settings)


def _judge(pair: Pair, settings: RetellingSettings) -> Comparison:
    model = read_model()
    quotations = compare_quotations(pair.small_profile, pair.large_profile, settings)
    signals = measure_signals(pair.large_profile, pair.small_profile, pair.counterparts, pair.runs, quotations)
    sides = _read_sides(pair)
    direction = weigh_direction(*sides, pair.counterparts, settings)
    forward = sum(reason.weight or 0.0 for reason in direction)
    parent, child = _orient(sides, forward)
    circumstances = _weigh_circumstances(parent, child, settings)
    circumstances += _weigh_size(pair, settings)
    log_odds = score_signals(signals, model) + sum(reason.weight or 0.0 for reason in circumstances)
    agency = find_shared_agency(pair)
    verbatim = find_verbatim(pair, settings)
    evidence = Evidence(
        probability=score_probability(log_odds),
        is_same_outlet=is_same_outlet(pair.large, pair.small) or _is_newer_version(parent.report, child.report),
        is_third_party=agency is not None,
        is_statement=verbatim.is_statement,
        verbatim_small=score_verbatim(pair, 1),
        verbatim_child=score_verbatim(pair, 0 if child is sides[0] else 1),
        share_of_child=child.coverage,
        narrative_words=verbatim.n_narrative,
        passage_words=verbatim.n_words,
    )
    kind = judge_kind(evidence, settings)
    found = explain_signals(signals, model)[: settings.most_reasons] + circumstances
    return Comparison(
        parent=parent.report.id,
        child=child.report.id,
        probability=max(evidence.probability, _score_part(kind, evidence, settings)),
        direction_probability=score_probability(abs(forward)),
        kind=kind,
        credited=_is_credited(child, evidence, kind),
        share_of_child=round(child.coverage, 4),
        share_of_parent=round(parent.coverage, 4),
        reasons=(*found, *_turn(direction, parent is sides[0])),
        agency=agency,
        passage_words=verbatim.n_words,
    )


def _weigh_size(pair: Pair, settings: RetellingSettings) -> list[Reason]:
    """Return what the shortness of a text takes from the odds: a share of a few words is met by chance, unless they are the very same."""
    if pair.is_copy:
        return [Reason("copy", "both have the same words", settings.odds_copy)]
    n_free = pair.small_profile.free_stems.total()
    if n_free >= settings.enough_free_words:
        return []
    weight = round(settings.odds_short * (1 - n_free / settings.enough_free_words), 2)
    return [Reason("short", f"the shorter text has only {n_free} words that its writer was free to choose", weight)]


def _is_credited(child: Side, evidence: Evidence, kind: RetellingKind) -> bool:
    """Return whether the child says where it has its text from: the other's outlet, their common agency or statement, or its own name."""
    shares_source = evidence.is_third_party or (kind == "common_origin" and evidence.is_statement)
    return child.credit is not None or evidence.is_same_outlet or shares_source


def _read_sides(pair: Pair) -> tuple[Side, Side]:
    """Return both reports, the longer first, as far as direction goes."""
    same = is_same_newsroom(pair.large, pair.small)
    credits: tuple[Credit | None, Credit | None] = (None, None) if same else (
        find_credit(pair.large, name_outlet(pair.small)),
        find_credit(pair.small, name_outlet(pair.large)),
    )  # fmt: skip
    profiles, reports = (pair.large_profile, pair.small_profile), (pair.large, pair.small)
    large, small = (
        Side(
            reports[side],
            profiles[side],
            1.0 if pair.is_copy else score_coverage(profiles[side], pair.counterparts, side, quotations=True),
            tuple(sorted(k for each in pair.counterparts for k in each.sides[side])),
            credits[side],
        )
        for side in (0, 1)
    )
    return large, small


def _orient(sides: tuple[Side, Side], forward: float) -> tuple[Side, Side]:
    """Return parent and child; where nothing tells them apart the smaller id is the parent."""
    if forward == 0.0:
        first, second = sorted(sides, key=lambda side: side.report.id)
        return first, second
    return sides if forward > 0 else (sides[1], sides[0])


def _turn(direction: Sequence[Reason], is_forward: bool) -> list[Reason]:
    """Return reasons whose weights speak for the direction that was chosen."""
    return [replace(reason, weight=reason.weight if is_forward else -(reason.weight or 0.0)) for reason in direction]


def _is_newer_version(parent: Report, child: Report) -> bool:
    return is_same_newsroom(parent, child) and (find_version(child) or 0) > (find_version(parent) or 0)


def _is_soon(parent: Report, child: Report, settings: RetellingSettings) -> bool:
    if parent.published is None or child.published is None:
        return False
    return abs(child.published - parent.published) <= timedelta(hours=settings.update_hours)


def _weigh_turn(earlier: Report, later: Report, settings: RetellingSettings) -> list[Reason]:
    """Return what it takes from the odds that one of two reports opens with what has turned long after the other came out."""
    if earlier.published is None or later.published is None or later.published - earlier.published < timedelta(hours=settings.turn_hours):
        return []
    turn = find_turn(later, earlier)
    return [] if turn is None else [Reason("turn", f"{later.id} opens with what has turned since: “{turn}”", settings.odds_turn)]


def _weigh_circumstances(parent: Side, child: Side, settings: RetellingSettings) -> list[Reason]:
    """Return what outlets and credits add to the words' log-odds.

    An outlet repeats its own background paragraphs in reports that are new otherwise. It is the newer version of a report if its
    headline says so, or if most of the older one is still there, or a good part of it within the day.
    """
    if is_same_newsroom(parent.report, child.report):
        if _is_newer_version(parent.report, child.report):
            return [Reason("version", f"{child.report.id} is marked as the outlet's newer version", settings.odds_version)]
        least = settings.update_soon_share if _is_soon(parent.report, child.report, settings) else settings.update_least_share
        is_new = max(parent.coverage, child.coverage) < least
        weight = settings.odds_new_report if is_new else settings.odds_same_outlet
        return [Reason("own_background", "an outlet repeats its own sentences in new reports", weight)]
    found = []
    own = find_own_reporting(child.report)
    if own is not None and own not in parent.report.text:
        says = f"{child.report.id} tells what its own newsroom heard or saw: “{own}”"
        found.append(Reason("own_reporting", says, settings.odds_own_reporting))
    earlier, later = sorted((parent.report, child.report), key=lambda report: report.published.timestamp() if report.published else 0.0)
    found += _weigh_turn(earlier, later, settings)
    if child.credit != "clear":
        return found
    found.append(Reason("credit", f"{child.report.id} credits {name_outlet(parent.report)}", settings.odds_credit))
    if score_new_quoted(child.profile, parent.profile) < settings.least_new_quoted:
        found.append(Reason("no_voices_added", f"{child.report.id} quotes nobody whom the other does not quote", settings.odds_nothing_new))
    return found


def _score_part(kind: RetellingKind, evidence: Evidence, settings: RetellingSettings) -> float:
    """Return how likely a part was taken over, where the whole was not: sure for a long passage, even at the shortest that counts."""
    if kind == "excerpt":
        return score_probability((evidence.passage_words - settings.excerpt_words) / settings.excerpt_words * 4 + 1)
    if kind == "common_origin" and evidence.is_statement:
        return settings.statement_probability
    return 0.0
