"""The case, kept open: its picture in memory, and one thread that asks it, for a case belongs to the thread that opened it.

A request never waits for the thread while the picture is there and the case file has not changed. When it has changed, the
thread looks whether the pile has; only then the picture is told anew. Past days are painted by a second thread and reports are
added by a third, each with a connection of its own, so that everybody else goes on reading. Whoever looks at a past day is likely
to step to the one before or after it, so these are painted next, unless somebody waits for another.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import partial
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

    def get(self, key: Hashable) -> Any:
        if key in self.kept:
            self.kept.move_to_end(key)
        return self.kept.get(key)

    def put(self, key: Hashable, thing: Any) -> None:
        self.kept[key] = thing
        while len(self.kept) > self.most:
            self.kept.popitem(last=False)


class Keeper:
    """Keeps what a case says and asks it for more."""

    def __init__(self, open_case: OpenCase, path: Path | None = None, settings: WebSettings | None = None) -> None:
        self._open, self._path, self.settings = open_case, path, settings or WebSettings()
        self._asking = ThreadPoolExecutor(1, "asking")
        self._painting = ThreadPoolExecutor(1, "painting")
        self._adding = ThreadPoolExecutor(1, "adding")
        self._case: Case | None = None
        self._past_case: Case | None = None
        self._whole: Told | None = None
        self._signature: Hashable = None
        self._days, self._told = _Shelf(self.settings.kept_days), _Shelf(self.settings.kept_days)
        self._redlines, self.jobs = _Shelf(self.settings.kept_redlines), OrderedDict[str, Job]()
        self._under_way: dict[Hashable, Future[Any]] = {}
        self._lock = threading.Lock()
        self._is_closing, self._n_waiting = False, 0
        self.progress: tuple[str, int, int | None] = ("opening", 0, None)

    def close(self) -> None:
        """Leave the case, once what is under way has ended."""
        self._adding.shutdown(wait=True, cancel_futures=True)
        self._is_closing = True
        for thread, case in ((self._painting, self._past_case), (self._asking, self._case)):
            if case is not None:
                thread.submit(case.close).result()
            thread.shutdown(wait=True)

    # -------------------------------------------------------------------------------------------------------- asking

    def begin(self) -> Future[Told]:
        """Load the picture."""
        return self._submit("whole", self._load, self._asking)

    async def tell(self, as_of: date | None = None) -> Told:
        """Return the picture of a day, or of all days.

        Raises:
            SaysoError: the case is unfit.
        """
        whole = self._whole
        for _ in range(2):  # a load that was under way may have begun before the case file was written to
            if whole is None or self._read_signature() != self._signature:
                whole = await asyncio.shield(asyncio.wrap_future(self.begin()))
        assert whole is not None
        return whole if as_of is None else await self._tell_past(whole, as_of)

    async def _tell_past(self, whole: Told, day: date) -> Told:
        told: Told | None = self._told.get((whole.version, day))
        if told is None:
            cut = _cut_day(whole, day)
            is_all = bool(whole.days) and cut == whole.days[-1][0]
            picture = whole.picture if is_all else await self._look_back(whole, cut, day)
            told = Told(picture, day, whole.days, whole.version)
            self._told.put((whole.version, day), told)
        return told

    async def _look_back(self, whole: Told, cut: date | None, day: date) -> Picture:
        """Return the picture of a past day, and begin with those of the days beside it."""
        key = (whole.version, cut)
        work = partial(self._load_day, key, cut or day)
        self._n_waiting += 1
        try:
            picture: Picture = self._days.get(key) or await asyncio.shield(asyncio.wrap_future(self._submit(key, work, self._painting)))
        finally:
            self._n_waiting -= 1
        for beside in _find_beside(whole, cut):
            if (whole.version, beside) not in self._days.kept:
                self._submit(("ahead", beside), partial(self._load_ahead, (whole.version, beside), beside), self._painting)
        return picture

    async def redline(self, child_id: str, parent_id: str | None) -> Redline:
        """Return a report against its parent.

        Raises:
            NotFound: one of them is not there, or no parent was found.
        """
        key = (self._whole.version if self._whole else 0, child_id, parent_id)
        kept: Redline | None = self._redlines.get(key)
        if kept is not None:
            return kept
        asked = self._submit(key, lambda: self._case_here().redline(child_id, parent_id), self._asking)
        line: Redline = await asyncio.shield(asyncio.wrap_future(asked))
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

    def _submit(self, key: Hashable, work: Callable[[], Any], thread: ThreadPoolExecutor) -> Future[Any]:
        """Return the future of the work; what is under way already is not begun twice."""
        with self._lock:
            running = self._under_way.get(key)
            if running is None or running.done():
                running = self._under_way[key] = thread.submit(work)
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
            for shelf in (self._days, self._told, self._redlines):
                shelf.kept.clear()
            self._whole = told
        self._signature = signature
        return self._whole

    def _load_day(self, key: Hashable, day: date) -> Picture:
        painted: Picture | None = self._days.get(key)
        if painted is not None:
            return painted
        if self._past_case is None:
            self._past_case = self._open()
        picture = self._past_case.picture(as_of=day, progress=self._note)
        self._days.put(key, picture)
        return picture

    def _load_ahead(self, key: tuple[int, date], day: date) -> None:
        """Paint a day that nobody has asked for yet, unless the pile has changed or somebody waits for something else."""
        if not self._n_waiting and not self._is_closing and self._whole is not None and self._whole.version == key[0]:
            self._load_day(key, day)

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


def _find_beside(whole: Told, day: date | None) -> Iterator[date]:
    """Yield the days before and after one on which anything was published, but for the last: its picture is the whole one."""
    at = next((k for k, (each, _) in enumerate(whole.days) if each == day), -1)
    yield from (whole.days[k][0] for k in (at - 1, at + 1) if 0 <= k < len(whole.days) - 1)
