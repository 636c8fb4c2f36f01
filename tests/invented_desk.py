"""A desk that holds one picture: it stands in for ``sayso.desk`` where only the dress of an answer is tested."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from invented_picture import ALIGNMENT, PICTURE, REPORTS, RETELLING
from sayso.errors import CaseError, NotFound
from sayso.ledger import picture_to_document
from sayso.model import Picture

REDLINE = SimpleNamespace(child=REPORTS[1], parent=REPORTS[0], retelling=RETELLING, alignment=ALIGNMENT)


class FakeDesk:
    """A module with ``open_case``, and a note of how it was asked."""

    def __init__(self, picture: Picture = PICTURE, n_new: int = 4, n_duplicates: int = 3, n_skipped: int = 2) -> None:
        self.picture = picture
        self.summary = SimpleNamespace(n_reports=n_new + n_duplicates, n_new=n_new, n_duplicates=n_duplicates, n_skipped=n_skipped)
        self.asked: dict[str, Any] = {}

    def open_case(self, path: Any, *, must_exist: bool = False, n_processes: int = 1) -> FakeCase:
        if must_exist and "missing" in str(path):
            raise CaseError("no_case", "there is no case file here", where=str(path), do="Make one with: sayso read")
        if "interrupted" in str(path):
            raise KeyboardInterrupt
        self.asked |= {"path": str(path), "must_exist": must_exist}
        return FakeCase(self)


class FakeCase:
    """A case that answers with the desk's picture."""

    def __init__(self, desk: FakeDesk) -> None:
        self._desk = desk

    def __enter__(self) -> FakeCase:
        return self

    def __exit__(self, *error: object) -> None:
        self._desk.asked["closed"] = True

    def read(self, paths: Any, *, mapping: Any = None, fetch: bool = False, progress: Any = None, **_: Any) -> SimpleNamespace:
        self._desk.asked |= {"paths": list(paths), "mapping": mapping, "fetch": fetch}
        if progress:
            progress("reading", 1, None)
        return self._desk.summary

    def picture(self, *, as_of: Any = None, parts: Any = None, progress: Any = None) -> Picture:
        self._desk.asked["as_of"] = as_of
        whole = self._desk.picture
        return whole if parts is None else Picture(**{name: getattr(whole, name) for name in parts})  # nothing but what was asked for

    def redline(self, child_id: str, parent_id: str | None = None, *, as_of: object = None) -> SimpleNamespace:
        if child_id != "r02" or parent_id not in (None, "r01"):
            raise NotFound("unknown_report", f"there is no report {child_id!r}")
        return REDLINE

    def export(self, *, as_of: Any = None) -> dict[str, Any]:
        return picture_to_document(self._desk.picture, as_of)
