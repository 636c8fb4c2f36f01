"""Pictures of past days, kept in the case: painting one of a large pile takes many seconds, and loading it less than one.

Each is a small case of its own, packed, among the results of work: the very code that reads a case reads it back.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sayso.errors import SaysoError
from sayso.ledger import CaseStore
from sayso.model import Overruling, Picture, Report
from sayso.settings import DeskSettings, IngestSettings

_KIND, _LIST = "day", "days"


def find_last_day(reports: Sequence[Report], day: date) -> date | None:
    """Return the last day up to ``day`` on which anything was published: all days up to the next have the same picture."""
    return max((on for report in reports if (on := report.published_on) is not None and on <= day), default=None)


class PastDays:
    """The pictures of past days that a case keeps, those painted last. Small piles are painted faster than kept."""

    def __init__(self, store: CaseStore, pile_key: str, n_reports: int) -> None:
        self._store, self._pile_key, self._settings = store, pile_key, DeskSettings()
        self._is_small = n_reports < self._settings.kept_days_reports

    def load(self, day: date | None) -> Picture | None:
        """Return the picture of a day, if it is kept."""
        key = self._key(day)
        packed = None if self._is_small else self._store.cached(_KIND, [key]).get(key)
        if packed is None:
            return None
        try:
            with TemporaryDirectory() as folder, CaseStore.open(_unpack(packed, Path(folder)), must_exist=True) as kept:
                return kept.load_picture(key)
        except (SaysoError, zlib.error):  # damaged: it is painted anew
            return None

    def save(self, day: date | None, picture: Picture, log: Sequence[Overruling]) -> None:
        """Keep the picture of a day. Where nothing can be written it is painted again the next time."""
        if self._is_small:
            return
        key = self._key(day)
        with suppress(SaysoError):
            self._store.save_cached(_KIND, {key: _pack(picture, log, key)})
            kept = [each for each in self._list() if each.startswith(self._pile_key) and each != key]
            kept = [*kept, key][-self._settings.kept_days :]
            self._store.save_cached(_LIST, {_LIST: json.dumps(kept).encode()})
            self._store.forget_cached(_KIND, kept)

    def _key(self, day: date | None) -> str:
        return f"{self._pile_key} {day}"

    def _list(self) -> list[str]:
        """Return the keys of those that are kept, in the order in which they were painted."""
        said = self._store.cached(_LIST, [_LIST]).get(_LIST, b"[]")
        try:
            found = json.loads(said)
        except ValueError:
            return []
        return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def _pack(picture: Picture, log: Sequence[Overruling], key: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "day.sayso"
        with CaseStore.open(path) as kept:
            for each in log:
                kept.append_overruling(each)
            kept.save_picture(picture, key=key)
        return zlib.compress(path.read_bytes(), 1)


def _unpack(packed: bytes, folder: Path) -> Path:
    """Return the place of an unpacked picture: of no more bytes than any picture packs into so few."""
    (folder / "day.sayso").write_bytes(zlib.decompressobj().decompress(packed, len(packed) * IngestSettings().unpacked_ratio))
    return folder / "day.sayso"
