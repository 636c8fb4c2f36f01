"""Names of one place or body that were swapped for the other side's."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.lexicon import read_words
from sayso.model import Change, Span
from sayso.retellings.changes.side_by_side import SentencePair, Side, SideBySide
from sayso.text import Name, fold_marks


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


def _is_known(name: Name, side: Side, lower: float) -> bool:
    """Return whether a text has any word of a name, in this spelling or a like one."""
    functional = read_words("function_words", "all")
    words = [fold_marks(word).casefold() for word in name.words]
    return any(word in functional or side.has_like(word, lower) for word in words)


def _fresh(here: Side, sentences: tuple[int, ...], there: Side, lower: float) -> list[Name]:
    spans = [here.document.sentences[index] for index in sentences]
    return [name for s in spans for name in here.names(s.start, s.end) if not _is_known(name, there, lower)]


def find_replaced_names(both: SideBySide) -> Iterator[Change]:
    """Yield a name in the place of another one, where neither text has the other's name anywhere in any spelling.

    Only sentences that are clearly one, and only where one such name stands in the place of one, between the same words.
    """
    settings = both.settings
    for pair in both.pairs:
        if pair.is_kept or pair.similarity < settings.replaced_name_similarity:
            continue
        before = _fresh(both.parent, pair.parents, both.child, settings.name_spelling)
        after = _fresh(both.child, pair.children, both.parent, settings.name_spelling)
        for name in after:
            replaced = [each for each in before if _is_same_place(both, pair, each, name)]
            if not replaced and len(before) == len(after) == 1 and _has_same_neighbour(both, pair, before[0], name):
                replaced = before
            if len(replaced) == 1:
                span, other = (side.span(n.start, n.end) for side, n in ((both.parent, replaced[0]), (both.child, name)))
                yield Change("name_swapped", span, other)


def _is_same_place(both: SideBySide, pair: SentencePair, before: Name, after: Name) -> bool:
    """Return whether the two names stand in each other's place: one replaces the other in a stretch of differing words."""
    for words in both.words_of(pair):
        is_here = any(before.start <= t.start < before.end for t in words.before)
        is_there = any(after.start <= t.start < after.end for t in words.after)
        if is_here and is_there and not words.is_same:
            return True
    return False


def _has_same_neighbour(both: SideBySide, pair: SentencePair, before: Name, after: Name) -> bool:
    """Return whether the same word stands right before both names, or right behind both."""
    first = _neighbours(both.parent, pair.parents, before)
    second = _neighbours(both.child, pair.children, after)
    return any(one is not None and one == other for one, other in zip(first, second, strict=True))


def _neighbours(side: Side, sentences: tuple[int, ...], name: Name) -> tuple[str | None, str | None]:
    words = [token for token in side.tokens_of(sentences) if token.kind != "mark"]
    ahead = [token.stem for token in words if token.end <= name.start]
    behind = [token.stem for token in words if token.start >= name.end]
    return (ahead[-1] if ahead else None, behind[0] if behind else None)


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
