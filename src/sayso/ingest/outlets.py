"""Which outlets are one newsroom under several names, and which only carry what others wrote.

The list comes with Sayso (``lexicon/outlets.toml``) and is short; a file of the user's own, named by the environment variable
``SAYSO_OUTLETS``, is read beside it and goes before it.
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sayso.errors import UsageError
from sayso.lexicon import read_lexicon

VARIABLE = "SAYSO_OUTLETS"
_ARTICLES = re.compile(r"^(?:the|an?)\s+(?=\S)")
_AGGREGATOR = ""
_MOST_BYTES = 1024**2


@dataclass(frozen=True)
class Outlets:
    """Newsrooms by folded name and by site; an empty one marks an aggregator. ``version`` tells the user's own lists apart."""

    by_name: Mapping[str, str]
    by_site: Mapping[str, str]
    version: str = ""

    def find_newsroom(self, outlet: str | None, url: str | None = None) -> str | None:
        """Return the newsroom behind a report: by its outlet's name, by a site that is given for one, else by its address.

        An outlet that is not listed is a newsroom of its own, under its own name. None: nobody knows, or an aggregator carried it.
        """
        name = (outlet or "").strip()
        found = self.by_name.get(fold_name(name))
        if found is None and name:
            found = self._find_site(name) if _is_site(name) else name
        if found is None and not name and url:
            found = self._find_site(_host_of(url))
        return found or (name if found is None and name else None)

    def is_aggregator(self, outlet: str | None, url: str | None = None) -> bool:
        """Return whether a report was only carried by the outlet that is named, or by the site of its address if none is named."""
        name = (outlet or "").strip()
        if name:
            site = self._find_site(name) if _is_site(name) else None
            return _AGGREGATOR in (self.by_name.get(fold_name(name)), site)
        return bool(url) and self._find_site(_host_of(url or "")) == _AGGREGATOR

    def _find_site(self, host: str) -> str | None:
        """Return what is known of a site, or of the nearest one above it."""
        parts = host.casefold().strip(".").removeprefix("www.").split(".")
        return next((self.by_site[site] for k in range(len(parts) - 1) if (site := ".".join(parts[k:])) in self.by_site), None)


def fold_name(name: str) -> str:
    """Return a name without case, marks and a leading article.

    >>> fold_name("The  A.B.C. News!"), fold_name("Radio Free Kelp/Radio Quay")
    ('abc news', 'radio free kelp radio quay')
    """
    words = re.sub(r"[^\w\s/-]", "", name.casefold())
    return _ARTICLES.sub("", " ".join(re.split(r"[\s/_-]+", words)).strip())


def _is_site(name: str) -> bool:
    return re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}", name.casefold()) is not None


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def read_outlets() -> Outlets:
    """Return what is known of outlets: the list that comes with Sayso, and the user's own.

    Raises:
        UsageError: ``bad_outlets``, when the user's own list cannot be read.
    """
    by_name: dict[str, str] = {}
    by_site: dict[str, str] = {}
    own, version = read_own()
    for listed in (read_lexicon("outlets"), own):
        _enter(listed.get("aggregators", {}), _AGGREGATOR, by_name, by_site)
        for newsroom in listed.get("newsrooms", ()):
            _enter(newsroom, newsroom["names"][0], by_name, by_site)
    return Outlets(by_name, by_site, version)


def _enter(entry: Mapping[str, Any], newsroom: str, by_name: dict[str, str], by_site: dict[str, str]) -> None:
    by_name.update(dict.fromkeys(map(fold_name, entry.get("names", ())), newsroom))
    by_site.update(dict.fromkeys((site.casefold().removeprefix("www.") for site in entry.get("sites", ())), newsroom))


def read_own() -> tuple[dict[str, Any], str]:
    """Return the user's own list and the hash of its bytes; an empty one and an empty hash, if there is none.

    Raises:
        UsageError: ``bad_outlets``.
    """
    place = os.environ.get(VARIABLE, "")
    if not place:
        return {}, ""
    try:
        with Path(place).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        listed = tomllib.loads(data.decode("utf-8"))
    except (OSError, ValueError) as error:
        raise _bad(place, f"it cannot be read ({getattr(error, 'strerror', None) or error})") from error
    if len(data) > _MOST_BYTES:
        raise _bad(place, "it is longer than any list of outlets")
    _check_own(listed, place)
    return listed, hashlib.sha256(data).hexdigest()


def _check_own(listed: Mapping[str, Any], place: str) -> None:
    newsrooms, aggregators = listed.get("newsrooms", []), listed.get("aggregators", {})
    if not {*listed} <= {"newsrooms", "aggregators"} or not isinstance(newsrooms, list) or not isinstance(aggregators, dict):
        raise _bad(place, "it has other parts than newsrooms and aggregators")
    for entry in (aggregators, *newsrooms):
        is_entry = isinstance(entry, dict) and {*entry} <= {"names", "sites"}
        if not is_entry or not all(isinstance(each, list) and all(isinstance(name, str) for name in each) for each in entry.values()):
            raise _bad(place, "an entry holds something other than lists of names and sites")
        if entry is not aggregators and not any(name.strip() for name in entry.get("names", [])[:1]):
            raise _bad(place, "a newsroom has no name")


def _bad(place: str, what: str) -> UsageError:
    allowed = '[aggregators] and [[newsrooms]], each with names = ["..."] and sites = ["..."]'
    return UsageError("bad_outlets", what, where=place, allowed=allowed, do=f"Mend it, or unset {VARIABLE}")
