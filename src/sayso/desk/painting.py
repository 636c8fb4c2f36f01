"""The way from reports to a picture, room by room.

1. each report's text is cut, and its stems, attributions, figures and names are read     (text, claims)
2. pairs that share rare stems are compared, what is in doubt is settled by what both mean, and the family tree follows (retellings)
3. along each retelling the texts are aligned and their typed changes found                (retellings, with the attributions of claims)
4. attributions and family tree are weighed into voices, propositions and their standing   (ledger)

What somebody overruled is followed before the step that it concerns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.claims import MEASURED_LANGUAGE, Reading
from sayso.desk.alignments import Names, align_told
from sayso.desk.meanings import settle_doubts
from sayso.desk.progress import Progress, ignore_progress
from sayso.desk.work import Work, cut_report
from sayso.engines import open_engine
from sayso.ledger import Family, find_name_groups, weigh_claims
from sayso.ledger.overrulings import Finder, Followed, OverruledFamily, overrule_family, settle_states
from sayso.model import Alignment, Change, Overruling, Picture, Reason, Report, Retelling, Skip
from sayso.retellings import Comparison, Lineage, find_candidates, find_lineage, sift_candidates
from sayso.settings import RetellingSettings


@dataclass(frozen=True, slots=True)
class Pile:
    """What a picture is painted from: the reports in canonical order, what was not read or came again, and what was overruled."""

    reports: tuple[Report, ...]
    skipped: tuple[Skip, ...] = ()
    duplicates: int = 0
    log: tuple[Overruling, ...] = ()


@dataclass(frozen=True)
class Traced:
    """A pile read and compared, before anything is weighed."""

    readings: Mapping[str, Reading]
    family: Family
    aligned: Mapping[tuple[str, str], Alignment]
    followed: Followed = field(default_factory=Followed)  # which overrulings on retellings found their reports


def trace_pile(reports: Sequence[Report], work: Work, log: Sequence[Overruling] = ()) -> Traced:
    """Return what each report says, the family tree, and the alignment along each of its edges."""
    readings = work.read_claims(reports)
    lineage, overruled = _find_family(reports, readings, work, log)
    aligned = align_retellings(reports, lineage.retellings, readings, work)
    family = Family(
        lineage.origins,
        lineage.retellings,
        passages={edge: tuple(child for _, child in told.passages) for edge, told in aligned.items()},
        links={edge: tuple(_find_stretches(told)) for edge, told in aligned.items()},
        unrelated=overruled.unrelated,
    )
    return Traced(readings, family, aligned, overruled.followed)


def paint_picture(pile: Pile, work: Work, *, progress: Progress = ignore_progress) -> Picture:
    """Return everything that is found in a pile."""
    traced = trace_pile(pile.reports, work, pile.log)
    progress("weighing", 0, None)
    weighed = weigh_claims(pile.reports, traced.readings, traced.family, log=pile.log)
    return Picture(
        reports=pile.reports,
        skipped=pile.skipped,
        duplicates=pile.duplicates,
        origins=traced.family.origins,
        retellings=traced.family.retellings,
        changes=tuple(_name_edge(change, edge) for edge, told in traced.aligned.items() for change in told.changes),
        voices=weighed.voices,
        attributions=weighed.attributions,
        corrections=weighed.corrections,
        propositions=weighed.propositions,
        figures=weighed.figures,
        names=weighed.names,
        unmeasured=tuple(_find_unmeasured(pile.reports)),
        overrulings=settle_states(pile.log, traced.followed | weighed.followed),
    )


def _find_family(
    reports: Sequence[Report], readings: Mapping[str, Reading], work: Work, log: Sequence[Overruling]
) -> tuple[Lineage, OverruledFamily]:
    by_id = {report.id: report for report in reports}
    settings = RetellingSettings()
    features, sketches = work.read_features(reports)
    candidates = find_candidates(features, open_engine(), settings)
    if len(reports) > settings.candidate_all_pairs:
        candidates = sift_candidates(candidates, sketches, settings)
    compared = work.compare([(by_id[first], by_id[second]) for first, second in candidates])
    comparisons = settle_doubts(compared, readings, settings)
    overruled = overrule_family(comparisons, log, Finder(reports, {}), lambda *pair: _compare(by_id, pair, work))
    return find_lineage(reports, overruled.comparisons, RetellingSettings(), overruled.decided), overruled


def _compare(reports: Mapping[str, Report], pair: tuple[str, str], work: Work) -> Comparison:
    """Return the comparison of two reports that nothing else would have compared."""
    first, second = sorted(pair)
    return work.compare([(reports[first], reports[second])])[first, second]


def align_retellings(
    reports: Sequence[Report], retellings: Sequence[Retelling], readings: Mapping[str, Reading], work: Work
) -> dict[tuple[str, str], Alignment]:
    """Return the alignment along each retelling, with its typed changes, by ``(child, parent)``."""
    by_id = {report.id: report for report in reports}
    names = [frozenset(group) for group in find_name_groups(reports, readings)]
    return work.align([(by_id[edge.parent], by_id[edge.child]) for edge in retellings if edge.parent is not None], readings, names)


def align_pair(parent: Report, child: Report, readings: Mapping[str, Reading], names: Names) -> Alignment:
    """Return the alignment of two reports with its typed changes. ``names``: the names of one place or body, a set each."""
    told, retold = ((each, cut_report(each), readings[each.id]) for each in (parent, child))
    return align_told(told, retold, names)


def _name_edge(change: Change, edge: tuple[str, str]) -> Change:
    child, parent = edge
    return replace(change, child=child, parent=parent)


def _find_stretches(alignment: Alignment) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the stretches of parent and child that say the same."""
    for link in alignment.sentences:
        if link.parent_spans and link.child_spans:
            yield (
                (link.parent_spans[0].start, link.parent_spans[-1].end),
                (link.child_spans[0].start, link.child_spans[-1].end),
            )


def _find_unmeasured(reports: Sequence[Report]) -> list[tuple[str, Reason]]:
    """Return the reports whose claims are not measured, with the reason."""
    return [
        (report.id, Reason("language", f"its language ({report.language}) is not one whose claims are measured"))
        for report in reports
        if report.language not in (None, MEASURED_LANGUAGE)
    ]
