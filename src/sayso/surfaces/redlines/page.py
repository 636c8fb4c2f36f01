"""A redline as one HTML file: it opens offline, asks for nothing beside it, and nothing from a report is ever markup."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model import Picture
from sayso.surfaces.exports.wellformed import is_web_address, mend_unicode
from sayso.surfaces.redlines.rows import lay_out_redline
from sayso.surfaces.terminal import phrases
from sayso.surfaces.terminal.families import describe_edge
from sayso.surfaces.terminal.index import Index

if TYPE_CHECKING:
    from jinja2 import Template

    from sayso.desk import Redline

_HERE = Path(__file__).parent
TEMPLATES, STATIC = _HERE / "templates", _HERE / "static"


def redline_to_page(line: Redline) -> str:
    """Return the redline as an HTML page that needs nothing beside it. Without its script all of it can still be read."""
    index = Index(Picture(reports=(line.child, line.parent)))
    page = _read_template().render(
        line=line,
        sheet=lay_out_redline(line),
        parent=index.name_report(line.parent.id),
        child=index.name_report(line.child.id),
        edge=describe_edge(line.retelling) if line.retelling else "",
        counted=phrases.changes(change.kind for change in line.alignment.changes),
    )
    return mend_unicode(page) + "\n"


@cache
def _read_template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader([TEMPLATES, _HERE]), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"plain": phrases.plain, "is_web_address": is_web_address}
    css, js = _read(_HERE / "page.css") + _read(STATIC / "redline.css"), _read(STATIC / "redline.js")
    # Our own files, the only things here that are not escaped. The page says by their hashes that no other style or script may run.
    environment.globals |= {"say": phrases, "css": Markup(css), "js": Markup(js), "css_hash": _hash(css), "js_hash": _hash(js)}
    return environment.get_template("page.html")


def _read(path: Path) -> str:
    return path.read_text("utf-8")


def _hash(written: str) -> str:
    """Return the source that a content security policy knows our text by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(written.encode()).digest()).decode()
