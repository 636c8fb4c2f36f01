"""From a draft to a report: an id, a language, a date and, for bare texts, the head above the prose."""

from __future__ import annotations

import hashlib

from sayso.ingest.dates import read_date
from sayso.ingest.drafts import Draft, Rules, no_words, too_large
from sayso.ingest.headlines import Head, find_repeated_title, read_head
from sayso.ingest.languages import judge_language
from sayso.model import Report


def make_report(draft: Draft, rules: Rules) -> Report:
    """Return the report of a draft.

    Raises:
        InputError: ``empty`` or ``too_large``.
    """
    settings = rules.settings
    if len(draft.text) > settings.max_text_chars:
        raise too_large(draft.path, f"its text has {len(draft.text):,} characters", f"{settings.max_text_chars:,}", "max_text_chars")
    if not any(map(str.isalnum, draft.text[draft.text_start :])):
        raise no_words(draft.path)
    language = judge_language(draft.text[draft.text_start :].lstrip()[: settings.language_chars], settings)
    head = _find_head(draft, language, rules)
    given = read_date(draft.published, language)
    moment = given or head.published
    return Report(
        id=_choose_id(draft),
        text=draft.text,
        outlet=draft.outlet,
        url=draft.url,
        title=draft.title or (head.title.text if head.title else None),
        byline=draft.byline or head.byline,
        published=moment.at if moment else None,
        published_precision=moment.precision if moment else None,
        language=language,
        path=draft.path,
        title_span=head.title,
        body_start=max(head.body_start, draft.text_start),
    )


def _find_head(draft: Draft, language: str | None, rules: Rules) -> Head:
    """Return the head of a text without a headline of its own; a given one may be repeated in the first line."""
    if draft.title:
        return find_repeated_title(draft.text, draft.title, draft.text_start)
    return read_head(draft.text, language, rules.settings, draft.text_start)


def _choose_id(draft: Draft) -> str:
    """Return the given id untouched; else the name of a file that holds one text; else the file's name and a hash of the record.

    The hash covers what the record says and not where it stands, so lines may be added before it, and the same
    record read twice is the same report.
    """
    if draft.given_id:
        return draft.given_id
    if draft.is_alone:
        return draft.stem
    said = "\0".join(str(part or "") for part in (draft.url, draft.outlet, draft.title, draft.published, draft.text))
    return f"{draft.stem}-{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"
