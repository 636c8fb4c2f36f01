"""Probes: how many sentences of small piles, each written for one way of speaking, Sayso gets right.

    python -m bench.quality.probes [CATEGORY...] [--wrong]     a line a category; --wrong shows what is not right

The piles lie in ``tests/probes``. Of stances it is counted how many are right, how many statements of one key stand in one claim, and how
many pairs of keys in two, with the B-cubed F1 of the claims; of the rest how many expectations hold.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.quality.matching import Record

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "probes"
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Expected:
    """Words of what somebody says, the stances that are right, and the key of its claim, empty where it is of none."""

    words: str
    stances: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Probe:
    """A small pile with what is expected of it."""

    title: str
    reports: tuple[Record, ...]
    expected: tuple[Expected, ...]

    @property
    def category(self) -> str:
        """The way of speaking that it was written for."""
        return self.title.partition(":")[0].strip()


@dataclass(slots=True)
class Tally:
    """How many expectations there were of each sort, and how many hold.

    ``wrong``: the others, in words. ``shares``: of each statement with a key, the share of those in its claim that have it, and the share
    of those that have it that are in its claim.
    """

    n: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    shares: list[tuple[float, float]] = field(default_factory=list)

    @property
    def b_cubed(self) -> float | None:
        """The F1 of the claims: of the means of both shares; None where no statement has a key."""
        if not self.shares:
            return None
        precision, recall = (sum(each[k] for each in self.shares) / len(self.shares) for k in (0, 1))
        return 2 * precision * recall / (precision + recall)

    def add(self, other: Tally) -> None:
        """Take over what another counted."""
        self.n.update(other.n)
        self.right.update(other.right)
        self.wrong += other.wrong
        self.shares += other.shares

    def count(self, sort: str, words: str, *, is_right: bool) -> None:
        """Count one expectation."""
        self.n[sort] += 1
        self.right[sort] += is_right
        if not is_right:
            self.wrong.append(f"{sort}: {words}")


def read_probes(text: str) -> Iterator[Probe]:
    """Yield the probes of a file of stances."""
    for block in re.split(r"(?m)^=== ", text)[1:]:
        title, *lines = [line for line in block.strip().split("\n") if line.strip()]
        reports = [[cell.strip() for cell in line.split("|", 2)] for line in lines if not line.startswith(">>")]
        marks = [[cell.strip() for cell in line[2:].split("|")] for line in lines if line.startswith(">>")]
        yield Probe(
            title,
            tuple(
                {"id": f"r{n}", "outlet": outlet, "published": f"{day}T{8 + n % 12:02}:00:00Z", "text": told.replace("\\n", "\n")}
                for n, (day, outlet, told) in enumerate(reports, 1)
            ),
            tuple(Expected(words, tuple(stances.replace(" ", "").split(",")), key[0] if key else "") for words, stances, *key in marks),
        )


def find_said(words: str, reports: Mapping[str, str], attributions: Sequence[Record]) -> Record | None:
    """Return the attribution whose content shares most characters with the words; without one, that whose speaker or cue does."""
    best: tuple[int, int] = (0, 0)
    found = None
    for said in attributions:
        at = reports[said["report"]].find(words)
        shared = _share(at, at + len(words), said["content"]), _share(at, at + len(words), [said["source"], said["cue"]])
        if at >= 0 and shared > best:
            best, found = shared, said
    return found


def _share(start: int, end: int, spans: Sequence[Record | None]) -> int:
    return sum(max(0, min(end, span["end"]) - max(start, span["start"])) for span in spans if span)


def score_probe(probe: Probe, export: Record) -> Tally:
    """Return what holds of a probe: ``stances``, ``together`` (statements of one key) and ``apart`` (pairs of keys)."""
    tally, texts = Tally(), {report["id"]: report["text"] for report in probe.reports}
    claims: defaultdict[str, list[str | None]] = defaultdict(list)
    for each in probe.expected:
        said = find_said(each.words, texts, export["attributions"])
        stance = said["stance"] if said and said["stance"] != "other" else NOTHING if NOTHING in each.stances or not said else "other"
        tally.count("stances", f"{each.words!r} is {stance}, not {' or '.join(each.stances)}", is_right=stance in each.stances)
        if each.key and NOTHING not in each.stances:
            claims[each.key].append(said["proposition"] if said else None)
    main = {key: Counter(each for each in those if each).most_common(1) for key, those in claims.items()}
    for key, those in claims.items():
        for claim in those:
            tally.count("together", f"{key} in {claim}", is_right=bool(main[key]) and claim == main[key][0][0])
    tally.shares += _share_claims([(key, claim) for key, those in claims.items() for claim in those])
    for one, other in combinations([key for key in main if main[key]], 2):
        tally.count("apart", f"{one} and {other}", is_right=main[one][0][0] != main[other][0][0])
    return tally


def _share_claims(stands: Sequence[tuple[str, str | None]]) -> Iterator[tuple[float, float]]:
    """Yield both shares of each statement, by key and claim; one of no claim stands alone."""
    for k, (key, claim) in enumerate(stands):
        beside = [other for n, (other, its) in enumerate(stands) if n == k or (its == claim and claim is not None)]
        same = beside.count(key)
        yield same / len(beside), same / sum(other == key for other, _ in stands)


def score_things(item: Record, export: Record) -> Tally:
    """Return what holds of a single report: figures, names, speakers, and what goes on."""
    tally, expected, text = Tally(), item["expect"], item["text"]
    names = {voice["id"]: " ".join(filter(None, (voice["name"], voice["role"], *voice["mentions"]))) for voice in export["voices"]}
    for wanted in expected.get("figures", ()):
        same = [each for each in export["figures"] if (each["low"], each["high"]) == (wanted["low"], wanted["high"])]
        fits = any(_is_figure(each, wanted, names.get(each["voice"], ""), item) for each in same)
        tally.count("figures", f"{wanted} of {text!r}", is_right=fits)
    for wanted in expected.get("names", ()):
        variants = [{each["name"] for each in found["variants"]} for found in export["names"]]
        tally.count("names", f"{wanted} of {text!r}", is_right=any({*wanted} <= each for each in variants))
    for name, side in expected.get("sides", {}).items():
        sides = [each["side"] for found in export["names"] for each in found["variants"] if each["name"] == name]
        tally.count("names", f"{name} is of {side} in {text!r}", is_right=any(each and each[:4] == side[:4] for each in sides))
    for wanted in expected.get("speakers", ()):
        said = find_said(wanted["said"], {"r1": text}, export["attributions"])
        voice = next((each for each in export["voices"] if said and each["id"] == said["voice"]), None)
        called = " ".join(filter(None, (voice["name"], voice["role"]))) if voice else ""
        is_right = wanted["who"].casefold() in called.casefold() and wanted.get("not", "\0").casefold() not in called.casefold()
        tally.count("speakers", f"{wanted['who']} is {called!r} in {text!r}", is_right=is_right)
    for words in expected.get("not_fact", ()):
        tally.count("continued", f"{words!r} is somebody's", is_right=_is_told(words, text))
    for words in expected.get("own", ()):
        tally.count("continued", f"{words!r} is the report's own", is_right=not _is_told(words, text))
    return tally


def _is_figure(found: Record, wanted: Record, voice: str, item: Record) -> bool:
    """Return whether a figure has the speaker and the day that are wanted; no day, or that of the report, where none is."""
    who, day = wanted.get("who", ""), wanted.get("as_of", "")
    is_whose = not voice if who is None else who.casefold() in voice.casefold()
    return is_whose and (day == "" or found["as_of"] == day or (day is None and found["as_of"] in (None, item.get("published"))))


def _is_told(words: str, text: str) -> bool:
    """Return whether words stand in what somebody says, or in a sentence in which that goes on."""
    from sayso.claims import find_attributions
    from sayso.claims.continued import find_continued
    from sayso.text import read_document

    document, at = read_document(text), text.find(words)
    attributions = find_attributions(document)
    parts = [(part.start, part.end) for each in attributions for part in each.content]
    parts += [(start, end) for start, end, _ in find_continued(document, attributions)]
    return any(start < at + len(words) and at < end for start, end in parts)


def read_with_sayso(reports: Sequence[Record]) -> Record:
    """Return the export of some reports."""
    import sayso

    lines = "".join(json.dumps(report) + "\n" for report in reports)
    with sayso.read("-", stdin=io.BytesIO(lines.encode())) as case:
        export: dict[str, Any] = case.export()
        return export


def measure(folder: Path = FOLDER) -> Iterator[tuple[str, str, Tally]]:
    """Yield the file, the category and what holds, for each probe of a folder."""
    for path in sorted(folder.glob("*-*.txt")):
        for probe in read_probes(path.read_text(encoding="utf-8")):
            yield path.stem, probe.category, score_probe(probe, read_with_sayso(probe.reports))
    for item in json.loads((folder / "things.json").read_text(encoding="utf-8")):
        day = item.get("published", "2026-11-28")
        report = {"id": "r1", "outlet": "Courier", "published": f"{day}T12:00:00Z", "text": item["text"]}
        yield "things", item["category"], score_things({**item, "published": day}, read_with_sayso([report]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each category and the sums."""
    parser = argparse.ArgumentParser(prog="probes", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("category", nargs="*")
    parser.add_argument("--wrong", action="store_true", help="show what is not right")
    options = parser.parse_args(arguments)
    sums: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
    for file, category, tally in measure():
        if options.category and category not in options.category:
            continue
        for name in (category, "all"):
            sums[file, name].add(tally)
        for words in tally.wrong if options.wrong else ():
            print(f"{file} {category}: {words}")
    for (file, name), tally in sorted(sums.items(), key=lambda each: (each[0][0], each[0][1] == "all", each[0][1])):
        cells = ", ".join(
            f"{sort} {tally.right[sort]} of {n}" for sort, n in sorted(tally.n.items(), key=lambda each: each[0] != "stances")
        )
        claims = "" if tally.b_cubed is None else f", claims {tally.b_cubed:.3f}"
        print(f"{file:<16} {name:<25} {cells}{claims}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
