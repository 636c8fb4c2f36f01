"""The door of the workbench.

make_app       the application on a keeper of a case, for tests
open_workbench the application on a case file
serve          run it until it is stopped
Guard, House   who may ask; ``listen`` and ``require_token`` hold every server of this machine to the same
"""

from sayso.surfaces.web.app import make_app, open_workbench
from sayso.surfaces.web.guard import Guard, House
from sayso.surfaces.web.keeper import Keeper
from sayso.surfaces.web.refusals import answer_json, status_of
from sayso.surfaces.web.serving import listen, require_token, serve

__all__ = ["Guard", "House", "Keeper", "answer_json", "listen", "make_app", "open_workbench", "require_token", "serve", "status_of"]
