"""The tagger seam: what finds source, cue and content in a text, by rules or by a trained model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sayso.text import Document

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
