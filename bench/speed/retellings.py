"""Time, memory and recall of finding retellings in piles of growing size, beside MinHash tools at their usual settings.

    python -m bench.speed.retellings [1000 10000 100000] [--peer-python PATH] [--json]

A pile is a seeded mixture: up to three in ten reports are versions of one document, human rewrites and independent reports of one
event, from ``../shared/data`` (or the folder that SAYSO_SHARED names); the rest is invented. Gold are the pairs of versions and of
rewrites. Each tool runs in a process of its own. The peers are ``datasketch`` and ``rensa`` (word 5-grams, 128 permutations,
Jaccard 0.7); they are no dependency of this project and are left out, with a note, where ``--peer-python`` cannot import them.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

SHARE_OF_NEEDLES = 0.3
SIZES = (1_000, 10_000, 100_000)
Pairs = set[tuple[str, str]]


def write_pile(n_reports: int, folder: Path, seed: int = 3) -> Path:
    """Return the path of a pile of that many reports; ``group`` says what each is a version of."""
    from bench.speed.invent import invent_reports

    rng = random.Random(seed)
    needles = list(_needles(rng))[: round(n_reports * SHARE_OF_NEEDLES)]
    invented = [(None, each["text"]) for each in invent_reports(n_reports - len(needles), seed)]
    reports = [*needles, *invented]
    rng.shuffle(reports)
    path = folder / f"pile-{n_reports}.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for n, (group, text) in enumerate(reports):
            lines.write(json.dumps({"id": f"r{n:06}", "group": group, "text": text}) + "\n")
    return path


def _needles(rng: random.Random) -> Iterator[tuple[str | None, str]]:
    """Yield versions and rewrites by document, documents in any order, with reports of one event among them."""
    from bench.quality.shared_data import read_records

    documents: defaultdict[str, list[str]] = defaultdict(list)
    for record in read_records("versions/wmt21.jsonl.gz"):
        documents[record["document"]].append("\n\n".join(segment for _, segment in record["segments"]))
    for record in read_records("rewrites/onestop.jsonl.gz"):
        documents[f"rewrites {record['id']}"] = [record[level] for level in ("adv", "int", "ele")]
    for n, record in enumerate(read_records("same-event/basil.jsonl.gz")):
        documents[f"event {n}"] = ["\n\n".join(record["paragraphs"])]
    names = sorted(documents)
    rng.shuffle(names)
    for name in names:
        yield from ((name, text) for text in rng.sample(documents[name], min(5, len(documents[name]))))


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
    from sayso.retellings import compare_reports, find_candidates, find_lineage, read_features
    from sayso.settings import RetellingSettings
    from sayso.text import read_document

    settings, steps, at = RetellingSettings(), {}, time.perf_counter()
    texts = {each["id"]: each["text"] for each in reports}
    features = {each: read_features(read_document(text)) for each, text in texts.items()}
    steps["read"], at = time.perf_counter() - at, time.perf_counter()
    candidates = find_candidates(features, open_engine(2), settings)
    steps["candidates"], at = time.perf_counter() - at, time.perf_counter()
    comparisons, documents = {}, _Recent(texts)
    for one, other in candidates:
        comparisons[one, other] = compare_reports(documents.read(one), documents.read(other), settings)
    steps["compare"], at = time.perf_counter() - at, time.perf_counter()
    lineage = find_lineage([Report(each, text) for each, text in texts.items()], comparisons, settings)
    steps |= {"lineage": time.perf_counter() - at, "pairs": float(len(candidates))}
    return {pair for origin in lineage.origins for pair in combinations(origin, 2)}, steps


class _Recent:
    """Keeps the documents read last: candidates come sorted, so that neighbours need the same ones."""

    def __init__(self, texts: dict[str, str], most: int = 4_000) -> None:
        self.texts, self.most, self.kept = texts, most, dict[str, Any]()

    def read(self, name: str) -> Any:
        from sayso.model import Report
        from sayso.text import read_document

        found = self.kept.pop(name, None) or (Report(name, self.texts[name]), read_document(self.texts[name]))
        self.kept[name] = found
        if len(self.kept) > self.most:
            del self.kept[next(iter(self.kept))]
        return found


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
    wall, cpu = time.perf_counter(), time.process_time()
    found, steps = TOOLS[tool](reports)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    recall = len(found & gold) / len(gold) if gold else None
    return {"tool": tool, "reports": len(reports), "wall_s": wall, "cpu_s": cpu, "peak_mb": peak_mb, "recall": recall, **steps}


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
        extra = " ".join(f"{key} {row[key]:.1f}" for key in ("read", "candidates", "compare", "lineage", "pairs") if key in row)
        print(
            f"{row['tool']:<11}{row['reports']:>8} reports  wall {row['wall_s']:8.1f} s  cpu {row['cpu_s']:8.1f} s  "
            f"peak {row['peak_mb']:7.0f} MB  recall {row['recall']:.4f}  growth {f'{growth:.2f}' if growth else '-'}  {extra}",
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
