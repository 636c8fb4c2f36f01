"""What changes something, or is not a page of the picture: adding reports, showing the token, taking an export along."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sayso.errors import CaseError, NotFound, UsageError
from sayso.ingest.files import FORMATS as FILE_FORMATS
from sayso.surfaces.exports import FORMATS, pack_files, require_format
from sayso.surfaces.web.adding import FIELDS, keep_pasted, keep_uploads, require_short
from sayso.surfaces.web.addresses import Addresses
from sayso.surfaces.web.asking import read_day
from sayso.surfaces.web.dressing import fill_in
from sayso.surfaces.web.guard import COOKIE, House, require_form
from sayso.surfaces.web.keeper import Job, Keeper
from sayso.surfaces.web.refusals import answer_json, wants_json
from sayso.surfaces.web.waiting import STAGES, wait_for

_MOST_FIELDS = 20
SUFFIXES = [*FILE_FORMATS, ".gz"]  # what can be chosen in the form


class Posting:
    """Answers what is not a page of the picture."""

    def __init__(self, keeper: Keeper, house: House, added: Path | None) -> None:
        self._keeper, self._house, self._added = keeper, house, added

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/add.json", self.show_add_document, methods=["GET"]),
            Route("/add", self.show_add, methods=["GET"]),
            Route("/add", self.add, methods=["POST"]),
            Route("/jobs/{id}.json", self.show_job_document, methods=["GET"]),
            Route("/jobs/{id}", self.show_job, methods=["GET"]),
            Route("/exports", self.show_exports, methods=["GET"]),
            Route("/exports.json", self.list_exports, methods=["GET"]),
            Route("/exports/{form}", self.export, methods=["GET"]),
            Route("/enter", self.show_enter, methods=["GET"]),
            Route("/enter", self.enter, methods=["POST"]),
        ]

    def _page(self, template: str, request: Request, status: int = 200, **context: Any) -> Response:
        frame = {
            "to": Addresses(read_day(request.query_params.get("as_of"))), "told": None, "path": request.url.path, "query": "",
            "twin": None, "form_token": self._house.form_token,
        }  # fmt: skip
        return Response(fill_in(template, {**frame, **context}), status, media_type="text/html")

    # -------------------------------------------------------------------------------------------------------- adding

    async def show_add(self, request: Request) -> Response:
        """Return the form for reports."""
        jobs = list(reversed(self._keeper.jobs.values()))
        return self._page("add.html", request, settings=self._keeper.settings, jobs=jobs, suffixes=SUFFIXES, twin="/add.json")

    async def show_add_document(self, _: Request) -> Response:
        """Return what may be sent at once, and the readings of this session, for programs."""
        limits = self._keeper.settings
        allowed = {
            "files": limits.upload_files, "bytes": limits.upload_bytes, "pasted_chars": limits.pasted_chars,
            "suffixes": SUFFIXES,
        }  # fmt: skip
        return answer_json({"allowed": allowed, "jobs": [job.as_dict() for job in reversed(self._keeper.jobs.values())]})

    async def add(self, request: Request) -> Response:
        """Take uploaded files and a pasted text, begin to read them, and lead to where that can be watched.

        Raises:
            UsageError: ``forged``, ``nothing_sent``, ``too_many``, ``too_long``.
            InputError: the pasted text is empty or too long.
            CaseError: nothing can be kept here.
        """
        settings = self._keeper.settings
        most_chars = settings.pasted_chars * 4
        async with request.form(max_files=settings.upload_files, max_fields=_MOST_FIELDS, max_part_size=most_chars) as form:
            require_form(self._house, request, form)
            if self._added is None:
                raise CaseError("unwritable", "this case is kept in memory only", do="Serve a case file")
            paths = await keep_uploads([each for each in form.getlist("files") if isinstance(each, UploadFile)], self._added, settings)
            fields = {name: str(form.get(name, "")) for name in FIELDS if isinstance(form.get(name, ""), str)}
            for name, words in fields.items():
                require_short(name, words, settings)
            text = form.get("text")
            if isinstance(text, str) and text.strip():
                paths.append(keep_pasted(text, fields, self._added, settings))
        if not paths:
            raise UsageError("nothing_sent", "no file was chosen and no text pasted", do="Choose files, or paste a text")
        job = self._keeper.add(paths, secrets.token_urlsafe(9))
        if wants_json(request):
            return answer_json(job.as_dict(), 202)
        return RedirectResponse(f"/jobs/{job.id}", 303)

    def _find_job(self, request: Request) -> Job:
        job = self._keeper.jobs.get(request.path_params["id"])
        if job is None:
            raise NotFound("unknown_job", "there is no such reading, or it was long ago", do="See /left-out for what was not read")
        return job

    async def show_job(self, request: Request) -> Response:
        """Return how far a reading is."""
        job = self._find_job(request)
        return self._page("job.html", request, job=job, stage=STAGES.get(job.stage, job.stage), twin=f"/jobs/{job.id}.json")

    async def show_job_document(self, request: Request) -> Response:
        """Return how far a reading is, for programs."""
        job = self._find_job(request)
        return answer_json({**job.as_dict(), "says": STAGES.get(job.stage, job.stage)})

    # ------------------------------------------------------------------------------------------------------- exports

    async def show_exports(self, request: Request) -> Response:
        """Return the formats that the picture can be taken along in."""
        return self._page("exports.html", request, formats=list(FORMATS.values()), twin="/exports.json")

    async def list_exports(self, request: Request) -> Response:
        """Return the formats, for programs."""
        return answer_json(
            {"formats": [{"name": each.name, "about": each.about, "media_type": each.media_type} for each in FORMATS.values()]}
        )

    async def export(self, request: Request) -> Response:
        """Return the picture in a format.

        Raises:
            UsageError: ``unknown_format``.
        """
        chosen, day = require_format(request.path_params["form"]), read_day(request.query_params.get("as_of"))
        told = await wait_for(self._keeper, day, self._house) if not wants_json(request) else await self._keeper.tell(day)
        if isinstance(told, Response):
            return told
        files = chosen.write(told.picture, day)
        name, data = (f"{chosen.name}.zip", pack_files(files)) if chosen.is_set else next(iter(files.items()))
        media = "application/zip" if chosen.is_set else chosen.media_type
        return Response(data, media_type=media, headers={"content-disposition": f'attachment; filename="{name}"'})

    # --------------------------------------------------------------------------------------------------------- token

    async def show_enter(self, request: Request) -> Response:
        """Return the form for the token. A token in the address is taken, and then gone from it."""
        shown = request.query_params.get("token")
        if shown is not None and self._house.knows(shown):
            return self._let_in()
        return self._page("enter.html", request, is_wrong=shown is not None)

    async def enter(self, request: Request) -> Response:
        """Let in who shows the token."""
        async with request.form(max_files=0, max_fields=4) as form:
            if self._house.knows(str(form.get("token", ""))):
                return self._let_in()
        return self._page("enter.html", request, 401, is_wrong=True)

    def _let_in(self) -> Response:
        answer = RedirectResponse("/", 303)
        answer.set_cookie(COOKIE, self._house.cookie(), httponly=True, samesite="strict")
        return answer
