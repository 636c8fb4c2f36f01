"""Who holds what is fought over: "in our hands" tells that it was taken where the taker says it, and that it was not where others do.

In the lexicon of opposites such words have one sign, whoever holds. Here they get that of the side that they name, or of the speaker's
own, against the side that the pile says takes something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from sayso.claims import Polities
from sayso.ledger.contents import is_negation
from sayso.lexicon import read_words
from sayso.text import Token

_NEAR = 6  # tokens between whoever takes or holds, or a negation, and the word for it
_LINKED = 4  # tokens between "in" and "hands", and between "hands of" and whose they are
_MOSTLY = 2 / 3  # of all that is told of takers, for one side to be the taker


class Holders:
    """The side that a pile says takes something, and what it tells where somebody holds it.

    Args:
        said: The tokens of everything that is said in a pile.
        polities: The sides, by the names that the pile gives them.
    """

    def __init__(self, said: Iterable[Sequence[Token]], polities: Polities) -> None:
        self._polities = polities
        takers = Counter(taker for tokens in said for _, taker in self._find_takers(tokens))
        taker, n = min(takers.items(), key=lambda item: (-item[1], item[0]), default=(None, 0))
        self.taker = taker if n >= _MOSTLY * takers.total() else None

    def read_sign(self, tokens: Sequence[Token], party: str | None) -> int | None:
        """Return 1 where the words say that the taker has or takes it, -1 where that another side does, None where they do not tell.

        Args:
            tokens: Of what is said.
            party: The side whose word it is, if any: "our hands" are its.
        """
        if self.taker is None:
            return None
        told = sorted((*self._find_takers(tokens), *self._find_holders(tokens, party)))
        if not told:
            return None
        at, side = told[0]
        is_negated = sum(is_negation(token) for token in tokens[max(0, at - _NEAR) : at]) % 2 == 1
        return 1 if (side == self.taker) != is_negated else -1

    def _find_takers(self, tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
        """Yield where the words tell that a side takes something, and which does."""
        for at in _find(tokens, "taking"):
            by = next((k for k in range(at + 1, min(at + _LINKED, len(tokens))) if tokens[k].lower == "by"), None)
            is_active = at > 0 and tokens[at - 1].kind == "word" and tokens[at - 1].lower not in read_words("grammar", "forms_of_be")
            taker = self._find_behind(tokens, by) if by is not None else self._find_before(tokens, at, None) if is_active else None
            if taker is not None:
                yield at, taker

    def _find_holders(self, tokens: Sequence[Token], party: str | None) -> Iterator[tuple[int, str]]:
        """Yield where the words tell who holds something, and who does."""
        for at in _find(tokens, "held_in", "holds", "present"):
            holder = self._find_owner_of(tokens, at, party)
            if holder is None and tokens[at].lower in read_words("holding", "holds"):
                is_passive = at + 1 < len(tokens) and tokens[at + 1].lower == "by"
                holder = self._find_behind(tokens, at + 1) if is_passive else self._find_before(tokens, at, party)
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
        return owner or (self._find_behind(tokens, at + 1) if is_linked else None)

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
            if token.is_capitalised and (side := self._polities.find(token.text)) is not None:
                return side
        return None


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
