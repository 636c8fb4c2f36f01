"""The sieve: a weight for every piece and mark, whose sums tell the sentences that can hold no part of an attribution.

Fitted on the labels; the least sum with which a sentence is kept is chosen on the articles held out for choices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import torch
from torch.nn import functional

from sayso.claims.neural.sieve import N_VOCABULARY, read_sums
from sayso.claims.neural.windows import find_units
from sayso.claims.neural.words import N_MARKS
from training.attributions.corpus import OUTSIDE, Article

_PASSES = 6
_RATE = 0.03
_DECAY = 1e-6
_KEPT_SHARE = 0.998  # of the sentences with an attribution; what is asked for on other articles is .995


def fit_sieve(learn: Sequence[Article], choose: Sequence[Article]) -> np.ndarray:
    """Return the weights of pieces and marks, and behind them the bias that puts the border at nought."""
    torch.manual_seed(1)
    sentences = list(_cut_sentences(learn))
    weights = torch.nn.EmbeddingBag(N_VOCABULARY + N_MARKS, 1, mode="sum", sparse=False)
    torch.nn.init.zeros_(weights.weight)
    bias = torch.nn.Parameter(torch.zeros(()))
    optimizer = torch.optim.Adam([*weights.parameters(), bias], lr=_RATE, weight_decay=_DECAY)
    for _ in range(_PASSES):
        for part in torch.randperm(len(sentences)).split(512):
            chosen = [sentences[int(k)] for k in part]
            ids = torch.from_numpy(np.concatenate([ids for ids, _ in chosen]))
            starts = torch.from_numpy(np.cumsum([0, *(len(ids) for ids, _ in chosen[:-1])]))
            sums = weights(ids, starts)[:, 0] + bias
            loss = functional.binary_cross_entropy_with_logits(sums, torch.tensor([float(holds) for _, holds in chosen]))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    sieve = np.append(weights.weight.detach().numpy()[:, 0], bias.item()).astype(np.float16)
    holding = np.concatenate([read_sums(each.words, sieve)[_holds(each)] for each in choose])
    sieve[-1] -= np.float16(np.quantile(holding, 1 - _KEPT_SHARE))
    return sieve


def _cut_sentences(articles: Sequence[Article]) -> Iterator[tuple[np.ndarray, bool]]:
    for article in articles:
        words = article.words
        marks = words.mark + N_VOCABULARY
        for (first, last), holds in zip(_bounds(article), _holds(article), strict=True):
            pieces = words.ids[words.first[first] : words.first[last]]
            yield np.concatenate([np.unique(pieces), np.unique(marks[first:last])]), bool(holds)


def _bounds(article: Article) -> list[tuple[int, int]]:
    units = find_units(article.words, 10**6)
    return list(pairwise(units))


def _holds(article: Article) -> np.ndarray:
    """Return for each sentence whether any annotator marked a word of it."""
    marked = np.any([labels.tags != OUTSIDE for labels in article.labels], axis=0)
    return np.array([bool(marked[first:last].any()) for first, last in _bounds(article)], dtype=bool)
