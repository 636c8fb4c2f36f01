"""The workbench described for programs: every address, what it is asked with and what it answers, as an OpenAPI document.

It stands at ``/openapi.json``. The documents' own shapes are those of the export; here only their first keys are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any, get_args

from sayso.model import OverrulingKind
from sayso.settings import WebSettings
from sayso.surfaces.exports import FORMATS

Json = dict[str, Any]
_ALWAYS = ("schema", "as_of")

# What is asked at each address that has a page, what its document holds, and which queries it heeds besides the day.
_PAGES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "/": ("The contested claims", (*_ALWAYS, "n_reports", "n_independent", "n_claims", "n_contested", "propositions"), ("page",)),
    "/claims": ("All claims", (*_ALWAYS, "propositions", "voices", "attributions"), ("page",)),
    "/claims/{claim}": ("A claim, each number unfolded", (*_ALWAYS, "propositions", "voices", "attributions", "reports"), ()),
    "/retellings": ("Who was made from whom", (*_ALWAYS, "origins", "retellings", "changes"), ("page",)),
    "/retellings/{report}": ("The family tree that a report is in", (*_ALWAYS, "reports", "origins", "retellings", "changes"), ()),
    "/redlines/{child}": ("A report against the one that it retells", ("schema", "changes", "sentences"), ()),
    "/redlines/{child}/{parent}": ("A report against another one", ("schema", "changes", "sentences"), ()),
    "/reports": ("The reports", (*_ALWAYS, "reports", "origins"), ("page",)),
    "/reports/{report}": ("A report with its attributions", (*_ALWAYS, "reports", "retellings", "attributions", "figures"), ("span",)),
    "/voices": ("Voices and parties", (*_ALWAYS, "voices"), ()),
    "/voices/{voice}": ("A voice and what it is quoted with", (*_ALWAYS, "voices", "attributions", "figures"), ()),
    "/figures": ("Figures as they were said", (*_ALWAYS, "figures"), ("page",)),
    "/names": ("Names of one place or body", (*_ALWAYS, "names"), ()),
    "/left-out": ("What was not read or is not measured", (*_ALWAYS, "skipped", "duplicates", "unmeasured"), ("page",)),
    "/search": ("Where words stand", (*_ALWAYS, "query", "propositions", "voices", "reports"), ("q",)),
    "/overrulings": ("The log of overrulings", ("schema", "overrulings"), ("made",)),
    "/overrule/{thing}": ("What can be decided about a statement, a claim or a voice", ("things", "about", "choices"), ()),
    "/overrule/{child}/{parent}": ("What can be decided about a retelling", ("things", "about", "choices"), ()),
    "/add": ("How reports are added, and the readings of this session", ("allowed", "jobs"), ()),
    "/jobs/{job}": ("How far a reading is", ("id", "stage", "done", "total", "is_done", "read", "error"), ()),
    "/exports": ("The formats of the export", ("formats",), ()),
}
_QUERIES: dict[str, Json] = {
    "page": {
        "description": "Which page of a long list; the document holds all of it.",
        "schema": {"type": "integer", "minimum": 1},
    },
    "span": {"description": "A place to mark, as start-end or title-start-end.", "schema": {"type": "string"}},
    "q": {"description": "Words that stand in a row.", "schema": {"type": "string", "maxLength": WebSettings().query_chars}},
    "made": {"description": "The number of an overruling to mark.", "schema": {"type": "string"}},
}
_DAY = {
    "name": "as_of", "in": "query", "description": "Everything as it stood at the end of that day, UTC; empty: all days.",
    "schema": {"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]},
}  # fmt: skip
_TOKEN = {"type": "string", "pattern": "^([A-Za-z0-9_-]|~[0-9A-F]{2})+$"}
_TIMELESS = ("/overrulings", "/overrule", "/add", "/jobs", "/exports", "/redlines")
_WORDS = {"type": "string", "maxLength": WebSettings().field_chars}


def describe() -> Json:
    """Return the description of all addresses."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Sayso", "version": version("sayso"),
            "description": "Who says what in a pile of reports, and how often independently. Every page has a twin in JSON.",
        },
        "paths": dict(_describe_paths()),
        "components": {
            "schemas": {"Error": _ERROR},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "Where the workbench was given one."}},
        },
        "security": [{}, {"token": []}],
    }  # fmt: skip


def find_twin(path: str) -> str:
    """Return the address of the document beside a page.

    >>> find_twin("/"), find_twin("/claims/{claim}")
    ('/board.json', '/claims/{claim}.json')
    """
    return "/board.json" if path == "/" else f"{path}.json"


def _describe_paths() -> Iterator[tuple[str, Json]]:
    for path, (says, holds, queries) in _PAGES.items():
        document = {"summary": says, "parameters": _parameters(path, [each for each in queries if each == "q"])}
        yield find_twin(path), {"get": document | {"responses": _answers(holds)}}
        page = {"get": {"summary": f"{says}, as a page", "parameters": _parameters(path, queries), "responses": _page_answers()}}
        yield path, page | _FORMS.get(path, {})
    yield "/overrulings/{number}/undo", _UNDO
    yield "/exports/{format}", {"get": _EXPORT}
    yield "/enter", _ENTER
    yield "/openapi.json", {"get": {"summary": "This document", "responses": _answers(("openapi", "paths"))}}


def _parameters(path: str, queries: Sequence[str]) -> list[Json]:
    names = [part.strip("{}") for part in path.split("/") if part.startswith("{")]
    ids = [{"name": name, "in": "path", "required": True, "schema": _TOKEN} for name in names]
    days = [] if path.startswith(_TIMELESS) else [_DAY]
    return [*ids, *days, *({"name": name, "in": "query", **_QUERIES[name]} for name in queries)]


def _answers(holds: tuple[str, ...], status: str = "200") -> Json:
    schema = {"type": "object", "required": list(holds)}
    return {status: {"description": "The document", "content": {"application/json": {"schema": schema}}}, "default": _REFUSED}


def _page_answers() -> Json:
    page = {"text/html": {"schema": {"type": "string"}}}
    waits = {"description": "It is being worked out: the page says how far it is, and asks again", "content": page}
    return {"200": {"description": "The page", "content": page}, "202": waits, "default": _REFUSED_PAGE}


def _form(media_type: str, fields: Json, required: tuple[str, ...], answers: Json) -> Json:
    """Return a form that changes something. Programs send its token as a header; pages hold it in the form."""
    header = {
        "name": "X-Sayso-Form", "in": "header", "schema": {"type": "string"},
        "description": "The token that stands in every form of this run as form_token; without either nothing is changed.",
    }  # fmt: skip
    schema = {"type": "object", "properties": {**fields, "form_token": {"type": "string"}}, "required": list(required)}
    body = {"required": True, "content": {media_type: {"schema": schema}}}
    return {"parameters": [header], "requestBody": body, "responses": answers}


_ERROR: Json = {
    "type": "object",
    "required": ["code", "what", "where", "allowed", "do"],
    "properties": {
        "code": {"type": "string"},
        "what": {"type": "string"},
        **{name: {"type": ["string", "null"]} for name in ("where", "allowed", "do")},
    },
}
_REFUSED: Json = {
    "description": "What was wrong, where, what is allowed and what to do",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
}
_REFUSED_PAGE: Json = {**_REFUSED, "content": {**_REFUSED["content"], "text/html": {"schema": {"type": "string"}}}}
_LED: Json = {"description": "Done; the page that shows it is named", "headers": {"Location": {"schema": {"type": "string"}}}}
_MADE: Json = {"201": _answers(("schema", "overrulings"))["200"], "303": _LED, "default": _REFUSED_PAGE}
_STARTED: Json = {"202": _answers(("id", "stage", "is_done"))["200"], "303": _LED, "default": _REFUSED_PAGE}
_FILES: Json = {"type": "array", "items": {"type": "string", "format": "binary"}, "maxItems": WebSettings().upload_files}
_PASTED: Json = dict.fromkeys(("title", "outlet", "published", "url", "byline"), _WORDS) | {
    "text": {"type": "string", "maxLength": WebSettings().pasted_chars}
}
_KINDS: Json = {"enum": [kind.replace("_", "-") for kind in get_args(OverrulingKind) if kind != "undo"]}
_DECIDED: Json = {"kind": _KINDS, "thing": {"type": "array", "items": _WORDS, "minItems": 1, "maxItems": 2}, "why": _WORDS, "who": _WORDS}
_FORMS: Json = {
    "/add": {"post": {"summary": "Add reports", **_form("multipart/form-data", {"files": _FILES, **_PASTED}, (), _STARTED)}},
    "/overrulings": {
        "post": {
            "summary": "Overrule",
            **_form("application/x-www-form-urlencoded", _DECIDED, ("kind", "thing", "why"), _MADE),
        }
    },
}
_NUMBER: Json = {"name": "number", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1, "maximum": 10**9}}
_UNDOING: Json = _form("application/x-www-form-urlencoded", {}, (), _MADE)
_UNDO: Json = {"post": {"summary": "Take an overruling back", **_UNDOING, "parameters": [_NUMBER, *_UNDOING["parameters"]]}}
_TAKEN: Json = {each.media_type if not each.is_set else "application/zip": {} for each in FORMATS.values()}
_EXPORT: Json = {
    "summary": "Everything that was found, in one format",
    "parameters": [{"name": "format", "in": "path", "required": True, "schema": {"enum": list(FORMATS)}}, _DAY],
    "responses": {"200": {"description": "The file", "content": _TAKEN}, "202": _page_answers()["202"], "default": _REFUSED_PAGE},
}
_ENTER: Json = {
    "get": {
        "summary": "Show the token, as a page",
        "parameters": [{"name": "token", "in": "query", "schema": {"type": "string"}}],
        "responses": {**_page_answers(), "303": _LED},
    },
    "post": {
        "summary": "Show the token",
        "requestBody": {
            "content": {
                "application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": {"token": _WORDS}, "required": ["token"]}}
            }
        },
        "responses": {"303": _LED, "default": _REFUSED_PAGE},
    },
}
