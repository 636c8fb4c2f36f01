"""A process of its own for formats that native code reads: what goes wrong in there ends that process and not the run.

Spreadsheets, documents and PDF are read by libraries in other languages. A file made to harm them, or only damaged, may take all memory,
run on for ever or break the program off. So they are read in a process with a limit on memory and on computing time for each file. It is
started for the first such file, reads one after the other, and is started anew after a file that it did not survive.

    to it      one line of JSON: the kind, the number of bytes, the settings; then the bytes
    from it    lines of JSON: parts, then {"end": true} or {"error": ...}
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module
from typing import Any, BinaryIO, cast

from sayso.errors import InputError
from sayso.settings import IngestSettings

Parts = Iterator[Any]  # values that JSON can hold

READERS = {"sheets": "sayso.ingest.sheets", "words": "sayso.ingest.word_files", "pdf": "sayso.ingest.pdf_files"}
_START = "import sys; sys.path[:] = sys.argv[1:]; from sayso.ingest.confined import serve; serve()"
_LONGEST_LINE = 256 * 1024**2
_ENDED = InputError(
    "broken_document",
    "it takes more memory or time to read than is allowed, or is damaged",
    do="Save it again, or save its text as .txt or .csv",
)


class Confined:
    """The process, started when it is needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, kind: str, data: bytes, where: str, settings: IngestSettings) -> Parts:
        """Yield what the reader of that kind finds in a file.

        Raises:
            InputError: what is wrong with the file.
        """
        is_done = False
        try:
            for message in self._ask(kind, data, settings):
                if told := message.get("error"):
                    is_done = True
                    raise InputError(**told, where=where)
                yield message["part"]
            is_done = True
        except (OSError, ValueError, EOFError) as error:
            raise InputError(_ENDED.code, _ENDED.what, where=where, do=_ENDED.do) from error
        finally:
            if not is_done:
                self.close()

    def _ask(self, kind: str, data: bytes, settings: IngestSettings) -> Iterator[dict[str, Any]]:
        process = self._start(settings)
        requests, answers = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
        requests.write(json.dumps({"kind": kind, "n_bytes": len(data), "settings": asdict(settings)}).encode() + b"\n")
        requests.write(data)
        requests.flush()
        while True:
            line = answers.readline(_LONGEST_LINE)
            if not line.endswith(b"\n"):
                raise EOFError
            message = json.loads(line)
            if "end" in message:
                return
            yield message

    def _start(self, settings: IngestSettings) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            command = [sys.executable, "-c", _START, *sys.path]
            environment = {**os.environ, "SAYSO_CONFINED_BYTES": str(settings.confined_bytes)}
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
            )
        return self._process

    def close(self) -> None:
        """End the process, whatever it is at."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._process = None


# --------------------------------------------------------------------------------------------------------- in the process


def serve() -> None:
    """Read one file after the other, as asked on standard input, until it closes."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints must not be taken for an answer
    _limit("RLIMIT_AS", int(os.environ["SAYSO_CONFINED_BYTES"]))
    _limit("RLIMIT_CORE", 0)
    while line := requests.readline():
        asked = json.loads(line)
        settings = IngestSettings(**asked["settings"])
        data = requests.read(asked["n_bytes"])
        _limit_time(settings.confined_cpu_s)
        for message in _answer(asked["kind"], data, settings):
            answers.write(json.dumps(message).encode() + b"\n")
        answers.flush()


def _answer(kind: str, data: bytes, settings: IngestSettings) -> Iterator[dict[str, Any]]:
    try:
        for part in find_reader(kind)(data, settings):
            yield {"part": part}
        yield {"end": True}
    except InputError as error:
        yield {"error": {"code": error.code, "what": error.what, "do": error.do}}
    except BaseException as error:  # the libraries name few errors, and those in Rust may raise what is no Exception
        what = f"it cannot be read ({type(error).__name__})"
        yield {"error": {"code": "broken_document", "what": what, "do": _ENDED.do}}


def find_reader(kind: str) -> Callable[[bytes, IngestSettings], Parts]:
    """Return what reads one kind of file: from bytes to parts that JSON can hold."""
    return cast(Callable[[bytes, IngestSettings], Parts], import_module(READERS[kind]).read_parts)


def _limit(name: str, most: int) -> None:
    """Set a limit where the system knows it."""
    with suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        which = getattr(resource, name)
        resource.setrlimit(which, (most, resource.getrlimit(which)[1]))


def _limit_time(seconds: int) -> None:
    """Allow so many more seconds of computing; the system ends the process after these."""
    with suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit("RLIMIT_CPU", int(used.ru_utime + used.ru_stime) + 1 + seconds)
