"""Which words of two linked sentences correspond, and which stretches stand in each other's place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.text import Token

MOST_TOKENS = 600  # beyond this a "sentence" is a table or a list; words are then not compared


@dataclass(frozen=True, slots=True)
class WordPair:
    """Stretches of the parent's and the child's words in the same place: the same words, or some instead of others.

    Either side may be empty where words were left out or put in.
    """

    before: tuple[Token, ...]
    after: tuple[Token, ...]
    is_same: bool


def _key(token: Token) -> str:
    return token.stem if token.kind != "mark" else ""


def pair_words(parent: Sequence[Token], child: Sequence[Token]) -> list[WordPair]:
    """Return the corresponding stretches of two sentences in order. Marks are left out; words match by their stems."""
    from rapidfuzz.distance import LCSseq

    first = [token for token in parent if token.kind != "mark"][:MOST_TOKENS]
    second = [token for token in child if token.kind != "mark"][:MOST_TOKENS]
    found: list[WordPair] = []
    a, b = 0, 0
    for op in [*LCSseq.opcodes([_key(t) for t in first], [_key(t) for t in second]), None]:
        is_equal = op is None or op.tag == "equal"
        if is_equal:
            a_end, b_end = (len(first), len(second)) if op is None else (op.src_start, op.dest_start)
            if a < a_end or b < b_end:
                found.append(WordPair(tuple(first[a:a_end]), tuple(second[b:b_end]), False))
        if op is not None and is_equal:
            found.append(WordPair(tuple(first[op.src_start : op.src_end]), tuple(second[op.dest_start : op.dest_end]), True))
            a, b = op.src_end, op.dest_end
    return found
