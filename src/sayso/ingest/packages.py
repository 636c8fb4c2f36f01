"""Zip packages of XML, as office programs write them: looked through before a library opens them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from sayso.errors import InputError
from sayso.settings import IngestSettings

_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of old office files, and of new ones that are encrypted
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MARKUP = (".xml", ".rels", ".vml")
_PORTION = 1024**2
_OVERLAP = 32
UNLOCK = "Open it with its password and save it without one"


def is_package(data: bytes) -> bool:
    """Return whether bytes begin like an office file of any age; where they do not, no library need be asked."""
    return data.startswith(b"PK") or is_old(data)


def is_old(data: bytes) -> bool:
    """Return whether bytes are an office file from before such files were packages, or an encrypted one."""
    return data.startswith(_CONTAINER)


def is_encrypted(data: bytes) -> bool:
    """Return whether bytes are a package that was encrypted, and so put into the old kind of file."""
    return is_old(data) and _ENCRYPTED in data


def check_package(data: bytes, settings: IngestSettings) -> None:
    """Unpack every member once, keeping none, to see whether the package may be handed to a library.

    Raises:
        InputError: ``locked``, ``too_large``, or ``broken_document``: it does not unpack, or declares entities of its own.
    """
    if is_encrypted(data):
        raise InputError("locked", "it is protected by a password", do=UNLOCK)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_members(package, settings)
    except InputError:
        raise
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, ValueError, OSError, LookupError) as error:
        raise InputError("broken_document", f"it does not unpack ({error})", do="Fetch it again, or save it anew") from error


def _check_members(package: zipfile.ZipFile, settings: IngestSettings) -> None:
    members = package.infolist()
    most = settings.unpacked_free_bytes
    if len(members) > settings.most_members:
        raise InputError("too_large", f"it holds {len(members):,} files, and the limit is {settings.most_members:,}", do="Save it anew")
    if any(member.flag_bits & 1 for member in members):
        raise InputError("locked", "it is protected by a password", do=UNLOCK)
    if sum(member.file_size for member in members) > most:
        raise _bomb(most)
    n_unpacked = 0
    for member in members:
        n_unpacked += _check_member(package, member, most - n_unpacked, settings)


def _check_member(package: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, settings: IngestSettings) -> int:
    """Return how many bytes a member really unpacks to."""
    n_unpacked, tail = 0, b""
    is_markup = member.filename.lower().endswith(_MARKUP)
    with package.open(member) as unpacked:
        while portion := unpacked.read(_PORTION):
            n_unpacked += len(portion)
            if n_unpacked > most:
                raise _bomb(settings.unpacked_free_bytes)
            if is_markup:
                seen = tail + portion.replace(b"\0", b"")  # UTF-16 has a NUL in every second place
                if _DECLARATION.search(seen):
                    raise InputError("broken_document", "it declares entities of its own, which no office program does", do="Save it anew")
                tail = seen[-_OVERLAP:]
    return n_unpacked


def _bomb(most: int) -> InputError:
    return InputError(
        "too_large", f"it unpacks to more than {most:,} bytes", do="If it is honest, split it, or save its text as .txt or .csv"
    )
