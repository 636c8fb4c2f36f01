"""Reports, retellings, origins, voices, attributions and figures, each unfolded into what it was made from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.claims import explain_listed
from sayso.ledger.called import Called
from sayso.ledger.series import Conflict, Counted, Said
from sayso.model import (
    UNINVOLVED,
    UNKNOWN,
    Attribution,
    Change,
    Correction,
    Evidence,
    Figure,
    NameVariants,
    Report,
    Retelling,
    Scope,
    Span,
    Voice,
)

Located = tuple[tuple[str, Span], ...]

_SENTENCE_ENDS = re.compile(r"[.!?][”’\"']?\s|\n")
_LONGEST = 400  # characters to either side of a figure


def explain_report(called: Called, report: Report) -> Evidence:
    """Return a report with its origin, its parents and why they are taken for such."""
    edges = [each for each in called.picture.retellings if each.child == report.id]
    parents = tuple(explain_retelling(called, each) for each in edges)
    origin = next((name for name, members in called.origins.items() if report.id in members), None)
    of_origin = (explain_origin(called, origin),) if origin else ()
    says = "made from these" if edges else "no retelling of another was found in it"
    made = Evidence(f"{report.id}.parents", says, [part.thing for part in parents], is_tally=True, parts=parents)
    length = Evidence(f"{report.id}.n_chars", "characters of its text, as it was read", len(report.text))
    return Evidence(report.id, "a report", report.outlet, parts=(*of_origin, made, length))


def name_edge(edge: Retelling) -> str:
    """Return what a retelling is called.

    >>> name_edge(Retelling("r05", "r01", "reprint", 1.0, 1.0, False, 1.0))
    'r05>r01'
    """
    return f"{edge.child}>{edge.parent or ''}"


def explain_retelling(called: Called, edge: Retelling) -> Evidence:
    """Return a retelling with the reasons for it and what it changed."""
    name = name_edge(edge)
    numbers = (
        Evidence(f"{name}.probability", "how surely one was made from the other, by the reasons above", edge.probability),
        Evidence(f"{name}.direction_probability", "how surely not the other way round, by the reasons above", edge.direction_probability),
        Evidence(f"{name}.share_of_child", "share of the child's text that the parent has, too", edge.share_of_child),
    )
    changed = tuple(found for change, found in _changes(called) if (change.child, change.parent) == (edge.child, edge.parent or ""))
    of_changes = Evidence(f"{name}.changes", "what was changed on the way", len(changed), is_tally=True, parts=changed)
    return Evidence(name, f"{edge.kind} of {edge.parent or 'a text outside the pile'}", reasons=edge.reasons, parts=(*numbers, of_changes))


def explain_changes(called: Called, kinds: Iterable[str]) -> list[Evidence]:
    """Return the changes of some kinds with the words before and after."""
    wanted = {*kinds}
    return [found for change, found in _changes(called) if change.kind in wanted]


def find_changed(called: Called, kind: str) -> list[Retelling]:
    """Return the retellings with a change of some kind."""
    changed = {(each.child, each.parent) for each in called.picture.changes if each.kind == kind}
    return [each for each in called.picture.retellings if (each.child, each.parent or "") in changed]


def explain_child(called: Called, report: str) -> Evidence:
    """Return a report that was made from others, with the retellings."""
    edges = tuple(explain_retelling(called, each) for each in called.picture.retellings if each.child == report)
    return Evidence(report, "made from another", [edge.thing for edge in edges], is_tally=True, parts=edges)


def _changes(called: Called) -> Iterable[tuple[Change, Evidence]]:
    """Yield every change, counted along each retelling from 1."""
    n_before: Counter[tuple[str, str]] = Counter()
    for each in called.picture.changes:
        edge = each.child, each.parent
        n_before[edge] += 1
        yield each, _change(f"{each.child}>{each.parent}.change{n_before[edge]}", each)


def _change(name: str, change: Change) -> Evidence:
    spans: list[tuple[str, Span]] = []
    spans += [(change.parent, change.before)] if change.before else []
    spans += [(change.child, change.after)] if change.after else []
    return Evidence(name, change.kind.replace("_", " "), change.kind, spans=tuple(spans))


def explain_origin(called: Called, name: str) -> Evidence:
    """Return an origin with the retellings that make its reports one."""
    members = called.origins[name]
    inside = [each for each in called.picture.retellings if each.child in members and each.parent in members]
    parts = []
    for member in members:
        reasons = tuple(reason for each in inside if each.child == member for reason in each.reasons)
        edges = ", ".join(name_edge(each) for each in inside if each.child == member)
        parts.append(Evidence(member, f"joined by {edges}" if edges else "a report of its own, or one that others retell", reasons=reasons))
    says = "these reports are one independent report" if len(members) > 1 else "this report was made from no other of the pile"
    return Evidence(name, says, [*members], is_tally=True, parts=tuple(parts))


def explain_voice(called: Called, voice: Voice) -> Evidence:
    """Return a voice with its mentions, why they are one, and what it says."""
    said = called.said_by[voice.id]
    statements = tuple(_locate(each) for each in said)
    behind = [each.id for each in called.picture.voices if each.stands_for == voice.id]
    parts = [Evidence(f"{voice.id}.statements", "what it says", len(said), is_tally=True, parts=statements)]
    parts += [Evidence(f"{voice.id}.party", _why_party(voice), voice.party, spans=voice.evidence)]
    if behind or voice.stands_for:
        says = f"one voice with {voice.stands_for}" if voice.stands_for else f"{', '.join(behind)} speaking for it"
        parts.append(Evidence(f"{voice.id}.stands_for", says, voice.stands_for))
    for what, told in (("role", voice.role), ("affiliation", voice.affiliation)):
        if told:
            parts.append(Evidence(f"{voice.id}.{what}", "as it is called most often", told, spans=voice.evidence))
    return Evidence(voice.id, "a voice, by these mentions", voice.name, spans=voice.evidence, reasons=voice.reasons, parts=tuple(parts))


def explain_sides(called: Called) -> list[Evidence]:
    """Return the parties that voices speak for, each with its voices. Who is uninvolved, or of an unknown side, speaks for none."""
    parties: dict[str, list[Voice]] = {}
    for voice in called.picture.voices:
        if voice.party not in (UNINVOLVED, UNKNOWN):
            parties.setdefault(voice.party, []).append(voice)
    return [
        Evidence(
            party,
            "a side, by those who speak for it",
            parts=tuple(Evidence(each.id, _why_party(each), each.name, spans=each.evidence) for each in voices),
        )
        for party, voices in sorted(parties.items())
    ]


def _why_party(voice: Voice) -> str:
    told = ", ".join(each for each in (voice.role, voice.affiliation) if each)
    return f"the side that it speaks for, by what it is called: {told}" if told else "the side that it speaks for, by what it is called"


def _locate(said: Attribution) -> Evidence:
    about = f", of {said.proposition}" if said.proposition else ""
    return Evidence(said.id, f"{said.mode} speech{about}", said.stance, spans=_spans(said, said.content))


def _spans(said: Attribution, spans: Iterable[Span | None]) -> Located:
    return tuple((said.report, span) for span in spans if span is not None)


def _explain_stance(called: Called, said: Attribution) -> Evidence:
    """Return where an attribution stands, with what it was weighed against: what else is said of its claim, the same or the contrary."""
    name = said.id
    claim = called.claims.get(said.proposition or "")
    if claim is None:
        says = "it takes no side on any claim that is listed"
        probability = Evidence(f"{name}.stance_probability", "how surely it takes none", said.stance_probability)
        return Evidence(f"{name}.stance", says, said.stance, parts=(probability,))
    others = [each for each in called.said_of[claim.id] if each.id != name and each.stance != "unverified"]
    is_against = said.stance == "deny"
    camps = [[each for each in others if (each.stance == "deny") == denies] for denies in (is_against, not is_against)]
    weighed = tuple(
        Evidence(f"{name}.{part}", says, [each.id for each in camp], is_tally=True, parts=tuple(map(_locate, camp)))
        for part, says, camp in zip(("with", "against"), ("it says the same as these", "it says the contrary of these"), camps, strict=True)
        if said.stance != "unverified"
    )
    by_words = "its cue denies in so many words" if said.force == "deny" else "its words, and how they agree with or contradict the others"
    probability = Evidence(f"{name}.stance_probability", f"how surely it stands so, by {by_words}", said.stance_probability, parts=weighed)
    spans = ((claim.span_report, claim.span),)
    about = Evidence(f"{name}.proposition", "the claim that it is about, in these words", said.proposition, spans=spans)
    scope = (unfold_scope(name, said.report, said.scope),) if said.scope else ()
    return Evidence(f"{name}.stance", f"towards {claim.id}", said.stance, parts=(about, probability, *scope))


def explain_statement(called: Called, said: Attribution) -> Evidence:
    """Return an attribution with the words for its source, cue and content."""
    name = said.id
    parts = [Evidence(f"{name}.content", "what is said", spans=_spans(said, said.content))]
    for part, span in (("source", said.source), ("cue", said.cue), ("relay", said.relay)):
        if span is not None:
            parts.append(Evidence(f"{name}.{part}", _PARTS[part], span.text, spans=((said.report, span),)))
    parts.append(Evidence(f"{name}.voice", "the voice that these words are taken for", said.voice, spans=_spans(said, [said.source])))
    around = _spans(said, [said.source, said.cue])
    parts.append(Evidence(f"{name}.mode", "whether its content stands in quotation marks", said.mode, spans=_spans(said, said.content)))
    parts.append(Evidence(f"{name}.force", "what the cue does", said.force, spans=_spans(said, [said.cue])))
    if said.channel:
        parts.append(Evidence(f"{name}.channel", "by what it was said, by a word near the cue", said.channel, spans=around))
    if said.said_on:
        parts.append(
            Evidence(f"{name}.said_on", "the day beside the cue, counted back from that of the report", str(said.said_on), spans=around)
        )
    parts.append(_explain_stance(called, said))
    return Evidence(name, f"an attribution in {said.report}, {said.mode} speech, force {said.force}", said.stance, parts=tuple(parts))


_DENIES = {"part": "denies only a part of it", "figure": "denies only the figure", "framing": "denies only how it is called"}


def explain_scope(scope: Scope | None) -> str:
    """Return in words how much is denied, if it is less than the whole.

    >>> explain_scope(None)
    ''
    """
    return _DENIES.get(scope.kind, "") if scope else ""


def unfold_scope(name: str, report: str, scope: Scope) -> Evidence:
    """Return how much is denied, with the words that show it and those that are denied."""
    spans: list[tuple[str, Span]] = [(report, scope.words)] if scope.words else []
    says = f"{explain_scope(scope)}, by these words" if scope.words else "denies the whole, for nothing shows that the rest stands"
    if scope.denied:
        says += "; the last words are those denied" if scope.words else "; these words are those denied"
        spans.append((scope.denied_report or "", scope.denied))
    return Evidence(f"{name}.scope", says, scope.kind, spans=tuple(spans))


_PARTS = {"source": "whose word it is", "cue": "the words that mark it as said", "relay": "who passed it on"}


def explain_duplicates(n_duplicates: int, places: Mapping[str, Sequence[str]]) -> Evidence:
    """Return how often a known text came again, with the places. ``places``: by report, the first of which is its own."""
    parts = [
        Evidence(f"{report} at {place}", f"the text of {report} again, first found at {known[0]}")
        for report, known in places.items()
        for place in known[1:]
    ]
    parts += [Evidence(f"somewhere, {n}", "again, and nobody named the place") for n in range(1, n_duplicates - len(parts) + 1)]
    return Evidence(
        "duplicates", "how often a known text came again", n_duplicates, is_tally=len(parts) == n_duplicates, parts=tuple(parts)
    )


def explain_figure(called: Called, name: str) -> Evidence:
    """Return a figure with the words that it was read from, and the conflicts that it is part of."""
    figure = called.figures[name]
    where = ((figure.report, figure.span),)
    text = called.reports[figure.report].text
    around = ((figure.report, Span.cut(text, *_find_sentence(text, figure.span))),) if figure.span.field == "text" else where
    day = figure.as_of or called.reports[figure.report].published_on
    whose = f"{name}.as_of", "the day that the words give" if figure.as_of else "the day of the report, for its words give none"
    odds = tuple(Evidence(each, f"of {thing.what}", str(conflict.day)) for each, (thing, conflict) in _find_conflicts(called, figure))
    parts = (
        Evidence(f"{name}.low", "the least that these words allow; without a value it is open", figure.low, spans=where),
        Evidence(f"{name}.high", "the most that these words allow; without a value it is open", figure.high, spans=where),
        Evidence(f"{name}.approximate", "whether it is said to be about right", "yes" if figure.approximate else "no", spans=where),
        Evidence(f"{name}.what", "what is counted, by the words around it", figure.what, spans=around),
        Evidence(f"{name}.unit", "in what; without a value in things that are counted", figure.unit, spans=where),
        Evidence(*whose, str(day) if day else None, spans=around if figure.as_of else ()),
        Evidence(f"{name}.voice", "whose figure it is; without a voice the report's own", figure.voice, spans=_find_givers(called, figure)),
        Evidence(f"{name}.at_odds", "days on which it is at odds with another voice's", len(odds), is_tally=True, parts=odds),
    )
    return Evidence(name, f"a figure of {figure.what}", figure.span.text, spans=where, parts=parts)


def _find_sentence(text: str, span: Span) -> tuple[int, int]:
    """Return the bounds of the sentence around a figure, by its marks."""
    before = max((match.end() for match in _SENTENCE_ENDS.finditer(text, max(0, span.start - _LONGEST), span.start)), default=0)
    behind = _SENTENCE_ENDS.search(text, span.end)
    end = behind.start() + 1 if behind else len(text)
    return max(before, span.start - _LONGEST), min(end, span.end + _LONGEST)


def _find_givers(called: Called, figure: Figure) -> Located:
    """Return the words for whose a figure is: the source of the statement that holds it, or of the last one before it of that voice."""
    mine = [each for each in called.said_by.get(figure.voice or "", ()) if each.report == figure.report and each.source is not None]
    holding = [each for each in mine if any(part.overlaps(figure.span) for part in each.content)]
    before = [each for each in mine if each.start < figure.span.start][-1:]
    return tuple((figure.report, each.source) for each in (holding or before) if each.source is not None)


def _find_conflicts(called: Called, figure: Figure) -> Iterator[tuple[str, tuple[Counted, Conflict]]]:
    """Yield the conflicts that a figure is part of, be it as said again in another report."""
    for name, (thing, conflict) in called.conflicts.items():
        if any(_is_said_again(figure, said) for said in conflict.said):
            yield name, (thing, conflict)


def _is_said_again(figure: Figure, said: Said) -> bool:
    """Return whether a figure of a report is that which a voice gave, or gave there, too."""
    bounds, others = ((each.counted, each.voice, each.low, each.high, each.approximate) for each in (figure, said.figure))
    return figure.report in said.reports and bounds == others


def explain_conflict(called: Called, name: str) -> Evidence:
    """Return what voices gave for one day that cannot all hold, with the words of each."""
    thing, conflict = called.conflicts[name]
    parts = tuple(_explain_said(called, said) for said in conflict.said)
    return Evidence(name, f"of {thing.what}: of these figures of one day no two can both hold, or not all", str(conflict.day), parts=parts)


def _explain_said(called: Called, said: Said) -> Evidence:
    """Return what a voice gave, in the words of each report that has it."""
    names = [name for name, each in called.figures.items() if _is_said_again(each, said)]
    spans = tuple((called.figures[each].report, called.figures[each].span) for each in names)
    voice = called.voices.get(said.figure.voice or "")
    return Evidence(
        ", ".join(names),
        f"given by {voice.name or voice.role or voice.id}" if voice else "given by nobody named",
        said.figure.span.text,
        spans=spans,
    )


def explain_correction(name: str, correction: Correction) -> Evidence:
    """Return a notice with the words for what was wrong and the earlier words that it takes back."""
    where = ((correction.report, correction.span),)
    wrong = Evidence(f"{name}.wrong", "what was wrong", correction.wrong.text, spans=((correction.report, correction.wrong),))
    earlier = tuple(
        Evidence(f"{name}.earlier{n}", "what the outlet had said before", span.text, spans=((report, span),))
        for n, (report, span) in enumerate(correction.takes_back, 1)
    )
    taken = Evidence(f"{name}.takes_back", "what it takes back in the pile", len(earlier), is_tally=True, parts=earlier)
    return Evidence(name, f"a correction in {correction.report}", correction.span.text, spans=where, parts=(wrong, taken))


def explain_names(name: str, variants: NameVariants) -> Evidence:
    """Return the names of one place or body with the words that say so."""
    parts = tuple(Evidence(each, f"used by {side}" if side else "used by no side in particular") for each, side in variants.names)
    names = [each for each, _ in variants.names]
    reasons = (reason,) if (reason := explain_listed(names)) else ()
    return Evidence(name, "names of one place or body, by these words", names, spans=variants.evidence, reasons=reasons, parts=parts)
