"""A pile of any size, invented: many events, each with reports written on their own and with retellings of these.

The same number and seed give the same pile. Names are put together from syllables, so that rare words are as rare as in real
news; everything else is common words, so that reports of different events still look alike.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

Report = dict[str, str]
Slots = dict[str, str]

_WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_SAYINGS_PER_REPORT = 26
_SHARE_INDEPENDENT = 0.4


@dataclass(frozen=True)
class _Event:
    """What all reports of one event agree on: the words for each slot, and what there is to say."""

    slots: Slots
    sayings: tuple[tuple[str, str], ...]  # two wordings of each
    starts_at: datetime


def invent_reports(n_reports: int, seed: int = 1) -> list[Report]:
    """Return that many reports: about 25 an event, four in ten written on their own, the others retelling one of these."""
    rng = random.Random(seed)
    outlets = [f"{invent_name(rng)} {kind}" for kind in ("Herald", "Post", "Times", "Wire", "Radio") for _ in range(12)]
    reports: list[Report] = []
    while len(reports) < n_reports:
        reports.extend(_cover(_invent_event(rng), rng, outlets))
    return [{"id": f"r{number:05}", **report} for number, report in enumerate(reports[:n_reports])]


def _cover(event: _Event, rng: random.Random, outlets: list[str]) -> Iterator[Report]:
    originals: list[tuple[list[str], str]] = []
    for number in range(rng.randint(15, 35)):
        outlet = rng.choice(outlets)
        if not originals or rng.random() < _SHARE_INDEPENDENT:
            sentences = _write(event, rng)
            originals.append((sentences, outlet))
        else:
            sentences = _retell(*rng.choice(originals), event, rng)
        published = event.starts_at + timedelta(minutes=37 * number + rng.randint(0, 30))
        title = f"{event.slots['mishap'].capitalize()} at {event.slots['place']}"
        paragraphs = ["".join(sentences[at : at + 2]).strip() for at in range(0, len(sentences), 2)]
        yield {"outlet": outlet, "title": title, "published": published.strftime("%Y-%m-%dT%H:%M:%SZ"), "text": "\n\n".join(paragraphs)}


def _write(event: _Event, rng: random.Random) -> list[str]:
    """Return the sentences of a report of one's own: some of what there is to say, in an order and in wordings of one's own."""
    said = rng.sample(event.sayings, k=_SAYINGS_PER_REPORT)
    return [_say(event, rng.choice(wordings), rng) for wordings in said]


def _retell(sentences: list[str], outlet: str, event: _Event, rng: random.Random) -> list[str]:
    """Return the sentences of a retelling: some left out, a few reworded, one added, and now and then the outlet credited."""
    kept = [sentence for sentence in sentences if rng.random() < 0.85]
    for at in rng.sample(range(len(kept)), k=len(kept) // 4):
        kept[at] = kept[at].replace(" said", " claimed").replace(" a ", " one ").replace("The ", "This ")
    kept.append(_say(event, rng.choice(event.sayings)[1], rng))
    return [f"({outlet}) ", *kept] if rng.random() < 0.3 else kept


def _say(event: _Event, wording: str, rng: random.Random) -> str:
    """Return the sentence with a tail of its own before its full stop."""
    tail = rng.choice(_WORDS["tails"]).format(**{**event.slots, **_invent_detail(rng), "place": invent_name(rng)})
    return f"{wording.format(**event.slots)[:-1]}{tail}. "


def _invent_event(rng: random.Random) -> _Event:
    slots = {
        "place": invent_name(rng),
        "quarter": invent_name(rng),
        "first": f"{invent_name(rng)} {invent_name(rng)}",
        "second": f"{invent_name(rng)} {invent_name(rng)}",
        "thing": rng.choice(_WORDS["things"]),
        "mishap": rng.choice(_WORDS["mishaps"]),
        "role": rng.choice(_WORDS["roles"]),
        "body": rng.choice(_WORDS["bodies"]),
        "day": rng.choice(_WORDS["days"]),
        **{name: str(rng.randint(low, high)) for name, (low, high) in _WORDS["numbers"].items()},
    }
    sayings = tuple(_invent_saying(rng) for _ in range(2 * _SAYINGS_PER_REPORT))
    return _Event(slots, sayings, datetime(2041, 1, 1, tzinfo=UTC) + timedelta(days=rng.randrange(300)))


def _invent_saying(rng: random.Random) -> tuple[str, str]:
    detail = _invent_detail(rng)
    first, second = (
        wording.replace("{quality}", detail["quality"]).replace("{matter}", detail["matter"]) for wording in rng.choice(_WORDS["sayings"])
    )
    return first, second


def _invent_detail(rng: random.Random) -> Slots:
    return {
        "name": invent_name(rng),
        "quality": rng.choice(_WORDS["qualities"]),
        "matter": rng.choice(_WORDS["matters"]),
        "month": rng.choice(_WORDS["months"]),
    }


def invent_name(rng: random.Random) -> str:
    """Return a name put together from syllables: 16,800 are possible."""
    parts = (_WORDS["onsets"], _WORDS["middles"], ["", "l", "n", "r", "s"], _WORDS["endings"])
    return "".join(rng.choice(part) for part in parts)
