"""Words that show first-hand knowledge: whoever says it was there, or a reporter of the newsroom was.

A correspondent who passes on what others say ("our correspondent reports that ...") has no such words. Three kinds have:

- a reporter who saw, counted, visited; or what is seen by one
- a speaker who is called a witness or is said to be at the scene
- a speaker who says so of his own senses
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, partial

from sayso.lexicon import read_lexicon, write_pattern
from sayso.model import Attribution, Span
from sayso.text import fold_marks

_MOST_WORDS_BETWEEN = 12  # between a reporter and what he saw
_MOST_SENTENCE_CHARS = 1_200  # longer ones are lists
_NOTHING = r"(?! (?:from|no|little)\b)"  # "saw no reason", "heard from the mayor"
_NAMES = r"(?:[^\W\d_a-z][\w&.'-]* ){0,4}"


def find_words(text: str, sentences: Sequence[int], said: Attribution) -> Span | None:
    """Return the words that show that what an attribution says is known at first hand. ``sentences``: where each of the text begins."""
    for span in (said.source, *said.content):
        if span is not None and span.field != "text":
            return None
    start, end = _widen(text, sentences, said)
    own = find_reporter(text, start, end)
    if own is not None and _is_speaker(own, said):
        return own
    return _find_on_the_spot(text, said) or _find_senses(text, said)


def find_reporter(text: str, start: int, end: int) -> Span | None:
    """Return where a stretch of a report says that a reporter saw it."""
    if end - start > _MOST_SENTENCE_CHARS:
        return None
    folded = fold_marks(text[start:end])
    for match in _reporter_saw().finditer(folded):
        if not _is_told(folded[: match.start()]) and not _relaying().search(match["between"]):
            return Span.cut(text, start + match.start(), start + match.end())
    seen = _seen_by_reporter().search(folded)
    return Span.cut(text, start + seen.start(), start + seen.end()) if seen else None


def find_writer(text: str, start: int, end: int) -> Span | None:
    """Return where a report says in its own voice that who writes it, or another of the newsroom, saw it: "I saw forty lorries cross"."""
    if end - start > _MOST_SENTENCE_CHARS:
        return None
    found = _own_senses().search(fold_marks(text[start:end]))
    return Span.cut(text, start + found.start(), start + found.end()) if found else find_reporter(text, start, end)


def _widen(text: str, sentences: Sequence[int], said: Attribution) -> tuple[int, int]:
    """Return the sentences that an attribution stands in."""
    spans = [span for span in (said.source, said.cue, *said.content) if span is not None and span.field == "text"]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    at, after = bisect_right(sentences, first) - 1, bisect_right(sentences, last - 1)
    return (sentences[at] if at >= 0 else 0), (sentences[after] if after < len(sentences) else len(text))


def _is_speaker(own: Span, said: Attribution) -> bool:
    """Return whether the reporter who saw it is the source, or there is none: another's word is not known by what the reporter saw."""
    return said.source is None or own.overlaps(said.source) or (said.cue is not None and own.overlaps(said.cue))


def _find_on_the_spot(text: str, said: Attribution) -> Span | None:
    if said.source is None:
        return None
    source = fold_marks(said.source.text)
    found = _presence().search(source)
    if found and _hearsay().search(source, 0, found.start()):
        return None  # "the mayor, who had spoken to witnesses"
    return Span.cut(text, said.source.start + found.start(), said.source.start + found.end()) if found else None


def _find_senses(text: str, said: Attribution) -> Span | None:
    """Return where the speaker says "I saw", or is said to have seen: "said he saw"."""
    if said.source is None:
        return None
    for part in said.content:
        pattern = _own_senses() if said.mode != "indirect" else _told_senses()
        found = pattern.search(fold_marks(part.text))
        if found:
            return Span.cut(text, part.start + found.start(), part.start + found.end())
    cue = said.cue
    if cue is not None and fold_marks(cue.text).casefold() in read_lexicon("firsthand")["sensed_cues"]:
        return cue
    return None


def _is_told(before: str) -> bool:
    """Return whether the words before a reporter make him the one who is told or shown something."""
    words = re.findall(r"[\w'-]+", before.casefold())[-2:]
    return bool(words) and words[-1] in read_lexicon("firsthand")["told"] and words != ["according", "to"]


_any_of = partial(write_pattern, "firsthand")


def _reporter() -> str:
    """Return the pattern of a phrase for a reporter, with the articles and names before it."""
    determiner = r"(?:[Aa]n?|[Tt]he|[Tt]his|[Oo]ur|[Ii]ts|[Tt]wo|[Tt]hree|[Ss]everal|[Oo]ne of (?:our|its))"
    return rf"(?:{determiner} )?(?:own |local )?{_NAMES}(?:\([^()\s]{{2,20}}\) )?(?i:{_any_of('reporters')})"


@cache
def _reporter_saw() -> re.Pattern[str]:
    between = rf"(?P<between>(?:[,\s]+[^\s.;:!?\"]+){{0,{_MOST_WORDS_BETWEEN}}}?)"
    return re.compile(rf"(?<!\w)(?:{_reporter()}){between},?\s+(?:{_any_of('saw')})\b{_NOTHING}")


@cache
def _seen_by_reporter() -> re.Pattern[str]:
    return re.compile(rf"\b{_any_of('seen_by')} (?:{_reporter()}|{_any_of('newsrooms')})\b")


@cache
def _relaying() -> re.Pattern[str]:
    return re.compile(rf"\b{_any_of('relaying')}\b", re.IGNORECASE)


@cache
def _presence() -> re.Pattern[str]:
    return re.compile(rf"\b{_any_of('on_the_spot', 'witnesses')}\b", re.IGNORECASE)


@cache
def _hearsay() -> re.Pattern[str]:
    return re.compile(rf"\b{_any_of('hearsay')}\b", re.IGNORECASE)


@cache
def _own_senses() -> re.Pattern[str]:
    """Return the pattern of somebody who speaks of his own senses in his own words."""
    between = rf"(?: {_any_of('between')})*"
    did_first = rf"(?: [^\s.,;:!?\"]+){{1,{_MOST_WORDS_BETWEEN}}} and"  # "I walked the crest on Monday and saw water"
    senses = rf"{_any_of('speakers_self')}(?:{between}|{did_first}) {_any_of('sensed')}"
    there = rf"{_any_of('speakers_self')}{between} {_any_of('was_there')}(?: [^\s.,;:!?\"]+){{1,{_MOST_WORDS_BETWEEN}}},? (?:when|as|while)"
    return re.compile(rf"\b(?:{_any_of('own_senses')}|{senses}|{there})\b{_NOTHING}", re.IGNORECASE)


@cache
def _told_senses() -> re.Pattern[str]:
    """Return the pattern of words that begin with what "he" or "she", the speaker, saw."""
    between = rf"(?: {_any_of('between')})*"
    pronoun = _any_of("speakers_other", "speakers_self")
    return re.compile(rf"^(?:that )?{pronoun}{between} {_any_of('sensed')}\b{_NOTHING}|\b{_any_of('own_senses')}\b", re.IGNORECASE)


def is_reporter(role: str | None) -> bool:
    """Return whether a voice is a newsroom's own reporter, by its role."""
    return role is not None and role.casefold().endswith(tuple(read_lexicon("firsthand")["reporters"]))
