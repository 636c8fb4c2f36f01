"""The examples on the pages, run: every command and every Python session with what it prints now.

A block fenced as ``console`` holds commands behind ``$``, each with what it prints; one fenced as ``pycon`` holds a Python session.
All blocks of a page are run in order, in one new folder that holds a copy of ``examples``, so that a page may read a case first and
ask it afterwards. A comment in the line before a block of commands shortens what is shown: ``<!-- lines: N -->`` to as many lines,
``<!-- until: WORDS -->`` to what stands before the first line that begins with these words. Three dots stand for the rest.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(
    r"(^<!-- (?P<cut>(?:until|lines): .+?) -->\n)?^```(?P<kind>console|pycon)\n(?P<body>.*?)^```$", flags=re.MULTILINE | re.DOTALL
)
_COLUMNS = 80
_LONGEST_S = 900  # only so that nothing hangs for ever


class ExampleError(Exception):
    """An example of a page that ends badly."""


def find_pages() -> list[Path]:
    """Return the pages whose examples are run."""
    return [ROOT / "README.md", *sorted(path for path in (ROOT / "docs").rglob("*.md"))]


def has_examples(page: str) -> bool:
    """Return whether there is anything to run on a page."""
    return _BLOCK.search(page) is not None


def run_examples(page: str) -> str:
    """Return the page with what its examples print now.

    Raises:
        ExampleError: a command exits with another code than 0, or a session with an exception.
    """
    names: dict[str, Any] = {"__name__": "__main__"}

    def rerun(block: re.Match[str]) -> str:
        kind, body, cut = block["kind"], block["body"], block["cut"]
        now = "".join(_run_commands(body, cut)) if kind == "console" else _run_session(body, names)
        return f"{block[1] or ''}```{kind}\n{now}```"

    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        with chdir(folder):
            return _BLOCK.sub(rerun, page)


def find_commands(page: str) -> list[str]:
    """Return the commands of a page in order."""
    return [command for block in _BLOCK.finditer(page) if block["kind"] == "console" for command in _split_commands(block["body"])]


def _split_commands(body: str) -> list[str]:
    r"""Return the commands of a block; one that ends in a backslash goes on in the next line.

    >>> _split_commands("$ echo one\none\n$ echo \\\n  two\ntwo\n")
    ['echo one', 'echo \\\n  two']
    """
    commands: list[str] = []
    goes_on = False
    for line in body.splitlines():
        if goes_on:
            commands[-1] += "\n" + line
        elif line.startswith("$ "):
            commands.append(line.removeprefix("$ "))
        goes_on = (goes_on or line.startswith("$ ")) and line.endswith("\\")
    return commands


def _run_commands(body: str, cut: str | None) -> Iterator[str]:
    for command in _split_commands(body):
        done = subprocess.run(
            ["bash", "-c", command],
            env=_make_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=_LONGEST_S,
            check=False,
        )
        if done.returncode:
            raise ExampleError(f"$ {command}\nends with exit code {done.returncode}:\n{done.stdout}")
        yield f"$ {command}\n{_cut(done.stdout, cut)}"


def _cut(printed: str, cut: str | None) -> str:
    """Return what is to be shown of what is printed, with three dots for the rest.

    Raises:
        ExampleError: there is no such line.
    """
    if cut is None:
        return printed
    how, _, wanted = cut.partition(": ")
    lines = printed.splitlines(keepends=True)
    at = int(wanted) if how == "lines" else next((k for k, line in enumerate(lines) if line.startswith(wanted)), None)
    if at is None:
        raise ExampleError(f"no line begins with {wanted!r}:\n{printed}")
    return printed if at >= len(lines) else "".join(lines[:at]) + "...\n"


def _make_environment() -> dict[str, str]:
    """Return an environment in which the answers are those of a plain pipe, with the ``sayso`` of this Python before any other."""
    kept = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "NO_COLOR")}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    return kept | {"PATH": path, "COLUMNS": str(_COLUMNS), "PYTHONUTF8": "1", "TZ": "UTC"}


class _Listener(doctest.DocTestRunner):
    """Runs a session and keeps what each of its examples prints."""

    def __init__(self) -> None:
        super().__init__(verbose=False)
        self.printed: list[str] = []

    def report_success(self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str) -> None:
        self.printed.append(got)

    def report_failure(self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str) -> None:
        self.printed.append(got)

    def report_unexpected_exception(self, out: Any, test: doctest.DocTest, example: doctest.Example, exc_info: Any) -> None:
        raise ExampleError(f">>> {example.source}ends with {exc_info[1]!r}") from exc_info[1]


def _run_session(body: str, names: dict[str, Any]) -> str:
    """Return a session with what it prints; the names that it sets are kept for the next one of the page."""
    parser, listener = doctest.DocTestParser(), _Listener()
    pieces = parser.parse(body)
    examples = [piece for piece in pieces if isinstance(piece, doctest.Example)]
    test = doctest.DocTest(examples, {}, "page", None, None, body)
    test.globs = names  # the constructor copies them
    listener.run(test, clear_globs=False)
    printed = iter(listener.printed)
    return "".join(piece if isinstance(piece, str) else _write_source(piece) + _write_printed(next(printed)) for piece in pieces)


def _write_source(example: doctest.Example) -> str:
    first, *rest = example.source.splitlines()
    return "".join([f">>> {first}\n", *(f"... {line}".rstrip() + "\n" for line in rest)])


def _write_printed(printed: str) -> str:
    return "".join((line or "<BLANKLINE>") + "\n" for line in printed.splitlines())
