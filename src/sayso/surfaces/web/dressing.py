"""Templates, filled in. Everything is escaped; a template has to name what it shows, and nothing missing passes for empty."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from sayso.settings import WebSettings
from sayso.surfaces import redlines
from sayso.surfaces.terminal import phrases
from sayso.surfaces.web import families, markup
from sayso.surfaces.web.addresses import spell_id, spell_place

ROLES = {"affirm": "says so", "deny": "denies", "concede": "concedes", "unverified": "cannot say", "fact": "stated as fact"}


@cache
def read_environment() -> Environment:
    """Return the templates with the phrases they use."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("sayso.surfaces.web"), FileSystemLoader(redlines.TEMPLATES)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "plain": phrases.plain,
        "exactly": markup.show_exactly,
        "clip": phrases.clip,
        "day": phrases.day,
        "token": spell_id,
        "place": spell_place,
    }
    environment.globals |= {
        "say": phrases,
        "kinds": families.KINDS,
        "roles": ROLES,
        "count_changes": families.count_changes,
        "describe_lag": families.describe_lag,
        "hash_of": hash_of,
        "limits": WebSettings(),
        "zip": zip,
    }
    return environment


def read_templates() -> None:
    """Read all templates, so that the first page asked for does not wait for it."""
    for name in read_environment().list_templates():
        read_environment().get_template(name)


def fill_in(template: str, context: dict[str, Any]) -> bytes:
    """Return a page. What UTF-8 cannot carry is escaped."""
    return read_environment().get_template(template).render(context).encode("utf-8", "backslashreplace")


@cache
def hash_of(name: str) -> str:
    """Return a piece of the hash of a file that pages load, so that a new one is not taken for the one before."""
    folders = (resources.files("sayso.surfaces.web").joinpath("static"), redlines.STATIC)
    data = next(folder.joinpath(name).read_bytes() for folder in folders if folder.joinpath(name).is_file())
    return hashlib.sha256(data).hexdigest()[:12]
