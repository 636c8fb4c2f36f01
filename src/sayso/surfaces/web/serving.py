"""The workbench, served until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import uvicorn

from sayso.errors import UsageError
from sayso.settings import WebSettings
from sayso.surfaces.web.app import open_workbench
from sayso.surfaces.web.guard import House


def serve(case: Path, house: House, port: int, announce: Callable[[str], None]) -> None:
    """Serve the workbench of a case; ``announce`` is told its address.

    Raises:
        UsageError: ``token_needed``, ``token_short`` or ``port_taken``.
    """
    settings = WebSettings()
    require_token(house, settings)
    with closing(listen(house.host, port)) as listening:
        shown = "127.0.0.1" if house.host in ("0.0.0.0", "::") else house.host
        bracketed = f"[{shown}]" if ":" in shown else shown
        announce(f"http://{bracketed}:{listening.getsockname()[1]}/")
        config = uvicorn.Config(open_workbench(case, house, settings), log_level="warning", server_header=False, access_log=False)
        uvicorn.Server(config).run(sockets=[listening])


def require_token(house: House, settings: WebSettings) -> None:
    """Pass if nobody beyond this machine can ask without a token.

    Raises:
        UsageError: ``token_needed`` or ``token_short``.
    """
    if house.token is None and not house.is_loopback:
        raise UsageError("token_needed", f"{house.host} can be reached from other machines", do="Give a token: --token, or SAYSO_TOKEN")
    if house.token is not None and len(house.token) < settings.token_chars:
        raise UsageError("token_short", "the token can be guessed", allowed=f"{settings.token_chars} characters or more")


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises:
        UsageError: ``port_taken``.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except (OSError, OverflowError) as problem:
        listening.close()
        what = getattr(problem, "strerror", None) or str(problem)
        raise UsageError(
            "port_taken", f"cannot listen on {host}:{port} ({what})", do="Choose another with --port; 0 takes any"
        ) from problem
    return listening
