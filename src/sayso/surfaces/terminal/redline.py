"""A child text against its parent, sentence by sentence, with the words taken out and put in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sayso.model import Alignment, Change, Link, Picture, Reason, Retelling, Span
from sayso.settings import SurfaceSettings
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.blocks import beside, heading, indent, join, labelled, stack, text
from sayso.surfaces.terminal.families import describe_edge
from sayso.surfaces.terminal.index import Index
from sayso.surfaces.terminal.screen import Screen
from sayso.surfaces.terminal.words import Piece, PieceKind, compare_words

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


def show_redline(redline: Redline, screen: Screen, *, with_weights: bool = False) -> str:
    """Return what the child kept, reworded, moved, left out and added, and the typed changes; at will what each reason weighs."""
    child, parent, alignment = redline.child, redline.parent, redline.alignment
    index = Index(Picture(reports=(child, parent)))
    head = stack(heading("redline", index.date_report(child.id)), labelled([("against", index.date_report(parent.id))]))
    sentences = stack(heading("sentences", _legend(alignment)), _sentences(redline, index, screen))
    return screen.draw(stack(head, *_verdict(redline.retelling, with_weights)), _changes(alignment.changes), sentences)


def _verdict(retelling: Retelling | None, with_weights: bool) -> list[RenderableType]:
    if retelling is None:
        return [text("not judged a retelling of it", "quiet")]
    if with_weights:
        rows = [(_weight(reason), join((text(reason.code, "id"), f"  {phrases.plain(reason.says)}"))) for reason in retelling.reasons]
        about = text("what each reason adds to the log-odds of the verdict, or of its direction:", "quiet")
        return [text(describe_edge(retelling)), about, indent(labelled(rows))]
    return [text(describe_edge(retelling)), *(indent(text(says, "quiet")) for says in phrases.because(retelling.reasons))]


def _weight(reason: Reason) -> str:
    return "" if reason.weight is None else f"{reason.weight:+.2f}"


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


def _sentences(redline: Redline, index: Index, screen: Screen) -> RenderableType:
    """Return the sentences one below the other, or the parent's beside the child's where the screen has room for both."""
    links = order_links(redline.alignment.sentences)
    if screen.width < SurfaceSettings().side_by_side_columns:
        return labelled((SIGNS[link.kind], _sentence(link, screen)) for link in links)
    names = text(index.name_report(redline.parent.id), "label"), text(index.name_report(redline.child.id), "label")
    rows = ((_side(link, screen, "added"), text(SIGNS[link.kind], "label"), _side(link, screen, "removed")) for link in links)
    return beside((names[0], text(""), names[1]), rows)


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


def _side(link: Link, screen: Screen, without: PieceKind) -> Text:
    """Return one side of a link: all but the words that only the other side has."""
    return join(_piece(piece, screen) for piece in _pieces(link) if piece.kind != without)


def _sentence(link: Link, screen: Screen) -> Text:
    """Return one link. Where the terminal has no colour, marks stand around the words, as in ``[-old-]{+new+}``."""
    return join(_piece(piece, screen) for piece in _pieces(link))


def _pieces(link: Link) -> list[Piece]:
    """Return what became of the words, the parent's and the child's in one row."""
    before, after = (" ".join(phrases.plain(span.text) for span in spans) for spans in (link.parent_spans, link.child_spans))
    return compare_words(before, after)


def _piece(piece: Piece, screen: Screen) -> Text:
    if piece.kind == "kept":
        return text(piece.words)
    if screen.has_colour:
        return text(piece.words, piece.kind)
    return text(f"[-{piece.words}-]" if piece.kind == "removed" else f"{{+{piece.words}+}}")
