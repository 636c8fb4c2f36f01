"""Records with named fields: JSON Lines, files of JSON, and the draft that tables share with them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sayso.errors import InputError
from sayso.ingest.charsets import decode_bytes
from sayso.ingest.columns import choose_columns
from sayso.ingest.drafts import Draft, Opened, skip_for
from sayso.ingest.shapes import Shaped, read_shape
from sayso.ingest.streams import Line, line_too_long, read_document, read_lines
from sayso.model import Skip

_MOST_COLUMNS_NAMED = 8
_MOST_LEVELS = 4  # of objects around a list of records, as answers of news services have them
_DESCRIBING = frozenset(("outlet", "url", "title", "published"))
_EMPTY = "it holds no records. Leave it out, or look whether the export that wrote it went wrong"


def read_json_lines(opened: Opened) -> Iterator[Draft | Skip]:
    """Yield a draft for each line of JSON; blank lines are passed over."""
    is_empty = True
    for line in read_lines(opened.stream, opened.rules.settings):
        if line.data is not None and not line.data.strip():
            continue
        is_empty = False
        where = f"{opened.label}:{line.number}"
        try:
            yield draft_record(_read_line(line, where, opened), where, opened)
        except InputError as error:
            yield skip_for(error)
    if is_empty:
        yield Skip(opened.label, "empty", _EMPTY)


def _read_line(line: Line, where: str, opened: Opened) -> Any:
    if line.data is None:
        raise line_too_long(where, opened.rules.settings)
    return _parse(decode_bytes(line.data, where, opened.rules.settings), where, "this line", "JSON Lines has one whole record a line")


def _parse(text: str, where: str, it: str, rule: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        what = f"{it} is no JSON: {error.msg} at character {error.pos + 1}"
        raise InputError("broken_json", what, where=where, do=f"Mend the {it.rsplit(maxsplit=1)[-1]}: {rule}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            "broken_json", f"{it} is JSON that cannot be read", where=where, do=f"Mend the {it.rsplit(maxsplit=1)[-1]}"
        ) from error


def read_json(opened: Opened) -> Iterator[Draft | Skip]:
    """Yield a draft for each record of a file of JSON: one, a list of them, or a list that stands inside an answer of a service.

    Raises:
        InputError: ``broken_json`` or ``binary``.
    """
    data = read_document(opened.stream, opened.label, opened.rules.settings)
    text = decode_bytes(data, opened.label, opened.rules.settings)
    if not text.strip():
        yield Skip(opened.label, "empty", _EMPTY)
        return
    try:
        value = _parse(text, opened.label, "the file", "it holds one record, or one list of records")
    except InputError:
        if not _is_lines(text):
            raise
        yield from _read_renamed_lines(text, opened)
        return
    records = find_records(value, opened.rules.mapping)
    if records is None:
        do = "Save the list of reports by itself, or as JSON Lines"
        raise InputError("not_a_report", "it holds several lists, none of them plainly one of reports", where=opened.label, do=do)
    if not records:
        yield Skip(opened.label, "empty", _EMPTY)
    elif all(isinstance(record, dict) for record in records) and not any(_holds_text(record, opened.rules.mapping) for record in records):
        raise no_text(records[0], opened.label)
    is_alone = not isinstance(value, list) and len(records) == 1
    for number, record in enumerate(records, 1):
        where = opened.label if is_alone else f"{opened.label}:{number}"
        try:
            draft = draft_record(record, where, opened)
            yield replace(draft, is_alone=True) if is_alone else draft
        except InputError as error:
            yield skip_for(error)


def _is_lines(text: str) -> bool:
    """Return whether the first line that holds something is a record by itself: JSON Lines under the name of JSON."""
    line = text.lstrip().partition("\n")[0]
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read_renamed_lines(text: str, opened: Opened) -> Iterator[Draft | Skip]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{opened.label}:{number}"
        try:
            yield draft_record(_parse(line, where, "this line", "JSON Lines has one whole record a line"), where, opened)
        except InputError as error:
            yield skip_for(error)


def find_records(value: Any, mapping: Mapping[str, str], levels: int = _MOST_LEVELS) -> list[Any] | None:
    """Return the records of a JSON value: those of a list, an object that is one, or those of the list inside an object.

    None, if an object holds several lists of objects and not exactly one of them has texts with a title, an outlet, an address or a date.
    """
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or levels == 0:
        return [value]
    named = [] if _has_text(value, mapping) else [each for each in value.values() if _holds_text(each, mapping)]
    if len(named) > 1:  # records under names, such as their ids
        return named
    if _holds_text(value, mapping):
        return [value]
    lists = [each for each in value.values() if isinstance(each, list) and any(isinstance(record, dict) for record in each)]
    if not lists:
        inside = [each for each in value.values() if isinstance(each, dict)]
        return find_records(inside[0], mapping, levels - 1) if len(inside) == 1 else [value]
    plain = lists if len(lists) == 1 else [each for each in lists if any(_is_described(record, mapping) for record in each)]
    return plain[0] if len(plain) == 1 else None


def _is_described(record: Any, mapping: Mapping[str, str]) -> bool:
    """Return whether a record holds a text and says something of where it comes from."""
    return _holds_text(record, mapping) and not _DESCRIBING.isdisjoint(choose_columns(_unwrap(record, mapping), mapping))


def _holds_text(record: Any, mapping: Mapping[str, str]) -> bool:
    return isinstance(record, dict) and (read_shape(record) is not None or _has_text(_unwrap(record, mapping), mapping))


def _has_text(record: Mapping[str, Any], mapping: Mapping[str, str]) -> bool:
    """Return whether the field for the text holds one, and not just has its name."""
    return isinstance(_read_text(record, choose_columns(record, mapping), mapping), str)


def _read_text(record: Mapping[str, Any], chosen: Mapping[str, str], mapping: Mapping[str, str]) -> object:
    """Return what stands for the text. Of a column that the user named, the paragraphs of a list are one text."""
    if "text" not in chosen:
        return None
    value = record[chosen["text"]]
    is_list = isinstance(value, list) and bool(value) and all(isinstance(part, str) for part in value)
    return "\n\n".join(value) if is_list and mapping.get("text") == chosen["text"] else value


def draft_record(record: Any, where: str, opened: Opened) -> Draft:
    """Return the draft of one JSON value, which may be a plain record or one of a known kind.

    Raises:
        InputError: ``not_a_record`` or ``no_text``.
    """
    if not isinstance(record, dict):
        what = f"it is a JSON {type(record).__name__}, not an object with fields"
        raise InputError("not_a_record", what, where=where, do='Write each report as {"text": ...}')
    mapping = opened.rules.mapping
    shaped = read_shape(record)
    if shaped is not None:
        return draft_shaped(shaped, where, opened)
    return draft_of(_unwrap(record, mapping), where, opened)


def _unwrap(record: Mapping[str, Any], mapping: Mapping[str, str]) -> Mapping[str, Any]:
    """Return a record with the fields of the object inside it that holds the text, if it holds none itself."""
    if _has_text(record, mapping):
        return record
    for inner in record.values():
        if isinstance(inner, dict) and _has_text(inner, mapping):
            return {**record, **inner}
    return record


def draft_shaped(shaped: Shaped, where: str, opened: Opened) -> Draft:
    """Return the draft of a record of a known kind.

    Raises:
        InputError: ``no_text``, with what to do about it, which depends on the kind.
    """
    mapped = opened.rules.mapping.get("text")
    if "text" not in shaped.fields and mapped not in shaped.fields:
        raise InputError("no_text", shaped.no_text, where=where, do=shaped.do)
    return draft_of(shaped.fields, where, opened)


def draft_of(record: Mapping[str, Any], where: str, opened: Opened) -> Draft:
    """Return the draft of one record.

    Raises:
        InputError: ``no_text``, when no field holds the text.
    """
    mapping = opened.rules.mapping
    chosen = choose_columns(record, mapping)
    values = {field: record[column] for field, column in chosen.items()}
    text = _read_text(record, chosen, mapping)
    if not isinstance(text, str):
        raise no_text(record, where)
    opened.guesses.note(record, chosen, mapping)
    given_id = values.get("id")
    return Draft(
        path=where,
        stem=opened.stem,
        text=text,
        given_id=str(given_id) if isinstance(given_id, str | int) and not isinstance(given_id, bool) and str(given_id).strip() else None,
        outlet=read_words_of(values.get("outlet")),
        url=read_words_of(values.get("url")),
        title=read_words_of(values.get("title")),
        byline=read_words_of(values.get("byline")),
        published=values.get("published"),
    )


def no_text(columns: Mapping[str, Any], where: str) -> InputError:
    """Return the error for fields among which no text is."""
    names = [str(name) for name in columns][:_MOST_COLUMNS_NAMED]
    found = f"it has {', '.join(map(repr, names))}" if names else "it has no fields at all"
    do = "Say which one does with a mapping such as text=body"
    if "url" in choose_columns(columns, {}):
        do += "; if there is none, read the pages at its addresses"
    return InputError("no_text", f"no field holds the text; {found}", where=where, do=do)


def read_words_of(value: object, levels: int = _MOST_LEVELS) -> str | None:
    """Return the words of a field that may be a string, a list, or an object with a name. Nothing else has words."""
    if isinstance(value, str):
        return value.strip() or None
    if levels == 0:
        return None
    if isinstance(value, dict):
        return read_words_of(value.get("name") or value.get("title"), levels - 1)
    if isinstance(value, list):
        return ", ".join(filter(None, (read_words_of(each, levels - 1) for each in value))) or None
    return None
