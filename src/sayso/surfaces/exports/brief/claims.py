"""The claims of the brief: who stands where, in whose words, how independently, since when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.model import Attribution, Proposition, Span, Voice
from sayso.surfaces.exports.brief.pictures import draw_timeline
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.index import Index

Json = dict[str, Any]

SIDES = {"affirm": "says so", "deny": "denies it", "concede": "concedes it", "unverified": "cannot say"}
_MOST_QUOTES = 2
_MOST_NAMED = 12
_QUOTE_CHARS = 320


class Places:
    """Where words stand: the number of the report in the list of sources, for a link within the page, and the place in it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._numbers = {report.id: n for n, report in enumerate(index.picture.reports, 1)}

    def refer(self, report_id: str, span: Span | None = None) -> Json:
        """Return a report, and the place in it if one is meant."""
        place = phrases.place(span) if span else ""
        return {"number": self._numbers.get(report_id), "report": self.index.name_report(report_id), "place": place}


def clip_quote(words: str) -> str:
    """Return words on one line, as many as fit a quotation."""
    return phrases.clip(phrases.plain(words), _QUOTE_CHARS)


def tell_claim(places: Places, claim: Proposition) -> Json:
    """Return a claim with all that stands behind its numbers."""
    reports = places.index.reports
    merges = [(f"{phrases.plain(each.first)} + {phrases.plain(each.second)}", phrases.plain(each.reason.says)) for each in claim.merges]
    return {
        "id": phrases.plain(claim.id),
        "text": phrases.plain(claim.text),
        "worded_in": places.refer(claim.span_report, claim.span),
        "standing": phrases.status(claim.status),
        "tally": list(_count(claim)),
        "sides": list(_tell_sides(places, claim)),
        "as_fact": [(clip_quote(span.text), places.refer(report, span)) for report, span in claim.stated_as_fact[:_MOST_NAMED]],
        "n_more_as_fact": max(0, len(claim.stated_as_fact) - _MOST_NAMED),
        "first_hand": [(clip_quote(each.words.text), places.refer(each.report, each.words)) for each in claim.first_hand[:_MOST_NAMED]],
        "n_more_first_hand": max(0, len(claim.first_hand) - _MOST_NAMED),
        "corrected": [
            (clip_quote(each.span.text), places.refer(each.report, each.span))
            for each in places.index.picture.corrections
            if claim.id in each.propositions
        ],
        "merges": merges[:_MOST_NAMED],
        "n_more_merges": max(0, len(merges) - _MOST_NAMED),
        "timeline": draw_timeline(claim.status, [reports[each] for each in claim.reports if each in reports]),
    }


def _tell_sides(places: Places, claim: Proposition) -> Iterator[tuple[str, str, list[Json]]]:
    """Yield each side that anyone takes, in words, with its voices."""
    for stance, says in SIDES.items():
        voices = [_tell_voice(places, claim, voice, stance) for voice in getattr(claim, stance)]
        if voices:
            yield stance, says, voices


def tell_shortly(claim: Proposition) -> Json:
    """Return a claim as a row of a table."""
    return {
        "id": phrases.plain(claim.id),
        "text": phrases.plain(claim.text),
        "standing": phrases.status(claim.status),
        "affirming": phrases.count(claim.affirming_voices, "voice"),
        "denying": phrases.count(len(claim.deny), "voice"),
        "reports": f"{phrases.interval(claim.independent_reports)} of {phrases.count(len(claim.reports), 'report')}",
    }


def _count(claim: Proposition) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a claim with what they count."""
    yield f"{len(claim.reports):,}", "report carries it" if len(claim.reports) == 1 else "reports carry it"
    yield phrases.interval(claim.independent_reports), "independent"
    yield f"{claim.affirming_voices:,}", "voice says so" if claim.affirming_voices == 1 else "voices say so"
    yield f"{claim.affirming_parties:,}", "party" if claim.affirming_parties == 1 else "parties"


def _tell_voice(places: Places, claim: Proposition, voice_id: str, stance: str) -> Json:
    said = [each for each in places.index.said.get((claim.id, voice_id), ()) if each.stance == stance]
    voice = places.index.voices.get(voice_id)
    return {
        "name": phrases.voice_name(voice) if voice else phrases.plain(voice_id),
        "about": _describe(voice) if voice else "",
        "scope": phrases.scope(said),
        "n_reports": phrases.count(len({each.report for each in said}), "report"),
        "quotes": [_take_words(places, each) for each in said[:_MOST_QUOTES]],
        "more": phrases.count(len(said) - _MOST_QUOTES, "more time") if len(said) > _MOST_QUOTES else "",
    }


def _describe(voice: Voice) -> str:
    """Return what a voice is and for whom it speaks, each once."""
    known = (phrases.plain(voice.role or ""), phrases.plain(voice.affiliation or ""), phrases.party(voice.party))
    return ", ".join(dict.fromkeys(each for each in known if each and each != phrases.voice_name(voice)))


def _take_words(places: Places, said: Attribution) -> tuple[str, Json]:
    return clip_quote(" … ".join(span.text for span in said.content)), places.refer(said.report, said.content[0])
