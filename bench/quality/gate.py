"""The quality gate: Sayso reads each pile that has gold answers, and no measure may fall below its floor.

    python -m bench.quality.gate                                    exit 1 if a floor is broken
    python -m bench.quality.gate --raise                            raise the floors to what is measured
    python -m bench.quality.gate --lower MEASURE --reason "..."     let a broken floor down; the reason stays in floors.json
    python -m bench.quality.gate --repin PILE --reason "..."        measure a pile's floors anew after its gold was edited

Piles: each folder of ``examples`` always, and those of ``../shared/piles`` (or of the folder that SAYSO_SHARED names) where present.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.quality.floors import (
    GATED,
    FloorError,
    Floors,
    Result,
    find_breaches,
    lower_floors,
    raise_floors,
    read_floors,
    repin,
    write_floors,
)
from bench.quality.matching import Record
from bench.quality.measures import flatten, score_pile

ROOT = Path(__file__).resolve().parents[2]
FLOORS = Path(__file__).with_name("floors.json")
_SHOWN_BESIDE = (
    "retellings.direction_accuracy",
    "retellings.kind_accuracy",
    "attributions.voice_accuracy",
    "attributions.mode_accuracy",
    "propositions.central.affirming_voices_exact",
    "propositions.central.stated_as_fact.f1",
    "propositions.all.found",
)


class Pile(NamedTuple):
    """A folder with ``reports.jsonl`` and ``gold.json``, under the name that its floors are kept by."""

    name: str
    folder: Path

    @property
    def sha256(self) -> str:
        """Hash of the gold and the reports together, since either moves the measures."""
        both = hashlib.sha256()
        for name in ("gold.json", "reports.jsonl"):
            both.update(hashlib.sha256((self.folder / name).read_bytes()).digest())
        return both.hexdigest()


def find_piles(root: Path, shared: Path) -> list[Pile]:
    """Return the piles that are here: the example first, then the shared ones."""
    own = [Pile(f"examples/{gold.parent.name}", gold.parent) for gold in sorted(root.glob("examples/*/gold.json"))]
    return own + [Pile(f"shared/{gold.parent.name}", gold.parent) for gold in sorted(shared.glob("piles/*/gold.json"))]


def measure(pile: Pile, make_export: Callable[[Path], Record]) -> Result:
    """Return the measures of one pile, read by ``make_export``."""
    lines = (pile.folder / "reports.jsonl").read_text(encoding="utf-8").split("\n")
    reports = [json.loads(line) for line in lines if line.strip()]
    gold = json.loads((pile.folder / "gold.json").read_text(encoding="utf-8"))
    tree = score_pile(reports, gold, make_export(pile.folder / "reports.jsonl"))
    return Result(pile.name, pile.sha256, dict(flatten(tree)))


def print_table(results: Sequence[Result], floors: Floors) -> None:
    """Print a row a measure and a column a pile; beside a floor stands what it is, and ``<`` where it is broken."""
    width = max(16, *(len(result.pile) + 2 for result in results))
    print(" " * 44 + "".join(f"{result.pile:>{width}}" for result in results))
    for name in (*GATED, *_SHOWN_BESIDE):
        print(f"{name:<44}" + "".join(f"{_show_cell(result, name, floors):>{width}}" for result in results))


def main(arguments: Sequence[str] | None = None, *, make_export: Callable[[Path], Record] | None = None, floors_path: Path = FLOORS) -> int:
    """Run the gate and return the exit code: 0 if every floor holds, 1 if one is broken, 2 for bad usage."""
    options = _read_options(arguments)
    piles = find_piles(options.root, options.shared)
    if not piles:
        print(f"gate: no pile with gold answers under {options.root / 'examples'}", file=sys.stderr)
        return 1
    results = [measure(pile, make_export or _read_with_sayso) for pile in piles]
    floors = read_floors(floors_path)
    try:
        moved = _move_floors(floors, results, options)
    except FloorError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2
    if moved != floors:
        write_floors(moved, floors_path)
    print_table(results, moved)
    return _print_verdict(results, moved)


def _move_floors(floors: Floors, results: Sequence[Result], options: argparse.Namespace) -> Floors:
    if options.lower:
        return lower_floors(floors, results, options.lower, options.reason)
    if options.repin:
        named = [result for result in results if result.pile == options.repin]
        if not named:
            raise FloorError(f"no pile {options.repin!r} here (allowed: {', '.join(result.pile for result in results)})")
        return repin(floors, named[0], options.reason)
    return raise_floors(floors, results) if options.raise_floors else floors


def _print_verdict(results: Sequence[Result], floors: Floors) -> int:
    breaches = [line for result in results for line in find_breaches(floors, result)]
    for name in sorted(floors.piles.keys() - {result.pile for result in results}):
        if name.startswith("shared/"):
            print(f"gate: {name} is not here, and was left out", file=sys.stderr)
        else:
            breaches.append(f"{name} has floors but is gone. Bring it back, or take it out of floors.json in a commit that says why")
    for line in breaches:
        print(f"gate: {line}", file=sys.stderr)
    if not breaches:
        print(f"gate: every floor holds in {len(results)} {'pile' if len(results) == 1 else 'piles'}")
    return 1 if breaches else 0


def _show_cell(result: Result, name: str, floors: Floors) -> str:
    value = result.measured.get(name)
    shown = "-" if value is None else f"{value:.3f}"
    pinned = floors.piles.get(result.pile)
    if pinned is None or name not in pinned.floors:
        return f"{shown}        "
    floor = pinned.floors[name]
    return f"{shown} {'≥' if value is not None and value >= floor else '<'} {floor:.3f}"


def _read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="gate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    moves = parser.add_mutually_exclusive_group()
    moves.add_argument("--raise", dest="raise_floors", action="store_true", help="raise floors to what is measured, never lower one")
    moves.add_argument("--lower", metavar="MEASURE", help="let the broken floors of this measure down; needs --reason")
    moves.add_argument("--repin", metavar="PILE", help="measure the floors of an edited pile anew; needs --reason")
    parser.add_argument("--reason", default="", help="why; kept in floors.json")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared")), help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _read_with_sayso(reports: Path) -> dict[str, Any]:
    import sayso  # here, so that the gate's own logic can be tested without reading a pile

    export: dict[str, Any] = sayso.read([reports]).export()
    return export


if __name__ == "__main__":
    sys.exit(main())
