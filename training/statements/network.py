"""The network in training: MiniLM over one statement, and three readings of the mean of its pieces."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.attributions.network import Layer, Shape

N_TOPIC, N_SIDE = 128, 64
POSTURES = ("affirm", "deny", "concede", "unverified", "other")


class StatementNetwork(nn.Module):
    """Pieces in; a topic, a side and the scores of the postures out.

    Statements with like topics (cosine) are about one thing; of those, statements with like sides say the same of it. ``posture`` is
    what a statement shows of its stance by itself: that it denies, or that it takes no position on anything.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.word = nn.Embedding(shape.vocabulary, shape.embedding)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.head = nn.Linear(shape.width, N_TOPIC + N_SIDE + len(POSTURES))
        self.scales = nn.Parameter(torch.tensor([10.0, 4.0]))
        self.biases = nn.Parameter(torch.tensor([-3.0, 0.0]))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return unit topics, unit sides and posture scores; ``mask`` is true for pieces that are there."""
        x = self.drop(self.norm(self.word(ids) + self.position.weight[: ids.shape[1]]))
        bias = mask[:, None, None, :].expand(-1, 1, ids.shape[1], -1)
        for layer in self.layers:
            x = layer(x, bias)
        there = mask[..., None].float()
        found = self.head((x * there).sum(1) / there.sum(1))
        topic, side, posture = found.split([N_TOPIC, N_SIDE, len(POSTURES)], dim=-1)
        return functional.normalize(topic, dim=-1), functional.normalize(side, dim=-1), posture

    def score_same(self, topics: Tensor) -> Tensor:
        """Return the log-odds of every two statements that they are about one thing."""
        return self.scales[0] * topics @ topics.T + self.biases[0]

    def score_opposite(self, sides: Tensor) -> Tensor:
        """Return the log-odds of every two statements about one thing that they contradict each other."""
        return -(self.scales[1] * sides @ sides.T + self.biases[1])
