"""Doubt that a retelling dropped or brought in: hedging words, conditions, and the note that nobody could check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Change, Span
from sayso.text import Token, fold_marks, stem_word

if TYPE_CHECKING:
    from sayso.retellings.changes.side_by_side import SentencePair, Side, SideBySide

_CLAUSE_ENDS = {",", ";", ":", "–", "—", "(", ")"}
_SCOPE_WORDS = 6


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    lexicon = read_lexicon("hedges")
    return tuple(sorted((tuple(p.split()) for p in [*lexicon["words"], *lexicon["phrases"], *lexicon["open"]]), key=len, reverse=True))


@cache
def _open_phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in read_lexicon("hedges")["open"])


def find_phrase(words: Sequence[str], at: int, phrases: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the first of the phrases that stands at a place among words, or an empty one."""
    return next((phrase for phrase in phrases if tuple(words[at : at + len(phrase)]) == phrase), ())


def find_open(tokens: Sequence[Token]) -> list[range]:
    """Return the tokens of each phrase that leaves a matter open ("could neither confirm nor deny"): it denies nothing of the matter."""
    words = [token.lower for token in tokens]
    found = ((at, find_phrase(words, at, _open_phrases())) for at in range(len(words)))
    return [range(at, at + len(phrase)) for at, phrase in found if phrase]


def _find_hedges(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of hedging words and phrases. The month of May is none."""
    words = [token.lower for token in tokens]
    for at, token in enumerate(tokens):
        is_other = (token.text == "May" and at > 0) or words[max(0, at - 1) : at] == ["as"]  # the month; "just as likely"
        if not is_other and (phrase := find_phrase(words, at, _phrases())):
            yield at, at + len(phrase)


def _find_conditions(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the condition that a sentence opens with: elsewhere "if" is as often "whether"."""
    at = next((k for k, token in enumerate(tokens) if token.kind != "mark"), None)
    if at is not None and tokens[at].lower in read_words("hedges", "conditions"):
        yield at, at + 1


def has_unchecked(tokens: Iterable[Token]) -> bool:
    """Return whether the words say that something could not be checked."""
    words = {token.lower for token in tokens}
    return bool(words & read_words("hedges", "checks")) and bool(words & read_words("hedges", "check_negations"))


def is_hedged(tokens: Sequence[Token]) -> bool:
    """Return whether the words hold back in any way."""
    soft = read_words("hedges", "soft")
    return any(t.lower in soft for t in tokens) or any(True for _ in _find_hedges(tokens)) or has_unchecked(tokens)


@cache
def _doubts() -> tuple[str, ...]:
    return (*read_lexicon("stances")["unverified"], *read_lexicon("hedges")["unknown"])


def leaves_unknown(text: str) -> bool:
    """Return whether a phrase says that something is not known, or not confirmed."""
    plain = " ".join(fold_marks(text).lower().split())
    return any(phrase in plain for phrase in _doubts())


def is_doubt(side: Side, span: Span) -> bool:
    """Return whether words deny, doubt or say that something is not known."""
    negations = read_words("function_words", "negations")
    tokens = side.tokens(span.start, span.end)
    has_negation = any(t.lower in negations or t.lower.endswith("n't") or t.stem in _untrue_stems() for t in tokens)
    return has_negation or leaves_unknown(side.text[span.start : span.end])


@cache
def _untrue_stems() -> frozenset[str]:
    """Return the stems of words that call something untrue."""
    genuine = next(matter for matter in read_lexicon("opposites")["matter"] if matter["name"] == "genuine")
    return frozenset(stem_word(word) for word in genuine["no"] if " " not in word)


def _clause(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Return the token range of the clause around a token, by the marks."""
    start, end = at, at
    while start > 0 and tokens[start - 1].text not in _CLAUSE_ENDS:
        start -= 1
    while end < len(tokens) and tokens[end].text not in _CLAUSE_ENDS:
        end += 1
    return start, end


def _scope(tokens: Sequence[Token], at: int) -> set[str]:
    """Return the stems that a hedge bears on: the next content words, or those before it at the end of a sentence."""
    functional = read_words("function_words", "all")
    following = [t.stem for t in tokens[at:] if t.kind == "word" and t.lower not in functional]
    before = [t.stem for t in tokens[:at] if t.kind == "word" and t.lower not in functional]
    return set(following[:_SCOPE_WORDS] or before[-_SCOPE_WORDS:])


def _hedged_clauses(side: Side, sentences: Iterable[int], others: set[str], has_note: bool) -> Iterator[tuple[int, int]]:
    """Yield the characters of clauses whose hedge bears on words that the other side has too.

    ``has_note``: whether a note that nobody could check counts, too; it does not if the other text has one elsewhere.
    """
    for index in sentences:
        tokens = side.document.tokens_of_sentence[index]
        for start, end in [*_find_hedges(tokens), *_find_conditions(tokens)]:
            if _scope(tokens, end) & others:
                a, b = _clause(tokens, start)
                yield tokens[a].start, tokens[b - 1].end
        if has_note and has_unchecked(tokens) and not side.attribution_at(tokens[0].start, tokens[-1].end):
            at = next(k for k, token in enumerate(tokens) if token.lower in read_words("hedges", "checks"))
            a, b = _clause(tokens, at)
            yield tokens[a].start, tokens[b - 1].end


def _compare(one: Side, sentences: tuple[int, ...], other: Side, others: tuple[int, ...]) -> tuple[int, int] | None:
    """Return the first hedged clause of one side if the other side holds nothing back."""
    there = other.tokens_of(others)
    if is_hedged(there):
        return None
    is_only = not any(has_unchecked(tokens) for tokens in other.document.tokens_of_sentence)
    return next(_hedged_clauses(one, sentences, {token.stem for token in there}, is_only), None)


def find_changed_hedges(both: SideBySide) -> Iterator[Change]:
    """Yield dropped and added hedges of linked sentences, and dropped sentences that said nobody could check."""
    parent, child = both.parent, both.child
    for pair in both.pairs:
        if pair.is_kept or pair.similarity < both.settings.hedge_similarity:
            continue
        lost = _compare(parent, pair.parents, child, pair.children)
        if lost:
            yield Change("hedge_dropped", parent.span(*lost), _counterpart(both, pair))
        gained = _compare(child, pair.children, parent, pair.parents)
        if gained:
            yield Change("hedge_added", parent.sentence_span(pair.parents[0]), child.span(*gained))
    yield from _dropped_notes(both)


def _counterpart(both: SideBySide, pair: SentencePair) -> Span:
    return both.child.sentence_span(pair.children[0])


def _dropped_notes(both: SideBySide) -> Iterator[Change]:
    """Yield the parent's own sentences that nobody could check, where the child has no such sentence at all."""
    child = both.child.document
    if both.is_excerpt or any(has_unchecked(tokens) for tokens in child.tokens_of_sentence):
        return
    for index, tokens in enumerate(both.parent.document.tokens_of_sentence):
        if index not in both.pair_of_parent and has_unchecked(tokens) and not both.parent.attribution_at(tokens[0].start, tokens[-1].end):
            yield Change("hedge_dropped", both.parent.sentence_span(index), None)
