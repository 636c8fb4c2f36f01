"""The numbers of a claim, each unfolded into what it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sayso.ledger.called import Called
from sayso.ledger.evidence.stands import Located, find_stands, take_latest
from sayso.ledger.evidence.things import explain_correction, explain_scope, unfold_scope
from sayso.ledger.status import Stand, find_grounds
from sayso.model import UNKNOWN, Attribution, Evidence, FirstHand, Merge, Proposition, Reason, StatusStep, Voice

SIDES = {"affirm": "affirms", "deny": "denies", "concede": "concedes", "unverified": "can neither confirm nor deny"}
_FOR = ("affirm", "concede")
_TAKES = {**SIDES, "other": "speaks of"}
_MEANS = {
    "conceded": "a party that had denied it affirms it",
    "withdrawn": "those who affirmed it have taken it back, or the outlets that carried it have",
    "contested": "someone stands by it and someone stands against it",
    "corroborated": (
        "voices of two parties affirm it, or somebody uninvolved who saw it, in two independent reports or more, and nobody denies it"
    ),
    "asserted": "it is said, and none of the other standings applies",
}

Explainer = Callable[[Called, Proposition], Evidence]


def explain_claim(called: Called, claim: Proposition) -> Evidence:
    """Return a claim with the evidence of each of its numbers."""
    where = ((claim.span_report, claim.span),)
    return Evidence(claim.id, "a claim, worded as in this place", claim.text, spans=where, parts=tuple(_all_numbers(called, claim)))


def _all_numbers(called: Called, claim: Proposition) -> Iterable[Evidence]:
    return (explain_number(called, claim) for explain_number in NUMBERS.values())


def _side(side: str) -> Explainer:
    def explain_side(called: Called, claim: Proposition) -> Evidence:
        voices: Sequence[str] = getattr(claim, side)
        parts = tuple(_voice(called, voice, _words(called, claim, voice, side)) for voice in voices)
        return Evidence(f"{claim.id}.{side}", f"each of these voices {SIDES[side]} it", [*voices], is_tally=True, parts=parts)

    return explain_side


def explain_word(called: Called, claim: Proposition, side: str, voice: str) -> Evidence:
    """Return the reports that carry a voice's word on a side of a claim, each with the words."""
    said = _words(called, claim, voice, side)
    reports = [*dict.fromkeys(each.report for each in said)]
    parts = tuple(
        Evidence(report, "carries its word here", parts=tuple(_statement(each) for each in said if each.report == report))
        for report in reports
    )
    says = f"each of these reports has it that {voice} {SIDES[side]} it"
    return Evidence(f"{claim.id}.{side}.{voice}", says, reports, is_tally=True, parts=parts)


def _words(called: Called, claim: Proposition, voice: str, *stances: str) -> list[Attribution]:
    return [each for each in called.said_of[claim.id] if each.voice == voice and each.stance in stances]


def _voice(called: Called, voice: str, said: Sequence[Attribution]) -> Evidence:
    """Return a voice with the words of its own that count here, one part for each attribution."""
    known = called.voices.get(voice)
    return Evidence(voice, "in these words", known.name if known else None, parts=tuple(map(_statement, said)))


def _statement(said: Attribution) -> Evidence:
    spans = tuple((said.report, span) for span in said.content)
    takes = explain_scope(said.scope) or f"{_TAKES[said.stance]} it"
    parts = (unfold_scope(said.id, said.report, said.scope),) if said.scope and said.scope.kind != "whole" else ()
    return Evidence(said.id, f"{takes}, probability {said.stance_probability:.2f}", said.stance, spans=spans, parts=parts)


def explain_reports(called: Called, claim: Proposition) -> Evidence:
    """Return the reports that carry a claim, each with where it does."""
    said, facts = called.said_of[claim.id], claim.stated_as_fact
    parts = []
    for report in claim.reports:
        spans = [(report, span) for each in said if each.report == report for span in each.content]
        spans += [(report, span) for id_, span in facts if id_ == report]
        parts.append(Evidence(report, "carries it here", called.reports[report].outlet, spans=tuple(spans)))
    return Evidence(f"{claim.id}.reports", "each of these reports carries it", [*claim.reports], is_tally=True, parts=tuple(parts))


def explain_facts(called: Called, claim: Proposition) -> Evidence:
    """Return the reports that state a claim in their own voice, each with its sentences."""
    reports = [*dict.fromkeys(report for report, _ in claim.stated_as_fact)]
    parts = tuple(
        Evidence(
            report, "says it in its own voice, on nobody's word", spans=tuple(each for each in claim.stated_as_fact if each[0] == report)
        )
        for report in reports
    )
    return Evidence(f"{claim.id}.stated_as_fact", "each of these reports states it as fact", reports, is_tally=True, parts=parts)


def explain_first_hand(called: Called, claim: Proposition) -> Evidence:
    """Return the reports that have a claim from somebody who saw it, each with what is said and the words that show it."""
    parts = []
    for report in dict.fromkeys(each.report for each in claim.first_hand):
        mine = [each for each in claim.first_hand if each.report == report]
        seen = tuple(_seen(each) for each in mine)
        parts.append(Evidence(report, "has it from somebody who saw it", called.reports[report].outlet, parts=seen))
    says = "each of these reports has it at first hand; the others pass it on"
    return Evidence(f"{claim.id}.first_hand", says, [part.thing for part in parts], is_tally=True, parts=tuple(parts))


def _seen(each: FirstHand) -> Evidence:
    spans = ((each.report, each.words), (each.report, each.said))
    return Evidence(f"{each.report} {each.words.start}-{each.words.end}", "seen, by the first of these words", spans=spans)


def explain_corrections(called: Called, claim: Proposition) -> Evidence:
    """Return the notices in which outlets took a claim back."""
    parts = tuple(explain_correction(name, each) for name, each in called.corrections.items() if claim.id in each.propositions)
    says = "in each of these notices an outlet takes it back"
    return Evidence(f"{claim.id}.corrections", says, [part.thing for part in parts], is_tally=True, parts=parts)


def explain_independence(called: Called, claim: Proposition) -> Evidence:
    """Return both bounds on the independent reports, each with the groups that it counts and why a group counts as one."""
    low, high = claim.independent_reports
    name = f"{claim.id}.independent_reports"
    certain = [merge for merge in claim.merges if merge.certain]
    parts = (
        _bound(called, claim, f"{name}.at_least", low, claim.merges),
        _bound(called, claim, f"{name}.at_most", high, certain),
    )
    return Evidence(name, "between the two, depending on how suspicious one is of common text", [low, high], parts=parts)


def _bound(called: Called, claim: Proposition, name: str, value: int, merges: Sequence[Merge]) -> Evidence:
    says = "after every plausible merge" if name.endswith("at_least") else "after the certain merges only"
    groups = _join(claim.reports, merges)
    parts = []
    for group in groups:
        reasons = tuple(_explain_merge(merge) for merge in merges if merge.first in group and merge.second in group)
        carried = tuple(part for part in explain_reports(called, claim).parts if part.thing in group)
        parts.append(Evidence(" + ".join(group), "one independent report", reasons=reasons, parts=carried))
    return Evidence(name, f"independent reports {says}", value, is_tally=True, parts=tuple(parts))


def explain_merges(called: Called, claim: Proposition) -> Evidence:
    """Return every two reports that count as one independent report for a claim, with the reason."""
    parts = tuple(
        Evidence(
            f"{merge.first} + {merge.second}",
            "certain, so it lowers both bounds" if merge.certain else "plausible, so it lowers the lower bound",
            reasons=(merge.reason,),
        )
        for merge in claim.merges
    )
    return Evidence(f"{claim.id}.merges", "each of these pairs counts as one independent report", len(parts), is_tally=True, parts=parts)


def explain_wording(called: Called, claim: Proposition) -> Evidence:
    """Return where the sentence that a claim goes by was taken from."""
    outlet = called.reports[claim.span_report].outlet
    says = f"the words of {claim.span_report}{f' ({outlet})' if outlet else ''}, which say best what all that was said of it has in common"
    return Evidence(f"{claim.id}.text", says, claim.text, spans=((claim.span_report, claim.span),))


def _explain_merge(merge: Merge) -> Reason:
    return replace(merge.reason, says=f"{merge.first} + {merge.second}: {merge.reason.says}")


def _join(reports: Sequence[str], merges: Iterable[Merge]) -> list[list[str]]:
    """Return the reports in groups that merges make one, in order.

    >>> from sayso.model import Reason
    >>> _join(["r1", "r2", "r3"], [Merge("r1", "r3", True, Reason("retelling", "they go back to one report"))])
    [['r1', 'r3'], ['r2']]
    """
    group = {report: [report] for report in reports}
    for merge in merges:
        one, two = group[merge.first], group[merge.second]
        if one is not two:
            one += two
            group |= dict.fromkeys(two, one)
    return [sorted(each, key=reports.index) for each in {id(each): each for each in group.values()}.values()]


def _affirming(called: Called, claim: Proposition) -> list[Voice]:
    return [called.voices[voice] for voice in (*claim.affirm, *claim.concede)]


def explain_voices(called: Called, claim: Proposition) -> Evidence:
    """Return the voices that affirm or concede a claim; a body and those who speak for it are one."""
    parts = _unite(called, claim, _affirming(called, claim), _FOR)
    says = "voices that affirm or concede it, a body and those who speak for it being one"
    return Evidence(f"{claim.id}.affirming_voices", says, claim.affirming_voices, is_tally=True, parts=parts)


def _united(name: str, side: str) -> Explainer:
    def explain_united(called: Called, claim: Proposition) -> Evidence:
        parts = _unite(called, claim, [called.voices[voice] for voice in getattr(claim, side)], (side,))
        says = f"voices of which each {SIDES[side]} it, a body and those who speak for it being one"
        return Evidence(f"{claim.id}.{name}", says, len(parts), is_tally=True, parts=parts)

    return explain_united


def _unite(called: Called, claim: Proposition, voices: Iterable[Voice], stances: Sequence[str]) -> tuple[Evidence, ...]:
    """Return one part for each body with those who speak for it, and for each voice that speaks for itself."""
    units: dict[str, list[Voice]] = {}
    for voice in voices:
        units.setdefault(voice.stands_for or voice.id, []).append(voice)
    said = {voice.id: _words(called, claim, voice.id, *stances) for those in units.values() for voice in those}
    return tuple(
        Evidence(unit, _as_one(unit, those), parts=tuple(_voice(called, each.id, said[each.id]) for each in those))
        for unit, those in units.items()
    )


def _as_one(unit: str, voices: Sequence[Voice]) -> str:
    others = [each.id for each in voices if each.id != unit]
    return f"{', '.join(others)} speaking for {unit}" if others else "speaking for itself"


def explain_parties(called: Called, claim: Proposition) -> Evidence:
    """Return the parties for which a claim is affirmed or conceded."""
    parties: dict[str, list[Voice]] = {}
    for voice in _affirming(called, claim):
        if voice.party != UNKNOWN:
            parties.setdefault(voice.party, []).append(voice)
    parts = tuple(
        Evidence(
            party, "affirmed for this party", parts=tuple(_voice(called, each.id, _words(called, claim, each.id, *_FOR)) for each in voices)
        )
        for party, voices in parties.items()
    )
    says = "parties for which it is affirmed or conceded; a voice whose party is unknown counts for none"
    return Evidence(f"{claim.id}.affirming_parties", says, claim.affirming_parties, is_tally=True, parts=parts)


def explain_status(called: Called, claim: Proposition) -> Evidence:
    """Return the standing of a claim, step by step, each with the latest stance of everyone up to that day."""
    stands = find_stands(called, claim)
    steps, parts = [], []
    for step in claim.status:
        day = step.as_of.isoformat() if step.as_of else None
        steps.append({"as_of": day, "status": step.status})
        name = f"{claim.id}.status.{day or 'undated'}"
        latest = tuple(_stand(stand.unit, stand.stance, located) for stand, located in take_latest(stands, step.as_of))
        grounds = tuple(_explain_turn(name, stands, step))
        parts.append(Evidence(name, _MEANS[step.status], step.status, parts=(*grounds, *latest)))
    return Evidence(f"{claim.id}.status", "how it stood from the end of each of these days on", steps, parts=tuple(parts))


def _explain_turn(name: str, stands: Sequence[tuple[Stand, Located]], step: StatusStep) -> Iterable[Evidence]:
    """Yield what a side had held, and the words by which it gives that up, where the status is such a turn."""
    places = {id(stand): located for stand, located in stands}
    held, given_up = find_grounds([stand for stand, _ in stands], step.as_of, step.status)
    for part, says, those in (("held", "what was held before", held), ("given_up", "by these words it is given up", given_up)):
        if those:
            yield Evidence(f"{name}.{part}", says, parts=tuple(_stand(s.unit, s.stance, places[id(s)], "") for s in those))


def _stand(unit: str, stance: str, located: Located, when: str = ", when last heard") -> Evidence:
    return Evidence(unit, f"{_TAKES[stance]} it{when}", stance, spans=located)


NUMBERS: Mapping[str, Callable[..., Any]] = {
    **{side: _side(side) for side in SIDES},
    "reports": explain_reports,
    "stated_as_fact": explain_facts,
    "independent_reports": explain_independence,
    "affirming_voices": explain_voices,
    "affirming_parties": explain_parties,
    "first_hand": explain_first_hand,
    "corrections": explain_corrections,
    "status": explain_status,
}

# what else of a claim can be asked for by name; its numbers show as much
_UNITED = {"denying_voices": "deny", "conceding_voices": "concede", "undecided_voices": "unverified"}
PARTS: Mapping[str, Callable[..., Any]] = {
    **NUMBERS,
    **{name: _united(name, side) for name, side in _UNITED.items()},
    "merges": explain_merges,
    "text": explain_wording,
}
