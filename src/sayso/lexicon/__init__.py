"""The door to the words of a language, which live as TOML files beside this module.

``read_lexicon("numbers")`` returns one file, ``read_words("function_words", "all")`` one list of it as a set.
A lexicon holds words that belong to the language, never words that belong to a story.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["read_lexicon", "read_words"]


@cache
def read_lexicon(name: str) -> dict[str, Any]:
    """Return the tables of ``<name>.toml``. The result is shared: do not change it."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def read_words(name: str, key: str) -> frozenset[str]:
    """Return one list of a lexicon as a set of lower-case strings."""
    return frozenset(word.casefold() for word in read_lexicon(name)[key])
