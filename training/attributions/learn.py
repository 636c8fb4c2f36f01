"""Learning: passes over the windows, with checkpoints that a broken-off run goes on from, and a log line every few steps."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.attributions.batches import Batch, collate, draw_batches
from training.attributions.corpus import Article
from training.attributions.network import N_TAGS, Network, link_scores, tag_loss

_HEADS = {"head", "transitions", "opening", "nothing", "link_bias", "distance", "paragraphs", "between", "shapes", "places", "breaks"}


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn."""

    passes: int = 4
    seed: int = 7
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warm_up: float = 0.08
    keep: float = 0.997  # of the running mean of the weights, a step
    checkpoint_s: float = 240.0


def score_batch(network: Network, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return the summed losses of tags and links, the scores by word, and the last hidden states."""
    with torch.autocast("cpu", torch.bfloat16):
        scores, hidden = network(batch.ids, batch.marks, batch.mask)
    scores = scores.float()
    by_word = scores.gather(1, batch.at[..., None].expand(-1, -1, scores.shape[-1]))
    tags = tag_loss(by_word[..., :N_TAGS], batch.tags, batch.lengths, network.transitions, network.opening)
    key = network.shape.key
    vectors = by_word[..., N_TAGS:].split(key, dim=-1)
    links = torch.zeros(())
    for k, pair in enumerate(batch.links):
        for kind, each in enumerate(pair):
            if len(each.asks):
                found = link_scores(network, kind, vectors[2 * kind][k][each.asks], vectors[2 * kind + 1][k][each.answers], each.apart)
                links = links + nn.functional.cross_entropy(found, each.target, reduction="sum")
    return tags, links, by_word, hidden


@dataclass(frozen=True)
class Crew:
    """Workers that share their gradients, and which of them this is."""

    rank: int = 0
    size: int = 1


Loss = Callable[[Network, Batch], tuple[Tensor, Tensor]]


class Learner:
    """A network, its optimiser and where it stands."""

    def __init__(self, network: Network, plan: Plan, folder: Path, crew: Crew, loss: Loss | None = None) -> None:
        self.network, self.plan, self.folder = network, plan, folder
        self.rank, self.n_workers = crew.rank, crew.size
        self.loss = loss or (lambda net, batch: score_batch(net, batch)[:2])
        self.step = 0
        groups: dict[tuple[float, float], list[nn.Parameter]] = {}
        for name, each in network.named_parameters():
            if each.requires_grad:
                rate = plan.head_rate if name.split(".")[0] in _HEADS else plan.rate
                groups.setdefault((rate, plan.decay if each.ndim > 1 and "position" not in name else 0.0), []).append(each)
        self.optimizer = torch.optim.AdamW(
            [{"params": params, "lr": rate, "peak": rate, "weight_decay": decay} for (rate, decay), params in groups.items()],
            betas=(0.9, 0.98),
        )
        self.mean = {name: each.detach().clone() for name, each in network.named_parameters() if each.requires_grad}

    def run(self, articles: Sequence[Article]) -> None:
        """Learn from the articles, going on from the last checkpoint if there is one."""
        passes = [draw_batches(articles, self.plan.seed * 1000 + k) for k in range(self.plan.passes)]
        batches = [batch for each in passes for batch in each]
        batches = batches[self.rank : len(batches) // self.n_workers * self.n_workers : self.n_workers]
        self.load()
        saved, sums, begun = time.monotonic(), np.zeros(4), time.monotonic()
        self.network.train()
        for samples in batches[self.step :]:
            self._set_rates(len(batches))
            torch.manual_seed((self.plan.seed * 100_003 + self.step) * self.n_workers + self.rank)
            sums += self._learn(collate(samples))
            self.step += 1
            if self.step % 20 == 0 and self.rank == 0:
                self._log(sums, time.monotonic() - begun, len(batches))
                sums, begun = np.zeros(4), time.monotonic()
            if self.rank == 0 and time.monotonic() - saved > self.plan.checkpoint_s:
                self.save()
                saved = time.monotonic()
        if self.rank == 0:
            self.save()

    def _set_rates(self, total: int) -> None:
        """Warm up, then cool down to nothing at the last step."""
        warm = self.plan.warm_up * total
        share = min(1.0, (self.step + 1) / warm, (total - self.step) / (total - warm))
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * share

    def _learn(self, batch: Batch) -> np.ndarray:
        tags, links = self.loss(self.network, batch)
        n_words = float(batch.lengths.sum())
        self.optimizer.zero_grad(set_to_none=True)
        ((tags + links) / n_words).backward()
        if self.n_workers > 1:
            self._share_gradients()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        keep = min(self.plan.keep, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for name, each in self.network.named_parameters():
                if name in self.mean:
                    self.mean[name].lerp_(each, 1 - keep)
        return np.array([tags.item(), links.item(), n_words, float(batch.mask.sum())])

    def _share_gradients(self) -> None:
        """Replace every gradient by its mean over the workers."""
        trained = [each for each in self.network.parameters() if each.requires_grad]
        gradients = [each.grad if each.grad is not None else torch.zeros_like(each) for each in trained]
        flat = torch.cat([gradient.reshape(-1) for gradient in gradients])
        torch.distributed.all_reduce(flat)
        flat /= self.n_workers
        for each, part in zip(trained, flat.split([each.numel() for each in trained]), strict=True):
            each.grad = part.view_as(each)

    def _log(self, sums: np.ndarray, seconds: float, total: int) -> None:
        line = {
            "step": self.step,
            "of": total,
            "tags": round(sums[0] / sums[2], 4),
            "links": round(sums[1] / sums[2], 4),
            "pieces_per_s": round(sums[3] * self.n_workers / seconds),
        }
        with (self.folder / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)

    def save(self) -> None:
        """Write a checkpoint, whole or not at all."""
        fresh = self.folder / "checkpoint.new"
        state = {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict(), "mean": self.mean, "step": self.step}
        torch.save(state, fresh)
        fresh.replace(self.folder / "checkpoint.pt")

    def load(self) -> None:
        """Go on from the last checkpoint."""
        path = self.folder / "checkpoint.pt"
        if path.exists():
            state = torch.load(path, map_location="cpu", weights_only=True)
            self.network.load_state_dict(state["network"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.mean, self.step = state["mean"], state["step"]

    def average(self) -> Network:
        """Return the network with the running mean of its weights."""
        self.network.load_state_dict(self.network.state_dict() | self.mean)
        return self.network.eval()


def sow(seed: int) -> None:
    """Set every generator of random numbers."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
