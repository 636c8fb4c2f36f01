"""A child text against its parent, sentence by sentence, with the words taken out and put in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sayso.model import Alignment, Change, Link, Picture, Retelling, Span
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.blocks import heading, indent, join, labelled, stack, text
from sayso.surfaces.terminal.families import describe_edge
from sayso.surfaces.terminal.index import Index
from sayso.surfaces.terminal.screen import Screen
from sayso.surfaces.terminal.words import Piece, compare_words

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from sayso.desk import Redline

SIGNS = {"kept": " ", "reworded": "~", "moved": "^", "split": "<", "merged": ">", "omitted": "-", "added": "+"}
_SAYS = {
    "kept": "kept",
    "reworded": "reworded",
    "moved": "moved",
    "split": "split in two",
    "merged": "merged into one",
    "omitted": "omitted",
    "added": "added",
}


def show_redline(redline: Redline, screen: Screen) -> str:
    """Return what the child kept, reworded, moved, left out and added, and the typed changes."""
    child, parent, alignment = redline.child, redline.parent, redline.alignment
    index = Index(Picture(reports=(child, parent)))
    head = stack(heading("redline", index.date_report(child.id)), labelled([("against", index.date_report(parent.id))]))
    sentences = stack(heading("sentences", _legend(alignment)), _sentences(alignment, screen))
    return screen.draw(stack(head, *_verdict(redline.retelling)), _changes(alignment.changes), sentences)


def _verdict(retelling: Retelling | None) -> list[RenderableType]:
    if retelling is None:
        return [text("not judged a retelling of it", "quiet")]
    reasons = [text(f"because {phrases.plain(reason.says)}", "quiet") for reason in retelling.reasons]
    return [text(describe_edge(retelling)), *(indent(each) for each in reasons)]


def _changes(changes: Sequence[Change]) -> RenderableType:
    if not changes:
        return heading("changes", "none found")
    counted = phrases.changes(change.kind for change in changes)
    return stack(heading("changes", counted), *(indent(_change(each)) for each in changes))


def _change(change: Change) -> RenderableType:
    """Return a change: what it is, the parent's words, the child's words, each with its place."""
    sides = [("was", change.before), ("is", change.after)]
    rows = [(label, _quoted(span)) for label, span in sides if span is not None]
    return stack(text(phrases.CHANGES[change.kind][0], "contested"), indent(labelled(rows, n_columns=3)))


def _quoted(span: Span) -> Text:
    return join((text(phrases.plain(span.text)), text(f"  {phrases.place(span)}", "quiet")))


def _legend(alignment: Alignment) -> str:
    """Return how many links there are of each kind, with the sign that marks it."""
    kinds = [link.kind for link in alignment.sentences]
    counted = [f"{SIGNS[kind]} {kinds.count(kind):,} {says}".strip() for kind, says in _SAYS.items() if kind in kinds]
    return ", ".join(counted)


def _sentences(alignment: Alignment, screen: Screen) -> RenderableType:
    return labelled((SIGNS[link.kind], _sentence(link, screen)) for link in order_links(alignment.sentences))


def order_links(links: Iterable[Link]) -> list[Link]:
    """Return the links as the child goes; what was left out stands where the parent had it, after the sentence before."""
    links = list(links)
    kept = sorted((link for link in links if link.parent_spans and link.child_spans), key=lambda link: _at(link.parent_spans))
    placed = [((*_at(link.child_spans), 0, 0), link) for link in links if link.child_spans]
    omitted = sorted((link for link in links if not link.child_spans), key=lambda link: _at(link.parent_spans))
    before, k = (-1, -1), 0
    for link in omitted:
        while k < len(kept) and _at(kept[k].parent_spans) < _at(link.parent_spans):
            before, k = _at(kept[k].child_spans), k + 1
        placed.append(((*before, 1, link.parent_spans[0].start), link))
    return [link for _, link in sorted(placed, key=lambda item: item[0])]


def _at(spans: Sequence[Span]) -> tuple[int, int]:
    """Return where spans begin; the headline comes before the text."""
    return (0 if spans[0].field == "title" else 1), spans[0].start


def _sentence(link: Link, screen: Screen) -> Text:
    """Return one link. Where the terminal has no colour, marks stand around the words, as in ``[-old-]{+new+}``."""
    before, after = (" ".join(phrases.plain(span.text) for span in spans) for spans in (link.parent_spans, link.child_spans))
    if link.kind == "omitted":
        return _piece(Piece("removed", before), screen)
    if link.kind == "added":
        return _piece(Piece("added", after), screen)
    return join(_piece(piece, screen) for piece in compare_words(before, after))


def _piece(piece: Piece, screen: Screen) -> Text:
    if piece.kind == "kept":
        return text(piece.words)
    if screen.has_colour:
        return text(piece.words, piece.kind)
    return text(f"[-{piece.words}-]" if piece.kind == "removed" else f"{{+{piece.words}+}}")
