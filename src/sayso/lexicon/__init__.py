"""The door to the words of a language, which live as TOML files beside this module.

``read_lexicon("numbers")`` returns one file, ``read_words("function_words", "all")`` one list of it as a set, and
``write_pattern("stances", "not_as_fact")`` the regular expression of any of its phrases.
A lexicon holds words that belong to the language, never words that belong to a story.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["join_phrases", "read_lexicon", "read_words", "write_pattern"]


@cache
def read_lexicon(name: str) -> dict[str, Any]:
    """Return the tables of ``<name>.toml``. The result is shared: do not change it."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def read_words(name: str, key: str) -> frozenset[str]:
    """Return one list of a lexicon as a set of lower-case strings."""
    return frozenset(word.casefold() for word in read_lexicon(name)[key])


def write_pattern(name: str, *keys: str) -> str:
    """Return the pattern of any phrase of some lists of a lexicon, the longest first; it is one group and remembers nothing."""
    return join_phrases({phrase for key in keys for phrase in read_lexicon(name)[key]})


def join_phrases(phrases: Iterable[str]) -> str:
    """Return the pattern of any of some phrases, the longest first; it is one group and remembers nothing."""
    return "(?:" + "|".join(map(re.escape, sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))) + ")"
