"""Waiting for a picture: shortly in silence, then with a page that says how far it is and asks again."""

from __future__ import annotations

import asyncio
from datetime import date

from starlette.responses import Response

from sayso.surfaces.web.addresses import Addresses
from sayso.surfaces.web.dressing import fill_in
from sayso.surfaces.web.guard import House
from sayso.surfaces.web.keeper import Keeper
from sayso.surfaces.web.told import Told

STAGES = {
    "waiting": "waiting for its turn",
    "opening": "opening the case",
    "reading": "reading reports",
    "cutting": "cutting sentences",
    "attributing": "finding who says what",
    "comparing": "comparing reports",
    "weighing": "weighing claims",
}
_AGAIN_S = 1


async def wait_for(keeper: Keeper, day: date | None, house: House) -> Told | Response:
    """Return the picture of a day, or, if that takes long, a page that says so."""
    try:
        return await asyncio.wait_for(keeper.tell(day), keeper.settings.patience_s)
    except TimeoutError:
        stage, done, total = keeper.progress
        context = {
            "stage": STAGES.get(stage, stage), "done": done, "total": total, "to": Addresses(), "told": None, "path": "", "query": "",
            "twin": None, "form_token": house.form_token,
        }  # fmt: skip
        return Response(fill_in("waiting.html", context), 202, {"refresh": str(_AGAIN_S)}, media_type="text/html")
