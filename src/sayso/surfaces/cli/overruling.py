"""Overrulings: what an analyst decides against what was found, the log of it, and the evidence to decide by."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.errors import UsageError
from sayso.surfaces.cli import writing
from sayso.surfaces.cli.options import DEFAULT_CASE, AsOfOption, CaseOption, JsonOption, read_day
from sayso.surfaces.cli.progress import ProgressBar

if TYPE_CHECKING:
    from sayso.desk import Case
    from sayso.model import Overruling

_KINDS = (
    "same-claim, other-claim, stance, not-a-denial, not-a-retelling, other-parent, same-voice, other-voice, other-party, undo, or replay"
)
KindArgument = Annotated[str, typer.Argument(metavar="KIND", help=f"What is decided: {_KINDS}.")]
ThingsArgument = Annotated[
    list[str], typer.Argument(metavar="THING", help="What about, by ids, as in p1 p4; for undo a number of the log, for replay a file.")
]
WhyOption = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, for those who read the log. An undo needs none.")]
WhoOption = Annotated[
    str | None,
    typer.Option("--who", metavar="NAME", envvar="SAYSO_WHO", help="Whose decision it is; yours, by your login name, if nothing is said."),
]
ThingArgument = Annotated[
    str,
    typer.Argument(metavar="THING", help="What to unfold: p1, p1.status, v3, a12, f4, o2, r05, or voices, origins, retellings and so on."),
]
OfParentArgument = Annotated[str | None, typer.Argument(metavar="PARENT", help="With a report as THING, the report that it retells.")]


def overrule(  # noqa: PLR0913, PLR0917  each is an argument or option of the command
    kind: KindArgument,
    things: ThingsArgument,
    why: WhyOption = "",
    who: WhoOption = None,
    case: CaseOption = DEFAULT_CASE,
    as_json: JsonOption = False,
) -> None:
    """Decide against what was found, and say why.

    From now on every picture follows the decision. The case keeps a log of what was decided, by whom and why, whatever is read
    later. What it is about is remembered by its words and their places, not by ids, which move. To take one back:
    sayso overrule undo NUMBER. To take over the log of another case, from its JSON export or its file: sayso overrule replay FILE.
    """
    if kind == "replay":
        if why:
            raise UsageError("bad_usage", "a log that is taken over has its reasons", do="Leave out --why")
        _replay(things, case, as_json=as_json)
        return
    who = who or _find_login()
    with _open(case) as opened, ProgressBar(sys.stderr, os.environ) as progress:
        if kind == "undo":
            made = opened.undo(_read_number(things), who=who, why=why)
        else:
            made = opened.overrule(kind, *things, why=why, who=who, progress=progress)
    if as_json:
        from sayso.ledger import log_to_document

        writing.write_json(log_to_document([made]))
        return
    from sayso.surfaces.terminal import show_overruling

    writing.write_text(show_overruling(made, writing.read_screen()))
    _note(made, case)


def _find_login() -> str | None:
    """Return the name under which somebody is logged in, if the machine knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user: "docker run --user 1234"
        return None


def _replay(things: list[str], case: Path, *, as_json: bool) -> None:
    """Take over the log of another case.

    Raises:
        UsageError: ``bad_things``.
    """
    if len(things) != 1:
        raise UsageError(
            "bad_things", f"replay takes over no {' '.join(things)!r}", allowed="one file, as in: sayso overrule replay case.json"
        )
    with _open(case) as opened:
        made, lost = opened.replay(things[0])
    for each in lost:
        writing.write_note(f"Left out: {each}")
    if as_json:
        from sayso.ledger import log_to_document

        writing.write_json(log_to_document(made))
        return
    from sayso.surfaces.terminal import show_overruling

    writing.write_text("".join(show_overruling(each, writing.read_screen()) for each in made))
    writing.write_note(f"Taken over: {len(made):,}. What became of each: sayso overrulings")


def _read_number(things: list[str]) -> int:
    """Return the number of the overruling to undo.

    Raises:
        UsageError: ``bad_things``.
    """
    if len(things) != 1 or not (things[0].isascii() and things[0].isdigit()) or len(things[0]) > 18:
        raise UsageError(
            "bad_things", f"undo takes back no {' '.join(things)!r}", allowed="a number of the log, as in: sayso overrule undo 3"
        )
    return int(things[0])


def _note(made: Overruling, case: Path) -> None:
    from sayso.surfaces.terminal import plain

    where = "" if case == DEFAULT_CASE else f" --case {plain(str(case))}"
    writing.write_note(f"Ids may have moved: sayso claims{where}. To take it back: sayso overrule undo {made.number}{where}")


def overrulings(case: CaseOption = DEFAULT_CASE, as_json: JsonOption = False) -> None:
    """List what was overruled, by whom and why.

    An overruling holds, is undone by a later one, or is stale: what it is about is not found in the present picture. It is kept all the
    same, and holds again as soon as that is found.
    """
    with _open(case) as opened, ProgressBar(sys.stderr, os.environ) as progress:
        picture = opened.picture(progress=progress)
    if as_json:
        from sayso.ledger import log_to_document

        writing.write_json(log_to_document(picture.overrulings))
        return
    from sayso.surfaces.terminal import show_overrulings

    writing.write_text(show_overrulings(picture, writing.read_screen()))


def why(
    thing: ThingArgument,
    parent: OfParentArgument = None,
    case: CaseOption = DEFAULT_CASE,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Unfold any number into the words and reasons behind it.

    A claim unfolds into all of its numbers, and p1.affirming_voices or p1.independent_reports into one of them; a voice into its
    mentions and why they are one; a report into its origin and its parents; a report and its parent into the reasons for that.
    """
    from sayso.ledger.evidence import explain
    from sayso.surfaces.terminal import show_evidence, unfold_claim

    day = read_day(as_of)
    with _open(case) as opened, ProgressBar(sys.stderr, os.environ) as progress:
        picture = opened.picture(as_of=day, progress=progress)
        of_file = thing == "duplicates" and parent is None  # the only number that a picture does not hold what is behind it
        found = opened.why(thing) if of_file else explain(picture, thing, parent)
    if as_json:
        from sayso.ledger import evidence_to_document

        writing.write_json(evidence_to_document(found, day))
    elif parent is None and any(claim.id == thing for claim in picture.propositions):
        writing.write_answer(unfold_claim(picture, thing, writing.read_screen()), day)
    else:
        writing.write_answer(show_evidence(found, picture, writing.read_screen()), day)


def _open(case: Path) -> Case:
    from sayso.desk import open_case

    return open_case(case, must_exist=True)
