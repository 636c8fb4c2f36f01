"""Which quotations are speech: they end in a mark of their own, or something that says so follows."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.rules.items import Item
from sayso.claims.rules.verbs import Cue


def is_live(items: Sequence[Item], cue: Cue) -> bool:
    """Return whether a cue that needs a quotation has one beside it."""
    return not all(entry.takes == {"quote"} for entry in cue.readings) or has_quote_beside(items, cue)


def has_quote_beside(items: Sequence[Item], cue: Cue) -> bool:
    """Return whether a quotation stands close to a cue: speech before it, anything in marks behind it."""
    before = items[max(0, cue.group - 5) : cue.group]
    after = items[cue.last : cue.last + 6]
    return any(item.is_quote and ends_speech_item(item) for item in before) or any(item.is_quote for item in after)


def ends_speech(items: Sequence[Item], k: int) -> bool:
    """Return whether a quotation ends like speech, inside its marks or right behind them."""
    return ends_speech_item(items[k]) or (k + 1 < len(items) and items[k + 1].text in {",", ".", "!", "?"})


def ends_speech_item(item: Item) -> bool:
    """Return whether a quotation ends like speech inside its marks."""
    return item.text.rstrip("\"”»’'“").rstrip()[-1:] in {",", ".", "?", "!", "…", "-", "–", "—"}
