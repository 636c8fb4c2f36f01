"""``sayso serve`` and ``sayso mcp``: the same questions in a browser, and for agents."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.errors import UsageError
from sayso.settings import McpSettings, WebSettings
from sayso.surfaces.cli import writing
from sayso.surfaces.cli.options import DEFAULT_CASE, CaseOption

HostOption = Annotated[str, typer.Option("--host", metavar="HOST", help="The address to listen on; beyond loopback a token is needed.")]
PortOption = Annotated[int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="The port; 0 takes any that is free.")]
TokenOption = Annotated[
    str | None, typer.Option("--token", metavar="TOKEN", envvar="SAYSO_TOKEN", help="What everyone has to show, 16 characters or more.")
]
NamesOption = Annotated[
    list[str] | None, typer.Option("--allow-host", metavar="NAME", help="A name that this machine is called by. May be repeated.")
]
OpenOption = Annotated[bool, typer.Option("--open", help="Open it in the browser.")]

LOOPBACK = "127.0.0.1"
PORT, MCP_PORT = WebSettings().port, McpSettings().port


def serve(  # noqa: PLR0913, PLR0917 - one parameter for each option, as the library reads them
    case: CaseOption = DEFAULT_CASE,
    host: HostOption = LOOPBACK,
    port: PortOption = PORT,
    token: TokenOption = None,
    allow_host: NamesOption = None,
    open_browser: OpenOption = False,
) -> None:
    """Serve the workbench in a browser, on this machine only.

    The board of contested claims, each number open to the words behind it, redlines, voices, figures, search; reports can be added
    by upload or paste. Each page has a twin in JSON at the same address with .json behind it. Stop it with Ctrl-C.
    """
    from sayso.surfaces.web import House, serve

    def announce(address: str) -> None:
        writing.write_note(f"The workbench of {case} is at {address} (Ctrl-C stops it)")
        if open_browser:
            import webbrowser

            webbrowser.open(address)

    serve(case, House(_require_host(host), tuple(allow_host or ()), token), port, announce)


HttpOption = Annotated[bool, typer.Option("--http", help="Serve it as streamable HTTP on this machine, in place of standard input.")]
AgentTokenOption = Annotated[
    str | None,
    typer.Option(
        "--token", metavar="TOKEN", envvar="SAYSO_TOKEN", help="With --http: what agents have to send as Authorization: Bearer TOKEN."
    ),
]
SkillOption = Annotated[bool, typer.Option("--skill", help="Print the page that tells an agent when to ask what, and leave.")]


def mcp(
    case: CaseOption = DEFAULT_CASE,
    http: HttpOption = False,
    port: PortOption = MCP_PORT,
    token: AgentTokenOption = None,
    skill: SkillOption = False,
) -> None:
    """Answer agents over the Model Context Protocol.

    The same questions as on the command line, in small answers with spans and pages: claims, what stands behind a count, redlines,
    figures, a draft against its reports. On standard input and output, as agents start it; with --http at an address.
    """
    from sayso.surfaces.mcp import read_skill, serve_http, serve_stdio

    if skill:
        writing.write_text(read_skill())
    elif http:
        serve_http(case, port, lambda address: writing.write_note(f"Agents reach {case} at {address} (Ctrl-C stops it)"), token)
    else:
        serve_stdio(case)


def _require_host(host: str) -> str:
    """Return the address to listen on, ``localhost`` as its number.

    Raises:
        UsageError: ``bad_host``.
    """
    import ipaddress

    bare = host.strip("[]")
    if bare == "localhost":
        return LOOPBACK
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError as error:
        what = f"--host {host!r} is no address"
        raise UsageError(
            "bad_host", what, allowed="an address in numbers, as in 127.0.0.1 or 0.0.0.0", do="Names go to --allow-host"
        ) from error
