"""The trained encoder as an ONNX graph of int8 weights."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.attributions.export import CONTRIB, OPSET, Arrays, Graph, add_layer, quantise
from training.attributions.network import Shape
from training.statements.network import N_SIDE, N_TOPIC, POSTURES

N_TOLD = N_TOPIC + N_SIDE + len(POSTURES)  # the answers only helped to learn


def build_graph(weights: Arrays, shape: Shape) -> helper.ModelProto:
    """Return the graph: pieces (1, pieces) in, of which the statement's own begin at ``start`` (1); all that it tells in one row out."""
    graph = Graph(is_int8=True)
    codes, scales = quantise(weights["word.weight"])
    graph.keep("word.w", codes)
    graph.keep("word.s", scales[:, None])
    floats = graph.add("Cast", [graph.add("Gather", ["word.w", "ids"], "word.codes")], "word.floats", to=TensorProto.FLOAT)
    words = graph.add("Mul", [floats, graph.add("Gather", ["word.s", "ids"], "word.scales")], "words")
    graph.keep("zero", np.array([0], np.int64))
    one, two = graph.keep("one", np.array([1], np.int64)), graph.keep("two", np.array([2], np.int64))
    length = graph.add("Slice", [graph.add("Shape", ["ids"], "size"), one, two], "length")
    place = graph.add("Slice", [graph.keep("position.w", weights["position.weight"]), "zero", length], "positions")
    norm = [graph.keep("norm.w", weights["norm.weight"]), graph.keep("norm.b", weights["norm.bias"])]
    x = graph.add("LayerNormalization", [graph.add("Add", [words, place], "embedded"), *norm], "embedding", axis=-1, epsilon=1e-12)
    for k in range(shape.layers):
        x = add_layer(graph, x, f"layers.{k}", weights, shape)
    own = graph.add("Slice", [x, "start", length, one], "own")
    mean = graph.add("ReduceMean", [own, one], "mean", keepdims=0)
    raw = graph.add("MatMul", [mean, graph.keep("head.w", weights["head.weight"][:N_TOLD].T)], "head.raw")
    graph.add("Add", [raw, graph.keep("head.b", weights["head.bias"][:N_TOLD])], "found")
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["statements", "pieces"])
    start = helper.make_tensor_value_info("start", TensorProto.INT64, [1])
    out = helper.make_tensor_value_info("found", TensorProto.FLOAT, ["statements", N_TOLD])
    body = helper.make_graph(graph.nodes, "statements", [ids, start], [out], graph.weights)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=10)


def write_model(path: Path, weights: Arrays, shape: Shape) -> None:
    """Write the graph, with the scales of its two likenesses, to a file."""
    model = build_graph(weights, shape)
    scales = {"scales": ",".join(f"{x:.4f}" for x in weights["scales"]), "biases": ",".join(f"{x:.4f}" for x in weights["biases"])}
    helper.set_model_props(model, scales)
    path.write_bytes(model.SerializeToString(deterministic=True))


def read_weights(path: Path, state: Arrays) -> dict[str, np.ndarray]:
    """Return the weights of a network that ``write_model`` wrote, as near as bytes keep them; what it left out is as in ``state``.

    A run can go on from them without those that it was made by.
    """
    model = onnx.load(str(path))
    kept = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    notes = {each.key: each.value for each in model.metadata_props}
    found = dict(state)
    found["word.weight"] = kept["word.w"].astype(np.float32) * kept["word.s"]
    found["position.weight"] = kept["position.w"]
    for end, told in (("weight", kept["head.w"].T), ("bias", kept["head.b"])):
        found[f"head.{end}"] = np.concatenate([told, state[f"head.{end}"][len(told) :]])
    for name in ("scales", "biases"):
        found[name] = np.array([float(x) for x in notes[name].split(",")], np.float32)
    for name in state:
        part, _, end = name.rpartition(".")
        if part == "norm" or part.startswith("layers."):
            found[name] = _read_part(kept, part, end)
    return found


def _read_part(kept: Mapping[str, np.ndarray], part: str, end: str) -> np.ndarray:
    """Return the weights or the biases of a layer or a norm."""
    if end == "bias":
        return kept.get(f"{part}.b", kept.get(f"{part}.bias"))
    if f"{part}.s" in kept:
        return kept[f"{part}.w"].T.astype(np.float32) * kept[f"{part}.s"][:, None]
    return kept[f"{part}.w"]
