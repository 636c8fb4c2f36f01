"""A draft against what it was written from: what an editor would want to know before it is published.

1. the draft is aligned with each report, and the typed changes are found                       (retellings, claims)
2. every sentence of the draft goes back to the report that it is most like; only changes against that one count
3. statements of all of them are weighed together, so that a denial is known by what it denies   (ledger)

What a draft leaves out or adds is its business, with one exception: a claim without the denial that stood beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Literal, get_args

from sayso.claims import MEASURED_LANGUAGE, Reading, read_claims
from sayso.desk.painting import align_pair
from sayso.desk.standing import find_bare_claims, find_dropped_denials, is_clear, weigh_draft
from sayso.desk.work import cut_report
from sayso.errors import UsageError
from sayso.ledger import find_name_groups
from sayso.model import Alignment, Link, Reason, Report, Span
from sayso.settings import DeskSettings, RetellingSettings

FindingKind = Literal[
    "attribution_lost", "voice_changed", "cue_shifted", "quote_altered", "figure_changed", "date_changed", "name_swapped",
    "hedge_dropped", "negation_flipped", "label_shifted", "denial_dropped",
]  # fmt: skip
# A draft may have these from another report than the one its sentence was made from.
_VALUES = {"figure_changed", "date_changed", "name_swapped", "quote_altered"}
_DRAFT = "~draft"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a draft that an editor should look at. ``before`` is in the report, ``after`` in the draft.

    For a dropped denial ``before`` is the denial and ``after`` the claim that the draft carries without it.
    """

    kind: FindingKind
    report: str
    before: Span
    after: Span


@dataclass(frozen=True)
class Checked:
    """What came of a check. ``n_traced`` of ``n_sentences`` of the draft clearly go back to a report."""

    draft: Report
    reports: tuple[Report, ...]
    findings: tuple[Finding, ...]
    n_sentences: int
    n_traced: int
    unmeasured: tuple[tuple[str, Reason], ...] = ()


def check_draft(draft: Report, reports: Sequence[Report]) -> Checked:
    """Return what a draft changed of the reports that it was written from.

    Raises:
        UsageError: ``nothing_to_check_against``, without a report.
    """
    if not reports:
        raise UsageError("nothing_to_check_against", "there is no report to check the draft against", do="Name one with --against")
    child, sources = _prepare(draft, reports)
    readings = {each.id: _read(each) for each in (child, *sources)}
    names = [frozenset(group) for group in find_name_groups((child, *sources), readings)]
    told = {each.id: align_pair(each, child, readings, names) for each in sources}
    origins = trace_sentences(told)
    weighed = weigh_draft(child, sources, readings, told, origins)
    findings = set(_find_changed(child, told, origins))
    findings |= {Finding("denial_dropped", *each) for each in find_dropped_denials(weighed)}
    lost = [each.after for each in findings if each.kind == "attribution_lost"]
    bare = (Finding("attribution_lost", *each) for each in find_bare_claims(weighed))
    findings |= {each for each in bare if not any(each.after.overlaps(other) for other in lost)}
    return Checked(
        draft=draft,
        reports=tuple(sources),
        findings=tuple(sorted(findings, key=_place)),
        n_sentences=len(cut_report(child).sentences),
        n_traced=sum(is_clear(link) for _, link in origins.values()),
        unmeasured=tuple(_find_unmeasured(draft, sources)),
    )


def _prepare(draft: Report, reports: Sequence[Report]) -> tuple[Report, list[Report]]:
    """Return the draft as a report that comes after all others and is nobody's update, and the others each once, in order."""
    sources = sorted({each.id: each for each in reports}.values(), key=_order)
    dated = [each.published for each in sources if each.published]
    published = max(dated) + timedelta(seconds=1) if dated else None
    draft_id = _DRAFT
    while any(each.id >= draft_id for each in sources):
        draft_id = f"{max(each.id for each in sources)}{_DRAFT}"
    precision: Literal["instant"] | None = "instant" if published else None
    return replace(draft, id=draft_id, outlet=None, published=published, published_precision=precision), sources


@lru_cache(maxsize=DeskSettings().kept_documents)
def _read(report: Report) -> Reading:
    """Return what a report says; kept, for several drafts may go back to it."""
    return read_claims(report, cut_report(report))


def _order(report: Report) -> tuple[str, str]:
    return report.published.isoformat() if report.published else "", report.id


Origins = Mapping[int, tuple[str, Link]]


def trace_sentences(told: Mapping[str, Alignment]) -> dict[int, tuple[str, Link]]:
    """Return by the start of a sentence of the draft the report that it goes back to, and the link that leads there.

    It is the one whose sentences it is most like; of several alike, the one that most of the draft goes back to, and most of which
    is in the draft.
    """
    shares = {
        id_: (_n_chars(alignment, "child_spans"), -_n_chars(alignment, "parent_spans", left_out=True)) for id_, alignment in told.items()
    }
    best: dict[int, tuple[tuple[float, int, int], str, Link]] = {}
    for id_, alignment in told.items():
        for link in alignment.sentences:
            rank = (_score(link), *shares[id_])
            for span in link.child_spans if link.parent_spans else ():
                if span.start not in best or rank > best[span.start][0]:
                    best[span.start] = (rank, id_, link)
    return {start: (id_, link) for start, (_, id_, link) in sorted(best.items())}


def _n_chars(alignment: Alignment, side: str, *, left_out: bool = False) -> int:
    """Return how many characters of one side stand in linked sentences, or were left out."""
    links = (link for link in alignment.sentences if (not link.child_spans if left_out else link.parent_spans))
    return sum(span.end - span.start for link in links for span in getattr(link, side))


def _score(link: Link) -> float:
    """Return how like its parent a sentence is; differences that nobody sees make no other origin."""
    return 1.0 if link.kind == "kept" else round(link.similarity, 2)


def _find_changed(child: Report, told: Mapping[str, Alignment], origins: Origins) -> Iterator[Finding]:
    """Yield the changes of each sentence against the report that it goes back to."""
    for id_, alignment in told.items():
        for change in alignment.changes:
            if change.kind not in get_args(FindingKind) or change.before is None:
                continue
            after = change.after or _find_beside(change.before, alignment)
            origin = origins.get(_start_of_sentence(child, after)) if after else None
            if after is None or origin is None or origin[0] != id_:
                continue
            if change.kind not in _VALUES or not _is_elsewhere(after, id_, told):
                yield Finding(change.kind, id_, change.before, after)  # type: ignore[arg-type]  # checked above


def _start_of_sentence(child: Report, span: Span) -> int:
    sentence = cut_report(child).sentence_at(span.start)
    return sentence.start if sentence else -1


def _find_beside(before: Span, alignment: Alignment) -> Span | None:
    """Return what the draft clearly has of the sentences before a dropped one: a note that nothing could be checked is about these."""
    clear = [link for link in alignment.sentences if is_clear(link) and link.parent_spans[-1].end <= before.start]
    told = [link for link in clear if any(len(span.text.split()) > RetellingSettings().saying_min_words for span in link.child_spans)]
    nearest = max(told, key=lambda link: link.parent_spans[-1].end, default=None)
    return max(nearest.child_spans, key=lambda span: (span.end - span.start, span.start)) if nearest else None


def _is_elsewhere(after: Span, id_: str, told: Mapping[str, Alignment]) -> bool:
    """Return whether another report has the draft's very words in a sentence that the draft's goes back to, too."""
    words = _fold(after.text)
    return any(
        words in _fold(" ".join(span.text for span in link.parent_spans))
        for other, alignment in told.items()
        if other != id_
        for link in alignment.sentences
        if link.parent_spans and any(span.start <= after.start < span.end for span in link.child_spans)
        if is_clear(link)
    )


def _fold(words: str) -> str:
    return " ".join(words.casefold().split())


def _place(finding: Finding) -> tuple[int, int, str, str, int]:
    return finding.after.start, finding.after.end, finding.kind, finding.report, finding.before.start


def _find_unmeasured(draft: Report, reports: Sequence[Report]) -> Iterator[tuple[str, Reason]]:
    """Yield what could not be compared at all, or not in full."""
    for each in reports:
        if each.language != draft.language:
            languages = f"it is in another language ({each.language or 'unknown'}) than the draft ({draft.language or 'unknown'})"
            yield each.id, Reason("language_differs", f"{languages}, so changes were not looked for")
    if draft.language not in (None, MEASURED_LANGUAGE):
        says = f"in its language ({draft.language}) only quotations, figures, dates and names are checked"
        yield draft.id, Reason("language", says)
