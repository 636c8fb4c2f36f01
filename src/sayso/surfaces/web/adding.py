"""Uploads and pasted texts: kept beside the case as they came, and then read like any other file.

What came stands in ``<case>-added/<hash>/<name>``: the same file sent twice is the same file, its place says where a report was
read, and nothing in its name decides where it goes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.datastructures import UploadFile

from sayso.errors import CaseError, InputError, UsageError
from sayso.settings import WebSettings
from sayso.surfaces.terminal import phrases

FIELDS = ("title", "outlet", "published", "url", "byline")
_STRANGE = re.compile(r"[^\w.() -]+")
_LONGEST_NAME = 80


def folder_of(case: Path) -> Path:
    """Return the folder in which what was added to a case is kept."""
    return case.with_name(f"{case.name}-added")


async def keep_uploads(files: Sequence[UploadFile], folder: Path, settings: WebSettings) -> list[Path]:
    """Return the places of the uploaded files.

    Raises:
        UsageError: ``nothing_sent`` or ``too_many``.
        CaseError: ``unwritable``.
    """
    sent = [file for file in files if file.filename]
    if len(sent) > settings.upload_files:
        raise UsageError("too_many", f"{len(sent):,} files at once", allowed=f"{settings.upload_files}", do="Read them with: sayso read")
    return [_keep(await file.read(), clean_name(file.filename or ""), folder) for file in sent]


def keep_pasted(text: str, fields: Mapping[str, str], folder: Path, settings: WebSettings) -> Path:
    """Return the place of a pasted text with what is known of it.

    Raises:
        InputError: ``empty`` or ``too_large``.
        CaseError: ``unwritable``.
    """
    if not any(map(str.isalnum, text)):
        raise InputError("empty", "the text holds no words", do="Paste the report's text")
    if len(text) > settings.pasted_chars:
        raise InputError("too_large", f"the text has {len(text):,} characters", allowed=f"{settings.pasted_chars:,}", do="Split it")
    record = {"text": text.replace("\r\n", "\n"), **{name: fields[name].strip() for name in FIELDS if fields.get(name, "").strip()}}
    return _keep((json.dumps(record, ensure_ascii=True, sort_keys=True) + "\n").encode(), "pasted.jsonl", folder)


def require_short(name: str, words: str, settings: WebSettings) -> None:
    """Pass if a field is as short as fields are.

    Raises:
        UsageError: ``too_long``.
    """
    if len(words) > settings.field_chars:
        raise UsageError("too_long", f"{name} has {len(words):,} characters", allowed=f"{settings.field_chars:,}")


def clean_name(name: str) -> str:
    r"""Return a file's name without folders, controls or anything else that a system may obey; its ending says what it is and stays.

    >>> clean_name("../../etc/pass\x00wd.html"), clean_name("C:\\news\\a<b>.txt"), clean_name("..")
    ('pass-wd.html', 'a-b-.txt', 'report')
    """
    last = re.split(r"[/\\]", name)[-1]
    cleaned = _STRANGE.sub("-", last).strip(" .-") or "report"
    stem, dot, suffix = cleaned.partition(".")
    return (stem[:_LONGEST_NAME] or "report") + dot + suffix[-_LONGEST_NAME:]


def _keep(data: bytes, name: str, folder: Path) -> Path:
    place = folder / hashlib.sha256(data).hexdigest()[:16]
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    except OSError as problem:
        what = f"what was sent cannot be kept ({problem.strerror or problem})"
        raise CaseError("unwritable", what, where=phrases.plain(str(folder)), do="Check the permissions of the folder") from problem
    return place / name
