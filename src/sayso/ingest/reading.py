"""The way from paths to reports.

1. ``files`` finds what there is to read.
2. A reader for the format yields drafts: texts with the fields that came with them.
3. ``reports`` makes a report of each draft.

Whatever fails on the way is a ``Skip``, and the next one is read. Addresses are fetched, if the caller brings a ``Fetcher``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sayso.errors import InputError
from sayso.ingest.archives import read_wacz, read_warc
from sayso.ingest.bare import read_bare
from sayso.ingest.columns import Shown, check_mapping, show_nothing
from sayso.ingest.confined import Confined
from sayso.ingest.drafts import Draft, Opened, Reader, Rules, skip_for
from sayso.ingest.feeds import read_feed
from sayso.ingest.fetched import draft_fetched, fetch_addresses, open_fetched
from sayso.ingest.fetching_addresses import is_address
from sayso.ingest.files import STANDARD_INPUT, Found, find_files
from sayso.ingest.pages import read_page
from sayso.ingest.pdf_files import read_pdf
from sayso.ingest.records import read_json, read_json_lines
from sayso.ingest.reference_files import read_ris
from sayso.ingest.reports import make_report
from sayso.ingest.sheets import read_sheets
from sayso.ingest.streams import reading_from, unpack_gzip
from sayso.ingest.tables import read_table
from sayso.ingest.word_files import read_word_file
from sayso.model import Fetched, Report, Skip
from sayso.settings import IngestSettings

if TYPE_CHECKING:
    from sayso.ingest.fetching import Fetcher

_READERS: dict[str, Reader] = {
    "bare": read_bare,
    "page": read_page,
    "records": read_json_lines,
    "table": read_table,
    "feed": read_feed,
    "warc": read_warc,
    "wacz": read_wacz,
    "json": read_json,
    "references": read_ris,
    "sheets": read_sheets,
    "words": read_word_file,
    "pdf": read_pdf,
}
_DEFAULTS = IngestSettings()


def read_reports(  # noqa: PLR0913  each is an option of its own
    paths: Sequence[str | Path],
    *,
    mapping: Mapping[str, str] | None = None,
    today: date | None = None,
    stdin: BinaryIO | None = None,
    fetcher: Fetcher | None = None,
    settings: IngestSettings = _DEFAULTS,
    shown: Shown = show_nothing,
) -> Iterator[Report | Skip]:
    """Return an iterator over the reports in files, folders (with all below them) and standard input (``-``, JSON Lines).

    The same files give the same reports in whatever order they are named. Files are opened one at a time.

    Args:
        paths: Files and folders; ``-`` is standard input.
        mapping: Which column or JSON field holds which of ours, as ``{"text": "body"}``. Common names need none.
        today: A day after which a date guessed from a page's prose is not believed. Dates that are given stand as they are.
        stdin: What ``-`` reads from, for tests.
        fetcher: Fetches what is named by its address. Without one, addresses are skipped.
        settings: Limits.
        shown: Is told, file by file, which columns were taken for what, where nobody said so and their names are not ours.

    Raises:
        UsageError: ``unknown_field``, for a mapping of a field that no report has.
    """
    check_mapping(mapping or {})
    rules = Rules(settings, mapping or {}, today, shown)
    return _close_after(_read_all(paths, rules, stdin, fetcher), rules.confined)


def _close_after(results: Iterator[Report | Skip], confined: Confined) -> Iterator[Report | Skip]:
    """Yield all results, and end the confined process after the last, or when nobody asks for more."""
    try:
        yield from results
    finally:
        confined.close()


def _read_all(paths: Sequence[str | Path], rules: Rules, stdin: BinaryIO | None, fetcher: Fetcher | None) -> Iterator[Report | Skip]:
    if STANDARD_INPUT in map(str, paths):
        opened = Opened("stdin", "stdin", stdin or sys.stdin.buffer, rules)
        yield from _make_reports(read_json_lines(opened), "stdin", rules)
        opened.guesses.tell("stdin", rules.shown)
    for found in find_files([path for path in paths if not is_address(path)]):
        yield from [found] if isinstance(found, Skip) else _read_file(found, rules)
    for fetched in fetch_addresses(paths, fetcher):
        yield from [fetched] if isinstance(fetched, Skip) else _read_fetched(fetched, rules)


def _read_file(found: Found, rules: Rules) -> Iterator[Report | Skip]:
    try:
        with reading_from(found.label), found.path.open("rb") as file:
            size = found.path.stat().st_size
            stream = unpack_gzip(file, size, found.label, rules.settings) if found.is_packed else file
            opened = Opened(found.label, found.stem, stream, rules)
            yield from _make_reports(_READERS[found.format](opened), found.label, rules)
            opened.guesses.tell(found.label, rules.shown)
    except InputError as error:
        yield skip_for(error)


def _read_fetched(fetched: Fetched, rules: Rules) -> Iterator[Report | Skip]:
    try:
        opened = open_fetched(fetched, rules)
        yield from _make_reports(draft_fetched(fetched, opened, _READERS), fetched.url, opened.rules)
        opened.guesses.tell(fetched.url, opened.rules.shown)
    except InputError as error:
        yield skip_for(error)


def _make_reports(drafts: Iterator[Draft | Skip], where: str, rules: Rules) -> Iterator[Report | Skip]:
    """Yield the report of each draft. An error of the reader itself ends its file; what was read before stands."""
    with reading_from(where):
        for draft in drafts:
            if isinstance(draft, Skip):
                yield draft
                continue
            try:
                report = make_report(draft, rules)
            except InputError as error:
                yield skip_for(error)
                continue
            yield report
