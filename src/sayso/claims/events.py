"""What can happen to those who are counted."""

from __future__ import annotations

from functools import cache

from sayso.lexicon import read_lexicon


@cache
def event_of() -> dict[str, str]:
    """Return what happened by each word that shows it beside a number: "dead" -> "killed"."""
    return {word: event for event, words in read_lexicon("figures")["events"].items() for word in words}
