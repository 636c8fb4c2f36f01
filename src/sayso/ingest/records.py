"""Records with named fields: JSON Lines here, and the naming of fields that tables share."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sayso.errors import InputError, UsageError
from sayso.ingest.charsets import decode_bytes
from sayso.ingest.drafts import Draft, Opened, skip_for
from sayso.ingest.streams import Line, line_too_long, read_lines
from sayso.lexicon import read_lexicon
from sayso.model import Skip

FIELDS = ("id", "outlet", "url", "title", "byline", "published", "text")
_MOST_COLUMNS_NAMED = 8


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Refuse a mapping of a field that no report has.

    Raises:
        UsageError: ``unknown_field``.
    """
    for field in mapping:
        if field not in FIELDS:
            what, allowed = f"no report has a field {field!r}", ", ".join(FIELDS)
            raise UsageError("unknown_field", what, where="mapping", allowed=allowed, do="Write it as FIELD=COLUMN")


def read_json_lines(opened: Opened) -> Iterator[Draft | Skip]:
    """Yield a draft for each line of JSON; blank lines are passed over."""
    is_empty = True
    for line in read_lines(opened.stream, opened.rules.settings):
        if line.data is not None and not line.data.strip():
            continue
        is_empty = False
        where = f"{opened.label}:{line.number}"
        try:
            yield draft_of(_read_record(line, where, opened), where, opened)
        except InputError as error:
            yield skip_for(error)
    if is_empty:
        yield Skip(opened.label, "empty", "it holds no records. Leave it out, or look whether the export that wrote it went wrong")


def _read_record(line: Line, where: str, opened: Opened) -> Mapping[str, Any]:
    if line.data is None:
        raise line_too_long(where, opened.rules.settings)
    text = decode_bytes(line.data, where, opened.rules.settings)
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        what = f"this line is no JSON: {error.msg} at character {error.pos + 1}"
        raise InputError("broken_json", what, where=where, do="Mend the line: JSON Lines has one whole record a line") from error
    except (ValueError, RecursionError) as error:
        raise InputError("broken_json", "this line is JSON that cannot be read", where=where, do="Mend the line") from error
    if not isinstance(record, dict):
        what = f"this line holds a JSON {type(record).__name__}, not an object with fields"
        raise InputError("not_a_record", what, where=where, do='Write each report as {"text": ...}')
    return record


def draft_of(record: Mapping[str, Any], where: str, opened: Opened) -> Draft:
    """Return the draft of one record.

    Raises:
        InputError: ``no_text``, when no field holds the text.
    """
    values = _name_fields(record, opened.rules.mapping)
    text = values.get("text")
    if not isinstance(text, str):
        raise no_text(record, where)
    given_id = values.get("id")
    return Draft(
        path=where,
        stem=opened.stem,
        text=text,
        given_id=str(given_id) if isinstance(given_id, str | int) and not isinstance(given_id, bool) and str(given_id).strip() else None,
        outlet=_read_words_of(values.get("outlet")),
        url=_read_words_of(values.get("url")),
        title=_read_words_of(values.get("title")),
        byline=_read_words_of(values.get("byline")),
        published=values.get("published"),
    )


def no_text(columns: Mapping[str, Any], where: str) -> InputError:
    """Return the error for fields among which no text is."""
    names = [str(name) for name in columns][:_MOST_COLUMNS_NAMED]
    found = f"it has {', '.join(map(repr, names))}" if names else "it has no fields at all"
    return InputError("no_text", f"no field holds the text; {found}", where=where, do="Say which one does with a mapping such as text=body")


def has_text(columns: Mapping[str, Any], mapping: Mapping[str, str]) -> bool:
    """Return whether one of the columns is known to hold the text."""
    return "text" in _name_fields(columns, mapping)


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    return {field: tuple(read_lexicon("fields")[field]) for field in FIELDS}


def _name_fields(record: Mapping[str, Any], mapping: Mapping[str, str]) -> dict[str, Any]:
    """Return our fields of a record: the mapped column where it is there, else the first synonym that is there and holds something."""
    plain = {_plain_name(name): value for name, value in reversed(list(record.items()))}
    found = {}
    for field, synonyms in _synonyms().items():
        mapped = mapping.get(field)
        if mapped is not None and mapped in record:
            found[field] = record[mapped]
            continue
        names = [name for name in synonyms if plain.get(name) not in (None, "")] or [name for name in synonyms if name in plain]
        if names:
            found[field] = plain[names[0]]
    return found


def _plain_name(name: object) -> str:
    return "_".join(str(name).replace("-", " ").split()).casefold()


def _read_words_of(value: object) -> str | None:
    """Return the words of a field that may be a string, a list, or an object with a name. Nothing else has words."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, dict):
        return _read_words_of(value.get("name") or value.get("title"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_read_words_of, value))) or None
    return None
