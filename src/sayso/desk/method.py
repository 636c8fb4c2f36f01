"""The method: what any result hangs on beside the reports, which is the code and the words of Sayso themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

_METHOD_SUFFIXES = (".py", ".toml", ".json", ".sha256")


@cache
def read_method() -> str:
    """Return a hash of the code and the words that results hang on."""
    hashed = hashlib.sha256()
    for path, each in _walk(resources.files("sayso"), ""):
        if path.endswith(_METHOD_SUFFIXES) and not path.startswith("/surfaces"):
            hashed.update(path.encode() + b"\0" + hashlib.sha256(each.read_bytes()).digest())
    return hashed.hexdigest()


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for each in sorted(folder.iterdir(), key=lambda child: child.name):
        if each.is_dir():
            yield from _walk(each, f"{path}/{each.name}")
        else:
            yield f"{path}/{each.name}", each
