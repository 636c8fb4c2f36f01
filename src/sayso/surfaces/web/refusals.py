"""Errors as answers: one JSON shape for programs, a page for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import Response

from sayso.errors import CaseError, InputError, MissingDependency, NotFound, SaysoError, UsageError
from sayso.surfaces.exports import document_to_json

_BY_CODE = {
    "token_required": 401,
    "forged": 403,
    "unknown_address": 404,
    "wrong_method": 405,
    "too_large": 413,
    "unknown_host": 421,
    "internal": 500,
    "case_busy": 503,
}
_BY_KIND: tuple[tuple[type[SaysoError], int], ...] = (
    (NotFound, 404),
    (UsageError, 400),
    (InputError, 422),
    (MissingDependency, 501),
    (CaseError, 500),
)
_BY_STATUS: dict[int, Callable[[str], SaysoError]] = {
    404: lambda what: NotFound("unknown_address", "there is no such page", where=what, do="Begin at /"),
    405: lambda what: UsageError("wrong_method", "this page is not asked that way", where=what, do="Use the page's own form or link"),
}


def status_of(error: SaysoError) -> int:
    """Return the HTTP status of an error."""
    return _BY_CODE.get(error.code) or next((status for kind, status in _BY_KIND if isinstance(error, kind)), 500)


def understand(error: Exception, where: str) -> SaysoError:
    """Return the error as one of ours. Nothing that only a programmer understands is told to a stranger."""
    if isinstance(error, SaysoError):
        return error
    if isinstance(error, HTTPException):
        explain = _BY_STATUS.get(error.status_code)
        return explain(where) if explain else UsageError("bad_request", str(error.detail), where=where)
    return SaysoError("internal", "something went wrong here", where=where, do="Ask again; if it stays, please report it")


def wants_json(connection: HTTPConnection) -> bool:
    """Return whether a program is asking."""
    return connection.scope["path"].endswith(".json") or "text/html" not in connection.headers.get("accept", "")


def answer_json(document: dict[str, Any], status: int = 200) -> Response:
    """Return a document as JSON, in the very bytes that the command line prints."""
    body = document_to_json(document).encode("utf-8", "backslashreplace")
    return Response(body, status, media_type="application/json")
