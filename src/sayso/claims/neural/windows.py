"""Windows over a text: cores that together are the text, each with as much context on both sides as the encoder can use.

Where a core ends hangs on the words beside the cut and on nothing else, so that a copy of a report with another beginning soon falls
into the same windows again and costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from sayso.claims.neural.words import Words


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``[first, last)`` are shown to the encoder; ``[core_first, core_last)`` are those it is asked about."""

    first: int
    last: int
    core_first: int
    core_last: int


@dataclass(frozen=True, slots=True)
class Cut:
    """How windows are cut, in pieces."""

    least: int
    most: int
    context: int


def find_windows(words: Words, cut: Cut, live: Sequence[bool] | None = None) -> list[Window]:
    """Return the windows of a text in order, their cores without a gap but for sentences that are not ``live``."""
    units = find_units(words, cut.most)
    is_live = _find_live_units(words, units, live)
    pieces = words.first
    windows: list[Window] = []
    at = 0
    while True:
        while at < len(units) - 1 and not is_live[at]:
            at += 1
        if at >= len(units) - 1:
            break
        stop = _choose_stop(words, units, at, cut)
        while not is_live[stop - 1]:
            stop -= 1
        first, last = units[at], units[stop]
        left = int(np.searchsorted(pieces, pieces[first] - cut.context))
        right = int(np.searchsorted(pieces, pieces[last] + cut.context, side="right")) - 1
        windows.append(Window(min(left, first), max(right, last), first, last))
        at = stop
    return windows


def _find_live_units(words: Words, units: Sequence[int], live: Sequence[bool] | None) -> list[bool]:
    if live is None or len(units) < 2:
        return [True] * (len(units) - 1)
    number = np.append(0, np.cumsum(np.diff(words.sentence) != 0))  # of the sentence each word is in, without those that have no words
    return [bool(live[number[word]]) for word in units[:-1]]


def find_units(words: Words, most: int) -> list[int]:
    """Return the words at which sentences begin, and the end; sentences of more than ``most`` pieces are cut."""
    if not len(words):
        return [0]
    starts = [0, *(np.flatnonzero(np.diff(words.sentence)) + 1).tolist(), len(words)]
    units = [0]
    for end in starts[1:]:
        while words.first[end] - words.first[units[-1]] > most:
            cut = int(np.searchsorted(words.first, words.first[units[-1]] + most, side="right")) - 1
            units.append(max(cut, units[-1] + 1))
        if end > units[-1]:
            units.append(end)
    return units


def _choose_stop(words: Words, units: Sequence[int], at: int, cut: Cut) -> int:
    """Return the unit before which a core that begins at unit ``at`` ends: of those in reach the one that hashes lowest."""
    begin = words.first[units[at]]
    if words.first[-1] - begin <= cut.most:
        return len(units) - 1
    reach = [k for k in range(at + 1, len(units)) if words.first[units[k]] - begin <= cut.most] or [at + 1]
    far = [k for k in reach if words.first[units[k]] - begin >= cut.least] or reach[-1:]
    return min(far, key=lambda k: (crc32(words.ids[words.first[units[k]] :][:12].tobytes()), k))
