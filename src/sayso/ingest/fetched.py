"""From addresses to drafts: what was fetched is read by the readers that read files."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sayso.ingest.charsets import decode_bytes
from sayso.ingest.drafts import Draft, Opened, Reader, Rules
from sayso.ingest.fetching_addresses import is_address
from sayso.ingest.fetching_kinds import judge_kind
from sayso.ingest.pages import draft_page
from sayso.model import Fetched, Skip

if TYPE_CHECKING:
    from sayso.ingest.fetching import Fetcher

_IN_CHARSETS = ("bare", "records", "table", "json", "references")  # formats that do not say themselves in which charset they are


def fetch_addresses(paths: Iterable[str | Path], fetcher: Fetcher | None) -> Iterator[Fetched | Skip]:
    """Yield what the addresses among the paths gave. Without a fetcher they are left alone: reading files asks no network."""
    addresses = [str(path) for path in paths if is_address(path)]
    if fetcher is not None:
        yield from fetcher.fetch(addresses)
        return
    for each in sorted({*addresses}):
        yield Skip(each, "not_fetched", "addresses are not fetched here. Fetch it with: sayso read")


def open_fetcher(keep: Callable[[Fetched], None]) -> Fetcher:
    """Return what fetches addresses for one run. ``keep`` is given what was fetched, before anything is read from it."""
    from sayso.ingest.fetching import Fetcher

    return Fetcher(keep=keep)


def open_fetched(fetched: Fetched, rules: Rules) -> Opened:
    """Return what the readers read from. A day after the fetching that is guessed from a page's prose is not believed."""
    body = fetched.body
    if fetched.charset and _kind_of(fetched) in _IN_CHARSETS:
        body = decode_bytes(body, fetched.url, rules.settings, fetched.charset).encode("utf-8", "surrogatepass")
    stem = urlsplit(fetched.final_url).hostname or "fetched"
    return Opened(fetched.url, stem, io.BytesIO(body), replace(rules, today=rules.today or fetched.fetched_at.date()))


def draft_fetched(fetched: Fetched, opened: Opened, readers: Mapping[str, Reader]) -> Iterator[Draft | Skip]:
    """Yield the drafts of what an address gave. Their place is the address that was asked for, a page's URL the one that it ended at.

    Raises:
        InputError: it cannot be read.
    """
    kind = _kind_of(fetched)
    if kind == "page":
        yield draft_page(fetched.body, fetched.url, opened, url=fetched.final_url, charset=fetched.charset)
        return
    for each in readers[kind](opened):
        if isinstance(each, Draft) and each.is_alone:  # but many come from one host: named by a hash of what it says, too
            yield replace(each, is_alone=False, url=each.url or fetched.final_url)
        else:
            yield each


def _kind_of(fetched: Fetched) -> str:
    return judge_kind(fetched.media_type, urlsplit(fetched.final_url).path, fetched.url)
