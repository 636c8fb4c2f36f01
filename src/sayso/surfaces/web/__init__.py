"""The door of the workbench.

make_app       the application on a keeper of a case, for tests
open_workbench the application on a case file
serve          run it until it is stopped
"""

from sayso.surfaces.web.app import make_app, open_workbench
from sayso.surfaces.web.guard import House
from sayso.surfaces.web.keeper import Keeper
from sayso.surfaces.web.serving import serve

__all__ = ["House", "Keeper", "make_app", "open_workbench", "serve"]
