"""Two wordings of one sentence as pieces kept, removed and added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from sayso.settings import SurfaceSettings

PieceKind = Literal["kept", "removed", "added"]

# One sign of a script that puts no space between words (kana, Han), a word with its accents and with what joins its parts (won't,
# 1,000), white space, or one other character.
_SIGN = "[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_PART = f"(?:(?!{_SIGN})[\\w\u0300-\u036f])+"
_WORD = re.compile(rf"{_SIGN}|{_PART}(?:['’.,-]{_PART})*|\s+|[^\w\s]")
_DEFAULTS = SurfaceSettings()


class Piece(NamedTuple):
    """Words in a row that share one fate."""

    kind: PieceKind
    words: str


def compare_words(before: str, after: str, settings: SurfaceSettings = _DEFAULTS) -> list[Piece]:
    """Return the pieces in reading order. Kept and removed pieces make up ``before``, kept and added ones ``after``.

    >>> [tuple(piece) for piece in compare_words("He said no.", "He claimed no.")]
    [('kept', 'He '), ('removed', 'said'), ('added', 'claimed'), ('kept', ' no.')]
    """
    if before == after:
        return [Piece("kept", after)] if after else []
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > settings.most_words_compared:
        return [piece for piece in (Piece("removed", before), Piece("added", after)) if piece.words]
    return list(_join(_find_steps(old, new)))


Step = tuple[str, str]  # old words, new words; the same where they were kept


def _find_steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """Return kept and changed stretches in turn."""
    from rapidfuzz.distance import Indel

    steps: list[Step] = []
    for edit in Indel.opcodes(old, new):
        steps.append(("".join(old[edit.src_start : edit.src_end]), "".join(new[edit.dest_start : edit.dest_end])))
    return steps


def _join(steps: Sequence[Step]) -> Iterator[Piece]:
    """Yield pieces with neighbouring changes made one: words kept only by chance between two changes are shown with them."""
    removed, added = "", ""
    for k, (old, new) in enumerate(steps):
        is_between = 0 < k < len(steps) - 1 and bool(removed and added)
        if old != new or (is_between and _is_slight(old)):
            removed, added = removed + old, added + new
            continue
        yield from _changed(removed, added)
        yield Piece("kept", old)
        removed, added = "", ""
    yield from _changed(removed, added)


def _is_slight(kept: str) -> bool:
    """Return whether kept words are no more than a gap, a comma, or one short word."""
    return len(kept.strip()) <= 3 and len(kept.split()) <= 1 and not re.search(_SIGN, kept)


def _changed(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)
