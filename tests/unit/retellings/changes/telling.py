"""Two short texts and who says what in them, written out by hand for the tests of typed changes."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Attribution, Change, Force, Span
from sayso.retellings import align_documents, find_changes
from sayso.text import read_document


def says(text: str, source: str | None, cue: str | None, content: str, force: Force = "assert", points_back: bool = False) -> Attribution:
    def cut(piece: str | None) -> Span | None:
        return None if piece is None else Span.cut(text, text.index(piece), text.index(piece) + len(piece))

    said = cut(content)
    assert said is not None
    return Attribution(cut(source), cut(cue), (said,), "indirect", force, points_back)


def changes(
    parent: str,
    child: str,
    *,
    before: Sequence[Attribution] = (),
    after: Sequence[Attribution] = (),
    outlets: tuple[str | None, str | None] = (None, None),
    names: Sequence[frozenset[str]] = (),
) -> tuple[Change, ...]:
    one, other = read_document(parent), read_document(child)
    return find_changes(
        one,
        other,
        align_documents(one, other),
        parent_attributions=before,
        child_attributions=after,
        parent_outlet=outlets[0],
        child_outlet=outlets[1],
        name_pairs=names,
    )


def seen(found: Sequence[Change], kind: str) -> list[tuple[str | None, str | None]]:
    return [(c.before.text if c.before else None, c.after.text if c.after else None) for c in found if c.kind == kind]
