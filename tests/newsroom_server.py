"""A web server on this machine that plays the sites of a few invented newsrooms, and a network on which they are public."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from sayso.ingest.fetching_addresses import is_public
from sayso.ingest.fetching_network import Network

HERE = "127.0.0.1"


@dataclass
class Site:
    """What the server answers: by path, a status, headers and a body, or a function that is given the connection."""

    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)  # host, path, who asks
    closing: threading.Event = field(default_factory=threading.Event)
    server: Any = None

    @property
    def port(self) -> int:
        return self.server.server_address[1]

    def address(self, path: str = "/", host: str = "lantern.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def page(self, path: str, body: str | bytes, *, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> str:
        """Let a path give a page, and return its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, {"Content-Type": kind, **named}, body.encode() if isinstance(body, str) else body)
        return self.address(path)

    def answer(self, path: str, write: Callable[[BaseHTTPRequestHandler], None]) -> str:
        """Let a path be answered by hand, and return its address."""
        self.answers[path] = write
        return self.address(path)

    def paths(self, host: str = "lantern.example") -> list[str]:
        return [path for name, path, _ in self.asked if name == host]


def start(tls: ssl.SSLContext | None = None) -> Site:
    """Return a site that answers on a free port."""
    site = Site()

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.headers["Host"].partition(":")[0], self.path, self.headers["User-Agent"]))
            found = site.answers.get(self.path, (404, {"Content-Type": "text/plain"}, b"nothing here"))
            self.close_connection = True
            if callable(found):
                found(self)
                return
            status, headers, body = found
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass  # a client that hangs up is what many tests are about

    site.server = Quiet((HERE, 0), Answering)
    if tls is not None:
        site.server.socket = tls.wrap_socket(site.server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=site.server.serve_forever, args=(0.01,), daemon=True).start()
    return site


def stop(site: Site) -> None:
    """End a server and what it still writes."""
    site.closing.set()
    site.server.shutdown()
    site.server.server_close()


def open_network(sleeps: list[float] | None = None, names: dict[str, list[str]] | None = None, **parts: Any) -> Network:
    """Return a network on which this machine is public and hosts under ``.example`` stand on it; no wait takes time."""
    known = names or {}

    def look_up(host: str, port: int) -> list[str]:
        if host.endswith(".invalid"):
            raise OSError("no such name")
        return known.get(host, [HERE] if host.endswith(".example") else [host])

    waits = sleeps if sleeps is not None else []
    own = {"look_up": look_up, "is_public": lambda address: address == HERE or is_public(address), "sleep": waits.append}
    return Network(**{**own, **parts})
