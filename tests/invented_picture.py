"""A picture made by hand that holds something of everything that surfaces show, and the same with hostile words in it."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sayso.model import (
    Alignment,
    Attribution,
    Change,
    Figure,
    Link,
    Merge,
    NameVariants,
    Picture,
    Proposition,
    Reason,
    Report,
    Retelling,
    Scope,
    Skip,
    Span,
    StatusStep,
    Voice,
)

_WIRE = (
    "The dam at Orlek is safe, engineer Mira Tolan said on Monday. “Not one crack has been found,” she said. "
    "The valley council denied that. At least 40 families have left. The lake is also called Urlak."
)
_COPY = (
    "The dam at Orlek is safe. “No crack was ever found,” engineer Mira Tolan claimed. "
    "Dozens of families have left. A festival goes on as planned."
)
_OWN = "Water seeps through the dam at Urlak, said council speaker Bo Hadd. The engineers' office could not say whether it is safe."


def _at(day: int, hour: int) -> dict[str, Any]:
    return {"published": datetime(2041, 5, day, hour, tzinfo=UTC), "published_precision": "instant"}


REPORTS = (
    Report("r01", _WIRE, outlet="Valley Wire", title="Dam is safe", language="en", path="pile.jsonl:1", **_at(6, 8)),
    Report("r02", _COPY, outlet="The Morning Lantern", title="Safe!", language="en", path="pile.jsonl:2", **_at(6, 11)),
    Report("r03", _OWN, outlet="Urlak Radio", language="en", path="pile.jsonl:3", **_at(7, 9)),
    Report("r04", "Der Damm hält.", outlet="Bergpost", language="de", path="pile.jsonl:4"),
)
_TEXTS = {report.id: report.text for report in REPORTS}


def cut(report: str, words: str) -> Span:
    """Return the span of words in one of the reports."""
    start = _TEXTS[report].index(words)
    return Span.cut(_TEXTS[report], start, start + len(words))


def _said(number: int, report: str, voice: str, source: str, cue: str, content: str, stance: Any, proposition: str | None) -> Attribution:
    return Attribution(
        cut(report, source), cut(report, cue), (cut(report, content),), "indirect", said_on=date(2041, 5, 6), report=report,
        id=f"a{number}", voice=voice, stance=stance, stance_probability=0.9, proposition=proposition,
        force="deny" if cue == "denied" else "assert",
    )  # fmt: skip


CHANGES = (
    Change("quote_altered", cut("r01", "Not one crack has been found"), cut("r02", "No crack was ever found"), "r01", "r02"),
    Change("attribution_lost", cut("r01", "engineer Mira Tolan said"), cut("r02", "The dam at Orlek is safe."), "r01", "r02"),
    Change("cue_shifted", cut("r01", "she said"), cut("r02", "claimed"), "r01", "r02"),
    Change("omitted", cut("r01", "The valley council denied that."), None, "r01", "r02"),
)
RETELLING = Retelling("r02", "r01", "rewrite", 0.97, 0.93, True, 0.81, (Reason("earlier", "r01 was published 3 h before r02", 1.5),))


def _link(before: str, after: str, kind: Any) -> Link:
    return Link((cut("r01", before),) if before else (), (cut("r02", after),) if after else (), kind, 0.5)


ALIGNMENT = Alignment(
    passages=(((0, 24), (0, 24)),),
    sentences=(
        _link("The dam at Orlek is safe, engineer Mira Tolan said on Monday.", "The dam at Orlek is safe.", "reworded"),
        _link("“Not one crack has been found,” she said.", "“No crack was ever found,” engineer Mira Tolan claimed.", "reworded"),
        _link("The valley council denied that.", "", "omitted"),
        _link("At least 40 families have left.", "Dozens of families have left.", "moved"),
        _link("The lake is also called Urlak.", "", "omitted"),
        _link("", "A festival goes on as planned.", "added"),
    ),
    changes=CHANGES,
)

_NAME = cut("r01", "Mira Tolan")
PICTURE = Picture(
    reports=REPORTS,
    skipped=(Skip("pile.jsonl:5", "broken_json", "line 5 is no JSON. Mend it"), Skip("photo.txt", "binary", "it is no text")),
    duplicates=3,
    origins=(("r01", "r02"), ("r03",), ("r04",)),
    retellings=(RETELLING, Retelling("r03", None, "common_origin", 0.55, 0.5, False, 0.2)),
    changes=CHANGES,
    voices=(
        Voice("v1", "Mira Tolan", "engineer", "waterworks", "waterworks", ("engineer Mira Tolan", "she"), (("r01", _NAME),)),
        Voice("v2", "valley council", None, None, "valley", ("The valley council",), (("r01", cut("r01", "The valley council")),)),
        Voice("v3", "Bo Hadd", "council speaker", "valley council", "valley", ("council speaker Bo Hadd",), stands_for="v2"),
        Voice("v4", None, "office", None, "unknown", ("The engineers' office",)),
    ),
    attributions=(
        _said(1, "r01", "v1", "engineer Mira Tolan", "said on", "The dam at Orlek is safe", "affirm", "p1"),
        _said(2, "r02", "v1", "engineer Mira Tolan", "claimed", "No crack was ever found", "affirm", "p1"),
        _said(3, "r01", "v2", "The valley council", "denied", "that", "deny", "p1"),
        replace(
            _said(4, "r03", "v3", "council speaker Bo Hadd", "said", "Water seeps through the dam at Urlak", "deny", "p1"),
            scope=Scope("part", cut("r03", "Water seeps"), "r01", cut("r01", "Not one crack has been found")),
        ),
        _said(5, "r03", "v4", "The engineers' office", "could not say", "whether it is safe", "unverified", "p1"),
        _said(6, "r03", "v3", "council speaker Bo Hadd", "said", "Water seeps through the dam at Urlak", "affirm", "p2"),
    ),
    propositions=(
        Proposition(
            "p1", "The dam at Orlek is safe", cut("r01", "The dam at Orlek is safe"), "r01",
            ("v1",), ("v2", "v3"), (), ("v4",), ("r01", "r02", "r03"), (("r02", cut("r02", "The dam at Orlek is safe")),), (1, 2), 1, 1,
            (StatusStep(date(2041, 5, 5), "asserted"), StatusStep(date(2041, 5, 6), "contested")),
            (
                Merge("r01", "r02", True, Reason("retelling", "they go back to one report")),
                Merge("r01", "r03", False, Reason("credit", "r03 names Valley Wire")),
            ),
        ),
        Proposition(
            "p2", "Water seeps through the dam at Urlak", cut("r03", "Water seeps through the dam at Urlak"), "r03",
            ("v3",), (), (), (), ("r03",), (), (1, 1), 1, 1, (StatusStep(date(2041, 5, 7), "asserted"),),
        ),
    ),
    figures=(
        Figure("r01", "families", cut("r01", "At least 40"), 40, None, as_of=date(2041, 5, 6)),
        Figure("r02", "families", cut("r02", "Dozens"), 24, None, voice="v1"),
    ),
    names=(NameVariants((("Orlek", "waterworks"), ("Urlak", None)), (("r01", cut("r01", "Urlak")),)),),
    unmeasured=(("r04", Reason("language", "claims are measured in English, and this report is in German")),),
)  # fmt: skip

# A terminal's colours and title, a bell, a line overwritten, a word turned round, a lone surrogate, and a word that fits no screen.
HOSTILE = "\x1b[31mred\x1b]0;title\x07 \x9b2J \r over \u202egnirts \ud800 " + "unbroken" * 40 + " \u05e9\u05dc\u05d5\u05dd [bold]no[/bold]"


def make_hostile(thing: Any) -> Any:
    """Return the thing with hostile words in every text a stranger wrote; ids, closed lists and positions stay."""
    if isinstance(thing, tuple):
        return tuple(make_hostile(each) for each in thing)
    if isinstance(thing, Span):
        words = f"{thing.text} {HOSTILE}"
        return Span(thing.start, thing.start + len(words), words, thing.field)
    if isinstance(thing, str):
        return thing if re.fullmatch(r"[a-z]+(_[a-z]+)*|[rpva]\d+|", thing) else f"{thing} {HOSTILE}"
    if is_dataclass(thing) and not isinstance(thing, type):
        held = {each.name: getattr(thing, each.name) for each in fields(thing)}
        return replace(thing, **{name: make_hostile(value) for name, value in held.items() if not isinstance(value, date)})
    return thing
