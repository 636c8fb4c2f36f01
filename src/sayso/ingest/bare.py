"""Bare texts: one file, one report, every character kept."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.ingest.charsets import decode_bytes
from sayso.ingest.drafts import Draft, Opened
from sayso.ingest.streams import read_whole
from sayso.model import Skip


def read_bare(opened: Opened) -> Iterator[Draft | Skip]:
    """Yield the draft of a text file. What stands in its head is found when the report is made."""
    data = read_whole(opened.stream, opened.label, opened.rules.settings)
    text = decode_bytes(data, opened.label, opened.rules.settings)
    yield Draft(path=opened.label, stem=opened.stem, text=text, is_alone=True)
