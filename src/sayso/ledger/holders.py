"""Who holds what is fought over: "in our hands" tells that it was taken where the taker says it, and that it was not where others do.

In the lexicon of opposites such words have one sign, whoever holds. Here they get that of the side that they name, or of the speaker's
own, against the side that the pile says takes something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.claims import Polities
from sayso.ledger.contents import class_of_noun, is_negation
from sayso.lexicon import read_words
from sayso.text import Token

_NEAR = 6  # tokens between whoever takes or holds, or a negation, and the word for it
_LINKED = 4  # tokens between "in" and "hands", and between "hands of" and whose they are


class Holders:
    """The side that a pile says takes something, and what it tells where somebody holds it.

    Args:
        said: The tokens of everything that is said in a pile, with the side whose word it is, if any; it may be a side of another sort, as
            a country of which the pile has no demonym.
        polities: The sides, by the names that the pile gives them.
    """

    def __init__(self, said: Sequence[tuple[Sequence[Token], str | None]], polities: Polities) -> None:
        self._sides = {party.casefold(): party for _, party in said if party is not None} | polities.forms
        takers = Counter(taker for tokens, party in said for _, taker in self._find_takers(tokens, party))
        self.taker = max(takers, key=lambda side: takers[side], default=None)

    def read_sign(self, tokens: Sequence[Token], party: str | None) -> int | None:
        """Return 1 where the words say that the taker has or takes it, -1 where that another side does, None where they do not tell.

        Args:
            tokens: Of what is said.
            party: The side whose word it is, if any: "our hands" are its.
        """
        if self.taker is None:
            return None
        gained = [(at, side, 1) for at, side in (*self._find_takers(tokens, party), *self._find_holders(tokens, party))]
        lost = [(at, side, -1) for at, side in self._find_losers(tokens, party)]
        if not gained and not lost:
            return None
        at, side, sign = min(gained + lost)
        is_negated = sum(is_negation(token) for token in tokens[max(0, at - _NEAR) : at + 2]) % 2 == 1  # "lost no ground"
        return sign if (side == self.taker) != is_negated else -sign

    def _find_takers(self, tokens: Sequence[Token], party: str | None) -> Iterator[tuple[int, str]]:
        """Yield where the words tell that a side takes something, and which does: its own only where that is a place."""
        for at in _find(tokens, "taking"):
            by = next((k for k in range(at + 1, min(at + _LINKED, len(tokens))) if tokens[k].lower == "by"), None)
            is_active = at > 0 and tokens[at - 1].kind == "word" and tokens[at - 1].lower not in read_words("grammar", "forms_of_be")
            own = party if _is_place(tokens[at + 1 : at + 1 + _LINKED]) else None
            taker = self._find_behind(tokens, by) if by is not None else self._find_doer(tokens, at, own) if is_active else None
            if taker is not None:
                yield at, taker

    def _find_losers(self, tokens: Sequence[Token], party: str | None) -> Iterator[tuple[int, str]]:
        """Yield where the words tell that a side no longer has a place, and which side: "its army lost the town", "we have lost Kessar"."""
        for at in _find(tokens, "losing"):
            loser = self._find_before(tokens, at, party) if _is_place(tokens[at + 1 : at + 1 + _LINKED]) else None
            if loser is not None:
                yield at, loser

    def _find_holders(self, tokens: Sequence[Token], party: str | None) -> Iterator[tuple[int, str]]:
        """Yield where the words tell who holds something, and who does."""
        for at in _find(tokens, "held_in", "holds", "present"):
            holder = self._find_owner_of(tokens, at, party)
            if holder is None and tokens[at].lower in read_words("holding", "holds"):
                is_passive = at + 1 < len(tokens) and tokens[at + 1].lower == "by"
                holder = self._find_behind(tokens, at + 1) if is_passive else self._find_doer(tokens, at, party)
            if holder is not None:
                yield at, holder

    def _find_owner_of(self, tokens: Sequence[Token], at: int, party: str | None) -> str | None:
        """Return whose hands something is in, or whose soldiers or flag are there."""
        if tokens[at].lower in read_words("holding", "present"):
            return self._find_owner(tokens[max(0, at - 1) : at], party) if _stand_there(tokens, at) else None
        before = tokens[max(0, at - _LINKED) : at]
        within = [k for k, token in enumerate(before) if token.lower in read_words("holding", "within")]
        if tokens[at].lower not in read_words("holding", "held_in") or not within:
            return None
        owner = self._find_owner(before[within[-1] + 1 :], party)
        is_linked = at + 1 < len(tokens) and tokens[at + 1].lower == "of"
        if is_linked and [token.lower for token in before[-1:]] == ["in"] and tokens[at].lower == "control":
            return self._find_before(tokens, at - 1, party)  # "was still in control of Kessar"
        return owner or (self._find_behind(tokens, at + 1) if is_linked else None)

    def _find_doer(self, tokens: Sequence[Token], at: int, party: str | None) -> str | None:
        """Return the side before a verb of taking or holding, unless that is done to no place: "held 140 prisoners", "held talks"."""
        return None if _names_class(tokens[at + 1 : at + 1 + _LINKED], "unheld") else self._find_before(tokens, at, party)

    def _find_before(self, tokens: Sequence[Token], at: int, party: str | None) -> str | None:
        """Return the side that is named last before a word in its clause."""
        for k in range(at - 1, max(-1, at - 1 - _NEAR), -1):
            if tokens[k].kind == "mark":
                return None
            if (found := self._find_owner(tokens[k : k + 1], party)) is not None:
                return found
        return None

    def _find_behind(self, tokens: Sequence[Token], at: int) -> str | None:
        """Return the side that is named right behind a word."""
        return self._find_owner(tokens[at + 1 : at + 1 + _LINKED], None)

    def _find_owner(self, tokens: Sequence[Token], party: str | None) -> str | None:
        """Return the first side that tokens name; their own is the party, if any."""
        for token in tokens:
            if party is not None and token.lower in read_words("holding", "own"):
                return party
            if token.is_capitalised and (side := self._sides.get(token.lower.removesuffix("'s"))) is not None:
                return side
        return None


def _is_place(tokens: Sequence[Token]) -> bool:
    """Return whether a place, or control of one, is named: "the town", "Kessar", "all of the bridge"."""
    return _names_class(tokens, "place_classes") or any(
        token.is_capitalised or token.lower in read_words("holding", "places") for token in tokens
    )


def _names_class(tokens: Sequence[Token], key: str) -> bool:
    """Return whether a noun of some classes of things stands among tokens."""
    classes = read_words("holding", key)
    return any(class_of_noun().get(token.stem) in classes for token in tokens)


def _find(tokens: Sequence[Token], *keys: str) -> Iterator[int]:
    """Yield where a word of some lists of the lexicon stands."""
    words = _join(keys)
    return (at for at, token in enumerate(tokens) if token.lower in words)


@cache
def _join(keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for key in keys for word in read_words("holding", key))


def _stand_there(tokens: Sequence[Token], at: int) -> bool:
    """Return whether troops, or a flag, are said to be somewhere: "Teskan soldiers in the centre", "our flag has been flying over it"."""
    behind = (token.lower for token in tokens[at + 1 : at + 1 + _LINKED])
    return next((word for word in behind if word not in read_words("holding", "being")), "") in read_words("holding", "inside")
