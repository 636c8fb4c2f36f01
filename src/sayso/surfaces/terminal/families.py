"""The family tree of retellings: who was made from whom, how surely, how much later, and what it changed."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.model import Picture, Retelling
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.blocks import heading, join, stack, text
from sayso.surfaces.terminal.index import Index, natural
from sayso.surfaces.terminal.screen import Screen

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text
    from rich.tree import Tree

DEEPEST = 6  # further generations stand at this depth and name their parent, or nothing would be left of the line
KINDS = {"common_origin": "common origin"}


def show_retellings(picture: Picture, screen: Screen, *, with_reasons: bool = True) -> str:
    """Return all family trees, the largest first, and each edge's reasons."""
    return screen.draw(*family_blocks(Index(picture), with_reasons=with_reasons))


def family_blocks(index: Index, *, most_rows: int | None = None, with_reasons: bool = False) -> list[RenderableType]:
    """Return a heading and a tree for each family of retellings, within about so many rows in all."""
    picture = index.picture
    n_children = len({edge.child for edge in picture.retellings})
    if not n_children:
        return [heading("retellings", f"none found among {phrases.count(len(picture.reports), 'report')}")]
    about = f"{n_children:,} of {phrases.count(len(picture.reports), 'report')} made from another"
    blocks: list[RenderableType] = [heading("retellings", about)]
    families = _Families(index)
    n_left = most_rows if most_rows is not None else len(picture.retellings) + len(families.roots)
    for n_shown, root in enumerate(families.roots):
        if n_left <= 0:
            n_more = len(families.roots) - n_shown
            blocks.append(text(f"{phrases.count(n_more, 'more family', 'more families')}: sayso retellings", "quiet"))
            break
        tree, n_rows = _tree(index, families, root, n_left, with_reasons)
        n_left -= n_rows
        blocks.append(tree)
    return blocks


class _Families:
    """Edges by parent, in order of publication, and the reports at the head of each tree. Every edge is reached, whatever the edges say."""

    def __init__(self, index: Index) -> None:
        self.made_from: dict[str | None, list[Retelling]] = defaultdict(list)
        for edge in sorted(index.picture.retellings, key=lambda edge: (_day(index, edge), natural(edge.child))):
            self.made_from[edge.parent].append(edge)
        children = {edge.child for edge in index.picture.retellings}
        heads = [parent for parent in self.made_from if parent not in children]
        self.roots = sorted(heads + self._heads_of_circles(heads), key=self._rank)

    def walk(self, root: str | None) -> list[tuple[int, Retelling]]:
        """Return the edges below a root with their depth, parents first. What was made from a report follows its first mention only."""
        walked, opened, waiting = [], {root}, [(1, edge) for edge in reversed(self.made_from[root])]
        while waiting:
            depth, edge = waiting.pop()
            walked.append((depth, edge))
            if edge.child not in opened:
                opened.add(edge.child)
                waiting += [(depth + 1, below) for below in reversed(self.made_from.get(edge.child, []))]
        return walked

    def _heads_of_circles(self, heads: list[str | None]) -> list[str | None]:
        reached = {edge.child for head in heads for _, edge in self.walk(head)} | set(heads)
        found: list[str | None] = []
        for parent in sorted(parent for parent in self.made_from if parent is not None):
            if parent not in reached:
                found.append(parent)
                reached |= {parent} | {edge.child for _, edge in self.walk(parent)}
        return found

    def _rank(self, root: str | None) -> tuple[int, bool, str]:
        return -len(self.walk(root)), root is None, root or ""


def _day(index: Index, edge: Retelling) -> float:
    """Return when the child was published, in seconds; the undated come last."""
    child = index.reports.get(edge.child)
    return child.published.timestamp() if child and child.published else math.inf


def _tree(index: Index, families: _Families, root: str | None, most_edges: int, with_reasons: bool) -> tuple[Tree, int]:
    """Return a tree of at most so many edges, and how many rows it counts for."""
    from rich.tree import Tree

    tree = Tree(text(index.date_report(root)) if root else text("a text outside the pile", "quiet"), guide_style="dim")
    edges, last_at = families.walk(root), {0: tree}
    for depth, edge in edges[:most_edges]:
        level = min(depth, DEEPEST)
        last_at[level] = last_at[level - 1].add(_edge(index, edge, depth > DEEPEST, with_reasons))
    if len(edges) > most_edges:
        tree.add(text(f"{len(edges) - most_edges:,} more: sayso retellings", "quiet"))
    return tree, min(len(edges), most_edges) + 1


def _edge(index: Index, edge: Retelling, names_parent: bool, with_reasons: bool) -> RenderableType:
    """Return a retelling: the child, the judgement, and what was changed on the way."""
    head = [text(index.name_report(edge.child)), text(f"  {_when(index, edge)}", "quiet")]
    if names_parent and edge.parent:
        head.append(text(f"  from {phrases.plain(edge.parent)}", "quiet"))
    lines: list[Text] = [join(head), text(describe_edge(edge))]
    changed = phrases.changes(change.kind for change in index.changes.get((edge.child, edge.parent or ""), ()))
    lines += [text(changed, "contested")] if changed else []
    lines += [text(says, "quiet") for says in phrases.because(edge.reasons)] if with_reasons else []
    return stack(*lines)


def _when(index: Index, edge: Retelling) -> str:
    """Return how much later than its parent the child was published, or when, if the parent's date is not known."""
    parent, child = index.reports.get(edge.parent or ""), index.reports.get(edge.child)
    if child is None:
        return ""
    return phrases.later(parent.published if parent else None, child.published) or phrases.instant(child)


def describe_edge(edge: Retelling) -> str:
    """Return the judgement in words, as in ``rewrite (0.97), 81 % of it is the parent's, parent credited``."""
    kind = KINDS.get(edge.kind, edge.kind)
    parts = [f"{kind} ({phrases.probability(edge.probability)})", f"{phrases.share(edge.share_of_child)} of it shared"]
    parts.append("credited" if edge.credited else "not credited")
    if edge.direction_probability < 1:
        parts.append(f"direction {phrases.probability(edge.direction_probability)}")
    return ", ".join(parts)
