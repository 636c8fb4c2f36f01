"""Invented sentences put to the claims room, its statements found by the rules."""

from datetime import UTC, datetime

from sayso.claims import (
    Reading,
    RuleTagger,
    find_adjectives,
    find_attributions,
    find_owners,
    find_polities,
    read_claims,
    read_meaning,
    resolve_voices,
)
from sayso.model import Attribution, Report
from sayso.text import read_document

RULES = RuleTagger()
DAY = datetime(2031, 3, 5, tzinfo=UTC)  # a Wednesday


def said(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    """Return source, cue and content of every attribution, as texts."""
    return [
        (a.source and a.source.text, a.cue and a.cue.text, [part.text for part in a.content]) for a in find_attributions(text, tagger=RULES)
    ]


def only(text: str) -> Attribution:
    """Return the only attribution of a text."""
    (found,) = find_attributions(text, tagger=RULES, published=DAY.date())
    return found


def reading(text: str, report: str = "r1", outlet: str | None = "Norda") -> Reading:
    """Return what a report of this text says."""
    told = Report(report, text, outlet=outlet, published=DAY, published_precision="instant")
    return read_claims(told, read_document(text), tagger=RULES)


def voices(*texts: str):
    """Return the voices of a pile of texts, and for each text the voice of each of its attributions."""
    read = {f"r{n}": reading(text, f"r{n}") for n, text in enumerate(texts, 1)}
    topics = {k: [read_meaning(kept).topic for kept in r.meanings] for k, r in read.items()}
    speakers = [speaker for r in read.values() for speaker in r.speakers]
    polities = find_polities([r.capitals for r in read.values()], (), find_owners(speakers), find_adjectives(speakers))
    book = resolve_voices({k: r.speakers for k, r in read.items()}, polities, topics=topics)
    by_id = {v.id: v for v in book.voices}
    heard = [[by_id.get(book.voice_of.get((k, n), "")) for n in range(len(r.attributions))] for k, r in read.items()]
    return book.voices, heard
