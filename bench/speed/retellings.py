"""Time, memory and recall of finding retellings in piles of growing size, beside MinHash tools at their usual settings.

    python -m bench.speed.retellings [1000 10000 100000] [--peer-python PATH] [--json]

A pile is a seeded mixture of real retellings and independent reports (``mixture``). Gold are the pairs of versions and of rewrites of
one text. Timed is the way from texts to origins: cutting them and reading their stems, seeking candidates, sifting these, the verdict on
what is left, and the origins; in two processes. Who says what is not read. The peers are ``datasketch`` and ``rensa`` (word 5-grams, 128
permutations, Jaccard 0.7), one process each, from texts to pairs; they are no dependency of this project and are left out, with a note,
where ``--peer-python`` cannot import them. Processor time is that of all processes of a tool, memory the sum of their peaks.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path
from typing import Any

SIZES = (1_000, 10_000, 100_000)
N_PROCESSES = 2
_CHUNK = 200  # reports or pairs that are handed to a process at once
Pairs = set[tuple[str, str]]


def write_pile(n_reports: int, folder: Path, seed: int = 3) -> Path:
    """Return the path of a pile of that many reports in any order; ``group`` says what each is a version of."""
    from bench.speed.mixture import mix_reports, read_stories

    reports = list(mix_reports(n_reports, read_stories(), seed))
    random.Random(seed).shuffle(reports)
    path = folder / f"pile-{n_reports}.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for n, each in enumerate(reports):
            lines.write(json.dumps({"id": f"r{n:06}", "group": each.family, "text": each.text}) + "\n")
    return path


def read_pile(path: Path) -> tuple[list[dict[str, Any]], Pairs]:
    """Return the reports of a pile and its gold pairs."""
    reports = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for report in reports:
        if report["group"]:
            groups[report["group"]].append(report["id"])
    return reports, {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def find_with_sayso(reports: list[dict[str, Any]]) -> tuple[Pairs, dict[str, float]]:
    """Return the pairs within one origin, and the seconds of each step."""
    from sayso.engines import open_engine
    from sayso.model import Report
    from sayso.retellings import find_candidates, find_lineage, sift_candidates
    from sayso.settings import RetellingSettings

    settings, steps, at = RetellingSettings(), dict[str, float](), time.perf_counter()
    texts = {each["id"]: each["text"] for each in reports}
    with _mapping(len(texts)) as each:
        features, sketches = _read_texts(texts, each)
        steps["read"], at = time.perf_counter() - at, time.perf_counter()
        candidates = find_candidates(features, open_engine(N_PROCESSES), settings)
        del features
        steps["candidates"], at = time.perf_counter() - at, time.perf_counter()
        left = sift_candidates(candidates, sketches, settings)
        del sketches
        steps["sift"], at = time.perf_counter() - at, time.perf_counter()
        comparisons = dict(zip(*_compare(left, texts, each), strict=True))
    steps["compare"], at = time.perf_counter() - at, time.perf_counter()
    lineage = find_lineage([Report(each, text) for each, text in texts.items()], comparisons, settings)
    steps |= {"lineage": time.perf_counter() - at, "pairs": float(len(candidates)), "compared": float(len(left))}
    return {pair for origin in lineage.origins for pair in combinations(origin, 2)}, steps


@contextmanager
def _mapping(n_reports: int) -> Iterator[Callable[..., Iterable[Any]]]:
    """Yield what applies a function to many things: in this process, or, where it is worth starting others, in several."""
    if n_reports < _CHUNK:
        yield map
        return
    with ProcessPoolExecutor(N_PROCESSES, mp_context=get_context("spawn")) as pool:
        yield pool.map


def _read_texts(texts: dict[str, str], each: Callable[..., Iterable[Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    from sayso.retellings import sketch_from_bytes

    ids = list(texts)
    chunks = [ids[at : at + _CHUNK] for at in range(0, len(ids), _CHUNK)]
    known: dict[str, str] = {}
    features, sketches = {}, {}
    for chunk, read in zip(chunks, each(_read_chunk, ([texts[name] for name in chunk] for chunk in chunks)), strict=True):
        for name, (rows, sketch) in zip(chunk, read, strict=True):
            features[name] = [[known.setdefault(stem, stem) for stem in row] for row in rows]
            sketches[name] = sketch_from_bytes(sketch)
    return features, sketches


def _read_chunk(texts: list[str]) -> list[tuple[Any, bytes]]:
    from sayso.retellings import read_features, read_sketch, sketch_to_bytes
    from sayso.settings import RetellingSettings
    from sayso.text import read_document

    documents = map(read_document, texts)
    return [(read_features(each), sketch_to_bytes(read_sketch(each, RetellingSettings()))) for each in documents]


def _compare(left: list[tuple[str, str]], texts: dict[str, str], each: Callable[..., Iterable[Any]]) -> tuple[Any, Any]:
    """Return the pairs and their comparisons. Pairs that hang together go to one process, which cuts each text once."""
    from sayso.retellings import sort_by_family

    pairs = sort_by_family(left, lambda name: name)
    chunks = [pairs[at : at + _CHUNK] for at in range(0, len(pairs), _CHUNK)]
    work = (({name: texts[name] for pair in chunk for name in pair}, chunk) for chunk in chunks)
    return pairs, [comparison for found in each(_compare_chunk, work) for comparison in found]


def _compare_chunk(work: tuple[dict[str, str], list[tuple[str, str]]]) -> list[Any]:
    from sayso.model import Report
    from sayso.retellings import compare_reports
    from sayso.settings import RetellingSettings
    from sayso.text import read_document

    texts, pairs = work
    read = {name: (Report(name, text), read_document(text)) for name, text in texts.items()}
    return [replace(compare_reports(read[one], read[other], RetellingSettings()), reasons=()) for one, other in pairs]


def _shingles(text: str) -> list[str]:
    words = re.findall(r"\w+", text.lower())
    return sorted({" ".join(words[k : k + 5]) for k in range(max(1, len(words) - 4))})


def find_with_datasketch(reports: list[dict[str, Any]]) -> tuple[Pairs, dict[str, float]]:
    """Return the pairs that MinHash LSH of datasketch finds."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found]

    index, found = MinHashLSH(threshold=0.7, num_perm=128), Pairs()
    for report in reports:
        sketch = MinHash(num_perm=128)
        sketch.update_batch([each.encode() for each in _shingles(report["text"])])
        found |= {(min(other, report["id"]), max(other, report["id"])) for other in index.query(sketch)}
        index.insert(report["id"], sketch)
    return found, {}


def find_with_rensa(reports: list[dict[str, Any]]) -> tuple[Pairs, dict[str, float]]:
    """Return the pairs that MinHash LSH of rensa finds."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found]

    index, found = RMinHashLSH(threshold=0.7, num_perm=128, num_bands=16), Pairs()
    sketches: list[Any] = []
    for n, report in enumerate(reports):
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(_shingles(report["text"]))
        near = [k for k in index.query(sketch) if sketches[k].jaccard(sketch) >= 0.7]
        found |= {(min(reports[k]["id"], report["id"]), max(reports[k]["id"], report["id"])) for k in near}
        index.insert(n, sketch)
        sketches.append(sketch)
    return found, {}


TOOLS = {"sayso": find_with_sayso, "datasketch": find_with_datasketch, "rensa": find_with_rensa}


def run_tool(tool: str, path: Path) -> dict[str, Any]:
    """Return what one tool takes and finds, measured in this process."""
    reports, gold = read_pile(path)
    wall, cpu = time.perf_counter(), _count_cpu_s()
    found, steps = TOOLS[tool](reports)
    wall, cpu = time.perf_counter() - wall, _count_cpu_s() - cpu
    n_helpers = N_PROCESSES if tool == "sayso" else 0
    peak_mb = (_peak(resource.RUSAGE_SELF) + n_helpers * _peak(resource.RUSAGE_CHILDREN)) / 1024
    recall = len(found & gold) / len(gold) if gold else None
    precision = len(found & gold) / len(found) if found else None
    measured = {"wall_s": wall, "cpu_s": cpu, "peak_mb": peak_mb, "recall": recall, "precision": precision, **steps}
    return {"tool": tool, "reports": len(reports), **measured}


def _count_cpu_s() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _peak(whose: int) -> int:
    return resource.getrusage(whose).ru_maxrss


def _run_apart(tool: str, path: Path, python: str) -> dict[str, Any] | None:
    command = [python, "-m", "bench.speed.retellings", "--tool", tool, "--pile", str(path)]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return dict(json.loads(done.stdout))
    print(f"{tool}: left out ({(done.stderr.strip().splitlines() or ['no message'])[-1]})", file=sys.stderr)
    return None


def _show(rows: Iterable[dict[str, Any]]) -> None:
    before: dict[str, dict[str, Any]] = {}
    for row in rows:
        last = before.get(row["tool"])
        growth = math.log(row["cpu_s"] / last["cpu_s"]) / math.log(row["reports"] / last["reports"]) if last else None
        steps = ("read", "candidates", "sift", "compare", "lineage", "pairs", "compared")
        extra = " ".join(f"{key} {row[key]:.0f}" for key in steps if key in row)
        grown = f"{growth:.2f}" if growth else "-"
        print(
            f"{row['tool']:<11}{row['reports']:>8} reports  wall {row['wall_s']:8.1f} s  cpu {row['cpu_s']:8.1f} s  "
            f"peak {row['peak_mb']:7.0f} MB  recall {row['recall']:.4f}  precision {row['precision'] or 0:.4f}  growth {grown}  {extra}",
            flush=True,
        )
        before[row["tool"]] = row


def main() -> int:
    """Measure every size and tool, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--peer-python", default=sys.executable, metavar="PATH")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--tool", choices=TOOLS, help=argparse.SUPPRESS)
    parser.add_argument("--pile", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.tool:
        print(json.dumps(run_tool(options.tool, options.pile)))
        return 0
    with tempfile.TemporaryDirectory() as name:
        rows = _measure(options, Path(name))
        if options.json:
            print(json.dumps(list(rows), indent=1))
        else:
            _show(rows)
    return 0


def _measure(options: argparse.Namespace, folder: Path) -> Iterator[dict[str, Any]]:
    for size in options.sizes:
        path = write_pile(size, folder)
        for tool in TOOLS:
            row = _run_apart(tool, path, sys.executable if tool == "sayso" else options.peer_python)
            if row:
                yield row


if __name__ == "__main__":
    sys.exit(main())
