"""Where noun phrases begin and end, as far as closed-class words say so."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.grammar import is_adverb
from sayso.claims.roles import find_role
from sayso.claims.rules.adjuncts import find_adjunct_end
from sayso.claims.rules.items import Item
from sayso.claims.rules.words import is_finite, is_word
from sayso.lexicon import read_lexicon

_PHRASE_ENDS = {".", ";", ":", "(", "–", "—", "?", "!"}


def find_phrase_start(items: Sequence[Item], low: int, high: int) -> int:
    """Return where the noun phrase that ends at ``high`` begins, not before ``low``.

    A pronoun is a phrase of its own. A determiner behind a noun begins a new phrase ("a charge | the company"), unless a
    relative clause reaches over it ("a man who runs the shop").
    """
    if high - 1 >= low and is_word(items[high - 1], "nominatives"):
        return high - 1
    for k in range(high - 1, low, -1):
        before = items[k - 1]
        opens = is_word(items[k], "determiners") and not is_word(items[k], "loose_determiners")
        named = items[k].is_capitalised and not before.is_capitalised and before.kind == "word" and _in_object_relative(items, low, k)
        if not (opens or named):
            continue
        if is_word(before, "clause_relatives"):
            return k
        linked = is_word(before, "prepositions") or is_word(before, "coordinators") or is_adverb(before.lower)
        joined = linked or before.kind in ("mark", "quote")
        verbal = is_finite([before]) or is_word(before, "auxiliaries")
        relative = any(is_word(items[j], "relatives") for j in range(low, k)) and not _in_object_relative(items, low, k)
        if not (joined or verbal or relative):
            return k
    return low


def _in_object_relative(items: Sequence[Item], low: int, at: int) -> bool:
    """Return whether "whose", "whom" or "which" with its noun stands right before ``at``: the name there is a new subject."""
    return any(is_word(items[j], "owners_of_clauses") for j in range(max(low, at - 3), at))


def find_phrase_end(items: Sequence[Item], at: int, end: int) -> int:
    """Return where the noun phrase that begins at ``at`` ends: its appositions and relative clauses belong to it."""
    for k in range(at, end):
        if items[k].text == ",":
            return _apposition_end(items, k + 1, end) if _goes_on(items, k + 1, end) else k
        if items[k].is_quote or items[k].text in _PHRASE_ENDS or (k > at and _ends_phrase(items, k, end)):
            return k
    return end


def _ends_phrase(items: Sequence[Item], k: int, end: int) -> bool:
    """Return whether a phrase ends before a word: at an adjunct, a subordinate clause, a second verb, a day or an adverb."""
    item = items[k]
    if is_word(item, "prepositions") and not is_word(item, "noun_links") and find_adjunct_end(items, k, end) is not None:
        return True
    if is_word(item, "subordinators") and item.lower != "that" and not is_word(item, "relatives"):
        return True
    if is_word(item, "plain_joiners") and k + 1 < end:
        return not items[k + 1].is_capitalised and not is_word(items[k + 1], "determiners")
    day = item.lower in read_lexicon("numbers")["days"]["names"]
    return day or (item.kind == "word" and is_adverb(item.lower) and not is_word(item, "adverbs_in_phrases"))


def _goes_on(items: Sequence[Item], at: int, end: int) -> bool:
    """Return whether an apposition or a relative clause begins after a comma."""
    if at >= end:
        return False
    item = items[at]
    if is_word(item, "apposed_relatives") or item.kind == "number":
        return True
    if item.kind != "word" or item.lower.endswith("ing"):
        return False
    if item.is_capitalised and at >= 2 and items[at - 2].kind == "word" and find_role([items[at - 2].lower], 0) is not None:
        return True  # "the team leader, | Hanifa Dorje"
    words = [each.lower for each in items[at : at + 6]]
    return (is_word(item, "determiners") or item.is_capitalised or find_role(words, 0) is not None) and any(
        find_role(words, n) for n in range(len(words))
    )


def _apposition_end(items: Sequence[Item], at: int, end: int) -> int:
    for k in range(at, end):
        if items[k].kind == "quote" or items[k].text in {",", ".", ";", ":", "?", "!"}:
            return k
    return end
