"""The trained network as an ONNX graph of int8 weights, written operator by operator, with what decoding needs in its metadata."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from sayso.claims.neural.words import N_BREAKS, N_MARKS, N_PLACES
from training.attributions.network import Shape, allowed_transitions

CONTRIB = "com.microsoft"
OPSET = 21
Arrays = Mapping[str, np.ndarray]


class Graph:
    """Collects nodes and weights."""

    def __init__(self, *, is_int8: bool) -> None:
        self.is_int8 = is_int8
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def add(self, kind: str, inputs: Sequence[str], name: str, *, n_outputs: int = 1, domain: str = "", **attributes: Any) -> str:
        """Add an operator; its output has its name, or several have it with a number each."""
        outputs = [name] if n_outputs == 1 else [f"{name}_{k}" for k in range(n_outputs)]
        self.nodes.append(helper.make_node(kind, inputs, outputs, name=name, domain=domain, **attributes))
        return name

    def keep(self, name: str, values: np.ndarray) -> str:
        """Add a constant."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray | None = None) -> str:
        """Add ``x @ weight.T + bias``."""
        if not self.is_int8:
            out = self.add("MatMul", [x, self.keep(f"{name}.w", weight.T)], f"{name}.raw")
            return out if bias is None else self.add("Add", [out, self.keep(f"{name}.b", bias)], name)
        codes, scales = quantise(weight)
        zeros = self.keep(f"{name}.z", np.zeros(len(scales), np.int8))
        inputs = [x, self.keep(f"{name}.w", codes.T), self.keep(f"{name}.s", scales), zeros]
        inputs += [] if bias is None else [self.keep(f"{name}.b", bias)]
        return self.add("DynamicQuantizeMatMul", inputs, name, domain=CONTRIB)


def quantise(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return signed bytes and their scale, one of each for every row: for a matrix, every unit it feeds."""
    scales = np.maximum(np.abs(weight).max(axis=1), 1e-12) / 127
    return np.rint(weight / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def build_graph(weights: Arrays, shape: Shape, *, is_int8: bool = True) -> onnx.ModelProto:
    """Return the graph: piece numbers and marks (windows, pieces) in, tag scores and pointing vectors out."""
    graph = Graph(is_int8=is_int8)
    x = _embed(graph, weights)
    for k in range(shape.layers):
        x = add_layer(graph, x, f"layers.{k}", weights, shape)
    graph.linear(x, "scores", weights["head.weight"], weights["head.bias"])
    kinds = [helper.make_tensor_value_info(name, TensorProto.INT64, ["windows", "pieces"]) for name in ("ids", "marks")]
    out = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["windows", "pieces", len(weights["head.bias"])])
    body = helper.make_graph(graph.nodes, "attributions", kinds, [out], graph.weights)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=10)


def _embed(graph: Graph, weights: Arrays) -> str:
    table = weights["word.weight"]
    if "narrow.weight" in weights:  # vectors are narrowed once and for all
        table = table @ weights["narrow.weight"].T
    if graph.is_int8:
        codes, scales = quantise(table)
        graph.keep("word.w", codes)
        graph.keep("word.s", scales[:, None])
        floats = graph.add("Cast", [graph.add("Gather", ["word.w", "ids"], "word.codes")], "word.floats", to=TensorProto.FLOAT)
        words = graph.add("Mul", [floats, graph.add("Gather", ["word.s", "ids"], "word.scales")], "words")
    else:
        words = graph.add("Gather", [graph.keep("word.w", table), "ids"], "words")
    marks = np.arange(N_MARKS)
    breaks, rest = marks % N_BREAKS, marks // N_BREAKS
    folded = weights["shapes.weight"][rest // N_PLACES] + weights["places.weight"][rest % N_PLACES] + weights["breaks.weight"][breaks]
    shapes = graph.add("Gather", [graph.keep("marks.w", folded), "marks"], "mark_vectors")
    graph.keep("zero", np.array([0], np.int64))
    graph.keep("one", np.array([1], np.int64))
    length = graph.add("Slice", [graph.add("Shape", ["ids"], "size"), "one", graph.keep("two", np.array([2], np.int64))], "length")
    place = graph.add("Slice", [graph.keep("position.w", weights["position.weight"]), "zero", length], "positions")
    total = graph.add("Add", [graph.add("Add", [words, shapes], "looks"), place], "embedded")
    scale, bias = graph.keep("norm.w", weights["norm.weight"]), graph.keep("norm.b", weights["norm.bias"])
    return graph.add("LayerNormalization", [total, scale, bias], "embedding", axis=-1, epsilon=1e-12)


def add_layer(graph: Graph, x: str, name: str, weights: Arrays, shape: Shape) -> str:
    """Add a block of the encoder; return the name of its output."""
    qkv = graph.linear(x, f"{name}.qkv", weights[f"{name}.qkv.weight"], weights[f"{name}.qkv.bias"])
    graph.add("Split", [qkv], f"{name}.part", n_outputs=3, axis=-1, num_outputs=3)
    parts = [f"{name}.part_{k}" for k in range(3)]
    mixed = graph.add("MultiHeadAttention", parts, f"{name}.mixed", domain=CONTRIB, num_heads=shape.heads)
    out = graph.linear(mixed, f"{name}.out", weights[f"{name}.out.weight"], weights[f"{name}.out.bias"])
    x = _add_and_norm(graph, out, x, f"{name}.out_norm", weights)
    wide = graph.linear(x, f"{name}.wide", weights[f"{name}.wide.weight"])
    wide = graph.add("BiasGelu", [wide, graph.keep(f"{name}.wide.bias", weights[f"{name}.wide.bias"])], f"{name}.gelu", domain=CONTRIB)
    narrow = graph.linear(wide, f"{name}.narrow", weights[f"{name}.narrow.weight"], weights[f"{name}.narrow.bias"])
    return _add_and_norm(graph, narrow, x, f"{name}.norm", weights)


def _add_and_norm(graph: Graph, new: str, old: str, name: str, weights: Arrays) -> str:
    """Add the sum of two, normalised. The operator that does both at once takes four times as long on one core."""
    scale, shift = graph.keep(f"{name}.w", weights[f"{name}.weight"]), graph.keep(f"{name}.b", weights[f"{name}.bias"])
    both = graph.add("Add", [new, old], f"{name}.sum")
    return graph.add("LayerNormalization", [both, scale, shift], f"{name}.out", axis=-1, epsilon=1e-12)


def describe_decoding(weights: Arrays, shape: Shape) -> dict[str, Any]:
    """Return what decoding needs beside the graph: transition scores and the biases of the pointing heads."""
    pairs, opening = (each.numpy() for each in allowed_transitions())
    found = {
        "transitions": weights["transitions"] + pairs,
        "opening": weights["opening"] + opening,
        **{name: weights[name] for name in ("nothing", "link_bias", "distance", "paragraphs", "between")},
    }
    return {"key": shape.key} | {name: np.round(values.astype(float), 5).tolist() for name, values in found.items()}


def write_model(path: Path, weights: Arrays, shape: Shape, *, is_int8: bool = True) -> None:
    """Write graph and metadata to one file."""
    model = build_graph(weights, shape, is_int8=is_int8)
    helper.set_model_props(model, {"decoding": json.dumps(describe_decoding(weights, shape), sort_keys=True)})
    path.write_bytes(model.SerializeToString(deterministic=True))
