"""Statements turned into their opposite: a negation put in or left out before the same word, or one word for its contrary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Change
from sayso.retellings.changes.comparison import Comparison, SentencePair, Side
from sayso.text import Token, stem_word

_SCOPE_WORDS = 2
_REACH = 4


@cache
def _contraries() -> dict[str, frozenset[str]]:
    """Return for each word's stem the stems that say the contrary."""
    found: dict[str, set[str]] = {}
    for one, other in read_lexicon("negation")["contraries"]:
        first, second = stem_word(one), stem_word(other)
        found.setdefault(first, set()).add(second)
        found.setdefault(second, set()).add(first)
    return {stem: frozenset(others) for stem, others in found.items()}


def _is_negation(token: Token) -> bool:
    return token.lower in read_words("function_words", "negations") or token.lower.endswith("n't")


def _is_negative(token: Token) -> bool:
    """Return whether a word carries a negation of its own, so that a missing "not" may have gone into it."""
    return _is_negation(token) or token.stem in _negative_stems()


@cache
def _negative_stems() -> frozenset[str]:
    return frozenset(stem_word(word) for word in read_lexicon("negation")["negative"])


def _scope(tokens: Sequence[Token], at: int) -> list[Token]:
    """Return the content words that a negation bears on: the next ones, up to a mark."""
    functional = read_words("function_words", "all")
    found: list[Token] = []
    for token in tokens[at + 1 : at + 1 + 2 * _REACH]:
        if token.kind == "mark" or len(found) == _SCOPE_WORDS:
            break
        if token.lower not in functional:
            found.append(token)
    return found


def _is_bare(tokens: Sequence[Token], stem: str) -> bool:
    """Return whether the word stands there with no negation in reach before it."""
    places = [k for k, token in enumerate(tokens) if token.stem == stem]
    return bool(places) and not any(_is_negative(t) for k in places for t in tokens[max(0, k - _REACH) : k])


def _find_lone(side: Side, negated: Sequence[Token], plain: Sequence[Token]) -> Token | None:
    """Return a negation of one side that the other side lacks, though it has the word after it."""
    if any(_is_negative(token) for token in plain):
        return None
    for at, token in enumerate(negated):
        is_bound = any(q.start <= token.start < q.end for q in side.quantities)  # "not less than 40" denies nothing
        scope = _scope(negated, at) if _is_negation(token) and not is_bound else []
        if scope and _is_bare(plain, scope[0].stem):
            return token
    return None


def _clause(side: Side, at: Token) -> tuple[int, int]:
    sentence = side.document.sentence_at(at.start)
    return (sentence.start, sentence.end) if sentence else (at.start, at.end)


def _find_contrary(comparison: Comparison, pair: SentencePair) -> tuple[Token, Token] | None:
    """Return a word and its contrary that stand in the same place of linked sentences, neither of them negated."""
    for words in comparison.words_of(pair):
        if words.is_same or any(_is_negative(t) for t in (*words.before, *words.after)):
            continue
        for token in words.before:
            others = _contraries().get(token.stem, frozenset())
            hit = next((t for t in words.after if t.stem in others), None)
            if hit is not None:
                return token, hit
    return None


def find_flipped_negations(comparison: Comparison) -> Iterator[Change]:
    """Yield linked sentences of which one denies what the other states in the same words."""
    parent, child = comparison.parent, comparison.child
    for pair in comparison.pairs:
        if pair.is_kept or pair.similarity < comparison.settings.negation_similarity:
            continue
        first, second = parent.tokens_of(pair.parents), child.tokens_of(pair.children)
        lost, come = _find_lone(parent, first, second), _find_lone(child, second, first)
        contrary = _find_contrary(comparison, pair)
        if contrary and not lost and not come:
            yield Change("negation_flipped", parent.span(contrary[0].start, contrary[0].end), child.span(contrary[1].start, contrary[1].end))
        elif (lost is None) != (come is None):
            before = parent.span(*_clause(parent, lost)) if lost else parent.sentence_span(pair.parents[0])
            after = child.span(*_clause(child, come)) if come else child.sentence_span(pair.children[0])
            yield Change("negation_flipped", before, after)
