"""From scores to spans and links: the best sequence of tags, and for every cue its source, for every content its cue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
N_TAGS = 7  # 0 outside, then begin and inside of source (1, 2), cue (3, 4), content (5, 6)
_BEGINS = (0, 1, 3, 5)
_SIZES = np.array([1, 2, 3, 5, 9, 17, 33, 65, 129])
# An encoder that never saw two words together cannot tell whether they belong together: linked F1 on the held-out articles is 70.6 without
# these bounds and 74.8 with them.
_MOST_WORDS = 150
_MOST_PARAGRAPHS = 1
Floats = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Decoding:
    """What was learned beside the encoder: how tags follow on each other, and how near linked spans are."""

    transitions: Floats
    opening: Floats
    key: int
    nothing: Floats
    link_bias: Floats
    distance: Floats
    paragraphs: Floats
    between: Floats


def read_decoding(raw: Mapping[str, Any]) -> Decoding:
    """Return the decoding that a model's metadata holds."""
    arrays = {name: np.array(value, dtype=np.float32) for name, value in raw.items() if name != "key"}
    return Decoding(key=int(raw["key"]), **arrays)


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``[first, last)`` in one role."""

    role: Role
    first: int
    last: int


def find_tags(scores: Floats, decoding: Decoding) -> list[int]:
    """Return the best tag for each word among the sequences in which every inside follows a beginning or an inside.

    The text is cut into about as many stretches as each has words. All stretches go forward at once, from every tag that the word before
    may have, and are then joined: the same sums as word by word, in the square root of the steps.
    """
    n_words = len(scores)
    if not n_words:
        return []
    length = max(1, round(n_words**0.5))
    ahead = -n_words % length  # the first stretch begins that much later
    rows = np.concatenate([np.zeros((ahead, N_TAGS), dtype=np.float32), scores]).reshape(-1, length, N_TAGS)
    best, back = _go_forward(rows, ahead, decoding)
    entered, tag = _join(best)
    tags: list[int] = []
    for stretch in range(len(rows) - 1, -1, -1):
        entry = entered[stretch][tag]
        for k in range(length - 1, ahead if stretch == 0 else 0, -1):
            tags.append(tag)
            tag = back.item(k, stretch, entry, tag)
        tags.append(tag)
        tag = entry
    return tags[::-1]


def _go_forward(rows: Floats, ahead: int, decoding: Decoding) -> tuple[Floats, Any]:
    """Return the best sums through each stretch, by the tag before it and its last, and the tag before each on the way there."""
    moves = decoding.transitions
    best = moves + rows[:, 0, None, :]
    back = np.empty((rows.shape[1], *best.shape), dtype=np.int64)
    for k in range(rows.shape[1]):
        if k:
            sums = best[:, :, :, None] + moves
            back[k] = sums.argmax(axis=2)
            best = sums.max(axis=2) + rows[:, k, None, :]
        if k == ahead:
            best[0] = decoding.opening + rows[0, k]
    return best, back


def _join(best: Floats) -> tuple[list[list[int]], int]:
    """Return for every stretch the best tag before it, by its last tag, and the last tag of all."""
    entered = [[0] * N_TAGS]
    state = best[0, 0]
    for stretch in best[1:]:
        sums = state[:, None] + stretch
        entered.append(sums.argmax(axis=0).tolist())
        state = sums.max(axis=0)
    return entered, int(state.argmax())


def find_runs(tags: Sequence[int]) -> list[Run]:
    """Return the spans that a valid sequence of tags marks, in order."""
    runs: list[Run] = []
    first = -1
    for k, tag in enumerate([*tags, 0]):
        if first >= 0 and (tag in _BEGINS):
            runs.append(Run(ROLES[(tags[first] - 1) // 2], first, k))
            first = -1
        if tag in (1, 3, 5):
            first = k
    return runs


@dataclass(frozen=True)
class Linking:
    """Scores of pairs: rows ask, columns answer; ``nothing`` is what an asker's having no answer scores."""

    asks: tuple[int, ...]
    answers: tuple[int, ...]
    scores: Floats
    nothing: Floats


@dataclass(frozen=True)
class Surroundings:
    """What linking looks at: the pointing vectors of first words, the paragraph of every word, the first words of all cues in order."""

    vectors: Mapping[int, Floats]
    paragraph: Any
    cues: Sequence[int]


def score_links(kind: int, asks: Sequence[int], answers: Sequence[int], around: Surroundings, decoding: Decoding) -> Linking:
    """Return how well every answer fits every asker, both given by their first words; one too far away does not fit at all.

    ``kind`` is the pointing head: 0 for cues that ask for sources, 1 for contents that ask for cues.
    """
    vectors, paragraph, cues = around.vectors, around.paragraph, around.cues
    key, at = decoding.key, 2 * kind * decoding.key
    none = np.zeros(4 * key, dtype=np.float32)
    q = np.array([vectors.get(word, none)[at : at + key] for word in asks], dtype=np.float32).reshape(-1, key)
    k = np.array([vectors.get(word, none)[at + key : at + 2 * key] for word in answers], dtype=np.float32).reshape(-1, key)
    a, b = np.array(asks, dtype=np.int64)[:, None], np.array(answers, dtype=np.int64)[None, :]
    size = np.searchsorted(_SIZES, np.abs(b - a), side="right")
    buckets = np.where(b < a, size, size + decoding.distance.shape[1] // 2)
    breaks = np.minimum(np.abs(paragraph[b] - paragraph[a]), 3)
    low, high = np.minimum(a, b), np.maximum(a, b)
    inside = np.clip(np.searchsorted(cues, high) - np.searchsorted(cues, low, side="right"), 0, 3)
    scale = float(key) ** -0.5
    far = (np.abs(b - a) > _MOST_WORDS) | (np.abs(paragraph[b] - paragraph[a]) > _MOST_PARAGRAPHS)
    near = decoding.distance[kind][buckets] + decoding.paragraphs[kind][breaks] + decoding.between[kind][inside]
    scores = np.where(far, -np.inf, q @ k.T * scale + near)
    return Linking(tuple(asks), tuple(answers), scores, q @ decoding.nothing[kind] * scale + decoding.link_bias[kind])


def choose_links(linking: Linking) -> dict[int, int | None]:
    """Return for each asker the answer that fits best, or None where nothing fits better."""
    if not linking.answers:
        return dict.fromkeys(linking.asks)
    best = linking.scores.argmax(axis=1)
    return {
        word: linking.answers[column] if linking.scores[row, column] >= linking.nothing[row] else None
        for row, (word, column) in enumerate(zip(linking.asks, best.tolist(), strict=True))
    }
