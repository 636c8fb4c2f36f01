"""Invented coverage of an invented event, from a seed: own reporting, reprints, cuts, rewordings, denials, concessions.

Every word comes from the small grammar below. Reports of their own share a place, the people who speak and what is claimed,
and no sentence; retellings are made from a report that is there. The same seed gives the same records.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

Record = dict[str, Any]

_PLACES = ("Orlek", "Vasmund", "Teldry", "Quarnock", "Brissa", "Hollum", "Ostwick", "Pellane")
_EVENTS = (  # what is claimed, in the words of different newsrooms; and what those who deny it say instead
    (
        ("the flood gate at {place} had failed", "the {place} flood gate had given way",
         "water had broken through the flood gate of {place}"),
        "the flood gate at {place} was holding",
    ),
    (
        ("striking miners had occupied the copper works at {place}", "miners on strike had taken over the {place} copper works",
         "the copper works of {place} had been occupied by strikers"),
        "the copper works at {place} were running as usual",
    ),
    (
        ("the night ferry had run aground off {place}", "the {place} night ferry was stuck on the rocks",
         "the night ferry had struck rocks outside {place}"),
        "the night ferry was safe in the harbour of {place}",
    ),
    (
        ("rebels had seized the radio mast above {place}", "the radio mast over {place} had fallen to the rebels",
         "rebel fighters had captured the radio mast of {place}"),
        "the radio mast above {place} was in the army's hands",
    ),
)  # fmt: skip
_SPEAKERS = (
    ("Governor Tilda Rusk", "Rusk"),
    ("Mayor Jonas Ferrel", "Ferrel"),
    ("union leader Petra Lund", "Lund"),
    ("army spokesman Karel Voss", "Voss"),
    ("engineer Sanna Brook", "Brook"),
    ("harbour master Odo Finch", "Finch"),
)
_SIDED = (  # each with a standing of its own
    ("the Copper Workers’ Union", "the union"),
    ("Halden Holdings", "the company"),
    ("the Association of Ferrymen", "the association"),
)
_OUTLETS = (
    "Norda", "Coast Herald", "The Lantern", "Valley Post", "Ostwick Mail", "Radio Brissa", "The Plain Courier", "Hollum Gazette",
    "Evening Star of Teldry", "The Weekly Crane", "Inland Telegraph", "Seven Hills Record",
)  # fmt: skip
_CLAIMED = (
    "{full} said on {day} that {claim}.",
    "According to {full}, {claim} in the small hours of {day}.",
    "“I have seen it with my own eyes,” {full} told {outlet}, adding that {claim}.",
    "In a statement on {day}, {full} announced that {claim}.",
    "{day} had hardly begun when {full} confirmed to reporters that {claim}.",
    "Standing in the rain, {full} insisted that {claim}.",
)
_DENIED = (
    "{full} immediately denied the claim.",
    "{full} rejected this, saying that {contrary}.",
    "But {full} denied on {day} that {claim}.",
    "“That is not true,” {full} said. “As everyone here knows, {contrary}.”",
)
_CONCEDED = (
    "{full} admitted on {day} that {claim}.",
    "{full}, who had denied it for days, conceded that {claim}.",
)
_UNSURE = ("{full} could not confirm whether {claim}.",)
_SEEN = (
    "A correspondent of {outlet} at the scene saw for herself that {claim}.",
    "This reporter visited {place} on {day} and saw that {claim}.",
    "Witnesses said on {day} that {claim}.",
    "Our correspondent in {place} reports that {claim}.",
)
_WRITTEN = (
    "“We confirm without any reservation whatsoever and to everybody concerned that {claim},” {full} said in a written statement.",
    "In a written statement, {full} said: “We confirm without any reservation whatsoever and to everybody concerned that {claim}.”",
)
_TAKEN_BACK = (
    "{full} withdrew the claim on {day} and denied that {claim}.",
    "{full} denied on {day} that {claim}.",
)
_CORRECTED = (
    "Correction: An earlier version of this report said that {claim}. That was wrong.",
    "This report has been corrected. An earlier version incorrectly stated that {claim}.",
)
_COUNTED = (
    "At least {number} people were taken to hospital, {last} said.",
    "Up to {number} families have left their homes since {day}.",
    "About {number} lorries wait on the road into {place}.",
    "The lost wages come to {number},000 crowns, a bank clerk reckons.",
    "{last} spoke of more than {number} injured.",
    "Some {number} soldiers are on their way.",
)
_DETAILS = (
    "A baker named Ruta handed out warm rolls from the back of her van.",
    "Two shepherds drove their flock through Weaver Street because the lower meadow lay under water.",
    "In the botanical garden a night watchman kept a bonfire going until the rain came.",
    "The organist of the old chapel rang the bells by hand when the power went out.",
    "Pupils spent the morning in the theatre, where somebody had found a projector and three cartoons.",
    "Trams stopped at noon; their drivers sat on the kerb and played cards.",
    "At the brewery the cellars were pumped dry, and forty barrels floated out into the yard.",
    "Anglers counted eleven helicopters over the sugar mill in a single hour.",
    "A retired diver lent his rubber boat to a neighbour whose cat was stranded on a shed.",
    "The chemist opened at six and had sold every candle by eight.",
    "Vines on the southern slopes have been torn out, and their owner spoke of a lost decade.",
    "Students nailed planks across the library windows and carried the atlases upstairs.",
    "On the eastern bank an old carpenter was building a footbridge out of doors.",
    "Traffic lights blinked yellow from the clock tower as far as the lime kilns.",
    "A wedding planned for the town hall took place in a barn, with borrowed shoes.",
    "The radio played waltzes between announcements, as it had done during the great frost.",
    "Nurses pushed nine beds down the ramp because the lift was stuck.",
    "Near the viaduct somebody had painted a white arrow and the word uphill.",
    "Crates of apples from the cold store lay along the railway like beads.",
    "Her grandfather remembered worse, a teacher told the queue, but nobody laughed.",
    "The post was late for the first time since the bicycle strike.",
    "Glassblowers let their furnace go cold, which ruins it.",
    "Children traded batteries for chocolate behind the tannery.",
    "Surveyors in yellow coats set up tripods and left again without a word.",
    "A ticket seller wrote down the names of everyone who boarded the last bus.",
    "Fog hid the peaks, and the cable car hung still above the quarry.",
    "Bookshops lent out novels without asking for money.",
    "The zoo moved its penguins into a swimming pool, to general delight.",
    "Farmers came with tractors and towed nineteen cars out of the mud.",
    "Every seat in the mosque, the synagogue and the cathedral was taken by evening.",
    "A goat was seen on the roof of the courthouse and is still being discussed.",
    "Beekeepers carried their hives to the cemetery, the highest ground they knew.",
    "The football final has been put off until the pitch can be found again.",
    "Locksmiths worked through the dark because so many keys had been left inside.",
    "In the printing shop the presses ran on, for want of anybody to stop them.",
    "Ice cream was free on the promenade, since the freezers had failed.",
    "One pilot landed on the ring road and asked for directions.",
    "Volunteers knotted bed sheets into ropes and tested them on the stairs of the museum.",
    "Cellos from the conservatory were dried in a pizza oven at its lowest setting.",
    "Above the gorge a surveyor's hut slid twenty paces and stopped against a walnut tree.",
)
_OTHER_WORDS = (
    ("said on", "stated on"), ("taken to hospital", "brought to clinics"), ("immediately", "at once"), ("because", "as"),
    ("old", "ancient"), ("near", "close to"), ("handed out", "distributed"), ("stopped", "halted"), ("somebody", "someone"),
    ("homes", "houses"), ("wait on", "queue on"), ("carried", "brought"), ("until", "till"), ("had found", "had discovered"),
)  # fmt: skip
_ELSEWHERE = {
    "de": "Der Bürgermeister sagte am Montag, dass die Brücke wieder geöffnet werde. Der Stadtrat wies das zurück. "
          "Niemand habe die Pfeiler bisher untersucht, erklärte eine Sprecherin der Feuerwehr am Abend.",
    "fr": "Le maire a déclaré lundi que le pont serait bientôt rouvert à la circulation. Le conseil a aussitôt démenti. "
          "Personne n'a encore examiné les piliers, a expliqué une porte-parole des pompiers dans la soirée.",
}  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


class Inventor:
    """Makes records about one event, each under the next id. What it has made so far is in ``records``."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.place = self.chance.choice(_PLACES)
        claims, contrary = self.chance.choice(_EVENTS)
        self.claims = [claim.format(place=self.place) for claim in self.chance.sample(claims, len(claims))]
        self.contrary = contrary.format(place=self.place)
        self.speaker, self.denier, self.third = self.chance.sample(_SPEAKERS, 3)
        self.outlets = self.chance.sample(_OUTLETS, len(_OUTLETS))
        self.details = self.chance.sample(_DETAILS, len(_DETAILS))
        self.forms = {form: self.chance.sample(form, len(form)) for form in (_CLAIMED, _DENIED, _CONCEDED, _UNSURE, _COUNTED)}
        self.forms |= {form: [*form] for form in (_SEEN, _WRITTEN, _TAKEN_BACK)}
        self.records: list[Record] = []

    def report(self, *, outlet: str | None = None, stances: Sequence[str] | None = None, day: int | None = None) -> Record:
        """Return a report of its own: what is claimed, what is said against it, and things that no other report mentions."""
        day = self.chance.randrange(len(_DAYS) - 1) if day is None else day
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
        for before, after in _OTHER_WORDS:
            text = text.replace(before, after) if self.chance.random() < 0.7 else text
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
        return self.report(stances=("concede",), day=len(_DAYS) - 1)

    def update(self, of: Record) -> Record:
        """Return the same outlet's newer version of a text, with something new at its end."""
        text = f"{of['text']}\n\n{self.details.pop()} {self.details.pop()}"
        return self.keep(of["outlet"], of["title"], min(self.day_of(of) + 1, len(_DAYS) - 1), text)

    def correction(self, of: Record) -> Record:
        """Return the same outlet's newer version of a text, with a notice that takes back what is claimed."""
        claim = next((each for each in self.claims if each in of["text"]), self.claims[0])
        notice = self.chance.choice(_CORRECTED).format(claim=claim)
        text = "\n\n".join([*(each for each in of["text"].split("\n\n") if claim not in each), notice])
        return self.keep(of["outlet"], of["title"], min(self.day_of(of) + 1, len(_DAYS) - 1), text)

    def borrow(self, of: Record, into: Record) -> None:
        """Let the second text end with a sentence that the first has of its own."""
        into["text"] += "\n\n" + next(each for each in of["text"].split("\n\n") if each in _DETAILS)

    def undated(self, of: Record) -> Record:
        """Return a reprint of which nobody knows when it was published."""
        record = self.reprint(of)
        record["published"] = None
        return record

    def elsewhere(self, language: str) -> Record:
        """Return a report in a language whose claims are not measured."""
        return self.keep(self.next_outlet(), None, 0, _ELSEWHERE[language])

    def say(self, stance: str, day: int, outlet: str) -> str:
        """Return the words of whoever takes the stance."""
        forms, speaker = {
            "claim": (_CLAIMED, self.speaker),
            "deny": (_DENIED, self.denier),
            "concede": (_CONCEDED, self.denier),
            "unsure": (_UNSURE, self.third),
            "seen": (_SEEN, self.third),
            "written": (_WRITTEN, self.speaker),
            "taken back": (_TAKEN_BACK, self.speaker),
        }[stance]
        told = {"claim": self.claims[0], "contrary": self.contrary, "day": _DAYS[day], "outlet": outlet, "place": self.place}
        words = self.next_form(forms).format(full=speaker[0], **told)
        return words[0].upper() + words[1:]

    def count(self, day: int) -> str:
        """Return a sentence with a figure."""
        number = self.chance.randint(2, 90) * 10
        return self.next_form(_COUNTED).format(number=number, last=self.speaker[1], day=_DAYS[day], place=self.place)

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


def invent_history(seed: int) -> list[Record]:
    """Return the records of coverage in which all sorts of things happen: see the methods of ``Inventor``, some of which are drawn."""
    inventor = Inventor(seed)
    chance = inventor.chance
    if chance.random() < 0.6:
        inventor.speaker, inventor.denier, inventor.third = chance.sample(_SIDED, len(_SIDED))
    inventor.report(stances=chance.choice((("claim", "deny"), ("claim",), ("seen",), ("written",))))
    if chance.random() < 0.25:  # the whole story of an error: said once, printed twice, and corrected or taken back
        inventor.reprint(inventor.records[0]) if chance.random() < 0.2 else inventor.update(inventor.records[0])
        inventor.correction(inventor.records[0]) if chance.random() < 0.6 else inventor.report(stances=("taken back",), day=4)
        return inventor.records
    second = chance.choice((("seen",), ("claim", "unsure"), ("written", "deny"), ("seen", "deny")))
    inventor.report(stances=second, outlet=inventor.records[0]["outlet"] if chance.random() < 0.2 else None)
    if chance.random() < 0.3:
        inventor.borrow(*inventor.records)
    retellings = (inventor.reprint, inventor.cut, inventor.reword, inventor.excerpt, inventor.update, inventor.correction, inventor.undated)
    for _ in range(chance.randint(1, 3)):
        chance.choice(retellings)(chance.choice(inventor.records[:3]))
    last = chance.choice((("concede",), ("taken back",), ("taken back",), ("seen",), ("deny",)))
    if chance.random() < 0.8:
        inventor.report(stances=last, day=len(_DAYS) - 1)
    return inventor.records


def to_lines(records: Iterable[Record]) -> bytes:
    """Return records as JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def to_stream(records: Iterable[Record]) -> io.BytesIO:
    """Return records as what standard input would give."""
    return io.BytesIO(to_lines(records))
