"""The picture as tables, and the tables as the picture: each way the same, to the last span."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from sayso.ledger.store.cells import Sheet, read_text, write_text
from sayso.ledger.store.overrulings import read_states, write_states
from sayso.ledger.store.tables import (
    ATTRIBUTIONS,
    CARRIERS,
    CHANGES,
    CORRECTED_CLAIMS,
    CORRECTIONS,
    FIGURE_UNITS,
    FIGURES,
    FIRST_HAND,
    MENTIONS,
    MERGES,
    NAME_EVIDENCE,
    NAME_VARIANTS,
    NAMED,
    ORIGIN_REPORTS,
    ORIGINS,
    PROPOSITIONS,
    REPORTS,
    RETELLINGS,
    SCOPES,
    SKIPPED,
    STANCES,
    STATED_AS_FACT,
    STATUS_STEPS,
    TAKEN_BACK,
    UNMEASURED,
    VOICE_NAMES,
    VOICES,
)
from sayso.model import (
    Attribution,
    Change,
    Correction,
    Figure,
    FirstHand,
    Merge,
    NameVariants,
    Picture,
    Proposition,
    Report,
    Retelling,
    Scope,
    Skip,
    StatusStep,
    Voice,
)

_STANCES = ("affirm", "deny", "concede", "unverified")


def write_texts(connection: sqlite3.Connection, reports: Iterable[Report]) -> None:
    """Keep the text of each report, once."""
    rows = ((each.sha256, len(each.text), write_text(each.text)) for each in reports)
    connection.executemany("INSERT OR IGNORE INTO texts (sha256, n_chars, text) VALUES (?, ?, ?)", rows)


def write_picture(connection: sqlite3.Connection, picture: Picture, key: str) -> None:
    """Put the picture in place of the one that the tables hold. The caller opens and ends the transaction."""
    connection.execute("DELETE FROM picture")
    connection.execute("INSERT INTO picture (position, key, duplicates) VALUES (1, ?, ?)", (key, picture.duplicates))
    write_texts(connection, picture.reports)
    for sheet, rows in _rows_of(picture):
        sheet.write(connection, rows)
    write_states(connection, picture.overrulings)
    _require_no_loose_ends(connection)


def _require_no_loose_ends(connection: sqlite3.Connection) -> None:
    """Say which table names something that the picture does not hold. At the commit SQLite would only say that one does."""
    loose = connection.execute("PRAGMA foreign_key_check").fetchone()
    if loose:
        raise sqlite3.IntegrityError(f"row {loose[1]} of {loose[0]} names something that {loose[2]} does not hold")


def _rows_of(picture: Picture) -> Iterator[tuple[Sheet, Iterable[tuple[Any, ...]]]]:
    """Yield each table with its rows."""
    yield REPORTS, _values(REPORTS, picture.reports)
    yield SKIPPED, _values(SKIPPED, picture.skipped)
    yield ORIGINS, ((len(origin),) for origin in picture.origins)
    yield ORIGIN_REPORTS, ((at, report) for at, origin in enumerate(picture.origins, 1) for report in origin)
    yield RETELLINGS, _values(RETELLINGS, picture.retellings)
    yield CHANGES, _values(CHANGES, picture.changes)
    yield VOICES, _values(VOICES, picture.voices)
    yield VOICE_NAMES, ((voice.id, name) for voice in picture.voices for name in voice.mentions)
    yield MENTIONS, ((voice.id, *each) for voice in picture.voices for each in voice.evidence)
    yield ATTRIBUTIONS, _values(ATTRIBUTIONS, picture.attributions)
    scopes = [(at, each.scope) for at, each in enumerate(picture.attributions, 1) if each.scope is not None]
    yield SCOPES, ((at, scope.kind, scope.words, scope.denied_report, scope.denied) for at, scope in scopes)
    yield from _rows_of_propositions(picture.propositions)
    yield FIGURES, _values(FIGURES, picture.figures)
    yield FIGURE_UNITS, ((at, each.unit) for at, each in enumerate(picture.figures, 1) if each.unit is not None)
    yield NAMED, ((len(each.names),) for each in picture.names)
    yield NAME_VARIANTS, ((at, *name) for at, each in enumerate(picture.names, 1) for name in each.names)
    yield NAME_EVIDENCE, ((at, *found) for at, each in enumerate(picture.names, 1) for found in each.evidence)
    yield UNMEASURED, picture.unmeasured
    yield CORRECTIONS, _values(CORRECTIONS, picture.corrections)
    yield TAKEN_BACK, ((at, *place) for at, each in enumerate(picture.corrections, 1) for place in each.takes_back)
    yield CORRECTED_CLAIMS, ((at, claim) for at, each in enumerate(picture.corrections, 1) for claim in each.propositions)


def _rows_of_propositions(all_of_them: tuple[Proposition, ...]) -> Iterator[tuple[Sheet, Iterable[tuple[Any, ...]]]]:
    yield (
        PROPOSITIONS,
        ((p.id, p.text, p.span_report, p.span, *p.independent_reports, p.affirming_voices, p.affirming_parties) for p in all_of_them),
    )
    yield STANCES, ((p.id, stance, voice) for p in all_of_them for stance in _STANCES for voice in getattr(p, stance))
    yield CARRIERS, ((p.id, report) for p in all_of_them for report in p.reports)
    yield STATED_AS_FACT, ((p.id, *each) for p in all_of_them for each in p.stated_as_fact)
    yield STATUS_STEPS, ((p.id, step.as_of, step.status) for p in all_of_them for step in p.status)
    yield MERGES, ((p.id, merge.first, merge.second, merge.certain, merge.reason) for p in all_of_them for merge in p.merges)
    yield FIRST_HAND, ((p.id, each.report, each.said, each.words) for p in all_of_them for each in p.first_hand)


def _values(sheet: Sheet, objects: Iterable[object]) -> Iterator[tuple[Any, ...]]:
    return (tuple(getattr(each, name) for name in sheet.columns) for each in objects)


def read_picture(connection: sqlite3.Connection, key: str, parts: Collection[str] | None = None) -> Picture | None:
    """Return the picture that the tables hold, if it is the one with this key. The caller keeps writers from coming between.

    ``parts``: the fields of the picture that are read, all if not given; of the others it has nothing.
    """
    row = connection.execute("SELECT duplicates FROM picture WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    read = {name: tuple(read(connection)) for name, read in _PARTS.items() if parts is None or name in parts}
    return Picture(duplicates=row[0], **read)


def _read_reports(connection: sqlite3.Connection) -> Iterator[Report]:
    texts = dict(connection.execute("SELECT sha256, text FROM texts WHERE sha256 IN (SELECT sha256 FROM reports)"))
    for fields in REPORTS.read(connection):
        yield Report(text=read_text(texts[fields.pop("sha256")]), **fields)


def _read_origins(connection: sqlite3.Connection) -> tuple[tuple[str, ...], ...]:
    members = _grouped(ORIGIN_REPORTS, connection, "origin")
    return tuple(tuple(each["report"] for each in members[at]) for at, _ in enumerate(ORIGINS.read(connection), 1))


def _read_voices(connection: sqlite3.Connection) -> Iterator[Voice]:
    names, mentions = _grouped(VOICE_NAMES, connection, "voice"), _grouped(MENTIONS, connection, "voice")
    for fields in VOICES.read(connection):
        evidence = tuple((each["report"], each["span"]) for each in mentions[fields["id"]])
        yield Voice(mentions=tuple(each["name"] for each in names[fields["id"]]), evidence=evidence, **fields)


def _read_attributions(connection: sqlite3.Connection) -> Iterator[Attribution]:
    scopes = {each.pop("attribution"): Scope(**each) for each in SCOPES.read(connection)}
    for at, fields in enumerate(ATTRIBUTIONS.read(connection), 1):
        yield Attribution(**fields, scope=scopes.get(at))


def _read_propositions(connection: sqlite3.Connection) -> Iterator[Proposition]:
    stances, carriers = _grouped(STANCES, connection, "proposition"), _grouped(CARRIERS, connection, "proposition")
    facts, steps = _grouped(STATED_AS_FACT, connection, "proposition"), _grouped(STATUS_STEPS, connection, "proposition")
    merges, seen = _grouped(MERGES, connection, "proposition"), _grouped(FIRST_HAND, connection, "proposition")
    for fields in PROPOSITIONS.read(connection):
        its = fields["id"]
        sides: dict[str, Any] = {side: tuple(each["voice"] for each in stances[its] if each["stance"] == side) for side in _STANCES}
        yield Proposition(
            **sides,
            independent_reports=(fields.pop("fewest_independent_reports"), fields.pop("most_independent_reports")),
            reports=tuple(each["report"] for each in carriers[its]),
            stated_as_fact=tuple((each["report"], each["span"]) for each in facts[its]),
            status=tuple(StatusStep(**each) for each in steps[its]),
            merges=tuple(Merge(**each) for each in merges[its]),
            first_hand=tuple(FirstHand(**each) for each in seen[its]),
            **fields,
        )


def _read_corrections(connection: sqlite3.Connection) -> Iterator[Correction]:
    places, claims = _grouped(TAKEN_BACK, connection, "correction"), _grouped(CORRECTED_CLAIMS, connection, "correction")
    for at, fields in enumerate(CORRECTIONS.read(connection), 1):
        taken_back = tuple((each["report"], each["span"]) for each in places[at])
        yield Correction(**fields, takes_back=taken_back, propositions=tuple(each["proposition"] for each in claims[at]))


def _read_figures(connection: sqlite3.Connection) -> Iterator[Figure]:
    units = {each["figure"]: each["unit"] for each in FIGURE_UNITS.read(connection)}
    return (Figure(**fields, unit=units.get(at)) for at, fields in enumerate(FIGURES.read(connection), 1))


def _read_names(connection: sqlite3.Connection) -> tuple[NameVariants, ...]:
    variants, evidence = _grouped(NAME_VARIANTS, connection, "named"), _grouped(NAME_EVIDENCE, connection, "named")
    return tuple(
        NameVariants(
            tuple((each["name"], each["side"]) for each in variants[at]), tuple((each["report"], each["span"]) for each in evidence[at])
        )
        for at, _ in enumerate(NAMED.read(connection), 1)
    )


def _grouped(sheet: Sheet, connection: sqlite3.Connection, by: str) -> dict[Any, list[dict[str, Any]]]:
    """Return the rows of a table by one column, which they then no longer hold."""
    groups: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in sheet.read(connection):
        groups[row.pop(by)].append(row)
    return groups


def _reader(sheet: Sheet, kind: Callable[..., Any]) -> Callable[[sqlite3.Connection], Iterator[Any]]:
    """Return what reads the rows of a table as objects of one kind."""
    return lambda connection: (kind(**each) for each in sheet.read(connection))


_PARTS: dict[str, Callable[[sqlite3.Connection], Iterable[Any]]] = {
    "reports": _read_reports,
    "skipped": _reader(SKIPPED, Skip),
    "origins": _read_origins,
    "retellings": _reader(RETELLINGS, Retelling),
    "changes": _reader(CHANGES, Change),
    "voices": _read_voices,
    "attributions": _read_attributions,
    "propositions": _read_propositions,
    "figures": _read_figures,
    "names": _read_names,
    "unmeasured": lambda connection: ((each["report"], each["reason"]) for each in UNMEASURED.read(connection)),
    "overrulings": read_states,
    "corrections": _read_corrections,
}
