"""What a stretch of text is about, in a form that can be compared: weighted stems, matters that can be said either way, negation.

Names of one place are one feature whatever side's name is used, and every word of a matter of ``opposites.toml``
is one feature with a sign; so "our troops captured Kessar" and "Qesar has not fallen" share the place and the matter
and differ in its sign.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from sayso.claims import claim_nouns
from sayso.lexicon import join_phrases, read_lexicon, read_words, write_pattern
from sayso.text import Token, find_rarity, fold_marks, read_document, stem_word

Vector = dict[str, float]
Bounds = tuple[float | None, float | None]

TAKEN = "taken"  # the matter of opposites.toml whose sign hangs on who holds

# by the first character of a feature: matters and what is counted, numbers, places by the name that stands for them, classes of things
_FIXED = {"@": 1.2, "%": 1.2, "#": 1.2, "=": 0.5, "~": 0.5}
_NAME_WEIGHT = 0.5  # half the pile shares the names of its event
_LEAST_WEIGHT = 0.1
_MAX_PHRASE = 4
_BEARS_ON = 5  # content words behind a negation
_LEAST_SHARED = 2  # words that one says and the other negates
LEAST_REVERSED = 0.5  # of the rest, in what is turned round: plain talk, and hardly to be met with in the piles
NO_WORDS = "%#~@"  # what features begin with that are figures, classes of things and matters
_DEFINITE = frozenset({"the", "this", "that", "our", "its"})


@dataclass(frozen=True)
class Content:
    """Features of a stretch of text.

    ``matters``: sign by matter, +1 said, -1 denied. ``figures``: low and high by what is counted. ``is_negated``: an odd number of
    negations. ``placed``: what is said to be "in", "at" or "near" a place, with the place, or of a month, with that: ("bridge", "mesk").
    ``polarity``: of each stem that is no name, 1 or, where a negation bears on it, -1. ``held``: 1 where the side that takes it has it,
    -1 where another side does.
    """

    counts: Mapping[str, int]
    matters: Mapping[str, int]
    names: frozenset[str]
    n_words: int
    is_negated: bool
    figures: Mapping[str, Bounds] = field(default_factory=dict)
    placed: frozenset[tuple[str, str]] = frozenset()
    polarity: Mapping[str, int] = field(default_factory=dict)
    held: int | None = None

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The features of its numbers."""
        return frozenset(feature for feature in self.counts if feature[0] == "#")

    def with_holder(self, sign: int) -> Content:
        """Return the same content where it is told who holds what was taken, and that is the taker (1) or another side (-1)."""
        return replace(self, counts={**self.counts, "@" + TAKEN: 1}, matters={**self.matters, TAKEN: sign}, held=sign)


@cache
def _matter_stems() -> frozenset[str]:
    words, phrases = _matter_phrases()
    return frozenset(words) | {stem for phrase in phrases for stem in phrase}


@cache
def _matter_phrases() -> tuple[dict[str, tuple[tuple[str, int], ...]], dict[tuple[str, ...], tuple[str, int]]]:
    """Return the single stems and the stem phrases of every matter, each with ``(matter, sign)``."""
    words: dict[str, list[tuple[str, int]]] = {}
    phrases: dict[tuple[str, ...], tuple[str, int]] = {}
    for matter in read_lexicon("opposites")["matter"]:
        for key, sign in (("yes", 1), ("no", -1)):
            for phrase in matter[key]:
                stems = tuple(stem_word(word) for word in phrase.split())
                if len(stems) == 1:
                    words.setdefault(stems[0], []).append((matter["name"], sign))
                else:
                    phrases[stems] = (matter["name"], sign)
    return {stem: tuple(dict.fromkeys(found)) for stem, found in words.items()}, phrases


@cache
def _negations() -> frozenset[str]:
    return read_words("function_words", "negations")


@cache
def _located() -> frozenset[str]:
    links = read_lexicon("roles")["links"]
    return frozenset({*links["located"], *links["upon"]})


@cache
def calendar_words() -> frozenset[str]:
    """Return the lower-case names of months and days."""
    return frozenset({*read_lexicon("numbers")["months"], *read_lexicon("datelines")["weekdays"]})


def _find_matters(stems: Sequence[str], negated_at: Sequence[int]) -> dict[str, int]:
    """Return the sign of each matter; a negation up to six words before the word turns it."""
    words, phrases = _matter_phrases()
    found: dict[str, int] = {}
    for at in range(len(stems)):
        for n in range(_MAX_PHRASE, 1, -1):
            if (hit := phrases.get(tuple(stems[at : at + n]))) is not None:
                found.setdefault(hit[0], hit[1] * _turn(at, negated_at))
                break
        else:
            for matter, sign in words.get(stems[at], ()):
                found.setdefault(matter, sign * _turn(at, negated_at))
    return found


def _turn(at: int, negated_at: Sequence[int]) -> int:
    return -1 if sum(0 < at - k <= 6 for k in negated_at) % 2 else 1


@cache
def class_of_noun() -> dict[str, str]:
    """Return the class of each common noun of ``things.toml``, by stem."""
    return {stem_word(noun): name for name, nouns in read_lexicon("things")["classes"].items() for noun in nouns}


def read_content(
    tokens: Iterable[Token],
    standins: Mapping[str, str],
    figures: Mapping[str, Bounds] | None = None,
    referents: Mapping[str, str] | None = None,
) -> Content:
    """Return the features of some tokens.

    Args:
        tokens: The tokens, in order.
        standins: For a name, lower case, the one name that stands for its place.
        figures: What the tokens count, with its bounds.
        referents: By class of common nouns, the name of the thing of that class that "the town", "the ship" means here.
    """
    functional = read_words("function_words", "all")
    tokens = list(tokens)
    words = [token for token in tokens if token.kind != "mark"]
    stems = [token.stem for token in words]
    negated_at = [k for k, token in enumerate(words) if is_negation(token) and not _contrasts(words, k)]
    if {"neither", "nor"} <= {words[k].lower for k in negated_at}:
        negated_at = [k for k in negated_at if words[k].lower != "nor"]
    counts: Counter[str] = Counter()
    names = set()
    before = ""
    for token in words:
        bare = token.lower.removesuffix("'s")
        if token.kind == "number":
            counts["#" + token.lower.replace(",", "")] += 1
        elif bare in standins:
            counts["=" + standins[bare]] += 1
            names.add(standins[bare])
        elif bare not in functional and bare not in _negations() and len(bare) > 1:
            counts[token.stem] += 1
            if token.is_capitalised:
                names.add(token.stem)
            elif (thing := class_of_noun().get(token.stem)) is not None:
                counts["~" + thing] += 1
                if before in _DEFINITE and (name := (referents or {}).get(thing)) is not None:
                    counts["=" + name] += 1
                    names.add(name)
        before = token.lower
    matters = _find_matters(stems, negated_at)
    for matter in matters:
        counts["@" + matter] += 1
    counts.update("%" + what for what in figures or ())
    return Content(
        dict(counts),
        matters,
        frozenset(names),
        len(words),
        is_negated=len(negated_at) % 2 == 1,
        figures=figures or {},
        placed=_find_placed(words, standins),
        polarity=_find_polarity(tokens),
    )


def _find_polarity(tokens: Iterable[Token]) -> dict[str, int]:
    """Return of each stem that is no name 1, or -1 where one of the last few words before it in its clause is a negation."""
    functional = read_words("function_words", "all")
    found: dict[str, int] = {}
    left = 0  # content words that the last negation still bears on
    before = ""
    for token in tokens:
        passes_on = token.lower == "that" and left > 0 and before in read_words("negation", "passes_on")
        if passes_on or is_negation(token):
            left = _BEARS_ON
        elif token.kind == "mark" or token.lower in _clause_openers():
            left = 0
        elif token.lower not in functional:
            if token.kind == "word" and not token.is_capitalised:
                found.setdefault(to_plain_form(token), -1 if left > 0 else 1)
            left -= 1
        before = token.lower
    return found


def to_plain_form(token: Token) -> str:
    """Return the stem of a word, of an irregular verb that of its plain form: "met" is "meet"."""
    return _plain_forms().get(token.lower, token.stem)


@cache
def _plain_forms() -> dict[str, str]:
    return {past: stem_word(plain) for plain, pasts in read_lexicon("irregular")["past"].items() for past in pasts}


def is_past_form(word: str) -> bool:
    """Return whether a lower-case word may be a past form of a verb."""
    return word.endswith("ed") or word in read_words("grammar", "irregular_pasts") or word in _plain_forms()


def is_verb_form(word: str) -> bool:
    """Return whether a lower-case word may be an auxiliary or a past form."""
    return is_past_form(word) or word in read_words("grammar", "auxiliaries")


def is_negation(token: Token) -> bool:
    """Return whether a word is a negation: "no", "never", "didn't"."""
    return token.lower in _negations() or token.lower.endswith("n't")


def _contrasts(words: Sequence[Token], k: int) -> bool:
    """Return whether a negation only sets another thing, or all others, aside: "a blow and not a fall", "nobody else had a key"."""
    before, *behind = (words[j].lower if 0 <= j < len(words) else "" for j in (k - 1, k + 1, k + 2))
    if behind[behind[0] == "one"] in read_words("negation", "others"):
        return True
    follows_mark = k > 0 and words[k].start - words[k - 1].end > 1
    sets_aside = (follows_mark or before in read_words("negation", "sets_aside")) and words[k].lower == "not"
    return sets_aside and behind[0] in read_words("negation", "aside_openers") and behind[1] not in read_words("negation", "at_all")


@cache
def _clause_openers() -> frozenset[str]:
    return read_words("grammar", "clause_openers") | read_words("grammar", "relatives") | {"or"}


def _find_placed(words: Sequence[Token], standins: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Return each common noun that stands before "in", "at" or "near" a name, with that name; and "the May election" with its month."""
    found = set()
    for article, month, noun in zip(words, words[1:], words[2:], strict=False):
        if article.lower in _DEFINITE and month.lower in read_lexicon("numbers")["months"] and noun.kind == "word" and noun.text.islower():
            found.add((noun.stem, month.lower))
    for noun, link, name in zip(words, words[1:], words[2:], strict=False):
        bare = name.lower.removesuffix("'s")
        is_word = noun.kind == "word" and noun.text.islower() and noun.lower not in read_words("function_words", "all")
        is_noun = is_word and not is_past_form(noun.lower)
        if is_noun and link.lower in _located() and name.is_capitalised and bare not in calendar_words():
            found.add((noun.stem, standins.get(bare, name.stem)))
    return frozenset(found)


def weigh_feature(feature: str, *, is_name: bool) -> float:
    """Return what a feature tells: rare words more than common ones, figures and matters most.

    It hangs on English and not on the pile, so that a report more, which repeats a claim, does not make its words tell less.
    """
    if (fixed := _FIXED.get(feature[0])) is not None:
        return fixed
    return _NAME_WEIGHT if is_name else max(_LEAST_WEIGHT, find_rarity(feature))


def find_vector(content: Content) -> Vector:
    """Return the unit vector of a content."""
    raw = {f: (1 + math.log(n)) * weigh_feature(f, is_name=f in content.names) for f, n in content.counts.items()}
    return normalise(raw)


def normalise(vector: Vector) -> Vector:
    """Return a vector of length one in the same direction; nothing stays nothing."""
    norm = score_norm(vector)
    return {feature: weight / norm for feature, weight in vector.items()} if norm else {}


def score_norm(vector: Vector) -> float:
    """Return the length of a vector."""
    return math.sqrt(sum(weight * weight for weight in vector.values()))


def score_dot(one: Vector, other: Vector) -> float:
    """Return the dot product of two vectors."""
    if len(other) < len(one):
        one, other = other, one
    return sum(w * other[f] for f, w in one.items() if f in other)


def score_cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two unit vectors, in [0, 1]."""
    return min(1.0, score_dot(one, other))


def contradicts(one: Content, other: Content) -> bool | None:
    """Return whether two contents on the same thing say opposite things; None where nothing tells.

    A matter that both speak of decides; without one, an odd difference in negation does.
    """
    shared = [m for m in one.matters if m in other.matters] if one.matters and other.matters else ()
    if shared:
        return sum(one.matters[m] * other.matters[m] for m in shared) < 0
    if one.is_negated != other.is_negated:
        return True
    return None if one.counts.keys().isdisjoint(other.counts) else False


def score_otherwise(one: Content, other: Content, *, turned: bool = False) -> float:
    """Return how much of what both say in the same words one affirms and the other negates, the rarer the more.

    ``turned``: one of them denies as a whole what it says, so that what is alike is meant otherwise.
    """
    shared = one.polarity.keys() & other.polarity.keys()
    return round(math.fsum(find_rarity(stem) for stem in shared if (one.polarity[stem] != other.polarity[stem]) != turned), 6)


def score_reversed(one: Content, other: Content) -> float:
    """Return how much of the rest two contents share, as a Jaccard index, where one says what the other negates, or the opposite state.

    "The dam had burst" and "the dam is intact", "the plant would close" and "the plant would not close". 0 where a matter that both speak
    of does not oppose them, and where all that they share beside a negation is one word. 1 where what was taken is in two sides' hands.
    """
    if one.held is not None and other.held is not None and one.held != other.held:
        return 1.0
    shared = one.matters.keys() & other.matters.keys()
    if any(one.matters[m] == other.matters[m] for m in shared) or not (shared or one.is_negated != other.is_negated):
        return 0.0
    mine, theirs = _rest(one), _rest(other)
    turned = any(one.polarity.get(stem) != other.polarity.get(stem) for stem in mine & theirs if stem in one.polarity)
    is_told = bool(shared) or (len(mine & theirs) >= _LEAST_SHARED and turned)
    return len(mine & theirs) / len(mine | theirs) if is_told and mine else 0.0


def is_reversed(one: Content, other: Content) -> bool:
    """Return whether two contents say the same but for what the one turns round: half of the rest or more is the same."""
    return score_reversed(one, other) >= LEAST_REVERSED


def _rest(content: Content) -> set[str]:
    """Return the words and names of a content, but for the words of matters."""
    return {feature for feature in content.counts if feature[0] not in NO_WORDS and feature not in _matter_stems()}


def compare_figures(one: Content, other: Content) -> int:
    """Return 1 if both count the same thing alike, -1 if their numbers exclude each other, 0 if they count nothing in common."""
    signs = [_overlap(one.figures[what], other.figures[what]) for what in one.figures.keys() & other.figures.keys()]
    return 0 if not signs else 1 if all(signs) else -1


def _overlap(one: Bounds, other: Bounds) -> bool:
    low = max(x if x is not None else -math.inf for x in (one[0], other[0]))
    high = min(x if x is not None else math.inf for x in (one[1], other[1]))
    return low <= high


def is_unverified(text: str) -> bool:
    """Return whether a text says that its speaker can neither confirm nor deny. What he says first counts: then he may not know more."""
    return has_phrase(text, "unverified") and has_phrase(text[: read_document(text).sentences[0].end], "unverified")


def has_phrase(text: str, kind: str) -> bool:
    """Return whether a text holds one of the phrases that take a stance of some kind; see ``stances.toml``."""
    return _phrases(kind).search(fold_marks(text).lower()) is not None


def takes_back(cue: str, text: str) -> bool:
    """Return whether a cue, or the text behind it, takes back what was said before: "withdrew", "said he took back the charge"."""
    plain = fold_marks(text).lower()
    is_after_all = plain.rstrip(' ."').endswith("after all") and not _negations().isdisjoint(plain.split())  # "it was not so after all"
    return has_phrase(cue, "withdrawing") or has_phrase(text, "mistaken") or is_after_all or _withdrawals().search(plain) is not None


@cache
def _withdrawals() -> re.Pattern[str]:
    return re.compile(rf"\b{write_pattern('stances', 'withdrawing')}\W+(?:\w+\W+){{0,3}}?{join_phrases(claim_nouns('any'))}\b")


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b{write_pattern('stances', kind)}\b")
