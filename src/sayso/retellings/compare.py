"""Two reports compared: is one made from the other, how, and why.

``compare_reports`` looks at nothing but the two reports, so its answer can be kept and used again whatever else is in the
pile. It does not depend on which of the two is named first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sayso.lexicon import read_lexicon
from sayso.model import Reason, Report, RetellingKind
from sayso.retellings.align import align_documents
from sayso.retellings.credits import Credit, find_agency, find_credit, find_version, is_outlet_of, is_same_outlet
from sayso.retellings.direction import Side, weigh_direction
from sayso.retellings.profile import Profile, clip_document, read_profile
from sayso.retellings.runs import Run, count_words, find_passages_verbatim, find_runs, share_quotations
from sayso.retellings.signals import Counterpart, find_counterparts, measure_signals, score_coverage, score_new_quoted
from sayso.retellings.verdict import Evidence, explain_signals, judge_kind, read_model, score_probability, score_signals
from sayso.settings import RetellingSettings
from sayso.text import Document

ReportText = tuple[Report, Document]
_COMPARISON_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """The judgement on two reports, seen apart from all others. ``child`` was made from ``parent`` if either was.

    ``probability`` that they are not independent; ``direction_probability`` that child and parent are not the other way
    round. ``share_of_child`` and ``share_of_parent`` weigh each linked sentence by its likeness. ``agency``: folded name of
    an agency that both carry in their date line.
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


@dataclass(frozen=True)
class _Pair:
    """Two reports with what was measured on them; ``counterparts`` and ``runs`` are between ``large`` and ``small``."""

    large: Report
    small: Report
    large_profile: Profile
    small_profile: Profile
    counterparts: tuple[Counterpart, ...]
    runs: tuple[Run, ...]

    @property
    def is_copy(self) -> bool:
        """Whether both have the very same words: however short they are, and however little there is to align."""
        return self.large_profile.lowers == self.small_profile.lowers


def _sort(first: ReportText, second: ReportText) -> tuple[ReportText, ReportText]:
    """Return the longer text first; of equally long ones the smaller text, of equal texts the smaller id."""

    def rank(each: ReportText) -> tuple[int, str, str]:
        return -len(read_profile(each[1]).words), each[1].text, each[0].id

    small, large = sorted((first, second), key=rank, reverse=True)
    return large, small


def _unrelated(first: Report, second: Report) -> Comparison:
    parent, child = sorted((first.id, second.id))
    return Comparison(parent, child, 0.0, 0.5, "rewrite", False, 0.0, 0.0)


def compare_reports(first: ReportText, second: ReportText, settings: RetellingSettings) -> Comparison:
    """Return the comparison of two reports, the same in whichever order they are given."""
    clipped = [(report, clip_document(document, settings.most_sentences)) for report, document in (first, second)]
    large, small = _sort(*clipped)
    large_profile, small_profile = read_profile(large[1]), read_profile(small[1])
    if not _is_worth_aligning(large_profile, small_profile, settings):
        return _unrelated(first[0], second[0])
    runs = find_runs(small_profile, large_profile)
    small_profile, large_profile = share_quotations(small_profile, large_profile, runs)
    counterparts = find_counterparts(align_documents(large[1], small[1], settings), large[1], small[1])
    return _judge(_Pair(large[0], small[0], large_profile, small_profile, counterparts, runs), settings)


def _is_worth_aligning(large: Profile, small: Profile, settings: RetellingSettings) -> bool:
    is_copy = bool(small.words) and large.lowers == small.lowers  # however short
    return is_copy or len(large.pairs & small.pairs) >= settings.least_shared_pairs


def _judge(pair: _Pair, settings: RetellingSettings) -> Comparison:
    model = read_model()
    signals = measure_signals(pair.large_profile, pair.small_profile, pair.counterparts, pair.runs)
    sides = _read_sides(pair)
    direction = weigh_direction(*sides, pair.counterparts, settings)
    forward = sum(reason.weight or 0.0 for reason in direction)
    parent, child = _orient(sides, forward)
    circumstances = _weigh_circumstances(parent, child, settings)
    if pair.is_copy:
        circumstances.append(Reason("copy", "both have the same words", settings.odds_copy))
    log_odds = score_signals(signals, model) + sum(reason.weight or 0.0 for reason in circumstances)
    passage_words, is_statement = _find_passage(pair, settings)
    evidence = Evidence(
        probability=score_probability(log_odds),
        is_same_outlet=is_same_outlet(pair.large, pair.small),
        is_third_party=_shared_agency(pair) is not None,
        is_statement=is_statement,
        verbatim_small=_verbatim_share(pair),
        share_of_child=child.coverage,
        passage_words=passage_words,
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
        agency=_shared_agency(pair),
    )


def _is_credited(child: Side, evidence: Evidence, kind: RetellingKind) -> bool:
    """Return whether the child says where it has its text from: the other's outlet, their common agency or statement, or its own name."""
    shares_source = evidence.is_third_party or (kind == "common_origin" and evidence.is_statement)
    return child.credit is not None or evidence.is_same_outlet or shares_source


def _read_sides(pair: _Pair) -> tuple[Side, Side]:
    """Return both reports, the longer first, as far as direction goes."""
    same = is_same_outlet(pair.large, pair.small)
    credits: tuple[Credit | None, Credit | None] = (None, None) if same else (
        find_credit(pair.large, pair.small.outlet),
        find_credit(pair.small, pair.large.outlet),
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


def _weigh_circumstances(parent: Side, child: Side, settings: RetellingSettings) -> list[Reason]:
    """Return what outlets and credits add to the words' log-odds.

    An outlet repeats its own background paragraphs in reports that are new otherwise, unless it marks one as a newer version.
    """
    if is_same_outlet(parent.report, child.report):
        if (find_version(child.report) or 0) > (find_version(parent.report) or 0):
            return [Reason("version", f"{child.report.id} is marked as the outlet's newer version", settings.odds_version)]
        return [Reason("own_background", "an outlet repeats its own sentences in new reports", settings.odds_same_outlet)]
    if child.credit != "clear":
        return []
    found = [Reason("credit", f"{child.report.id} credits {parent.report.outlet}", settings.odds_credit)]
    if score_new_quoted(child.profile, parent.profile) < settings.least_new_quoted:
        found.append(Reason("no_voices_added", f"{child.report.id} quotes nobody whom the other does not quote", settings.odds_nothing_new))
    return found


def _shared_agency(pair: _Pair) -> str | None:
    """Return the agency in both date lines if it is neither report's outlet."""
    agency = find_agency(pair.large)
    if agency is None or agency != find_agency(pair.small):
        return None
    return None if any(is_outlet_of(report, agency) for report in (pair.large, pair.small)) else agency


def _verbatim_share(pair: _Pair) -> float:
    if pair.is_copy:
        return 1.0
    n = len(pair.small_profile.words)
    return sum(run.end - run.start for run in pair.runs) / n if n else 0.0


def _find_passage(pair: _Pair, settings: RetellingSettings) -> tuple[int, bool]:
    """Return the narrative words of the longest verbatim passage, and whether both print one written statement.

    Words heard at one news conference stand in many reports; a statement's words count only where both say that it was written.
    """
    passages = find_passages_verbatim(pair.runs, settings.passage_gap_words)
    narrative = max((count_words(pair.small_profile, passage, is_quoted=False) for passage in passages), default=0)
    quoted = max((count_words(pair.small_profile, passage, is_quoted=True) for passage in passages), default=0)
    is_long = quoted >= max(settings.statement_words, settings.statement_share * len(pair.large_profile.words))
    words = read_lexicon("retellings")["statements"]
    return narrative, is_long and all(any(word in report.text.casefold() for word in words) for report in (pair.large, pair.small))


def _score_part(kind: RetellingKind, evidence: Evidence, settings: RetellingSettings) -> float:
    """Return how likely a part was taken over, where the whole was not: sure for a long passage, even at the shortest that counts."""
    if kind == "excerpt":
        return score_probability((evidence.passage_words - settings.excerpt_words) / settings.excerpt_words * 4 + 1)
    if kind == "common_origin" and evidence.is_statement:
        return settings.statement_probability
    return 0.0
