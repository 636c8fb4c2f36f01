"""A browser and a workbench on the example pile. Without a browser these tests are skipped; where SAYSO_CI is set, that fails."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "build" / "screenshots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PATIENCE_MS = 120_000  # the machine may be busy with other things


def _find_browser() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        why = f"there is no browser ({', '.join(BROWSERS)}): apt install chromium"
        (pytest.fail if os.environ.get("SAYSO_CI") else pytest.skip)(why)
    return found


@pytest.fixture(scope="module")
def workbench(tmp_path_factory) -> Iterator[str]:
    """Yield the address of a workbench on the example pile."""
    from sayso.desk import open_case
    from sayso.settings import WebSettings
    from sayso.surfaces.web import open_workbench

    _find_browser()
    case = tmp_path_factory.mktemp("case") / "ferry.sayso"
    with open_case(case) as opened:
        opened.read([ROOT / "examples" / "harbour-ferry" / "reports.jsonl"])
        opened.picture()
    with serve(open_workbench(case, settings=WebSettings(patience_s=600))) as address:
        yield address


@contextmanager
def serve(app: Any) -> Iterator[str]:
    """Yield the address of an application."""
    import uvicorn

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser(tmp_path_factory, workbench) -> Iterator[Any]:
    """Yield a browser with a profile of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        profile = str(tmp_path_factory.mktemp("profile"))
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=_find_browser(), headless=True, args=QUIET, base_url=workbench, accept_downloads=True
        )
        context.set_default_timeout(PATIENCE_MS)
        yield context
        context.close()


@pytest.fixture
def page(browser) -> Iterator[Any]:
    """Yield a page, and fail on anything that it complains of: a policy broken, a script that stumbles, a file not found."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_viewport_size({"width": 1024, "height": 800})
    yield page
    page.close()
    assert said == []


@pytest.fixture(scope="module")
def screenshots() -> Path:
    """Return the folder for pictures of the pages."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return SCREENSHOTS
