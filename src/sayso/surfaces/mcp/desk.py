"""The desk as agents ask it: one thread, for a case belongs to the thread that opened it, and the last documents kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, TypeVar

from sayso.desk import Case
from sayso.errors import NotFound
from sayso.ledger import picture_to_document
from sayso.model import Picture, Report
from sayso.settings import McpSettings

Thing = TypeVar("Thing")


class Desk:
    """Asks one case."""

    def __init__(self, open_case: Callable[[], Case]) -> None:
        self._open = open_case
        self._thread = ThreadPoolExecutor(1, "asking")
        self._kept: OrderedDict[date | None, tuple[Picture, dict[str, Any]]] = OrderedDict()
        self._case: Case | None = None

    async def ask(self, work: Callable[[Case], Thing]) -> Thing:
        """Return what the work finds, done in the thread of the case.

        Raises:
            SaysoError: what the desk says.
        """
        return await asyncio.wrap_future(self._thread.submit(lambda: work(self._here())))

    async def export(self, as_of: date | None) -> dict[str, Any]:
        """Return the export document of a day. It is made anew only when the picture is another."""
        return await self.ask(lambda case: self._export(case, as_of))

    async def reports(self) -> tuple[Report, ...]:
        """Return all reports with their texts."""
        return await self.ask(lambda case: case.picture().reports)

    async def report(self, report_id: str) -> Report:
        """Return the report of that id.

        Raises:
            NotFound: ``unknown_report``.
        """
        for report in await self.reports():
            if report.id == report_id:
                return report
        raise NotFound("unknown_report", f"there is no report {report_id!r}", do="List them with list_reports")

    def close(self) -> None:
        """Leave the case."""
        if self._case is not None:
            self._thread.submit(self._case.close).result()
        self._thread.shutdown(wait=True)

    def _here(self) -> Case:
        if self._case is None:
            self._case = self._open()
        return self._case

    def _export(self, case: Case, as_of: date | None) -> dict[str, Any]:
        whole = case.picture()
        kept = self._kept.get(as_of)
        if kept is None or kept[0] is not whole:
            picture = whole if as_of is None else case.picture(as_of=as_of)
            kept = self._kept[as_of] = (whole, picture_to_document(picture, as_of))
        self._kept.move_to_end(as_of)
        while len(self._kept) > McpSettings().kept_days:
            self._kept.popitem(last=False)
        return kept[1]
