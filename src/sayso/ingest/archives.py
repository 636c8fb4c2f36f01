"""Web archives: the pages in a WARC, or in the WARCs of a WACZ."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, cast

from sayso.errors import InputError
from sayso.ingest.charsets import decode_bytes
from sayso.ingest.drafts import Draft, Opened, skip_for
from sayso.ingest.pages import draft_page
from sayso.ingest.streams import Forward, bound_unpacked, unpack_gzip
from sayso.model import Skip

_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_ARCHIVE_MEMBER = re.compile(r"archive/[^/]+\.warc(\.gz)?", re.IGNORECASE)


def read_warc(opened: Opened) -> Iterator[Draft | Skip]:
    """Yield a draft for each page in the archive, and one skip that counts the records that are no pages."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    types = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    n_pages = n_others = 0
    try:
        for number, record in enumerate(ArchiveIterator(Forward(opened.stream, opened.label), record_types=types, auto_decode="all"), 1):
            if not _is_page(record):
                n_others += 1
                continue
            n_pages += 1
            yield _draft_record(record, f"{opened.label}:{number}", opened)
    except InputError as error:
        yield skip_for(error)
    except Exception as error:  # the library raises its own kinds beside OSError, all for broken archives
        what = f"the archive breaks off or is damaged after {n_pages + n_others} records ({error}). Fetch it again"
        yield Skip(opened.label, "broken_archive", what)
        return
    if n_others:
        what = f"{n_others} records that are no pages (images, scripts, redirects, errors) were left out"
        yield Skip(opened.label, "not_a_report", what)
    elif not n_pages:
        yield Skip(opened.label, "empty", "the archive holds no pages. Leave it out")


def _is_conversion(record: Any) -> bool:
    from fastwarc.warc import WarcRecordType

    return bool(record.record_type == WarcRecordType.conversion)


def _is_page(record: Any) -> bool:
    if _is_conversion(record):
        return True
    if record.is_http and record.http_headers is not None:
        return record.http_headers.status_code == 200 and (record.http_content_type or "").lower() in _PAGE_TYPES
    return (record.headers.get("Content-Type") or "").split(";")[0].strip().lower() in _PAGE_TYPES


def _draft_record(record: Any, where: str, opened: Opened) -> Draft | Skip:
    rules, url = opened.rules, record.headers.get("WARC-Target-URI")
    try:
        data = _read_payload(record, where, opened)
        if _is_conversion(record):
            return Draft(path=where, stem=opened.stem, text=decode_bytes(data, where, rules.settings), url=url)
        return draft_page(data, where, opened, url=url, charset=record.http_charset)
    except InputError as error:
        return skip_for(error)


def _read_payload(record: Any, where: str, opened: Opened) -> bytes:
    most = opened.rules.settings.max_file_bytes
    data = bytes(record.reader.read(most + 1))
    if len(data) > most:
        what = f"the page is longer than the limit of {most:,} bytes"
        raise InputError("too_large", what, where=where, do="Leave it out, or raise the setting ingest.max_file_bytes")
    is_plain = not record.is_http or not (record.http_headers.get("Content-Encoding") or record.http_headers.get("Transfer-Encoding"))
    if is_plain and len(data) < record.content_length:
        what = f"the page breaks off after {len(data):,} of {record.content_length:,} bytes"
        raise InputError("cut_short", what, where=where, do="Fetch the archive again")
    return data


def read_wacz(opened: Opened) -> Iterator[Draft | Skip]:
    """Yield the drafts of every WARC in the package, in the order of their names."""
    try:
        with zipfile.ZipFile(opened.stream) as package:
            members = sorted(filter(_ARCHIVE_MEMBER.fullmatch, package.namelist()))
            if not members:
                yield Skip(opened.label, "empty", "the package holds no archive/*.warc.gz. Leave it out, or export it again")
            for member in members:
                yield from _read_member(package, member, opened)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, ValueError, OSError) as error:
        yield Skip(opened.label, "broken_archive", f"the package does not unpack ({error}). Fetch or export it again")


def _read_member(package: zipfile.ZipFile, member: str, opened: Opened) -> Iterator[Draft | Skip]:
    settings, label = opened.rules.settings, f"{opened.label}/{member}"
    packed_bytes = package.getinfo(member).compress_size
    with package.open(member) as packed:
        bounded = bound_unpacked(cast(BinaryIO, packed), packed_bytes, label, settings)
        stream = unpack_gzip(bounded, packed_bytes, label, settings) if member.lower().endswith(".gz") else bounded
        with stream:
            yield from read_warc(replace(opened, label=label, stream=stream))
