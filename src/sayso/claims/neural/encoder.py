"""The shipped encoder: windows in, scores of every core word out, each window by itself and never twice."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.claims.neural.decoding import N_TAGS, Decoding, Floats, read_decoding
from sayso.claims.neural.runtime import open_session

if TYPE_CHECKING:
    from sayso.claims.neural.windows import Window
    from sayso.claims.neural.words import Words

_CLS, _SEP = 101, 102
_NEAR_BEST = 6.0  # log-odds: a word this far from beginning a span never begins one, so its pointing vector is not kept


@dataclass(frozen=True, slots=True)
class Scored:
    """Tag scores of the words of a core, and the pointing vectors of those that may begin a span (by their place in the core)."""

    tags: Floats
    places: tuple[int, ...]
    vectors: Floats


class Encoder:
    """Runs the network, one window at a time on each of a few threads.

    A window is never padded nor run with others: what its words score hangs on the window alone, to the last bit, in whatever
    company and order the reports come.
    """

    def __init__(self, model: bytes, *, n_threads: int, n_kept: int) -> None:
        self._session = open_session(model)
        self.decoding: Decoding = read_decoding(json.loads(self._session.get_modelmeta().custom_metadata_map["decoding"]))
        self._n_threads, self._n_kept = n_threads, n_kept
        self._seen: OrderedDict[bytes, Scored] = OrderedDict()
        self._lock = Lock()

    def score(self, asked: Sequence[tuple[Words, Window]]) -> list[Scored]:
        """Return the scores of the windows in the order asked; those seen before are not run again."""
        inputs = [_read_input(words, window) for words, window in asked]
        keys = [_name_input(*each, words, window) for each, (words, window) in zip(inputs, asked, strict=True)]
        found = {key: seen for key in keys if (seen := self._recall(key)) is not None}
        fresh = {key: k for k, key in enumerate(keys) if key not in found}
        order = sorted(fresh, key=lambda key: (-inputs[fresh[key]][0].size, key))  # the longest first, so that no thread ends with one
        found |= zip(order, self._run_all([(*inputs[fresh[key]], *asked[fresh[key]]) for key in order]), strict=True)
        for key in order:
            self._remember(key, found[key])
        return [found[key] for key in keys]

    def forget(self) -> None:
        """Drop the scores of all windows seen before."""
        with self._lock:
            self._seen.clear()

    def _recall(self, key: bytes) -> Scored | None:
        with self._lock:
            if key in self._seen:
                self._seen.move_to_end(key)
            return self._seen.get(key)

    def _remember(self, key: bytes, scored: Scored) -> None:
        with self._lock:
            self._seen[key] = scored
            while len(self._seen) > self._n_kept:
                self._seen.popitem(last=False)

    def _run_all(self, jobs: Sequence[tuple[Any, Any, Words, Window]]) -> list[Scored]:
        if self._n_threads == 1 or len(jobs) < 2:
            return [self._run(*job) for job in jobs]
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(self._n_threads) as pool:
            return list(pool.map(lambda job: self._run(*job), jobs))

    def _run(self, ids: Any, marks: Any, words: Words, window: Window) -> Scored:
        (scores,) = self._session.run(None, {"ids": ids, "marks": marks})
        rows = scores[0, words.first[window.core_first : window.core_last] - words.first[window.first] + 1]
        tags = rows[:, :N_TAGS].copy()
        places = np.flatnonzero(tags[:, [1, 3, 5]].max(axis=1) >= tags.max(axis=1) - _NEAR_BEST)
        return Scored(tags, tuple(places.tolist()), rows[places, N_TAGS:])


def _read_input(words: Words, window: Window) -> tuple[Any, Any]:
    low, high = int(words.first[window.first]), int(words.first[window.last])
    ids = np.empty((1, high - low + 2), dtype=np.int64)
    ids[0, 0], ids[0, 1:-1], ids[0, -1] = _CLS, words.ids[low:high], _SEP
    marks = np.zeros_like(ids)
    marks[0, 1:-1] = words.mark[words.word_of_piece[low:high]]
    return ids, marks


def _name_input(ids: Any, marks: Any, words: Words, window: Window) -> bytes:
    """Return a name for what a window holds: pieces, marks, where words begin, and which of them are asked about."""
    begins = words.first[window.first : window.last + 1] - words.first[window.first]
    core = np.array([window.core_first - window.first, window.core_last - window.first], dtype=np.int32)
    parts = (ids.astype(np.int32), marks.astype(np.uint8), begins.astype(np.int32), core)
    return blake2b(b"".join(part.tobytes() for part in parts), digest_size=16).digest()
