"""How long the ledger takes to weigh what reports say, and how long a kept case takes to answer.

    python -m bench.speed.ledger [1000] [--json]

Two piles of that many reports: invented ones on one event (``invent``), and the mixture of real texts of ``bench.speed.retellings``,
which is left out where its data is not there. Reading the texts and finding retellings come before and are not timed. Timed are, in
processor time of one process, making statements of the attributions and weighing them; then, in wall time of a process of its own, once the
picture is kept (so the code must not change meanwhile), opening the case and asking for its claims from Python, and having the command line
write them as JSON with all that was said of them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.speed.invent import invent_reports
from sayso.desk.case import open_case
from sayso.desk.painting import Pile, trace_pile
from sayso.desk.work import Work
from sayso.ledger import CaseStore
from sayso.ledger.ground import Ground
from sayso.ledger.relations import read_model
from sayso.ledger.statements import read_statements
from sayso.ledger.weigh import weigh_statements

N_PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Row:
    """What one pile took, in seconds."""

    name: str
    n_reports: int
    n_statements: int
    n_claims: int
    statements_s: float
    weigh_s: float
    ask_s: float
    json_s: float


def write_piles(n_reports: int, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the piles by name."""
    invented = folder / "invented.jsonl"
    invented.write_text("".join(json.dumps(each) + "\n" for each in invent_reports(n_reports)), encoding="utf-8")
    yield "invented, one event", invented
    try:
        from bench.speed.retellings import write_pile

        yield "real texts, mixed", write_pile(n_reports, folder)
    except FileNotFoundError:
        print("the real texts are not here", file=sys.stderr)


def time_ledger(name: str, reports: Path, folder: Path) -> Row:
    """Return what a pile took."""
    path = folder / f"{reports.stem}.sayso"
    with open_case(path, n_processes=N_PROCESSES) as case:
        case.read([reports])
        case.picture()
    store = CaseStore.open(path)
    pile = Pile(store.reports())
    traced = trace_pile(pile.reports, Work(store))
    ground = Ground(pile.reports, traced.readings, traced.family)
    began = time.process_time()
    statements = read_statements(ground)
    ready = time.process_time()
    weighed = weigh_statements(ground, statements, read_model())
    done = time.process_time()
    store.close()
    asking = [sys.executable, "-c", f"import sayso; print(len(sayso.open({str(path)!r}).claims))"]
    writing = [str(Path(sys.executable).with_name("sayso")), "claims", "--case", str(path), "--json"]
    return Row(
        name,
        len(pile.reports),
        len(statements),
        len(weighed.propositions),
        round(ready - began, 1),
        round(done - ready, 1),
        time_command(asking),
        time_command(writing),
    )


def time_command(command: Sequence[str]) -> float:
    """Return how long a command took, by the clock."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return round(time.perf_counter() - began, 2)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n_reports", nargs="?", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [time_ledger(title, path, folder) for title, path in write_piles(options.n_reports, folder)]
    if options.json:
        print(json.dumps([asdict(row) for row in rows], indent=1))
        return
    print(f"{'':<22}{'reports':>9}{'statements':>12}{'claims':>8}{'statements s':>14}{'weighing s':>12}{'asking s':>10}{'JSON s':>8}")
    for row in rows:
        counts = f"{row.name:<22}{row.n_reports:>9,}{row.n_statements:>12,}{row.n_claims:>8,}"
        print(f"{counts}{row.statements_s:>14.1f}{row.weigh_s:>12.1f}{row.ask_s:>10.2f}{row.json_s:>8.2f}")


if __name__ == "__main__":
    main()
