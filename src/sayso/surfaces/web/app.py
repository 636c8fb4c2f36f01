"""The workbench as an application: which address is answered by whom."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from sayso.desk import open_case
from sayso.errors import SaysoError
from sayso.settings import WebSettings
from sayso.surfaces.web import pages, texts
from sayso.surfaces.web.addresses import Addresses, read_id
from sayso.surfaces.web.asking import Ask, Asked, read_day
from sayso.surfaces.web.deciding import Deciding, ask_overrulings
from sayso.surfaces.web.describing import describe, find_twin
from sayso.surfaces.web.dressing import fill_in, read_templates
from sayso.surfaces.web.guard import Guard, House
from sayso.surfaces.web.keeper import Keeper
from sayso.surfaces.web.posting import Posting
from sayso.surfaces.web.refusals import answer_json, status_of, understand, wants_json
from sayso.surfaces.web.waiting import wait_for

Endpoint = Callable[[Request], Awaitable[Response]]

# The address of each page and what it asks. Its twin has the same address with .json behind it; the board's is /board.json.
PAGES: tuple[tuple[str, Ask], ...] = (
    ("/", pages.ask_board),
    ("/claims", pages.ask_claims),
    ("/claims/{a}", pages.ask_claim),
    ("/retellings", pages.ask_retellings),
    ("/retellings/{a}", pages.ask_family),
    ("/redlines/{a}", pages.ask_redline),
    ("/redlines/{a}/{b}", pages.ask_redline),
    ("/reports", texts.ask_reports),
    ("/reports/{a}", texts.ask_report),
    ("/voices", texts.ask_voices),
    ("/voices/{a}", texts.ask_voice),
    ("/figures", texts.ask_figures),
    ("/names", texts.ask_names),
    ("/left-out", texts.ask_left_out),
    ("/search", texts.ask_search),
    ("/overrulings", ask_overrulings),
)


class Workbench:
    """Answers requests: asks the keeper, dresses the answer, and keeps pages until the pile changes."""

    def __init__(self, keeper: Keeper, house: House) -> None:
        self.keeper, self.house = keeper, house
        self._kept: OrderedDict[tuple[int, str], bytes] = OrderedDict()
        self._n_kept_bytes = 0

    def page(self, ask: Ask) -> Endpoint:
        """Return what answers with a page."""

        async def answer(request: Request) -> Response:
            told = await wait_for(self.keeper, read_day(request.query_params.get("as_of")), self.house)
            if isinstance(told, Response):
                return told
            key = (told.version, str(request.url.path) + "?" + request.url.query)
            body = self._kept.get(key)
            if body is None:
                asked = Asked(told, _ids(request), request.query_params, self.keeper)
                answered = await ask(asked)
                body = fill_in(answered.template, {**self._frame(request, asked), **answered.context()})
                self._keep(key, body)
            return Response(body, media_type="text/html")

        return answer

    def twin(self, ask: Ask) -> Endpoint:
        """Return what answers with the page's document."""

        async def answer(request: Request) -> Response:
            told = await self.keeper.tell(read_day(request.query_params.get("as_of")))
            answered = await ask(Asked(told, _ids(request), request.query_params, self.keeper))
            return answer_json(answered.document())

        return answer

    def _frame(self, request: Request, asked: Asked) -> dict[str, Any]:
        """Return what every page shows around its own."""
        path, query = request.url.path, request.url.query
        twin = find_twin(path) + (f"?{query}" if query else "")
        return {
            "to": asked.to, "told": asked.told, "index": asked.told.index, "path": path, "twin": twin,
            "here": None, "form_token": self.house.form_token, "query": request.query_params.get("q", ""),
        }  # fmt: skip

    def _keep(self, key: tuple[int, str], body: bytes) -> None:
        self._kept[key] = body
        self._n_kept_bytes += len(body)
        while self._n_kept_bytes > self.keeper.settings.kept_page_bytes:
            self._n_kept_bytes -= len(self._kept.popitem(last=False)[1])

    async def refuse(self, connection: HTTPConnection, error: Exception) -> Response:
        """Return the answer to what went wrong, in the shape that the asker reads."""
        explained = understand(error, connection.scope["path"])
        status = status_of(explained)
        headers = {"www-authenticate": "Bearer"} if status == 401 else {}
        if wants_json(connection):
            answer = answer_json(explained.as_dict(), status)
        else:
            context = {"error": explained, "status": status, "to": Addresses(), "path": connection.scope["path"], "query": "", "twin": None}
            answer = Response(
                fill_in("refused.html", {**context, "told": None, "needs_token": status == 401}), status, media_type="text/html"
            )
        answer.headers.update(headers)
        return answer


def _ids(request: Request) -> tuple[str, ...]:
    return tuple(read_id(token) for _, token in sorted(request.path_params.items()))


def make_app(keeper: Keeper, house: House | None = None, *, added: Path | None = None) -> Starlette:
    """Return the application. ``added`` is the folder for what is uploaded; without one nothing can be."""
    house = house or House()
    bench = Workbench(keeper, house)
    posting = Posting(keeper, house, added)

    async def refuse(request: Request, error: Exception) -> Response:
        return await bench.refuse(request, error)

    async def refuse_early(connection: HTTPConnection, error: SaysoError) -> ASGIApp:
        return await bench.refuse(connection, error)

    @asynccontextmanager
    async def live(_: Starlette) -> AsyncIterator[None]:
        keeper.begin()
        read_templates()
        yield
        keeper.close()

    handlers: Mapping[Any, Any] = {SaysoError: refuse, 404: refuse, 405: refuse, 400: refuse, Exception: refuse}
    static = StaticFiles(packages=[("sayso.surfaces.web", "static"), ("sayso.surfaces.redlines", "static")])
    return Starlette(
        routes=[*posting.routes(), *Deciding(keeper, house).routes(), *_routes(bench), Mount("/static", static)],
        middleware=[Middleware(Guard, house=house, refuse=refuse_early, settings=keeper.settings)],
        exception_handlers=handlers,
        lifespan=live,
    )


def _routes(bench: Workbench) -> list[Route]:
    """Return the routes of all pages and their twins; twins first, for an id never ends in .json, but a path may be read so."""
    twins = [Route(find_twin(path), bench.twin(ask), name=f"{path}.json") for path, ask in PAGES]
    described = Route("/openapi.json", _describe, name="/openapi.json")
    return [*twins, described, *(Route(path, bench.page(ask), name=path) for path, ask in PAGES)]


async def _describe(_: Request) -> Response:
    return answer_json(describe())


def open_workbench(case: Path, house: House | None = None, settings: WebSettings | None = None) -> Starlette:
    """Return the workbench of a case file."""
    from sayso.surfaces.web.adding import folder_of

    keeper = Keeper(lambda: open_case(case, must_exist=False), case, settings)
    return make_app(keeper, house, added=folder_of(case))
