"""Statements turned into their opposite: a negation put in or left out around the same word, or one word for its contrary.

1. Each negation of one side is laid to a word of its scope that has a counterpart on the other side.
2. It is at home there if the counterpart is negated, too, if a word beside it carries a negation of its own ("failed to"), or if
   it is the contrary: "not safe" is "unsafe".
3. Two counterparts that are each other's contrary are a flip unless one of them is negated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Change, Span
from sayso.retellings.changes.contraries import find_root, idle_phrases, is_contrary, is_negation, is_negative, is_prefixed
from sayso.retellings.changes.hedges import find_open, find_phrase
from sayso.retellings.changes.side_by_side import SentencePair, Side, SideBySide
from sayso.retellings.changes.words import MOST_TOKENS, WordPairs
from sayso.text import Token

_REACH = 5  # words between a negation and what it bears on
_BESIDE = 6  # words around a counterpart in which a word with a negation in it is the same one
_AROUND = 10  # and those in which a negation is
_NEAREST = 2  # content words of its scope, one of which must have a counterpart; in sentences that are not close the first must
_SURE_TIES = 3  # and where none of the words that it bears on has one
_TIES = 2  # words around a negation that have a counterpart close together
_COMPARED = {"than", "less", "more", "fewer"}  # "no less than": a bound
_GRADING = {"much", "many", "any", "far", "even", "a", "one", "body", "thing", "other"}  # may stand before those
_CLAUSE_ENDS = {".", "?", "!", ",", ";", ":", "–", "—", "(", ")", '"', "“", "”"}


class _Wording:
    """One side's words of linked sentences, with its negations and what they bear on."""

    def __init__(self, side: Side, tokens: Sequence[Token]) -> None:
        self.side, self.tokens = side, tokens

    @cached_property
    def negations(self) -> list[int]:
        """Where a word denies something."""
        left_open = {k for phrase in find_open(self.tokens) for k in phrase}
        return [k for k, token in enumerate(self.tokens) if is_negation(token) and k not in left_open and not self._is_idle(k)]

    def _is_idle(self, at: int) -> bool:
        """Return whether a negation denies nothing: in a fixed phrase, in a name, before a number or as part of one."""
        words = [token.lower for token in self.tokens[at : at + 4]]
        behind = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        is_numbering = words[0] == "no" and behind is not None and (behind.text == "." or behind.kind == "number" or behind.is_capitalised)
        before = self.tokens[at - 1].lower if at else ""
        return (
            is_numbering
            or before in read_words("negation", "offers")
            or find_phrase(words, 0, idle_phrases()) != ()
            or any(word in _COMPARED for word in (words[1:2] if words[1:2] and words[1] not in _GRADING else words[1:3]))
            or any(q.start <= self.tokens[at].start < q.end for q in self.side.quantities)
        )

    @cached_property
    def roots(self) -> frozenset[str]:
        """The stems of all its words, whatever their forms."""
        return frozenset(find_root(token.stem) for token in self.tokens)

    def says(self, token: Token) -> bool:
        """Return whether it has a word or a contrary of it."""
        return find_root(token.stem) in self.roots or any(is_contrary(token, other) for other in self.tokens)

    def denies(self, at: int) -> bool:
        """Return whether a word carries a negation, by itself or with the word behind it ("far from")."""
        led = read_lexicon("negation")["led"].get(self.tokens[at].lower)
        return is_negative(self.tokens[at]) or (led is not None and at + 1 < len(self.tokens) and self.tokens[at + 1].lower == led)

    def is_free(self, at: int, *, one_sided: bool) -> bool:
        """Return whether a word can be the contrary of another: it denies nothing itself, and nothing denies it where that counts."""
        if is_negation(self.tokens[at]) or is_prefixed(self.tokens, at):
            return False
        return not one_sided or not any(at in self.scope(k) for k in self.negations)

    def is_small(self, at: int) -> bool:
        """Return whether a word is no name: in small letters, or the first of its sentence."""
        return self.tokens[at].text[0].islower() or not any(token.kind == "word" for token in self.tokens[:at])

    @cached_property
    def denied(self) -> Counter[str]:
        """The first content word that each negation bears on."""
        keys = [(self.side.key(self.tokens[k]) for k in self.scope(at)) for at in self.negations]
        return Counter(next(filter(None, words), "") for words in keys)

    def scope(self, at: int) -> list[int]:
        """Return where the words stand that a negation bears on, the likeliest first: those after it in its clause, then those before.

        An object that ends its clause bears on its verb alone, and on nothing if that says nothing: "was warned in March and did nothing".
        """
        after: list[int] = []
        before: list[int] = []
        for k in range(at + 1, min(len(self.tokens), at + 1 + _REACH)):
            if self.tokens[k].text in _CLAUSE_ENDS:
                break
            after.append(k)
        is_idle = not after and self.tokens[at].lower in read_words("negation", "objects") and self._follows_auxiliary(at)
        for k in range(at - 1, max(-1, at - 1 - (0 if is_idle else _REACH)), -1):
            if self.tokens[k].text in _CLAUSE_ENDS or self.tokens[k].lower in read_words("grammar", "conditions"):
                break
            before.append(k)
        return [k for k in (*after, *before) if self.tokens[k].kind != "mark"]

    def _follows_auxiliary(self, at: int) -> bool:
        return at > 0 and self.tokens[at - 1].lower in read_words("grammar", "auxiliaries")


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

    @property
    def _is_nearly_same(self) -> bool:
        """Return whether what a negation bears on may go by another word: nothing else in the sentences has changed."""
        return self.pair.similarity >= self.both.settings.nearly_same_similarity

    def _is_same(self, at: int, there: int, *, in_child: bool) -> bool:
        """Return whether two counterparts say the same or the contrary, as far as that can be told."""
        one, other = self.sides[in_child].tokens[at], self.sides[not in_child].tokens[there]
        return self.is_close or find_root(one.stem) == find_root(other.stem) or is_contrary(one, other)

    def find_lone(self, *, in_child: bool) -> tuple[Token, Token] | None:
        """Return a negation of one side, and the counterpart of what it bears on, around which the other side has none."""
        wording, other = self.sides[in_child], self.sides[not in_child]
        for at in wording.negations if wording.denied != other.denied else ():
            scope = wording.scope(at)
            nearest = [k for k in scope if wording.side.key(wording.tokens[k])][: _NEAREST if self.is_close else 1]
            if not self._is_nearly_same and not any(other.says(wording.tokens[k]) for k in nearest):
                continue  # what it bears on is gone, or new
            if any(other.denies(k) and not self._is_answered(k, at, in_child=not in_child) for k in self.opposites(at, in_child=in_child)):
                continue
            places = [(k, there[0]) for k in scope if (there := self.opposites(k, in_child=in_child))]
            place = next(((k, there) for k, there in places if k in nearest and self._is_same(k, there, in_child=in_child)), None)
            if place is None and self._is_silent(other) and self._is_embedded(at, places):
                return wording.tokens[at], other.tokens[places[0][1]]
            if place is None or not self._is_tied([there for _, there in places], place[1]):
                continue
            if not self._has_home(*place, in_child=in_child):
                return wording.tokens[at], other.tokens[place[1]]
        return None

    def _is_silent(self, wording: _Wording) -> bool:
        """Return whether one of two sentences that are close has no word at all that denies something."""
        return self.is_close and not any(wording.denies(k) for k in range(len(wording.tokens)))

    def _is_embedded(self, at: int, places: Sequence[tuple[int, int]]) -> bool:
        """Return whether words on both sides of a negation have their counterparts close together."""
        sides = {k < at for k, _ in places}
        return len(sides) > 1 and len(places) >= _SURE_TIES and self._is_tied([there for _, there in places], places[0][1])

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
            (is_negation(other[k]) or (abs(k - there) <= _BESIDE and self.sides[not in_child].denies(k)))
            and not self._is_taken(k, in_child=not in_child)
            for k in near
        )

    def _is_taken(self, at: int, *, in_child: bool) -> bool:
        """Return whether a negative word has a negative counterpart of its own."""
        there = self.sides[not in_child].tokens
        return any(is_negation(there[k]) for k in self.opposites(at, in_child=in_child)) or self._is_answered(at, None, in_child=in_child)

    def _is_answered(self, at: int, but: int | None, *, in_child: bool) -> bool:
        """Return whether a negative word has a counterpart that is the same or as negative, other than one negation of the other side."""
        one, wording = self.sides[in_child].tokens[at], self.sides[not in_child]
        root = find_root(one.stem)
        others = (k for k in self.opposites(at, in_child=in_child) if k != but)
        return any(find_root(wording.tokens[k].stem) == root or (wording.denies(k) and not is_negation(wording.tokens[k])) for k in others)

    def find_contrary(self) -> tuple[Token, Token] | None:
        """Return a word of the parent and its contrary in its place in the child, where neither is denied."""
        first, second = self.sides
        one_sided = len(first.negations) != len(second.negations)
        free = [(at, token) for at, token in enumerate(second.tokens) if token.kind == "word" and second.is_free(at, one_sided=one_sided)]
        for at, token in enumerate(first.tokens):
            if not first.is_free(at, one_sided=one_sided) or not first.is_small(at):
                continue
            for _, other in free:
                if is_contrary(token, other) and self._is_in_place(token, other):
                    return token, other
        return None

    def _is_in_place(self, token: Token, other: Token) -> bool:
        """Return whether a word of the child stands where the parent has another, and neither word has its like there."""
        there, here = self.words.oppose(token, in_child=False), self.words.oppose(other, in_child=True)
        return (
            other in there
            and not any(find_root(t.stem) == find_root(token.stem) for t in there)
            and not any(find_root(t.stem) == find_root(other.stem) for t in here)
        )


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
