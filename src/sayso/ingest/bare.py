"""Bare texts: one file, one report, every character kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.ingest.charsets import decode_bytes
from sayso.ingest.columns import Guesses
from sayso.ingest.drafts import Draft, Opened
from sayso.ingest.records import draft_of
from sayso.ingest.streams import read_whole
from sayso.model import Skip

_LONGEST_CHARS = 6_000
_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_FIELD = re.compile(r"([^\W\d][\w-]*):[ \t]*(.*?)[ \t]*")
_IN_FIELD = re.compile(r"\s|-\s|#|$")  # the inside of a list, of a folded text, a comment: kept, not read


def read_bare(opened: Opened) -> Iterator[Draft | Skip]:
    """Yield the draft of a text file. A headline or date line in the text itself is found when the report is made."""
    data = read_whole(opened.stream, opened.label, opened.rules.settings)
    text = decode_bytes(data, opened.label, opened.rules.settings)
    fields, end = read_front_matter(text)
    draft = draft_of({**fields, "text": text}, opened.label, replace(opened, guesses=Guesses()))  # these are no columns to be shown
    yield replace(draft, text=text, text_start=end, is_alone=True)


def read_front_matter(text: str) -> tuple[dict[str, str], int]:
    r"""Return the fields between two lines of dashes at the top, as note-taking programs write them, and where the text begins.

    >>> read_front_matter("---\ntitle: 'Quay reopens'\ndate: 2031-05-08\n---\nThe quay is open.")
    ({'title': 'Quay reopens', 'date': '2031-05-08'}, 47)
    >>> read_front_matter("---\nThe quay is open.\n---\n")
    ({}, 0)
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end(), _LONGEST_CHARS) if opening else None
    if opening is None or closing is None:
        return {}, 0
    fields = {}
    for line in text[opening.end() : closing.start()].splitlines():
        if field := _FIELD.fullmatch(line):
            fields[field[1]] = field[2].strip("\"'")
        elif not _IN_FIELD.match(line):
            return {}, 0
    return fields, closing.end()
