"""The network in training: an encoder with letter case and breaks, a layer of tag transitions, and two pointing heads."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.claims.neural.words import N_BREAKS, N_PLACES, N_SHAPES

N_TAGS = 7
N_BUCKETS = 20
FAR = -1e4


@dataclass(frozen=True)
class Shape:
    """How large an encoder is. Pieces have vectors of ``embedding`` numbers, everything above works on ``width``."""

    embedding: int = 384
    width: int = 384
    heads: int = 12
    inner: int = 1536
    layers: int = 6
    vocabulary: int = 30522
    positions: int = 512
    key: int = 64
    dropout: float = 0.1


class Layer(nn.Module):
    """One block of the encoder: attention and a wider layer, each added to its input and normalised."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.out_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.wide = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the next hidden states."""
        n, t, d = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        with torch.autocast("cpu", enabled=False):  # attention alone is slower in 16 bits
            mixed = functional.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(n, t, d)
        x = self.out_norm(x + self.drop(self.out(mixed)))
        return self.norm(x + self.drop(self.narrow(functional.gelu(self.wide(x)))))


class Network(nn.Module):
    """Pieces in, tag scores and pointing vectors out."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.word = nn.Embedding(shape.vocabulary, shape.embedding)
        self.narrow = nn.Identity() if shape.embedding == shape.width else nn.Linear(shape.embedding, shape.width, bias=False)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.shapes, self.places, self.breaks = (nn.Embedding(n, shape.width) for n in (N_SHAPES, N_PLACES, N_BREAKS))
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.head = nn.Linear(shape.width, N_TAGS + 4 * shape.key)  # tag scores; cue asks, source answers, content asks, cue answers
        self.transitions = nn.Parameter(torch.zeros(N_TAGS, N_TAGS))
        self.opening = nn.Parameter(torch.zeros(N_TAGS))
        self.nothing = nn.Parameter(torch.zeros(2, shape.key))
        self.link_bias = nn.Parameter(torch.zeros(2))  # of "nothing"
        self.distance = nn.Parameter(torch.zeros(2, N_BUCKETS))
        self.paragraphs = nn.Parameter(torch.zeros(2, 4))
        self.between = nn.Parameter(torch.zeros(2, 4))
        self.word.weight.requires_grad_(False)
        for embedding in (self.shapes, self.places, self.breaks):
            nn.init.zeros_(embedding.weight)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return tag scores and the last hidden states; ``mask`` is true for pieces that are there."""
        breaks, rest = marks % N_BREAKS, marks // N_BREAKS
        x = self.narrow(self.word(ids)) + self.position.weight[: ids.shape[1]]
        x = x + self.shapes(rest // N_PLACES) + self.places(rest % N_PLACES) + self.breaks(breaks)
        x = self.drop(self.norm(x))
        bias = mask[:, None, None, :].expand(-1, 1, ids.shape[1], -1)
        for layer in self.layers:
            x = layer(x, bias)
        return self.head(self.drop(x)), x


def is_allowed(before: int, after: int) -> bool:
    """Return whether a tag may follow another: the inside of a span follows its beginning or its inside."""
    return after in (0, 1, 3, 5) or before in (after, after - 1)


def allowed_transitions() -> tuple[Tensor, Tensor]:
    """Return what is added to transition and opening scores: nothing, or a sum that forbids it."""
    pairs = torch.tensor([[0.0 if is_allowed(a, b) else FAR for b in range(N_TAGS)] for a in range(N_TAGS)])
    return pairs, torch.tensor([0.0 if is_allowed(0, b) else FAR for b in range(N_TAGS)])


def tag_loss(scores: Tensor, tags: Tensor, lengths: Tensor, transitions: Tensor, opening: Tensor) -> Tensor:
    """Return the summed negative log-likelihood of tag sequences (batch, words); words behind ``lengths`` don't count."""
    pairs, first = allowed_transitions()
    moves, begin = transitions + pairs, opening + first
    t = scores.shape[1]
    there = torch.arange(t) < lengths[:, None]
    gold = begin[tags[:, 0]] + scores.gather(2, tags[..., None])[..., 0].mul(there).sum(1)
    gold = gold + (moves[tags[:, :-1], tags[:, 1:]] * there[:, 1:]).sum(1)
    same = torch.full((N_TAGS, N_TAGS), FAR).fill_diagonal_(0.0)
    steps = torch.where(there[:, 1:, None, None], moves + scores[:, 1:, None, :], same)
    last = torch.logsumexp((begin + scores[:, 0])[:, :, None] + _multiply(steps, same), dim=(1, 2))
    return (last - gold).sum()


def _multiply(steps: Tensor, same: Tensor) -> Tensor:
    """Return the product of the step matrices (batch, steps, before, after) in logarithms, pair by pair so that few operations do it."""
    if not steps.shape[1]:
        return same.expand(steps.shape[0], -1, -1)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, same.expand(steps.shape[0], 1, -1, -1)], dim=1)
        steps = torch.logsumexp(steps[:, 0::2, :, :, None] + steps[:, 1::2, None, :, :], dim=3)
    return steps[:, 0]


def bucket(distance: Tensor) -> Tensor:
    """Return signed word distances in ``N_BUCKETS`` classes, finer near nought."""
    size = torch.bucketize(distance.abs(), torch.tensor([1, 2, 3, 5, 9, 17, 33, 65, 129]), right=True)
    return torch.where(distance < 0, size, size + N_BUCKETS // 2)


def link_scores(network: Network, kind: int, asks: Tensor, answers: Tensor, apart: tuple[Tensor, Tensor, Tensor]) -> Tensor:
    """Return (askers, 1 + answerers) scores; column 0 is "nothing". ``apart``: words, paragraphs and cues between them."""
    distance, paragraphs, cues = apart
    scale = asks.shape[-1] ** -0.5
    near = network.distance[kind][bucket(distance)] + network.paragraphs[kind][paragraphs.clamp(0, 3)]
    near = near + network.between[kind][cues.clamp(0, 3)]
    none = (asks @ network.nothing[kind]) * scale + network.link_bias[kind]
    return torch.cat([none[:, None], asks @ answers.T * scale + near], dim=1)
