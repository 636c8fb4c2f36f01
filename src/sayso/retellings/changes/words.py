"""Which words of two linked sentences correspond, and what stands on the other side in the place of a word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from sayso.retellings.words import link_words
from sayso.text import Token

MOST_TOKENS = 250  # beyond this a "sentence" is a table or a list; its words are then not compared


class WordPairs:
    """The words of a parent's and a child's linked sentences, and which of them correspond."""

    def __init__(self, parent: Sequence[Token], child: Sequence[Token]) -> None:
        self.parent, self.child = tuple(parent), tuple(child)
        self._linked: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
        if max(len(parent), len(child)) <= MOST_TOKENS:
            for link in sorted(link_words(parent, child), key=lambda link: -link.probability):
                self._linked[0].setdefault(link.before, []).append(link.after)
                self._linked[1].setdefault(link.after, []).append(link.before)

    @cached_property
    def _position(self) -> dict[tuple[bool, int], int]:
        sides = ((False, self.parent), (True, self.child))
        return {(in_child, token.start): k for in_child, tokens in sides for k, token in enumerate(tokens)}

    def find(self, token: Token, *, in_child: bool) -> list[Token]:
        """Return the words of the other side that correspond to one, the surest first. ``in_child`` says where the one stands."""
        there = self.parent if in_child else self.child
        return [there[k] for k in self._linked[in_child].get(self._position.get((in_child, token.start), -1), ())]

    def oppose(self, token: Token, *, in_child: bool) -> list[Token]:
        """Return what stands in the place of a word: what corresponds to it, else the free words between its neighbours' counterparts."""
        if found := self.find(token, in_child=in_child):
            return found
        at = self._position.get((in_child, token.start))
        if at is None or not self._linked[in_child]:
            return []
        here, back = self._linked[in_child], self._linked[not in_child]
        there = self.parent if in_child else self.child
        before = next((here[k][0] for k in range(at - 1, -1, -1) if k in here), -1)
        after = next((here[k][0] for k in range(at + 1, len(self.child if in_child else self.parent)) if k in here), len(there))
        return [there[k] for k in range(before + 1, after) if k not in back and there[k].kind != "mark"]
