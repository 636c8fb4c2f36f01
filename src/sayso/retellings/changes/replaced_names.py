"""A name in the place of another one that the other text has nowhere: "Hestwick" where the parent has "Callport"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Change, Span
from sayso.retellings.changes.agency_credits import find_dateline
from sayso.retellings.changes.side_by_side import SentencePair, Side, SideBySide
from sayso.retellings.changes.variants import find_countries, fold_name, is_common, is_country, is_variant
from sayso.text import Name, Token

_LEAST_SMALL = 0.2  # share of a sentence's longer words without a capital; a headline in capitals tells no names
_CLOSING = 3  # marks at a sentence's end among which its full stop stands
_STOPS = frozenset(".!?")
_QUOTES = frozenset('"“”’«»„')


@dataclass(frozen=True)
class _Fresh:
    """A name, or the part of one, that the other text has nowhere in any spelling.

    ``is_certain``: not a lone capitalised word at the start of a sentence or quotation. ``opens``: it stands at the very start.
    """

    tokens: tuple[Token, ...]
    is_certain: bool
    opens: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Its words."""
        return tuple(token.text for token in self.tokens)

    @property
    def is_rare(self) -> bool:
        """Return whether any of its words is no common word of news."""
        return not all(is_common(token.stem) or len(token.text) == 1 for token in self.tokens)

    @property
    def is_strong(self) -> bool:
        """Return whether it can be nothing but a name."""
        return self.is_certain and self.is_rare

    def cut(self, side: Side) -> Span:
        """Return its span, without a possessive ending."""
        end = self.tokens[-1].end
        return side.span(self.tokens[0].start, end - 2 if self.tokens[-1].lower.endswith("'s") else end)


def _find_fresh(here: Side, sentences: tuple[int, ...], there: Side, lower: float) -> list[_Fresh]:
    """Return the names of some sentences, each without the words that the other text knows."""
    found: list[_Fresh] = []
    dateline = find_dateline(here)  # what stands there replaces nothing
    for index in sentences:
        tokens, sentence = here.document.tokens_of_sentence[index], here.document.sentences[index]
        if not _has_small(tokens):
            continue
        names = [name for name in here.names(sentence.start, sentence.end) if name.start not in dateline]
        opening = _find_opening(tokens)
        for name in names:
            parts = here.tokens(name.start, name.end)
            if not any(_is_kept(token, there, lower) for token in parts):
                runs = _unknown_runs(parts, there, lower)
                found += [_Fresh(tuple(run), is_certain=True, opens=name.start <= opening) for run in runs]
        for token in tokens:
            if token.start not in dateline and _is_odd(token, names, here, there):
                runs = _unknown_runs([token], there, lower)
                is_certain = not here.key(token) or _is_beside_quote(token, here.text)
                found += [_Fresh(tuple(run), is_certain, token.start == opening) for run in runs]
    return sorted(found, key=lambda each: each.tokens[0].start)


def _find_opening(tokens: Sequence[Token]) -> int:
    """Return where the first word of a sentence begins, an article before it left out."""
    words = [token for token in tokens if token.kind != "mark"]
    first = words[1:] if words and words[0].lower in read_words("function_words", "articles") else words
    return first[0].start if first else 0


def _has_small(tokens: Sequence[Token]) -> bool:
    """Return whether capitals tell names: enough words are small, or some in what ends with a full stop, as no headline does."""
    long = [token for token in tokens if token.kind == "word" and len(token.text) > 3]
    small = [token for token in long if not token.is_capitalised]
    is_told = bool(tokens) and any(token.text in _STOPS for token in tokens[-_CLOSING:])
    has_word = any(token.lower not in read_words("function_words", "all") for token in small)
    return len(small) >= _LEAST_SMALL * len(long) or (is_told and has_word)


def _is_odd(token: Token, names: Sequence[Name], here: Side, there: Side) -> bool:
    """Return whether a capitalised word may be a name though it opens a sentence: no common word, and in small letters in neither text."""
    is_named = not token.is_capitalised or any(n.start <= token.start < n.end for n in names)
    if is_named or is_common(token.stem) or not (here.key(token) or is_country(token.text)):
        return False
    if not here.key(token):
        return _can_name(token)
    return not here.has_small(token.lower) and not there.has_small(token.lower)


def _is_beside_quote(token: Token, text: str) -> bool:
    """Return whether a word follows a quotation or is quoted by itself: then its capital is a name's."""
    before, after = text[max(0, token.start - 3) : token.start].rstrip(), text[token.end : token.end + 1]
    return (len(before) > 1 and before[-1] in _QUOTES and not before[-2].isspace()) or after in _QUOTES


def _is_kept(token: Token, there: Side, lower: float) -> bool:
    """Return whether a name keeps its own word, other than a title or a country: then the rest is told differently, not replaced."""
    is_own = _can_name(token) and not is_common(token.stem) and not is_country(token.text)
    return is_own and not there.has_small(token.lower) and there.has_name_like(fold_name(token.text), lower)


def _unknown_runs(tokens: Sequence[Token], there: Side, lower: float) -> Iterator[list[Token]]:
    """Yield the stretches of a name's words that the other text does not have in this spelling or a like one."""
    run: list[Token] = []
    for token in tokens:
        if not _can_name(token):
            continue
        if not there.has_name_like(fold_name(token.text), lower) and not find_countries([token.text]) & there.countries:
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _can_name(token: Token) -> bool:
    """Return whether a word carries a name: no function word, unless in capitals ("US"), and no "I'm"."""
    is_acronym = token.text.isupper() and len(token.text) > 1
    is_small = token.lower in read_words("function_words", "all") or token.lower in read_lexicon("spelling")["contractions"]
    return token.kind == "word" and (is_acronym or not is_small)


def find_replaced_names(both: SideBySide) -> Iterator[Change]:
    """Yield a name in the place of another one, where neither text has the other's name anywhere in any spelling.

    Only sentences that are clearly one, and only where the words correspond or there is one such name on each side.
    """
    settings = both.settings
    for pair in both.pairs:
        if pair.is_kept or pair.similarity < settings.replaced_name_similarity:
            continue
        before = _find_fresh(both.parent, pair.parents, both.child, settings.name_spelling)
        after = _find_fresh(both.child, pair.children, both.parent, settings.name_spelling) if before else []
        for one, other in _match_fresh(both, pair, before, after):
            if not is_variant(one.words, other.words):
                yield Change("name_swapped", one.cut(both.parent), other.cut(both.child))


def _match_fresh(both: SideBySide, pair: SentencePair, before: list[_Fresh], after: list[_Fresh]) -> Iterator[tuple[_Fresh, _Fresh]]:
    """Yield which of the names stand in each other's place: their words correspond, or they are the only ones."""
    taken: list[_Fresh] = []
    is_close = pair.similarity >= both.settings.close_similarity
    for other in after:
        opposite = {t.start for token in other.tokens for t in both.words_of(pair).oppose(token, in_child=True)}
        free = [each for each in before if each not in taken and _can_replace(each, other, is_close)]
        found = [each for each in free if any(token.start in opposite for token in each.tokens)] or _find_only(free, other, after)
        if found:
            taken.append(found[0])
            yield found[0], other


def _can_replace(one: _Fresh, other: _Fresh, is_close: bool) -> bool:
    """Return whether one of two is surely a name; what may be none must open its sentence as the other does, or the sentences be close."""
    if is_close or (one.is_certain and other.is_certain):
        return one.is_strong or other.is_strong or (one.opens and other.opens)
    return one.opens and other.opens


def _find_only(free: list[_Fresh], other: _Fresh, after: list[_Fresh]) -> list[_Fresh]:
    """Return the only name that this one can have replaced, if there is none beside it that could have replaced that one."""
    rivals = [each for each in after if each.is_rare] if other.is_rare else after
    sure = [each for each in free if each.is_rare] or free
    is_only = len({each.words for each in sure}) == len({each.words for each in rivals}) == 1 and rivals[0] is other
    return sure[:1] if is_only and (other.is_rare or len(other.tokens) > 1) else []
