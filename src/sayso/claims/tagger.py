"""The tagger seam: what finds source, cue and content in a text, by rules or by a trained model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from sayso.errors import UsageError
from sayso.text import Document

MEASURED_LANGUAGE = "en"  # the one whose claims the taggers and the lexicons can read
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as character ranges of the text: what every tagger returns."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    relay: Range | None = None


class Tagger(Protocol):
    """Text in, source, cue and content ranges out."""

    @property
    def version(self) -> str:
        """A string that changes whenever the tagger's answers may."""
        ...

    def tag(self, document: Document) -> Sequence[Tagged]:
        """Return the attributions of a text in order."""
        ...


MODELS = ("large", "fast", "rules")  # by which a case may be read; ``docs/models`` has what each finds, and how fast


@cache
def open_tagger(model: str = "large") -> Tagger:
    """Return the tagger that finds the statements of reports with one of ``MODELS``.

    Raises:
        UsageError: ``unknown_model``.
        MissingDependency: a model file is not the one that was shipped.
    """
    if model == "rules":
        from sayso.claims.rules import RuleTagger

        return RuleTagger()
    if model not in MODELS:
        raise UsageError("unknown_model", f"there is no model {model!r}", allowed=", ".join(MODELS))
    from sayso.claims.combined import CombinedTagger
    from sayso.claims.neural import NeuralTagger

    return CombinedTagger(NeuralTagger("fast" if model == "fast" else "large"))


@cache
def open_network(model: str = "large") -> Tagger:
    """Return the tagger that finds all that is attributed, beliefs and plans included, as annotators mark it: "that" belongs to content.

    Raises:
        UsageError: ``unknown_model``.
    """
    if model not in ("large", "fast"):
        raise UsageError("unknown_model", f"there is no network {model!r}", allowed="large, fast")
    from sayso.claims.neural import NeuralTagger

    return NeuralTagger("fast" if model == "fast" else "large", trims=False)


def tag_all(tagger: Tagger, documents: Sequence[Document]) -> Iterator[Sequence[Tagged]]:
    """Yield what a tagger finds in each of several texts: side by side, if it can."""
    together = getattr(tagger, "tag_all", None)
    yield from together(documents) if together is not None else map(tagger.tag, documents)
