"""Where an export goes: a file, a folder or a zip archive, whole or not at all."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import UsageError

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can name: the same export has the same bytes tomorrow
_READABLE = 0o100644


def write_document(written: str | bytes, out: Path, *, option: str = "--out") -> None:
    """Put the text or bytes into ``out``, whole or not at all: a reader never sees half a file. ``option`` is what named it.

    Raises:
        UsageError: ``unwritable``.
    """
    data = written.encode("utf-8", "backslashreplace") if isinstance(written, str) else written
    with _telling(out, f"Name a file in a folder that can be written to with {option}"):
        if out.exists() and not out.is_file():  # a pipe or a device takes the data as it comes
            out.write_bytes(data)
        else:
            _write_beside(data, out.resolve())


def write_set(files: Mapping[str, bytes], out: Path) -> None:
    """Put a set of files into the folder ``out``, made if it is missing, or into one archive if ``out`` ends in ``.zip``.

    Files of those names in the folder are replaced, and others are left alone.

    Raises:
        UsageError: ``unwritable``.
    """
    if out.suffix.lower() == ".zip":
        write_document(pack_files(files), out)
        return
    with _telling(out, "Name a folder, or a file that ends in .zip, with --out"):
        if out.is_dir():
            for name, data in files.items():
                _write_beside(data, (out / name).resolve())
        else:
            _write_folder(files, out)


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of the files; the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _READABLE << 16, 3
            archive.writestr(entry, data)
    return packed.getvalue()


@contextmanager
def _telling(out: Path, do: str) -> Iterator[None]:
    """Turn what the system says into the error that tells it."""
    try:
        yield
    except OSError as problem:
        raise UsageError("unwritable", problem.strerror or str(problem), where=str(out), do=do) from problem
    except ValueError as problem:  # a NUL in a path
        raise UsageError("unwritable", "no path can be called that", where=repr(str(out)), do=do) from problem


def _write_beside(data: bytes, out: Path) -> None:
    """Write to a neighbour first and let it take the place of ``out``."""
    partial = out.with_name(f".{out.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def _write_folder(files: Mapping[str, bytes], out: Path) -> None:
    """Fill a neighbour first and let it become ``out``."""
    partial = out.with_name(f".{out.name}.{os.getpid()}.partial")
    partial.mkdir()
    try:
        for name, data in files.items():
            (partial / name).write_bytes(data)
        partial.rename(out)
    except OSError:
        for each in partial.iterdir():
            each.unlink()
        partial.rmdir()
        raise
