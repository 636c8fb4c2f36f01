"""Articles with their labels: what annotators marked, laid over the words that the encoder sees."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sayso.claims.neural.words import Words, read_words
from sayso.text import Document, read_document

ROLES = ("source", "cue", "content")
OUTSIDE = 0  # tags: 0 outside, then begin and inside of source (1, 2), cue (3, 4), content (5, 6)
IGNORED, NONE = -2, -1  # link targets: not to be learned, linked to nothing
MARKS = ",.;:\"'“”‘’"


@dataclass
class Labels:
    """One annotator's view of one article.

    ``tags`` is by word. ``cue_source`` maps a cue's first word to its source's, ``content_cue`` a content's to its cue's, with ``NONE``
    where there is none.
    ``taught`` has the tag scores of a larger network, where one teaches.
    """

    tags: np.ndarray
    cue_source: dict[int, int] = field(default_factory=dict)
    content_cue: dict[int, int] = field(default_factory=dict)
    taught: np.ndarray | None = None


@dataclass
class Article:
    """An article, its words, and the labels of each annotator."""

    record: dict[str, Any]
    document: Document
    words: Words
    labels: list[Labels]


def read_records(path: Path) -> list[dict[str, Any]]:
    """Return the records of one split."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_articles(records: Sequence[dict[str, Any]], tokenizer: Any) -> Iterator[Article]:
    """Yield the articles with their labels."""
    for record in records:
        document = read_document(record["text"])
        words = read_words(document, tokenizer)
        labels = [label_words(words, document.text, marked) for _, marked in sorted(record["annotations"].items())]
        yield Article(record, document, words, labels)


def tidy(spans: Sequence[Sequence[int]], text: str) -> list[tuple[int, int]]:
    """Return spans as they are scored: joined over white space, without white space and marks at the ends."""
    joined: list[list[int]] = []
    for start, end in sorted(map(tuple, spans)):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    found = []
    for start, end in joined:
        bare = _strip(text, start, end, lambda letter: letter.isspace() or letter in MARKS)
        kept = bare if bare[0] < bare[1] else _strip(text, start, end, str.isspace)
        if kept[0] < kept[1]:
            found.append(kept)
    return found


def _strip(text: str, start: int, end: int, is_dropped: Any) -> tuple[int, int]:
    while start < end and is_dropped(text[start]):
        start += 1
    while start < end and is_dropped(text[end - 1]):
        end -= 1
    return start, end


def label_words(words: Words, text: str, marked: Sequence[dict[str, Any]]) -> Labels:
    """Return the labels that one annotator's attributions give; where two spans overlap, the first keeps the words."""
    labels = Labels(np.zeros(len(words), dtype=np.int64))
    for attribution in marked:
        firsts: dict[str, list[int]] = {role: [] for role in ROLES}
        for number, role in enumerate(ROLES):
            for start, end in tidy(attribution.get(role) or [], text):
                first = _write_tags(labels.tags, words, start, end, 1 + 2 * number)
                if first is not None:
                    firsts[role].append(first)
        for cue in firsts["cue"][:1]:
            labels.cue_source[cue] = firsts["source"][0] if firsts["source"] else NONE
        for content in firsts["content"]:
            labels.content_cue[content] = firsts["cue"][0] if firsts["cue"] else NONE
    return labels


def _write_tags(tags: np.ndarray, words: Words, start: int, end: int, begin: int) -> int | None:
    first = int(np.searchsorted(words.end, start, side="right"))
    last = int(np.searchsorted(words.start, end))
    if first >= last:
        return None
    if tags[first] == begin and (tags[first + 1 : last] == begin + 1).all():
        return first
    if (tags[first:last] != OUTSIDE).any():
        return None
    tags[first] = begin
    tags[first + 1 : last] = begin + 1
    return first
