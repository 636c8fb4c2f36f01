"""What a pile's readings and its family tree amount to: voices, propositions with their standing, figures, names.

1. polities, voices and names of one place are settled over the whole pile
2. attributions become statements, in order of publication, and statements groups (``propositions``)
3. groups that are disputed or shared are listed; sentences that say the same without a source are their "stated as fact"
4. each is counted: reports, independent reports, voices, parties, and its status day by day
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.claims import Polities, Reading, VoiceBook, find_polities, group_names, resolve_voices
from sayso.ledger.independence import Carrier, Common, count_independent, find_common
from sayso.ledger.propositions import Group, find_groups, find_vector, is_listed
from sayso.ledger.statements import Statement, contradicts, read_content, weigh
from sayso.ledger.status import Stand, find_steps
from sayso.model import UNINVOLVED, UNKNOWN, Attribution, Figure, NameVariants, Proposition, Report, Retelling, Span, Stance, Voice
from sayso.settings import LedgerSettings
from sayso.text import Token, find_tokens

_READABLE_CHARS = (30, 160)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The claims side of a picture."""

    voices: tuple[Voice, ...]
    attributions: tuple[Attribution, ...]
    propositions: tuple[Proposition, ...]
    figures: tuple[Figure, ...]
    names: tuple[NameVariants, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """The retellings side of a picture. ``passages[(child, parent)]``: ranges of the child's text that were taken over."""

    origins: tuple[tuple[str, ...], ...]
    retellings: tuple[Retelling, ...]
    passages: Mapping[tuple[str, str], Sequence[tuple[int, int]]]


def weigh_claims(
    reports: Sequence[Report], readings: Mapping[str, Reading], family: Family, settings: LedgerSettings | None = None
) -> Weighed:
    """Return voices, attributions, propositions, figures and names of a pile. ``reports`` stand in canonical order."""
    return _Pile(reports, readings, family, settings or LedgerSettings()).weigh()


def find_name_groups(readings: Mapping[str, Reading]) -> tuple[tuple[str, ...], ...]:
    """Return the names of each place or body to which the pile gives several."""
    polities = find_polities([readings[r].capitals for r in sorted(readings)])
    return group_names(
        pair
        for r in sorted(readings)
        for pair in readings[r].name_pairs
        if not {pair.first.casefold(), pair.second.casefold()} & polities.forms.keys()
    )


class _Pile:
    """One pile being weighed; each method is a step of the module's docstring."""

    def __init__(self, reports: Sequence[Report], readings: Mapping[str, Reading], family: Family, settings: LedgerSettings) -> None:
        self.reports, self.readings, self.family, self.settings = reports, readings, family, settings
        self.by_id = {report.id: report for report in reports}
        self.polities: Polities = find_polities([readings[r.id].capitals for r in reports])
        self.book: VoiceBook = resolve_voices({r.id: readings[r.id].speakers for r in reports}, self.polities)
        self.voices = {voice.id: voice for voice in self.book.voices}
        self.name_groups = find_name_groups(readings)
        self.standins = {part.casefold(): group[0] for group in self.name_groups for name in group for part in [name]}
        self.common: Common = find_common(
            reports, family.origins, family.retellings, {r.id: readings[r.id].narrative for r in reports}, family.passages, settings
        )
        self.statements = self.read_statements()
        self.places: dict[int, int] = {}

    def weigh(self) -> Weighed:
        groups = [g for g in find_groups(self.statements, self.settings) if is_listed(g, self.statements)]
        facts = self.find_facts(groups)
        drafts = [self.draft(group, facts[k]) for k, group in enumerate(groups)]
        order = sorted(range(len(groups)), key=lambda k: self.rank(drafts[k], groups[k]))
        propositions = tuple(replace(drafts[k], id=f"p{n}") for n, k in enumerate(order, 1))
        return Weighed(
            voices=self.book.voices,
            attributions=self.settle_attributions([groups[k] for k in order]),
            propositions=propositions,
            figures=self.find_figures(),
            names=self.find_names(),
        )

    # -- statements ----------------------------------------------------------------------------------------------------

    def read_statements(self) -> list[Statement]:
        """Return every attribution of the pile as a statement, in order of publication."""
        found: list[Statement] = []
        for report in self.reports:
            reading = self.readings[report.id]
            for index, attribution in enumerate(reading.attributions):
                voice = self.book.voice_of.get((report.id, index))
                content = read_content(self.tokens(report, attribution.content), self.standins, report.language or "en")
                at = sum(start <= attribution.start for start in reading.sentences)
                found.append(
                    Statement(
                        replace(attribution, report=report.id, voice=voice),
                        content,
                        self.voices[voice].party if voice else UNKNOWN,
                        self.common.origin_of[report.id],
                        (_published(report), report.id, index),
                        at,
                    )
                )
        return sorted(found, key=lambda s: s.order)

    @staticmethod
    def tokens(report: Report, spans: Sequence[Span]) -> list[Token]:
        language = report.language or "en"
        return [token for span in spans for token in find_tokens(report.text, language, span.start, span.end)]

    # -- stated as fact --------------------------------------------------------------------------------------------------

    def find_facts(self, groups: Sequence[Group]) -> list[list[tuple[str, Span]]]:
        """Return for each group the sentences that say the same in a report's own voice, with no one's say-so."""
        weights = weigh(s.content for s in self.statements)
        index: dict[str, set[int]] = defaultdict(set)
        for k, group in enumerate(groups):
            for feature in group.vector:
                index[feature].add(k)
        facts: list[list[tuple[str, Span]]] = [[] for _ in groups]
        for report in self.reports:
            for start, end in self.readings[report.id].narrative:
                content = read_content(
                    find_tokens(report.text, report.language or "en", start, end), self.standins, report.language or "en"
                )
                vector = find_vector(content, weights)
                scores = [(self.likeness(vector, groups[k]), -k) for k in {k for f in vector for k in index.get(f, ())}]
                best, negative = max(scores, default=(0.0, 0))
                if best >= self.settings.fact_similarity:
                    leader = self.statements[groups[-negative].leader].content
                    if not contradicts(content, leader) and content.names & leader.names:
                        facts[-negative].append((report.id, Span.cut(report.text, start, end)))
        return facts

    @staticmethod
    def likeness(vector: Mapping[str, float], group: Group) -> float:
        norm = sum(w * w for w in group.vector.values()) ** 0.5
        return sum(w * group.vector.get(f, 0.0) for f, w in vector.items()) / norm if norm else 0.0

    # -- counting --------------------------------------------------------------------------------------------------------

    def draft(self, group: Group, facts: Sequence[tuple[str, Span]]) -> Proposition:
        """Return the proposition of a group, with everything counted; its id is given later."""
        by_stance = self.voices_by_stance(group)
        carriers = self.find_carriers(group, facts)
        bounds, merges = count_independent(carriers, self.common, self.settings)
        span, report = self.choose_wording(group)
        affirming = {*by_stance["affirm"], *by_stance["concede"]}
        return Proposition(
            id="p0",
            text=span.text,
            span=span,
            span_report=report,
            affirm=tuple(v for v in by_stance["affirm"] if v not in by_stance["concede"]),
            deny=by_stance["deny"],
            concede=by_stance["concede"],
            unverified=by_stance["unverified"],
            reports=tuple(c.report for c in carriers),
            stated_as_fact=tuple(facts),
            independent_reports=bounds,
            affirming_voices=len({self.unit(v) for v in affirming}),
            affirming_parties=len({self.voices[v].party for v in affirming} - {UNKNOWN}),
            status=find_steps(self.find_stands(group, facts)),
            merges=merges,
        )

    def voices_by_stance(self, group: Group) -> dict[Stance, tuple[str, ...]]:
        found: dict[Stance, set[str]] = {"affirm": set(), "deny": set(), "concede": set(), "unverified": set()}
        for k, (stance, _) in group.stances.items():
            voice = self.statements[k].voice
            if voice is not None and stance in found:
                found[stance].add(voice)
        return {stance: tuple(sorted(ids, key=_by_number)) for stance, ids in found.items()}

    def unit(self, voice: str) -> str:
        """Return the voice that a voice is counted as: the body that it speaks for, else itself."""
        return self.voices[voice].stands_for or voice

    def find_carriers(self, group: Group, facts: Sequence[tuple[str, Span]]) -> list[Carrier]:
        spans: dict[str, list[Span]] = defaultdict(list)
        said: dict[str, list[Attribution]] = defaultdict(list)
        for k in sorted(group.stances):
            s = self.statements[k]
            spans[s.report] += [*s.attribution.content]
            said[s.report].append(s.attribution)
        for report, span in facts:
            spans[report].append(span)
        return [Carrier(r.id, tuple(spans[r.id]), tuple(said[r.id])) for r in self.reports if r.id in spans]

    def find_stands(self, group: Group, facts: Sequence[tuple[str, Span]]) -> list[Stand]:
        stands = []
        for k in sorted(group.stances):
            s = self.statements[k]
            stance = group.stances[k][0]
            unit = self.unit(s.voice) if s.voice else f"unnamed in {s.report}"
            stands.append((s.order, Stand(unit, s.party, stance, self.by_id[s.report].published_on, s.origin)))
        for report, _ in facts:
            origin = self.common.origin_of[report]
            order = (_published(self.by_id[report]), report, -1)
            stands.append((order, Stand(f"stated in {report}", UNKNOWN, "affirm", self.by_id[report].published_on, origin)))
        return [stand for _, stand in sorted(stands, key=lambda pair: pair[0])]

    def choose_wording(self, group: Group) -> tuple[Span, str]:
        """Return the statement whose words say best what the group is about: an affirmation, not in quotation marks, of readable length."""

        def score(k: int) -> tuple[bool, bool, bool, float, int]:
            s = self.statements[k]
            text = s.attribution.content[0].text
            readable = _READABLE_CHARS[0] <= len(text) <= _READABLE_CHARS[1]
            likeness = sum(w * group.vector.get(f, 0.0) for f, w in self.unit_vector(k).items())
            return group.stances[k][0] != "affirm", s.attribution.points_back, not readable, -round(likeness, 9), k

        best = min(group.stances, key=score)
        s = self.statements[best]
        return max(s.attribution.content, key=lambda span: (span.end - span.start, -span.start)), s.report

    def unit_vector(self, k: int) -> dict[str, float]:
        if not hasattr(self, "_weights"):
            self._weights = weigh(s.content for s in self.statements)
        vector = find_vector(self.statements[k].content, self._weights)
        indirect = 1.15 if self.statements[k].attribution.mode == "indirect" else 1.0
        return {f: w * indirect for f, w in vector.items()}

    def rank(self, draft: Proposition, group: Group) -> tuple[bool, int, int, tuple[str, str, int]]:
        """Order propositions: contested ones first, then those in most reports, then the earliest."""
        return not draft.is_contested, -len(draft.reports), -len(group.stances), self.statements[min(group.stances)].order

    # -- the rest ----------------------------------------------------------------------------------------------------------

    def settle_attributions(self, groups: Sequence[Group]) -> tuple[Attribution, ...]:
        """Return all attributions with voice, stance and proposition, by report and place."""
        settled: dict[int, tuple[Stance, float, str]] = {}
        for n, group in enumerate(groups, 1):
            for k, (stance, probability) in group.stances.items():
                settled.setdefault(k, (stance, probability, f"p{n}"))
        position = {report.id: k for k, report in enumerate(self.reports)}
        ordered = sorted(range(len(self.statements)), key=lambda k: (position[self.statements[k].report], self.statements[k].order[2]))
        result = []
        for number, k in enumerate(ordered, 1):
            stance, probability, proposition = settled.get(k, ("other", 1.0, None))
            attribution = self.statements[k].attribution
            result.append(replace(attribution, id=f"a{number}", stance=stance, stance_probability=probability, proposition=proposition))
        return tuple(result)

    def find_figures(self) -> tuple[Figure, ...]:
        found = []
        for report in self.reports:
            for f in self.readings[report.id].figures:
                voice = self.book.voice_of.get((report.id, f.attribution)) if f.attribution is not None else None
                found.append(Figure(report.id, f.what, f.span, f.low, f.high, f.approximate, voice, f.as_of))
        return tuple(found)

    def find_names(self) -> tuple[NameVariants, ...]:
        """Return the names of each place that has several, each with the side whose word it is."""
        result = []
        for group in self.name_groups:
            evidence = [
                (r.id, pair.span)
                for r in self.reports
                for pair in self.readings[r.id].name_pairs
                if pair.first in group and pair.second in group
            ]
            sides = self.find_sides(group)
            result.append(NameVariants(tuple((name, sides.get(name)) for name in group), tuple(evidence)))
        return tuple(result)

    def find_sides(self, group: Sequence[str]) -> dict[str, str]:
        """Return the party that uses each name: as the text says ("known to the X as ..."), else by whose words it stands in."""
        votes: dict[str, Counter[str]] = {name: Counter() for name in group}
        for report in self.reports:
            for pair in self.readings[report.id].name_pairs:
                side = self.polities.find(pair.side) if pair.side else None
                if pair.second in votes and side:
                    votes[pair.second][side] += 3
        for s in self.statements:
            if s.party in (UNKNOWN, UNINVOLVED):
                continue
            said = " ".join(part.text for part in s.attribution.content)
            for name in group:
                if name in said:
                    votes[name][s.party] += 2 if s.attribution.mode == "direct" else 1
        sides: dict[str, str] = {}
        for name in group:
            others = Counter[str]()
            for other in group:
                others += votes[other] if other != name else Counter()
            leaning = {party: n - others[party] for party, n in votes[name].items() if n > others[party]}
            if leaning:
                sides[name] = min(leaning, key=lambda party: (-leaning[party], party))
        return sides


def _published(report: Report) -> str:
    return report.published.isoformat() if report.published else ""


def _by_number(voice_id: str) -> int:
    return int(voice_id[1:])
