"""A question that a page asks, and its answer: the same data as a page for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from sayso.errors import NotFound, UsageError
from sayso.model import Report, Voice
from sayso.surfaces import days
from sayso.surfaces.web.addresses import Addresses
from sayso.surfaces.web.keeper import Keeper
from sayso.surfaces.web.told import Told

Json = dict[str, Any]
Thing = TypeVar("Thing")
_MOST_DIGITS = 18


@dataclass(frozen=True)
class Asked:
    """What is asked: the picture of the day, the ids in the address, the query, and whom to ask for more."""

    told: Told
    ids: tuple[str, ...]
    query: Mapping[str, str]
    keeper: Keeper

    @property
    def to(self) -> Addresses:
        """The addresses of other pages on the same day."""
        return Addresses(self.told.as_of)

    def say(self, **parts: Any) -> Json:
        """Return a document with what every document begins with."""
        return {"schema": self.told.document["schema"], "as_of": self.told.document["as_of"], **parts}

    def report(self, report_id: str) -> Report:
        """Return the report of that id.

        Raises:
            NotFound: ``unknown_report``.
        """
        found = self.told.index.reports.get(report_id)
        if found is None:
            raise NotFound("unknown_report", f"there is no report {report_id!r}", do="They are listed at /reports")
        return found

    def voice(self, voice_id: str) -> Voice:
        """Return the voice of that id.

        Raises:
            NotFound: ``unknown_voice``.
        """
        found = self.told.index.voices.get(voice_id)
        if found is None:
            raise NotFound("unknown_voice", f"there is no voice {voice_id!r}", do="They are listed at /voices")
        return found


@dataclass(frozen=True)
class Answer:
    """A page: its template and what stands in it, and the document of its twin. Either is made only when it is wanted."""

    template: str
    context: Callable[[], Json]
    document: Callable[[], Json]


Ask = Callable[[Asked], Awaitable[Answer]]


@dataclass(frozen=True)
class Paged(Generic[Thing]):
    """The things on one page of a long list."""

    things: Sequence[Thing]
    number: int
    n_pages: int
    n_things: int
    first: int


def cut_page(things: Sequence[Thing], query: Mapping[str, str], n_rows: int) -> Paged[Thing]:
    """Return the page of a list that the query asks for.

    Raises:
        UsageError: ``bad_page``.
        NotFound: ``unknown_page``.
    """
    n_pages = max(1, -(-len(things) // n_rows))
    words = query.get("page", "1")
    if not (words.isascii() and words.isdigit() and int(words[:_MOST_DIGITS])):
        raise UsageError("bad_page", f"{words[:20]!r} is no number of a page", allowed=f"1 to {n_pages}")
    if len(words) > _MOST_DIGITS or int(words) > n_pages:
        raise NotFound("unknown_page", f"there is no page {words[:20]} of this list", allowed=f"1 to {n_pages}")
    number = int(words)
    first = (number - 1) * n_rows
    return Paged(things[first : first + n_rows], number, n_pages, len(things), first)


def read_day(words: str | None) -> date | None:
    """Return the day that ``as_of`` names.

    Raises:
        UsageError: ``bad_date``.
    """
    return days.read_day(words[:40], "as_of") if words else None
