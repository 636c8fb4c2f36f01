"""Phrases of time, channel and addressee that stand between a reporting verb and what was said."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.grammar import find_channel, is_adverb
from sayso.claims.rules.items import Item
from sayso.claims.rules.words import is_time, is_word
from sayso.lexicon import read_lexicon, read_words


def skip_adjuncts(items: Sequence[Item], at: int, end: int) -> int:
    """Return where adverbs and phrases of time, channel and addressee end that follow a reporting verb."""
    while at < end:
        item = items[at]
        after_item = items[at + 1] if at + 1 < end else None
        counts = after_item is not None and is_word(after_item, "counts_behind_adverbs")
        if is_word(item, "time_pointers") and after_item is not None and is_time(after_item):
            at += 2
        elif item.lower in read_words("scopes", "only"):
            break  # "said only bodies that had been identified were counted"
        elif (item.kind == "word" and is_adverb(item.lower) and not counts) or item.lower in read_lexicon("numbers")["days"]["names"]:
            at += 1
        elif is_word(item, "prepositions") and (after := find_adjunct_end(items, at, end)) is not None:
            at = after
        else:
            break
    return at


def find_adjunct_end(items: Sequence[Item], at: int, end: int) -> int | None:
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
        if is_time(items[at + 1 + n]):
            stop = at + 2 + n
            while stop < end and (is_time(items[stop]) or is_word(items[stop], "time_tails")):
                stop += 1
            return stop
        if is_word(items[at + 1 + n], "auxiliaries"):
            return None
    return None


def _tail_of_adjunct(items: Sequence[Item], at: int, end: int) -> int:
    """Return ``at`` moved over "of the party", "to the nation" and other short tails of a channel phrase."""
    if at + 1 < end and is_word(items[at], "channel_tails"):
        inner = find_adjunct_end(items, at, end)
        if inner is not None:
            return inner
        stop = at + 1
        while (
            stop < min(end, at + 5) and items[stop].kind == "word" and (items[stop].is_capitalised or is_word(items[stop], "determiners"))
        ):
            stop += 1
        return stop if stop > at + 1 and items[stop - 1].is_capitalised else at
    return at
