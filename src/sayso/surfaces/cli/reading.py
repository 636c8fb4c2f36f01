"""``sayso read``: reports into a case file, and the picture of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.errors import InputError
from sayso.settings import SurfaceSettings
from sayso.surfaces.cli import writing
from sayso.surfaces.cli.options import DEFAULT_CASE, AsOfOption, CaseOption, JsonOption, read_day, read_mapping
from sayso.surfaces.cli.progress import ProgressBar

if TYPE_CHECKING:
    from sayso.desk import Case, ReadSummary
    from sayso.ingest import Columns

PathsArgument = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Files, folders and addresses (https://...); - is JSON Lines on standard input.")
]
MapOption = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=COLUMN", help="Which column or JSON field holds which field, as in text=body. May be repeated."),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model", metavar="MODEL", help="What finds who says what: large, fast or rules. It stays with the case; large at first."
    ),
]


def read(  # noqa: PLR0913, PLR0917  each is an option of its own
    paths: PathsArgument,
    case: CaseOption = DEFAULT_CASE,
    mapping: MapOption = None,
    model: ModelOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read reports into a case file and print the picture.

    The picture shows how many reports are independent, who stands where on each contested claim, and which report retells which.
    What is named by its address is fetched, once: as the site's robots.txt allows, not in haste, and from public machines only. What
    came is kept in the case with its hash and time. No other command asks the network.

    The case file is made if it is missing. A text that it holds already is counted and not read again. What cannot be read is
    named with its reason and stops nothing.
    """
    from sayso.desk import open_case

    day, columns = read_day(as_of), read_mapping(mapping or ())
    guessed: list[Columns] = []
    with open_case(case, n_processes=_count_processors()) as opened:
        with ProgressBar(sys.stderr, os.environ) as progress:
            summary = opened.read(paths, mapping=columns or None, model=model, fetch=True, shown=guessed.append, progress=progress)
            _require_reports(opened, summary, paths)
            picture = opened.picture(as_of=day, progress=progress)
        if as_json:
            from sayso.ledger import picture_to_document

            writing.write_json({**picture_to_document(picture, day), "read": _summary_to_document(summary, guessed)})
            return
    from sayso.surfaces.terminal import show_picture

    writing.write_answer(show_picture(picture, writing.read_screen()), day)
    _note_columns(guessed)
    _note(summary, case)


def _count_processors() -> int:
    """Return how many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _summary_to_document(summary: ReadSummary, guessed: Sequence[Columns]) -> dict[str, Any]:
    """Return what this run did, which stands beside what the case holds."""
    columns = [{"path": each.path, "taken": dict(each.taken), "not_used": list(each.left)} for each in guessed]
    told = {"columns": columns} if columns else {}
    return {**told, "new": summary.n_new, "duplicates": summary.n_duplicates, "skipped": summary.n_skipped}


def _require_reports(case: Case, summary: ReadSummary, paths: Sequence[str]) -> None:
    """Pass if anything was read, now or before.

    Raises:
        InputError: ``nothing_read``, with the first reasons.
    """
    if summary.n_reports:
        return
    n_named = SurfaceSettings().most_skips_named
    where = " ".join(paths[:n_named]) + (" ..." if len(paths) > n_named else "")
    if not summary.n_skipped:
        raise InputError("nothing_read", "there is nothing to read here", where=where, do="Name files or folders that hold reports")
    skipped = case.picture().skipped
    reasons = "; ".join(f"{skip.path}: {skip.what}" for skip in skipped[:n_named])
    rest = f"; and {len(skipped) - n_named:,} more" if len(skipped) > n_named else ""
    raise InputError("nothing_read", f"nothing could be read: {reasons}{rest}", where=where)


def _note_columns(guessed: Sequence[Columns]) -> None:
    """Tell on standard error which columns were taken for what, files of the same columns together."""
    from sayso.surfaces.terminal import plain

    paths: dict[str, list[str]] = {}
    for each in guessed:
        paths.setdefault(each.line(), []).append(each.path)
    for line, found in paths.items():
        more = f" and {len(found) - 1:,} more" if len(found) > 1 else ""
        writing.write_note(f"\n{plain(found[0])}{more}: {plain(line)}")
    if paths:
        writing.write_note("Columns were taken by their names. To take others: --map FIELD=COLUMN")


def _note(summary: ReadSummary, case: Path) -> None:
    """Tell on standard error what this run added, and how to go on."""
    from sayso.surfaces.terminal import count, plain

    counted = [f"{count(summary.n_new, 'new report')} in {plain(str(case))}"]
    counted += [f"{summary.n_duplicates:,} there already"] if summary.n_duplicates else []
    counted += [f"{summary.n_skipped:,} could not be read"] if summary.n_skipped else []
    where = "" if case == DEFAULT_CASE else f" --case {plain(str(case))}"
    writing.write_note(f"\n{', '.join(counted)}. The words behind each number: sayso claims ID{where}")
