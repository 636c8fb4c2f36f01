"""Statements that are gone, and statements that were not there: omitted and added.

Gone is noteworthy where it was a denial or a doubt, or where a voice is no longer heard at all. What a newsroom leaves
out of its own update is overtaken; what an excerpt leaves out was never taken over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Change, Span
from sayso.retellings.changes.hedges import has_unchecked
from sayso.retellings.changes.said import Said, read_head, read_source, read_whole_source
from sayso.retellings.changes.sayings import find_bare
from sayso.retellings.changes.side_by_side import Side, SideBySide
from sayso.text import fold_marks, stem_word

_DENYING = {"deny", "decline"}


@cache
def _doubts() -> tuple[str, ...]:
    return (*read_lexicon("stances")["unverified"], *read_lexicon("hedges")["unknown"])


def _is_doubt(side: Side, span: Span) -> bool:
    """Return whether words deny, doubt or say that something is not known."""
    plain = " ".join(fold_marks(side.text[span.start : span.end]).lower().split())
    negations = read_words("function_words", "negations")
    tokens = side.tokens(span.start, span.end)
    has_negation = any(t.lower in negations or t.lower.endswith("n't") or t.stem in _untrue_stems() for t in tokens)
    return has_negation or any(phrase in plain for phrase in _doubts())


@cache
def _untrue_stems() -> frozenset[str]:
    """Return the stems of words that call something untrue."""
    genuine = next(matter for matter in read_lexicon("opposites")["matter"] if matter["name"] == "genuine")
    return frozenset(stem_word(word) for word in genuine["no"] if " " not in word)


def _is_silenced(said: Said, other: Side) -> bool:
    """Return whether no sentence of the other side mentions whose word it is."""
    head = read_head(said)
    return bool(head) and not any(head <= words for words in other.sentence_words)


def _is_at_issue(said: Said, parents: Sequence[Said]) -> bool:
    """Return whether someone else speaks of the same thing in the parent: what no one else takes up is colour."""
    source = read_source(said)
    return any(said.stems & other.stems for other in parents if not said.sentences & other.sentences and not read_source(other) & source)


def _has_denial(children: Iterable[Said], said: Said) -> bool:
    """Return whether the other side still has a denial by the same voice."""
    source = read_whole_source(said)
    denials = (read_whole_source(c) for c in children if c.attribution.force in _DENYING)
    return any(source & other or source == other for other in denials)


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


def find_omitted(both: SideBySide) -> Iterator[Change]:
    """Yield the denials, doubts and voices of the parent that the child no longer has."""
    if both.is_update or both.is_excerpt:
        return
    parent, child = both.parent, both.child
    parents, children, matched = parent.sayings, child.sayings, both.matched
    gone = [said for p, said in enumerate(parents) if p not in matched and _is_gone(both, said, parents, children)]
    for span in [*_merge(parent, gone), *(parent.sentence_span(index) for index in _dropped_doubts(both))]:
        yield Change("omitted", span, None)


def _is_gone(both: SideBySide, said: Said, parents: Sequence[Said], children: Sequence[Said]) -> bool:
    """Return whether a statement is noteworthy and nowhere in the child, said by anyone or no one."""
    denies = said.attribution.force in _DENYING
    if said.is_pointer:
        return denies and not _has_denial(children, said)
    is_silenced = _is_silenced(said, both.child)
    lower = both.settings.present_share if not is_silenced else both.settings.saying_share
    if both.score_presence(said.stems, both.child) >= lower or find_bare(both, said, is_parent=True):
        return False
    if _is_retold(both, said, children) and not denies:
        return False
    return denies or _is_doubt(both.parent, said.whole) or (is_silenced and _is_at_issue(said, parents))


def _is_retold(both: SideBySide, said: Said, children: Sequence[Said]) -> bool:
    """Return whether a sentence clearly made from this one has someone say something: then it may be this in other words."""
    pairs = [pair for i in said.sentences if (pair := both.pair_of_parent.get(i))]
    there = {j for pair in pairs if pair.similarity >= both.settings.sure_similarity for j in pair.children}
    return any(there & child.sentences for child in children)


def _dropped_doubts(both: SideBySide) -> Iterator[int]:
    """Yield sentences of the parent's own that say something is not known, where no sentence of the child was made from them."""
    parent = both.parent
    for index, sentence in enumerate(parent.document.sentences):
        tokens = parent.document.tokens_of_sentence[index]
        if index in both.pair_of_parent or has_unchecked(tokens) or parent.attribution_at(sentence.start, sentence.end):
            continue
        plain = " ".join(fold_marks(parent.text[sentence.start : sentence.end]).lower().split())
        if any(phrase in plain for phrase in _doubts()):
            yield index


def find_added(both: SideBySide) -> Iterator[Change]:
    """Yield the statements of the child that the parent does not have, unless the child is mostly reporting of its own."""
    if both.is_excerpt:
        return
    parents, children, known = both.parent.sayings, both.child.sayings, set(both.matched.values())
    spans = sorted({said.whole for c, said in enumerate(children) if c not in known and _is_new(both, said, parents)})
    for span in spans:
        if not any(other != span and other.start <= span.start and span.end <= other.end for other in spans):
            yield Change("added", None, span)


def _is_new(both: SideBySide, said: Said, parents: Sequence[Said]) -> bool:
    """Return whether a statement is nowhere in the parent."""
    if said.is_pointer:
        return said.attribution.force in _DENYING and not _has_denial(parents, said)
    is_long = len(said.stems) >= both.settings.saying_min_words
    return is_long and both.score_presence(said.stems, both.parent) < both.settings.present_share
