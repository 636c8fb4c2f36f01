"""The page, drawn by its template."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from sayso.model import Picture
from sayso.surfaces.exports.brief.page import gather_page
from sayso.surfaces.exports.wellformed import mend_unicode

if TYPE_CHECKING:
    from jinja2 import Template


def picture_to_brief(picture: Picture, as_of: date | None = None) -> str:
    """Return the picture as one HTML page that needs nothing beside it."""
    return mend_unicode(_read_template().render(gather_page(picture, as_of))) + "\n"


@cache
def _read_template() -> Template:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals["css"] = Markup(_read("brief.css"))  # our own file, the only thing here that is not escaped
    return environment.from_string(_read("brief.html"))


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")
