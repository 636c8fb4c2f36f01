"""The door for agents: the questions of a case over the Model Context Protocol.

make_server   the server on a desk that answers, for tests; ``make_http_app`` the same as an application behind its guard
serve_stdio   run it on standard input and output; ``serve_http`` as streamable HTTP on loopback
read_skill    the page that tells an agent when to ask what
"""

from sayso.surfaces.mcp.server import make_server
from sayso.surfaces.mcp.serving import make_http_app, read_skill, serve_http, serve_stdio

__all__ = ["make_http_app", "make_server", "read_skill", "serve_http", "serve_stdio"]
