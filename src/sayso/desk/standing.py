"""Claims as they stand in a draft and in its reports: those that the draft turns into facts, and those whose denial it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.claims import MEASURED_LANGUAGE, Reading
from sayso.ledger import Family, Weighed, weigh_claims
from sayso.model import Alignment, Attribution, Link, Proposition, Report, Span, Voice
from sayso.settings import RetellingSettings

_CARRYING = {"affirm", "concede"}
_SURE_DENIAL = 0.95  # from here on a denial that is only understood counts as one
_BEFORE_CHARS = 400  # a bare "denied that" answers what stands this close before it

Beside = tuple[str, Span, Span]  # a report, what stands there, and what the draft has of it
Origins = Mapping[int, tuple[str, Link]]


def weigh_draft(
    draft: Report, reports: Sequence[Report], readings: Mapping[str, Reading], told: Mapping[str, Alignment], origins: Origins
) -> WeighedDraft:
    """Return the statements of a draft and of its reports, weighed together. ``draft`` comes after all ``reports``.

    ``told``: by report, its alignment with the draft. ``origins``: the report that each sentence of the draft goes back to.
    """
    weighed = weigh_claims([*reports, draft], readings, _make_family(draft, reports, told))
    return WeighedDraft(draft, reports, weighed, told, origins)


def find_dropped_denials(case: WeighedDraft) -> list[Beside]:
    """Return the denials that the draft lacks, each with the claim that it carries from the same report; each voice's once a claim.

    Denials of other reports do not count: statements of two newsrooms are too often joined that are not about one thing. Nor does what
    the draft has somebody admit: it does not keep quiet that it was contested.
    """
    found: dict[tuple[str | None, int], Beside] = {}
    for said in case.attributions:
        if said.report == case.draft.id or not _is_denial(said) or case.has_denial(said) or case.is_admitted(said):
            continue
        claim = case.find_claim(said)
        if claim is not None:
            found.setdefault((case.unit(said.voice) or said.id, claim.start), (said.report, case.cover(said), claim))
    return list(found.values())


def find_bare_claims(case: WeighedDraft) -> list[Beside]:
    """Return what the draft states as fact, and the report that it goes back to leaves with someone. Any other word for it will do."""
    found = []
    for claim in case.claims.values():
        is_said = any(report != case.draft.id for report, _ in claim.stated_as_fact) or any(
            each.proposition == claim.id for each in case.in_draft
        )
        for span in () if is_said else (each for each in case.find_facts(claim) if not case.is_kept(each)):
            said = [each for each in case.attributions if each.proposition == claim.id and each.stance in _CARRYING and each.cue]
            found += [(each.report, case.cover(each), span) for each in said if each.report == case.origin_of(span)][:1]
    return found


def _make_family(draft: Report, reports: Sequence[Report], told: Mapping[str, Alignment]) -> Family:
    """Return the draft as a text that has sentences in common with each report. How independent they are does not matter here."""
    links = {
        (draft.id, id_): tuple(
            ((link.parent_spans[0].start, link.parent_spans[-1].end), (link.child_spans[0].start, link.child_spans[-1].end))
            for link in alignment.sentences
            if link.parent_spans and link.child_spans
        )
        for id_, alignment in told.items()
    }
    return Family(tuple((each.id,) for each in (*reports, draft)), (), {}, links)


def _is_denial(said: Attribution) -> bool:
    """Return whether someone denies in so many words. A denial that is only understood is too often none to stop a draft for."""
    return said.content[0].field == "text" and said.force == "deny"


class WeighedDraft:
    """The weighed statements, opened where denials are looked up."""

    def __init__(self, draft: Report, reports: Sequence[Report], weighed: Weighed, told: Mapping[str, Alignment], origins: Origins) -> None:
        self.texts = {report.id: report.text for report in reports}
        self.draft, self.told, self.origins = draft, told, origins
        self.voices: dict[str, Voice] = {voice.id: voice for voice in weighed.voices}
        self.claims: dict[str, Proposition] = {claim.id: claim for claim in weighed.propositions}
        self.attributions = weighed.attributions
        self.in_draft = [each for each in weighed.attributions if each.report == draft.id]

    def unit(self, voice_id: str | None) -> str | None:
        """Return the voice that a voice counts as: the body that it speaks for."""
        voice = self.voices.get(voice_id or "")
        return (voice.stands_for or voice.id) if voice else voice_id

    def cover(self, said: Attribution) -> Span:
        """Return a statement from its first word to its last, where it stands in one paragraph; else what was said."""
        text = self.texts[said.report]
        parts = [span for span in (*said.content, said.source, said.cue) if span is not None and span.field == "text"]
        start, end = min(span.start for span in parts), max(span.end for span in parts)
        return said.content[0] if "\n\n" in text[start:end] else Span.cut(text, start, end)

    def has_denial(self, said: Attribution) -> bool:
        """Return whether the draft still has the denial: on the same claim by anyone, by the same voice, or retold in any words."""
        unit = self.unit(said.voice)
        if self._has_cue(said):
            return True
        for each in self.in_draft:
            is_same_claim = said.proposition is not None and each.proposition == said.proposition
            is_same_voice = unit is not None and self.unit(each.voice) == unit
            is_sure = each.force == "deny" or each.stance_probability >= _SURE_DENIAL
            if each.stance == "deny" and is_same_claim and is_sure:
                return True
            if is_same_voice and (each.force in ("deny", "decline") or self._is_retold(said, each)):
                return True
        return False

    def is_admitted(self, said: Attribution) -> bool:
        """Return whether somebody in the draft concedes what is denied."""
        return said.proposition is not None and any(
            each.proposition == said.proposition and each.stance == "concede" for each in self.in_draft
        )

    def _has_cue(self, said: Attribution) -> bool:
        """Return whether a sentence made from the denial's has its verb, whoever it was understood to be of."""
        cue = said.cue.text.casefold() if said.cue else ""
        return bool(cue) and any(
            cue in span.text.casefold()
            for link in self.told[said.report].sentences
            if _touches(link.parent_spans, said.content)
            for span in link.child_spans
        )

    def _is_retold(self, said: Attribution, each: Attribution) -> bool:
        """Return whether what the draft lets the voice say stands in a sentence that was made from the denial's."""
        return any(
            _touches(link.parent_spans, said.content) and _touches(link.child_spans, each.content)
            for link in self.told[said.report].sentences
            if link.parent_spans and link.child_spans
        )

    def find_claim(self, said: Attribution) -> Span | None:
        """Return where the draft carries what is denied, if it does: said by someone, as fact, or retold from what the denial answers."""
        if self.draft.language not in (None, MEASURED_LANGUAGE):
            return None
        claim = self.claims.get(said.proposition or "")
        spans = [*self._find_carrying(claim)] if claim else []
        affirming = [each for each in self.attributions if claim and each.proposition == claim.id and each.stance in _CARRYING]
        spans = spans or [span for each in affirming if each.report != self.draft.id for span in self._retold_from(each)]
        if not spans:
            answered = self._find_answered(said)
            spans = self._retold_from(answered) if answered else []
        return min((span for span in spans if self.origin_of(span) == said.report), default=None)

    def _find_carrying(self, claim: Proposition) -> Iterator[Span]:
        """Yield the words of the draft that say the claim or state it as fact."""
        said = (each.content[0] for each in self.in_draft if each.proposition == claim.id and each.stance in _CARRYING)
        yield from (span for span in (*said, *self.find_facts(claim)) if span.field == "text")

    def find_facts(self, claim: Proposition) -> list[Span]:
        """Return where the draft states the claim as fact, in a sentence and not in a heading of a word or two."""
        lower = RetellingSettings().saying_min_words
        facts = [span for report, span in claim.stated_as_fact if report == self.draft.id]
        return [span for span in facts if len(span.text.split()) > lower]

    def _retold_from(self, said: Attribution) -> list[Span]:
        """Return the sentences of the draft that were clearly made from a statement's."""
        return [
            max(link.child_spans, key=lambda span: (span.end - span.start, -span.start))
            for link in self.told[said.report].sentences
            if is_clear(link) and _touches(link.parent_spans, said.content)
        ]

    def _find_answered(self, said: Attribution) -> Attribution | None:
        """Return the statement that a denial answers: the nearest before it, by another voice."""
        before = [
            each
            for each in self.attributions
            if each.report == said.report
            and each.content[0].field == "text"
            and 0 <= said.start - each.content[-1].end <= _BEFORE_CHARS
            and self.unit(each.voice) != self.unit(said.voice)
            and each.force != "deny"
        ]
        return max(before, key=lambda each: each.content[-1].end, default=None)

    def origin_of(self, claim: Span) -> str | None:
        """Return the report that the draft's claim goes back to."""
        return next((id_ for start, (id_, link) in self.origins.items() if start <= claim.start < link.child_spans[-1].end), None)

    def is_kept(self, claim: Span) -> bool:
        """Return whether the draft has the sentence as its report has it."""
        return any(start <= claim.start < link.child_spans[-1].end and link.kind == "kept" for start, (_, link) in self.origins.items())


def is_clear(link: Link) -> bool:
    """Return whether sentences of the draft were clearly made from those of a report."""
    is_like = link.kind == "kept" or link.similarity >= RetellingSettings().sure_similarity
    return is_like and bool(link.parent_spans and link.child_spans)


def _touches(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for span in spans for other in others)
