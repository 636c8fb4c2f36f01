"""Where noun phrases begin and end, as far as closed-class words say so."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.grammar import is_adverb
from sayso.claims.roles import find_role
from sayso.claims.rules.adjuncts import find_adjunct_end
from sayso.claims.rules.items import Item
from sayso.claims.rules.words import is_finite, is_word
from sayso.lexicon import read_lexicon, read_words


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
        if k > at and is_word(item, "prepositions") and item.lower not in {"of", "for"} and find_adjunct_end(items, k, end) is not None:
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
    words = [each.lower for each in items[at : at + 6]]
    return (is_word(item, "determiners") or item.is_capitalised or find_role(words, 0) is not None) and any(
        find_role(words, n) for n in range(len(words))
    )


def _apposition_end(items: Sequence[Item], at: int, end: int) -> int:
    for k in range(at, end):
        if items[k].kind == "quote" or items[k].text in {",", ".", ";", ":", "?", "!"}:
            return k
    return end
