"""``sayso check``: a draft against what it was written from, before it is published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from sayso.errors import UsageError
from sayso.surfaces.cli import writing
from sayso.surfaces.cli.versions import read_version

if TYPE_CHECKING:
    from sayso.model import Report, Skip
    from sayso.surfaces.exports import Check

FINDINGS = 1
_FORMATS = ("text", "json", "github", "sarif")
_TAKES_VALUE = ("--format", "--case")

DraftsArgument = Annotated[list[str], typer.Argument(metavar="DRAFT...", help="The draft, or several: .txt, .md or .html.")]
AgainstOption = Annotated[
    list[str] | None, typer.Option("--against", metavar="REPORT...", help="What it was written from: files and folders, all of them.")
]
CaseOption = Annotated[Path | None, typer.Option("--case", metavar="FILE", help="In place of --against: a case that holds the reports.")]
FormatOption = Annotated[str, typer.Option("--format", metavar="FORMAT", help="The format: text, json, github or sarif.")]
JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format json.")]


class CheckCommand(TyperCommand):
    """A command whose option ``--against`` takes all that follows it, as long as a draft was named before."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments with ``--against`` before each report."""
        return super().parse_args(ctx, spread_reports(args))


def spread_reports(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with ``--against`` repeated for each report that follows it.

    Where no draft stands before it, as when a hook appends its files, only the first is a report and the others are drafts.

    >>> spread_reports(["draft.md", "--against", "a.txt", "b.txt", "--json"])
    ['draft.md', '--against', 'a.txt', '--against', 'b.txt', '--json']
    >>> spread_reports(["--against", "sources/", "draft.md"])
    ['--against', 'sources/', 'draft.md']
    """
    spread: list[str] = []
    has_draft, takes_value, n_reports = False, False, None
    for each in arguments:
        if each == "--against":
            n_reports = 0
        elif takes_value or (each.startswith("-") and each != "-"):
            n_reports, takes_value = None, not takes_value and each in _TAKES_VALUE
            spread.append(each)
        elif n_reports is not None and (has_draft or not n_reports):
            n_reports += 1
            spread += ["--against", each]
        else:
            has_draft, n_reports = True, None
            spread.append(each)
    return spread


def check(
    drafts: DraftsArgument,
    against: AgainstOption = None,
    case: CaseOption = None,
    form: FormatOption = "text",
    as_json: JsonOption = False,
) -> None:
    """Check a draft against what it was written from.

    Finds where the draft lost an attribution, shifted a reporting verb, gave words to another voice, altered a quote, changed a
    figure, date or name, dropped a hedge, flipped a negation, charged a label, or carries a claim without its denial. Each comes
    with the words of both sides. What is left out or added otherwise is no finding. Leaves with 1 if there is any, so that it
    can stand before publishing or committing.
    """
    if form not in _FORMATS:
        raise UsageError("unknown_format", f"there is no format {form!r}", allowed=", ".join(_FORMATS))
    from sayso.desk import check_draft, read_drafts
    from sayso.surfaces.exports import Check

    files = [file for draft in drafts for file in read_drafts(draft)]
    reports, skipped = _read_reports(against, case, drafts)
    checks = [Check(file, check_draft(file.report, reports)) for file in files]
    _write(checks, skipped, "json" if as_json else form)
    _note(checks, skipped)
    if any(each.checked.findings for each in checks):
        raise typer.Exit(FINDINGS)


def _read_reports(against: Sequence[str] | None, case: Path | None, drafts: Sequence[str]) -> tuple[Sequence[Report], Sequence[Skip]]:
    """Return what the drafts were written from, the reports of a case or of files, and what could not be read.

    Raises:
        UsageError: ``bad_usage``, unless one of the two is named.
    """
    from sayso.desk import open_case, read_against

    if (case is None) == (not against):
        what = "what the draft was written from is named twice" if case else "it is not said what the draft was written from"
        raise UsageError("bad_usage", what, do="Name either reports with --against, or a case with --case")
    if case is None:
        return read_against(against or (), drafts)
    with open_case(case, must_exist=True) as opened:
        return opened.picture().reports, ()


def _write(checks: Sequence[Check], skipped: Sequence[Skip], form: str) -> None:
    from sayso.surfaces import exports

    if form == "json":
        writing.write_json(exports.checks_to_document(checks, skipped))
    elif form == "github":
        writing.write_data(exports.checks_to_github(checks))
    elif form == "sarif":
        writing.write_data(exports.checks_to_sarif(checks, read_version()))
    else:
        from sayso.surfaces.cli.findings import show_findings

        writing.write_text(show_findings(checks, writing.read_screen()))


def _note(checks: Sequence[Check], skipped: Sequence[Skip]) -> None:
    """Tell on standard error what was not checked: no finding is no all-clear where nothing was compared."""
    from sayso.surfaces.terminal import plain

    for each in checks:
        if not each.checked.n_traced:
            writing.write_note(f"sayso: {plain(each.file.path)}: no sentence of it goes back to these reports, so nothing was compared")
        for report, reason in each.checked.unmeasured:
            where = each.file.path if report == each.checked.draft.id else report
            writing.write_note(f"sayso: {plain(where)}: {plain(reason.says)}")
    for skip in skipped:
        writing.write_note(f"sayso: {plain(skip.path)}: {plain(skip.what)}")
