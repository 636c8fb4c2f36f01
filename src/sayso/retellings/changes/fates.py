"""What became of a statement in the other text: it is there, it is there with no one's say-so, or it is gone.

Models over named signals judge it: ``omitted`` of what a parent's statement shows, ``added`` of a child's that the parent lacks, ``bare``
of one that the other side states as fact. Whether a statement is there in other words is told by what it means, where that is known; a
second set of weights does without. Whether it would be missed is told by what it is: a denial, a doubt, a voice no longer heard, something
that others take up. The coefficients were fitted by ``training/changes`` and live in ``fates.toml``; nothing else here is learned.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Literal

import numpy as np

from sayso.lexicon import read_words
from sayso.model import Span
from sayso.retellings.changes.cues import has_cue
from sayso.retellings.changes.hedges import is_doubt
from sayso.retellings.changes.meanings import Floats, Meant
from sayso.retellings.changes.said import Said, read_head, read_source
from sayso.text import Token

if TYPE_CHECKING:
    from sayso.retellings.changes.side_by_side import SentencePair, Side, SideBySide

Signals = dict[str, float]
Judgement = Literal["omitted", "added", "bare"]
JUDGEMENTS: tuple[Judgement, ...] = ("omitted", "added", "bare")

_LEAST_STATED = 0.15  # share of a statement's words, by rarity, or cosine of topics: what has less does not state it
_GONE = 0.5  # share of words: of a statement of which less is there most is gone
_SAME_LETTERS = 88  # per cent: one letter of eight or more may be wrong
_DIGITS = 5  # of cosines, so that no processor's last bit tells
_SUREST = 30.0  # log-odds beyond which nothing changes any more


@dataclass(frozen=True, slots=True)
class Fate:
    """What a statement shows of what became of it, and the sentence of the other side that may state it with no one's say-so."""

    signals: Signals
    bare: int | None

    def may_be(self, judgement: Judgement) -> bool:
        """Return whether the judgement makes sense of it: what an excerpt or an update leaves out was never taken over, or is overtaken."""
        if judgement == "bare":
            return self.bare is not None and not self.signals["points"]
        return not self.signals["excerpt"] and not (judgement == "omitted" and self.signals["update"])


@dataclass(frozen=True, slots=True)
class FateModel:
    """Weights of signals for each judgement: ``meant`` where it is known what the statements mean, ``words`` where it is not."""

    weights: Mapping[str, Mapping[str, Mapping[str, float]]]

    def score(self, fate: Fate, judgement: Judgement) -> float:
        """Return the probability that this is what became of a statement."""
        if not fate.may_be(judgement):
            return 0.0
        weights = self.weights[judgement]["meant" if "own_topic" in fate.signals else "words"]
        odds = sum(weight * fate.signals[name] for name, weight in weights.items())
        return 1 / (1 + math.exp(-max(-_SUREST, min(_SUREST, odds))))


@cache
def read_model() -> FateModel:
    """Return the weights that ship with Sayso."""
    return FateModel(tomllib.loads(resources.files(__package__).joinpath("fates.toml").read_text("utf-8")))


def find_fates(both: SideBySide, *, of_parent: bool) -> tuple[Fate, ...]:
    """Return what became of each statement of one side on the other."""
    return tuple(_Fates(both, of_parent=of_parent).find())


class _Fates:
    """One side's statements, seen from the other."""

    def __init__(self, both: SideBySide, *, of_parent: bool) -> None:
        self.both, self.of_parent = both, of_parent
        self.mine, self.other = (both.parent, both.child) if of_parent else (both.child, both.parent)
        self.pairs: Mapping[int, SentencePair] = both.pair_of_parent if of_parent else both.pair_of_child
        self.said = self.mine.sayings
        self.sources = [read_source(said) for said in self.said]
        self.words = [both.score_presence(said.stems, self.other) if said.stems else 0.0 for said in self.said]
        self.gone = sum(words < _GONE for words in self.words) / max(1, len(self.words))

    def find(self) -> Iterable[Fate]:
        """Yield what became of each statement."""
        texts = self._measure_texts()
        meant = [self.mine.meant(said) for said in self.said]
        has_meanings = self.other.has_meanings and None not in meant
        said_there = [each.topic for each in map(self.other.meant, self.other.sayings) if each is not None]
        topics = _stack([each.topic for each in meant if each is not None])
        to_said, to_own = (_compare(topics, _stack(some)) for some in (said_there, [topic for _, topic in self.other.own_topics]))
        there = [(max(near_said, default=0.0), max(near_own, default=0.0)) for near_said, near_own in zip(to_said, to_own, strict=True)]
        for k, said in enumerate(self.said):
            bare = self._find_bare(said, to_own[k] if has_meanings else ())
            signals = texts | self._measure(k, said) | bare.signals
            signals["bare_rival"] = self._score_rival(said, bare)
            if has_meanings and (each := meant[k]) is not None:
                signals |= self._measure_meaning(k, each, there)
            yield Fate(signals, bare.sentence)

    def _measure_texts(self) -> Signals:
        """Return what all statements of the two texts share."""
        both = self.both
        lengths = [max(1, len(side.text)) for side in (self.mine, self.other)]
        linked = [pair for pair in both.pairs if pair.children]
        return {
            "constant": 1.0,
            "update": float(both.is_update),
            "excerpt": float(both.is_excerpt),
            "share_of_child": both.share_of_child,
            "share_of_parent": both.share_of_parent,
            "kept_share": sum(pair.is_kept for pair in linked) / max(1, len(linked)),
            "longer": math.log(lengths[1] / lengths[0]),
            "gone": self.gone,
        }

    def _measure(self, k: int, said: Said) -> Signals:
        """Return what the words of a statement show."""
        linked = [pair for i in said.sentences if (pair := self.pairs.get(i))]
        attribution, words = said.attribution, self.words[k]
        return {
            "words": words,
            "words_squared": words**2,
            "link": max((pair.similarity for pair in linked), default=0.0),
            "kept": float(any(pair.is_kept for pair in linked)),
            "denies": float(attribution.force == "deny"),
            "declines": float(attribution.force == "decline"),
            "doubts": float(is_doubt(self.mine, said.whole)),
            "silenced": float(_is_silenced(said, self.other)),
            "at_issue": float(self._is_at_issue(k)),
            "gone_alone": (1 - words) * (1 - self.gone),
            "points": float(said.is_pointer),
            "quoted": float(attribution.mode == "direct"),
            "n_words": math.log1p(len(said.stems)),
            "tail": float(min(said.sentences, default=0) > max(self.pairs, default=-1)),
            "first_words": 1 / (1 + min(said.sentences, default=0)),
        }

    def _is_at_issue(self, k: int) -> bool:
        """Return whether someone else speaks of the same thing beside it: what no one else takes up is colour."""
        said, source = self.said[k], self.sources[k]
        return any(
            said.stems & each.stems and not said.sentences & each.sentences and not self.sources[j] & source
            for j, each in enumerate(self.said)
        )

    def _measure_meaning(self, k: int, meant: Meant, there: Sequence[tuple[float, float]]) -> Signals:
        """Return what the meaning of a statement shows. ``there``: how near to each the nearest statement and own sentence there are."""
        fellows = [j for j in range(len(self.said)) if j != k and self.sources[j] & self.sources[k]]
        return {
            "own_topic": there[k][1],
            "topic_squared": max(there[k]) ** 2,
            "sounds_affirming": meant.affirms,
            "sounds_denying": meant.denies,
            "sounds_aside": meant.is_aside,
            "fellow_there": max((max(self.words[j], *there[j]) for j in fellows), default=0.0),
        }

    def _find_bare(self, said: Said, to_own: Sequence[float]) -> _Bare:
        """Return the sentence of the other side that most likely states this with no one's say-so.

        ``to_own``: how near in topic each own sentence of the other side is, where that is known.
        """
        other = self.other
        if not said.stems:
            return _Bare()
        total = self.both.weigh(said.stems)
        near = {at for stem in said.stems for at in other.places_of_stem.get(stem, ())}
        meant = {index: max(0.0, near) for (index, _), near in zip(other.own_topics, to_own, strict=False)}
        links = {j: pair.similarity for i in said.sentences if (pair := self.pairs.get(i)) for j in _others(pair, self.of_parent)}
        found = []
        for index in (near | {*meant}) - self._find_others(said):
            words = self.both.weigh(said.stems & other.sentence_stems[index].keys()) / total
            found.append(_Bare(index, words, meant.get(index, 0.0), links.get(index, 0.0)))
        stating = [each for each in found if max(each.words, each.topic) >= _LEAST_STATED]
        best_first = sorted(stating, key=lambda each: (-each.fit, each.sentence))
        return next(
            (each for each in best_first if each.sentence is not None and not _is_left_with_someone(other, each.sentence, said)), _Bare()
        )

    def _find_others(self, said: Said) -> set[int]:
        """Return the sentences of the other side that clearly are other sentences of this side."""
        return {j for j, mine in self._clear if said.sentences.isdisjoint(mine)}

    @cached_property
    def _clear(self) -> list[tuple[int, Sequence[int]]]:
        """The sentences of the other side that clearly are some of this side, and which."""
        pairs, close = self.both.pair_of_child if self.of_parent else self.both.pair_of_parent, self.both.settings.close_similarity
        clear = ((j, pair) for j, pair in pairs.items() if pair.is_kept or pair.similarity >= close)
        return [(j, _others(pair, not self.of_parent)) for j, pair in clear]

    def _score_rival(self, said: Said, bare: _Bare) -> float:
        """Return which share of the bare sentence stands better in another sentence of this side: it may state that one."""
        if bare.sentence is None:
            return 0.0
        stems = self.other.sentence_stems[bare.sentence]
        total = self.both.weigh(stems)
        shares = dict.fromkeys(said.sentences, 0.0)
        for stem in stems:
            for i in self.mine.places_of_stem.get(stem, ()):
                shares[i] = shares.get(i, 0.0) + self.both.rarity(stem)
        mine = max((shares[i] for i in said.sentences), default=0.0)
        best = max((share for i, share in shares.items() if i not in said.sentences), default=0.0)
        return (best - mine) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class _Bare:
    """A sentence that may state something with no one's say-so: which share of its words it has, how near its topic, how well linked."""

    sentence: int | None = None
    words: float = 0.0
    topic: float = 0.0
    link: float = 0.0

    @property
    def fit(self) -> float:
        return self.words + self.topic + self.link

    @property
    def signals(self) -> Signals:
        return {"bare_words": self.words, "bare_link": self.link, "bare_fit": self.words * self.topic}


def _others(pair: SentencePair, of_parent: bool) -> Sequence[int]:
    return pair.children if of_parent else pair.parents


def _stack(topics: Sequence[Floats]) -> Floats:
    return np.array(topics, dtype=np.float32) if len(topics) else np.zeros((0, 1), dtype=np.float32)


def _compare(ones: Floats, others: Floats) -> list[list[float]]:
    """Return the cosines of every two topics, a row for each of the first."""
    return [[] for _ in ones] if not len(ones) or not len(others) else (ones @ others.T).astype(np.float64).round(_DIGITS).tolist()


def _is_silenced(said: Said, other: Side) -> bool:
    """Return whether no sentence of the other side mentions whose word it is."""
    head = read_head(said)
    return bool(head) and not any(head <= words for words in other.sentence_words)


def _is_left_with_someone(side: Side, index: int, said: Said) -> bool:
    """Return whether a sentence with some words of a statement leaves them with anyone, or asks them."""
    tokens = side.document.tokens_of_sentence[index]
    same = [t for t in tokens if side.key(t) in said.stems]
    return tokens[-1].text == "?" or _is_anyones(side, tokens, same) or _has_letters(side, index, said.attribution.cue)


def _is_anyones(side: Side, tokens: Sequence[Token], same: Sequence[Token]) -> bool:
    """Return whether the words are someone's: by an attribution, a reporting word in their sentence, or quotation marks."""
    covered = sum(1 for t in same if side.attribution_at(t.start, t.end))
    is_covered = 2 * covered >= len(same) if same else side.attribution_at(tokens[0].start, tokens[-1].end) is not None
    return is_covered or has_cue(tokens) or _is_first_person(tokens) or any(side.is_quoted(t.start) for t in same)


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
