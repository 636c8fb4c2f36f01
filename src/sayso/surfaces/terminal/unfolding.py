"""Evidence as an outline: each thing with its value, the words behind it, the reasons for it, and its parts below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sayso.model import Evidence, Picture
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.blocks import join, labelled, stack, text
from sayso.surfaces.terminal.index import Index
from sayso.surfaces.terminal.screen import Screen

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text
    from rich.tree import Tree

DEEPEST = 5  # further parts stand at this depth, or nothing would be left of the line


def show_evidence(evidence: Evidence, picture: Picture, screen: Screen) -> str:
    """Return what stands behind a thing of a picture."""
    from rich.tree import Tree

    index = Index(picture)
    tree = Tree(_thing(index, evidence), guide_style="dim")
    for part in evidence.parts:
        _grow(index, tree, part, 1)
    return screen.draw(tree)


def _grow(index: Index, tree: Tree, evidence: Evidence, depth: int) -> None:
    branch = tree.add(_thing(index, evidence))
    for part in evidence.parts:
        _grow(index, branch if depth < DEEPEST else tree, part, depth + 1)


def _thing(index: Index, evidence: Evidence) -> RenderableType:
    head = [text(phrases.plain(evidence.thing), "id")]
    value = _value(evidence.value)
    head += [text(f"  {value}", "heading")] if value else []
    head += [text(f"  {phrases.plain(evidence.says)}", "quiet")] if evidence.says else []
    return stack(join(head), *_because(index, evidence))


def _because(index: Index, evidence: Evidence) -> Iterator[RenderableType]:
    """Yield the reasons and the words."""
    for says in phrases.because(evidence.reasons):
        yield text(says, "quiet")
    if evidence.spans:
        yield labelled((f"{index.name_report(report)} {phrases.place(span)}", _quote(span.text)) for report, span in evidence.spans)


def _quote(words: str) -> Text:
    return text(f"“{phrases.plain(words)}”")


def _value(value: Any) -> str:
    """Return a value as people write it."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return " ".join(_value(each) for each in value.values())
    if isinstance(value, list):
        return ", ".join(map(_value, value)) or "none"
    return phrases.number(value) if isinstance(value, int | float) else phrases.plain(str(value))
