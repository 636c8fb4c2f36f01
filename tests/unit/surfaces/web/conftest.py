"""A workbench on the invented picture, and one on a case file that can be added to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from invented_desk import REDLINE
from invented_picture import PICTURE
from sayso.errors import NotFound
from sayso.model import Picture
from sayso.settings import WebSettings
from sayso.surfaces.web import House, Keeper, make_app, open_workbench

BASE = "http://127.0.0.1:7297"
BROWSER = {"accept": "text/html,*/*"}
PATIENT = WebSettings(patience_s=600)  # a busy machine makes no test fail


class HeldCase:
    """A case that answers with one picture, cut at the day as the desk would."""

    def __init__(self, picture: Picture) -> None:
        self.picture_held, self.n_asked = picture, 0

    def picture(self, *, as_of: Any = None, progress: Any = None) -> Picture:
        self.n_asked += 1
        if as_of is None:
            return self.picture_held
        return Picture(reports=tuple(each for each in self.picture_held.reports if each.published_on and each.published_on <= as_of))

    def redline(self, child_id: str, parent_id: str | None = None, *, as_of: object = None) -> Any:
        if child_id != "r02" or parent_id not in (None, "r01"):
            raise NotFound("unknown_report", f"there is no report {child_id!r}")
        return REDLINE

    def close(self) -> None:
        """Nothing to leave."""


@pytest.fixture
def enter() -> Iterator[Callable[..., TestClient]]:
    """Return what opens a workbench on a picture."""
    clients: list[TestClient] = []

    def open_on(picture: Picture = PICTURE, house: House | None = None, base: str = BASE) -> TestClient:
        client = TestClient(
            make_app(Keeper(lambda: HeldCase(picture), settings=PATIENT), house),
            base_url=base,
            headers=BROWSER,
            raise_server_exceptions=False,
        )  # type: ignore[arg-type, return-value]
        clients.append(client)
        return client.__enter__()

    yield open_on
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def bench(enter: Callable[..., TestClient]) -> TestClient:
    """Return a client of the workbench on the invented picture."""
    return enter()


WIRE = "The dam at Orlek is safe, engineer Mira Tolan said on Monday. The valley council denied that. At least 40 families have left."


@pytest.fixture
def filed(tmp_path: Path) -> Iterator[TestClient]:
    """Return a client of the workbench on a case file in a folder of its own; ``filed.house`` holds the form's token."""
    house = House()
    with TestClient(
        open_workbench(tmp_path / "dam.sayso", house, PATIENT), base_url=BASE, headers=BROWSER, raise_server_exceptions=False
    ) as client:
        client.house = house  # type: ignore[attr-defined]
        yield client


def record(**fields: str) -> bytes:
    """Return a line of JSON Lines."""
    return (json.dumps(fields) + "\n").encode()
