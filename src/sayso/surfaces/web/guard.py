"""What every request passes first: is it meant for us, may it ask, can it be forged, is it too large. And what every answer carries.

1. The Host header has to name this machine, or a page elsewhere could have its own name point here (DNS rebinding).
2. Beyond loopback a token has to be shown: in the ``Authorization`` header, or in the cookie that ``/enter`` gives.
3. What changes something has to come from our own pages: their origin, and the form's token.
4. The body has to be within the limit.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import FormData, Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.errors import SaysoError, UsageError
from sayso.settings import WebSettings

COOKIE = "sayso_entry"
_SAFE = ("GET", "HEAD", "OPTIONS")
_OPEN_PATHS = ("/enter", "/static/")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with none at all browsers send our own forms without an origin
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

Refuse = Callable[[HTTPConnection, SaysoError], Awaitable[ASGIApp]]


@dataclass(frozen=True)
class House:
    """Who may come in: the names this machine answers to, and the token. ``form_token`` stands in every form of this run."""

    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    token: str | None = None
    form_token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can ask."""
        return self.host in _LOOPBACK

    def answers_to(self, host: str) -> bool:
        """Return whether a Host header names this machine. No stranger's name can point here under a bare number."""
        name = _read_host(host)
        if name in (*_LOOPBACK, self.host.lower(), *(each.lower() for each in self.names)):
            return True
        return not self.is_loopback and _is_address(name)

    def cookie(self) -> str:
        """Return what the cookie of those who showed the token holds."""
        return hashlib.sha256(f"sayso entry {self.token}".encode()).hexdigest()

    def knows(self, token: str) -> bool:
        """Return whether this is the token."""
        return self.token is not None and hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode())

    def lets_in(self, connection: HTTPConnection) -> bool:
        """Return whether the request shows the token, or needs none."""
        if self.token is None:
            return True
        kind, _, shown = connection.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and self.knows(shown.strip()):
            return True
        return hmac.compare_digest(connection.cookies.get(COOKIE, "").encode("utf-8", "replace"), self.cookie().encode())

    def knows_form(self, shown: object) -> bool:
        """Return whether a form is one of ours."""
        return isinstance(shown, str) and hmac.compare_digest(shown.encode("utf-8", "replace"), self.form_token.encode())


def _read_host(host: str) -> str:
    """Return the name in a Host header, without port and brackets; nothing if it is none, or holds more than a name."""
    try:
        split = urlsplit(f"//{host}")
    except ValueError:
        return ""
    return (split.hostname or "").rstrip(".").lower() if split.netloc == host and "@" not in host else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """The middleware that asks these questions of every request."""

    def __init__(self, app: ASGIApp, house: House, refuse: Refuse, settings: WebSettings) -> None:
        self._app, self._house, self._refuse, self._settings = app, house, refuse, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        dressed = _dress(send, scope)
        try:
            self._check(connection)
        except SaysoError as error:
            await (await self._refuse(connection, error))(scope, receive, dressed)
            return
        await self._app(scope, _bound(receive, self._settings.upload_bytes), dressed)

    def _check(self, connection: HTTPConnection) -> None:
        headers, path, method = connection.headers, connection.scope["path"], connection.scope["method"]
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._house.answers_to(hosts[0]):
            raise UsageError("unknown_host", "this name is not answered to here", do="Start with --allow-host NAME to serve under it")
        if method not in _SAFE and not _is_own(headers, hosts[0]):
            raise UsageError("forged", "this request comes from another site's page", do="Use the form on the page itself")
        if not path.startswith(_OPEN_PATHS) and not self._house.lets_in(connection):
            raise UsageError("token_required", "a token is needed here", do="Open /enter, or send it as: Authorization: Bearer TOKEN")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._settings.upload_bytes:
            raise too_much(self._settings.upload_bytes)


def _is_own(headers: Headers, host: str) -> bool:
    """Return whether browsers say that the request comes from one of our own pages. Programs say nothing, and hold the form's token."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin.lower() in (f"http://{host}".lower(), f"https://{host}".lower())


def require_form(house: House, connection: HTTPConnection, form: FormData) -> None:
    """Pass if a form is one of ours: it holds the token, or a program sends it in the header ``X-Sayso-Form``.

    Raises:
        UsageError: ``forged``.
    """
    if not house.knows_form(connection.headers.get("x-sayso-form", form.get("form_token"))):
        raise UsageError("forged", "the form's token is missing or old", do="Load the page again, and send its own form")


def too_much(most_bytes: int) -> UsageError:
    """Return the error for a body over the limit."""
    return UsageError(
        "too_large", "that is more than can be sent at once", allowed=f"{most_bytes:,} bytes", do="Read it with: sayso read PATH"
    )


def _bound(receive: Receive, most_bytes: int) -> Receive:
    n_bytes = 0

    async def receive_bounded() -> Message:
        nonlocal n_bytes
        message = await receive()
        n_bytes += len(message.get("body", b""))
        if n_bytes > most_bytes:
            raise too_much(most_bytes)
        return message

    return receive_bounded


def _dress(send: Send, scope: Scope) -> Send:
    """Add to each answer what tells browsers to run nothing of strangers, and to keep nothing but what is not secret."""

    async def send_dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store" if not scope["path"].startswith("/static/") else "no-cache")
        await send(message)

    return send_dressed
