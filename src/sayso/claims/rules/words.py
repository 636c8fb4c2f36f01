"""What kind of word an item is, as far as closed word lists and endings can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.claims.grammar import in_group
from sayso.claims.roles import find_role
from sayso.claims.rules.items import Item
from sayso.lexicon import read_lexicon, read_words

_CLOCK_OR_YEAR = re.compile(r"\d{1,2}[:.]\d\d|(?:19|20)\d\d")


def is_word(item: Item, group: str) -> bool:
    """Return whether the item is in one of the word lists of the grammar lexicon."""
    return in_group(item.lower, group)


def starts_phrase(item: Item) -> bool:
    """Return whether a noun phrase may begin here: a determiner, a name, a pronoun."""
    return item.is_capitalised or is_word(item, "determiners") or is_word(item, "subjects") or item.kind == "number"


def ends_of_his(items: Sequence[Item]) -> bool:
    """Return whether items end in a possessive that stands for a noun: "a former secretary of his"."""
    return len(items) > 1 and items[-2].lower == "of" and is_word(items[-1], "standing_possessives")


def is_role(items: Sequence[Item], at: int) -> bool:
    """Return whether a noun for a person's role or a body begins at an item."""
    return find_role([item.lower for item in items[at : at + 4]], 0) is not None


def is_role_word(word: str) -> bool:
    """Return whether one lower-case word is a noun for a person's role or a body."""
    return find_role([word], 0) is not None


def is_time(item: Item) -> bool:
    """Return whether the item is a time of day, a year, a day, a month or a noun for one."""
    numbers = read_lexicon("numbers")
    if item.kind == "number":
        return _CLOCK_OR_YEAR.fullmatch(item.text) is not None
    return item.lower in numbers["days"]["names"] or item.lower in numbers["months"] or is_word(item, "times")


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
        if (
            item.lower.endswith("ed")
            and len(item.lower) > 3
            and not item.lower.endswith("eed")
            and follows_noun
            and not item.is_capitalised
        ):
            return True
        if k and is_word(items[k - 1], "singular_nominatives") and item.lower.endswith("s"):
            return True
        if k and is_word(items[k - 1], "plural_nominatives") and not is_word(item, "prepositions"):
            return True
    return False
