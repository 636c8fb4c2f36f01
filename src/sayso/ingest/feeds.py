"""RSS and Atom: each entry is one report, in the words that the feed carries."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError
from sayso.ingest.drafts import Draft, Opened
from sayso.ingest.pages import extract_fragment
from sayso.ingest.streams import read_whole
from sayso.model import Skip

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def read_feed(opened: Opened) -> Iterator[Draft | Skip]:
    """Yield a draft for each entry.

    Raises:
        InputError: ``broken_feed``, when the file is no feed, or declares entities of its own (a known way to blow up).
    """
    import feedparser

    data = read_whole(opened.stream, opened.label, opened.rules.settings)
    do = "Only RSS and Atom are read from .xml; save anything else as .txt or .html"
    if not data.strip():
        raise InputError("empty", "it holds nothing", where=opened.label, do="Leave it out")
    if _ENTITY.search(data):
        raise InputError("broken_feed", "it declares entities of its own, which no feed needs", where=opened.label, do=do)
    # a stream, since a string or bytes may be taken for an address; no base address, since nothing is to be fetched
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False)
    except Exception as error:  # the parser names no errors of its own
        raise InputError("broken_feed", "it is no RSS or Atom feed that can be read", where=opened.label, do=do) from error
    if not feed.get("version") or (feed.get("bozo") and not feed.entries):
        raise InputError("broken_feed", "it is no RSS or Atom feed", where=opened.label, do=do)
    if not feed.entries:
        raise InputError("empty", "the feed has no entries", where=opened.label, do="Leave it out")
    for number, entry in enumerate(feed.entries, 1):
        yield _draft_entry(entry, feed.feed, f"{opened.label}:{number}", opened)
    if feed.get("bozo") and not isinstance(feed.get("bozo_exception"), feedparser.CharacterEncodingOverride):
        yield Skip(opened.label, "broken_feed", "the XML is broken; entries after the break may be missing. Fetch the feed again")


def _draft_entry(entry: Any, feed: Any, where: str, opened: Opened) -> Draft:
    contents = [part.get("value") or "" for part in entry.get("content", [])] or [entry.get("summary") or ""]
    outlet = (entry.get("source") or {}).get("title") or feed.get("title")
    return Draft(
        path=where,
        stem=opened.stem,
        text=extract_fragment(max(contents, key=len)),
        given_id=entry.get("id") or None,
        outlet=outlet or None,
        url=entry.get("link") or None,
        title=entry.get("title") or None,
        byline=entry.get("author") or None,
        published=dict.get(entry, "published") or dict.get(entry, "updated"),  # its own look-up warns of names it maps
    )
