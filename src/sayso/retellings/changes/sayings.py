"""Who says it: attributions lost and gained, words given to another voice, and cues of another colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from sayso.lexicon import read_words
from sayso.model import Attribution, Change, Span
from sayso.retellings.changes.cues import find_shade, has_cue, is_shift
from sayso.retellings.changes.side_by_side import Side, SideBySide
from sayso.settings import RetellingSettings
from sayso.text import Token

_SAID = {"assert", "accuse", "confirm", "hedge", "deny"}
_NEAR_CHARS = 60


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


def read_sayings(side: Side) -> list[Said]:
    """Return the attributions of one side that say something."""
    return [said for said in (Said(side, a) for a in side.attributions) if said.stems or said.attribution.force == "deny"]


def _linked_children(both: SideBySide, sentences: frozenset[int]) -> set[int]:
    return {j for i in sentences if (pair := both.pair_of_parent.get(i)) for j in pair.children}


def _is_same(share: float, n_shared: int, settings: RetellingSettings) -> bool:
    return share >= settings.saying_share and n_shared >= settings.saying_min_words


def _is_same_voice(before: Said, after: Said) -> bool:
    """Return whether one voice speaks in both, and does not deny in one only."""
    is_alike = (before.attribution.force == "deny") == (after.attribution.force == "deny")
    return is_alike and bool(read_source(before) & read_source(after))


def match_sayings(both: SideBySide, parents: list[Said], children: list[Said]) -> dict[int, int]:
    """Return for attributions of the parent which of the child carries the same words, one to one."""
    settings = both.settings
    ranked = []
    for p, before in enumerate(parents):
        linked = _linked_children(both, before.sentences)
        for c, after in enumerate(children):
            shared = before.stems & after.stems
            weight = sum(map(both.rarity, shared))
            share = weight / max(1e-9, min(sum(map(both.rarity, before.stems)), sum(map(both.rarity, after.stems))))
            is_linked = bool(linked & after.sentences)
            is_same = share >= settings.saying_linked_share if is_linked else _is_same(share, len(shared), settings)
            if is_same or (is_linked and _is_same_voice(before, after)):
                ranked.append((-share - is_linked, -weight, p, c))
    matched: dict[int, int] = {}
    for _, _, p, c in sorted(ranked):
        if p not in matched and c not in matched.values():
            matched[p] = c
    return matched


def find_changed_sayings(both: SideBySide) -> Iterator[Change]:
    """Yield the changes of attribution between two texts whose attributions are known."""
    parents, children = read_sayings(both.parent), read_sayings(both.child)
    if not parents and not children:
        return
    matched = match_sayings(both, parents, children)
    for p, c in sorted(matched.items()):
        before, after = parents[p], children[c]
        if _is_shifted(before, after):
            yield Change("cue_shifted", before.phrase, after.phrase)
        if _is_other_voice(both, parents, children, before, after):
            yield Change("voice_changed", before.phrase, after.phrase)
    for p, before in enumerate(parents):
        bare = find_bare(both, before, is_parent=True) if p not in matched else None
        if bare:
            yield Change("attribution_lost", before.whole, bare)
    for c, after in enumerate(children):
        bare = find_bare(both, after, is_parent=False) if c not in matched.values() else None
        if bare:
            yield Change("attribution_gained", bare, after.whole)


def _is_shifted(before: Said, after: Said) -> bool:
    cues = before.attribution.cue, after.attribution.cue
    if cues[0] is None or cues[1] is None:
        return False
    first, second = (find_shade(said.side.tokens(cue.start, cue.end)) for said, cue in ((before, cues[0]), (after, cues[1])))
    return is_shift(first, second)


def find_bare(both: SideBySide, said: Said, *, is_parent: bool) -> Span | None:
    """Return where the other side states the same content with no one's say-so."""
    a = said.attribution
    if a.force not in _SAID or said.is_pointer or len(said.stems) < both.settings.saying_min_words:
        return None
    other = both.child if is_parent else both.parent
    pairs = both.pair_of_parent if is_parent else both.pair_of_child
    there = {k for i in said.sentences if (pair := pairs.get(i)) for k in (pair.children if is_parent else pair.parents)}
    for index in sorted(there):
        tokens = other.document.tokens_of_sentence[index]
        same = [t for t in tokens if other.key(t) in said.stems]
        share = sum(map(both.rarity, {other.key(t) for t in same})) / sum(map(both.rarity, said.stems))
        if share >= both.settings.bare_share and not _is_anyones(other, index, same) and not _has_letters(other, index, a.cue):
            return other.sentence_span(index)
    return None


def _is_anyones(side: Side, index: int, same: list[Token]) -> bool:
    """Return whether the sentence leaves the words with someone: by an attribution, a reporting word or quotation marks."""
    sentence = side.document.sentences[index]
    covered = sum(1 for t in same if side.attribution_at(t.start, t.end))
    return 2 * covered >= len(same) or has_cue(side.tokens(sentence.start, sentence.end)) or any(side.is_quoted(t.start) for t in same)


def _has_letters(side: Side, index: int, cue: Span | None) -> bool:
    """Return whether the very cue stands there, though broken or joined by bad copying."""
    sentence = side.document.sentences[index]
    letters, wanted = (
        "".join(filter(str.isalnum, text.lower())) for text in (side.text[sentence.start : sentence.end], cue.text if cue else "")
    )
    return bool(wanted) and wanted in letters


def _names(said: Said) -> frozenset[str]:
    source = said.attribution.source
    if source is None:
        return frozenset()
    return frozenset(w.lower() for n in said.side.document.names if source.start <= n.start < source.end for w in n.words if len(w) > 1)


def _phrase(said: Said) -> list[Token]:
    """Return the words of the source up to a mark, "of" or a relative clause."""
    source = said.attribution.source
    tokens = said.side.tokens(source.start, source.end) if source else ()
    stops = read_words("grammar", "relatives") | {"of", "at", "in", "for"}
    return list(takewhile(lambda t: t.kind == "word" and t.lower not in stops, tokens))


def read_source(said: Said) -> frozenset[str]:
    """Return the words that tell whose word it is: the names in the source, else its head noun; none for a pronoun."""
    heads = [t.lower.removesuffix("'s") for t in _phrase(said)[-1:] if said.side.key(t)]
    return _names(said) or frozenset(heads)


def read_head(said: Said) -> frozenset[str]:
    """Return the words without which the source is not mentioned: a person's last name, or a noun with the names before it."""
    last = _phrase(said)[-1:]
    if not last or not said.side.key(last[0]):
        return frozenset()
    word = last[0].lower.removesuffix("'s")
    is_name = last[0].is_capitalised and any(n.start <= last[0].start < n.end for n in said.side.document.names)
    return (
        frozenset({word})
        if is_name
        else frozenset({word}) | {w for w in _names(said) if any(t.lower.removesuffix("'s") == w for t in _phrase(said))}
    )


def _is_other_voice(both: SideBySide, parents: list[Said], children: list[Said], before: Said, after: Said) -> bool:
    """Return whether both name their source, and each source is known to the other text as someone else."""
    first, second = _names(before), _names(after)
    if not first or not second or first & second:
        return False
    known = [_names(said) for said in parents]
    together = [
        {w.lower() for n in both.parent.document.names if s.start <= n.start < s.end for w in n.words}
        for s in both.parent.document.sentences
    ]
    is_known = any(second & names for names in known)
    return is_known and not any(first & words and second & words for words in together)
