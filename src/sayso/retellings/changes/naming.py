"""Names of one place or body that were swapped for the other side's."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model import Change, Span
from sayso.retellings.changes.side_by_side import SentencePair, Side, SideBySide
from sayso.text import fold_marks


def _places(side: Side, sentences: tuple[int, ...], name: str) -> list[Span]:
    """Return where a name stands in some sentences, as whole words."""
    wanted = fold_marks(name).casefold()
    found = []
    for index in sentences:
        sentence = side.document.sentences[index]
        folded = fold_marks(side.text[sentence.start : sentence.end]).casefold()
        if len(folded) != sentence.end - sentence.start:
            continue  # case folding changed the length: offsets would not fit
        at = folded.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if not folded[max(0, at - 1) : at].isalnum() and not folded[end : end + 1].isalnum():
                found.append(Span.cut(side.text, sentence.start + at, sentence.start + end))
            at = folded.find(wanted, end)
    return found


def _swap(both: SideBySide, pair: SentencePair, names: list[str]) -> Change | None:
    before = {name: places for name in names if (places := _places(both.parent, pair.parents, name))}
    after = {name: places for name in names if (places := _places(both.child, pair.children, name))}
    gone, come = sorted(before.keys() - after.keys()), sorted(after.keys() - before.keys())
    if not before or not after or not gone or not (come or (len(before) > 1 and len(after) == 1)):
        return None
    return Change("name_swapped", before[gone[0]][0], after[(come or sorted(after))[0]][0])


def find_swapped_names(both: SideBySide) -> Iterator[Change]:
    """Yield the first place where the child goes over from one name to another, for each pair of names and direction.

    Where the parent gives both names and the child keeps one of them, that is a choice, too.
    """
    for names in both.name_pairs:
        seen: set[tuple[str, str]] = set()
        for pair in both.pairs:
            change = None if pair.is_kept else _swap(both, pair, sorted(names))
            if change and change.before and change.after:
                key = (change.before.text.casefold(), change.after.text.casefold())
                if key not in seen:
                    seen.add(key)
                    yield change
