"""The command line over a desk that holds one picture."""

import sys

import pytest

from invented_desk import FakeDesk


@pytest.fixture
def desk(monkeypatch):
    """Return the desk that the commands will find, of a picture made by hand."""
    desk = FakeDesk()
    monkeypatch.setitem(sys.modules, "sayso.desk", desk)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return desk
