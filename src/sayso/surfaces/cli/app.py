"""The tree of commands. Nothing heavy is imported before a command needs it: ``sayso --version`` answers at once."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.surfaces.cli import checking, examples, overruling, questions, reading, serving, writing
from sayso.surfaces.cli.versions import read_version

_ABOUT = """On whose say-so? Counts the independent reports and voices behind a contested claim, and redlines every retelling.

Sayso says who says what, how often independently, and what each retelling changed. It never says what is true.
"""
_EXIT_CODES = "Exit codes: 0 done, 1 findings, 2 bad usage, 3 nothing could be read, 4 the case file is unfit."

app = typer.Typer(
    name="sayso",
    help=_ABOUT,
    epilog=f"{examples.PROGRAM}\n\n{_EXIT_CODES}",
    add_completion=False,
    rich_markup_mode=None,  # plain help: it reads the same in a pipe, a mail and a terminal
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True)
def _begin(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.", is_eager=True)] = False,
) -> None:
    if version:
        writing.write_text(f"sayso {read_version()}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        writing.write_note(context.get_help())
        raise typer.Exit(2)


_COMMANDS = (
    reading.read,
    questions.claims,
    questions.retellings,
    questions.figures,
    questions.voices,
    questions.redline,
    overruling.why,
    overruling.overrule,
    overruling.overrulings,
    checking.check,
    questions.export,
    serving.serve,
    serving.mcp,
)
for _command in _COMMANDS:
    _cls = checking.CheckCommand if _command is checking.check else None
    app.command(cls=_cls, epilog=examples.OF_COMMAND[_command.__name__])(_command)
