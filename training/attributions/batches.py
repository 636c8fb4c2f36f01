"""Batches of windows for one pass: other cuts and another annotator's labels in each pass, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sayso.claims.neural.windows import find_units
from sayso.claims.neural.words import Words
from training.attributions.corpus import IGNORED, NONE, Article, Labels

CLS, SEP = 101, 102
LEAST_PIECES, MOST_PIECES = 128, 320
BATCH_PIECES = 1600  # of each worker


@dataclass(frozen=True)
class Sample:
    """Words ``[first, last)`` of one article as one annotator labelled them."""

    words: Words
    labels: Labels
    first: int
    last: int

    @property
    def n_pieces(self) -> int:
        """Return how many pieces the encoder sees, the two that open and close a window among them."""
        return int(self.words.first[self.last] - self.words.first[self.first]) + 2


@dataclass(frozen=True)
class Links:
    """For one window: who asks, who may answer, what is right (0 is "nothing") and how far apart they are."""

    asks: Tensor
    answers: Tensor
    target: Tensor
    apart: tuple[Tensor, Tensor, Tensor]


@dataclass(frozen=True)
class Batch:
    """Windows of about one length; ``at`` has the piece of each word, ``links`` those of cues and of contents."""

    ids: Tensor
    marks: Tensor
    mask: Tensor
    at: Tensor
    tags: Tensor
    lengths: Tensor
    links: list[tuple[Links, Links]]
    taught: Tensor | None = None


def draw_batches(articles: Sequence[Article], seed: int) -> list[list[Sample]]:
    """Return the samples of one pass in batches, in the order to learn them."""
    dice = random.Random(seed)
    samples: list[Sample] = []
    for article in articles:
        labels = dice.choice(article.labels)
        samples += cut_samples(article.words, labels, dice)
    dice.shuffle(samples)
    batches: list[list[Sample]] = []
    for k in range(0, len(samples), 160):  # windows of about one length together, so that little is padded
        batches += _fill(sorted(samples[k : k + 160], key=lambda s: s.n_pieces))
    dice.shuffle(batches)
    return batches


def _fill(samples: Sequence[Sample]) -> Iterator[list[Sample]]:
    batch: list[Sample] = []
    for sample in samples:
        if batch and (len(batch) + 1) * sample.n_pieces > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(sample)
    if batch:
        yield batch


def cut_samples(words: Words, labels: Labels, dice: random.Random) -> Iterator[Sample]:
    """Yield windows of whole sentences, of lengths drawn at random, that together are the article."""
    units = find_units(words, MOST_PIECES)
    at = 0
    while at < len(units) - 1:
        goal = dice.randint(LEAST_PIECES, MOST_PIECES)
        stop = at + 1
        while stop < len(units) - 1 and words.first[units[stop + 1]] - words.first[units[at]] <= goal:
            stop += 1
        yield Sample(words, labels, units[at], units[stop])
        at = stop


def collate(samples: Sequence[Sample]) -> Batch:
    """Return samples as one batch of tensors."""
    n, t, w = len(samples), max(s.n_pieces for s in samples), max(s.last - s.first for s in samples)
    ids, marks, mask = np.zeros((n, t), np.int64), np.zeros((n, t), np.int64), np.zeros((n, t), bool)
    at, tags, lengths = np.zeros((n, w), np.int64), np.zeros((n, w), np.int64), np.zeros(n, np.int64)
    for k, s in enumerate(samples):
        low, high = int(s.words.first[s.first]), int(s.words.first[s.last])
        ids[k, : high - low + 2] = [CLS, *s.words.ids[low:high], SEP]
        marks[k, 1 : high - low + 1] = s.words.mark[s.words.word_of_piece[low:high]]
        mask[k, : high - low + 2] = True
        lengths[k] = s.last - s.first
        at[k, : lengths[k]] = s.words.first[s.first : s.last] - low + 1
        tags[k, : lengths[k]] = s.labels.tags[s.first : s.last]
        if tags[k, 0] in (2, 4, 6):  # a span that began before the window begins here
            tags[k, 0] -= 1
    links = [(_link(s, s.labels.cue_source, 1), _link(s, s.labels.content_cue, 3)) for s in samples]
    tensors = (torch.from_numpy(a) for a in (ids, marks, mask, at, tags, lengths))
    return Batch(*tensors, links, _stack_taught(samples, w))  # type: ignore[arg-type]


def _stack_taught(samples: Sequence[Sample], n_words: int) -> Tensor | None:
    if samples[0].labels.taught is None:
        return None
    taught = np.zeros((len(samples), n_words, samples[0].labels.taught.shape[1]), np.float32)
    for k, s in enumerate(samples):
        assert s.labels.taught is not None
        taught[k, : s.last - s.first] = s.labels.taught[s.first : s.last]
    return torch.from_numpy(taught)


def _link(sample: Sample, links: dict[int, int], answering: int) -> Links:
    first, last, tags = sample.first, sample.last, sample.labels.tags
    answers = [k for k in range(first, last) if tags[k] == answering]
    column = {word: n + 1 for n, word in enumerate(answers)} | {NONE: 0}
    pairs = [(word, column.get(target, IGNORED)) for word, target in sorted(links.items()) if first <= word < last]
    pairs = [(word, target) for word, target in pairs if target != IGNORED]
    asks = np.array([word for word, _ in pairs], np.int64)
    there = np.array(answers, np.int64)
    apart = measure_gaps(asks, there, sample.words.paragraph, np.flatnonzero(tags == 3))
    return Links(
        torch.from_numpy(asks - first),
        torch.from_numpy(there - first),
        torch.tensor([target for _, target in pairs], dtype=torch.long),
        tuple(map(torch.from_numpy, apart)),  # type: ignore[arg-type]
    )


def measure_gaps(asks: np.ndarray, answers: np.ndarray, paragraph: np.ndarray, cues: np.ndarray) -> list[np.ndarray]:
    """Return words, paragraph breaks and cues between every asker and answerer."""
    distance = answers[None, :] - asks[:, None]
    breaks = np.abs(paragraph[answers][None, :] - paragraph[asks][:, None])
    low, high = np.minimum(answers[None, :], asks[:, None]), np.maximum(answers[None, :], asks[:, None])
    inside = np.searchsorted(cues, high) - np.searchsorted(cues, low, side="right")  # strictly between
    return [distance, breaks, np.maximum(inside, 0)]
