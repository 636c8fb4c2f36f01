"""Notices in which an outlet takes back what it had published: "Correction: an earlier version of this report said that ...".

1. a notice is a sentence that tells of the outlet's own earlier text and, in so many words, what it said wrongly   (``find_notices``)
2. whoever was said to have said it there, or the outlet itself, stands by it no longer, from the day of the notice on: those words of
   its earlier reports that say what the notice says was wrong are taken back   (``find_taken_back``)
3. the notice itself is nobody's affirmation   (``turn_notices``)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial

from sayso.ledger.contents import Content, compare_figures, contradicts, find_vector, read_content, score_cosine
from sayso.ledger.facts import Facts
from sayso.ledger.ground import Ground
from sayso.ledger.propositions import Group
from sayso.ledger.statements import Statement, order_of, tokens_within
from sayso.lexicon import read_lexicon, write_pattern
from sayso.model import Correction, Report, Span
from sayso.text import fold_marks, stem_word

_MOST_NOTICE_CHARS = 1_200  # a notice is a sentence; longer ones are lists
_LEAST_WRONG_CHARS = 4
_SURE = 0.9
_NO_WORDS = "@%#~"  # features that are matters, figures and classes of things
_LEAST_SHARED_WORDS = 2

_NAME = r"(?-i:(?:[Tt]he )?[A-Z][\w'’-]{1,40}(?: [A-Z][\w'’-]{1,40}){0,3})"  # of an outlet, in a notice
_DAY = r"(?:,? (?:on|last|in) [^.;,]{3,30}?)?(?=,? )"  # "reported on Monday that"

Place = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that an outlet takes back: the sentence, the words for what was wrong, and what these say."""

    report: str
    span: Span
    wrong: Span
    content: Content
    outlet: str | None = None  # who takes it back, where another outlet tells of it


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A notice with the words that it takes back, by the place of their group."""

    notice: Notice
    published_on: date | None
    by_group: Mapping[int, tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Void:
    """What was said of one claim and taken back: by place, on which days; and the words in the notices for what was wrong."""

    days: Mapping[Place, tuple[date | None, ...]] = field(default_factory=dict)
    wrong: tuple[Place, ...] = ()

    def is_notice(self, report: str, said: Iterable[Span]) -> bool:
        """Return whether words are those of a notice, and so nobody's stance."""
        return any(id_ == report and words.overlaps(span) for id_, words in self.wrong for span in said)

    def find_days(self, report: str, said: Iterable[Span]) -> tuple[date | None, ...]:
        """Return the days on which words were taken back."""
        return tuple(dict.fromkeys(day for span in said for day in self.days.get((report, span), ())))


def find_notices(ground: Ground) -> list[Notice]:
    """Return the notices of a pile, in the order of the reports."""
    found, outlets = [], {_bare(report.outlet) for report in ground.reports}
    for report in ground.reports:
        for span, wrong, outlet in _read_notices(report, ground.readings[report.id].sentences):
            inside = [f for f in ground.readings[report.id].figures if f.span.overlaps(wrong)]
            counted = {stem_word(f.what.split()[-1]): (f.low, f.high) for f in inside}
            if outlet is not None and _bare(outlet) not in outlets:
                continue  # a firm that withdraws a report of its own has published nothing here
            content = read_content(tokens_within(report, [wrong]), ground.standins, counted)
            found.append(Notice(report.id, span, wrong, content, outlet))
    return found


def _read_notices(report: Report, sentences: Sequence[int]) -> Iterator[tuple[Span, Span, str | None]]:
    """Yield each sentence that takes something back, with the words for what was wrong, and the outlet where it is another's."""
    folded = fold_marks(report.text)
    if not _hints().search(folded):
        return
    in_notice = False
    ends = [*sentences[1:], len(folded)]
    for start, after, last in zip(sentences, ends, [*ends[1:], len(folded)], strict=True):
        text = folded[start:after].rstrip()
        in_notice = _opens(text) or (in_notice and "\n\n" not in folded[max(0, start - 2) : start])
        if not text or len(text) > _MOST_NOTICE_CHARS:
            continue
        patterns = _patterns(is_notice=in_notice)
        behind = folded[after:last]
        if _fault().match(behind):
            patterns += _patterns_before_fault(is_notice=in_notice)
        elif _corrects().match(text) or _own_fault().match(behind) or (in_notice and _reversal().match(behind)):
            patterns += _patterns_before_fault(is_notice=True)
        matches = (pattern.search(text) for pattern in patterns)
        match = next((m for m in matches if m and _is_own(m, report)), None)
        in_notice = in_notice or (match is not None and not match.groupdict().get("outlet"))
        wrong = _cut(text, match) if match else None
        if wrong and match:
            outlet = match.groupdict().get("outlet")
            yield Span.cut(report.text, start, start + len(text)), Span.cut(report.text, start + wrong[0], start + wrong[1]), outlet


def _is_own(match: re.Match[str], report: Report) -> bool:
    """Return whether a newsroom that names itself is that of the report: "The Herald reported ... That was wrong.", in the Herald."""
    named = match.groupdict().get("mine")
    return named is None or _bare(named) == _bare(report.outlet)


def _cut(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Return where the words for what was wrong stand: up to where the sentence turns to what is right."""
    start, end = match.span("wrong")
    turns = [at for turn in read_lexicon("corrections")["turns"] if (at := text.find(turn, start, end)) > start]
    end = min([end, *turns])
    end = start + len(text[start:end].rstrip(" .,;:!\"'"))
    return (start, end) if end - start >= _LEAST_WRONG_CHARS else None


def _opens(text: str) -> bool:
    """Return whether a sentence begins a notice."""
    return _opener().match(text) is not None or _notice().search(text) is not None


_any_of = partial(write_pattern, "corrections")


@cache
def _hints() -> re.Pattern[str]:
    """Return what a text with a notice has, so that others are not looked through."""
    earlier = rf"{_any_of('earlier')} (?:versions?|{_any_of('texts')})"
    telling = _any_of("wrongly", "wrong_verbs", "withdraw", "faults", "accepting", "openers")
    return re.compile(rf"\b(?:{telling}|{earlier})\b", re.IGNORECASE)


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"[\W_]*{_any_of('openers')}\b", re.IGNORECASE)


@cache
def _corrects() -> re.Pattern[str]:
    """Return what opens a notice of which the first sentence tells what was wrong: "Correction: On Sunday the Herald reported ..."."""
    return re.compile(rf"[\W_]*{_any_of('correcting')}\W", re.IGNORECASE)


@cache
def _notice() -> re.Pattern[str]:
    return re.compile(rf"\b{_any_of('notices')}", re.IGNORECASE)


@cache
def _patterns(*, is_notice: bool) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of what was wrong. Inside a notice the text may be named by any word; elsewhere it has to be this one."""
    text, earlier, verbs = rf"(?:{_any_of('texts')})s?", _any_of("earlier"), _any_of("verbs")
    wrongly = rf"(?:{_any_of('wrongly')} {verbs}|{_any_of('wrong_verbs')})"
    own = rf"(?:this|our) (?:\w+ )?{text}"
    withdrawn = rf"(?:we|this \w+) (?:have |has |hereby )?{_any_of('withdraw')}"
    told = [
        rf"{earlier} versions? of {own}\b[^.;]{{0,60}}?\b(?:also )?(?:{_any_of('wrongly')} )?{verbs}",
        rf"{own}\b[^.;]{{0,60}}?\b(?:also )?{wrongly}",
        rf"{withdrawn} (?:our|its|the|a) (?:\w+ )?{text} (?:that|of|on|about|saying)",
        rf"(?P<outlet>{_NAME}) (?:has |have |had )?{_any_of('withdraw')} (?:its|their) (?:\w+ )?{text} (?:that|saying)",
    ]
    if is_notice:
        any_version = rf"{earlier} (?:versions?(?: of (?:the|that|its) (?:\w+ )?{text}|(?! of\b))|{text})"
        told += [
            rf"{any_version}\b[^.;]{{0,60}}?\b(?:also )?(?:{_any_of('wrongly')} )?{verbs}",
            rf"(?:it|we|they|{text}|{_NAME}) (?:also )?{wrongly}",
        ]
    called = rf"{_any_of('were')} {_any_of('faults')}"
    faulty = rf"(?:our|this|that|the) (?:\w+ )?{text}\b[^.;]{{0,40}}? (?:that|saying) (?P<wrong>.+),? {called}\b"
    found = [rf"\b{words}\b{_DAY},? (?:that )?(?P<wrong>.+)$" for words in told]
    return tuple(re.compile(each, re.IGNORECASE | re.DOTALL) for each in (*found, *([faulty] if is_notice else [])))


@cache
def _fault() -> re.Pattern[str]:
    """Return what a sentence begins with that calls the one before it wrong, or takes it back: "That was incorrect", "We retract it"."""
    called = rf"(?:that|this|it|which|the {_any_of('texts')}) {_any_of('were')} {_any_of('faults')}"
    withdrawn = rf"we (?:have |hereby |now )?{_any_of('withdraw')} (?:it|(?:the|this|that|our) (?:\w+ )?{_any_of('texts')})"
    return re.compile(rf"\s*(?:{called}|{withdrawn})\b", re.IGNORECASE)


@cache
def _own_fault() -> re.Pattern[str]:
    """Return what a sentence begins with by which a newsroom gives up what it had published: "We now accept there is no evidence"."""
    return re.compile(rf"\s*we (?:\w+ )?{_any_of('accepting')}\b", re.IGNORECASE)


@cache
def _reversal() -> re.Pattern[str]:
    """Return what in a notice stands behind what was wrong: that it is not so, what is so, or an apology."""
    pointing = rf"\s*{_any_of('pointing')}\b[^.]*(?:\b{_any_of('negating')}\b|n't\b)"
    return re.compile(rf"^(?:{pointing}|.*?\b{_any_of('reversing')}\b)", re.IGNORECASE | re.DOTALL)


@cache
def _patterns_before_fault(*, is_notice: bool) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of what is called wrong by the next sentence: "We reported on Monday that ... This was wrong."."""
    text, verbs = rf"(?:{_any_of('texts')})s?", _any_of("verbs")
    told = [rf"\bwe (?:had )?{verbs}", rf"\b(?:this|our) (?:\w+ )?{text}\b[^.;]{{0,60}}? {verbs}", rf"\b(?P<mine>{_NAME}) (?:had )?{verbs}"]
    if is_notice:
        told += [rf"\b{text}\b[^.;]{{0,60}}? {verbs}", rf"\b{_NAME} {verbs}"]
    return tuple(re.compile(rf"{words}\b{_DAY},? (?:that )?(?P<wrong>.+)$", re.IGNORECASE | re.DOTALL) for words in told)


def is_inside(notices: Sequence[Notice], report: str, span: Span) -> bool:
    """Return whether words stand in a notice, where they are what was wrong or what is right."""
    return any(notice.report == report and notice.span.overlaps(span) for notice in notices)


def is_wrong(notices: Sequence[Notice], report: str, span: Span) -> bool:
    """Return whether words are those for what was wrong."""
    return any(notice.report == report and notice.wrong.overlaps(span) for notice in notices)


def _speaks_of(notices: Sequence[Notice], statement: Statement) -> bool:
    return any(is_wrong(notices, statement.report, part) for part in statement.attribution.content)


def is_corrected(notices: Sequence[Notice], group: Group, ground: Ground) -> bool:
    """Return whether a notice speaks of what a group is about, or takes back something in it."""
    return any(_speaks_of(notices, s) for s in group.members) or any(_find_said(notice, group, ground) for notice in notices)


def turn_notices(group: Group, notices: Sequence[Notice]) -> Group:
    """Return the group with what its notices call wrong as a denial: the outlet no longer says so."""
    said = {k for k in group.stances if _speaks_of(notices, group.statements[k])}
    if not said:
        return group
    return replace(group, stances={k: ("deny", _SURE) if k in said else stance for k, stance in group.stances.items()})


def find_taken_back(notices: Sequence[Notice], groups: Sequence[Group], facts: Sequence[Facts], ground: Ground) -> list[TakenBack]:
    """Return each notice with the earlier words of the same outlet that it takes back."""
    found = []
    for notice in notices:
        by_group = {}
        for k, (group, stated) in enumerate(zip(groups, facts, strict=True)):
            places = [*_find_said(notice, group, ground), *_find_stated(notice, stated, ground)]
            if places:
                by_group[k] = tuple(dict.fromkeys(places))
        found.append(TakenBack(notice, ground.by_id[notice.report].published_on, by_group))
    return found


def _find_said(notice: Notice, group: Group, ground: Ground) -> list[Place]:
    """Return what the outlet's earlier reports let others say, or others had from the outlet, that a notice takes back."""
    report, vector = ground.by_id[notice.report], find_vector(notice.content)
    return [
        (s.report, part)
        for s in group.with_stance("affirm", "concede")
        if _is_before(ground.by_id[s.report], report)
        and _bare(notice.outlet or report.outlet) in {_bare(ground.by_id[s.report].outlet), _bare(_name_of(ground, s))} - {""}
        and not _speaks_of([notice], s)
        and _says_same(notice.content, s.content, score_cosine(vector, s.vector), ground)
        for part in s.attribution.content
    ]


def _find_stated(notice: Notice, stated: Facts, ground: Ground) -> list[Place]:
    """Return what the outlet's earlier reports stated themselves that a notice takes back."""
    report, vector = ground.by_id[notice.report], find_vector(notice.content)
    return [
        (id_, span)
        for id_, span in stated
        if _is_before(ground.by_id[id_], report)
        and _bare(notice.outlet or report.outlet) in {_bare(ground.by_id[id_].outlet)} - {""}
        and _is_like(notice, vector, ground, id_, span)
    ]


def _bare(outlet: str | None) -> str:
    """Return the name of an outlet in the form in which two are compared."""
    return (outlet or "").casefold().removeprefix("the ").strip()


def _name_of(ground: Ground, statement: Statement) -> str | None:
    return ground.voices[statement.voice].name if statement.voice else None


def _is_before(one: Report, other: Report) -> bool:
    return one.id != other.id and (order_of(one), one.id) < (order_of(other), other.id)


def _is_like(notice: Notice, vector: dict[str, float], ground: Ground, report: str, span: Span) -> bool:
    content = read_content(tokens_within(ground.by_id[report], [span]), ground.standins, _counted(ground, report, span))
    return _says_same(notice.content, content, score_cosine(vector, find_vector(content)), ground)


def _counted(ground: Ground, report: str, span: Span) -> dict[str, tuple[float | None, float | None]]:
    return {stem_word(f.what.split()[-1]): (f.low, f.high) for f in ground.readings[report].figures if f.span.overlaps(span)}


def _says_same(one: Content, other: Content, likeness: float, ground: Ground) -> bool:
    """Return whether what was wrong and what was said are one: alike in more than the matter, not the opposite, not of other numbers."""
    shared = {feature for feature in one.counts.keys() & other.counts.keys() if feature[0] not in _NO_WORDS}
    is_alike = likeness >= ground.settings.corrected_similarity and len(shared) >= _LEAST_SHARED_WORDS
    return is_alike and compare_figures(one, other) >= 0 and not contradicts(one, other)


def name_corrections(taken: Sequence[TakenBack], ids: Mapping[int, str], ground: Ground) -> tuple[Correction, ...]:
    """Return the corrections of a pile with the ids of the claims that they take back. ``ids``: by the place of a group."""
    found = []
    for each in taken:
        places = {place for group in each.by_group.values() for place in group} | {*_find_figures(each.notice, ground)}
        claims = sorted((ids[k] for k in each.by_group), key=lambda id_: int(id_[1:]))
        found.append(Correction(each.notice.report, each.notice.span, each.notice.wrong, tuple(sorted(places)), tuple(claims)))
    return tuple(found)


def _find_figures(notice: Notice, ground: Ground) -> Iterator[Place]:
    """Yield the figures of the outlet's earlier reports that are those which the notice calls wrong."""
    report = ground.by_id[notice.report]
    outlet = _bare(notice.outlet or report.outlet)
    wrong = {(f.what, f.low, f.high) for f in ground.readings[report.id].figures if f.span.overlaps(notice.wrong)}
    for other in ground.reports:
        if outlet and _bare(other.outlet) == outlet and _is_before(other, report):
            yield from ((other.id, f.span) for f in ground.readings[other.id].figures if (f.what, f.low, f.high) in wrong)


def find_void(corrections: Iterable[tuple[Span, str, date | None, Sequence[Place]]]) -> Void:
    """Return what corrections of one claim take back. Each: the words for what was wrong, its report, its day, and the earlier words."""
    days: dict[Place, tuple[date | None, ...]] = {}
    wrong = []
    for words, report, day, places in corrections:
        wrong.append((report, words))
        for place in places:
            days[place] = (*days.get(place, ()), day)
    return Void(days, tuple(wrong))


def void_group(taken: Sequence[TakenBack], group: int) -> Void:
    """Return what is taken back of a group."""
    mine = (each for each in taken if group in each.by_group)
    return find_void((each.notice.wrong, each.notice.report, each.published_on, each.by_group[group]) for each in mine)
