"""Names of one place that the shipped list knows and the pile has: "Kiev" in one report, "Kyiv" in another.

The list only joins names that stand in the pile, and says nothing of sides: who uses which is read from the pile. A name that several
places have joins nothing, unless the reports that have it name the country of one of them more often than those of the others.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.lexicon import read_lexicon
from sayso.model import Reason, Span
from sayso.text import fold_marks

_LEAST_CHARS = 4  # shorter names are words of other languages
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_UNMARKED = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its names, and the country that a text about it is likely to name; "" where it needs none."""

    names: tuple[str, ...]
    country: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The names that a pile has for one listed place, as they are written, each with where it stands first."""

    names: tuple[str, ...]
    evidence: tuple[tuple[str, Span], ...]


@cache
def read_places() -> tuple[Place, ...]:
    """Return the places of the shipped list."""
    sections = read_lexicon("places")["places"]
    return tuple(Place(tuple(line.split("/")), country) for country, lines in sections.items() for line in lines.split("\n") if line)


def spell_plainly(text: str) -> str:
    """Return a text of the same length in lower case, its letters without marks, its quotation marks plain.

    >>> spell_plainly("Košice, Lwów’s")
    "kosice, lwow's"
    """
    folded: str = fold_marks(text)
    if folded.isascii():
        return folded.lower()
    unmarked = _FOREIGN.sub(lambda found: _unmark(found.group()), folded)
    lower = unmarked.lower()
    return lower if len(lower) == len(text) else "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in unmarked)


@lru_cache(maxsize=4_096)
def _unmark(letter: str) -> str:
    base = _UNMARKED.get(letter) or unicodedata.normalize("NFKD", letter)[:1]
    return base if base.isalpha() else letter


@cache
def _index() -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[str, ...]]]:
    """Return the numbers of the places of each name, and the names by their longest word."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, place in enumerate(read_places()):
        for name in dict.fromkeys(spell_plainly(name) for name in place.names):
            if len(name) >= _LEAST_CHARS:
                places[name].append(number)
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in places:
        by_word[_longest_word(name)].append(name)
    return {name: tuple(numbers) for name, numbers in places.items()}, {word: tuple(names) for word, names in by_word.items()}


def _longest_word(name: str) -> str:
    words: list[str] = _WORD.findall(name)
    return max(words, key=lambda word: (len(word), word))


def find_listed(texts: Mapping[str, str], people: Mapping[str, Iterable[str]] | None = None) -> tuple[Listed, ...]:
    """Return the places for which a pile has several names of the list.

    Args:
        texts: The texts, by report, in the order in which the first place of a name is looked for.
        people: By report, names of people in lower case: a person's surname is no place.
    """
    plain = {report: spell_plainly(text) for report, text in texts.items()}
    met = _find_met(texts, plain, people or {})
    of_name, _ = _index()
    found = []
    for number in sorted({number for name in met for number in of_name[name]}):
        place = read_places()[number]
        names = [name for name in dict.fromkeys(map(spell_plainly, place.names)) if name in met and _means(name, number, met, plain)]
        written = {form: where for name in names for form, where in met[name].items()}
        if _count_apart(written) > 1:
            found.append(Listed(tuple(sorted(written)), tuple(written[form] for form in sorted(written))))
    return tuple(found)


def _count_apart(written: Iterable[str]) -> int:
    """Return how many names are there but for short forms of another: the Falklands are the Falkland Islands, whoever speaks."""
    forms = {form.casefold() for form in written}
    return sum(not any(form != other and form.removesuffix("s") in other for other in forms) for form in forms)


Met = dict[str, dict[str, tuple[str, Span]]]  # by name, each way in which it is written with where it is first


def _find_met(texts: Mapping[str, str], plain: Mapping[str, str], people: Mapping[str, Iterable[str]]) -> Met:
    """Return the names of the list that stand in a pile."""
    met: Met = {}
    for report, text in plain.items():
        surnames = {spell_plainly(name).split()[-1] for name in people.get(report, ()) if name.strip()}
        for start, end, name in _find_places(text, surnames):
            written = texts[report][start:end]
            if not written.islower():
                met.setdefault(name, {}).setdefault(written, (report, Span.cut(texts[report], start, end)))
    return met


def _find_places(plain: str, surnames: Set[str]) -> list[tuple[int, int, str]]:
    """Return where names of the list stand in a text, but for those inside longer ones."""
    _, by_word = _index()
    names = [name for word in {*_WORD.findall(plain)} & by_word.keys() - surnames for name in by_word[word]]
    found = sorted(((start, -end, name) for name in names for start, end in _places_of(name, plain)))
    kept: list[tuple[int, int, str]] = []
    for start, end, name in found:
        if not kept or -end > kept[-1][1]:
            kept.append((start, -end, name))
    return kept


def _places_of(name: str, plain: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands as a whole."""
    for match in _pattern_of(name).finditer(plain):
        yield match.span()


@lru_cache(maxsize=4_096)
def _pattern_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-]){re.escape(name)}(?![\w-]|'(?!s\b))")


def _means(name: str, number: int, met: Met, plain: Mapping[str, str]) -> bool:
    """Return whether a name means this place and no other of the same name: nothing tells unless its country stands beside it oftener."""
    others = [read_places()[k].country for k in _index()[0][name] if k != number]
    others += read_lexicon("namesakes").get(name, ())
    if not others:
        return True
    here = [text for text in plain.values() if any(True for _ in _places_of(name, text))]
    mine = _count_naming(read_places()[number].country, here)
    return mine > max(_count_naming(other, here) for other in others)


def _count_naming(country: str, texts: Sequence[str]) -> int:
    """Return how many texts name a country, by any of its names."""
    if not country:
        return 0
    plain = spell_plainly(country)
    known = next((place.names for place in read_places() if not place.country and plain in map(spell_plainly, place.names)), (country,))
    return sum(any(re.search(rf"\b{re.escape(spell_plainly(name))}", text) for name in known) for text in texts)


def explain_listed(names: Iterable[str]) -> Reason | None:
    """Return why names are joined, if the list says so of two of them."""
    plain = {spell_plainly(name) for name in names}
    numbers = [number for name in plain for number in _index()[0].get(name, ())]
    twice = [number for number in numbers if numbers.count(number) > 1]
    if not twice:
        return None
    known = sorted(name for name in names if min(twice) in _index()[0].get(spell_plainly(name), ()))
    return Reason("listed_names", f"the shipped list of places has them as names of one: {', '.join(known)}")
