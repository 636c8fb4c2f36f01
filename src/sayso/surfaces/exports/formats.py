"""Which export formats there are, and what writes each. Libraries that only one of them needs are loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sayso.errors import UsageError
from sayso.model import Picture

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """An export format. ``write`` returns files under their names; a set of files goes into a folder or a zip archive."""

    name: str
    about: str
    suffix: str
    media_type: str
    write: Callable[[Picture, date | None], Files]
    is_set: bool = False


def _write_json(picture: Picture, as_of: date | None) -> Files:
    from sayso.ledger import picture_to_document
    from sayso.surfaces.exports.json_text import document_to_json

    return {"case.json": _encode(document_to_json(picture_to_document(picture, as_of)))}


def _write_jsonld(picture: Picture, as_of: date | None) -> Files:
    from sayso.surfaces.exports.linked import picture_to_jsonld

    return {"case.jsonld": _encode(picture_to_jsonld(picture, as_of))}


def _write_csv(picture: Picture, as_of: date | None) -> Files:
    from sayso.ledger import document_to_tables, picture_to_document
    from sayso.surfaces.exports.csv_files import tables_to_csv

    return tables_to_csv(document_to_tables(picture_to_document(picture, as_of)))


def _write_parquet(picture: Picture, as_of: date | None) -> Files:
    from sayso.ledger import document_to_tables, picture_to_document
    from sayso.surfaces.exports.parquet import tables_to_parquet

    return tables_to_parquet(document_to_tables(picture_to_document(picture, as_of)))


def _write_graphml(picture: Picture, as_of: date | None) -> Files:
    from sayso.ledger import picture_to_document
    from sayso.surfaces.exports.graph import document_to_graphml

    return {"retellings.graphml": _encode(document_to_graphml(picture_to_document(picture, as_of)))}


def _write_html(picture: Picture, as_of: date | None) -> Files:
    from sayso.surfaces.exports.brief import picture_to_brief

    return {"brief.html": _encode(picture_to_brief(picture, as_of))}


def _write_csl(picture: Picture, as_of: date | None) -> Files:
    from sayso.ledger import picture_to_document
    from sayso.surfaces.exports.sources import document_to_csl

    return {"sources.json": _encode(document_to_csl(picture_to_document(picture, as_of)))}


def _write_wikitext(picture: Picture, as_of: date | None) -> Files:
    from sayso.ledger import picture_to_document
    from sayso.surfaces.exports.wikitext import document_to_wikitext

    return {"sources.txt": _encode(document_to_wikitext(picture_to_document(picture, as_of)))}


def _encode(written: str) -> bytes:
    return written.encode("utf-8", "backslashreplace")


_ALL = (
    Format("json", "one document that holds it all", ".json", "application/json", _write_json),
    Format("jsonld", "linked data: schema.org, PROV, Web Annotation", ".jsonld", "application/ld+json", _write_jsonld),
    Format("csv", "a set of tables", ".csv", "text/csv", _write_csv, is_set=True),
    Format("parquet", "the same tables", ".parquet", "application/vnd.apache.parquet", _write_parquet, is_set=True),
    Format("graphml", "the family tree of retellings", ".graphml", "application/graphml+xml", _write_graphml),
    Format("html", "a brief to read and print", ".html", "text/html", _write_html),
    Format("csl", "the reports, for citation programs", ".json", "application/vnd.citationstyles.csl+json", _write_csl),
    Format("wikitext", "the reports as references for a wiki, by origin", ".txt", "text/plain", _write_wikitext),
)
FORMATS: dict[str, Format] = {each.name: each for each in _ALL}


def require_format(name: str) -> Format:
    """Return the format of that name.

    Raises:
        UsageError: ``unknown_format``, for one that is not among ``FORMATS``.
    """
    if name not in FORMATS:
        raise UsageError("unknown_format", f"there is no export format {name!r}", allowed=", ".join(FORMATS))
    return FORMATS[name]
