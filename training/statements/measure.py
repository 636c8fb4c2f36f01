"""How well the encoder tells the gold statements of a pile apart."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from training.statements.events import Said
from training.statements.learn import Learner, read_answers, read_targets
from training.statements.network import POSTURES
from training.statements.pairs import show


@torch.no_grad()
def score_pile(learner: Learner, statements: Sequence[Said]) -> dict[str, float]:
    """Return how well a pile's gold statements are told apart, by areas under the ROC curve, and how often the posture is right."""
    learner.network.eval()
    topics, sides, postures, _ = learner.network(*learner.read(statements))
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


@torch.no_grad()
def score_pairs(learner: Learner, statements: Sequence[Said], most: int = 600) -> dict[str, float]:
    """Return how well the answers of some pairs of a pile's gold statements are told apart: half of them about one thing."""
    learner.network.eval()
    rng = random.Random(learner.plan.seed)
    every = [(i, j) for j in range(len(statements)) for i in range(j)]
    fellows = [p for p in every if statements[p[0]].is_about(statements[p[1]])]
    others = sorted({*every} - {*fellows})
    pairs = [p for some in (fellows, others) for p in rng.sample(some, min(len(some), most // 2))]
    rows = [pairs[k : k + 64] for k in range(0, len(pairs), 64)]
    answers = torch.cat([learner.network(*learner.read(show(statements, row)))[3] for row in rows])
    about, signs = read_answers([statements[i] for i, _ in pairs], [statements[j] for _, j in pairs])
    taking = signs != 0
    return {
        "answers": score_area(answers[:, 0], about > 0),
        "answers opposite": score_area(answers[taking, 1], signs[taking] < 0),
        "right": float(((answers[taking, 1] > 0) == (signs[taking] < 0)).float().mean()),
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
