"""Attributions as the network sees them: spans of words in three roles, and which belongs to which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.claims.neural.decoding import N_TAGS, Decoding, Floats, Run, Surroundings, choose_links, find_runs, find_tags, score_links

if TYPE_CHECKING:
    from sayso.claims.neural.encoder import Scored
    from sayso.claims.neural.windows import Window
    from sayso.claims.neural.words import Words

_NEVER = -100.0


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution; contents without a cue, and cues without content, stand alone."""

    source: Run | None
    cue: Run | None
    content: tuple[Run, ...]


def find_attributions(words: Words, windows: Sequence[Window], scored: Sequence[Scored], decoding: Decoding) -> list[Found]:
    """Return the attributions of a text in the order of their cues."""
    if not windows:
        return []
    scores = np.full((len(words), N_TAGS), _NEVER, dtype=np.float32)
    scores[:, 0] = 0.0  # what no window asks about is outside
    for window, each in zip(windows, scored, strict=True):
        scores[window.core_first : window.core_last] = each.tags
    runs = find_runs(find_tags(scores, decoding))
    vectors: dict[int, Floats] = {
        window.core_first + place: vector
        for window, each in zip(windows, scored, strict=True)
        for place, vector in zip(each.places, each.vectors, strict=True)
    }
    return link_runs(runs, vectors, words, decoding)


def link_runs(runs: Sequence[Run], vectors: dict[int, Floats], words: Words, decoding: Decoding) -> list[Found]:
    """Return the spans as attributions: every content goes to one cue, every cue has one source or none."""
    of = {role: {run.first: run for run in runs if run.role == role} for role in ("source", "cue", "content")}
    sources, cues, contents = ([*of[role]] for role in ("source", "cue", "content"))
    around = Surroundings(vectors, words.paragraph, cues)
    asked = choose_links(score_links(0, cues, sources, around, decoding))
    belongs = choose_links(score_links(1, contents, cues, around, decoding))
    found = []
    for cue in cues:
        said = tuple(of["content"][content] for content in contents if belongs[content] == cue)
        source = asked[cue]
        found.append(Found(of["source"][source] if source is not None else None, of["cue"][cue], said))
    found += [Found(None, None, (of["content"][content],)) for content in contents if belongs[content] is None]
    return sorted(found, key=lambda each: (each.cue or each.content[0]).first)
