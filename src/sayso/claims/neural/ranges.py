"""From words to characters: spans as they are handed on, contents without what only introduces or closes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from sayso.claims.grammar import leads_clause
from sayso.claims.rules.items import read_stretches
from sayso.claims.rules.passages import open_passage
from sayso.claims.rules.verbless import read_relays
from sayso.claims.rules.words import is_word
from sayso.claims.tagger import Range, Tagged
from sayso.lexicon import read_words

if TYPE_CHECKING:
    from sayso.claims.neural.decoding import Run
    from sayso.claims.neural.spans import Found
    from sayso.claims.neural.words import Words
    from sayso.text import Document

_TRIMMED = " \t\r\n\f\v\xa0,.;:–—"
_OPENING = "\"“«„‘'"
_PAIRS = {"”": "“", "»": "«", "’": "‘", '"': '"', "'": "'"}
_LEAST_COVERED = 0.5


def read_range(words: Words, run: Run) -> Range:
    """Return the characters of a span of words."""
    return int(words.start[run.first]), int(words.end[run.last - 1])


def read_tagged(document: Document, words: Words, found: Sequence[Found], *, trims: bool = True) -> list[Tagged]:
    """Return what was found as ranges of characters; a cue without content is left out."""
    tagged = []
    for each in found:
        whole = [read_range(words, run) for run in each.content]
        content = tuple(part for run in whole if (part := trim_content(document.text, *run) if trims else run) is not None)
        if content:
            source = read_range(words, each.source) if each.source else None
            tagged.append(Tagged(source, read_range(words, each.cue) if each.cue else None, content))
    return add_relays(document, carry_quotations_on(document, tagged))


def trim_content(text: str, start: int, end: int) -> Range | None:
    """Return content without a leading "that", the marks around it and a closing comma or full stop; None if nothing is left.

    A quotation mark at its edge stays if its partner is inside.
    """
    start, end = _trim(text, start, end)
    if text[start : start + 5].lower() == "that " and end - start > 5 and leads_clause(text[start + 5 : end].lower().split(maxsplit=2)):
        start, end = _trim(text, start + 5, end)
    if not any(letter.isalnum() for letter in text[start:end]):
        return None
    inner = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _PAIRS.values() and before and _is_unpaired(inner, before, opens=False):
        start -= 1
    elif after in _PAIRS and after and _is_unpaired(inner, after, opens=True):
        end += 1
    return start, end


def _trim(text: str, start: int, end: int) -> Range:
    while start < end and (text[start] in _TRIMMED or _opens_nothing(text, start, end)):
        start += 1
    while start < end and text[end - 1] in _TRIMMED:
        end -= 1
    if end - start > 2 and text[start] in _OPENING and text.find(_closing(text[start]), start + 1) == end - 1:
        return _trim(text, start + 1, end - 1)
    return start, end


def _opens_nothing(text: str, start: int, end: int) -> bool:
    """Return whether a quotation mark at the start has no partner before the end."""
    closing = _closing(text[start])
    return text[start] in _OPENING and text.count(closing, start, end) < (2 if closing == text[start] else 1)


def _closing(mark: str) -> str:
    return next((closing for closing, opening in _PAIRS.items() if opening == mark), mark)


def _is_unpaired(inner: str, mark: str, *, opens: bool) -> bool:
    """Return whether the partner of a mark that stands just outside is inside: a closing one, or with ``opens`` an opening one."""
    if mark in "'’‘":
        return False
    if mark == '"':
        return inner.count(mark) % 2 == 1
    opening, closing = (_PAIRS[mark], mark) if opens else (mark, _closing(mark))
    return inner.count(opening) > inner.count(closing) if opens else inner.count(closing) > inner.count(opening)


def carry_quotations_on(document: Document, tagged: Sequence[Tagged]) -> list[Tagged]:
    """Return the attributions with quotations that go on in the next paragraph given to whoever spoke in the one before."""
    result = list(tagged)
    speaker: int | None = None
    for quote in (q for q in document.quotations if q.depth == 0):
        inner = (quote.inner_start, quote.inner_end)
        owner = next((n for n, each in enumerate(result) if _share_covered(each, inner) >= _LEAST_COVERED), None)
        is_free = owner is None or (owner != speaker and _stands_alone(result[owner]))
        if quote.is_continued and speaker is not None and is_free:
            part = trim_content(document.text, *inner)
            if part is not None:
                result[speaker] = replace(result[speaker], content=_add_part(result[speaker].content, part))
                result = [each for n, each in enumerate(result) if n != owner]
                owner = speaker - (owner is not None and owner < speaker)
        speaker = owner
    return result


def _add_part(content: tuple[Range, ...], part: Range) -> tuple[Range, ...]:
    return tuple(sorted({*(each for each in content if each[1] <= part[0] or each[0] >= part[1]), part}))


def _stands_alone(tagged: Tagged) -> bool:
    return tagged.source is None and tagged.cue is None


def _share_covered(tagged: Tagged, inner: Range) -> float:
    covered = sum(max(0, min(end, inner[1]) - max(start, inner[0])) for start, end in tagged.content)
    return covered / max(1, inner[1] - inner[0])


def add_relays(document: Document, tagged: Sequence[Tagged]) -> list[Tagged]:
    """Return the attributions with "the agency quoted X as saying" told apart: X speaks, the agency passes it on."""
    result = list(tagged)
    for relayed in _find_relayed(document):
        for n, each in enumerate(result):
            if each.relay is None and any(_share_covered(each, part) >= _LEAST_COVERED for part in relayed.content):
                takes_in = relayed.source is not None and _share_covered(each, relayed.source) > 0
                result[n] = relayed if takes_in else replace(relayed, content=each.content)
                break
    return result


@cache
def _relay_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(read_words('grammar', 'relay_verbs')))})\b", re.IGNORECASE)


def _find_relayed(document: Document) -> list[Tagged]:
    found: list[Tagged] = []
    if not _relay_pattern().search(document.text):
        return found
    for stretch in read_stretches(document):
        if any(is_word(item, "relay_verbs") for item in stretch.items):
            passage = open_passage(stretch.items)
            read_relays(passage)
            found += [each for each in passage.found if each.relay is not None and each.content]
    return found
