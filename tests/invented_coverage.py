"""Invented coverage of an invented event, from a seed: own reporting, reprints, cuts, rewordings, denials, concessions.

Every word comes from the small grammar of ``invented_words``. Reports of their own share a place, the people who speak and what is claimed,
and no sentence; retellings are made from a report that is there. The same seed gives the same records.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from invented_words import (
    CLAIMED,
    CONCEDED,
    CORRECTED,
    COUNTED,
    DAYS,
    DENIED,
    DETAILS,
    ELSEWHERE,
    EVENTS,
    OTHER_WORDS,
    OUTLETS,
    PLACES,
    SEEN,
    SPEAKERS,
    TAKEN_BACK,
    UNSURE,
    WRITTEN,
)

Record = dict[str, Any]


class Inventor:
    """Makes records about one event, each under the next id. What it has made so far is in ``records``."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.place = self.chance.choice(PLACES)
        claims, contrary = self.chance.choice(EVENTS)
        self.claims = [claim.format(place=self.place) for claim in self.chance.sample(claims, len(claims))]
        self.contrary = contrary.format(place=self.place)
        self.speaker, self.denier, self.third = self.chance.sample(SPEAKERS, 3)
        self.outlets = self.chance.sample(OUTLETS, len(OUTLETS))
        self.details = self.chance.sample(DETAILS, len(DETAILS))
        self.forms = {form: self.chance.sample(form, len(form)) for form in (CLAIMED, DENIED, CONCEDED, UNSURE, COUNTED)}
        self.forms |= {form: [*form] for form in (SEEN, WRITTEN, TAKEN_BACK)}
        self.records: list[Record] = []

    def report(self, *, outlet: str | None = None, stances: Sequence[str] | None = None, day: int | None = None) -> Record:
        """Return a report of its own: what is claimed, what is said against it, and things that no other report mentions."""
        day = self.chance.randrange(len(DAYS) - 1) if day is None else day
        stances = stances or self.chance.choice((("claim",), ("claim", "deny"), ("claim", "deny"), ("claim", "unsure"), ("deny",)))
        outlet = outlet or self.next_outlet()
        self.claims.append(self.claims.pop(0))
        said = [self.say(stance, day, outlet) for stance in stances]
        details = [self.details.pop() for _ in range(8)]
        others = [details[0], " ".join(details[1:3]), f"{self.count(day)} {details[3]}", " ".join(details[4:6]), " ".join(details[6:])]
        self.chance.shuffle(others)
        at = self.chance.randint(0, len(others))
        paragraphs = [said[0], *others[:at], *said[1:], *others[at:]]
        return self.keep(
            outlet, self.chance.choice((f"News from {self.place}", f"{self.place}: what is known")), day, "\n\n".join(paragraphs)
        )

    def reprint(self, of: Record) -> Record:
        """Return the whole text once more, by another outlet."""
        byline = f"By {of['outlet']}" if self.chance.random() < 0.5 else None
        return self.keep(self.next_outlet(), of["title"], self.day_of(of), of["text"], after=of, byline=byline)

    def cut(self, of: Record) -> Record:
        """Return the beginning of the text, more than half of it, by another outlet."""
        paragraphs = of["text"].split("\n\n")
        n_kept = max(1, self.chance.randint(len(paragraphs) // 2 + 1, max(len(paragraphs) // 2 + 1, len(paragraphs) - 1)))
        return self.keep(self.next_outlet(), of["title"], self.day_of(of), "\n\n".join(paragraphs[:n_kept]), after=of)

    def reword(self, of: Record) -> Record:
        """Return the text with some of its words replaced, by another outlet."""
        text = of["text"]
        for before, after in OTHER_WORDS:
            text = re.sub(rf"\b{before}\b", after, text) if self.chance.random() < 0.7 else text
        return self.keep(self.next_outlet(), of["title"], self.day_of(of), text, after=of)

    def excerpt(self, of: Record) -> Record:
        """Return a report about other things into which the first half of the text is set, word for word, by another outlet."""
        paragraphs = of["text"].split("\n\n")
        half = paragraphs[: max(2, len(paragraphs) // 2)]
        own = [" ".join(self.details.pop() for _ in range(2)) for _ in range(3)]
        text = "\n\n".join([*own[:2], f"{of['outlet']} reported:", *half, own[2]])
        return self.keep(self.next_outlet(), f"The week in {self.place}", self.day_of(of), text, after=of)

    def concession(self) -> Record:
        """Return a later report of its own in which those who denied it say so themselves."""
        return self.report(stances=("concede",), day=len(DAYS) - 1)

    def update(self, of: Record) -> Record:
        """Return the same outlet's newer version of a text, with something new at its end."""
        text = f"{of['text']}\n\n{self.details.pop()} {self.details.pop()}"
        return self.keep(of["outlet"], of["title"], min(self.day_of(of) + 1, len(DAYS) - 1), text)

    def correction(self, of: Record) -> Record:
        """Return the same outlet's newer version of a text, with a notice that takes back what is claimed."""
        claim = next((each for each in self.claims if each in of["text"]), self.claims[0])
        notice = self.chance.choice(CORRECTED).format(claim=claim)
        text = "\n\n".join([*(each for each in of["text"].split("\n\n") if claim not in each), notice])
        return self.keep(of["outlet"], of["title"], min(self.day_of(of) + 1, len(DAYS) - 1), text)

    def borrow(self, of: Record, into: Record) -> None:
        """Let the second text end with a sentence that the first has of its own."""
        into["text"] += "\n\n" + next(each for each in of["text"].split("\n\n") if each in DETAILS)

    def undated(self, of: Record) -> Record:
        """Return a reprint of which nobody knows when it was published."""
        record = self.reprint(of)
        record["published"] = None
        return record

    def elsewhere(self, language: str) -> Record:
        """Return a report in a language whose claims are not measured."""
        return self.keep(self.next_outlet(), None, 0, ELSEWHERE[language])

    def say(self, stance: str, day: int, outlet: str) -> str:
        """Return the words of whoever takes the stance."""
        forms, speaker = {
            "claim": (CLAIMED, self.speaker),
            "deny": (DENIED, self.denier),
            "concede": (CONCEDED, self.denier),
            "unsure": (UNSURE, self.third),
            "seen": (SEEN, self.third),
            "written": (WRITTEN, self.speaker),
            "taken back": (TAKEN_BACK, self.speaker),
        }[stance]
        told = {"claim": self.claims[0], "contrary": self.contrary, "day": DAYS[day], "outlet": outlet, "place": self.place}
        words = self.next_form(forms).format(full=speaker[0], **told)
        return words[0].upper() + words[1:]

    def count(self, day: int) -> str:
        """Return a sentence with a figure."""
        number = self.chance.randint(2, 90) * 10
        return self.next_form(COUNTED).format(number=number, last=self.speaker[1], day=DAYS[day], place=self.place)

    def next_form(self, forms: tuple[str, ...]) -> str:
        """Return the forms in turn, so that as few reports as may be use the same words."""
        form = self.forms[forms].pop(0)
        self.forms[forms].append(form)
        return form

    def next_outlet(self) -> str:
        """Return an outlet that has published nothing yet; when all have, one with a number."""
        n = len(self.records)
        return self.outlets[n] if n < len(self.outlets) else f"Paper No. {n}"

    def day_of(self, record: Record) -> int:
        """Return the day of the week on which a record was published, undated ones on the first."""
        return int(record["published"][8:10]) - 4 if record["published"] else 0

    def keep(
        self, outlet: str, title: str | None, day: int, text: str, *, after: Record | None = None, byline: str | None = None
    ) -> Record:
        """Return the finished record, which is from then on part of the coverage."""
        hour = int(after["published"][11:13]) + 1 if after and after["published"] else self.chance.randint(6, 12)
        record = {
            "id": f"r{len(self.records) + 1:02}", "outlet": outlet, "url": None, "title": title, "byline": byline,
            "published": f"2041-03-{day + 4:02}T{min(hour, 23):02}:{self.chance.randrange(60):02}:00Z", "text": text,
        }  # fmt: skip
        self.records.append(record)
        return record


def invent_coverage(seed: int, n_reports: int = 3, n_retellings: int = 3) -> list[Record]:
    """Return the records of some coverage: reports of their own, then retellings of them; in half of all an excerpt, or a concession."""
    inventor = Inventor(seed)
    own = [inventor.report(stances=("claim", "deny"))] + [inventor.report() for _ in range(n_reports - 1)]
    for _ in range(n_retellings):
        retell = inventor.chance.choice((inventor.reprint, inventor.cut, inventor.reword))
        retell(inventor.chance.choice(own))
    for add in (lambda: inventor.excerpt(own[0]), inventor.concession):
        if inventor.chance.random() < 0.5:
            add()
    return inventor.records


def to_lines(records: Iterable[Record]) -> bytes:
    """Return records as JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def to_stream(records: Iterable[Record]) -> io.BytesIO:
    """Return records as what standard input would give."""
    return io.BytesIO(to_lines(records))
