"""Whether what stands behind a reporting verb is something that this verb can take."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.grammar import names_claim, pointer_nouns
from sayso.claims.rules.bounds import has_clause
from sayso.claims.rules.items import Item
from sayso.claims.rules.passages import Passage
from sayso.claims.rules.verbs import Cue
from sayso.claims.rules.words import is_word, starts_phrase
from sayso.lexicon import read_words

_WEAK = {"about", "quote", "at", "as", "name"}


def is_weak(cue: Cue) -> bool:
    """Return whether the verb may as well say nothing ("point to", "put at"): then somebody has to be its subject."""
    return all(reading.takes <= _WEAK for reading in cue.readings)


def fits_content(p: Passage, cue: Cue, rest: Sequence[Item]) -> bool:
    """Return whether the words to the right are something that this verb can take."""
    quoted = any(item.is_quote for item in rest)
    first = rest[0]
    clause = has_clause(rest) and not is_word(first, "no_clause_openers")
    that = any(item.lower == "that" for item in p.items[cue.last : cue.last + 8])
    words = [item.lower for item in rest]
    noun = starts_phrase(first) or first.kind in ("word", "number")
    tests = {
        "clause": clause or quoted or (len(rest) == 1 and is_word(first, "answers")),
        "against": first.lower == "against",
        "addressee": clause or quoted,
        "that": that and clause,
        "quote": first.is_quote or (first.kind == "mark" and quoted),
        "object": noun and not is_word(first, "prepositions") and not is_word(first, "no_object_openers"),
        "of": "of" in words[1:] or (quoted and len(rest) > 2),
        "as": "as" in words[1:] or quoted,
        "at": "at" in words[1:] or first.lower == "at" or any(item.kind == "number" for item in rest[:2]),
        "name": quoted or names_twice(rest),
        "about": noun,
        "claim": any(is_word(item, "objects") for item in rest[:1]) or any(word in pointer_nouns() for word in words[:8]),
        "named": names_claim(words),
        "plea": not read_words("stances", "pleaded").isdisjoint(words[:2]),
        "to": first.lower == "to" or (that and clause) or "to" in words[1:6],
    }
    return any(cue.takes(frame) and fit for frame, fit in tests.items())


def names_twice(rest: Sequence[Item]) -> bool:
    """Return whether "called X a Y" has both its objects."""
    starts = [k for k, item in enumerate(rest) if starts_phrase(item) or is_word(item, "objects")]
    return not is_word(rest[0], "particles") and any(is_word(rest[k], "articles") for k in starts[1:])
