"""What is said: an attribution with its words and sentences, whose word it is, and where the other text has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from sayso.lexicon import read_words
from sayso.model import Attribution, Span
from sayso.retellings.changes.cues import find_shade
from sayso.settings import RetellingSettings
from sayso.text import Token

if TYPE_CHECKING:
    from sayso.retellings.changes.side_by_side import Side, SideBySide

_NEAR_CHARS = 60
_MOST_RIVALS = 40  # a word in more statements than that finds none of them


@dataclass(frozen=True)
class Said:
    """An attribution with the words of its content and the sentences they stand in."""

    side: Side
    attribution: Attribution

    @cached_property
    def stems(self) -> frozenset[str]:
        """The content words of what is said."""
        return frozenset(stem for part in self.attribution.content for stem in self.side.stems(part.start, part.end))

    @cached_property
    def sentences(self) -> frozenset[int]:
        """The sentences that the content stands in."""
        return frozenset(index for part in self.attribution.content for index in self.side.sentences_of(part.start, part.end))

    @property
    def is_pointer(self) -> bool:
        """Return whether the content only points at something said elsewhere: "the claim", "it"."""
        return (self.attribution.points_back and len(self.stems) <= 2) or not self.stems

    @property
    def whole(self) -> Span:
        """The stretch of the sentences of the content that source, cue and content take up together."""
        a = self.attribution
        near = [s for s in (a.source, a.cue) if s is not None and self.sentences & set(self.side.sentences_of(s.start, s.end))]
        spans = [*a.content, *near]
        return self.side.span(min(s.start for s in spans), max(s.end for s in spans))

    @property
    def phrase(self) -> Span:
        """The cue, with its source where that stands beside it."""
        cue, source = self.attribution.cue, self.attribution.source
        assert cue is not None
        if source is None or max(source.start, cue.start) - min(source.end, cue.end) > _NEAR_CHARS:
            return cue
        return self.side.span(min(source.start, cue.start), max(source.end, cue.end))


def read_names(said: Said) -> frozenset[str]:
    """Return the words of the names in the source."""
    source = said.attribution.source
    if source is None:
        return frozenset()
    return frozenset(w.lower() for n in said.side.names(source.start, source.end) for w in n.words if len(w) > 1)


def read_shade(said: Said) -> str | None:
    """Return how the cue colours what is said, None where it has no known colour."""
    cue = said.attribution.cue
    return find_shade(said.side.tokens(cue.start, cue.end)) if cue else None


def _phrase(said: Said) -> list[Token]:
    """Return the words of the source up to a mark, "of" or a relative clause."""
    source = said.attribution.source
    tokens = said.side.tokens(source.start, source.end) if source else ()
    stops = read_words("grammar", "relatives") | {"of", "at", "in", "for"}
    return list(takewhile(lambda t: t.kind == "word" and t.lower not in stops, tokens))


def read_source(said: Said) -> frozenset[str]:
    """Return the words that tell whose word it is: the names in the source, else its head noun; none for a pronoun."""
    heads = [t.lower.removesuffix("'s") for t in _phrase(said)[-1:] if said.side.key(t)]
    return read_names(said) or frozenset(heads)


def read_whole_source(said: Said) -> frozenset[str]:
    """Return all content words of the source, so that a body and who speaks for it have one in common."""
    source = said.attribution.source
    return frozenset(said.side.stems(source.start, source.end)) if source else frozenset()


def read_head(said: Said) -> frozenset[str]:
    """Return the words without which the source is not mentioned: a person's last name, or a noun with the names before it."""
    last = _phrase(said)[-1:]
    if not last or not said.side.key(last[0]):
        return frozenset()
    word = last[0].lower.removesuffix("'s")
    is_name = last[0].is_capitalised and any(last[0].start < n.end for n in said.side.names(last[0].start - 80, last[0].end))
    return (
        frozenset({word})
        if is_name
        else frozenset({word}) | {w for w in read_names(said) if any(t.lower.removesuffix("'s") == w for t in _phrase(said))}
    )


def match_sayings(both: SideBySide, parents: Sequence[Said], children: Sequence[Said]) -> dict[int, int]:
    """Return for attributions of the parent which of the child carries the same words, one to one."""
    by_stem: dict[str, set[int]] = {}
    by_sentence: dict[int, set[int]] = {}
    for c, after in enumerate(children):
        for stem in after.stems:
            by_stem.setdefault(stem, set()).add(c)
        for sentence in after.sentences:
            by_sentence.setdefault(sentence, set()).add(c)
    ranked = []
    for p, before in enumerate(parents):
        linked = {c for j in _linked_children(both, before.sentences) for c in by_sentence.get(j, ())}
        rare = (by_stem.get(stem, set()) for stem in before.stems)
        near = {c for found in rare if len(found) <= _MOST_RIVALS for c in found}
        for c in sorted(near | linked):
            fit = _score_fit(both, before, children[c], is_linked=c in linked)
            if fit is not None:
                ranked.append((*fit, p, c))
    return _take_best(ranked)


def _score_fit(both: SideBySide, before: Said, after: Said, *, is_linked: bool) -> tuple[float, float] | None:
    """Return how well two statements fit, lower is better, or None if they are not the same."""
    shared = before.stems & after.stems
    weight = both.weigh(shared)
    share = weight / max(1e-9, min(both.weigh(before.stems), both.weigh(after.stems)))
    is_same = share >= both.settings.saying_linked_share if is_linked else _is_same(share, len(shared), both.settings)
    return (-share - is_linked, -weight) if is_same or (is_linked and _is_same_voice(before, after)) else None


def _take_best(ranked: list[tuple[float, float, int, int]]) -> dict[int, int]:
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, p, c in sorted(ranked):
        if p not in matched and c not in taken:
            matched[p] = c
            taken.add(c)
    return matched


def _linked_children(both: SideBySide, sentences: frozenset[int]) -> set[int]:
    return {j for i in sentences if (pair := both.pair_of_parent.get(i)) for j in pair.children}


def _is_same(share: float, n_shared: int, settings: RetellingSettings) -> bool:
    return share >= settings.saying_share and n_shared >= settings.saying_min_words


def _is_same_voice(before: Said, after: Said) -> bool:
    """Return whether one voice speaks in both, and does not deny in one only."""
    is_alike = (before.attribution.force == "deny") == (after.attribution.force == "deny")
    return is_alike and bool(read_source(before) & read_source(after))
