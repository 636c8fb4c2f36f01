"""One claim unfolded: the spans of text behind each of its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.ledger.called import Called
from sayso.ledger.evidence import find_overruled
from sayso.model import Attribution, Merge, Picture, Proposition
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.blocks import heading, indent, join, labelled, stack, text
from sayso.surfaces.terminal.claims import SIDES, claim_head, standing
from sayso.surfaces.terminal.index import Index, find_claim
from sayso.surfaces.terminal.screen import Screen

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_SIDE_HEADINGS = {"affirm": "say so", "deny": "deny it", "concede": "concede it", "unverified": "can neither confirm nor deny it"}
_SIDE_HEADINGS_ONE = {"affirm": "says so", "deny": "denies it", "concede": "concedes it", "unverified": "can neither confirm nor deny it"}


def unfold_claim(picture: Picture, claim_id: str, screen: Screen) -> str:
    """Return one claim with the words behind its numbers: where each stands, by character, and why reports were counted as one.

    Raises:
        NotFound: if the picture holds no such claim.
    """
    index = Index(picture)
    claim = find_claim(picture, claim_id)
    where = text(f"worded as in {index.name_report(claim.span_report)} {phrases.place(claim.span)}", "quiet")
    blocks = [stack(claim_head(claim), indent(stack(standing(claim), where, text(phrases.tally(claim))), 4))]
    blocks += [_side(index, claim, side) for side in SIDES if getattr(claim, side)]
    if claim.stated_as_fact:
        blocks.append(_as_fact(index, claim))
    blocks += [_independence(index, claim), *_first_hand(index, claim), *_corrected(index, claim), *_overruled(picture, claim)]
    return screen.draw(*blocks)


def _overruled(picture: Picture, claim: Proposition) -> Iterator[RenderableType]:
    """Yield the overrulings that had a hand in the claim."""
    reasons = find_overruled(Called(picture)).get(("claim", claim.id), ()) if picture.overrulings else ()
    if reasons:
        yield stack(heading("overruled"), indent(stack(*(text(phrases.plain(reason.says)) for reason in reasons))))


def _side(index: Index, claim: Proposition, side: str) -> RenderableType:
    voices: Sequence[str] = getattr(claim, side)
    n_voices = index.count_voices(voices)
    says = (_SIDE_HEADINGS_ONE if n_voices == 1 else _SIDE_HEADINGS)[side]
    told = [indent(_voice(index, claim, voice, side)) for voice in voices]
    return stack(heading(f"{phrases.count(n_voices, 'voice')} {says}"), *told)


def _voice(index: Index, claim: Proposition, voice_id: str, side: str) -> RenderableType:
    """Return a voice and all that it is quoted with on the claim, report by report."""
    voice = index.voices.get(voice_id)
    body = f"  speaks for {index.name_voice(voice.stands_for)}, one voice with it" if voice and voice.stands_for else ""
    name = join((text(index.name_voice(voice_id), side), text(f"  {phrases.plain(voice_id)}{body}", "quiet")))
    said = [each for each in index.said.get((claim.id, voice_id), ()) if each.stance == side]
    rows = ((f"{phrases.plain(each.report)} {phrases.place(each.content[0])}", _words(index, each)) for each in said)
    return stack(name, indent(labelled(rows)))


def _words(index: Index, said: Attribution) -> Text:
    """Return the words as they stand in the report, who they are given to there, when, and how surely they were understood."""
    quoted = " … ".join(f"“{phrases.plain(span.text)}”" for span in said.content)
    lead = " ".join(phrases.plain(span.text) for span in (said.source, said.cue) if span is not None)
    scope = phrases.scope([said])
    report = index.reports.get(said.report)
    is_other_day = said.said_on is not None and report is not None and said.said_on != report.published_on
    when = f"said on {phrases.day(said.said_on)}" if is_other_day else ""
    told = (lead, when, said.mode, phrases.plain(said.channel or ""), scope and f"denies {scope}", phrases.how_sure(said))
    about = ", ".join(filter(None, told))
    return join((text(quoted), text(f"  {about}", "quiet")))


def _as_fact(index: Index, claim: Proposition) -> RenderableType:
    places = [(f"{index.name_report(report)} {phrases.place(span)}", phrases.plain(span.text)) for report, span in claim.stated_as_fact]
    n_reports = len({report for report, _ in claim.stated_as_fact})
    says = f"{phrases.count(n_reports, 'report')} {'states' if n_reports == 1 else 'state'} it as fact"
    return stack(heading(says, "with nobody's word for it"), indent(labelled((where, f"“{words}”") for where, words in places)))


def _independence(index: Index, claim: Proposition) -> RenderableType:
    """Return the reports that carry the claim, and why some count as one."""
    counted = f"{phrases.count(len(claim.reports), 'report')}, {phrases.interval(claim.independent_reports)} independent"
    reports = [text(index.date_report(report)) for report in claim.reports]
    return stack(heading(counted), indent(stack(*reports)), *_merges(claim, certain=True), *_merges(claim, certain=False))


def _first_hand(index: Index, claim: Proposition) -> Iterator[RenderableType]:
    """Yield the reports that have the claim from somebody who saw it, and by which words."""
    if claim.first_hand:
        n_reports = len({each.report for each in claim.first_hand})
        places = [(f"{index.name_report(each.report)} {phrases.place(each.words)}", each) for each in claim.first_hand]
        told = ((where, f"“{phrases.plain(each.words.text)}”: “{phrases.plain(each.said.text)}”") for where, each in places)
        says = f"{phrases.count(n_reports, 'report')} {'has' if n_reports == 1 else 'have'} it at first hand"
        yield stack(heading(says, "by words that show that somebody saw it"), indent(labelled(told)))


def _corrected(index: Index, claim: Proposition) -> Iterator[RenderableType]:
    """Yield the notices in which outlets took the claim back."""
    notices = [each for each in index.picture.corrections if claim.id in each.propositions]
    if notices:
        places = ((f"{index.name_report(each.report)} {phrases.place(each.span)}", phrases.plain(each.span.text)) for each in notices)
        yield stack(heading("corrected", "taken back by who had published it"), indent(labelled((where, f"“{w}”") for where, w in places)))


def _merges(claim: Proposition, *, certain: bool) -> Iterator[RenderableType]:
    merges = [merge for merge in claim.merges if merge.certain is certain]
    if merges:
        bound = "both bounds" if certain else "the lower bound"
        yield text(f"{'counted as one' if certain else 'perhaps one'}, which lowers {bound}:", "label")
        yield indent(labelled(_merge(merge) for merge in merges))


def _merge(merge: Merge) -> tuple[str, str]:
    return f"{phrases.plain(merge.first)} + {phrases.plain(merge.second)}", phrases.plain(merge.reason.says)
