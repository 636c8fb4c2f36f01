"""How well texts are aligned: reused passages, sentence links and word links, each scored by the neutral scorer of its task."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.quality.shared_data import SHARED, Records, Scores, load_scorer, read_lines, read_records, spread
from sayso.retellings import align_documents
from sayso.retellings.words import link_words
from sayso.text import Document, read_document

# passages


@cache
def _pan_texts() -> dict[str, str]:
    return {each["id"]: each["text"] for each in read_records("pan13/documents.jsonl.gz")}


@cache
def _pan_document(name: str) -> Document:
    return read_document(_pan_texts()[name])


def _predict_passages(names: tuple[str, str]) -> tuple[dict[str, Any], float]:
    start = time.process_time()
    susp, src = names
    found = align_documents(_pan_document(src), _pan_document(susp)).passages
    record = {"susp": susp, "src": src, "passages": [{"susp": list(child), "src": list(parent)} for parent, child in found]}
    return record, time.process_time() - start


def measure_passages(options: argparse.Namespace) -> Scores:
    """Return plagdet over PAN 2013 pairs, each kind sampled evenly."""
    by_kind: defaultdict[str, Records] = defaultdict(list)
    for pair in read_records("pan13/pairs.jsonl.gz"):
        by_kind[pair["kind"]].append(pair)
    n = -(-options.sample // len(by_kind)) if options.sample else None
    gold = [pair for kind in sorted(by_kind) for pair in spread(by_kind[kind], n)]
    gold.sort(key=lambda pair: (pair["susp"], pair["src"]))  # the texts of a pair are read once while they are at hand
    names = [(pair["susp"], pair["src"]) for pair in gold]
    _pan_texts()
    start = time.perf_counter()
    if options.jobs > 1:
        with get_context("fork").Pool(options.jobs) as pool:
            results = pool.map(_predict_passages, names, chunksize=64)
    else:
        results = [_predict_passages(each) for each in names]
    wall = time.perf_counter() - start
    scores = load_scorer("plagdet").score(gold, [record for record, _ in results])
    scores["seconds"] = {"wall": wall, "cpu": sum(cpu for _, cpu in results), "pairs": len(gold)}
    return scores, [record for record, _ in results]


# sentence links


def _undisturbed(seed: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield pairs of a human and a machine version as they are, with the gold links of their segments."""
    align, rng = load_scorer("_align"), random.Random(seed)
    for n, (_, humans, machines) in enumerate(align.documents(SHARED / "data" / "versions" / "wmt21.jsonl.gz"), 1):
        sides = [align.lay_out([[segment] for segment in rng.choice(some)["segments"]]) for some in (humans, machines)]
        (parent, at), (child, places) = ((text, {key: [s, e] for key, s, e in found}) for text, found in sides)
        links = [{"parent": at[key], "child": places[key], "op": "kept"} for key in at if key in places]
        yield {"pair": f"u{n:04d}", "parent": parent, "child": child}, {"pair": f"u{n:04d}", "links": links}


def _predict_links(pair: dict[str, Any]) -> dict[str, Any]:
    found = align_documents(read_document(pair["parent"]), read_document(pair["child"]))
    links = [
        {"parent": [a.start, a.end], "child": [b.start, b.end]}
        for link in found.sentences
        for a in link.parent_spans
        for b in link.child_spans
    ]
    return {"pair": pair["pair"], "links": links}


def measure_links(options: argparse.Namespace) -> Scores:
    """Return the scores of sentence links for both test beds."""
    versions = load_scorer("versions")
    with tempfile.TemporaryDirectory() as name:
        versions.build_align(SHARED / "data" / "versions" / "wmt21.jsonl.gz", Path(name), 7)
        disturbed = list(zip(read_lines(Path(name) / "pairs.jsonl"), read_lines(Path(name) / "links.jsonl"), strict=True))
    scores, kept = {}, []
    for what, everything in (("as_they_are", list(_undisturbed(7))), ("disturbed", disturbed)):
        both = spread(everything, options.sample)
        predicted = [_predict_links(pair) for pair, _ in both]
        scores[what] = versions.score_align([gold for _, gold in both], predicted)
        kept += predicted
    return scores, kept


# words


def _word_links(record: dict[str, Any]) -> list[list[int]]:
    sides = []
    for text in (record["a"], record["b"]):
        owner = [k for k, word in enumerate(text.split(" ")) for _ in range(len(word) + 1)]
        sides.append((read_document(text).tokens, owner))
    (first, owner), (second, other) = sides
    links = {(owner[first[link.before].start], other[second[link.after].start]) for link in link_words(first, second)}
    return sorted(map(list, links))


def measure_words(options: argparse.Namespace) -> Scores:
    """Return the scores of word links on the development part."""
    gold = spread(read_records("word-alignment/mtref-dev.jsonl.gz"), options.sample)
    predicted = [{"id": record["id"], "links": _word_links(record)} for record in gold]
    return load_scorer("words").score(gold, predicted), predicted
