"""Everything that one report says on its own account: what the pile needs of it, once, and in a form that can be kept.

A ``Reading`` depends on the report alone, so it is computed when a report is first seen and never again.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso.claims.attributions import find_attributions
from sayso.claims.cast import Speaker
from sayso.claims.continued import Continued, find_continued
from sayso.claims.figures import LocalFigure, find_figures
from sayso.claims.introductions import find_people
from sayso.claims.names import NamePair, find_name_pairs
from sayso.claims.neural.meaning import encode_statement, write_out
from sayso.claims.parties import count_capitals, find_polities
from sayso.claims.speakers import read_speakers
from sayso.claims.tagger import MEASURED_LANGUAGE, Tagged, Tagger, tag_all
from sayso.model import Attribution, Report, Span
from sayso.text import Document

_FORMAT = "reading-16"


@dataclass(frozen=True)
class Reading:
    """One report's attributions with their local speakers, its figures, names, capitals, and the sentences it says itself.

    ``sentences``: start of every sentence. ``narrative``: ``(start, end)`` of the sentences outside all attributed content.
    What ``read_meaning`` reads: ``meanings`` of each attribution, ``own_meanings`` of each sentence of the narrative, ``headline`` of the
    title; empty where there is none.
    """

    attributions: tuple[Attribution, ...]
    speakers: tuple[Speaker, ...]
    figures: tuple[LocalFigure, ...]
    name_pairs: tuple[NamePair, ...]
    capitals: tuple[Counter[str], Counter[str]]
    sentences: tuple[int, ...]
    narrative: tuple[tuple[int, int], ...]
    meanings: tuple[bytes, ...] = ()
    own_meanings: tuple[bytes, ...] = ()
    headline: bytes = b""


def read_claims(report: Report, document: Document, *, tagger: Tagger | None = None) -> Reading:
    """Return what a report says: attributions, speakers, figures, names, and what each statement means."""
    attributions = find_attributions(document, tagger=tagger, outlet=report.outlet, published=report.published_on)
    capitals = count_capitals(document)
    polities = find_polities([capitals])
    people = frozenset(word.casefold() for m in find_people(document) for word in (m.name or "").split())
    continued = find_continued(document, attributions)
    narrative = _find_narrative(document, attributions, continued, report.body_start)
    title = write_out("", "", report.title) if report.title else ""
    own = [document.text[start:end] for start, end in narrative] if document.language == MEASURED_LANGUAGE else []
    return Reading(
        attributions=attributions,
        speakers=read_speakers(document, attributions),
        figures=find_figures(document, attributions, report.published_on, continued),
        name_pairs=find_name_pairs(document, people, frozenset(polities.forms)),
        capitals=capitals,
        sentences=tuple(s.start for s in document.sentences),
        narrative=narrative,
        meanings=_encode_all(attributions, title),
        own_meanings=tuple(encode_statement(write_out("", "", each), title) for each in own),
        headline=encode_statement(title) if title else b"",
    )


def _encode_all(attributions: Sequence[Attribution], title: str) -> tuple[bytes, ...]:
    """Return what each statement of a report means in its place."""
    return tuple(encode_statement(said, before) for said, before in write_in_place(attributions, title))


def write_in_place(attributions: Sequence[Attribution], title: str) -> list[tuple[str, str]]:
    """Return each statement of a report as the encoder reads it, and what it is shown before it.

    That is the last one that does not only point back, for that one tells nothing, or else the headline.
    """
    before, found = title, []
    for attribution in attributions:
        said = write_out(*take_words(attribution))
        found.append((said, before))
        before = before if attribution.points_back else said
    return found


def take_words(attribution: Attribution) -> tuple[str, str, str]:
    """Return the words of the source, of the cue and of the content, empty where there are none."""
    source, cue = (span.text if span else "" for span in (attribution.source, attribution.cue))
    return source, cue, " ".join(part.text for part in attribution.content)


@dataclass(frozen=True)
class _Tagged:
    """A tagger of one text, which has its answer already."""

    version: str
    found: Sequence[Tagged]

    def tag(self, document: Document) -> Sequence[Tagged]:
        return self.found


def read_all_claims(items: Sequence[tuple[Report, Document]], tagger: Tagger) -> Iterator[Reading]:
    """Yield what each of several reports says, the same as one by one; the tagger has them side by side."""
    english = [document for _, document in items if document.language == MEASURED_LANGUAGE]
    found = tag_all(tagger, english)
    for report, document in items:
        tagged = _Tagged(tagger.version, next(found) if document.language == MEASURED_LANGUAGE else ())
        yield read_claims(report, document, tagger=tagged)


def _find_narrative(
    document: Document, attributions: Sequence[Attribution], continued: Sequence[Continued], body_start: int
) -> tuple[tuple[int, int], ...]:
    """Return the sentences that the report says in its own voice: no attributed content and no quotation in them, and none that goes on."""
    said = sorted(
        (part.start, part.end) for a in attributions for part in (*a.content, *([a.cue] if a.cue else [])) if part.field == "text"
    )
    said += [(start, end) for start, end, _ in continued]
    said += [(q.start, q.end) for q in document.quotations if q.depth == 0 and q.inner_end - q.inner_start > 24]
    said.sort()
    found, at, reach = [], 0, 0
    for sentence in document.sentences:
        while at < len(said) and said[at][0] < sentence.end:
            reach = max(reach, said[at][1])
            at += 1
        if sentence.start >= reach and sentence.start >= body_start:
            found.append((sentence.start, sentence.end))
    return tuple(found)


# -- keeping a reading -----------------------------------------------------------------------------------------------------


def reading_to_json(reading: Reading) -> bytes:
    """Return a reading as JSON; spans as offsets into the report's text."""
    return json.dumps(
        {
            "format": _FORMAT,
            "attributions": [_pack_attribution(a) for a in reading.attributions],
            "speakers": [_pack_speaker(s) for s in reading.speakers],
            "figures": [
                [f.what, f.span.start, f.span.end, f.low, f.high, f.approximate, f.attribution, _pack_day(f.as_of), f.unit]
                for f in reading.figures
            ],
            "names": [[p.first, p.second, p.side, p.span.start, p.span.end] for p in reading.name_pairs],
            "capitals": [dict(sorted(c.items())) for c in reading.capitals],
            "sentences": reading.sentences,
            "narrative": reading.narrative,
            "meanings": [b64encode(each).decode("ascii") for each in (*reading.meanings, *reading.own_meanings, reading.headline)],
        },
        ensure_ascii=True,
    ).encode("ascii")


def reading_from_json(data: bytes, text: str) -> Reading:
    """Return the reading that was kept for a report of this text."""
    kept = json.loads(data)
    *meanings, headline = map(b64decode, kept["meanings"])
    n_said = len(kept["attributions"])
    return Reading(
        attributions=tuple(_unpack_attribution(a, text) for a in kept["attributions"]),
        speakers=tuple(_unpack_speaker(s, text) for s in kept["speakers"]),
        figures=tuple(
            LocalFigure(what, Span.cut(text, start, end), low, high, approximate, owner, _unpack_day(as_of), unit)
            for what, start, end, low, high, approximate, owner, as_of, unit in kept["figures"]
        ),
        name_pairs=tuple(NamePair(first, second, side, Span.cut(text, a, b)) for first, second, side, a, b in kept["names"]),
        capitals=(Counter(kept["capitals"][0]), Counter(kept["capitals"][1])),
        sentences=tuple(kept["sentences"]),
        narrative=tuple((a, b) for a, b in kept["narrative"]),
        meanings=tuple(meanings[:n_said]),
        own_meanings=tuple(meanings[n_said:]),
        headline=headline,
    )


def _pack_span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _unpack_span(kept: Sequence[int] | None, text: str) -> Span | None:
    return Span.cut(text, kept[0], kept[1]) if kept else None


def _pack_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _unpack_day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


def _pack_attribution(a: Attribution) -> dict[str, Any]:
    return {
        "source": _pack_span(a.source),
        "cue": _pack_span(a.cue),
        "content": [_pack_span(part) for part in a.content],
        "mode": a.mode,
        "force": a.force,
        "points_back": a.points_back,
        "channel": a.channel,
        "relay": _pack_span(a.relay),
        "said_on": _pack_day(a.said_on),
    }


def _unpack_attribution(kept: dict[str, Any], text: str) -> Attribution:
    return Attribution(
        source=_unpack_span(kept["source"], text),
        cue=_unpack_span(kept["cue"], text),
        content=tuple(Span.cut(text, a, b) for a, b in kept["content"]),
        mode=kept["mode"],
        force=kept["force"],
        points_back=kept["points_back"],
        channel=kept["channel"],
        relay=_unpack_span(kept["relay"], text),
        said_on=_unpack_day(kept["said_on"]),
    )


def _pack_speaker(s: Speaker) -> list[Any]:
    return [
        s.kind, s.name, s.role, s.role_class, s.affiliation, s.gender, [_pack_span(span) for span in s.spans],
        s.attributions, s.places, s.openings, _pack_span(s.introduced),
    ]  # fmt: skip


def _unpack_speaker(kept: list[Any], text: str) -> Speaker:
    kind, name, role, role_class, affiliation, gender, spans, attributions, places, openings, introduced = kept
    return Speaker(
        kind, name, role, role_class, affiliation, gender, [Span.cut(text, a, b) for a, b in spans],
        list(attributions), [(at, bool(was)) for at, was in places], tuple(openings), _unpack_span(introduced, text),
    )  # fmt: skip
