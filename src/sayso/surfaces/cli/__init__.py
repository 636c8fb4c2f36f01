"""The door of the command line: ``main``, which the ``sayso`` script runs, and ``app``, the tree of commands."""

from sayso.surfaces.cli.app import app
from sayso.surfaces.cli.run import main

__all__ = ["app", "main"]
