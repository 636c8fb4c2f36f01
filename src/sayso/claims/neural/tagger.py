"""The tagger by a trained network.

1. the text is cut into words and pieces, with letter case, quotation marks and breaks beside them
2. windows of whole sentences are scored, each by itself; windows seen before, and those that cannot hold an attribution, cost nothing
3. the best sequence of tags gives sources, cues and contents; pointing vectors link them
4. spans become ranges of characters, quotations that go on keep their speaker, relays are told from voices
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from sayso.claims.neural.encoder import Encoder
from sayso.claims.neural.files import read_model, read_models, read_tokenizer
from sayso.claims.neural.ranges import read_tagged
from sayso.claims.neural.sieve import read_sums
from sayso.claims.neural.spans import Found, find_attributions
from sayso.claims.neural.windows import Cut, Window, find_windows
from sayso.claims.neural.words import Words, read_words
from sayso.claims.tagger import Tagged

if TYPE_CHECKING:
    from concurrent.futures import Future

    from sayso.claims.neural.encoder import Scored
    from sayso.text import Document

Size = Literal["large", "fast"]
N_THREADS = 2
N_KEPT_WINDOWS = 1024  # about 60 MB
_N_AHEAD = 8  # texts that are scored ahead of the one being read: enough that no thread waits, and few enough that memory stays flat


class _Begun(NamedTuple):
    """A text whose windows are being scored."""

    document: Document
    words: Words
    windows: list[Window]
    scored: list[Future[list[Scored]]]


class NeuralTagger:
    """Finds attributions with the shipped network."""

    def __init__(self, size: Size = "large", *, n_threads: int = N_THREADS, trims: bool = True) -> None:
        """Load a model. ``trims``: content is handed on without a leading "that" and the marks around it."""
        self._trims = trims
        entry = read_models()[size]
        self._size, self._n_threads = size, n_threads
        self._encoder = Encoder(read_model(size), n_threads=n_threads, n_kept=N_KEPT_WINDOWS)
        self._tokenizer = read_tokenizer()
        self._sieve = _read_sieve()
        self._cut = Cut(**entry["cut"])
        hashes = "".join(read_models()[name]["sha256"] for name in (size, "sieve", "tokenizer"))
        self.version = f"{entry['version']}-{sha256(hashes.encode()).hexdigest()[:12]}"

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how another process makes the same tagger: it reads the model itself."""
        return partial(NeuralTagger, n_threads=self._n_threads), (self._size,)

    def tag(self, document: Document) -> Sequence[Tagged]:
        """Return the attributions of a text in order."""
        words, found = self.find(document)
        return read_tagged(document, words, found, trims=self._trims)

    def find(self, document: Document) -> tuple[Words, list[Found]]:
        """Return the words of a text and the attributions among them, before they are trimmed for reading."""
        words, windows = self._cut_up(document)
        scored = self._encoder.score([(words, window) for window in windows])
        return words, find_attributions(words, windows, scored, self._encoder.decoding)

    def tag_all(self, documents: Iterable[Document]) -> Iterator[Sequence[Tagged]]:
        """Yield the attributions of each text in order, as ``tag`` gives them, while the windows of the next few texts are being scored."""
        from concurrent.futures import ThreadPoolExecutor

        waiting: deque[_Begun] = deque()
        with ThreadPoolExecutor(self._n_threads) as pool:
            for document in documents:
                words, windows = self._cut_up(document)
                scored = [pool.submit(self._encoder.score, [(words, window)]) for window in windows]
                waiting.append(_Begun(document, words, windows, scored))
                if len(waiting) > _N_AHEAD:
                    yield self._finish(waiting.popleft())
            while waiting:
                yield self._finish(waiting.popleft())

    def _finish(self, begun: _Begun) -> Sequence[Tagged]:
        scored = [each for future in begun.scored for each in future.result()]
        return read_tagged(begun.document, begun.words, find_attributions(begun.words, begun.windows, scored, self._encoder.decoding))

    def forget(self) -> None:
        """Drop what is kept of texts read before."""
        self._encoder.forget()

    def count_pieces(self, documents: Iterable[Document]) -> int:
        """Return how many pieces all windows of some texts hold together, context and all."""
        cut = map(self._cut_up, documents)
        return sum(int(words.first[window.last] - words.first[window.first]) + 2 for words, windows in cut for window in windows)

    def _cut_up(self, document: Document) -> tuple[Words, list[Window]]:
        words = read_words(document, self._tokenizer)
        return words, find_windows(words, self._cut, (read_sums(words, self._sieve) >= 0).tolist())


def list_sizes() -> tuple[Size, ...]:
    """Return the sizes that are shipped, the largest first."""
    return tuple(size for size in ("large", "fast") if size in read_models())


def _read_sieve() -> Any:
    return np.frombuffer(read_model("sieve"), dtype="<f2")
