"""Which column or JSON field holds which field of a report: as the user says, or by its name; and what was taken for what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.errors import UsageError
from sayso.lexicon import read_lexicon

FIELDS = ("id", "outlet", "url", "title", "byline", "published", "text")
_MOST_LEFT = 40  # names of other columns that are kept: a file of records may have a new one in every line


@dataclass(frozen=True)
class Columns:
    """What the columns of one file were taken for by their names.

    ``taken``: ``(our field, its column)``, where the column has another name and nobody said so. ``left``: columns that were not used.
    """

    path: str
    taken: tuple[tuple[str, str], ...]
    left: tuple[str, ...] = ()

    def line(self) -> str:
        """Return it in words, as in ``outlet ← publisher, text ← body; not used: section``."""
        taken = ", ".join(f"{field} ← {column}" for field, column in self.taken)
        return f"{taken}; not used: {', '.join(self.left)}" if self.left else taken


Shown = Callable[[Columns], None]


def show_nothing(columns: Columns) -> None:
    """Take no note."""


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Refuse a mapping of a field that no report has.

    Raises:
        UsageError: ``unknown_field``.
    """
    for field in mapping:
        if field not in FIELDS:
            what, allowed = f"no report has a field {field!r}", ", ".join(FIELDS)
            raise UsageError("unknown_field", what, where="mapping", allowed=allowed, do="Write it as FIELD=COLUMN")


def choose_columns(record: Mapping[str, Any], mapping: Mapping[str, str]) -> dict[str, str]:
    """Return, by our field, the column that holds it: the mapped one where it is there, else the first known name that holds something."""
    plain = {_plain_name(name): name for name in reversed(list(record))}
    found = {}
    for field, names in _known_names().items():
        mapped = mapping.get(field)
        if mapped is not None and mapped in record:
            found[field] = mapped
            continue
        there = [plain[name] for name in names if name in plain]
        chosen = next((name for name in there if record[name] not in (None, "")), there[0] if there else None)
        if chosen is not None:
            found[field] = chosen
    return found


def has_text(columns: Iterable[str], mapping: Mapping[str, str]) -> bool:
    """Return whether one of the columns is known to hold the text."""
    return "text" in choose_columns(dict.fromkeys(columns), mapping)


@cache
def _known_names() -> dict[str, tuple[str, ...]]:
    return {field: tuple(read_lexicon("fields")[field]) for field in FIELDS}


def _plain_name(name: object) -> str:
    return "_".join(str(name).replace("-", " ").split()).casefold()


class Guesses:
    """What the columns of one file were taken for, gathered over its records."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str], None] = {}
        self._used: set[str] = set()
        self._names: dict[str, None] = {}

    def note(self, names: Iterable[str], chosen: Mapping[str, str], mapping: Mapping[str, str]) -> None:
        """Take note of the columns of one record, which of them were chosen, and which of these the user named."""
        self._used.update(chosen.values())
        for field, column in chosen.items():
            if column != field and mapping.get(field) != column:
                self._taken[field, column] = None
        for name in names:
            if len(self._names) < _MOST_LEFT:
                self._names[name] = None

    def tell(self, path: str, shown: Shown) -> None:
        """Tell what was taken for what, if anything was guessed."""
        if self._taken:
            taken = tuple(sorted(self._taken, key=lambda pair: FIELDS.index(pair[0])))
            shown(Columns(path, taken, tuple(name for name in self._names if name not in self._used)))
