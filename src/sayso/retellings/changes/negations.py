"""Statements turned into their opposite: a negation put in or left out before the same word, or one word for its contrary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Change, Span
from sayso.retellings.changes.side_by_side import Side, SideBySide
from sayso.retellings.changes.words import MOST_TOKENS, WordPair
from sayso.text import Token, stem_word

_REACH = 4  # words between a negation and what it is tied to
_TIES = 2  # words around a negation that the other side must have, too; one more where several sentences are linked
_BESIDE = 2  # content words on either side of a word and its contrary


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
    return token.lower in read_words("function_words", "negations") or token.lower.endswith("n't") or token.lower in _bare_contractions()


@cache
def _bare_contractions() -> frozenset[str]:
    """Return "doesnt" and its like: copies lose apostrophes."""
    return frozenset(word.replace("'", "") for word in read_lexicon("spelling")["contractions"] if word.endswith("n't"))


def _is_negative(token: Token) -> bool:
    """Return whether a word carries a negation of its own, so that a missing "not" may have gone into it."""
    return _is_negation(token) or token.stem in _negative_stems()


@cache
def _negative_stems() -> frozenset[str]:
    return frozenset(stem_word(word) for word in read_lexicon("negation")["negative"])


def _count_negative(tokens: Sequence[Token]) -> int:
    return sum(map(_is_negative, tokens))


def _is_bound(side: Side, tokens: Sequence[Token], at: int) -> bool:
    """Return whether a negation belongs to a number: "not less than 40" and "no higher than 40" deny nothing."""
    is_compared = any(t.lower in {"than", "less", "more", "fewer"} for t in tokens[at + 1 : at + 3])
    return is_compared or any(q.start <= tokens[at].start < q.end for q in side.quantities)


def _find_lone(side: Side, negated: Sequence[Token], plain: Sequence[Token], places: dict[int, int], n_ties: int) -> Token | None:
    """Return a negation of one side that the other side lacks between the same words.

    ``places`` maps the starts of words of the negated side to positions in the plain one.
    """
    if _count_negative(negated) <= _count_negative(plain) or any(map(_is_negation, plain)):
        return None
    for at, token in enumerate(negated):
        if not _is_negation(token) or _is_bound(side, negated, at):
            continue
        near = [t for t in (*negated[max(0, at - _REACH) : at], *negated[at + 1 : at + 1 + _REACH]) if t.start in places]
        start, end = min((places[t.start] for t in near), default=0), max((places[t.start] for t in near), default=0)
        is_tied = len(near) >= n_ties and any(side.key(t) for t in near) and end - start <= 2 * _REACH
        if is_tied and not any(_is_negative(t) for t in plain[max(0, start - 2) : end + 3]):
            return token
    return None


def _map_words(words: Sequence[WordPair], plain: Sequence[Token], *, from_parent: bool) -> dict[int, int]:
    """Return the position in the plain side of every word that both sides have."""
    position = {token.start: k for k, token in enumerate(plain)}
    same = (word for word in words if word.is_same)
    pairs = (zip(w.before, w.after, strict=True) if from_parent else zip(w.after, w.before, strict=True) for w in same)
    return {one.start: position[other.start] for pair in pairs for one, other in pair}


def _beside(side: Side, tokens: Sequence[Token], at: int) -> set[str]:
    """Return the content words nearest to a token on either side."""
    keys = [side.key(token) for token in tokens]
    return {*[k for k in keys[:at] if k][-_BESIDE:], *[k for k in keys[at + 1 :] if k][:_BESIDE]}


def _find_contrary(parent: Side, first: Sequence[Token], child: Side, second: Sequence[Token]) -> tuple[Token, Token] | None:
    """Return a word of the parent and its contrary in the child, beside the same words, where neither side has or denies the other."""
    stems, others = {t.stem for t in first}, {t.stem for t in second}
    for at, token in enumerate(first):
        if token.stem in others or not token.text[0].islower():
            continue
        for k, other in enumerate(second):
            if other.stem in stems or not _is_contrary(token, other) or sum(map(_is_negation, first)) != sum(map(_is_negation, second)):
                continue
            if _beside(parent, first, at) & _beside(child, second, k):
                return token, other
    return None


def _is_contrary(one: Token, other: Token) -> bool:
    """Return whether one word says the contrary of the other: by the list, or by a prefix ("unfinished")."""
    if other.stem in _contraries().get(one.stem, frozenset()):
        return True
    short, long = sorted((one.lower, other.lower), key=len)
    return len(short) > 3 and any(long == prefix + short for prefix in read_lexicon("negation")["prefixes"])


def _clause(side: Side, at: Token) -> Span:
    sentence = side.document.sentence_at(at.start)
    return side.span(sentence.start, sentence.end) if sentence else side.span(at.start, at.end)


def find_flipped_negations(both: SideBySide) -> Iterator[Change]:
    """Yield linked sentences of which one denies what the other states in the same words."""
    parent, child = both.parent, both.child
    for pair in both.pairs:
        if pair.is_kept or pair.similarity < both.settings.negation_similarity:
            continue
        first, second = parent.tokens_of(pair.parents), child.tokens_of(pair.children)
        words, n_ties = both.words_of(pair), _TIES + (len(pair.parents) + len(pair.children) > 2)
        lost = _find_lone(parent, first, second, _map_words(words, second, from_parent=True), n_ties)
        come = _find_lone(child, second, first, _map_words(words, first, from_parent=False), n_ties)
        contrary = _find_contrary(parent, first[:MOST_TOKENS], child, second[:MOST_TOKENS])
        if lost or come:
            before = _clause(parent, lost) if lost else parent.sentence_span(pair.parents[0])
            after = _clause(child, come) if come else child.sentence_span(pair.children[0])
            yield Change("negation_flipped", before, after)
        elif contrary:
            yield Change(
                "negation_flipped", parent.span(contrary[0].start, contrary[0].end), child.span(contrary[1].start, contrary[1].end)
            )
