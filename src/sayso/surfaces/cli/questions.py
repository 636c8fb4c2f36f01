"""The questions that a case answers: claims, retellings, figures, voices, a redline, the export."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.errors import UsageError
from sayso.surfaces.cli import writing
from sayso.surfaces.cli.options import DEFAULT_CASE, AsOfOption, CaseOption, JsonOption, read_day
from sayso.surfaces.cli.progress import ProgressBar

if TYPE_CHECKING:
    from sayso.desk import Case, Redline
    from sayso.model import Picture
    from sayso.surfaces.terminal import Screen

ClaimArgument = Annotated[str | None, typer.Argument(metavar="ID", help="The claim to unfold, as in p1; without it all are listed.")]
WordsOption = Annotated[str | None, typer.Option("--words", metavar="WORDS", help="Only those with these words in what is claimed.")]
CountedOption = Annotated[str | None, typer.Option("--words", metavar="WORDS", help="Only those with these words in what is counted.")]
ChildArgument = Annotated[str, typer.Argument(metavar="CHILD", help="The report that retells, by its id.")]
ParentArgument = Annotated[str | None, typer.Argument(metavar="PARENT", help="The report it retells; without it the one that was found.")]
HtmlOption = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write it as a page of its own, for a browser and for paper; - for standard output."),
]
WhyOption = Annotated[bool, typer.Option("--why", help="Say what each reason adds to the log-odds of the verdict.")]
FormatOption = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help="The format: json, jsonld, csv, parquet, graphml, html, csl or wikitext.")
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="PATH", help="What to write: a file; for csv and parquet a folder or .zip. Standard output without it."),
]


def claims(
    claim: ClaimArgument = None,
    words: WordsOption = None,
    case: CaseOption = DEFAULT_CASE,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the claims and who stands where, or unfold one.

    Contested claims come first: who says so, who denies it, how many independent reports carry it, since when. With the id of
    a claim, each of its numbers is unfolded into the words behind it, with their place in the text.
    """
    from sayso.surfaces.exports import take_claim
    from sayso.surfaces.terminal import find_claim, unfold_claim

    if claim is None:
        _answer("claims", case, as_of, as_json, words)
        return
    picture = _read_picture(case, read_day(as_of))
    find_claim(picture, claim)
    if as_json:
        writing.write_json(take_claim(_document(picture, as_of), claim))
    else:
        writing.write_answer(unfold_claim(picture, claim, writing.read_screen()), read_day(as_of))


def retellings(case: CaseOption = DEFAULT_CASE, as_of: AsOfOption = None, as_json: JsonOption = False) -> None:
    """Show which report was made from which, and what changed.

    Each family is a tree: how surely a report retells its parent, how much later it came, how much of it is shared, and why.
    """
    _answer("retellings", case, as_of, as_json)


def figures(words: CountedOption = None, case: CaseOption = DEFAULT_CASE, as_of: AsOfOption = None, as_json: JsonOption = False) -> None:
    """List the figures, with their bounds as they were said.

    Each stands under what it counts, with whose figure it is and which reports carry it. No best estimate is made up.
    """
    _answer("figures", case, as_of, as_json, words)


def voices(case: CaseOption = DEFAULT_CASE, as_of: AsOfOption = None, as_json: JsonOption = False) -> None:
    """List the voices by party, and where they stand.

    A voice is the person or body whose word it is. Each comes with its role, what else it is called, and the claims that it
    affirms, denies, concedes or cannot speak to.
    """
    _answer("voices", case, as_of, as_json)


def redline(  # noqa: PLR0913, PLR0917  each is an argument or option of the command
    child: ChildArgument,
    parent: ParentArgument = None,
    case: CaseOption = DEFAULT_CASE,
    html: HtmlOption = None,
    why: WhyOption = False,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a retelling kept, reworded, dropped and added.

    The typed changes come first, then sentence by sentence the words taken out, struck out, and the words put in, underlined;
    where there is no colour they are marked [-so-] and {+so+}. A wide terminal shows both texts side by side; with --html they go
    into one file that opens offline.
    """
    if html is not None and as_json:
        raise UsageError("bad_usage", "--html and --json are two forms of one answer", do="Ask for one of them at a time")
    with _open(case) as opened:
        line = opened.redline(child, parent, as_of=read_day(as_of))
    if html is not None:
        _write_page(line, html)
    elif as_json:
        from sayso.ledger import redline_to_document

        writing.write_json(redline_to_document(line.child, line.parent, line.retelling, line.alignment))
    else:
        from sayso.surfaces.terminal import show_redline

        writing.write_text(show_redline(line, writing.read_screen(), with_weights=why))


def _write_page(line: Redline, out: Path) -> None:
    from sayso.surfaces.exports import write_document
    from sayso.surfaces.redlines import redline_to_page

    page = redline_to_page(line)
    if str(out) == "-":
        writing.write_data(page)
    else:
        write_document(page, out, option="--html")


def export(form: FormatOption = "json", case: CaseOption = DEFAULT_CASE, as_of: AsOfOption = None, out: OutOption = None) -> None:
    """Write everything that was found for other programs.

    The same pile gives the same bytes in whatever order it was read. json and jsonld hold it all; csv and parquet are a set of
    tables, with one that explains the columns; graphml holds the family tree. csl (CSL-JSON) holds the reports as citations, wikitext as
    references for a wiki, those of one origin together. html is a brief to read and print, in one file that needs no network.
    """
    from sayso.surfaces.exports import require_format, write_document, write_set

    day, chosen = read_day(as_of), require_format(form)
    to_stdout = out is None or str(out) == "-"
    if chosen.is_set and to_stdout:
        raise UsageError("needs_out", f"{form} is a set of files", do="Name a folder, or a file that ends in .zip, with --out")
    files = chosen.write(_read_picture(case, day), day)
    if out is None or to_stdout:
        writing.write_bytes(b"".join(files.values()))
    elif chosen.is_set:
        write_set(files, out)
    else:
        write_document(b"".join(files.values()), out)


# The parts of a picture that people are shown in answer to a question: no more is read of a large one.
_SHOWN: dict[str, tuple[str, ...]] = {
    "claims": ("reports", "voices", "attributions", "propositions"),
    "retellings": ("reports", "retellings", "changes"),
    "figures": ("reports", "voices", "figures"),
    "voices": ("voices", "propositions"),
}


@contextmanager
def _open(case: Path) -> Iterator[Case]:
    from sayso.desk import open_case

    with open_case(case, must_exist=True) as opened:
        yield opened


def _read_picture(case: Path, day: date | None, parts: Collection[str] | None = None) -> Picture:
    with _open(case) as opened, ProgressBar(sys.stderr, os.environ) as progress:
        return opened.picture(as_of=day, parts=parts, progress=progress)


def _document(picture: Picture, as_of: str | None) -> dict[str, Any]:
    from sayso.ledger import picture_to_document

    return picture_to_document(picture, read_day(as_of))


def _answer(section: str, case: Path, as_of: str | None, as_json: bool, words: str | None = None) -> None:
    """Write a section of the picture: as the export has it for programs, or as blocks for people."""
    from sayso.surfaces import terminal
    from sayso.surfaces.exports import SECTIONS, take_section

    picture = _pick(_read_picture(case, read_day(as_of), SECTIONS[section] if as_json else _SHOWN[section]), section, words)
    if as_json:
        writing.write_json(take_section(_document(picture, as_of), section))
        return
    show: Callable[[Picture, Screen], str] = getattr(terminal, f"show_{section}")
    writing.write_answer(show(picture, writing.read_screen()), read_day(as_of))


def _pick(picture: Picture, section: str, words: str | None) -> Picture:
    """Return the picture with those claims or figures only that hold the words, in upper or lower case."""
    if words is None:
        return picture
    wanted = " ".join(words.split()).casefold()
    if section == "claims":
        return replace(picture, propositions=tuple(each for each in picture.propositions if wanted in each.text.casefold()))
    return replace(picture, figures=tuple(each for each in picture.figures if wanted in each.what.casefold()))
