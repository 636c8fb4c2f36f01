"""Small answers for agents: what was asked, a page at a time, each with the spans behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sayso.desk import Finding
from sayso.errors import UsageError
from sayso.ledger.scopes import sum_denials
from sayso.model import Span
from sayso.settings import McpSettings
from sayso.surfaces import days

Json = dict[str, Any]
MOST_ROWS = McpSettings().rows


def cut_rows(rows: Sequence[Json], offset: int, limit: int) -> Json:
    """Return so many rows from ``offset`` on, how many there are, and where the next begin.

    Raises:
        UsageError: ``bad_page``.
    """
    if offset < 0 or not 1 <= limit <= MOST_ROWS:
        raise UsageError("bad_page", f"offset {offset} and limit {limit}", allowed=f"offset from 0, limit from 1 to {MOST_ROWS}")
    shown = list(rows[offset : offset + limit])
    after = offset + len(shown)
    return {"n_all": len(rows), "offset": offset, "next_offset": after if after < len(rows) else None, "rows": shown}


def read_day(words: str | None) -> date | None:
    """Return the day that ``as_of`` names.

    Raises:
        UsageError: ``bad_date``.
    """
    return days.read_day(words[:40], "as_of") if words else None


def name_voice(voices: Mapping[str, Json], voice_id: str) -> Json:
    """Return a voice in short: who it is and which side it speaks for."""
    voice = voices.get(voice_id)
    if voice is None:
        return {"id": voice_id}
    called = voice["name"] or next(iter(voice["mentions"]), None)
    return {"id": voice_id, "name": called, "role": voice["role"], "party": voice["party"], "stands_for": voice["stands_for"]}


def shorten_claim(claim: Json, voices: Mapping[str, Json], said: Iterable[Json]) -> Json:
    """Return a claim in short: its words, its standing, the counts, who stands where, and how much is denied. ``said``: attributions."""
    sides = {side: [name_voice(voices, each) for each in claim[side]] for side in ("affirm", "deny", "concede", "unverified")}
    scopes: dict[str, list[tuple[str, bool]]] = {}
    for each in said:
        if each["scope"] is not None and each["proposition"] == claim["id"]:
            scopes.setdefault(each["voice"], []).append((each["scope"], each["force"] == "deny"))
    sides["deny"] = [{**each, "scope": sum_denials(scopes.get(each["id"], ()))} for each in sides["deny"]]
    return {
        "id": claim["id"],
        "text": claim["text"],
        "span": claim["span"],
        "status": claim["status"],
        "n_reports": len(claim["reports"]),
        "independent_reports": claim["independent_reports"],
        "affirming_voices": claim["affirming_voices"],
        "affirming_parties": claim["affirming_parties"],
        **sides,
        "stated_as_fact": claim["stated_as_fact"],
    }


def shorten_report(report: Json) -> Json:
    """Return a report in short."""
    return {name: report[name] for name in ("id", "outlet", "title", "published", "language", "url", "n_chars")}


def shorten_finding(finding: Finding) -> Json:
    """Return a finding in a draft, with the words of both sides."""
    return {"kind": finding.kind, "report": finding.report, "before": _cut(finding.before), "after": _cut(finding.after)}


def _cut(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text, **({"in": "title"} if span.field == "title" else {})}
