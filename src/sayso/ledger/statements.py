"""The statements of a pile: each attribution with what the ledger needs to know of it, in order of publication."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from sayso.claims import LocalFigure, Meaning, claim_nouns, find_entries, read_day, read_meaning, score_likeness
from sayso.ledger.acts import NOTHING, Acts, Sorts
from sayso.ledger.contents import (
    Bounds,
    Content,
    Vector,
    calendar_words,
    find_vector,
    has_phrase,
    is_unverified,
    read_content,
    score_cosine,
    takes_back,
)
from sayso.ledger.ground import Ground
from sayso.ledger.holders import Holders
from sayso.ledger.introduced import Introduced
from sayso.lexicon import join_phrases, read_lexicon, read_words, write_pattern
from sayso.model import UNINVOLVED, UNKNOWN, Attribution, Report, Span, Voice
from sayso.text import Token, find_quantities, find_tokens, fold_marks, read_document, stem_word

_ASSERTIVE = frozenset({"assert", "confirm", "hedge", "accuse"})
_MOST_LEAD_CHARS = 60


@dataclass(frozen=True, slots=True)
class Toll:
    """How many of whom something happened to. ``who``: empty for people in general; ``event``: "killed"; ``bounds``: at least, at most."""

    who: str
    event: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution with what the ledger needs to know of it.

    ``unit``: the voice that its voice counts as (a spokesperson's body). ``order`` sorts statements the same way for any reading
    order: day and time, report, place in the report. ``sentence``: number of the sentence where it starts. ``in_title``: cosine with
    the report's headline, ``topic_in_title`` that of their topics. ``cue``: lower case, plain marks. ``takes_back``: it takes back
    what was said before. ``tolls``: those that it gives. ``days``: those that it speaks of. ``refuted``: features of the numbers that
    it says are wrong. ``is_reversal``: its sentence says that its speaker turns round by it.
    ``led_by``: the words between its cue and what is said. ``is_contrasted``: "but" leads to its cue.
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
    meaning: Meaning
    topic_in_title: float
    acts: Acts = NOTHING
    tolls: tuple[Toll, ...] = ()
    days: frozenset[date] = frozenset()
    refuted: frozenset[str] = frozenset()
    is_reversal: bool = False
    led_by: str = ""
    is_contrasted: bool = False

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
        return self.cue in read_words("stances", "concede_cues")

    @property
    def grants_outright(self) -> bool:
        """Whether it confirms by such a cue, with whatever stands beside it: "has confessed to", "now accepts"."""
        return self.attribution.force == "confirm" and not read_words("stances", "concede_cues").isdisjoint(self.cue.split())

    @property
    def turns(self) -> bool:
        """Whether its side turns round by it in so many words: it grants what was held back, or takes back or reverses what was said."""
        return self.grants or self.takes_back or self.is_reversal

    @property
    def day(self) -> str:
        """The day of publication (UTC) as text, in order; empty if unknown."""
        return self.order[0][:10]

    @property
    def stands_firm(self) -> bool:
        """Whether its cue tells that what was said before is said again: "repeated", "stood by", "still says"."""
        verbs, words = {entry.lemma for entry in find_entries(self.cue)}, self.cue.split()
        return not (verbs.isdisjoint(read_words("stances", "firm_verbs")) and read_words("stances", "firm_words").isdisjoint(words))


def is_same_voice(one: Statement, other: Statement) -> bool:
    """Return whether both are the word of one voice, a body and who speaks for it being one."""
    return one.unit is not None and one.unit == other.unit


def is_same_side(one: Statement, other: Statement) -> bool:
    """Return whether both speak for one side."""
    return one.has_side and one.party == other.party


def is_of_side(one: Statement, other: Statement) -> bool:
    """Return whether both are the word of one voice, or speak for one side."""
    return is_same_voice(one, other) or is_same_side(one, other)


def is_of_another(said: Statement, other: Statement) -> bool:
    """Return whether a statement asserts something, and is the word of another voice than a denial or a doubt."""
    return said.asserts and not is_same_voice(said, other)


def is_opposed(one: Statement, other: Statement) -> bool:
    """Return whether they speak for two different sides."""
    return one.has_side and other.has_side and one.party != other.party


def read_statements(ground: Ground) -> list[Statement]:
    """Return every attribution of a pile as a statement, in order of publication."""
    titles = {report.id: _read_title(report, ground.standins) for report in ground.reports}
    said = {
        (report.id, index): tokens_within(report, attribution.content)
        for report in ground.reports
        for index, attribution in enumerate(ground.readings[report.id].attributions)
    }
    introduced = Introduced(ground.reports, ground.standins, ground.origin_of)
    parties = sorted({voice.party for voice in ground.voices.values()} - {UNINVOLVED, UNKNOWN})
    sorts = Sorts(ground.polities, introduced.classes, ground.people, parties, ground.standins)
    for tokens in said.values():
        sorts.learn(tokens)
    figures, found = _find_figures(ground), []
    for (report, index), content in _read_contents(ground, said, figures, introduced):
        statement, tokens = _describe(ground, ground.by_id[report], index, content, titles[report]), said[report, index]
        tolls, days = _read_tolls(figures.get((report, index), ()), tokens), _read_days(ground.by_id[report], tokens)
        found.append(replace(statement, acts=sorts.read(tokens), tolls=tolls, days=days, refuted=_read_refuted(tokens)))
    return sorted(found, key=lambda s: s.order)


def _find_figures(ground: Ground) -> dict[tuple[str, int], list[LocalFigure]]:
    """Return the figures of each attribution, by report and index, in order."""
    found: dict[tuple[str, int], list[LocalFigure]] = defaultdict(list)
    for report in ground.reports:
        for figure in ground.readings[report.id].figures:
            if figure.attribution is not None:
                found[report.id, figure.attribution].append(figure)
    return found


def _read_contents(
    ground: Ground,
    said: Mapping[tuple[str, int], Sequence[Token]],
    figures: Mapping[tuple[str, int], Sequence[LocalFigure]],
    introduced: Introduced,
) -> Iterator[tuple[tuple[str, int], Content]]:
    """Yield what each attribution is about, by report and index, in order."""
    referents = {report.id: introduced.in_report(report.id) for report in ground.reports}
    parties = {(report_id, index): _find_party(ground, report_id, index) for report_id, index in said}
    holders = Holders([(tokens, parties[place]) for place, tokens in said.items()], ground.polities)
    for (report_id, index), tokens in said.items():
        counted = {stem_word(figure.what.split()[-1]): (figure.low, figure.high) for figure in figures.get((report_id, index), ())}
        content = read_content(tokens, ground.standins, counted, referents[report_id])
        sign = holders.read_sign(tokens, parties[report_id, index])
        yield (report_id, index), content if sign is None else content.with_holder(sign)


def _find_voice(ground: Ground, report_id: str, index: int) -> Voice | None:
    """Return whose word an attribution is, where that is known."""
    return ground.voices.get(ground.book.voice_of.get((report_id, index), ""))


def _find_party(ground: Ground, report_id: str, index: int) -> str | None:
    """Return the side whose word an attribution is, if any."""
    voice = _find_voice(ground, report_id, index)
    return voice.party if voice is not None and voice.party not in (UNINVOLVED, UNKNOWN) else None


def _read_tolls(figures: Sequence[LocalFigure], tokens: Sequence[Token]) -> tuple[Toll, ...]:
    """Return the tolls that are given, but for those of a part: "nine of whom were shot"."""
    events, found = read_lexicon("figures")["events"], []
    for figure in figures:
        who, _, event = figure.what.rpartition(" ")
        behind = [token.lower for token in tokens if token.start >= figure.span.end][:2]
        is_part = behind[:1] == ["of"] and behind[-1] in read_words("figures", "them")
        if figure.unit is None and event in events and not is_part:
            found.append(Toll("" if who in read_words("figures", "people") else who, event, (figure.low, figure.high)))
    return tuple(found)


def _read_days(report: Report, tokens: Sequence[Token]) -> frozenset[date]:
    """Return the days that are spoken of; a weekday is the last one up to the day of publication."""
    if not any(token.lower in calendar_words() for token in tokens):
        return frozenset()
    days = (read_day(quantity, report.published_on) for quantity in find_quantities(tuple(tokens), report.text))
    return frozenset(day for day in days if day is not None)


def _read_refuted(tokens: Sequence[Token]) -> frozenset[str]:
    """Return the features of numbers that are set aside for others: "31, not 47", "66.3 percent rather than the 71.4 percent"."""
    found = set()
    for k, token in enumerate(tokens):
        if token.kind == "number" and k:
            before = [each.lower for each in tokens[max(0, k - 3) : k]]
            before = before[:-1] if before[-1] in read_words("function_words", "articles") else before
            if any(" ".join(before[-n:]) in read_words("figures", "set_aside") for n in (1, 2)):
                found.add("#" + token.lower.replace(",", ""))
    return frozenset(found)


def tokens_within(report: Report, spans: Sequence[Span]) -> list[Token]:
    """Return the tokens of some spans of a report's text."""
    return [token for span in spans for token in find_tokens(report.text, report.language or "en", span.start, span.end)]


def _read_title(report: Report, standins: Mapping[str, str]) -> Vector:
    tokens = read_document(report.title, report.language).tokens if report.title else ()
    return find_vector(read_content(tokens, standins))


def _describe(ground: Ground, report: Report, index: int, content: Content, title: Vector) -> Statement:
    """Return one attribution as a statement."""
    reading, vector = ground.readings[report.id], find_vector(content)
    attribution = replace(reading.attributions[index], report=report.id, voice=ground.book.voice_of.get((report.id, index)))
    voice = _find_voice(ground, report.id, index)
    cue, said = read_said(attribution)
    meaning = ground.meanings[report.id][index]
    return Statement(
        attribution=attribution,
        content=content,
        vector=vector,
        party=voice.party if voice else UNKNOWN,
        unit=(voice.stands_for or voice.id) if voice else None,
        origin=ground.origin_of[report.id],
        order=(order_of(report), report.id, index),
        sentence=bisect_right(reading.sentences, attribution.start) - 1,
        in_title=score_cosine(vector, title),
        published_on=report.published_on,
        cue=cue,
        is_unverified=(
            attribution.force == "decline"
            or is_unverified(said)
            or (attribution.force != "deny" and meaning.is_likely("unverified") >= ground.settings.open_posture)
        ),
        takes_back=is_taking_back(attribution),
        is_reversal=_is_reversal(report, reading.sentences, attribution),
        led_by=_read_lead(report, attribution),
        is_contrasted=_is_contrasted(report, attribution),
        meaning=meaning,
        topic_in_title=score_likeness(meaning.topic, read_meaning(reading.headline).topic) if reading.headline else 0.0,
    )


def _is_contrasted(report: Report, attribution: Attribution) -> bool:
    """Return whether "but" leads to a cue, over no more than a pronoun and adverbs: "but (she) later (admitted)"."""
    if attribution.cue is None:
        return False
    before = report.text[max(0, attribution.cue.start - _MOST_LEAD_CHARS) : attribution.cue.start].lower().split()
    word = next((word for word in reversed(before) if word not in _passed_over() and not word.endswith("ly")), "")
    return word in read_words("grammar", "opposing")


@cache
def _passed_over() -> frozenset[str]:
    return read_words("grammar", "nominatives") | read_words("grammar", "auxiliaries") | read_words("grammar", "adverbs")


def _read_lead(report: Report, attribution: Attribution) -> str:
    """Return the words between a cue and what is said: "(rejected) an army claim that (rockets caused the blast)"."""
    first = attribution.content[0]
    if attribution.cue is None or first.field != "text" or not 0 <= first.start - attribution.cue.end <= _MOST_LEAD_CHARS:
        return ""
    return report.text[attribution.cue.end : first.start]


def read_said(attribution: Attribution) -> tuple[str, str]:
    """Return the cue of an attribution, lower case with plain marks, and the cue with what is said."""
    cue = fold_marks(attribution.cue.text).casefold() if attribution.cue else ""
    return cue, f"{cue} {' '.join(part.text for part in attribution.content)}"


def is_taking_back(attribution: Attribution) -> bool:
    """Return whether an attribution takes back what was said before."""
    return takes_back(*read_said(attribution))


def _is_reversal(report: Report, sentences: Sequence[int], attribution: Attribution) -> bool:
    """Return whether an attribution, or the sentence that it stands in, says that its speaker turns round by it.

    "..., reversing his account of Monday", "no longer disputes that ...". So may the sentence before, where a pronoun goes on from it:
    "The prison service reversed itself. A guard did hit him, it said."
    """
    if attribution.content[0].field != "text" or attribution.points_back:
        return False
    if attribution.force == "confirm" and _is_denial_given_up(attribution):
        return True
    at = bisect_right(sentences, attribution.start) - 1
    start, end = (sentences[at] if at >= 0 else 0), (sentences[at + 1] if at + 1 < len(sentences) else len(report.text))
    goes_on = at > 0 and attribution.source is not None and attribution.source.text.casefold() in read_words("grammar", "nominatives")
    before = report.text[sentences[at - 1] : start] if goes_on else ""
    told = [fold_marks(text).lower() for text in (report.text[start:end], "" if "\n" in before else before)]
    return any(_reversals().search(text) or (text is told[1] and has_phrase(text, "mistaken")) for text in told)


def _is_denial_given_up(attribution: Attribution) -> bool:
    """Return whether a cue that confirms is that of a denial, or a plea: "no longer disputes", "gave up its denial", "pleaded guilty"."""
    cue, _ = read_said(attribution)
    if not read_words("stances", "pleas").isdisjoint(cue.split()):
        return True
    return any(entry.force == "deny" for word in (cue, *cue.split()) for entry in find_entries(word))


@cache
def _reversals() -> re.Pattern[str]:
    whose = join_phrases(read_lexicon("roles")["links"]["possessive"])
    held = join_phrases(claim_nouns("any") | read_words("stances", "held"))
    turning = join_phrases(read_words("stances", "reversing") | read_words("stances", "revising"))
    return re.compile(rf"\b(?:{turning} {whose} (?:\w+ ){{0,2}}{held}|{write_pattern('stances', 'reversed')})\b")


def goes_on(said: Statement, quoted: Statement) -> bool:
    """Return whether a quotation stands right behind what its speaker said: 'said it was not. "I counted seven," she said'."""
    if said.report != quoted.report or not is_same_voice(said, quoted) or quoted.attribution.mode != "direct":
        return False
    return quoted.sentence - said.sentence in (0, 1) and said.attribution.content[0].field == "text"


def order_of(report: Report) -> str:
    """Return what reports are put in order of publication by; undated ones come first."""
    return report.published.isoformat() if report.published else ""


def group_by_report(statements: Sequence[Statement]) -> dict[str, list[int]]:
    """Return the places of each report's statements."""
    found: dict[str, list[int]] = defaultdict(list)
    for k, statement in enumerate(statements):
        found[statement.report].append(k)
    return dict(found)
