"""Who says it: attributions lost and gained, words given to another voice, and cues of another colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.lexicon import read_words
from sayso.model import Change, Span
from sayso.retellings.changes.cues import find_shade, has_cue, is_shift
from sayso.retellings.changes.said import Said, read_names
from sayso.retellings.changes.side_by_side import Side, SideBySide
from sayso.text import Token

_SAME_LETTERS = 88  # per cent: one letter of eight or more may be wrong
_SAID = {"assert", "accuse", "confirm", "hedge", "deny"}


def find_changed_sayings(both: SideBySide) -> Iterator[Change]:
    """Yield the changes of attribution between two texts whose attributions are known."""
    parents, children, matched = both.parent.sayings, both.child.sayings, both.matched
    for p, c in sorted(matched.items()):
        before, after = parents[p], children[c]
        if _is_shifted(before, after):
            yield Change("cue_shifted", before.phrase, after.phrase)
        if _is_other_voice(both, before, after):
            yield Change("voice_changed", before.phrase, after.phrase)
    for p, before in enumerate(parents):
        bare = find_bare(both, before, is_parent=True) if p not in matched else None
        if bare:
            yield Change("attribution_lost", before.whole, bare)
    known = set(matched.values())
    for c, after in enumerate(children):
        bare = find_bare(both, after, is_parent=False) if c not in known else None
        if bare:
            yield Change("attribution_gained", bare, after.whole)


def _is_shifted(before: Said, after: Said) -> bool:
    """Return whether the cue has another colour, the voice being the same as far as it is named."""
    first, second = read_names(before), read_names(after)
    if first and second and not first & second:
        return False
    return is_shift(_read_shade(before), _read_shade(after))


def _read_shade(said: Said) -> str | None:
    cue = said.attribution.cue
    return find_shade(said.side.tokens(cue.start, cue.end)) if cue else None


def find_bare(both: SideBySide, said: Said, *, is_parent: bool) -> Span | None:
    """Return where the other side states the same content with no one's say-so."""
    if (
        said.attribution.force not in _SAID
        or _read_shade(said) is None
        or said.is_pointer
        or len(said.stems) < both.settings.saying_min_words
    ):
        return None
    other = both.child if is_parent else both.parent
    pairs = both.pair_of_parent if is_parent else both.pair_of_child
    there = {k for i in said.sentences if (pair := pairs.get(i)) for k in (pair.children if is_parent else pair.parents)}
    numbers = (other.places_of_stem.get(stem, []) for stem in said.stems if stem[0] == "#")
    there |= {at[0] for at in numbers if len(at) == 1}
    for index in sorted(there):
        tokens = other.document.tokens_of_sentence[index]
        same = [t for t in tokens if other.key(t) in said.stems]
        share = both.weigh({other.key(t) for t in same}) / both.weigh(said.stems)
        is_question = other.document.tokens_of_sentence[index][-1].text == "?"
        if (
            share >= both.settings.bare_share
            and not is_question
            and not _is_anyones(other, index, same)
            and not _has_letters(other, index, said.attribution.cue)
        ):
            return other.sentence_span(index)
    return None


def _is_anyones(side: Side, index: int, same: list[Token]) -> bool:
    """Return whether the sentence leaves the words with someone: by an attribution, a reporting word or quotation marks."""
    sentence = side.document.sentences[index]
    tokens = side.tokens(sentence.start, sentence.end)
    covered = sum(1 for t in same if side.attribution_at(t.start, t.end))
    return 2 * covered >= len(same) or has_cue(tokens) or _is_first_person(tokens) or any(side.is_quoted(t.start) for t in same)


def _is_first_person(tokens: Sequence[Token]) -> bool:
    """Return whether someone speaks for himself: the words go on a quotation, whose marks may have been lost."""
    return any(t.lower.split("'")[0] in read_words("hedges", "first_person") for t in tokens)


def _has_letters(side: Side, index: int, cue: Span | None) -> bool:
    """Return whether the very cue stands there, though broken, joined or misspelt by bad copying."""
    from rapidfuzz import fuzz

    sentence = side.document.sentences[index]
    texts = side.text[sentence.start : sentence.end], cue.text if cue else ""
    letters, wanted = ("".join(filter(str.isalnum, text.lower())) for text in texts)
    return bool(wanted) and fuzz.partial_ratio(wanted, letters) >= _SAME_LETTERS


def _is_other_voice(both: SideBySide, before: Said, after: Said) -> bool:
    """Return whether both name their source, and the parent knows the child's source as someone else.

    Names that stand in one sentence of the parent may be one voice: a body and who speaks for it.
    """
    first, second = read_names(before), read_names(after)
    if not first or not second or first & second:
        return False
    is_known = any(second & read_names(said) for said in both.parent.sayings)
    return is_known and not any(first & words and second & words for words in both.parent.sentence_words)
