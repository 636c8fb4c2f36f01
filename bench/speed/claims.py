"""Words and reports a second of the attribution tagger on two cores, beside plain torch on the same network and a BERT-base-sized encoder.

    python -m bench.speed.claims            a table
    python -m bench.speed.claims --json     the same as JSON

All rows are measured in one run, one after the other, on the same invented reports; a report is counted as 440 words. The torch rows run
random weights, which take as long as trained ones, on windows as the tagger cuts them, padded in batches of 16; they are left out, and
that is said, where torch is not installed, as it is not needed by Sayso itself.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from bench.speed.invent import invent_reports
from sayso.claims.neural import NeuralTagger, list_sizes
from sayso.text import read_document

N_REPORTS = 120
WORDS_PER_REPORT = 440
_ROUNDS = 3
_BATCH = 16
_PIECES = 256
_N_CORES = 2


@dataclass(frozen=True, slots=True)
class Row:
    """How fast one way of tagging is: the best of a few rounds."""

    name: str
    words_per_s: float
    reports_per_s: float


def time_taggers(n_reports: int = N_REPORTS) -> Iterator[Row]:
    """Yield a row for each way, as soon as it is measured."""
    texts = [report["text"] for report in invent_reports(n_reports)]
    n_words = sum(len(text.split()) for text in texts)
    for size in list_sizes():
        tagger = NeuralTagger(size, n_threads=_N_CORES)
        yield _time(f"sayso, {size}", lambda tagger=tagger: _tag(tagger, texts, forget=True), n_words)  # type: ignore[misc]
        yield _time(f"sayso, {size}, read before", lambda tagger=tagger: _tag(tagger, texts, forget=False), n_words)  # type: ignore[misc]
    if find_spec("torch") is None:
        return
    pieces = NeuralTagger(list_sizes()[0]).count_pieces(map(read_document, texts))
    yield _time("plain torch, the same network", _prepare_torch(pieces, width=384, heads=12, inner=1536, layers=6), n_words)
    yield _time("plain torch, the size of BERT-base", _prepare_torch(pieces, width=768, heads=12, inner=3072, layers=12), n_words, rounds=1)


def _tag(tagger: NeuralTagger, texts: Sequence[str], *, forget: bool) -> None:
    if forget:
        tagger.forget()
    for _ in tagger.tag_all(map(read_document, texts)):
        pass


def _time(name: str, run: Callable[[], None], n_words: int, rounds: int = _ROUNDS) -> Row:
    seconds = []
    for _ in range(rounds):
        begun = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begun)
    speed = n_words / min(seconds)
    return Row(name, round(speed), round(speed / WORDS_PER_REPORT, 1))


def _prepare_torch(n_pieces: int, *, width: int, heads: int, inner: int, layers: int) -> Callable[[], None]:
    """Return a run of an encoder of that size over that many pieces, in full batches."""
    torch: Any = import_module("torch")
    torch.set_num_threads(_N_CORES)
    layer = torch.nn.TransformerEncoderLayer(width, heads, inner, activation="gelu", batch_first=True)
    network: Any = torch.nn.TransformerEncoder(layer, layers, enable_nested_tensor=False).eval()
    words = torch.nn.Embedding(30522, width)
    batch = torch.randint(0, 30522, (_BATCH, _PIECES))

    def run() -> None:
        with torch.inference_mode():
            for _ in range(-(-n_pieces // (_BATCH * _PIECES))):
                network(words(batch))

    return run


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--reports", type=int, default=N_REPORTS, help="how many reports to tag (default: %(default)s)")
    args = parser.parse_args()
    if args.json:
        print(json.dumps([asdict(row) for row in time_taggers(args.reports)], indent=1))
        return
    print(f"{'':40} {'words/s':>9} {'reports/s':>10}")
    for row in time_taggers(args.reports):
        print(f"{row.name:40} {row.words_per_s:9,.0f} {row.reports_per_s:10.1f}", flush=True)
    if find_spec("torch") is None:
        print("torch is not installed here, so nothing is measured beside it")


if __name__ == "__main__":
    main()
