"""The files of the shipped models, each with the hash that it must have."""

from __future__ import annotations

import tomllib
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from sayso.errors import MissingDependency


@cache
def read_models() -> dict[str, Any]:
    """Return what ``models.toml`` says of each model."""
    return tomllib.loads((resources.files(__package__) / "models" / "models.toml").read_text("utf-8"))


def read_model(name: str) -> bytes:
    """Return the file of a model."""
    entry = read_models()[name]
    return read_checked(entry["file"], entry["sha256"])


def read_tokenizer() -> Any:
    """Return the tokenizer that all networks share."""
    from tokenizers import Tokenizer

    return Tokenizer.from_str(read_model("tokenizer").decode("utf-8"))


def read_checked(name: str, digest: str) -> bytes:
    """Return a shipped file, if it is the one that was shipped.

    Raises:
        MissingDependency: ``model_unfit``.
    """
    path = resources.files(__package__) / "models" / name
    data = path.read_bytes() if path.is_file() else b""
    if sha256(data).hexdigest() != digest:
        what = f"the model file {name} is {'not the one that was shipped' if data else 'missing'}"
        raise MissingDependency("model_unfit", what, do="Install Sayso again: pip install --force-reinstall sayso")
    return data
