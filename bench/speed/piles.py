"""Wall time and peak memory of reading piles of 12, 150 and 1,000 reports, and of adding ten reports to a thousand.

    python -m bench.speed.piles            a table
    python -m bench.speed.piles --json     the same as JSON

Each row is one run of ``sayso read`` in a process of its own, started as people start it: the time includes starting Python, the
memory is the most that the process or one of its own held. The 150 are articles in threes on fifty events, each written on its own,
from ``../shared/data`` (or the folder that SAYSO_SHARED names); without that folder their row is left out. The 1,000 are invented.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.speed.invent import invent_reports

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
N_LARGE = 1000
N_ADDED = 10
_PEAK_UNITS_PER_MB = 1024**2 if platform.system() == "Darwin" else 1024  # ru_maxrss counts bytes there, kilobytes elsewhere


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of ``sayso read`` took. ``n_reports`` and ``n_origins`` are those of the case after it."""

    name: str
    n_read: int
    n_reports: int
    n_origins: int
    wall_s: float
    peak_mb: float


def time_piles(folder: Path) -> Iterable[Run]:
    """Return a run for each pile, as soon as it is done; cases and piles are kept in ``folder``."""
    example = sorted(ROOT.glob("examples/*/reports.jsonl"))[0]
    yield _time_read("example pile", example, folder / "example.sayso")
    same_event = _write_same_event(folder / "same-event.jsonl")
    if same_event:
        yield _time_read("same events, written apart", same_event, folder / "same-event.sayso")
    large = invent_reports(N_LARGE + N_ADDED)
    case = folder / "large.sayso"
    yield _time_read("invented", _write_reports(large[:N_LARGE], folder / "large.jsonl"), case)
    yield _time_read(f"{N_ADDED} more into these", _write_reports(large[N_LARGE:], folder / "more.jsonl"), case)
    yield _time_read("the same again", folder / "more.jsonl", case)


def _time_read(name: str, reports: Path, case: Path) -> Run:
    started = time.perf_counter()
    with tempfile.TemporaryFile() as notes:
        process = subprocess.Popen(_sayso("read", str(reports), "--case", str(case)), stdout=subprocess.DEVNULL, stderr=notes)
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)  # wait4 has reaped it: nothing is left for Popen to wait for
        if process.returncode:
            notes.seek(0)
            raise SystemExit(f"sayso read {reports.name} ended with {process.returncode}:\n{notes.read().decode(errors='replace')}")
    export = _read_export(case)
    n_read = sum(1 for line in reports.read_text(encoding="utf-8").split("\n") if line.strip())
    peak_mb = usage.ru_maxrss / _PEAK_UNITS_PER_MB
    return Run(name, n_read, len(export["reports"]), len(export["origins"]), round(wall_s, 2), round(peak_mb))


def _read_export(case: Path) -> dict[str, Any]:
    done = subprocess.run(_sayso("export", "--format", "json", "--case", str(case)), check=True, capture_output=True)
    export: dict[str, Any] = json.loads(done.stdout)
    return export


def _sayso(*arguments: str) -> list[str]:
    return [str(Path(sys.executable).with_name("sayso")), *arguments]


def _write_same_event(path: Path) -> Path | None:
    """Return the pile of articles that were written apart; None where the corpus is not here."""
    corpus = SHARED / "data" / "same-event" / "basil.jsonl.gz"
    if not corpus.exists():
        return None
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    reports = [
        {
            "id": f"r{number:03}",
            "text": "\n\n".join(article["paragraphs"]),
            **{name: article[name] for name in ("outlet", "title", "published", "url")},
        }
        for number, article in enumerate(articles)
    ]
    return _write_reports(reports, path)


def _write_reports(reports: Sequence[Mapping[str, str]], path: Path) -> Path:
    path.write_text("".join(json.dumps(report, ensure_ascii=False) + "\n" for report in reports), encoding="utf-8")
    return path


def _print_row(run: Run) -> None:
    print(
        f"{run.name:<30}{run.n_read:>8,}{run.n_reports:>10,}{run.n_origins:>9,}{run.wall_s:>9.1f} s{run.peak_mb:>9,.0f} MB",
        flush=True,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Time every pile and print each row once it is known."""
    parser = argparse.ArgumentParser(prog="piles", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON array instead of a table")
    options = parser.parse_args(arguments)
    if not options.json:
        print(f"{'pile':<30}{'read':>8}{'in case':>10}{'origins':>9}{'wall':>11}{'peak':>12}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        runs = []
        for run in time_piles(Path(folder)):
            runs.append(run)
            if not options.json:
                _print_row(run)
    if options.json:
        print(json.dumps([asdict(run) for run in runs], indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
