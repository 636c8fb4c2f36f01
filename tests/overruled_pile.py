"""A small invented pile with something to overrule of every kind: copies, claims told twice, a denial, a voice in two guises."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sayso.desk import Case
from sayso.ledger import CaseStore
from sayso.model import Attribution, Proposition, Report

_FIRST = (
    "The bridge at Ostwick is closed, Mayor Ida Renn said on Monday. The dockers' union denied that the bridge at Ostwick is closed. "
    "Lorries stood in a long row on the northern bank before sunrise, and bakers carried their trays across the ice on foot. "
    "The storm tore two cables from the eastern pylon, engineer Bo Hadd said. A ferry from Lomma took schoolchildren over at noon."
)
_COPY = (
    "The bridge at Ostwick is closed, Mayor Ida Renn said on Monday. The dockers' union denied that the bridge at Ostwick is closed. "
    "Lorries stood in a long row on the northern bank before sunrise, and bakers carried their trays across the ice on foot. "
    "The storm tore two cables from the eastern pylon, engineer Bo Hadd said."
)
_OWN = (
    "Two cables fell from a pylon in the storm, engineer Bo Hadd told this paper. Fishermen had tied up their boats early, and the "
    "market hall served soup to anyone who could not get home. No lorry may pass the bridge at Ostwick, which is closed, Renn said in "
    "the evening. A nurse at the clinic said that nobody was hurt. Musicians moved their concert from the old customs house to a "
    "school, where candles had to do for lamps, and the choir sang anyway until late."
)
_LATER = (
    "The dockers' union said on Tuesday that dockers crossed the bridge at Ostwick all night. Snow ploughs cleared an approach road "
    "while councillors met behind locked doors for hours. Pensioners complained about cold radiators in three streets near the mill. "
    "Hadd said that the storm tore two cables from the eastern pylon. Schools open again on Thursday, provided that buses run."
)


def _report(id_: str, text: str, outlet: str, day: int, hour: int) -> Report:
    at = datetime(2041, 5, day, hour, tzinfo=UTC)
    return Report(id_, text, outlet, published=at, published_precision="instant", language="en", path=f"pile.jsonl:{id_[1:]}")


REPORTS = (
    _report("r1", _FIRST, "Ostwick Post", 6, 8),
    _report("r2", _COPY, "Valley Wire", 6, 10),
    _report("r3", _OWN, "Lomma Courier", 6, 19),
    _report("r4", _LATER, "Harbour Radio", 7, 9),
)
MORE = _report("r5", _FIRST.replace("Lorries stood", "Trucks waited"), "Northern Echo", 6, 12)


def open_pile(reports: tuple[Report, ...] | list[Report] = REPORTS) -> Case:
    """Return a case in memory with the pile."""
    store = CaseStore.open(None)
    store.add(reports)
    return Case(store)


def without_log(case: Case) -> dict[str, Any]:
    """Return the export but for its log."""
    return {key: value for key, value in case.export().items() if key != "overrulings"}


def find_said(case: Case, report: str, words: str) -> Attribution:
    """Return the attribution of a report that says some words."""
    said = [each for each in case.picture().attributions if each.report == report]
    return next(each for each in said if any(words in span.text for span in each.content))


def find_claim(case: Case, words: str) -> Proposition:
    """Return the claim that the first attribution with some words is about."""
    said = next(each for each in case.picture().attributions if any(words in span.text for span in each.content))
    return next(each for each in case.claims if each.id == said.proposition)
