"""How rare English stems are in news, as ``training/count_rarity.py`` counted them."""

from __future__ import annotations

from functools import cache

from sayso.lexicon import read_lexicon


@cache
def _rarity() -> dict[str, float]:
    return {stem: int(band) / 10 for band, stems in read_lexicon("rarity").items() for stem in stems.split()}


def find_rarity(stem: str) -> float:
    """Return how rare a stem is in news, from 0 to 1; names are as rare as can be."""
    return _rarity().get(stem, 1.0)


def is_common(stem: str) -> bool:
    """Return whether a stem is not rare in news, as names are."""
    return stem in _rarity()
