"""The statements of a pile: each attribution with what the ledger needs to know of it, in order of publication."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.claims import Reading, VoiceBook
from sayso.ledger.contents import Bounds, Content, Vector, class_of_noun, find_vector, has_phrase, is_unverified, read_content, score_cosine, weigh
from sayso.lexicon import read_lexicon
from sayso.model import UNINVOLVED, UNKNOWN, Attribution, Report, Span, Voice
from sayso.text import Token, find_tokens, fold_marks, read_document, stem_word

_ARTICLES = frozenset({"a", "an", "the"})
_ASSERTIVE = frozenset({"assert", "confirm", "hedge", "accuse"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution with what the ledger needs to know of it.

    ``unit``: the voice that its voice counts as (a spokesperson's body). ``order`` sorts statements the same way for any reading
    order: day and time, report, place in the report. ``sentence``: number of the sentence where it starts. ``in_title``: cosine with
    the report's headline. ``cue``: lower case, plain marks. ``takes_back``: it takes back what was said before.
    """

    attribution: Attribution
    content: Content
    vector: Vector
    party: str
    unit: str | None
    origin: int
    order: tuple[str, str, int]
    sentence: int
    in_title: float
    published_on: date | None
    cue: str
    is_unverified: bool
    takes_back: bool

    @property
    def voice(self) -> str | None:
        """The voice id."""
        return self.attribution.voice

    @property
    def report(self) -> str:
        """The report id."""
        return self.attribution.report

    @property
    def has_side(self) -> bool:
        """Whether the voice speaks for a side of its own."""
        return self.party not in (UNINVOLVED, UNKNOWN)

    @property
    def denies(self) -> bool:
        """Whether it denies in so many words."""
        return self.attribution.force == "deny"

    @property
    def asserts(self) -> bool:
        """Whether it says something that others may deny."""
        a = self.attribution
        return a.force in _ASSERTIVE and not a.points_back and not self.is_unverified and self.content.n_words > 1

    @property
    def grants(self) -> bool:
        """Whether its cue is one of granting what was held back: "admitted", "acknowledged"."""
        return self.cue in _granting_cues()


def _granting_cues() -> frozenset[str]:
    return frozenset(read_lexicon("stances")["concede_cues"])


def is_same_side(one: Statement, other: Statement) -> bool:
    """Return whether both speak for one side."""
    return one.has_side and one.party == other.party


def is_opposed(one: Statement, other: Statement) -> bool:
    """Return whether they speak for two different sides."""
    return one.has_side and other.has_side and one.party != other.party


def read_statements(
    reports: Sequence[Report],
    readings: Mapping[str, Reading],
    book: VoiceBook,
    standins: Mapping[str, str],
    origin_of: Mapping[str, int],
) -> list[Statement]:
    """Return every attribution of a pile as a statement, in order of publication.

    ``standins`` gives for a name, lower case, the one name that stands for its place.
    """
    contents: dict[tuple[str, int], Content] = {}
    referents = find_referents(reports, standins)
    figures = {r.id: [(f.attribution, stem_word(f.what.split()[-1]), (f.low, f.high)) for f in readings[r.id].figures] for r in reports}
    for report in reports:
        for index, attribution in enumerate(readings[report.id].attributions):
            counted = {what: bounds for owner, what, bounds in figures.get(report.id, ()) if owner == index}
            contents[report.id, index] = read_span_content(report, attribution.content, standins, counted, referents[report.id])
    weights = weigh(contents.values())
    voices = {voice.id: voice for voice in book.voices}
    found = [
        _describe(report, readings[report.id], index, contents[report.id, index], weights, title, book.voice_of, voices, origin_of)
        for report in reports
        for title in [_read_title(report, standins, weights)]
        for index in range(len(readings[report.id].attributions))
    ]
    return sorted(found, key=lambda s: s.order)


def read_span_content(
    report: Report,
    spans: Sequence[Span],
    standins: Mapping[str, str],
    figures: Mapping[str, Bounds] | None = None,
    referents: Mapping[str, str] | None = None,
) -> Content:
    """Return the features of some spans of a report's text."""
    language = report.language or "en"
    tokens = [token for span in spans for token in find_tokens(report.text, language, span.start, span.end)]
    return read_content(tokens, standins, figures, referents)


def find_referents(reports: Sequence[Report], standins: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return, by report and class of things, the name that "the town", "the ship" stands for: the one introduced with such a noun.

    "The hill town of Kessar", "the ferry Aurora", "Kessar, a hill town": the name so introduced most often over the pile, among those
    that the report has.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    present: dict[str, set[str]] = {}
    for report in reports:
        tokens = find_tokens(report.text, report.language or "en")
        present[report.id] = {_standin(t, standins) for t in tokens if t.is_capitalised}
        for at, token in enumerate(tokens):
            thing = None if token.is_capitalised else class_of_noun().get(token.stem)
            if thing is not None and thing in read_lexicon("things")["named"] and (name := _find_introduced(tokens, at)) is not None:
                votes[thing][_standin(name, standins)] += 1
    return {
        report.id: {
            thing: min(known, key=lambda name: (-counted[name], name))
            for thing, counted in sorted(votes.items())
            if (known := [name for name in counted if name in present[report.id]])
        }
        for report in reports
    }


def _find_introduced(tokens: Sequence[Token], at: int) -> Token | None:
    """Return the name that a common noun introduces: "town of X", "ferry X", "X, a hill town"."""
    after = tokens[at + 1 : at + 3]
    if after and after[0].is_capitalised and after[0].kind == "word":
        return after[0]
    if len(after) == 2 and after[0].lower == "of" and after[1].is_capitalised:
        return after[1]
    before = tokens[max(0, at - 5) : at]
    for k in range(len(before) - 2, 0, -1):
        if before[k].text == "," and before[k + 1].lower in _ARTICLES and before[k - 1].is_capitalised:
            return before[k - 1]
    return None


def _standin(token: Token, standins: Mapping[str, str]) -> str:
    bare = token.lower.removesuffix("'s")
    return standins.get(bare, token.stem)


def _read_title(report: Report, standins: Mapping[str, str], weights: Mapping[str, float]) -> Vector:
    tokens = read_document(report.title, report.language).tokens if report.title else ()
    return find_vector(read_content(tokens, standins), weights)


def _describe(  # noqa: PLR0913  everything that is known of one attribution
    report: Report,
    reading: Reading,
    index: int,
    content: Content,
    weights: Mapping[str, float],
    title: Vector,
    voice_of: Mapping[tuple[str, int], str],
    voices: Mapping[str, Voice],
    origin_of: Mapping[str, int],
) -> Statement:
    attribution = replace(reading.attributions[index], report=report.id, voice=voice_of.get((report.id, index)))
    voice = voices.get(attribution.voice) if attribution.voice else None
    vector = find_vector(content, weights)
    cue = fold_marks(attribution.cue.text).casefold() if attribution.cue else ""
    said = " ".join(part.text for part in attribution.content)
    return Statement(
        attribution=attribution,
        content=content,
        vector=vector,
        party=voice.party if voice else UNKNOWN,
        unit=(voice.stands_for or voice.id) if voice else None,
        origin=origin_of[report.id],
        order=(order_of(report), report.id, index),
        sentence=bisect_right(reading.sentences, attribution.start) - 1,
        in_title=score_cosine(vector, title),
        published_on=report.published_on,
        cue=cue,
        is_unverified=attribution.force == "decline" or is_unverified(f"{cue} {said}"),
        takes_back=has_phrase(f"{cue} {said}", "withdrawn"),
    )


def order_of(report: Report) -> str:
    """Return what reports are put in order of publication by; undated ones come first."""
    return report.published.isoformat() if report.published else ""


def group_by_report(statements: Sequence[Statement]) -> dict[str, list[int]]:
    """Return the places of each report's statements."""
    found: dict[str, list[int]] = defaultdict(list)
    for k, statement in enumerate(statements):
        found[statement.report].append(k)
    return dict(found)
