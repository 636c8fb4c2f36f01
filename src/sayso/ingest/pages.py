"""Web pages: the article's text without its surroundings, and what the page says about itself.

The text is trafilatura's, its paragraphs set apart by blank lines. The time of publication is read from the page's
own metadata first, since there it may be an instant; a day found elsewhere in the page comes second.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sayso.errors import InputError
from sayso.ingest.charsets import decode_bytes
from sayso.ingest.drafts import Draft, Opened, Rules, no_words
from sayso.ingest.streams import read_whole
from sayso.model import Skip

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED_BYTES = 4_096
_PUBLISHED_PATHS = (
    "//meta[@property='article:published_time' or @property='og:published_time' or @itemprop='datePublished']/@content",
    "//meta[@name='article:published_time' or @name='pubdate' or @name='publish-date' or @name='parsely-pub-date']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='date' or @name='dc.date' or @name='DC.date.issued' or @name='dcterms.created']/@content",
    "//article//time[@pubdate]/@datetime",
)
_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')
_BLOCKS = frozenset((
    "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol",
    "p", "pre", "section", "table", "tr", "ul",
))  # fmt: skip
_UNSEEN = frozenset(("script", "style", "template"))
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
_LATEST = date(9998, 12, 31)


def read_page(opened: Opened) -> Iterator[Draft | Skip]:
    """Yield the draft of a file that holds one page."""
    data = read_whole(opened.stream, opened.label, opened.rules.settings)
    yield replace(draft_page(data, opened.label, opened), is_alone=True)


def draft_page(data: bytes, where: str, opened: Opened, *, url: str | None = None, charset: str | None = None) -> Draft:
    """Return the draft of a page's bytes. ``charset`` is what its transport declared.

    Raises:
        InputError: ``empty``, ``binary`` or ``no_article``.
    """
    if not data.strip():
        raise no_words(where)
    rules = opened.rules
    declared = _DECLARED.search(data, 0, _DECLARED_BYTES)
    page = decode_bytes(data, where, rules.settings, charset or (declared[1].decode("ascii", "replace") if declared else None))
    published, article = _extract(page, url, rules)
    text = join_paragraphs(article.text) if article is not None and article.text else ""
    if not text:
        raise InputError("no_article", "no text of an article was found in the page", where=where, do="Save its text as .txt")
    return Draft(
        path=where,
        stem=opened.stem,
        text=text,
        outlet=article.sitename,
        url=url or article.url,
        title=article.title,
        byline=article.author,
        published=published or article.date,
    )


def join_paragraphs(text: str) -> str:
    """Return the lines of an extracted text as paragraphs, set apart by one blank line."""
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def extract_fragment(html: str) -> str:
    """Return the text of a piece of HTML, such as an entry of a feed, all of which belongs to the text."""
    from lxml import html as lxml_html
    from lxml.etree import LxmlError, iterwalk

    if not re.search(r"<\w|&#?\w+;", html):
        return join_paragraphs(html)
    try:
        # as part of a document: a piece that begins like one of its own makes the library's way for fragments break off
        tree = lxml_html.document_fromstring(f"<div>{_without_controls(html)}</div>")
    except (LxmlError, ValueError):
        return ""
    parts: list[str] = []
    for event, element in iterwalk(tree, events=("start", "end", "comment", "pi")):
        is_start = event == "start"
        if element.tag in _BLOCKS:
            parts.append("\n")
        if is_start and element.tag not in _UNSEEN:
            parts.append(element.text or "")
        if not is_start and element is not tree:
            parts.append(element.tail or "")
    return join_paragraphs("".join(parts))


def _extract(page: str, url: str | None, rules: Rules) -> tuple[str | None, Any]:
    """Return what the page's metadata says of its publication, and its article; None for what is not there."""
    import trafilatura

    dates = {"original_date": True, "extensive_search": False, "max_date": (rules.today or _LATEST).isoformat()}
    try:
        tree = trafilatura.load_html(_without_controls(page))
        if tree is None:
            return None, None
        published = _find_published(tree)  # before the extractor takes the tree apart
        article = trafilatura.bare_extraction(tree, url=url, with_metadata=True, include_comments=False, date_extraction_params=dates)
    except Exception:  # the extractor names no errors of its own; a page it cannot take apart has no article to be read
        return None, None
    return published, article


def _without_controls(page: str) -> str:
    """Return markup that the HTML library accepts: it refuses control characters and lone surrogates."""
    return page.translate(_CONTROLS).encode("utf-8", "replace").decode("utf-8")


def _find_published(tree: Any) -> str | None:
    """Return what the page's own metadata says of its first publication."""
    for path in _PUBLISHED_PATHS:
        for value in tree.xpath(path):
            if any(map(str.isdigit, value)):
                return str(value).strip()
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        if match := _JSON_LD.search(script):
            return str(json.loads(f'"{match[1]}"')) if "\\" not in match[1] else None
    return None
