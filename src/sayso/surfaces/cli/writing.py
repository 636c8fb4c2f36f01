"""Results to standard output, notes to standard error. Whatever a text holds, the terminal is only ever shown it."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.surfaces.terminal import Screen

# What stands for typographic characters where the output cannot carry them.
_PLAINER = str.maketrans({"–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\xa0": " "})


class ReaderLeft(Exception):
    """The other end of the pipe was closed."""


def read_screen() -> Screen:
    """Return the screen that standard output is."""
    from sayso.surfaces.terminal import Screen

    return Screen.of(sys.stdout, os.environ)


def write_text(words: str) -> None:
    """Write to standard output what its encoding can carry, and the rest plainer or escaped."""
    _write(sys.stdout, lambda: sys.stdout.write(_fit(words, sys.stdout)))


def write_answer(shown: str, day: date | None) -> None:
    """Write what a case answers to standard output, and above it the day that it is told as of, if one was asked for."""
    from sayso.surfaces.terminal import show_day

    write_text((show_day(day, read_screen()) if day else "") + shown)


def write_json(document: dict[str, Any]) -> None:
    """Write a document to standard output as JSON, in UTF-8 whatever the terminal's encoding."""
    from sayso.surfaces.exports import document_to_json

    write_data(document_to_json(document))


def write_data(written: str) -> None:
    """Write text for programs to standard output, in UTF-8."""
    write_bytes(written.encode("utf-8", "backslashreplace"))


def write_bytes(data: bytes) -> None:
    """Write what is encoded already to standard output."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        _write(sys.stdout, lambda: sys.stdout.write(data.decode("utf-8", "backslashreplace")))
        return
    sys.stdout.flush()
    _write(sys.stdout, lambda: buffer.write(data))


def write_note(words: str) -> None:
    """Write a line for people to standard error. One that cannot be written is nobody's error."""
    try:
        sys.stderr.write(_fit(words, sys.stderr).rstrip("\n") + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def _fit(words: str, stream: TextIO) -> str:
    encoding = stream.encoding or "utf-8"
    try:
        words.encode(encoding)
    except UnicodeError:
        return words.translate(_PLAINER).encode(encoding, "backslashreplace").decode(encoding)
    return words


def _write(stream: TextIO, write: Callable[[], object]) -> None:
    try:
        write()
        stream.flush()
    except BrokenPipeError as gone:
        _let_go(stream)
        raise ReaderLeft from gone
    except OSError as problem:
        _let_go(stream)
        do = "Look whether the disk is full, or write elsewhere"
        raise UsageError("unwritable", problem.strerror or str(problem), where="standard output", do=do) from problem


def _let_go(stream: TextIO) -> None:
    """Point the stream nowhere, or the interpreter would fail once more when it flushes on its way out."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError, io.UnsupportedOperation):
        return
