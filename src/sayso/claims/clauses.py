"""Sentences as the rule tagger sees them: each outer quotation is one item, and phrases end where closed-class words say so.

A ``Clause`` run is a stretch of one paragraph that does not cut a quotation. All positions are indices into its items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.lexicon import read_lexicon, read_words
from sayso.text import Document, Quotation, Token

ItemKind = Literal["word", "number", "mark", "quote"]
_OPENERS = "\"“«„‘'(["


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
    result: list[Stretch] = []
    pending: list[Token] = []
    at = 0
    for sentence, tokens in zip(document.sentences, document.tokens_of_sentence, strict=True):
        pending += tokens
        while at < len(quotes) and quotes[at].end <= sentence.end:
            at += 1
        is_cut = at < len(quotes) and quotes[at].start < sentence.end
        last_of_paragraph = (
            sentence.index + 1 == len(document.sentences) or document.sentences[sentence.index + 1].paragraph != sentence.paragraph
        )
        if pending and (last_of_paragraph or not is_cut):
            items = _collapse(document.text, pending, quotes)
            result.append(Stretch(sentence.paragraph, items[_dateline_length(items) :]))
            pending = []
    return result


def _dateline_length(items: Sequence[Item]) -> int:
    """Return how many items at the start are a dateline: a place in capitals, a day, an agency, up to a dash."""
    if not items or not items[0].text.isupper() or len(items[0].text) < 3:
        return 0
    for k, item in enumerate(items[:16]):
        if item.text in {"–", "—"}:
            return k + 1
        if item.kind == "quote" or (item.kind == "word" and item.text.islower() and item.lower not in {"and", "of", "de", "la", "el", "in", "by"}):
            return 0
    return 0


def _collapse(text: str, tokens: Sequence[Token], quotes: Sequence[Quotation]) -> tuple[Item, ...]:
    from bisect import bisect_right

    starts = [q.start for q in quotes]
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


# -- what kind of word it is ---------------------------------------------------------------------------------------------


def is_word(item: Item, group: str) -> bool:
    """Return whether the item is in one of the word lists of the grammar lexicon."""
    return item.lower in read_words("grammar", group)


def is_adverb(word: str) -> bool:
    """Return whether a lower-case word is an adverb by list or by ending."""
    if word in read_words("grammar", "adverbs"):
        return True
    return word.endswith("ly") and len(word) > 4 and word not in read_words("grammar", "not_adverbs")


def is_finite(items: Sequence[Item]) -> bool:
    """Return whether the items hold a finite verb as far as endings and lists can tell."""
    for k, item in enumerate(items):
        if item.kind != "word":
            continue
        if is_word(item, "auxiliaries") and item.lower not in {"'s", "be", "been", "being", "having"}:
            return True
        if item.lower in read_words("grammar", "irregular_pasts") and not (k and is_word(items[k - 1], "determiners")):
            return True
        follows_noun = (
            k > 0 and items[k - 1].kind == "word" and not is_word(items[k - 1], "determiners") and not is_word(items[k - 1], "prepositions")
        )
        if item.lower.endswith("ed") and len(item.lower) > 4 and follows_noun and not item.is_capitalised:
            return True
        if k and items[k - 1].lower in {"he", "she", "it"} and item.lower.endswith("s"):
            return True
        if k and items[k - 1].lower in {"they", "we", "i", "you"} and not is_word(item, "prepositions"):
            return True
    return False


@cache
def _channel_table() -> dict[str, str]:
    return {noun: channel for channel, nouns in read_lexicon("grammar")["channels"].items() for noun in nouns}


def find_channel(words: Sequence[str]) -> tuple[int, str] | None:
    """Return where a channel noun ends in some lower-case words, and what the channel is called; the first one counts."""
    table = _channel_table()
    for k in range(len(words)):
        for n in (3, 2, 1):
            if (name := table.get(" ".join(words[k : k + n]))) is not None and k + n <= len(words):
                return k + n, name
    return None


def _is_time(item: Item) -> bool:
    numbers = read_lexicon("numbers")
    if item.kind == "number":
        return re.fullmatch(r"\d{1,2}[:.]\d\d|(?:19|20)\d\d", item.text) is not None
    return item.lower in numbers["days"]["names"] or item.lower in numbers["months"] or is_word(item, "times")


def skip_adjuncts(items: Sequence[Item], at: int, end: int) -> int:
    """Return where adverbs and phrases of time, channel and addressee end that follow a reporting verb."""
    while at < end:
        item = items[at]
        if item.kind == "word" and is_adverb(item.lower) and not (at + 1 < end and items[at + 1].lower in {"one", "two", "a"}):
            at += 1
        elif item.lower in read_lexicon("numbers")["days"]["names"] or (
            item.lower in {"last", "this"} and at + 1 < end and _is_time(items[at + 1])
        ):
            at += 1
        elif is_word(item, "prepositions") and (after := _adjunct_end(items, at, end)) is not None:
            at = after
        else:
            break
    return at


def _adjunct_end(items: Sequence[Item], at: int, end: int) -> int | None:
    """Return where a prepositional phrase of time, channel or addressee ends that begins at ``at``, or None if it is something else."""
    limit = min(end, at + 8)
    words = []
    for k in range(at + 1, limit):
        item = items[k]
        if item.kind in ("mark", "quote") or item.lower == "that":
            break
        words.append(item.lower)
    if not words:
        return None
    addressees = read_lexicon("grammar")["addressees"]["nouns"]
    for n, word in enumerate(words[:5]):
        if word in addressees or (n <= 2 and find_channel(words[n : n + 3]) and (find_channel(words[n : n + 3]) or (9, ""))[0] <= 2):
            stop = at + 2 + n
            found = find_channel(words[n : n + 3])
            stop = at + 1 + n + found[0] if found and word not in addressees else stop
            return _tail_of_adjunct(items, stop, end)
        if _is_time(items[at + 1 + n]):
            stop = at + 2 + n
            while stop < end and (_is_time(items[stop]) or items[stop].lower in {"of", "o'clock", "am", "pm", "a.m.", "p.m."}):
                stop += 1
            return stop
        if is_word(items[at + 1 + n], "auxiliaries"):
            return None
    return None


def _tail_of_adjunct(items: Sequence[Item], at: int, end: int) -> int:
    """Return ``at`` moved over "of the party", "to the nation" and other short tails of a channel phrase."""
    if at + 1 < end and items[at].lower in {"of", "to", "with", "in", "at", "on", "from"}:
        inner = _adjunct_end(items, at, end)
        if inner is not None:
            return inner
        stop = at + 1
        while (
            stop < min(end, at + 5) and items[stop].kind == "word" and (items[stop].is_capitalised or is_word(items[stop], "determiners"))
        ):
            stop += 1
        return stop if stop > at + 1 and items[stop - 1].is_capitalised else at
    return at


def is_role(word: str) -> bool:
    """Return whether one lower-case word is a noun for a person's role or a body."""
    from sayso.claims.mentions import find_role

    return find_role([word], 0) is not None


# -- noun phrases ----------------------------------------------------------------------------------------------------------


def starts_phrase(item: Item) -> bool:
    """Return whether a noun phrase may begin here: a determiner, a name, a pronoun."""
    return item.is_capitalised or is_word(item, "determiners") or is_word(item, "subjects") or item.kind == "number"


def find_phrase_start(items: Sequence[Item], low: int, high: int) -> int:
    """Return where the noun phrase that ends at ``high`` begins, not before ``low``.

    A pronoun is a phrase of its own. A determiner behind a noun begins a new phrase ("a charge | the company"), unless a
    relative clause reaches over it ("a man who runs the shop").
    """
    if high - 1 >= low and is_word(items[high - 1], "nominatives"):
        return high - 1
    for k in range(high - 1, low, -1):
        before = items[k - 1]
        opens = is_word(items[k], "determiners") and items[k].lower not in {"that", "both", "all"}
        named = items[k].is_capitalised and not before.is_capitalised and before.kind == "word" and _in_object_relative(items, low, k)
        if not (opens or named):
            continue
        if before.lower in {"which", "that", "whom", "what"}:
            return k
        joined = (
            is_word(before, "prepositions")
            or is_word(before, "coordinators")
            or before.kind == "mark"
            or before.kind == "quote"
            or is_adverb(before.lower)
        )
        verbal = is_finite([before]) or is_word(before, "auxiliaries")
        relative = any(is_word(items[j], "relatives") for j in range(low, k)) and not _in_object_relative(items, low, k)
        if not (joined or verbal or relative):
            return k
    return low


def _in_object_relative(items: Sequence[Item], low: int, at: int) -> bool:
    """Return whether "whose", "whom" or "which" with its noun stands right before ``at``: the name there is a new subject."""
    return any(items[j].lower in {"whose", "whom", "which", "what"} for j in range(max(low, at - 3), at))


def find_phrase_end(items: Sequence[Item], at: int, end: int) -> int:
    """Return where the noun phrase that begins at ``at`` ends: its appositions and relative clauses belong to it."""
    k = at
    while k < end:
        item = items[k]
        if item.kind == "quote" or item.text in {".", ";", ":", "(", "–", "—", "?", "!"}:
            return k
        if item.text == ",":
            if not _goes_on(items, k + 1, end):
                return k
            k = _apposition_end(items, k + 1, end)
            return k
        if k > at and is_word(item, "prepositions") and item.lower not in {"of", "for"} and _adjunct_end(items, k, end) is not None:
            return k
        if (
            k > at
            and is_word(item, "subordinators")
            and item.lower not in {"that"}
            and item.lower not in read_words("grammar", "relatives")
        ):
            return k
        if (
            k > at
            and item.lower in {"and", "but"}
            and k + 1 < end
            and not items[k + 1].is_capitalised
            and not is_word(items[k + 1], "determiners")
        ):
            return k
        if k > at and item.lower in read_lexicon("numbers")["days"]["names"]:
            return k
        if k > at and item.kind == "word" and is_adverb(item.lower) and item.lower not in {"not", "both", "all", "only", "first", "then"}:
            return k
        k += 1
    return k


def _goes_on(items: Sequence[Item], at: int, end: int) -> bool:
    """Return whether an apposition or a relative clause begins after a comma."""
    if at >= end:
        return False
    item = items[at]
    if item.lower in {"who", "whose", "whom", "which"} or item.kind == "number":
        return True
    if item.kind != "word" or item.lower.endswith("ing"):
        return False
    from sayso.claims.mentions import find_role

    words = [each.lower for each in items[at : at + 6]]
    return (is_word(item, "determiners") or item.is_capitalised or find_role(words, 0) is not None) and any(
        find_role(words, n) for n in range(len(words))
    )


def _apposition_end(items: Sequence[Item], at: int, end: int) -> int:
    for k in range(at, end):
        if items[k].kind == "quote" or items[k].text in {",", ".", ";", ":", "?", "!"}:
            return k
    return end
