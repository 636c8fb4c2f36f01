"""The case, kept open: its picture in memory, and one thread that asks it, for a case belongs to the thread that opened it.

A request never waits for the thread while the picture is there and the case file has not changed. When it has changed, the
thread looks whether the pile has; only then the picture is told anew. Reports are added by a second thread with a
connection of its own, so that everybody else goes on reading.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sayso.desk import Case, ReadSummary, Redline
from sayso.errors import SaysoError
from sayso.model import Overruling, Picture
from sayso.settings import WebSettings
from sayso.surfaces.web.told import Told, count_days

OpenCase = Callable[[], Case]


@dataclass
class Job:
    """Reports being added: how far it is, and what came of it."""

    id: str
    n_files: int
    stage: str = "waiting"
    done: int = 0
    total: int | None = None
    summary: ReadSummary | None = None
    error: SaysoError | None = None
    is_done: bool = False

    def note(self, stage: str, done: int, total: int | None) -> None:
        """Note how far it is."""
        self.stage, self.done, self.total = stage, done, total

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        came = self.summary
        return {
            "id": self.id, "files": self.n_files, "stage": self.stage, "done": self.done, "total": self.total, "is_done": self.is_done,
            "read": {"new": came.n_new, "duplicates": came.n_duplicates, "skipped": came.n_skipped} if came else None,
            "error": self.error.as_dict() if self.error else None,
        }  # fmt: skip


@dataclass
class _Shelf:
    """The things asked for last, so many of them at most."""

    most: int
    kept: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)

    def put(self, key: Hashable, thing: Any) -> None:
        self.kept[key] = thing
        while len(self.kept) > self.most:
            self.kept.popitem(last=False)


class Keeper:
    """Keeps what a case says and asks it for more."""

    def __init__(self, open_case: OpenCase, path: Path | None = None, settings: WebSettings | None = None) -> None:
        self._open, self._path, self.settings = open_case, path, settings or WebSettings()
        self._asking = ThreadPoolExecutor(1, "asking")
        self._adding = ThreadPoolExecutor(1, "adding")
        self._case: Case | None = None
        self._whole: Told | None = None
        self._signature: Hashable = None
        self._days, self._redlines, self.jobs = (
            _Shelf(self.settings.kept_days),
            _Shelf(self.settings.kept_redlines),
            OrderedDict[str, Job](),
        )
        self._under_way: dict[Hashable, Future[Any]] = {}
        self._lock = threading.Lock()
        self.progress: tuple[str, int, int | None] = ("opening", 0, None)

    def close(self) -> None:
        """Leave the case, once what is under way has ended."""
        self._adding.shutdown(wait=True, cancel_futures=True)
        if self._case is not None:
            self._asking.submit(self._case.close).result()
        self._asking.shutdown(wait=True)

    # -------------------------------------------------------------------------------------------------------- asking

    def begin(self) -> Future[Told]:
        """Load the picture."""
        return self._submit("whole", self._load)

    async def tell(self, as_of: date | None = None) -> Told:
        """Return the picture of a day, or of all days.

        Raises:
            SaysoError: the case is unfit.
        """
        whole = self._whole
        if whole is None or self._read_signature() != self._signature:
            whole = await asyncio.shield(asyncio.wrap_future(self.begin()))
        cut = _cut_day(whole, as_of)
        if as_of is None or (whole.days and cut == whole.days[-1][0]):
            return whole if as_of is None else Told(whole.picture, as_of, whole.days, whole.version)
        key = (whole.version, cut)
        picture: Picture | None = self._days.kept.get(key)
        if picture is None:
            picture = await asyncio.shield(asyncio.wrap_future(self._submit(key, lambda: self._load_day(key, as_of))))
        assert picture is not None
        return Told(picture, as_of, whole.days, whole.version)

    async def redline(self, child_id: str, parent_id: str | None) -> Redline:
        """Return a report against its parent.

        Raises:
            NotFound: one of them is not there, or no parent was found.
        """
        key = (self._whole.version if self._whole else 0, child_id, parent_id)
        kept: Redline | None = self._redlines.kept.get(key)
        if kept is not None:
            return kept
        line: Redline = await asyncio.shield(asyncio.wrap_future(self._submit(key, lambda: self._case_here().redline(child_id, parent_id))))
        self._redlines.put(key, line)
        return line

    async def decide(self, work: Callable[[Case], Overruling]) -> Overruling:
        """Return the entry of the log that the work makes. The next question tells the picture anew.

        Raises:
            SaysoError: what is wrong with the decision.
        """
        made: Overruling = await asyncio.wrap_future(self._asking.submit(lambda: work(self._case_here())))
        self._signature = None
        return made

    def _submit(self, key: Hashable, work: Callable[[], Any]) -> Future[Any]:
        """Return the future of the work; what is under way already is not begun twice."""
        with self._lock:
            running = self._under_way.get(key)
            if running is None or running.done():
                running = self._under_way[key] = self._asking.submit(work)
                running.add_done_callback(lambda _: self._under_way.pop(key, None))
            return running

    def _case_here(self) -> Case:
        if self._case is None:
            self._case = self._open()
        return self._case

    def _load(self) -> Told:
        signature = self._read_signature()  # before reading: what is written meanwhile is noticed the next time
        picture = self._case_here().picture(progress=self._note)
        if self._whole is None or picture is not self._whole.picture:
            version = self._whole.version + 1 if self._whole else 1
            told = Told(picture, None, count_days(picture), version).look_up()
            self._days.kept.clear()
            self._redlines.kept.clear()
            self._whole = told
        self._signature = signature
        return self._whole

    def _load_day(self, key: Hashable, day: date) -> Picture:
        picture = self._case_here().picture(as_of=day, progress=self._note)
        self._days.put(key, picture)
        return picture

    def _note(self, stage: str, done: int, total: int | None) -> None:
        self.progress = (stage, done, total)

    def _read_signature(self) -> Hashable:
        """Return what changes when the case file does."""
        if self._path is None:
            return 0
        return tuple(_stat(self._path.with_name(self._path.name + suffix)) for suffix in ("", "-wal"))

    # -------------------------------------------------------------------------------------------------------- adding

    def add(self, paths: Sequence[Path], id_: str) -> Job:
        """Return the job that reads some files into the case and tells the picture anew."""
        job = Job(id_, len(paths))
        self.jobs[id_] = job
        while len(self.jobs) > self.settings.kept_jobs:
            self.jobs.popitem(last=False)
        self._adding.submit(self._add, job, paths)
        return job

    def _add(self, job: Job, paths: Sequence[Path]) -> None:
        try:
            with self._open() as case:
                job.summary = case.read([str(path) for path in paths], progress=job.note)
                case.picture(progress=job.note)
        except SaysoError as error:
            job.error = error
        except Exception as error:
            job.error = SaysoError("internal", f"reading failed ({type(error).__name__})", do="Read the files with: sayso read")
        finally:
            job.is_done = True


def _stat(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _cut_day(whole: Told, as_of: date | None) -> date | None:
    """Return the last day up to ``as_of`` on which anything was published: all days up to the next have the same picture."""
    return max((day for day, _ in whole.days if as_of is not None and day <= as_of), default=None)
