"""Which files a run reads: names, folders and standard input, in an order that does not depend on how they were given."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import InputError
from sayso.ingest.drafts import skip_for
from sayso.ingest.streams import reading_from
from sayso.model import Skip

STANDARD_INPUT = "-"
_MOST_NAMED = 3
FORMATS = {
    ".txt": "bare", ".text": "bare", ".md": "bare", ".markdown": "bare",
    ".html": "page", ".htm": "page", ".xhtml": "page",
    ".jsonl": "records", ".ndjson": "records", ".csv": "table", ".tsv": "table",
    ".xml": "feed", ".rss": "feed", ".atom": "feed", ".warc": "warc", ".wacz": "wacz",
    ".json": "json", ".ris": "references",
    ".xlsx": "sheets", ".xlsm": "sheets", ".xlsb": "sheets", ".xls": "sheets", ".ods": "sheets", ".docx": "words", ".pdf": "pdf",
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A file to be read."""

    path: Path
    format: str
    is_packed: bool
    stem: str

    @property
    def label(self) -> str:
        """The path as people write it; bytes that are no characters are shown as question marks."""
        return show_path(self.path)


def show_path(path: Path) -> str:
    """Return a path that can be printed on any system the same."""
    return path.as_posix().encode("utf-8", "replace").decode()


def find_files(paths: Sequence[str | Path]) -> Iterator[Found | Skip]:
    """Yield each file once, sorted; a ``Skip`` for whatever was named and is not there or is no report.

    Other files in a folder are counted in one ``Skip`` for the folder. Hidden files are passed over.
    """
    for name in sorted({str(path) for path in paths} - {STANDARD_INPUT}):
        path = Path(name)
        try:
            with reading_from(show_path(path)):
                if not path.exists():
                    raise InputError("not_found", "there is no such file or folder", where=show_path(path), do="Check its spelling")
                is_folder = path.is_dir()
        except (InputError, ValueError) as error:  # a NUL in a path is a ValueError
            yield skip_for(error) if isinstance(error, InputError) else Skip(show_path(path), "not_found", "no path can be called that")
            continue
        if is_folder:
            yield from _walk(path)
        else:
            yield _find_named(path)


def _find_named(path: Path) -> Found | Skip:
    found = _recognise(path)
    if found is None:
        what = f"the format {''.join(path.suffixes[-2:]) or 'without an extension'} is not read"
        return Skip(show_path(path), "unknown_format", f"{what} (allowed: {' '.join(FORMATS)}). Save it as one of these")
    return found if path.is_file() else _not_a_file(path)


def _not_a_file(path: Path) -> Skip:
    return Skip(show_path(path), "not_a_file", "it is a pipe, socket or device, not a file. Pipe JSON Lines to - instead")


def _recognise(path: Path) -> Found | None:
    name = path.name
    is_packed = name.lower().endswith(".gz")
    name = name[:-3] if is_packed else name
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 - the name without .gz is no path
    kind = FORMATS.get(suffix.lower())
    if kind is None or (is_packed and kind == "wacz"):
        return None
    return Found(path, kind, is_packed, stem.encode("utf-8", "replace").decode() or name)


def _walk(folder: Path) -> Iterator[Found | Skip]:
    """Yield what a folder and its folders hold, depth first, without recursion: folders may nest deeper than Python."""
    pending: list[tuple[Path, frozenset[tuple[int, int]]]] = [(folder, frozenset())]
    seen: set[tuple[int, int]] = set()
    n_found = 0
    while pending:
        here, above = pending.pop()
        try:
            with reading_from(show_path(here)):
                status = here.stat()
                names = sorted(os.listdir(here))  # noqa: PTH208 - names, not paths
        except InputError as error:
            yield skip_for(error)
            n_found += 1
            continue
        key = (status.st_dev, status.st_ino)
        if key in seen:
            yield _met_again(here, key in above)
            continue
        seen.add(key)
        results, folders = _sort_entries(here, names)
        n_found += len(results)
        yield from results
        pending.extend((each, above | {key}) for each in reversed(folders))
    if not n_found:
        yield Skip(show_path(folder), "empty", "the folder holds no files. Check that it is the right one")


def _met_again(folder: Path, is_loop: bool) -> Skip:
    if is_loop:
        return Skip(show_path(folder), "symlink_loop", "this link leads back to a folder above it and was not followed. Nothing is missing")
    return Skip(show_path(folder), "already_read", "this link leads to a folder that was read under another name. Nothing is missing")


def _sort_entries(folder: Path, names: list[str]) -> tuple[list[Found | Skip], list[Path]]:
    """Return the files (and problems) and the folders among the names of one folder."""
    results: list[Found | Skip] = []
    folders, others = [], []
    for path in (folder / name for name in names if not name.startswith(".")):
        try:
            with reading_from(show_path(path)):
                mode = path.stat().st_mode
        except InputError as error:
            results.append(_explain_link(path, error))
            continue
        if stat.S_ISDIR(mode):
            folders.append(path)
        elif (found := _recognise(path)) is None:
            others.append(path.name)
        else:
            results.append(found if stat.S_ISREG(mode) else _not_a_file(path))
    if others:
        results.append(_count_others(folder, others))
    return results, folders


def _explain_link(path: Path, error: InputError) -> Skip:
    if path.is_symlink():
        return Skip(show_path(path), "broken_link", "this link leads nowhere. Remove it, or bring back what it pointed to")
    return skip_for(error)


def _count_others(folder: Path, names: list[str]) -> Skip:
    named = ", ".join(name.encode("utf-8", "replace").decode() for name in names[:_MOST_NAMED])
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    files = (
        "1 other file is in no report format and was" if len(names) == 1 else f"{len(names)} other files are in no report format and were"
    )
    return Skip(show_path(folder), "not_a_report", f"{files} left out: {named}{more}")
