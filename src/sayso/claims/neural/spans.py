"""Attributions as the network sees them: spans of words in three roles, and which belongs to which."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
_MOST_BETWEEN = 1  # other cues between content and its cue


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
    runs = [_end_with_paragraph(run, words) for run in find_runs(find_tags(scores, decoding))]
    vectors: dict[int, Floats] = {
        window.core_first + place: vector
        for window, each in zip(windows, scored, strict=True)
        for place, vector in zip(each.places, each.vectors, strict=True)
    }
    return link_runs(runs, vectors, words, decoding)


def _end_with_paragraph(run: Run, words: Words) -> Run:
    """Return a span without what it takes in of the next paragraph, unless all of it stands in quotation marks."""
    last = int(np.searchsorted(words.paragraph, words.paragraph[run.first], side="right"))
    return run if last >= run.last or words.share_quoted(run.first, run.last) == 1 else Run(run.role, run.first, last)


def link_runs(runs: Sequence[Run], vectors: dict[int, Floats], words: Words, decoding: Decoding) -> list[Found]:
    """Return the spans as attributions: every content goes to one cue, every cue has one source or none.

    A quotation whose cue is out of reach stands alone, other content without a cue is no attribution: its cue was missed, and with
    another's it would say what nobody said.
    """
    of = {role: {run.first: run for run in runs if run.role == role} for role in ("source", "cue", "content")}
    sources, cues, contents = ([*of[role]] for role in ("source", "cue", "content"))
    around = Surroundings(vectors, words.paragraph, cues)
    asked = choose_links(score_links(0, cues, sources, around, decoding))
    belongs = choose_links(score_links(1, contents, cues, around, decoding))
    said: dict[int, list[Run]] = {cue: [] for cue in cues}
    found = []
    for content, run in of["content"].items():
        cue, quoted = belongs[content], words.share_quoted(run.first, run.last)
        if cue is not None and _is_in_reach(cue, content, around, is_quoted=quoted > 0):
            said[cue].append(run)
        elif quoted == 1:
            found.append(Found(None, None, (run,)))
    for cue in cues:
        source = asked[cue]
        found.append(Found(of["source"][source] if source is not None else None, of["cue"][cue], tuple(said[cue])))
    return sorted(found, key=lambda each: (each.cue or each.content[0]).first)


def _is_in_reach(cue: int, content: int, around: Surroundings, *, is_quoted: bool) -> bool:
    """Return whether content can belong to a cue: at most the next paragraph for a quotation, the same one for other words."""
    paragraphs = abs(int(around.paragraph[content]) - int(around.paragraph[cue]))
    low, high = min(cue, content), max(cue, content)
    n_between = bisect_left(around.cues, high) - bisect_right(around.cues, low)
    return n_between <= _MOST_BETWEEN and paragraphs <= (1 if is_quoted else 0)
