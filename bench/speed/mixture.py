"""A pile of any size out of real retellings: few reports are retold, most stand alone, and no two stories share their words.

Families are versions of one document and human rewrites of one article; beside them stand independent reports of one event, and single
reports. The corpora hold a few hundred stories, so they come again as often as needed, each time in a vocabulary of its own: stems
change places with stems that are as common, names are invented anew, digits change places. Within a story words that were alike stay
alike, so that each retelling keeps exactly as many of its parent's words as the real one; between stories words meet by chance, as rare
ones do in any language.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.lexicon import read_words
from sayso.text.tokens import stem_word

SHARE_RETOLD = 0.2  # of the stories that have several versions
MOST_VERSIONS = 5
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Told:
    """One text. ``family``: of which story it is a retelling or the original, None for a report that stands alone."""

    family: str | None
    text: str


@dataclass(frozen=True)
class Story:
    """The texts of one document, article or event. ``is_one``: they are one text retold; else they were written independently."""

    name: str
    texts: tuple[str, ...]
    is_one: bool


def read_stories() -> list[Story]:
    """Return the stories of the corpora in ``../shared/data`` (or the folder that SAYSO_SHARED names)."""
    from bench.quality.shared_data import read_records

    versions: defaultdict[str, list[str]] = defaultdict(list)
    for record in read_records("versions/wmt21.jsonl.gz"):
        versions[record["document"]].append("\n\n".join(segment for _, segment in record["segments"]))
    stories = [Story(f"versions {name}", tuple(texts), is_one=True) for name, texts in sorted(versions.items())]
    for record in read_records("rewrites/onestop.jsonl.gz"):
        stories.append(Story(f"rewrites {record['id']}", tuple(record[level] for level in ("adv", "int", "ele")), is_one=True))
    events: defaultdict[str, list[str]] = defaultdict(list)
    for record in read_records("same-event/basil.jsonl.gz"):
        events[str(record["event"])].append("\n\n".join(record["paragraphs"]))
    return [*stories, *(Story(f"event {name}", tuple(texts), is_one=False) for name, texts in sorted(events.items()))]


def mix_reports(n_reports: int, stories: Sequence[Story], seed: int) -> Iterator[Told]:
    """Yield that many reports, story after story. A larger pile of the same seed begins with the smaller one."""
    vocabulary = Vocabulary(stories)
    n_left, copy = n_reports, 0
    while n_left > 0:
        rng = random.Random(f"{seed} {copy}")
        renamed = vocabulary.rename(rng) if copy else None
        for story in rng.sample(stories, len(stories)):
            for told in _tell(story, copy, rng)[:n_left]:
                yield Told(told.family, renamed.write(told.text) if renamed else told.text)
                n_left -= 1
        copy += 1


def _tell(story: Story, copy: int, rng: random.Random) -> list[Told]:
    """Return the reports of a story: all of an event, some versions of a retold text, or one report that nobody retold."""
    if not story.is_one:
        return [Told(None, text) for text in story.texts]
    if rng.random() >= SHARE_RETOLD:
        return [Told(None, rng.choice(story.texts))]
    n = rng.randint(2, min(MOST_VERSIONS, len(story.texts)))
    return [Told(f"{copy} {story.name}", text) for text in rng.sample(story.texts, n)]


class Vocabulary:
    """The words of some stories: which stems they have, how common these are, and which are names."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._in_stories: Counter[str] = Counter()
        forms: defaultdict[str, set[str]] = defaultdict(set)
        ever_lower: set[str] = set()
        for story in stories:
            words = {word for text in story.texts for word in _WORD.findall(text) if not word.isdigit()}
            self._in_stories.update({_stem(word) for word in words})
            for word in words:
                forms[_stem(word)].add(word.lower())
                if word.islower():
                    ever_lower.add(_stem(word))
        self.forms = {stem: sorted(each) for stem, each in forms.items()}
        self.names = sorted(self.forms.keys() - ever_lower)

    @cached_property
    def bands(self) -> list[list[str]]:
        """Stems that are neither names nor grammar, sorted into bands that are about equally common."""
        fixed = {*self.names, *map(_stem, read_words("function_words", "all"))}
        bands: defaultdict[int, list[str]] = defaultdict(list)
        for stem in sorted(self.forms):
            if stem not in fixed:
                bands[self._in_stories[stem].bit_length()].append(stem)
        return [bands[key] for key in sorted(bands)]

    def rename(self, rng: random.Random) -> Renamed:
        """Return new words for all words that may change places."""
        from bench.speed.invent import invent_name

        table: dict[str, str] = {}
        for band in self.bands:
            for stem, other in zip(band, rng.sample(band, len(band)), strict=True):
                forms = self.forms[other]
                table |= {word: forms[n % len(forms)] for n, word in enumerate(self.forms[stem])}
        for stem in self.names:
            name = invent_name(rng).lower()
            table |= dict.fromkeys(self.forms[stem], name)
        digits = [str(digit) for digit in range(1, 10)]
        return Renamed(table, str.maketrans(dict(zip(digits, rng.sample(digits, 9), strict=True))))


@dataclass(frozen=True)
class Renamed:
    """New words by old ones, and new digits."""

    table: dict[str, str]
    digits: dict[int, str]

    def write(self, text: str) -> str:
        """Return the text in these words, with capitals where it had them."""
        return _WORD.sub(self._choose, text)

    def _choose(self, match: re.Match[str]) -> str:
        word = match.group()
        if word.isdigit():
            return word if len(word) == 1 else word.translate(self.digits)
        found = self.table.get(word.lower())
        if found is None:
            return word
        if word[0].isupper():
            return found.upper() if word.isupper() and len(word) > 1 else found.capitalize()
        return found


def _stem(word: str) -> str:
    return stem_word(word.lower())
