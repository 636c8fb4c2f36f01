"""The tagger by a trained network: source, cue and content of every attribution, linked.

What it needs (onnxruntime, tokenizers, numpy) is imported when a tagger is made, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.claims.neural.tagger import NeuralTagger as NeuralTagger
    from sayso.claims.neural.tagger import Size as Size
    from sayso.claims.neural.tagger import list_sizes as list_sizes

__all__ = ["NeuralTagger", "Size", "list_sizes"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from sayso.claims.neural import tagger

    return getattr(tagger, name)
