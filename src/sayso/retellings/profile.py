"""What is read off one text before it is compared with others: its words, and which of them are the writer's own.

Independent reports of one event share names, figures and quotations. What the writer chose freely, the common words of the
narrative and their order, is kept apart from those here, because only that tells a retelling from a second report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise
from weakref import WeakKeyDictionary

from sayso.lexicon import read_words
from sayso.text import Document, Token, read_document

GRAM_WORDS = 5
Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One word or number of a text. ``is_free``: a content word outside quotations that is neither name nor number."""

    start: int
    end: int
    lower: str
    stem: str
    sentence: int
    is_quoted: bool
    is_typed: bool
    is_content: bool

    @property
    def is_free(self) -> bool:
        """Return whether the writer chose it: neither quoted, nor a name or number, nor grammar."""
        return self.is_content and not self.is_quoted and not self.is_typed


@dataclass(frozen=True)
class Profile:
    """The words of one text, and the sequences of them by which verbatim copies are found.

    What is read off the words is kept: a report is compared with many others.
    """

    words: tuple[Word, ...]
    n_sentences: int

    @cached_property
    def grams(self) -> dict[Gram, int]:
        """Each run of five words with the place of its first occurrence."""
        found: dict[Gram, int] = {}
        for at, gram in enumerate(self.gram_row):
            found.setdefault(gram, at)
        return found

    @cached_property
    def gram_row(self) -> tuple[Gram, ...]:
        """The run of five words that begins at each word."""
        return tuple(zip(*(self.lowers[step:] for step in range(GRAM_WORDS)), strict=False))

    @cached_property
    def by_sentence(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each sentence."""
        rows: list[list[Word]] = [[] for _ in range(self.n_sentences)]
        for word in self.words:
            rows[word.sentence].append(word)
        return tuple(tuple(row) for row in rows)

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """The words in lower case, in order: equal for copies of one text."""
        return tuple(word.lower for word in self.words)

    @cached_property
    def quoted(self) -> bytes:
        """A byte for each word: 1 inside quotations, 0 outside them."""
        return bytes(word.is_quoted for word in self.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all content words."""
        return frozenset(word.stem for word in self.words if word.is_content)

    @cached_property
    def free_stems(self) -> Counter[str]:
        """How often each stem is a word that the writer chose."""
        return Counter(word.stem for word in self.words if word.is_free)

    @cached_property
    def content_by_sentence(self) -> tuple[Counter[str], ...]:
        """How often each stem is a content word of each sentence."""
        return tuple(Counter(word.stem for word in row if word.is_content) for row in self.by_sentence)

    @cached_property
    def free_by_sentence(self) -> tuple[Counter[str], ...]:
        """How often each stem is a word of each sentence that the writer chose."""
        return tuple(Counter(word.stem for word in row if word.is_free) for row in self.by_sentence)

    @cached_property
    def n_content(self) -> tuple[int, ...]:
        """How many content words each sentence has."""
        return tuple(sum(word.is_content for word in row) for row in self.by_sentence)

    @cached_property
    def n_narrative(self) -> tuple[int, ...]:
        """How many content words each sentence has outside quotations."""
        return tuple(sum(word.is_content and not word.is_quoted for word in row) for row in self.by_sentence)

    @cached_property
    def _neighbours(self) -> tuple[tuple[Word, Word], ...]:
        row = [word for word in self.words if word.is_content]
        return tuple((a, b) for a, b in pairwise(row) if a.sentence == b.sentence)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring content words."""
        return frozenset((a.stem, b.stem) for a, b in self._neighbours)

    @cached_property
    def quoted_pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring content words within quotations."""
        return frozenset((a.stem, b.stem) for a, b in self._neighbours if a.is_quoted and b.is_quoted)

    @cached_property
    def quotations(self) -> tuple[tuple[str, ...], ...]:
        """The words of each quotation, in lower case."""
        stretches = groupby(self.words, key=lambda word: word.is_quoted)
        return tuple(tuple(word.lower for word in stretch) for is_quoted, stretch in stretches if is_quoted)

    @cached_property
    def free_pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring content words of the narrative, at least one of them neither name nor number."""
        return frozenset((a.stem, b.stem) for a, b in self._neighbours if not a.is_quoted and not b.is_quoted and (a.is_free or b.is_free))

    def quote(self, places: Container[int]) -> Profile:
        """Return the profile with the words at some places counted as quoted, too."""
        words = tuple(replace(word, is_quoted=True) if at in places else word for at, word in enumerate(self.words))
        found = Profile(words, self.n_sentences)
        vars(found).update({name: kept for name, kept in vars(self).items() if name in _WHATEVER_IS_QUOTED})
        return found


_WHATEVER_IS_QUOTED = ("grams", "gram_row", "lowers", "stems", "content_by_sentence", "n_content", "pairs")


class _Cover:
    """Answers whether a character lies in one of some sorted spans, for characters asked in order."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.at = 0

    def holds(self, position: int) -> bool:
        while self.at < len(self.spans) and self.spans[self.at][1] <= position:
            self.at += 1
        return self.at < len(self.spans) and self.spans[self.at][0] <= position


_CLIPPED: WeakKeyDictionary[Document, Document] = WeakKeyDictionary()


def clip_document(document: Document, most_sentences: int) -> Document:
    """Return the document, or its beginning where it has more sentences: no report has, and alignment takes their product in time."""
    if len(document.sentences) <= most_sentences:
        return document
    clipped = _CLIPPED.get(document)
    if clipped is None:
        end = document.sentences[most_sentences - 1].end
        clipped = _CLIPPED[document] = read_document(document.text[:end], document.language)
    return clipped


_PROFILES: WeakKeyDictionary[Document, Profile] = WeakKeyDictionary()


def read_profile(document: Document) -> Profile:
    """Return the profile of a document; it is kept as long as the document lives."""
    profile = _PROFILES.get(document)
    if profile is None:
        profile = _PROFILES[document] = _read(document)
    return profile


def is_content_word(token: Token) -> bool:
    """Return whether a word or number is more than grammar and more than a letter."""
    return token.lower not in read_words("function_words", "all") and (token.end - token.start > 1 or token.kind == "number")


def _read(document: Document) -> Profile:
    quoted = _Cover((q.inner_start, q.inner_end) for q in document.quotations if q.depth == 0)
    named = _Cover((n.start, n.end) for n in document.names)
    words: list[Word] = []
    for index, tokens in enumerate(document.tokens_of_sentence):
        for token in tokens:
            if token.kind == "mark":
                continue
            is_named = named.holds(token.start)
            is_typed = token.kind == "number" or is_named
            is_quoted, is_content = quoted.holds(token.start), is_content_word(token)
            words.append(Word(token.start, token.end, token.lower, token.stem, index, is_quoted, is_typed, is_content))
    return Profile(tuple(words), len(document.tokens_of_sentence))
