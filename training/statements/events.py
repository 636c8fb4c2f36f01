"""The lessons: invented events with the statements that reports carry, and the gold statements of piles."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EVENTS = Path(__file__).parent / "events"
SIGNS = {"affirm": 1, "concede": 1, "deny": -1}


@dataclass(frozen=True)
class Said:
    """One statement: how it is written for the encoder, the proposition that it takes a position on, and its stance."""

    source: str
    cue: str
    content: str
    proposition: str | None
    stance: str

    @property
    def sign(self) -> int:
        """1 for, -1 against, 0 neither."""
        return SIGNS.get(self.stance, 0)


def read_events(folder: Path = EVENTS) -> list[tuple[str, list[Said]]]:
    """Return the invented events by name: the first line of a file says what is contested, each other line holds a statement."""
    return [(path.stem, [_read(record) for record in read_records(path)]) for path in sorted(folder.glob("*.jsonl"))]


def read_pile(folder: Path) -> tuple[str, list[Said]]:
    """Return the gold statements of a pile."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    return folder.name, [_read({**each, "content": " ".join(each["content"])}) for each in gold["attributions"]]


def read_records(path: Path) -> list[dict[str, Any]]:
    """Return the statements of one event as they are written; its first line is none."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()][1:]


def _read(record: dict[str, Any]) -> Said:
    return Said(record.get("source") or "", record.get("cue") or "", record["content"], record.get("proposition"), record["stance"])
