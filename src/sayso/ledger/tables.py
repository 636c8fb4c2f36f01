"""The export document as tables: the rows of CSV, Parquet and Arrow. What each column means is in ``columns.toml``."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal

from sayso.ledger.scopes import sum_denials
from sayso.model import UNINVOLVED, UNKNOWN

Json = dict[str, Any]
Kind = Literal["text", "integer", "number", "flag", "day", "instant"]
LIST_GAP = " | "
_SIDES = ("affirm", "deny", "concede", "unverified")
_AGAINST = (("affirm", "concede"), ("deny",))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells are, and what they mean."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, one for each column; None is an empty cell."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]


@cache
def read_columns() -> dict[str, tuple[str, tuple[Column, ...]]]:
    """Return what each table is about, and its columns, under its name."""
    listed = tomllib.loads(resources.files(__package__).joinpath("columns.toml").read_text("utf-8"))
    return {name: (each["about"], tuple(Column(*column) for column in each["columns"])) for name, each in listed.items()}


def list_tables() -> tuple[str, ...]:
    """Return the names of the tables, in order."""
    return tuple(read_columns())


def document_to_tables(document: Json) -> list[Table]:
    """Return every table of the export document, in the order of ``columns.toml``."""
    pile = Pile(document)
    return [_fill(name, about, columns, _ROWS[name](pile)) for name, (about, columns) in read_columns().items()]


def _fill(name: str, about: str, columns: Sequence[Column], rows: Iterator[Json]) -> Table:
    return Table(name, about, tuple(columns), tuple(tuple(row[column.name] for column in columns) for row in rows))


class Pile:
    """The export document, opened where rows of one table look up another."""

    def __init__(self, document: Json) -> None:
        self.document = document
        self.reports: dict[str, Json] = {each["id"]: each for each in document["reports"]}
        self.voices: dict[str, Json] = {each["id"]: each for each in document["voices"]}
        self.origins = {report: f"o{n}" for n, origin in enumerate(document["origins"], 1) for report in origin}

    def name_voice(self, voice_id: str | None) -> str | None:
        """Return what a voice is called: its name, else the first words for it."""
        voice = self.voices.get(voice_id or "")
        return (voice["name"] or next(iter(voice["mentions"]), None) or voice["role"]) if voice else None

    def party_of(self, voice_id: str | None) -> str | None:
        """Return the side that a voice speaks for."""
        return self.voices[voice_id]["party"] if voice_id in self.voices else None

    @cached_property
    def sides(self) -> tuple[str | None, str | None]:
        """The two parties that most often stand against each other on one claim, in the order of the alphabet; none if two pairs do."""
        pairs = Counter(pair for claim in self.document["propositions"] for pair in self._opposed(claim))
        (best, n_best), (_, n_next) = [*pairs.most_common(2), (None, 0), (None, 0)][:2]
        return best if best and n_best > n_next else (None, None)

    def _opposed(self, claim: Json) -> set[tuple[str, str]]:
        """Return the pairs of parties of which one says what the other denies."""
        affirming, denying = ({self.party_of(voice) for side in sides for voice in claim[side]} for sides in _AGAINST)
        known = [(one, other) for one in affirming for other in denying if one and other and one != other]
        return {(min(pair), max(pair)) for pair in known if not {UNINVOLVED, UNKNOWN} & {*pair}}


def _reports(pile: Pile) -> Iterator[Json]:
    for each in pile.document["reports"]:
        yield {**each, "origin": pile.origins.get(each["id"])}


def _origins(pile: Pile) -> Iterator[Json]:
    yield from ({"origin": origin, "report": report} for report, origin in pile.origins.items())


def _retellings(pile: Pile) -> Iterator[Json]:
    for each in pile.document["retellings"]:
        yield {**each, "reasons": LIST_GAP.join(reason["says"] for reason in each["reasons"])}


def _changes(pile: Pile) -> Iterator[Json]:
    for each in pile.document["changes"]:
        yield {**each, **_span("before", each["before"]), **_span("after", each["after"])}


def _span(name: str, span: Json | None) -> Json:
    """Return the cells of a span: its words under its own name."""
    cells = span or {"text": None, "start": None, "end": None}
    field = cells.get("in", "text") if span else None
    return {name: cells["text"], f"{name}_field": field, f"{name}_start": cells["start"], f"{name}_end": cells["end"]}


def _voices(pile: Pile) -> Iterator[Json]:
    yield from ({**each, "mentions": LIST_GAP.join(each["mentions"])} for each in pile.document["voices"])


def _attributions(pile: Pile) -> Iterator[Json]:
    for each in pile.document["attributions"]:
        content = each["content"]
        yield {
            **each,
            **_span("source", each["source"]),
            **_span("cue", each["cue"]),
            "content": " … ".join(part["text"] for part in content),
            "content_spans": LIST_GAP.join(f"{part['start']}-{part['end']}" for part in content),
            "field": content[0].get("in", "text"),
            **_scope(each["scope_evidence"] or {}),
        }


def _scope(evidence: Json) -> Json:
    """Return the cells for the words that show how much is denied, and for those that are denied."""
    words, denied = evidence.get("words") or {}, evidence.get("denied") or {}
    return {"scope_words": words.get("text"), "denied": denied.get("text"), "denied_report": denied.get("report")}


def _propositions(pile: Pile) -> Iterator[Json]:
    for each in pile.document["propositions"]:
        low, high = each["independent_reports"]
        yield {
            **each,
            **{key: each["span"][key] for key in ("report", "start", "end")},
            "field": each["span"].get("in", "text"),
            "contested": bool(each["affirm"] or each["concede"]) and bool(each["deny"]),
            "status": each["status"][-1]["status"] if each["status"] else None,
            "n_reports": len(each["reports"]),
            "independent_reports_low": low,
            "independent_reports_high": high,
        }


def _carriers(pile: Pile) -> Iterator[Json]:
    for each in pile.document["propositions"]:
        facts: dict[str, list[Json]] = {}
        for fact in each["stated_as_fact_evidence"]:
            facts.setdefault(fact["report"], []).append(fact)
        for report in dict.fromkeys((*each["reports"], *facts)):
            found = facts.get(report, [])
            first = _span("as_fact", found[0] if found else None)
            words = LIST_GAP.join(fact["text"] for fact in found) or None
            yield {"proposition": each["id"], "report": report, **first, "as_fact": bool(found), "as_fact_text": words,
                   "first_hand": report in each["first_hand"]}  # fmt: skip


def _stances(pile: Pile) -> Iterator[Json]:
    said: dict[tuple[str, str, str], list[Json]] = {}
    for each in pile.document["attributions"]:
        said.setdefault((each["proposition"], each["voice"], each["stance"]), []).append(each)
    for each in pile.document["propositions"]:
        for stance in _SIDES:
            for voice in each[stance]:
                words = said.get((each["id"], voice, stance), [])
                yield {
                    "proposition": each["id"],
                    "voice": voice,
                    "voice_name": pile.name_voice(voice),
                    "party": pile.party_of(voice),
                    "stance": stance,
                    "scope": sum_denials((word["scope"], word["force"] == "deny") for word in words),
                    "n_reports": len({word["report"] for word in words}),
                    "first_said_on": min((word["said_on"] for word in words if word["said_on"]), default=None),
                }


def _status(pile: Pile) -> Iterator[Json]:
    for each in pile.document["propositions"]:
        yield from ({"proposition": each["id"], **step} for step in each["status"])


def _merges(pile: Pile) -> Iterator[Json]:
    for each in pile.document["propositions"]:
        yield from ({"proposition": each["id"], **merge, **merge["reason"]} for merge in each["merges"])


def _corrections(pile: Pile) -> Iterator[Json]:
    for n, each in enumerate(pile.document["corrections"], 1):
        told = {
            "id": f"c{n}",
            "report": each["report"],
            "notice": each["text"],
            "wrong": each["wrong"]["text"],
            "propositions": LIST_GAP.join(each["propositions"]) or None,
        }
        for place in each["takes_back"] or (None,):
            yield {**told, "taken_back_report": place and place["report"], **_span("taken_back", place)}


def _figures(pile: Pile) -> Iterator[Json]:
    side_a, side_b = pile.sides
    for n, each in enumerate(pile.document["figures"], 1):
        report = pile.reports.get(each["report"], {})
        outlet, title, day = report.get("outlet"), report.get("title"), (report.get("published") or "")[:10] or None
        yield {
            **each,
            "id": f"f{n}",
            "origin": pile.origins.get(each["report"]),
            "field": each.get("in", "text"),
            "best": None,
            "source_article": ", ".join(filter(None, (outlet, day, title))) or None,
            "source_office": outlet,
            "source_date": day,
            "source_headline": title,
            "source_original": pile.name_voice(each["voice"]),
            "source_party": pile.party_of(each["voice"]),
            "where_description": None,
            "side_a": side_a,
            "side_b": side_b,
        }


def _names(pile: Pile) -> Iterator[Json]:
    for n, each in enumerate(pile.document["names"], 1):
        yield from ({"place_or_body": f"n{n}", **variant} for variant in each["variants"])


def _skipped(pile: Pile) -> Iterator[Json]:
    yield from pile.document["skipped"]


def _unmeasured(pile: Pile) -> Iterator[Json]:
    yield from ({"report": each["report"], **each["reason"]} for each in pile.document["unmeasured"])


def _overrulings(pile: Pile) -> Iterator[Json]:
    for each in pile.document["overrulings"]:
        words = LIST_GAP.join(_name_thing(thing) for thing in each["about"].values())
        yield {**each, "about": words or None, "about_json": json.dumps(each["about"], sort_keys=True)}


def _name_thing(thing: Any) -> str:
    """Return what an overruling is about, as it was called on that day."""
    if not isinstance(thing, dict):
        return str(thing)
    return " ".join(str(part) for part in (thing.get("id"), thing.get("words") and f"“{thing['words']}”") if part)


def _columns(pile: Pile) -> Iterator[Json]:
    """Yield the rows that explain the others; no table of the pile is looked at."""
    for table, (_, columns) in read_columns().items():
        yield from ({"table": table, "column": each.name, "kind": each.kind, "meaning": each.meaning} for each in columns)


_ROWS: Mapping[str, Callable[[Pile], Iterator[Json]]] = {
    "reports": _reports,
    "origins": _origins,
    "retellings": _retellings,
    "changes": _changes,
    "voices": _voices,
    "attributions": _attributions,
    "propositions": _propositions,
    "carriers": _carriers,
    "stances": _stances,
    "status": _status,
    "merges": _merges,
    "corrections": _corrections,
    "figures": _figures,
    "names": _names,
    "skipped": _skipped,
    "unmeasured": _unmeasured,
    "overrulings": _overrulings,
    "columns": _columns,
}
