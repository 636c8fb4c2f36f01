"""The server on standard input and output, or as streamable HTTP on loopback."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp

from sayso.desk import open_case
from sayso.errors import SaysoError
from sayso.settings import WebSettings
from sayso.surfaces.mcp.desk import Desk
from sayso.surfaces.mcp.server import make_server
from sayso.surfaces.web import Guard, House, answer_json, listen, require_token, status_of


def serve_stdio(case: Path) -> None:
    """Serve a case on standard input and output, until the other side leaves."""
    desk = Desk(lambda: open_case(case))
    try:
        make_server(desk).run("stdio")
    finally:
        desk.close()


def serve_http(case: Path, port: int, announce: Callable[[str], None], token: str | None = None) -> None:
    """Serve a case as streamable HTTP on this machine only. Files are not read this way: any program here could ask for them.

    Raises:
        UsageError: ``port_taken`` or ``token_short``.
    """
    import uvicorn

    house = House(token=token)
    require_token(house, WebSettings())
    desk = Desk(lambda: open_case(case))
    try:
        with listen(house.host, port) as listening:
            announce(f"http://{house.host}:{listening.getsockname()[1]}/mcp")
            config = uvicorn.Config(make_http_app(desk, house), log_level="warning", server_header=False, access_log=False)
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        desk.close()


def make_http_app(desk: Desk, house: House) -> ASGIApp:
    """Return the server as an application behind the same guard as the workbench: Host, origin, token and size are looked at first."""
    app = make_server(desk, may_read=False).streamable_http_app(json_response=True, stateless_http=True, host=house.host)
    return Guard(app, house, _refuse, WebSettings())


async def _refuse(_: HTTPConnection, error: SaysoError) -> ASGIApp:
    return answer_json(error.as_dict(), status_of(error))


def read_skill() -> str:
    """Return the page that tells an agent when to ask what."""
    return resources.files("sayso.surfaces.mcp").joinpath("SKILL.md").read_text(encoding="utf-8")
