"""What the finders of changes look at: two texts side by side, their links, and whose words stand where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from sayso.lexicon import read_words
from sayso.model import Alignment, Attribution, Span
from sayso.retellings.changes.fates import Fate, FateModel, find_fates, read_model
from sayso.retellings.changes.meanings import Floats, Meanings, Meant
from sayso.retellings.changes.said import Said, match_sayings
from sayso.retellings.changes.variants import find_countries, fold_name
from sayso.retellings.changes.words import WordPairs
from sayso.retellings.pieces import link_sentences
from sayso.settings import RetellingSettings
from sayso.text import Document, Name, Quantity, Token

_SHORT_NAME = 4  # letters up to which two names must be more alike to be one
_SHORT_ALIKE = 75  # per cent of their letters


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Linked sentences, by their indices in the two texts."""

    parents: tuple[int, ...]
    children: tuple[int, ...]
    similarity: float
    is_kept: bool


class Side:
    """One of the two texts, with what is looked up in it over and over."""

    def __init__(
        self, document: Document, attributions: Sequence[Attribution], outlet: str | None, meanings: Meanings | None = None
    ) -> None:
        self.document, self.text = document, document.text
        self.attributions = tuple(each for each in attributions if _is_in_text(each))
        self.outlet = outlet
        self.quantities = document.quantities
        self._meanings = meanings
        self._meant = dict(zip(attributions, meanings.said, strict=True)) if meanings else {}

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.document.tokens]

    def tokens(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that begin within ``[start, end)``."""
        return self.document.tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def tokens_of(self, sentences: Iterable[int]) -> list[Token]:
        """Return the tokens of some sentences, in order."""
        return [token for index in sorted(sentences) for token in self.document.tokens_of_sentence[index]]

    def stems(self, start: int, end: int) -> Counter[str]:
        """Return the stems of the content words of ``[start, end)``, numbers by their value."""
        return Counter(key for token in self.tokens(start, end) if (key := self.key(token)))

    def key(self, token: Token) -> str:
        """Return what a token is compared by: the value of its number, or its stem; nothing for marks and function words."""
        if token.start in self._values:
            return self._values[token.start]
        return "" if token.kind == "mark" or token.lower in read_words("function_words", "all") else token.stem

    @cached_property
    def _values(self) -> dict[int, str]:
        """The number at each token that stands within one, so that "a dozen" and "12" are one word."""
        found: dict[int, str] = {}
        for q in self.quantities:
            if q.low is not None or q.high is not None:
                value = q.low if q.low is not None else q.high
                found.update((t.start, f"#{value:g}") for t in self.tokens(q.number_start, q.number_end) if t.kind != "mark")
        return found

    def sentences_of(self, start: int, end: int) -> tuple[int, ...]:
        """Return the indices of the sentences that ``[start, end)`` touches."""
        return tuple(sorted({s.index for t in self.tokens(start, end) if (s := self.document.sentence_at(t.start)) is not None}))

    @cached_property
    def quantities_of(self) -> dict[int, list[Quantity]]:
        """The quantities of each sentence that has some."""
        found: dict[int, list[Quantity]] = {}
        for quantity in self.quantities:
            sentence = self.document.sentence_at(quantity.start)
            if sentence is not None:
                found.setdefault(sentence.index, []).append(quantity)
        return found

    @cached_property
    def sentence_stems(self) -> tuple[Counter[str], ...]:
        """The content stems of every sentence."""
        return tuple(self.stems(sentence.start, sentence.end) for sentence in self.document.sentences)

    @cached_property
    def stem_counts(self) -> Counter[str]:
        """In how many sentences each content stem stands."""
        return Counter(stem for stems in self.sentence_stems for stem in stems)

    @cached_property
    def stems_anywhere(self) -> frozenset[str]:
        """Every stem of the text."""
        return frozenset(token.stem for token in self.document.tokens)

    @cached_property
    def sentence_words(self) -> tuple[frozenset[str], ...]:
        """The words of every sentence, lower-cased and without possessive endings."""
        return tuple(frozenset(t.lower.removesuffix("'s") for t in tokens) for tokens in self.document.tokens_of_sentence)

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Every word of the text, lower-cased and without possessive endings."""
        return frozenset(token.lower.removesuffix("'s") for token in self.document.tokens if token.kind != "mark")

    def span(self, start: int, end: int) -> Span:
        """Return the span without white space and closing punctuation around it."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip(" \t\r\n\u00a0,;:"))
        piece = self.text[start:end].rstrip(" \t\r\n\u00a0,;:")
        return Span.cut(self.text, start, start + len(piece))

    def sentence_span(self, index: int) -> Span:
        """Return the span of a whole sentence."""
        sentence = self.document.sentences[index]
        return Span.cut(self.text, sentence.start, sentence.end)

    def names(self, start: int, end: int) -> tuple[Name, ...]:
        """Return the names that begin within ``[start, end)``."""
        return self.document.names[bisect_left(self._name_starts, start) : bisect_left(self._name_starts, end)]

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.start for name in self.document.names]

    def is_quoted(self, at: int) -> bool:
        """Return whether a character stands inside quotation marks."""
        index = bisect_right(self._quoted, (at, len(self.text))) - 1
        return index >= 0 and at < self._quoted[index][1]

    @cached_property
    def _quoted(self) -> list[tuple[int, int]]:
        return [(q.inner_start, q.inner_end) for q in self.document.quotations if q.depth == 0]

    def attribution_at(self, start: int, end: int) -> Attribution | None:
        """Return an attribution whose content shares a character with ``[start, end)``."""
        near = (a for index in self.sentences_of(start, end) for a in self._attributions_of.get(index, ()))
        return next((a for a in near if any(part.start < end and start < part.end for part in a.content)), None)

    @cached_property
    def _attributions_of(self) -> dict[int, list[Attribution]]:
        found: dict[int, list[Attribution]] = {}
        for each in self.attributions:
            for index in dict.fromkeys(index for part in each.content for index in self.sentences_of(part.start, part.end)):
                found.setdefault(index, []).append(each)
        return found

    @cached_property
    def sayings(self) -> tuple[Said, ...]:
        """The attributions that say something, or deny without saying what."""
        said = (Said(self, each) for each in self.attributions)
        return tuple(each for each in said if each.stems or each.attribution.force == "deny")

    @property
    def has_meanings(self) -> bool:
        """Return whether it is known what the text means."""
        return self._meanings is not None

    def meant(self, said: Said) -> Meant | None:
        """Return what a statement means, where that is known."""
        return self._meant.get(said.attribution)

    @cached_property
    def own_topics(self) -> tuple[tuple[int, Floats], ...]:
        """The sentences that the text says itself, by their indices, with their topics; none where these are not known."""
        own = self._meanings.own if self._meanings else ()
        found = ((self.document.sentence_at(start), topic) for start, topic in own)
        return tuple((sentence.index, topic) for sentence, topic in found if sentence is not None)

    def has_name_like(self, word: str, lower: float) -> bool:
        """Return whether the text has a word, folded as names are, or one with a capital that is like it by its letters."""
        if (word, lower) not in self._like:
            from rapidfuzz import fuzz, process

            near = process.extract(word, self._capitalised, scorer=fuzz.ratio, score_cutoff=100 * lower, limit=None)
            self._like[word, lower] = word in self.lower_words or any(_is_enough(word, other, ratio) for other, ratio, _ in near)
        return self._like[word, lower]

    @cached_property
    def _like(self) -> dict[tuple[str, float], bool]:
        return {}

    @cached_property
    def _capitalised(self) -> tuple[str, ...]:
        functional = read_words("function_words", "all")
        names = (t for t in self.document.tokens if t.is_capitalised and (t.text.isupper() or t.lower not in functional))
        return tuple(dict.fromkeys(fold_name(t.text) for t in names))

    @cached_property
    def countries(self) -> frozenset[int]:
        """The countries that it names, also by their people."""
        return find_countries([token.text if token.is_capitalised else "" for token in self.document.tokens])

    def has_small(self, lower: str) -> bool:
        """Return whether the text has a word in small letters."""
        return lower in self._small_words

    @cached_property
    def _small_words(self) -> frozenset[str]:
        return frozenset(token.text for token in self.document.tokens if token.kind == "word" and token.text.islower())

    @cached_property
    def places_of_stem(self) -> dict[str, list[int]]:
        """The sentences in which each content stem stands."""
        found: dict[str, list[int]] = {}
        for index, stems in enumerate(self.sentence_stems):
            for stem in stems:
                found.setdefault(stem, []).append(index)
        return found


def _is_enough(word: str, other: str, ratio: float) -> bool:
    """Return whether two words alike by a share of their letters are alike enough: of short ones more must be the same."""
    short, long = sorted((word, other), key=len)
    return len(short) > _SHORT_NAME or ratio >= _SHORT_ALIKE or (len(short) > 2 and long.startswith(short))


def _is_in_text(attribution: Attribution) -> bool:
    spans = (*attribution.content, attribution.source, attribution.cue)
    return all(span is None or span.field == "text" for span in spans)


class SideBySide:
    """A parent, a child and their alignment, with everything that more than one finder asks for."""

    model: FateModel

    def __init__(
        self, parent: Side, child: Side, alignment: Alignment, name_pairs: Sequence[frozenset[str]], settings: RetellingSettings
    ) -> None:
        self.parent, self.child, self.alignment, self.settings = parent, child, alignment, settings
        self.name_pairs = name_pairs
        self.model = read_model()

    @cached_property
    def pairs(self) -> tuple[SentencePair, ...]:
        """The linked sentences, in the order of the child."""
        linked = link_sentences(self.alignment.sentences, self.parent.document, self.child.document)
        return tuple(SentencePair(each.parents, each.children, each.similarity, each.is_kept) for each in linked)

    @cached_property
    def pair_of_parent(self) -> dict[int, SentencePair]:
        """The linked sentences that hold a parent sentence."""
        return {i: pair for pair in self.pairs for i in pair.parents}

    @cached_property
    def pair_of_child(self) -> dict[int, SentencePair]:
        """The linked sentences that hold a child sentence."""
        return {j: pair for pair in self.pairs for j in pair.children}

    @property
    def _sure_pairs(self) -> list[SentencePair]:
        return [pair for pair in self.pairs if pair.is_kept or pair.similarity >= self.settings.sure_similarity]

    @cached_property
    def share_of_child(self) -> float:
        """Which share of the child's characters is linked to the parent."""
        return _share(self.child.document, [j for pair in self._sure_pairs for j in pair.children])

    @cached_property
    def share_of_parent(self) -> float:
        """Which share of the parent's characters is linked to the child."""
        return _share(self.parent.document, [i for pair in self._sure_pairs for i in pair.parents])

    @property
    def is_update(self) -> bool:
        """Return whether one outlet wrote both: it leaves out what is overtaken, and that is no news."""
        names = self.parent.outlet, self.child.outlet
        return None not in names and names[0].casefold() == names[1].casefold()  # type: ignore[union-attr]

    @property
    def is_excerpt(self) -> bool:
        """Return whether the child takes over a part only, or sets it inside reporting of its own."""
        return not self.is_update and (
            self.share_of_parent < self.settings.retold_share or self.share_of_child < self.settings.derived_share
        )

    def rarity(self, stem: str) -> float:
        """Return how much a stem tells in these two texts."""
        if stem not in self._rarities:
            n = max(self.parent.stem_counts[stem], self.child.stem_counts[stem], 1)
            self._rarities[stem] = log(1 + max(len(self.parent.sentence_stems), len(self.child.sentence_stems), 2) / n)
        return self._rarities[stem]

    @cached_property
    def _rarities(self) -> dict[str, float]:
        return {}

    def weigh(self, stems: Iterable[str]) -> float:
        """Return the summed rarity of some stems."""
        return sum(map(self.rarity, sorted(stems)))

    @cached_property
    def matched(self) -> dict[int, int]:
        """For statements of the parent, which of the child carries the same words."""
        return match_sayings(self, self.parent.sayings, self.child.sayings)

    @cached_property
    def fates_of_parent(self) -> tuple[Fate, ...]:
        """What became of each statement of the parent."""
        return find_fates(self, of_parent=True)

    @cached_property
    def fates_of_child(self) -> tuple[Fate, ...]:
        """What each statement of the child was in the parent."""
        return find_fates(self, of_parent=False)

    def score_presence(self, wanted: Iterable[str], side: Side) -> float:
        """Return which share of the stems, by rarity, the best place of a side has: a sentence, or two that follow each other."""
        stems = set(wanted)
        total = self.weigh(stems)
        found: dict[int, float] = {}
        for stem in sorted(stems):
            at = side.places_of_stem.get(stem, ())
            for index in dict.fromkeys(k for place in at for k in (place - 1, place)):
                found[index] = found.get(index, 0.0) + self.rarity(stem)
        return max(found.values(), default=0.0) / total if total else 0.0

    def words_of(self, pair: SentencePair) -> WordPairs:
        """Return which words of linked sentences correspond."""
        if pair not in self._words:
            self._words[pair] = WordPairs(self.parent.tokens_of(pair.parents), self.child.tokens_of(pair.children))
        return self._words[pair]

    @cached_property
    def _words(self) -> dict[SentencePair, WordPairs]:
        return {}


def _share(document: Document, linked: Iterable[int]) -> float:
    total = sum(s.end - s.start for s in document.sentences)
    return sum(document.sentences[k].end - document.sentences[k].start for k in set(linked)) / total if total else 0.0
