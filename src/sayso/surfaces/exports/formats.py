"""Which export formats there are, and how a document becomes a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sayso.errors import UsageError
from sayso.surfaces.exports.json_text import document_to_json

FORMATS: dict[str, Callable[[dict[str, Any]], str]] = {"json": document_to_json}


def require_format(name: str) -> Callable[[dict[str, Any]], str]:
    """Return what writes the format.

    Raises:
        UsageError: for a format that is not among ``FORMATS``.
    """
    if name not in FORMATS:
        raise UsageError("unknown_format", f"there is no export format {name!r}", allowed=", ".join(FORMATS))
    return FORMATS[name]


def write_document(written: str, out: Path) -> None:
    """Put the text into ``out``, whole or not at all: a reader never sees half a file.

    Raises:
        UsageError: if the file cannot be written there.
    """
    try:
        if out.exists() and not out.is_file():  # a pipe or a device takes the text as it comes
            _write(written, out)
        else:
            _write_beside(written, out.resolve())
    except OSError as problem:
        do = "Name a file in a folder that can be written to with --out"
        raise UsageError("unwritable", problem.strerror or str(problem), where=str(out), do=do) from problem


def _write_beside(written: str, out: Path) -> None:
    """Write to a neighbour first and let it take the place of ``out``."""
    partial = out.with_name(f".{out.name}.partial")
    try:
        _write(written, partial)
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def _write(written: str, path: Path) -> None:
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.write(written)
