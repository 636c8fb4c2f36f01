"""Learning: one event a step, every two of its statements compared; checkpoints that a broken-off run goes on from."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.claims.neural.meaning import write_out
from training.attributions.weights import read_tokenizer
from training.statements.events import Said
from training.statements.network import POSTURES, StatementNetwork

MOST_PIECES = 72


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn."""

    passes: int = 5
    seed: int = 7
    rate: float = 5e-5
    head_rate: float = 1e-3
    decay: float = 0.01
    warm_up: int = 40  # steps
    drop_source: float = 0.15  # statements are at times shown without their source or cue, so that content counts
    drop_cue: float = 0.1
    contrast: float = 14.0  # inverse temperature


class Learner:
    """A network, its optimiser and where it stands."""

    def __init__(self, network: StatementNetwork, plan: Plan, folder: Path) -> None:
        self.network, self.plan, self.folder = network, plan, folder
        self.tokenizer = read_tokenizer()
        heads = ("head", "scales", "biases")
        named = [(name.split(".")[0] in heads, each) for name, each in network.named_parameters() if each.requires_grad]
        self.optimizer = torch.optim.AdamW(
            [
                {"params": [each for is_head, each in named if is_head], "lr": plan.head_rate, "peak": plan.head_rate},
                {"params": [each for is_head, each in named if not is_head], "lr": plan.rate, "peak": plan.rate},
            ],
            weight_decay=plan.decay,
        )
        self.step = 0

    def read(self, statements: Sequence[Said]) -> tuple[Tensor, Tensor]:
        """Return the pieces of some statements, padded, and which are there."""
        rows = [self.tokenizer.encode(write_out(s.source, s.cue, s.content)).ids[:MOST_PIECES] for s in statements]
        width = max(map(len, rows))
        ids = torch.tensor([row + [0] * (width - len(row)) for row in rows])
        return ids, torch.tensor([[k < len(row) for k in range(width)] for row in rows])

    def learn(self, events: Sequence[tuple[str, list[Said]]], *, n_passes: int | None = None) -> None:
        """Go through all events ``passes`` times, from where the last checkpoint stands."""
        self.resume()
        total, began = self.plan.passes * len(events), time.monotonic()
        until = total if n_passes is None else min(total, self.step + n_passes * len(events))
        losses = []
        while self.step < until:
            rng = random.Random(f"{self.plan.seed} {self.step}")
            order = random.Random(f"{self.plan.seed} pass {self.step // len(events)}").sample(range(len(events)), len(events))
            losses.append(self._learn_one(self._blur(events[order[self.step % len(events)]][1], rng), total))
            if self.step % 50 == 0:
                print(f"step {self.step}/{total} loss {np.mean(losses[-50:]):.3f} {time.monotonic() - began:.0f} s", flush=True)
                self._save()
        self._save()

    def _blur(self, statements: Sequence[Said], rng: random.Random) -> list[Said]:
        return [
            replace(
                each,
                source="" if rng.random() < self.plan.drop_source else each.source,
                cue="" if rng.random() < self.plan.drop_cue else each.cue,
            )
            for each in statements
        ]

    def _learn_one(self, statements: Sequence[Said], total: int) -> float:
        torch.manual_seed(self.plan.seed * 100_003 + self.step)
        self.network.train()
        pace = min(1.0, (self.step + 1) / self.plan.warm_up) * max(0.0, 1 - self.step / total)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * pace
        loss = score_loss(self.network, *self.read(statements), statements, self.plan.contrast)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        return float(loss.detach())

    def _save(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        state = {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict(), "step": self.step}
        torch.save(state, self.folder / "new.pt")
        (self.folder / "new.pt").rename(self.folder / "checkpoint.pt")

    def resume(self) -> None:
        """Go on from the last checkpoint, if there is one."""
        path = self.folder / "checkpoint.pt"
        if path.exists():
            state = torch.load(path, weights_only=True)
            self.network.load_state_dict(state["network"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step = state["step"]


def score_loss(network: StatementNetwork, ids: Tensor, mask: Tensor, statements: Sequence[Said], contrast: float) -> Tensor:
    """Return the summed losses of "about one thing", of telling it from the rest of the event, of opposite sides, and of postures."""
    topics, sides, postures = network(ids, mask)
    same, signs = read_targets(statements)
    others = ~torch.eye(len(statements), dtype=torch.bool)
    share = same[others].mean()
    weight = torch.where(same > 0, torch.ones(()), 2 * share / (1 - share))
    about = functional.binary_cross_entropy_with_logits(network.score_same(topics), same, reduction="none")
    loss = (about * weight)[others].sum() / weight[others].sum()
    alike = (topics @ topics.T * contrast).masked_fill(~others, -1e4)
    chosen = alike - alike.logsumexp(1, keepdim=True)
    fellows = (same > 0) & others
    has = fellows.any(1)
    loss = loss + 0.5 * -((chosen * fellows).sum(1)[has] / fellows.sum(1)[has]).mean()
    taking = fellows & (signs != 0)
    if taking.any():
        loss = loss + functional.binary_cross_entropy_with_logits(network.score_opposite(sides)[taking], (signs[taking] < 0).float())
    wanted = torch.tensor([POSTURES.index(each.stance) for each in statements])
    return loss + 0.3 * functional.cross_entropy(postures, wanted)


def read_targets(statements: Sequence[Said]) -> tuple[Tensor, Tensor]:
    """Return for every two statements whether they are about one thing, and the product of their signs."""
    about = [each.proposition for each in statements]
    same = torch.tensor([[float(one is not None and one == other) for other in about] for one in about])
    signs = torch.tensor([float(each.sign) for each in statements])
    return same, signs[:, None] * signs[None, :]


@torch.no_grad()
def score_pile(learner: Learner, statements: Sequence[Said]) -> dict[str, float]:
    """Return how well a pile's gold statements are told apart, by areas under the ROC curve, and how often the posture is right."""
    learner.network.eval()
    topics, sides, postures = learner.network(*learner.read(statements))
    same, signs = read_targets(statements)
    above = torch.triu(torch.ones_like(same, dtype=torch.bool), 1)
    listed = torch.tensor([each.proposition is not None for each in statements])
    about = above & (listed[:, None] | listed[None, :])
    taking = above & (same > 0) & (signs != 0)
    wanted = torch.tensor([POSTURES.index(each.stance) for each in statements])
    return {
        "same": score_area(learner.network.score_same(topics)[about], same[about] > 0),
        "opposite": score_area(learner.network.score_opposite(sides)[taking], signs[taking] < 0),
        "posture": float((postures.argmax(1) == wanted).float().mean()),
        "other": score_area(postures.log_softmax(1)[:, -1], wanted == len(POSTURES) - 1),
        "deny": score_area((postures[:, 1] - postures[:, 0])[wanted < 2], wanted[wanted < 2] == 1),
    }


def score_area(scores: Tensor, wanted: Tensor) -> float:
    """Return the area under the ROC curve; half where nothing is to be told apart."""
    order = np.argsort(scores.numpy(), kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.arange(1, len(order) + 1)
    n = int(wanted.sum())
    if not 0 < n < len(order):
        return 0.5
    return float((ranks[wanted.numpy()].sum() - n * (n + 1) / 2) / (n * (len(order) - n)))
