"""Which quotations are speech: they end in a mark of their own, or something that says so follows."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.rules.items import Item


def ends_speech(items: Sequence[Item], k: int) -> bool:
    """Return whether a quotation ends like speech, inside its marks or right behind them."""
    return ends_speech_item(items[k]) or (k + 1 < len(items) and items[k + 1].text in {",", ".", "!", "?"})


def ends_speech_item(item: Item) -> bool:
    """Return whether a quotation ends like speech inside its marks."""
    return item.text.rstrip("\"”»’'“").rstrip()[-1:] in {",", ".", "?", "!", "…", "-", "–", "—"}
