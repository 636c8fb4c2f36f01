"""Which statements are one another's retelling: those in sentences of which one was made from the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from sayso.claims import score_likeness
from sayso.ledger.acts import is_exchanged
from sayso.ledger.contents import contradicts, score_cosine
from sayso.ledger.ground import Edge, Stretch
from sayso.ledger.statements import Statement, group_by_report, is_opposed, is_same_voice

_SURELY = 0.9
_LEAST_LIKENESS = 0.5  # of words or topics: of statements of the piles that are less alike, two fifths are about one thing
_SAME_VOICE = 0.9  # of several statements in one sentence, those of one voice are taken for each other


class Aligned(dict[tuple[int, int], float]):
    """How surely the later of two statements is the earlier one retold, in (0, 1], by their places."""

    @cached_property
    def copies(self) -> dict[int, int]:
        """The statements that are others retold, each with the first one of its line."""
        copies: dict[int, int] = {}
        for (first, second), score in sorted(self.items(), key=lambda item: (-item[1], item[0])):
            if score >= _SURELY:
                copies.setdefault(second, first)
        for k in sorted(copies):
            while copies[k] in copies:
                copies[k] = copies[copies[k]]
        return copies


def align_statements(statements: Sequence[Statement], links: Mapping[Edge, Sequence[Stretch]]) -> Aligned:
    """Return the statements that are one another's retelling, as earlier and later.

    ``links``: by (child, parent), the stretches of the parent's text and the child's that say the same. Of several statements in a
    stretch those go together that share a voice or most words.
    """
    places = group_by_report(statements)
    found: dict[tuple[int, int], float] = {}
    for (child, parent), stretches in sorted(links.items()):
        for (start, end), (child_start, child_end) in stretches:
            before = [k for k in places.get(parent, ()) if _stands_in(statements[k], start, end)]
            after = [k for k in places.get(child, ()) if _stands_in(statements[k], child_start, child_end)]
            for k in before:
                for j in after:
                    score = _score_retold(statements[k], statements[j], len(before), len(after))
                    pair = (min(k, j), max(k, j))
                    found[pair] = max(found.get(pair, 0.0), score)
    return Aligned({pair: score for pair, score in found.items() if score > 0})


def _stands_in(statement: Statement, start: int, end: int) -> bool:
    return any(part.field == "text" and part.start < end and start < part.end for part in statement.attribution.content)


def _score_retold(one: Statement, other: Statement, n_before: int, n_after: int) -> float:
    """Return how surely the one became the other, given that their sentences did.

    That they stand alone there, or are of one voice, is enough only where they are alike: sentences that were put in the place of others
    are taken for them, too. What is said of somebody else is no retelling.
    """
    if is_exchanged(one.acts, other.acts) or _is_rejoinder(one, other):
        return 0.0
    same_words = score_cosine(one.vector, other.vector)
    likeness = max(same_words, score_likeness(one.meaning.topic, other.meaning.topic))
    if likeness < _LEAST_LIKENESS:
        return likeness
    if n_before == n_after == 1:
        return 1.0
    same_voice = is_same_voice(one, other) and one.attribution.points_back == other.attribution.points_back
    return max(_SAME_VOICE * same_voice, same_words)


def _is_rejoinder(one: Statement, other: Statement) -> bool:
    """Return whether another voice says the opposite in much the same words, or the other side denies what it is charged with itself.

    "Nobody was hurt, the owner said" is no retelling of "Twelve were hurt, the union said".
    """
    if one.voice is None or other.voice is None or is_same_voice(one, other) or one.denies != other.denies:
        return False
    points = one.attribution.points_back or other.attribution.points_back
    return not points and (is_opposed(one, other) if one.denies else bool(contradicts(one.content, other.content)))
