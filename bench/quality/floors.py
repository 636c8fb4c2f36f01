"""What has been reached and may not be lost: a floor for each gated measure of each pile, pinned to the pile's very bytes.

Floors go up by ``raise_floors``. They go down only with a reason, which stays in the file (``lowered``), as it does when
a pile itself was edited and its floors are measured anew (``repin``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.quality.measures import HEADLINE

GATED = (
    "headline",
    *HEADLINE,
    "retellings.pairs.f1",
    "attributions.content.f1",
    "propositions.central.found",
    "propositions.central.affirm.f1",
    "propositions.central.deny.f1",
    "figures.f1",
)
"""Measures with a floor: the headline's, and what they rest on. Accuracies over matched pairs alone have none, since finding
more pairs, and thus harder ones, may lower them."""

_STEP = 1000  # floors are kept to three decimals, rounded down, so that no run on another machine breaks one by its last bit


class FloorError(ValueError):
    """Floors that were asked to move in a way they may not."""


@dataclass(frozen=True, slots=True)
class Result:
    """The measures of one pile, under dotted names, and the hash of the pile they were measured on."""

    pile: str
    sha256: str
    measured: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Pinned:
    """The floors of one pile, and the hash of the pile they hold for."""

    sha256: str
    floors: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Floors:
    """All floors, and the record of each that was let down."""

    piles: Mapping[str, Pinned]
    lowered: tuple[Mapping[str, str | float | None], ...] = ()


def read_floors(path: Path) -> Floors:
    """Return the floors in the file; none at all if there is no file yet."""
    if not path.exists():
        return Floors({})
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Floors({name: Pinned(**pinned) for name, pinned in stored["piles"].items()}, tuple(stored["lowered"]))


def write_floors(floors: Floors, path: Path) -> None:
    """Store the floors, in an order that makes a diff show what moved and nothing else."""
    piles = {name: {"sha256": pinned.sha256, "floors": dict(pinned.floors)} for name, pinned in sorted(floors.piles.items())}
    path.write_text(json.dumps({"piles": piles, "lowered": floors.lowered}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def find_breaches(floors: Floors, result: Result) -> list[str]:
    """Return one line for each thing that stands in the way of this result; none if every floor holds."""
    pinned = floors.piles.get(result.pile)
    if pinned is None:
        return [f"{result.pile} has no floors yet. Run the gate with --raise to set them to what is measured now"]
    if pinned.sha256 != result.sha256:
        return [
            f"{result.pile} is not the pile that its floors were measured on (sha256 {result.sha256[:12]}, pinned {pinned.sha256[:12]}). "
            f"Undo the edit, or measure its floors anew with --repin {result.pile} --reason '...'"
        ]
    return [
        f"{result.pile}: {measure} is {_show(result.measured.get(measure))}, below its floor {floor:.3f}"
        for measure, floor in pinned.floors.items()
        if not _is_reached(result.measured.get(measure), floor)
    ]


def raise_floors(floors: Floors, results: Sequence[Result]) -> Floors:
    """Return the floors with each gated measure's raised to what was measured; none is let down.

    Raises:
        FloorError: A pile is not the one that its floors were measured on.
    """
    piles = dict(floors.piles)
    for result in results:
        before = piles.get(result.pile, Pinned(result.sha256, {}))
        if before.sha256 != result.sha256:
            raise FloorError(find_breaches(floors, result)[0])
        reached = _round_down(result.measured)
        kept = {name: max(reached.get(name, 0.0), before.floors.get(name, 0.0)) for name in GATED if name in {*reached, *before.floors}}
        piles[result.pile] = Pinned(result.sha256, kept)
    return replace(floors, piles=piles)


def lower_floors(floors: Floors, results: Sequence[Result], measure: str, reason: str) -> Floors:
    """Return the floors with this measure's let down to what was measured, wherever it is broken now, and why on record.

    Raises:
        FloorError: No reason is given, or no floor of this measure is broken.
    """
    _require_reason(reason)
    piles, lowered = dict(floors.piles), list(floors.lowered)
    for result in results:
        pinned = piles.get(result.pile)
        value = result.measured.get(measure)
        if pinned is None or measure not in pinned.floors or _is_reached(value, pinned.floors[measure]):
            continue
        floor = _round_down({measure: value}).get(measure, 0.0)
        lowered.append({"pile": result.pile, "measure": measure, "from": pinned.floors[measure], "to": floor, "reason": reason.strip()})
        piles[result.pile] = Pinned(pinned.sha256, {**pinned.floors, measure: floor})
    if len(lowered) == len(floors.lowered):
        raise FloorError(f"no floor of {measure} is broken: there is nothing to lower")
    return Floors(piles, tuple(lowered))


def repin(floors: Floors, result: Result, reason: str) -> Floors:
    """Return the floors with one pile's measured anew on its present bytes, each that thereby went down on record.

    Raises:
        FloorError: No reason is given.
    """
    _require_reason(reason)
    before = floors.piles.get(result.pile, Pinned("", {}))
    after = {name: value for name in GATED if (value := _round_down(result.measured).get(name)) is not None}
    went_down = [
        {"pile": result.pile, "measure": name, "from": floor, "to": after.get(name), "reason": reason.strip()}
        for name, floor in before.floors.items()
        if after.get(name, -1.0) < floor
    ]
    return Floors({**floors.piles, result.pile: Pinned(result.sha256, after)}, (*floors.lowered, *went_down))


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise FloorError("floors are let down for a reason: give it with --reason '...'")


def _is_reached(value: float | None, floor: float) -> bool:
    return value is not None and value >= floor


def _round_down(measured: Mapping[str, float | None]) -> dict[str, float]:
    return {name: math.floor(value * _STEP + 1e-9) / _STEP for name, value in measured.items() if value is not None}


def _show(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.4f}"
