"""Which version of Sayso this is."""

from __future__ import annotations


def read_version() -> str:
    """Return the version that is installed; a bare source tree has none."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("sayso")
    except PackageNotFoundError:
        return "(not installed)"
