"""PDF made by pdfium itself: lines of type at given places."""

from __future__ import annotations

import ctypes
import io

import pypdfium2
from pypdfium2 import raw


def print_pages(pages, size=(595, 842)) -> bytes:
    """Return a PDF of some pages, each a list of lines ``(left, y, height of type, words)``."""
    document = pypdfium2.PdfDocument.new()
    for lines in pages:
        page = document.new_page(*size)
        for left, y, height, words in lines:
            line = raw.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", ctypes.c_float(height))
            letters = ctypes.create_string_buffer(f"{words}\0".encode("utf-16-le"))
            raw.FPDFText_SetText(line, ctypes.cast(letters, raw.FPDF_WIDESTRING))
            raw.FPDFPageObj_Transform(line, 1, 0, 0, 1, left, y)
            raw.FPDFPage_InsertObject(page.raw, line)
        raw.FPDFPage_GenerateContent(page.raw)
        page.close()
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()
