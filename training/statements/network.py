"""The network in training: MiniLM over a statement and what stands before it, and four readings of the mean of the statement's pieces."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.attributions.network import Layer, Shape

N_TOPIC, N_SIDE, N_ANSWER = 128, 64, 2
POSTURES = ("affirm", "deny", "concede", "unverified", "other")


class StatementNetwork(nn.Module):
    """Pieces in; a topic, a side, the scores of the postures and how the statement answers what stands before it out.

    Statements with like topics (cosine) are about one thing; of those, statements with like sides say the same of it. A posture is
    what a statement shows of its stance by itself: that it denies, or that it takes no position on anything. The answer is two
    log-odds: that it is about the same as what stands before it, and that it then says the opposite.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.word = nn.Embedding(shape.vocabulary, shape.embedding)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.head = nn.Linear(shape.width, N_TOPIC + N_SIDE + len(POSTURES) + N_ANSWER)
        self.scales = nn.Parameter(torch.tensor([10.0, 4.0]))
        self.biases = nn.Parameter(torch.tensor([-3.0, 0.0]))

    def forward(self, ids: Tensor, mask: Tensor, own: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return unit topics, unit sides, posture scores and answers.

        ``mask`` is true for pieces that are there, ``own`` for those of the statement itself.
        """
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):  # takes less than half the time
            x = self.drop(self.norm(self.word(ids) + self.position.weight[: ids.shape[1]]))
            bias = mask[:, None, None, :].expand(-1, 1, ids.shape[1], -1)
            for layer in self.layers:
                x = layer(x, bias)
        x, there = x.float(), own[..., None].float()
        found = self.head((x * there).sum(1) / there.sum(1))
        topic, side, posture, answer = found.split([N_TOPIC, N_SIDE, len(POSTURES), N_ANSWER], dim=-1)
        return functional.normalize(topic, dim=-1), functional.normalize(side, dim=-1), posture, answer

    def score_same(self, topics: Tensor) -> Tensor:
        """Return the log-odds of every two statements that they are about one thing."""
        return self.scales[0] * topics @ topics.T + self.biases[0]

    def score_opposite(self, sides: Tensor) -> Tensor:
        """Return the log-odds of every two statements about one thing that they contradict each other."""
        return -(self.scales[1] * sides @ sides.T + self.biases[1])
