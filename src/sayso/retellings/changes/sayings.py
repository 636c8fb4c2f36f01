"""Who says it: attributions lost and gained, words given to another voice, and cues of another colour."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model import Change, Span
from sayso.retellings.changes.cues import is_shift
from sayso.retellings.changes.said import Said, read_names, read_shade
from sayso.retellings.changes.side_by_side import SideBySide


def find_changed_sayings(both: SideBySide) -> Iterator[Change]:
    """Yield the changes of attribution between two texts whose attributions are known."""
    parents, children, matched = both.parent.sayings, both.child.sayings, both.matched
    for p, c in sorted(matched.items()):
        before, after = parents[p], children[c]
        if _is_shifted(before, after):
            yield Change("cue_shifted", before.phrase, after.phrase)
        if _is_other_voice(both, before, after):
            yield Change("voice_changed", before.phrase, after.phrase)
    for p, span in find_left_bare(both, of_parent=True).items():
        yield Change("attribution_lost", parents[p].whole, span)
    for c, span in find_left_bare(both, of_parent=False).items():
        yield Change("attribution_gained", span, children[c].whole)


def find_left_bare(both: SideBySide, *, of_parent: bool) -> dict[int, Span]:
    """Return the statements of one side, by number, that the other side states with no one's say-so, and where it does.

    A sentence rarely states two statements: another than the likeliest must be sure. So must what a child leaves with someone.
    """
    fates, other = (both.fates_of_parent, both.child) if of_parent else (both.fates_of_child, both.parent)
    likely = [both.model.score(fate, "bare") for fate in fates]
    best: dict[int, float] = {}
    for fate, probability in zip(fates, likely, strict=True):
        if fate.bare is not None:
            best[fate.bare] = max(probability, best.get(fate.bare, 0.0))
    found = {}
    for k, (fate, probability) in enumerate(zip(fates, likely, strict=True)):
        if fate.bare is not None:
            is_plain = of_parent and probability >= best[fate.bare]
            if probability >= (both.settings.lost_least if is_plain else both.settings.sure_least):
                found[k] = other.sentence_span(fate.bare)
    return found


def _is_shifted(before: Said, after: Said) -> bool:
    """Return whether the cue has another colour, the voice being the same as far as it is named."""
    first, second = read_names(before), read_names(after)
    if first and second and not first & second:
        return False
    return is_shift(read_shade(before), read_shade(after))


def _is_other_voice(both: SideBySide, before: Said, after: Said) -> bool:
    """Return whether both name their source, and the parent knows the child's source as someone else.

    Names that stand in one sentence of the parent may be one voice: a body and who speaks for it.
    """
    first, second = read_names(before), read_names(after)
    if not first or not second or first & second:
        return False
    is_known = any(second & read_names(said) for said in both.parent.sayings)
    return is_known and not any(first & words and second & words for words in both.parent.sentence_words)
