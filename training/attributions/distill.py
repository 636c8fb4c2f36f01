"""The fast network: two of the large one's layers, narrowed; it learns from its scores, on articles with labels and news without."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sayso.claims.neural.encoder import Encoder
from sayso.claims.neural.spans import Found, find_attributions
from sayso.claims.neural.windows import Cut, find_windows
from sayso.claims.neural.words import Words, read_words
from sayso.text import read_document
from training.attributions.batches import Batch
from training.attributions.corpus import NONE, Article, Labels
from training.attributions.learn import score_batch
from training.attributions.network import N_TAGS, Network, Shape

_HEAT = 1.5
_SHARE_SOFT = 0.6
_KEPT_LAYERS = {1: (0,), 2: (0, 3), 3: (0, 2, 4)}
_VERSIONS = 2  # of each translated article


def read_texts(data: Path) -> Iterator[str]:
    """Yield news texts without labels: same events, rewrites, translations."""
    for record in _read_lines(data / "same-event/basil.jsonl.gz"):
        yield "\n\n".join(record["paragraphs"])
    for record in _read_lines(data / "rewrites/onestop.jsonl.gz"):
        yield from (record[level].replace(" \n", "\n\n") for level in ("adv", "int"))
    seen: dict[str, int] = {}
    for record in _read_lines(data / "versions/wmt21.jsonl.gz"):
        seen[record["document"]] = seen.get(record["document"], 0) + 1
        if seen[record["document"]] <= _VERSIONS:
            by_name = dict(record["segments"])
            yield "\n\n".join(" ".join(by_name[name] for name in part if name in by_name) for part in record["paragraphs"])


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


@dataclass(frozen=True)
class Teacher:
    """The large model, how it cuts windows, and where its answers are kept."""

    encoder: Encoder
    cut: Cut
    path: Path


def read_taught(teacher: Teacher, articles: Sequence[Article], texts: Sequence[str], tokenizer: Any) -> list[Article]:
    """Return articles with the teacher's scores beside their labels, and texts with its scores and its findings as labels.

    The scores of all of them are kept, so that they are asked for once.
    """
    documents = [read_document(text) for text in texts]
    words = [*(article.words for article in articles), *(read_words(document, tokenizer) for document in documents)]
    path = teacher.path
    if not path.exists():
        torch.save(_ask(teacher.encoder, teacher.cut, words), path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)
    answers: list[tuple[Tensor, Tensor, list[list[int]], list[list[int]]]] = torch.load(path, weights_only=True)
    taught = [
        replace(article, labels=[replace(labels, taught=scores.numpy()) for labels in article.labels])
        for article, (scores, *_) in zip(articles, answers, strict=False)
    ]
    for document, each, (scores, tags, sources, cues) in zip(documents, words[len(articles) :], answers[len(articles) :], strict=True):
        labels = Labels(tags.long().numpy(), dict(map(tuple, sources)), dict(map(tuple, cues)), scores.numpy())
        taught.append(Article({}, document, each, [labels]))
    return taught


def _ask(encoder: Encoder, cut: Cut, asked: Sequence[Words]) -> list[tuple[Tensor, Tensor, list[list[int]], list[list[int]]]]:
    answers = []
    for k in range(0, len(asked), 32):
        some = [(words, find_windows(words, cut)) for words in asked[k : k + 32]]
        scored = iter(encoder.score([(words, window) for words, windows in some for window in windows]))
        for words, windows in some:
            mine = [next(scored) for _ in windows]
            labels = label_found(words, find_attributions(words, windows, mine, encoder.decoding))
            scores = np.concatenate([np.zeros((0, N_TAGS), np.float32), *(each.tags for each in mine)]).astype(np.float16)
            links = ([[a, b] for a, b in pairs.items()] for pairs in (labels.cue_source, labels.content_cue))
            answers.append((torch.from_numpy(scores), torch.from_numpy(labels.tags.astype(np.int8)), *links))
    return answers


def label_found(words: Words, found: Sequence[Found]) -> Labels:
    """Return what a tagger found as labels to learn from."""
    labels = Labels(np.zeros(len(words), dtype=np.int64))
    for each in found:
        for begin, run in [(1, each.source), (3, each.cue), *((5, run) for run in each.content)]:
            if run is not None:
                labels.tags[run.first] = begin
                labels.tags[run.first + 1 : run.last] = begin + 1
        if each.cue is not None:
            labels.cue_source[each.cue.first] = each.source.first if each.source else NONE
        for run in each.content:
            labels.content_cue[run.first] = each.cue.first if each.cue else NONE
    return labels


def read_fast(teacher: Network, shape: Shape) -> Network:
    """Return a network of some of the teacher's layers, of each the inner units that weigh most."""
    network = Network(shape)
    state, source = network.state_dict(), teacher.state_dict()
    state |= {name: values for name, values in source.items() if not name.startswith("layers.")}
    for mine, theirs in enumerate(_KEPT_LAYERS[shape.layers]):
        prefix = f"layers.{mine}."
        layer = {name.removeprefix(f"layers.{theirs}."): values for name, values in source.items() if name.startswith(f"layers.{theirs}.")}
        best = (layer["wide.weight"].norm(dim=1) * layer["narrow.weight"].norm(dim=0)).topk(shape.inner).indices.sort().values
        layer |= {"wide.weight": layer["wide.weight"][best], "wide.bias": layer["wide.bias"][best]}
        layer["narrow.weight"] = layer["narrow.weight"][:, best]
        state |= {prefix + name: values for name, values in layer.items()}
    network.load_state_dict(state)
    return network


def score_taught(network: Network, batch: Batch) -> tuple[Tensor, Tensor]:
    """Return the losses of tags and links; that of tags is in part the distance from what the teacher scored."""
    tags, links, scores, _ = score_batch(network, batch)
    assert batch.taught is not None
    there = torch.arange(batch.at.shape[1]) < batch.lengths[:, None]
    mine, theirs = scores[..., :N_TAGS][there] / _HEAT, batch.taught[there] / _HEAT
    soft = functional.kl_div(mine.log_softmax(-1), theirs.log_softmax(-1), log_target=True, reduction="sum") * _HEAT**2
    return (1 - _SHARE_SOFT) * tags + _SHARE_SOFT * soft, links
