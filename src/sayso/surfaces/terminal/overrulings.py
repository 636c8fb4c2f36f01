"""The log of overrulings: what was decided about what, by whom and why, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.ledger import overruling_to_document
from sayso.model import Overruling, Picture
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.blocks import heading, join, labelled, text
from sayso.surfaces.terminal.screen import Screen

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

STATES = {
    "holds": "",
    "undone": "undone",
    "replaced": "replaced: a later one decides otherwise",
    "stale": "stale: what it is about is not found in this picture",
}
_LONGEST_WORDS = 60


def show_overrulings(picture: Picture, screen: Screen) -> str:
    """Return the whole log, in order."""
    log = picture.overrulings
    if not log:
        return screen.draw(heading("overrulings", "none"))
    n_holding = sum(each.state == "holds" and each.kind != "undo" for each in log)
    return screen.draw(heading("overrulings", f"{len(log):,} made, {n_holding:,} in force"), *map(_block, log))


def show_overruling(overruling: Overruling, screen: Screen) -> str:
    """Return one entry of the log."""
    return screen.draw(_block(overruling))


def _block(overruling: Overruling) -> RenderableType:
    return labelled([(f"{overruling.number:<2}", text("\n").join(_lines(overruling)))])


def _lines(overruling: Overruling) -> Iterator[Text]:
    kind = "undoes" if overruling.kind == "undo" else overruling.kind.replace("_", " ")
    yield join((text(f"{kind}  ", "heading"), text(describe_overruling(overruling))))
    if overruling.why:
        yield text(f"because {phrases.plain(overruling.why)}")
    when = f"{phrases.day(overruling.made_at.date())} {overruling.made_at:%H:%M}"
    yield text(", ".join(filter(None, (phrases.plain(overruling.who or ""), when))), "quiet")
    if STATES[overruling.state]:
        yield text(STATES[overruling.state], "contested")


def describe_overruling(overruling: Overruling, n_chars: int = _LONGEST_WORDS) -> str:
    """Return what an entry of the log is about, as it was called then; ``n_chars`` of the words of each thing at most."""
    return str(overruling.undoes) if overruling.undoes is not None else "; ".join(_things(overruling, n_chars))


def _things(overruling: Overruling, n_chars: int) -> Iterator[str]:
    for each in overruling_to_document(overruling)["about"].values():
        if isinstance(each, dict):
            words = phrases.clip(phrases.plain(str(each.get("words") or "")), n_chars)
            yield phrases.plain(str(each.get("id"))) + (f" “{words}”" if words else "")
        else:
            yield phrases.plain(str(each))
