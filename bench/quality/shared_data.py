"""The corpora and scorers beside the project: where they lie, and how their records are read."""

from __future__ import annotations

import gzip
import importlib
import json
import os
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

SHARED = Path(os.environ.get("SAYSO_SHARED", Path(__file__).resolve().parents[3] / "shared"))

_Item = TypeVar("_Item")
Records = list[dict[str, Any]]
Scores = tuple[dict[str, Any], Records]  # what the scorer says, and the predictions it was given


def read_records(name: str) -> Records:
    """Return the records of a gzipped JSON Lines file of ``data``."""
    with gzip.open(SHARED / "data" / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_lines(path: Path) -> Records:
    """Return the records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def spread(records: list[_Item], n: int | None) -> list[_Item]:
    """Return about ``n`` records, evenly spread over all of them; all where ``n`` is None."""
    return records if not n or n >= len(records) else [records[k * len(records) // n] for k in range(n)]


@cache
def load_scorer(name: str) -> ModuleType:
    """Return a scorer of ``score`` as a module."""
    folder = str(SHARED / "score")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(name)


def read_json(path: Path) -> dict[str, Any]:
    """Return the object of a JSON file."""
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded
