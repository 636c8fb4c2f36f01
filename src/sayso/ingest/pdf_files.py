"""PDF: one file, one report, if its pages hold text and not only pictures of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError
from sayso.ingest.drafts import Draft, Opened
from sayso.ingest.packages import UNLOCK
from sayso.ingest.paragraphs import PrintedLine, join_lines
from sayso.ingest.streams import read_document
from sayso.model import Skip
from sayso.settings import IngestSettings

_NONE = "it is no PDF that can be read"
_HEAD_BYTES = 1_024  # as far in as readers look for the mark of the format
_AGAIN = "Open it and print it to PDF again, or save its text as .txt"
_HYPHEN = "\x02"
_NEVER = frozenset("\r\0")


def read_pdf(opened: Opened) -> Iterator[Draft | Skip]:
    """Yield the draft of a PDF. Headline and date are looked for in its text.

    Raises:
        InputError: ``broken_document``, ``locked``, ``too_large``, or ``no_text``: its pages are pictures.
    """
    settings = opened.rules.settings
    data = read_document(opened.stream, opened.label, settings)
    if b"%PDF-" not in data[:_HEAD_BYTES]:
        raise InputError("broken_document", _NONE, where=opened.label, do=_AGAIN)
    paragraphs = list(opened.rules.confined.read("pdf", data, opened.label, settings))
    if not any(map(str.isalnum, "".join(paragraphs))):
        do = "Let a program for text recognition (OCR) put text behind the pictures"
        raise InputError("no_text", "its pages hold no text, only pictures", where=opened.label, do=do)
    yield Draft(path=opened.label, stem=opened.stem, text="\n\n".join(paragraphs), is_alone=True)


# ------------------------------------------------------------------------------------------------- in the confined process


def read_parts(data: bytes, settings: IngestSettings) -> Iterator[Any]:
    """Yield the paragraphs.

    Raises:
        InputError: ``broken_document``, ``locked`` or ``too_large``.
    """
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        document = PdfDocument(data)
        n_pages = len(document)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD:
            raise InputError("locked", "it is protected by a password", do=UNLOCK) from error
        raise InputError("broken_document", _NONE, do=_AGAIN) from error
    if n_pages > settings.most_pages:
        do = "Split it, or raise the setting ingest.most_pages"
        raise InputError("too_large", f"it has {n_pages:,} pages, and the limit is {settings.most_pages:,}", do=do)
    pages: list[list[PrintedLine]] = []
    n_chars = 0
    for number in range(n_pages):
        try:
            pages.append(_read_page(document, number))
        except PdfiumError as error:
            raise InputError("broken_document", f"its page {number + 1} cannot be read", do=_AGAIN) from error
        n_chars += sum(len(line.text) for line in pages[-1])
        if n_chars > settings.max_text_chars:
            do = "Split it, or raise the setting ingest.max_text_chars"
            raise InputError("too_large", f"its text has more than {settings.max_text_chars:,} characters", do=do)
    yield from join_lines(pages, settings)


def _read_page(document: Any, number: int) -> list[PrintedLine]:
    """Return the lines of a page in the order in which they are meant to be read, as far as the file says."""
    page = document[number]
    words = page.get_textpage()
    try:
        return list(_cut_lines(words))
    finally:
        words.close()
        page.close()


def _cut_lines(words: Any) -> Iterator[PrintedLine]:
    from pypdfium2.raw import FPDFText_GetUnicode

    units: list[int] = []
    seen: list[int] = []  # the places of the characters of this line that can be seen
    for place in range(words.count_chars()):
        unit = FPDFText_GetUnicode(words.raw, place)
        if unit == 10:
            yield from _measure(words, units, seen)
            units, seen = [], []
            continue
        units.append(unit)
        if unit > 32:
            seen.append(place)
    yield from _measure(words, units, seen)


def _measure(words: Any, units: list[int], seen: list[int]) -> Iterator[PrintedLine]:
    """Yield a line, unless nothing can be seen of it."""
    text = " ".join("".join(c for c in _write(units) if c not in _NEVER).split())
    if not seen or not text:
        return
    first, last = (words.get_charbox(place, loose=True) for place in (seen[0], seen[-1]))
    yield PrintedLine(text, first[0], max(first[2], last[2]), round(first[1], 1), first[3] - first[1])


def _write(units: list[int]) -> str:
    """Return the characters of some UTF-16 units; what stands for no character is a replacement mark."""
    data = b"".join(unit.to_bytes(2, "little") if unit < 0x10000 else chr(unit).encode("utf-16-le") for unit in units if unit < 0x110000)
    return data.decode("utf-16-le", "replace").replace("\ufffe", _HYPHEN)
