"""Statements that are gone, and statements that were not there: omitted and added.

Gone is noteworthy where it was a denial or a doubt, or where a voice is no longer heard on what others take up (``fates``). What a
newsroom leaves out of its own update is overtaken; what an excerpt leaves out was never taken over.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model import Change, Span
from sayso.retellings.changes.hedges import has_unchecked, leaves_unknown
from sayso.retellings.changes.said import Said, read_source, read_whole_source
from sayso.retellings.changes.sayings import find_left_bare
from sayso.retellings.changes.side_by_side import Side, SideBySide

_DENYING = {"deny", "decline"}


def find_omitted(both: SideBySide) -> Iterator[Change]:
    """Yield the denials, doubts and voices of the parent that the child no longer has."""
    if both.is_update or both.is_excerpt:
        return
    children, stated = both.child.sayings, find_left_bare(both, of_parent=True)
    gone = [
        said
        for k, (said, fate) in enumerate(zip(both.parent.sayings, both.fates_of_parent, strict=True))
        if both.model.score(fate, "omitted") >= both.settings.omitted_least
        and not (said.is_pointer and _has_denial(children, said))
        and not _is_kept_short(both, k)
        and k not in stated
    ]
    for span in [*_merge(both.parent, gone), *(both.parent.sentence_span(index) for index in _dropped_doubts(both))]:
        yield Change("omitted", span, None)


def find_added(both: SideBySide) -> Iterator[Change]:
    """Yield the statements of the child that the parent does not have, unless the child is mostly reporting of its own."""
    parents = both.parent.sayings
    new = (
        said.whole
        for said, fate in zip(both.child.sayings, both.fates_of_child, strict=True)
        if both.model.score(fate, "added") >= both.settings.added_least and not (said.is_pointer and _has_denial(parents, said))
    )
    spans = sorted({*new})
    for span in spans:
        if not any(other != span and other.start <= span.start and span.end <= other.end for other in spans):
            yield Change("added", None, span)


def _has_denial(others: tuple[Said, ...], said: Said) -> bool:
    """Return whether the other side has a denial by the same voice."""
    source = read_whole_source(said)
    denials = (read_whole_source(c) for c in others if c.attribution.force in _DENYING)
    return any(source & other or source == other for other in denials)


def _is_kept_short(both: SideBySide, k: int) -> bool:
    """Return whether a denial of the parent is there as one that only points back: "denied having given such an order", "denied this".

    It is the same voice's, or it stands behind the same statement.
    """
    denial = both.parent.sayings[k]
    if denial.attribution.force != "deny":
        return False
    children, source = both.child.sayings, read_whole_source(denial)
    taken = {c for p, c in both.matched.items() if p != k}
    short = [c for c, said in enumerate(children) if said.is_pointer and said.attribution.force == "deny" and c not in taken]
    answered = both.matched.get(k - 1)
    return any(source & read_whole_source(children[c]) or (answered is not None and c == answered + 1) for c in short)


def _goes_on(before: Said, after: Said) -> bool:
    """Return whether the second statement is the same voice going on: in one sentence, or next to it without a name of its own."""
    if before.sentences & after.sentences:
        return True
    is_next = min(after.sentences) <= max(before.sentences) + 1
    return is_next and not read_source(after)


def _merge(side: Side, gone: list[Said]) -> Iterator[Span]:
    """Yield one span for each run of statements of one voice."""
    runs: list[list[Said]] = []
    for said in sorted(gone, key=lambda each: (each.whole, each.attribution.start)):
        if runs and _goes_on(runs[-1][-1], said):
            runs[-1].append(said)
        else:
            runs.append([said])
    for run in runs:
        yield side.span(min(said.whole.start for said in run), max(said.whole.end for said in run))


def _dropped_doubts(both: SideBySide) -> Iterator[int]:
    """Yield sentences of the parent's own that say something is not known, where no sentence of the child was made from them."""
    parent = both.parent
    for index, sentence in enumerate(parent.document.sentences):
        tokens = parent.document.tokens_of_sentence[index]
        if index in both.pair_of_parent or has_unchecked(tokens) or parent.attribution_at(sentence.start, sentence.end):
            continue
        if leaves_unknown(parent.text[sentence.start : sentence.end]):
            yield index
