"""Work on reports that is done once and kept: what each says, how two of them compare, and what a retelling changed.

A result is kept in the case under a key that covers everything it hangs on: the reports' fields and texts, and the method, which is
the code and the words of Sayso themselves. So ten reports more cost ten reports' work, a run that is killed goes on where it stood,
and a newer Sayso forgets what an older one thought.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import lru_cache, partial
from multiprocessing import get_context
from operator import attrgetter
from typing import Any

from sayso.claims import Reading, open_tagger, read_all_claims, reading_from_json, reading_to_json
from sayso.desk.alignments import Names, align_told, alignment_from_json, alignment_to_json, choose_names
from sayso.desk.method import read_method
from sayso.desk.progress import Progress, ignore_progress
from sayso.ledger import CaseStore
from sayso.model import Alignment, Report
from sayso.retellings import (
    Comparison,
    Features,
    Sketch,
    compare_reports,
    comparison_from_json,
    comparison_to_json,
    read_features,
    read_sketch,
    sketch_from_bytes,
    sketch_to_bytes,
    sort_by_family,
)
from sayso.settings import DeskSettings, RetellingSettings
from sayso.text import Document, read_document

_DOCUMENTS = DeskSettings().kept_documents
_METHOD = "method"  # the kind of the one result that only says whose results the others are

Pair = tuple[str, str]


@lru_cache(maxsize=_DOCUMENTS)
def _cut(text: str, language: str | None) -> Document:
    return read_document(text, language)


def cut_report(report: Report) -> Document:
    """Return the report's text, cut into its pieces; those of the reports asked for last are kept."""
    return _cut(report.text, report.language)


def _key_of(*reports: Report) -> str:
    """Return a hash of everything that a result on these reports may hang on."""
    said = [
        [r.id, r.outlet, r.url, r.title, r.byline, str(r.published), r.published_precision, r.language, r.body_start, r.sha256]
        for r in reports
    ]
    return hashlib.sha256(json.dumps([read_method(), said]).encode()).hexdigest()


def _work_on_features(report: Report) -> bytes:
    document = cut_report(report)
    sketch = b64encode(sketch_to_bytes(read_sketch(document, RetellingSettings()))).decode("ascii")
    return json.dumps([read_features(document), sketch]).encode()


def _work_on_claims(model: str, reports: Sequence[Report]) -> list[bytes]:
    items = [(report, cut_report(report)) for report in reports]
    return [reading_to_json(reading) for reading in read_all_claims(items, open_tagger(model))]


def _work_on_pair(pair: tuple[Report, Report]) -> bytes:
    first, second = pair
    return comparison_to_json(compare_reports((first, cut_report(first)), (second, cut_report(second)), RetellingSettings()))


def _work_on_alignment(item: tuple[Report, Report, Reading, Reading, Names]) -> bytes:
    parent, child, parent_reading, child_reading, names = item
    told = (parent, cut_report(parent), parent_reading)
    return alignment_to_json(align_told(told, (child, cut_report(child), child_reading), names))


def _work_through(work: Callable[[Any], bytes], items: Sequence[Any]) -> list[bytes]:
    return [work(item) for item in items]


class Work:
    """The work on one case's reports. With ``n_processes`` above 1 long work is spread over as many; the results are the same."""

    def __init__(self, store: CaseStore, *, model: str = "large", n_processes: int = 1, progress: Progress = ignore_progress) -> None:
        self._store, self._model, self._n_processes, self._progress = store, model, n_processes, progress
        self._settings = DeskSettings()
        self._used: dict[str, set[str]] = {_METHOD: {read_method()}}

    def read_features(self, reports: Sequence[Report]) -> tuple[dict[str, Features], dict[str, Sketch]]:
        """Return, by report, the stems that candidates are found by, and the sketch that they are sifted by."""
        keys = {_key_of(r): r for r in reports}
        done = self._work_out("features", "cutting", partial(_work_through, _work_on_features), keys)
        told = {keys[key].id: json.loads(done[key]) for key in keys}
        sketches = {report: sketch_from_bytes(b64decode(sketch)) for report, (_, sketch) in told.items()}
        return {report: features for report, (features, _) in told.items()}, sketches

    def read_claims(self, reports: Sequence[Report]) -> dict[str, Reading]:
        """Return, by report, what it says: attributions, speakers, figures, names."""
        keys = {f"{self._model} {_key_of(r)}": r for r in reports}
        done = self._work_out("claims", "attributing", partial(_work_on_claims, self._model), keys)
        return {keys[key].id: reading_from_json(done[key], keys[key].text) for key in keys}

    def compare(self, pairs: Sequence[tuple[Report, Report]]) -> dict[Pair, Comparison]:
        """Return the comparison of each pair, by the two ids."""
        keys = {_key_of(*pair): pair for pair in sort_by_family(pairs, attrgetter("id"))}
        done = self._work_out("comparison", "comparing", partial(_work_through, _work_on_pair), keys)
        return {(first.id, second.id): comparison_from_json(done[key]) for key, (first, second) in keys.items()}

    def align(self, edges: Sequence[tuple[Report, Report]], readings: Mapping[str, Reading], names: Names) -> dict[Pair, Alignment]:
        """Return the alignment of each parent and child, with its typed changes, by ``(child id, parent id)``.

        ``names``: the names of one place or body in the whole pile; only those that the two texts use are looked at.
        """
        items = {}
        for parent, child in edges:
            used = choose_names(parent, child, names)
            key = hashlib.sha256(json.dumps([self._model, _key_of(parent, child), sorted(map(sorted, used))]).encode()).hexdigest()
            items[key] = (parent, child, readings[parent.id], readings[child.id], used)
        done = self._work_out("alignment", "aligning", partial(_work_through, _work_on_alignment), items)
        return {(child.id, parent.id): alignment_from_json(done[key], parent, child) for key, (parent, child, *_) in items.items()}

    def _work_out(self, kind: str, stage: str, work: Callable[[Sequence[Any]], list[bytes]], items: Mapping[str, Any]) -> dict[str, bytes]:
        """Return the results by key: those that are kept, and the rest worked out and kept, a batch at a time."""
        self._used.setdefault(kind, set()).update(items)
        done = self._store.cached(kind, list(items))
        missing = [key for key in items if key not in done]
        n_batch = self._settings.batch_items
        batches = [missing[start : start + n_batch] for start in range(0, len(missing), n_batch)]
        with self._mapping(len(missing)) as each:
            for batch, results in zip(batches, each(work, ([items[key] for key in b] for b in batches)), strict=True):
                fresh = dict(zip(batch, results, strict=True))
                self._store.save_cached(kind, fresh)
                done |= fresh
                self._progress(stage, len(done), len(items))
        return done

    def forget_older_methods(self) -> int:
        """Return how many results were forgotten: if they are the first of this method, all but those that this work has used.

        To be called once a picture of the whole pile was painted. Later calls cost one look and forget nothing.
        """
        if self._store.cached(_METHOD, [read_method()]):
            return 0
        n_forgotten = sum(self._store.forget_cached(kind, self._used.get(kind, ())) for kind in self._store.cached_kinds())
        self._store.save_cached(_METHOD, {read_method(): b""})
        return n_forgotten

    @contextmanager
    def _mapping(self, n_items: int) -> Iterator[Callable[..., Iterator[list[bytes]]]]:
        """Yield what applies a function to each of many things, in order: in this process, or in several."""
        if self._n_processes < 2 or n_items < self._settings.parallel_items:
            yield map
            return
        with ProcessPoolExecutor(self._n_processes, mp_context=get_context("spawn")) as pool:
            yield pool.map
