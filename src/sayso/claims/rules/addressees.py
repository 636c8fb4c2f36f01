"""Who was told: the person or medium behind "told", and the end of what stands behind a verb that has its say before it."""

from __future__ import annotations

from sayso.claims.rules.adjuncts import skip_adjuncts
from sayso.claims.rules.items import Item
from sayso.claims.rules.passages import Passage
from sayso.claims.rules.verbs import Cue
from sayso.claims.rules.words import is_time, is_word, starts_phrase
from sayso.lexicon import read_lexicon


def skip_addressee(p: Passage, at: int) -> int:
    """Return where the person or medium that was told ends."""
    if at >= p.end or p.items[at].is_quote or p.items[at].text in {",", ":"} or p.items[at].lower == "that":
        return at
    if is_word(p.items[at], "nominatives") and not is_word(p.items[at], "either_case"):
        return at
    if is_word(p.items[at], "objects"):
        return skip_adjuncts(p.items, at + 1, p.end)
    addressees = read_lexicon("grammar")["addressees"]["nouns"]
    k = at
    while k < min(p.end, at + 9):
        item = p.items[k]
        breaks = (
            k > at
            and starts_phrase(item)
            and not item.is_capitalised
            and not is_word(p.items[k - 1], "prepositions")
            and not is_word(p.items[k - 1], "determiners")
        )
        recapital = k > at and item.is_capitalised and not p.items[k - 1].is_capitalised and p.items[k - 1].lower in addressees
        if (
            item.is_quote
            or item.kind == "mark"
            or item.lower == "that"
            or breaks
            or recapital
            or is_word(item, "prepositions")
            or is_word(item, "tail_openers")
        ):
            break
        k += 1
        if item.lower in addressees and not (k < p.end and (p.items[k].lower in addressees or _goes_on(item, p.items[k]))):
            break
    return skip_adjuncts(p.items, k, p.end)


def _goes_on(item: Item, after: Item) -> bool:
    """Return whether the name of a medium goes on: "Radio | Orlets"."""
    return item.is_capitalised and after.is_capitalised and not is_time(after)


def skip_tail(p: Passage, cue: Cue) -> int:
    """Return where adjuncts and an addressee behind the verb end."""
    at = skip_adjuncts(p.items, cue.last, p.end)
    return skip_addressee(p, at) if cue.takes("addressee") else at
