"""The way from arguments to an exit code: whatever goes wrong is told in one line."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import typer

from sayso.errors import SaysoError, UsageError
from sayso.surfaces.cli.app import app
from sayso.surfaces.cli.writing import ReaderLeft, write_note

INTERRUPTED = 130  # as shells have it: 128 and the number of the signal


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of a run: 0 done, 1 findings, 2 bad usage, 3 nothing could be read, 4 the case file is unfit."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(given)
    except SaysoError as error:
        _tell(error, as_json="--json" in given)
        return error.exit_code
    except ReaderLeft:
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    """Return the exit code of the command that the arguments name.

    Raises:
        UsageError: ``bad_usage``, for what the parser refuses.
    """
    try:
        code = typer.main.get_command(app).main(arguments, prog_name="sayso", standalone_mode=False)
    except typer.TyperException as refused:
        context = getattr(refused, "ctx", None)
        command = context.command_path if context else _name_command(arguments)
        what = " ".join(refused.format_message().split()).rstrip(".")
        raise UsageError("bad_usage", what, do=f"See {command} --help") from refused
    except typer.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else 0


def _name_command(arguments: Sequence[str]) -> str:
    """Return the command that the arguments begin with, as its help is asked for."""
    known = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    return f"sayso {arguments[0]}" if arguments and arguments[0] in known else "sayso"


def _tell(error: SaysoError, *, as_json: bool) -> None:
    """Write the error to standard error: a line for people, or one JSON object for programs."""
    from sayso.surfaces.terminal import plain

    write_note(json.dumps(error.as_dict()) if as_json else f"sayso: {plain(error.line())}")
