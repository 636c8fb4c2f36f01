"""Invented reports for the tests of the retellings room: one ferry, told by two newsrooms and retold by others."""

# ruff: noqa: E501   a line of these texts is a paragraph

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sayso.model import Report
from sayso.text import Document, read_document

WIRE = """PORT MARLO, May 4 (Tidewire) - A passenger ferry with 212 people on board ran aground off Cape Sorrow on Tuesday after its steering failed in heavy seas, the coastguard said, and rescuers had brought all but nine of them ashore by nightfall.

The Silver Heron left Port Marlo shortly after six in the morning and was halfway across the strait when the crew reported that the rudder no longer answered, coastguard commander Hedvig Rand told reporters at the quay.

"The wind pushed her onto the rocks like a toy," Rand said. "My crews worked in waves of five metres and I am proud of every one of them."

The owner, Blue Strait Lines, denied that the ship had been sent out with a known fault. Managing director Tomas Greel said the steering gear had passed an inspection in March and called reports of earlier trouble "harbour gossip".

A deckhand who asked not to be named told Tidewire that the rudder had jammed twice in April and that the crew had been told to keep quiet about it.

Divers will search the flooded car deck at first light on Wednesday. The ferry, built in 1988, carries commuters and lorries between the mainland and the island of Torrey.

(Reporting by Ana Welk; editing by Piet Moor)"""

REPRINT = "\n\n".join(WIRE.replace("PORT MARLO, May 4 (Tidewire) - ", "").split("\n\n")[:4])

REWRITE = """Some 212 passengers had to be rescued when a ferry hit rocks near Cape Sorrow on Tuesday, Tidewire reported.

The Silver Heron had set out from Port Marlo just after 6 a.m. Midway across the strait the crew said that the rudder had stopped answering, according to the commander of the coastguard, Hedvig Rand. Nine people were still missing at nightfall.

The wind had pushed the ship onto the rocks "like a toy", she said.

The company that owns the vessel, Blue Strait Lines, denies that it was sent out with a known fault. Its managing director, Tomas Greel, says the steering gear passed inspection in March."""

OWN = """The first blankets ran out at noon. By then the parish hall in Lower Quay held a hundred and forty people, most of them barefoot, and a dog that nobody claimed.

Maren Holt had been asleep on a bench near the bow. "There was a bang, then the coffee machine came flying," she said, a paper cup in both hands. Her brother, who works on the island of Torrey, is among the nine who had not been found last night.

How could the Silver Heron strike Cape Sorrow in daylight? Hedvig Rand, the coastguard commander, spoke of a rudder that gave up. "The wind pushed her onto the rocks like a toy," she told the crowd outside.

Union secretary Olav Brint has another explanation. The yard that was to replace the hydraulics went bankrupt in winter, he told the Torrey Mail, and no other was found. Blue Strait Lines did not answer our questions.

At dusk the church bell rang nine times. The fishing boats stayed out with their lamps lit."""

OTHER = """The town council of Ebbing voted on Monday to close the indoor swimming pool for two years. Repairs to the roof will cost 4.2 million crowns, treasurer Jana Moll said, more than twice the estimate.

Swimming clubs protested. "Our children will forget how to float," said Kurt Ahl, who coaches the juniors. The council promised buses to the pool in Nordby."""

_RADIO = """Good evening from the quay. We stay on the air until the last boat is in, and the kettle in the studio is on for anyone who needs it.

Our reporter walked the shore road this afternoon. At the lighthouse he met two schoolgirls with a torch who had counted eleven rafts. "We shouted until they waved," the older one said.

Traffic is closed between the fish market and the chapel. Drivers should use the hill road. Clean towels can be left at the fire station until ten."""

EXCERPT = "\n\n".join([*_RADIO.split("\n\n")[:2], "The agency Tidewire sent this:", *WIRE.split("\n\n")[3:5], _RADIO.split("\n\n")[2]])

DIGEST = "\n\n".join([*OWN.split("\n\n")[1:4], *WIRE.split("\n\n")[3:5]])


def make_report(id_: str, text: str, outlet: str | None = None, hour: int | None = None, **more: Any) -> Report:
    """Return a report of 4 May 2031, at an hour if one is given."""
    published = None if hour is None else datetime(2031, 5, 4, hour, tzinfo=UTC)
    return Report(id_, text, outlet, published=published, published_precision=published and "instant", **more)


def make_pair(report: Report) -> tuple[Report, Document]:
    """Return a report with its document."""
    return report, read_document(report.text)


def make_pile() -> list[Report]:
    """Return a small pile: a wire report, a reprint and a rewrite of it, one newsroom's own, one with an excerpt, and another story."""
    return [
        make_report("a", WIRE, "Tidewire", 8, title="Ferry with 212 on board runs aground off Cape Sorrow"),
        make_report("b", REPRINT, "Morning Lantern", 10, title="Ferry aground"),
        make_report("c", REWRITE, "Quickread", 11, title="Ferry hits rocks"),
        make_report("d", OWN, "The Torrey Mail", 20, title="A hall full of blankets"),
        make_report("e", OTHER, "Ebbing Post", 9, title="Pool to close"),
        make_report("f", EXCERPT, "Lower Quay Radio", 21, title="Voices from the hall"),
    ]
