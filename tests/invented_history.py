"""Invented coverage of two events at one place, from a seed, in which something happens that the counts hang on.

What may happen to a claim is in ``TURNS``. One is asked for; what happens at the other event is drawn.
"""

from __future__ import annotations

from collections.abc import Callable

from invented_coverage import Inventor, Record
from invented_words import (
    ANNOUNCED,
    AT_LENGTH,
    BY_WIRE,
    CLAIMED,
    CONCEDED,
    DAYS,
    EVENTS,
    HEARD,
    REFUSED,
    SEEN,
    SIDED,
    SPEAKERS,
    TAKEN_BACK,
    WIRES,
    WRITTEN,
)

_LAST_DAY = len(DAYS) - 1


class Chronicler(Inventor):
    """Makes records about one event after the other. Who speaks of one says nothing of the other."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.events = self.chance.sample(EVENTS, 2)
        self.bodies = self.chance.sample(SIDED, len(SIDED))
        self.people = self.chance.sample(SPEAKERS, len(SPEAKERS))
        # "told Valley Post" is read as told in a post, and what was told so as written words
        self.outlets = [outlet for outlet in self.outlets if outlet.split()[-1] not in ("Mail", "Post")]
        self.wire = self.chance.choice(WIRES)
        self.forms |= {form: self.chance.sample(form, len(form)) for form in (ANNOUNCED, REFUSED, HEARD, BY_WIRE, AT_LENGTH)}

    def turn_to_next_event(self) -> None:
        """Let everything from here on be about another event: other claims, other bodies, other people."""
        claims, contrary = self.events.pop()
        self.claims = [claim.format(place=self.place) for claim in self.chance.sample(claims, len(claims))]
        self.contrary = contrary.format(place=self.place)
        (body, speaks), (other, _) = self.bodies.pop(), self.bodies.pop()
        third, fourth, fifth = (self.people.pop() for _ in range(3))
        self.say_how = {
            "claim": (ANNOUNCED, body, body),
            "speak for": (ANNOUNCED, speaks, speaks),
            "bear out": (CLAIMED, *third),
            "bear out, too": (CLAIMED, *fourth),
            "deny": (REFUSED, other, other),
            "concede": (CONCEDED, other, other),
            "take back": (TAKEN_BACK, body, body),
            "hear": (HEARD, *third),
            "wire": (BY_WIRE, *third),
            "wire, too": (BY_WIRE, *fourth),
            "tell at length": (AT_LENGTH, *fifth),
            "write": (WRITTEN, body, body),
            "see": (SEEN, "", ""),
        }

    def write(self, *stances: str, outlet: str | None = None, whom: str = "", day: int = 0) -> Record:
        """Return a short report of its own: what is said of the event, each in a paragraph, between things that nobody else mentions."""
        outlet = outlet or self.next_outlet()
        self.claims.append(self.claims.pop(0))
        said = [self.say(stance, day, outlet, whom) for stance in stances]
        own = [self.details.pop() for _ in range(6)]
        return self.keep(outlet, f"News from {self.place}", day, "\n\n".join([own[0], said[0], own[1], *said[1:], *own[2:]]))

    def say(self, stance: str, day: int, outlet: str, whom: str = "") -> str:
        """Return the words of whoever takes the stance; ``whom``: the newsroom that has them at first hand."""
        forms, full, last = self.say_how[stance]
        told = {"claim": self.claims[0], "contrary": self.contrary, "outlet": outlet, "place": self.place, "whom": whom, "wire": self.wire}
        words = self.next_form(forms).format(full=full, last=last, day=DAYS[day], **told)
        return words[0].upper() + words[1:]

    def print_passage(self, of: Record) -> Record:
        """Return a report of other things in which a passage of another one stands, word for word, and nothing of its narrative."""
        passage = of["text"].split("\n\n")[1]
        own = [" ".join(self.details.pop() for _ in range(2)) for _ in range(2)]
        return self.keep(self.next_outlet(), f"The week in {self.place}", self.day_of(of), "\n\n".join([own[0], passage, own[1]]), after=of)


# -- what may happen ---------------------------------------------------------------------------------------------------------


def _concede(of: Chronicler) -> None:
    """Let a side deny it on one day and admit it on another one."""
    of.write("claim", "deny", day=1)
    of.write("bear out", day=2)
    of.write("concede", day=_LAST_DAY)


def _take_back(of: Chronicler) -> None:
    """Let the side that said it take it back."""
    of.write("claim", "deny")
    of.write("claim", day=1)
    of.write("take back", day=_LAST_DAY)


def _correct(of: Chronicler) -> None:
    """Let a newsroom take back what it had printed twice."""
    said = of.write("claim")
    of.chance.choice((of.update, of.reprint))(said)
    of.correction(said)


def _see(of: Chronicler) -> None:
    """Let somebody uninvolved have seen it."""
    of.write("claim")
    of.write("see", day=1)


def _speak_for(of: Chronicler) -> None:
    """Let a body say it, and who speaks for it."""
    of.write("claim", "deny")
    of.write("speak for")


def _credit(of: Chronicler) -> None:
    """Let one newsroom name another one where it says it."""
    said = of.write("claim")
    of.write("hear", whom=said["outlet"])


def _share_wire(of: Chronicler) -> None:
    """Let two newsrooms name one agency: where they say it, or in their date lines."""
    of.write("wire")
    second = of.write("wire, too")
    if of.chance.random() < 0.5:
        of.write("claim")
        for record in of.records[-1], second:
            record["text"] = f"{of.place.upper()}, March {of.day_of(record) + 4} ({of.wire}) - {record['text']}"


def _print_passage(of: Chronicler) -> None:
    """Let a newsroom print a passage of another one, and add what it has heard itself."""
    said = of.write("tell at length")
    printed = of.print_passage(said)
    printed["text"] += f"\n\n{of.say('bear out', 0, printed['outlet'])}"


def _print_passage_only(of: Chronicler) -> None:
    """Let a newsroom print a passage of another one, and nothing else of the matter."""
    of.print_passage(of.write("tell at length", "deny"))


def _write(of: Chronicler) -> None:
    """Let two newsrooms quote one written statement."""
    of.write("write")
    of.write("write", "deny")


def _publish_twice(of: Chronicler) -> None:
    """Let one newsroom report on it twice, on its own."""
    said = of.write("claim")
    of.write("bear out", outlet=said["outlet"], day=1)


def _share_words(of: Chronicler) -> None:
    """Let two newsrooms use one sentence, each as its own."""
    said = of.write("claim")
    of.borrow(said, of.write("bear out"))


def _retell(of: Chronicler) -> None:
    """Let newsrooms print another one's report, in its words or nearly so."""
    said = of.write("claim", "deny")
    for retell in of.chance.sample((of.reprint, of.cut, of.reword, of.undated), 2):
        retell(said)


TURNS: dict[str, Callable[[Chronicler], None]] = {
    "concede": _concede,
    "take back": _take_back,
    "correct": _correct,
    "see": _see,
    "speak for": _speak_for,
    "credit": _credit,
    "share wire": _share_wire,
    "print passage": _print_passage,
    "print passage only": _print_passage_only,
    "write": _write,
    "publish twice": _publish_twice,
    "share words": _share_words,
    "retell": _retell,
}


def invent_history(seed: int, turn: str) -> list[Record]:
    """Return the records of coverage of two events, at one of which something happens that is asked for; of some, one report has both."""
    chronicler = Chronicler(seed)
    ends = []
    for name in (turn, chronicler.chance.choice(sorted(TURNS))):
        chronicler.turn_to_next_event()
        TURNS[name](chronicler)
        ends.append(chronicler.say("bear out, too", _LAST_DAY, "the paper"))
    if chronicler.chance.random() < 0.4:
        chronicler.keep(chronicler.next_outlet(), f"The week in {chronicler.place}", _LAST_DAY, "\n\n".join(ends))
    return chronicler.records
