"""Statements turned into their opposite: a negation put in or left out around the same word, or one word for its contrary.

1. Each negation of one side is laid to a word of its scope that has a counterpart on the other side.
2. It is at home there if the counterpart is negated, too, if a word beside it carries a negation of its own ("failed to"), or if
   it is the contrary: "not safe" is "unsafe".
3. Two counterparts that are each other's contrary are a flip unless one of them is negated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Change, Span
from sayso.retellings.changes.side_by_side import SentencePair, Side, SideBySide
from sayso.retellings.changes.words import MOST_TOKENS, WordPairs
from sayso.text import Token, stem_word

_REACH = 5  # words between a negation and what it bears on
_BESIDE = 6  # words around a counterpart in which a word with a negation in it is the same one
_AROUND = 10  # and those in which a negation is
_NEAREST = 2  # content words of its scope, one of which must have a counterpart; in sentences less alike the first must
_TIES = 2  # words around a negation that have a counterpart close together
_LEAST_LETTERS = 4  # of a word that a prefix or an ending turns into its contrary
_CLAUSE_ENDS = {",", ";", ":", "–", "—", "(", ")", '"', "“", "”"}


@cache
def _contraries() -> dict[str, frozenset[str]]:
    """Return for each word's stem the stems that say the contrary."""
    found: dict[str, set[str]] = {}
    for group in read_lexicon("negation")["contraries"]:
        one, other = ({stem_word(word) for word in words.split()} for words in group)
        for here, there in ((one, other), (other, one)):
            for stem in here:
                found.setdefault(stem, set()).update(there - here)
    return {stem: frozenset(others) for stem, others in found.items()}


@cache
def _idle() -> tuple[tuple[str, ...], ...]:
    """Return the phrases whose negation denies nothing: "not only", "no doubt"."""
    return tuple(tuple(phrase.split()) for phrase in read_lexicon("negation")["idle"])


@cache
def _bare_contractions() -> frozenset[str]:
    """Return "doesnt" and its like: copies lose apostrophes."""
    return frozenset(word.replace("'", "") for word in read_lexicon("spelling")["contractions"] if word.endswith("n't"))


@cache
def _negative_stems() -> frozenset[str]:
    return frozenset(stem_word(word) for word in read_lexicon("negation")["negative"])


def _is_negation(token: Token) -> bool:
    return token.lower in read_words("function_words", "negations") or token.lower.endswith("n't") or token.lower in _bare_contractions()


def _is_negative(token: Token) -> bool:
    """Return whether a word carries a negation of its own, so that a missing "not" may have gone into it."""
    if _is_negation(token) or token.stem in _negative_stems():
        return True
    affixes = read_lexicon("negation")
    if token.kind != "word" or token.lower.startswith(tuple(affixes["harmless"])):
        return False
    return token.lower.startswith(tuple(affixes["denying"])) or token.lower.endswith(tuple(affixes["endings"]))


def is_contrary(one: Token, other: Token) -> bool:
    """Return whether one word says the contrary of the other: by the list, or by a prefix ("unfinished")."""
    return (
        other.stem in _contraries().get(one.stem, frozenset()) or other.lower in _prefixed(one.lower) or one.lower in _prefixed(other.lower)
    )


@lru_cache(maxsize=20_000)
def _prefixed(lower: str) -> frozenset[str]:
    """Return the contraries of a word that are made by a prefix."""
    return frozenset(prefix + lower for prefix in read_lexicon("negation")["prefixes"] if len(lower) >= _LEAST_LETTERS)


class _Wording:
    """One side's words of linked sentences, with its negations and what they bear on."""

    def __init__(self, side: Side, tokens: Sequence[Token]) -> None:
        self.side, self.tokens = side, tokens

    @cached_property
    def negations(self) -> list[int]:
        """Where a word denies something."""
        return [k for k, token in enumerate(self.tokens) if _is_negation(token) and not self._is_idle(k)]

    def _is_idle(self, at: int) -> bool:
        """Return whether a negation denies nothing: in a fixed phrase, in a name, before a number or as part of one."""
        words = [token.lower for token in self.tokens[at : at + 4]]
        behind = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        is_numbering = words[0] == "no" and behind is not None and (behind.text == "." or behind.kind == "number" or behind.is_capitalised)
        return (
            is_numbering
            or any(tuple(words[: len(phrase)]) == phrase for phrase in _idle())
            or any(word in {"than", "less", "more", "fewer"} for word in words[1:3])
            or any(q.start <= self.tokens[at].start < q.end for q in self.side.quantities)
        )

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(token.stem for token in self.tokens)

    def says(self, token: Token) -> bool:
        """Return whether it has a word or a contrary of it."""
        return token.stem in self.stems or any(is_contrary(token, other) for other in self.tokens)

    @cached_property
    def denied(self) -> Counter[str]:
        """The first content word that each negation bears on."""
        keys = [(self.side.key(self.tokens[k]) for k in self.scope(at)) for at in self.negations]
        return Counter(next(filter(None, words), "") for words in keys)

    def scope(self, at: int) -> list[int]:
        """Return where the words stand that a negation bears on, the likeliest first: those after it in its clause, then those before."""
        after, before = [], []
        for k in range(at + 1, min(len(self.tokens), at + 1 + _REACH)):
            if self.tokens[k].text in _CLAUSE_ENDS:
                break
            after.append(k)
        for k in range(at - 1, max(-1, at - 1 - _REACH), -1):
            if self.tokens[k].text in _CLAUSE_ENDS:
                break
            before.append(k)
        return [k for k in (*after, *before) if self.tokens[k].kind != "mark"]


class _Turned:
    """What of two linked sentences is turned into its opposite."""

    def __init__(self, both: SideBySide, pair: SentencePair) -> None:
        self.sides = (
            _Wording(both.parent, both.parent.tokens_of(pair.parents)),
            _Wording(both.child, both.child.tokens_of(pair.children)),
        )
        self.both, self.pair = both, pair

    @cached_property
    def words(self) -> WordPairs:
        """Which words correspond."""
        return self.both.words_of(self.pair)

    @cached_property
    def positions(self) -> tuple[dict[int, int], dict[int, int]]:
        """Where in the two sentences a token stands, by its start."""
        first, second = ({token.start: k for k, token in enumerate(wording.tokens)} for wording in self.sides)
        return first, second

    def opposites(self, at: int, *, in_child: bool) -> list[int]:
        """Return the places of a word's counterparts on the other side."""
        found = self.words.find(self.sides[in_child].tokens[at], in_child=in_child)
        return [self.positions[not in_child][token.start] for token in found]

    @property
    def is_close(self) -> bool:
        """Return whether the sentences are so alike that another word in the same place says the same."""
        return self.pair.similarity >= self.both.settings.close_similarity

    def _is_same(self, at: int, there: int, *, in_child: bool) -> bool:
        """Return whether two counterparts say the same or the contrary, as far as that can be told."""
        one, other = self.sides[in_child].tokens[at], self.sides[not in_child].tokens[there]
        return self.is_close or one.stem == other.stem or is_contrary(one, other)

    def find_lone(self, *, in_child: bool) -> tuple[Token, Token] | None:
        """Return a negation of one side, and the counterpart of what it bears on, around which the other side has none."""
        wording, other = self.sides[in_child], self.sides[not in_child]
        for at in wording.negations if wording.denied != other.denied else ():
            scope = wording.scope(at)
            nearest = [k for k in scope if wording.side.key(wording.tokens[k])][: _NEAREST if self.is_close else 1]
            if not self.is_close and not any(other.says(wording.tokens[k]) for k in nearest):
                continue
            if any(_is_negative(other.tokens[k]) for k in self.opposites(at, in_child=in_child)):
                continue
            places = [(k, there[0]) for k in scope if (there := self.opposites(k, in_child=in_child))]
            place = next(((k, there) for k, there in places if k in nearest and self._is_same(k, there, in_child=in_child)), None)
            if place is None or not self._is_tied([there for _, there in places], place[1]):
                continue
            if not self._has_home(*place, in_child=in_child):
                return wording.tokens[at], other.tokens[place[1]]
        return None

    @staticmethod
    def _is_tied(places: Sequence[int], at: int) -> bool:
        """Return whether other words around the negation have their counterparts around the same place."""
        return sum(abs(place - at) <= 2 * _REACH for place in places) >= _TIES

    def _has_home(self, at: int, there: int, *, in_child: bool) -> bool:
        """Return whether the other side denies the counterpart, too, in whatever words."""
        here, other = self.sides[in_child].tokens[at], self.sides[not in_child].tokens
        if is_contrary(here, other[there]):
            return True
        near = range(max(0, there - _AROUND), min(len(other), there + _AROUND + 1))
        return any(
            (_is_negation(other[k]) or (abs(k - there) <= _BESIDE and _is_negative(other[k])))
            and not self._is_taken(k, in_child=not in_child)
            for k in near
        )

    def _is_taken(self, at: int, *, in_child: bool) -> bool:
        """Return whether a negative word has a negative counterpart of its own."""
        one, there = self.sides[in_child].tokens[at], self.sides[not in_child].tokens
        return any(_is_negation(there[k]) or there[k].stem == one.stem for k in self.opposites(at, in_child=in_child))

    def find_contrary(self) -> tuple[Token, Token] | None:
        """Return a word of the parent and its contrary in its place in the child, where neither is denied."""
        first, second = self.sides
        if len(first.negations) != len(second.negations):
            return None
        free = [token for token in second.tokens if token.kind == "word" and token.stem not in first.stems and not _is_negation(token)]
        for token in first.tokens:
            if token.stem in second.stems or not token.text[0].islower() or _is_negation(token):
                continue
            for other in free:
                if is_contrary(token, other) and other in self.words.oppose(token, in_child=False):
                    return token, other
        return None


def _sentence(side: Side, at: Token) -> Span:
    sentence = side.document.sentence_at(at.start)
    return side.span(sentence.start, sentence.end) if sentence else side.span(at.start, at.end)


def find_flipped_negations(both: SideBySide) -> Iterator[Change]:
    """Yield linked sentences of which one denies what the other states in the same words."""
    parent, child = both.parent, both.child
    for pair in both.pairs:
        if pair.is_kept or pair.similarity < both.settings.negation_similarity:
            continue
        turned = _Turned(both, pair)
        if max(len(wording.tokens) for wording in turned.sides) > MOST_TOKENS:
            continue
        lost, come = turned.find_lone(in_child=False), turned.find_lone(in_child=True)
        if lost:
            yield Change("negation_flipped", _sentence(parent, lost[0]), _sentence(child, come[0] if come else lost[1]))
        elif come:
            yield Change("negation_flipped", _sentence(parent, come[1]), _sentence(child, come[0]))
        elif contrary := turned.find_contrary():
            yield Change(
                "negation_flipped", parent.span(contrary[0].start, contrary[0].end), child.span(contrary[1].start, contrary[1].end)
            )
