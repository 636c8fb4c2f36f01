"""Learning in stages: one event or pile a step, every two of its statements compared; checkpoints that a broken-off run goes on from."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.claims.neural.meaning import lay_out
from training.attributions.weights import read_tokenizer
from training.statements.events import Said
from training.statements.network import POSTURES, StatementNetwork
from training.statements.pairs import draw_pairs, show

Pieces = tuple[Tensor, Tensor, Tensor]  # ids, which are there, and which are a statement's own


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn one stage, and what of an event is shown."""

    name: str
    passes: int  # through the events, or as many steps of a stage that shows coverage, too
    rate: float
    head_rate: float
    warm_up: int  # steps
    most_pairs: int = 0  # of two statements, the second shown after the first
    coverage: float = 0.0  # the share of steps that show invented coverage as Sayso reads it, instead of an event
    seed: int = 7
    decay: float = 0.01
    drop_source: float = 0.15  # statements are at times shown without their source or cue, so that content counts
    drop_cue: float = 0.1
    drop_before: float = 0.2
    contrast: float = 14.0  # inverse temperature


# first every statement in its place; then also how one answers any other of its event, which takes three times as long a step
STAGES = (
    Plan("statements", passes=5, rate=5e-5, head_rate=1e-3, warm_up=40),
    Plan("pairs", passes=2, rate=2.5e-5, head_rate=5e-4, warm_up=30, most_pairs=40),
)

# what a run goes on with that begins from the weights of others
FURTHER = Plan("further", passes=2, rate=4e-5, head_rate=5e-4, warm_up=40, coverage=0.6)

_AT_ONCE = 40  # statements: as many small piles are shown together, for one of twelve statements hardly fills a step


class Learner:
    """A network, its optimiser and where it stands in a stage."""

    def __init__(self, network: StatementNetwork, plan: Plan, folder: Path) -> None:
        self.network, self.plan = network, plan
        self.path = folder / f"{plan.name}.pt"
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

    def read(self, statements: Sequence[Said]) -> Pieces:
        """Return the pieces of some statements, padded, which are there, and which are the statements' own."""
        rows = [lay_out(self.tokenizer, each.before, each.text) for each in statements]
        width = max(len(pieces) for pieces, _ in rows)
        ids = torch.tensor([pieces + [0] * (width - len(pieces)) for pieces, _ in rows])
        there = torch.tensor([[k < len(pieces) for k in range(width)] for pieces, _ in rows])
        return ids, there, torch.tensor([[start <= k < len(pieces) for k in range(width)] for pieces, start in rows])

    def learn(self, events: Sequence[tuple[str, list[Said]]], coverage: Sequence[list[Said]] = ()) -> None:
        """Go through all events, and through invented coverage where the stage shows it, from where the last checkpoint stands."""
        self.resume()
        total, began = self.plan.passes * len(events), time.monotonic()
        lessons = self._list_lessons([said for _, said in events], coverage, total)
        losses = []
        while self.step < total:
            losses.append(self._learn_one(lessons[self.step], random.Random(f"{self.plan.seed} {self.step}"), total))
            if self.step % 50 == 0:
                print(f"{self.plan.name} {self.step}/{total} loss {np.mean(losses[-50:]):.3f} {time.monotonic() - began:.0f} s", flush=True)
                self._save()
        self._save()

    def _list_lessons(self, events: Sequence[list[Said]], coverage: Sequence[list[Said]], total: int) -> list[list[list[Said]]]:
        """Return what each step shows: an event, or a pile of coverage, small ones together."""
        rng = random.Random(self.plan.seed)
        sorts = _deal([[each] for each in events], rng), _deal(_put_together(coverage, rng), rng)
        return [next(sorts[bool(coverage) and rng.random() < self.plan.coverage]) for _ in range(total)]

    def _learn_one(self, piles: Sequence[list[Said]], rng: random.Random, total: int) -> float:
        torch.manual_seed(self.plan.seed * 100_003 + self.step)
        self.network.train()
        pace = min(1.0, (self.step + 1) / self.plan.warm_up) * max(0.0, 1 - self.step / total)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * pace
        loss = self._score(piles, rng)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        return float(loss.detach())

    def _score(self, piles: Sequence[list[Said]], rng: random.Random) -> Tensor:
        """Return the loss of an event, or of some piles. Where pairs are learned, every other step shows all in their places, too."""
        loss, statements = torch.zeros(()), [said for pile in piles for said in pile]
        if pairs := draw_pairs(statements, rng, self.plan.most_pairs):
            shown = [statements[j] for _, j in pairs]
            earlier = [statements[i] for i, _ in pairs]
            loss = loss + score_answers(self.network, self.read(show(statements, pairs, rng)), earlier, shown)
        if not pairs or self.step % 2 == 0:
            pieces = self.read(self._blur(statements, rng))
            loss = loss + score_loss(self.network, pieces, piles, self.plan.contrast) / (2 if pairs else 1)
        return loss

    def _blur(self, statements: Sequence[Said], rng: random.Random) -> list[Said]:
        return [
            replace(
                each,
                source="" if rng.random() < self.plan.drop_source else each.source,
                cue="" if rng.random() < self.plan.drop_cue else each.cue,
                before="" if rng.random() < self.plan.drop_before else each.before,
            )
            for each in statements
        ]

    def _save(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        state = {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict(), "step": self.step}
        torch.save(state, self.path.with_suffix(".new"))
        self.path.with_suffix(".new").rename(self.path)

    def resume(self) -> None:
        """Go on from the last checkpoint, if there is one."""
        if self.path.exists():
            state = torch.load(self.path, weights_only=True)
            self.network.load_state_dict(state["network"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step = state["step"]


def _put_together(piles: Sequence[list[Said]], rng: random.Random) -> list[list[list[Said]]]:
    """Return piles with something to compare in lots: each of its own, but for small ones, of which some are shown at once."""
    told = [pile for pile in piles if len(pile) > 1]
    rng.shuffle(told)
    found: list[list[list[Said]]] = []
    for pile in sorted(told, key=len):
        if found and sum(map(len, found[-1])) + len(pile) <= _AT_ONCE:
            found[-1].append(pile)
        else:
            found.append([pile])
    return found


def _deal(lots: Sequence[list[list[Said]]], rng: random.Random) -> Iterator[list[list[Said]]]:
    """Yield all in one order after another, without end."""
    while lots:
        yield from rng.sample(lots, len(lots))


def score_answers(network: StatementNetwork, pieces: Pieces, earlier: Sequence[Said], said: Sequence[Said]) -> Tensor:
    """Return the losses of "about the same as what stands before it" and, of those that are, of "says the opposite"."""
    answers = network(*pieces)[3]
    about, signs = read_answers(earlier, said)
    loss = functional.binary_cross_entropy_with_logits(answers[:, 0], about)
    if (taking := signs != 0).any():
        loss = loss + functional.binary_cross_entropy_with_logits(answers[taking, 1], (signs[taking] < 0).float())
    return loss


def read_answers(earlier: Sequence[Said], said: Sequence[Said]) -> tuple[Tensor, Tensor]:
    """Return for each two statements whether they are about one thing, and the product of their signs there."""
    about = torch.tensor([float(one.is_about(other)) for one, other in zip(earlier, said, strict=True)])
    return about, about * torch.tensor([float(one.sign * other.sign) for one, other in zip(earlier, said, strict=True)])


def score_loss(network: StatementNetwork, pieces: Pieces, piles: Sequence[Sequence[Said]], contrast: float) -> Tensor:
    """Return the loss of some piles, or events: the mean of theirs, by their statements. Only statements of one pile are compared."""
    topics, sides, postures, _ = network(*pieces)
    sizes = [len(pile) for pile in piles]
    told = zip(topics.split(sizes), sides.split(sizes), postures.split(sizes), strict=True)
    losses = [_score_pile(network, pile, each, contrast) * len(pile) for pile, each in zip(piles, told, strict=True)]
    return torch.stack(losses).sum() / sum(sizes)


def _score_pile(network: StatementNetwork, statements: Sequence[Said], told: tuple[Tensor, Tensor, Tensor], contrast: float) -> Tensor:
    """Return the summed losses of "about one thing", of telling it from the rest of the pile, of opposite sides, and of postures."""
    topics, sides, postures = told
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
    same = torch.tensor([[float(one.is_about(other)) for other in statements] for one in statements])
    signs = torch.tensor([float(each.sign) for each in statements])
    return same, signs[:, None] * signs[None, :]
