"""The lessons: invented events with the statements that reports carry, invented coverage as Sayso reads it, and the gold of piles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from bench.quality.probes import NOTHING
from sayso.claims.neural.meaning import write_out
from sayso.claims.reading import take_words, write_in_place
from training.relations.marked import MarkedPile, read_marked

EVENTS, COVERAGE = (Path(__file__).parent / name for name in ("events", "coverage"))
SIGNS = {"affirm": 1, "concede": 1, "deny": -1}


@dataclass(frozen=True)
class Said:
    """One statement: how it is written for the encoder, the proposition that it takes a position on, and its stance.

    ``before`` is what the encoder is shown before it: the last statement of the report, or the headline.
    """

    source: str
    cue: str
    content: str
    proposition: str | None
    stance: str
    before: str = ""

    @property
    def sign(self) -> int:
        """1 for, -1 against, 0 neither."""
        return SIGNS.get(self.stance, 0)

    @property
    def text(self) -> str:
        """The statement as the encoder reads it."""
        return write_out(self.source, self.cue, self.content)

    def is_about(self, other: Said) -> bool:
        """Return whether both take a position on one proposition."""
        return self.proposition is not None and self.proposition == other.proposition


def read_events(folder: Path = EVENTS) -> list[tuple[str, list[Said]]]:
    """Return the invented events by name: the first line of a file says what is contested, each other line holds a statement."""
    return [(path.stem, _read_all(read_records(path), {})) for path in sorted(folder.glob("*.jsonl"))]


def read_coverage(folder: Path = COVERAGE) -> list[list[Said]]:
    """Return what Sayso finds said in invented coverage, pile by pile, where its writer marked what it is about."""
    return [_read_marked(pile) for path in sorted(folder.glob("*.txt")) for pile in read_marked(path)]


def _read_marked(pile: MarkedPile) -> list[Said]:
    titles = {report.id: write_out("", "", report.title) if report.title else "" for report in pile.ground.reports}
    found = []
    for report, places in groupby(range(len(pile.statements)), lambda k: pile.statements[k].report):
        mine = [*places]
        attributions = [pile.statements[k].attribution for k in mine]
        for k, a, (_, before) in zip(mine, attributions, write_in_place(attributions, titles[report]), strict=True):
            if mark := pile.marks[k]:
                is_aside = not mark.key or NOTHING in mark.stances
                about = (None, "other") if is_aside else (mark.key, mark.stances[0])
                found.append(Said(*take_words(a), *about, before))
    return found


def read_pile(folder: Path) -> tuple[str, list[Said]]:
    """Return the gold statements of a pile."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    reports = [json.loads(line) for line in (folder / "reports.jsonl").read_text("utf-8").split("\n") if line.strip()]
    said = [{**each, "content": " ".join(each["content"])} for each in gold["attributions"]]
    return folder.name, _read_all(said, {report["id"]: write_out("", "", report["title"]) for report in reports if report["title"]})


def read_records(path: Path) -> list[dict[str, Any]]:
    """Return the statements of one event as they are written; its first line is none."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()][1:]


def _read_all(records: Iterable[dict[str, Any]], titles: Mapping[str, str]) -> list[Said]:
    """Return statements in the order of their reports, each with what stands before it."""
    last: dict[Any, str] = dict(titles)
    found = []
    for each in records:
        words = each.get("source") or "", each.get("cue") or "", each["content"]
        found.append(Said(*words, each.get("proposition"), each["stance"], last.get(each["report"], "")))
        last[each["report"]] = found[-1].text
    return found
