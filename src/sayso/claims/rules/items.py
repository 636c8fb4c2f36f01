"""Sentences as the rules see them: each outer quotation is one item, so that what stands in it is out of the way.

A ``Stretch`` is a run of sentences of one paragraph that cuts no quotation. All positions are indices into its items.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.claims.grammar import in_group
from sayso.settings import ClaimSettings
from sayso.text import Document, Quotation, Token

_LONGEST_ITEMS = ClaimSettings().longest_stretch_items

ItemKind = Literal["word", "number", "mark", "quote"]


@dataclass(frozen=True, slots=True)
class Item:
    """A token, or a whole quotation with its marks."""

    start: int
    end: int
    text: str
    lower: str
    kind: ItemKind
    quotation: Quotation | None = None

    @property
    def is_capitalised(self) -> bool:
        """Return whether it is a word that begins with an upper-case letter."""
        return self.kind == "word" and self.text[0].isupper()

    @property
    def is_quote(self) -> bool:
        """Return whether it stands for a quotation."""
        return self.kind == "quote"


@dataclass(frozen=True, slots=True)
class Stretch:
    """One or more sentences of a paragraph that share no quotation with their neighbours."""

    paragraph: int
    items: tuple[Item, ...]

    @property
    def is_only_quotes(self) -> bool:
        """Return whether nothing but quotations and marks stands in it."""
        return any(item.is_quote for item in self.items) and all(item.kind in ("quote", "mark") for item in self.items)


def read_stretches(document: Document) -> list[Stretch]:
    """Return the text as stretches, in order."""
    quotes = [q for q in document.quotations if q.depth == 0]
    starts = [q.start for q in quotes]
    result: list[Stretch] = []
    pending: list[Token] = []
    at = 0
    for sentence, tokens in zip(document.sentences, document.tokens_of_sentence, strict=True):
        pending += _leave_out_points(tokens)
        while at < len(quotes) and quotes[at].end <= sentence.end:
            at += 1
        is_cut = at < len(quotes) and quotes[at].start < sentence.end
        last_of_paragraph = (
            sentence.index + 1 == len(document.sentences) or document.sentences[sentence.index + 1].paragraph != sentence.paragraph
        )
        if pending and (last_of_paragraph or not is_cut):
            items = _collapse(document.text, pending, quotes, starts)
            items = items[_dateline_length(items) :]
            result += [Stretch(sentence.paragraph, items[k : k + _LONGEST_ITEMS]) for k in range(0, max(1, len(items)), _LONGEST_ITEMS)]
            pending = []
    return result


def _leave_out_points(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a sentence without points that end nothing: "Ms. Ada Holm", "the No. 5 pit"."""
    last = max((k for k, token in enumerate(tokens) if token.kind != "mark"), default=-1)
    return [token for k, token in enumerate(tokens) if token.text != "." or k > last]


def _dateline_length(items: Sequence[Item]) -> int:
    """Return how many items at the start are a dateline: a place, a day, an agency, up to a dash, a colon or a closing bracket."""
    if not items or not items[0].is_capitalised or len(items[0].text) < 3:
        return 0
    shouts = items[0].text.isupper()
    for k, item in enumerate(items[:16]):
        if item.text in {"–", "—"} or (item.text == ":" and k <= 3):
            return k + 1 if shouts else 0
        if item.text == ")" and k and items[k - 1].text.isupper():
            dashed = k + 1 < len(items) and items[k + 1].text in {"–", "—", ":"}
            return k + 1 + dashed
        if item.is_quote or (item.kind == "word" and item.text.islower() and not in_group(item.lower, "dateline_words")):
            return 0
    return 0


def _collapse(text: str, tokens: Sequence[Token], quotes: Sequence[Quotation], starts: Sequence[int]) -> tuple[Item, ...]:
    """Return tokens as items, those of a quotation as one."""
    items: list[Item] = []
    for token in tokens:
        k = bisect_right(starts, token.start) - 1
        inside = quotes[k] if k >= 0 and token.start < quotes[k].end else None
        if inside is None:
            is_dash = token.text == "-" and text[token.start - 1 : token.start].isspace() and text[token.end : token.end + 1].isspace()
            items.append(Item(token.start, token.end, "–" if is_dash else token.text, token.lower, token.kind))
        elif not items or items[-1].quotation is not inside:
            items.append(Item(inside.start, inside.end, text[inside.start : inside.end], "", "quote", inside))
    return tuple(items)
