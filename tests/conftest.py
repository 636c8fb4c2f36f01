"""What all tests may use: the folder of shared piles and corpora, where there is one."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
settings.register_profile("untimed", deadline=None)  # a busy machine is no finding
settings.load_profile("untimed")
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    return SHARED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="needs ../shared, or the folder that SAYSO_SHARED names"))
