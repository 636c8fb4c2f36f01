"""The server on standard input and output, or as streamable HTTP on loopback."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path

from sayso.desk import open_case
from sayso.surfaces.mcp.desk import Desk
from sayso.surfaces.mcp.server import make_server

LOOPBACK = "127.0.0.1"


def serve_stdio(case: Path) -> None:
    """Serve a case on standard input and output, until the other side leaves."""
    desk = Desk(lambda: open_case(case))
    try:
        make_server(desk).run("stdio")
    finally:
        desk.close()


def serve_http(case: Path, port: int, announce: Callable[[str], None]) -> None:
    """Serve a case as streamable HTTP on this machine only. Files are not read this way: any program here could ask for them.

    Raises:
        UsageError: ``port_taken``.
    """
    import uvicorn

    from sayso.surfaces.web.serving import listen

    desk = Desk(lambda: open_case(case))
    try:
        with listen(LOOPBACK, port) as listening:
            announce(f"http://{LOOPBACK}:{listening.getsockname()[1]}/mcp")
            app = make_server(desk, may_read=False).streamable_http_app(json_response=True, stateless_http=True, host=LOOPBACK)
            uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, access_log=False)).run(sockets=[listening])
    finally:
        desk.close()


def read_skill() -> str:
    """Return the page that tells an agent when to ask what."""
    return resources.files("sayso.surfaces.mcp").joinpath("SKILL.md").read_text(encoding="utf-8")
