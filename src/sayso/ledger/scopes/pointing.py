"""What a denial points at, and what it grants."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.ledger.scopes import phrases
from sayso.ledger.scopes.heard import Found, Heard, read_tokens, tokens_of
from sayso.ledger.statements import Statement, is_same_voice
from sayso.lexicon import read_words
from sayso.model import ScopeKind
from sayso.text import stem_word

_NARROW: tuple[ScopeKind, ...] = ("figure", "framing", "part")


def judge_pointer(heard: Heard, others: Sequence[Statement]) -> Found | None:
    """Return what a denial points at, if that is less than the whole."""
    if phrases.whole().search(heard.folded, heard.start, heard.end):
        return None
    for kind in _NARROW:
        for pattern in phrases.pointers(kind):
            if (match := pattern.search(heard.folded, heard.start, heard.end)) is not None:
                return kind, heard.cut(*match.span()), None
        if heard.denial.denies and (match := phrases.named(kind).match(heard.folded, *heard.said)) is not None:
            return kind, heard.cut(*match.span()), None  # "a figure that the union disputes"
    return _judge_involvement(heard, others)


def _judge_involvement(heard: Heard, others: Sequence[Statement]) -> Found | None:
    """Return that it is denied to have done it, where all that is said tells of more than who did."""
    match = phrases.involvement().search(heard.folded, heard.start, heard.end)
    involving = {stem_word(word) for word in read_words("scopes", "involving")}
    denied = [s for s in others if not is_same_voice(s, heard.denial)]
    if match is None or not denied or any(s.attribution.force == "accuse" or involving & {t.stem for t in tokens_of(s)} for s in denied):
        return None
    return "part", heard.cut(*match.span()), denied[0]


def judge_granted(heard: Heard, others: Sequence[Statement]) -> Found | None:
    """Return the words by which a denial grants the rest of what it denies, or a lesser deed."""
    if not others or not (heard.denies or heard.denial.attribution.force == "confirm"):
        return None
    return _judge_lesser(heard, others) or _judge_rest(heard, others)


def _judge_lesser(heard: Heard, others: Sequence[Statement]) -> Found | None:
    for pattern in phrases.lesser():
        for match in pattern.finditer(heard.folded, heard.start, heard.end):
            stem = stem_word(match["not_so"].lower())
            if (other := next((s for s in others if stem in s.content.counts), None)) is not None:
                return "part", heard.cut(*match.span()), other
    return None


def _judge_rest(heard: Heard, others: Sequence[Statement]) -> Found | None:
    """Return what is granted in the sentence of the denial, if it is about what is denied."""
    known = {stem for s in others for stem in s.content.counts}
    if heard.denial.denies:
        known |= heard.denial.content.counts.keys()
        looked = [(phrases.granted_after(), heard.start, heard.sentence_end)]
        looked += [(pattern, heard.sentence_start, heard.start) for pattern in phrases.granted_before()]
    elif phrases.denying().search(heard.folded, heard.sentence_start, heard.start):  # what is granted is itself the statement
        looked = [(phrases.granted_after(), heard.sentence_start, heard.end)]
    else:
        return None
    for pattern, start, end in looked:
        match = pattern.search(heard.folded, start, end)
        if match and (phrases.resumes().match(match["granted"]) or known & _read_words(match["granted"])):
            return "part", heard.cut(*match.span()), None
    return None


def _read_words(text: str) -> set[str]:
    """Return the stems of a text's words that carry a meaning."""
    return {t.stem for t in read_tokens(text) if t.kind == "word" and t.lower not in read_words("function_words", "all")}
