"""What a format reader hands on: one text with the fields that came with it, as found and not yet judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from sayso.errors import InputError
from sayso.ingest.columns import Guesses, Shown, show_nothing
from sayso.ingest.confined import Confined
from sayso.model import Skip
from sayso.settings import IngestSettings


@dataclass(frozen=True)
class Draft:
    """One text and its fields as they stood in the source. ``published`` is a string or number still to be understood."""

    path: str
    stem: str  # of the file's name; derived ids begin with it
    text: str
    given_id: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: object = None
    text_start: int = 0  # characters of fields that stand above the text in the file itself
    is_alone: bool = False  # the only text of its file, so that the file's name identifies it


@dataclass(frozen=True)
class Rules:
    """What holds for the whole run."""

    settings: IngestSettings
    mapping: Mapping[str, str]  # our field -> the column that holds it
    today: date | None = None  # guessed dates of pages after this day are not believed
    shown: Shown = show_nothing  # is told which columns were taken for what
    confined: Confined = field(default_factory=Confined)  # where formats are read that only native code can read


@dataclass(frozen=True)
class Opened:
    """A file that was opened, unpacked: what every format reader reads from."""

    label: str  # the path as people write it
    stem: str
    stream: BinaryIO
    rules: Rules
    guesses: Guesses = field(default_factory=Guesses)  # what the columns of this file were taken for


Reader = Callable[[Opened], Iterator[Draft | Skip]]


def skip_for(error: InputError) -> Skip:
    """Return the record of an error that stops one text and not the pile."""
    return Skip(error.where or "", error.code, f"{error.what}. {error.do}" if error.do else error.what)


def too_large(where: str, size: str, limit: str, name: str) -> InputError:
    """Return the error for a text or record over a limit."""
    return InputError("too_large", f"{size}, and the limit is {limit}", where=where, do=f"Split it, or raise the setting ingest.{name}")


def no_words(where: str) -> InputError:
    """Return the error for a text without a single letter or digit."""
    return InputError("empty", "it holds no words", where=where, do="Leave it out, or look whether the export that wrote it went wrong")
