"""Documents of word processors: one document, one report, as it reads with all tracked changes taken."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from sayso.errors import InputError
from sayso.ingest.drafts import Draft, Opened
from sayso.ingest.packages import check_package, is_old, is_package
from sayso.ingest.streams import read_document
from sayso.model import Skip
from sayso.settings import IngestSettings

_NONE = "it is no document that can be read"
_AGAIN = "Open it and save it again as .docx, or save its text as .txt"


def read_word_file(opened: Opened) -> Iterator[Draft | Skip]:
    """Yield the draft of a document. Its paragraphs are set apart by blank lines; headline and date are looked for in them.

    Raises:
        InputError: ``broken_document``, ``locked`` or ``too_large``.
    """
    settings = opened.rules.settings
    data = read_document(opened.stream, opened.label, settings)
    if not is_package(data):
        raise InputError("broken_document", _NONE, where=opened.label, do=_AGAIN)
    paragraphs = opened.rules.confined.read("words", data, opened.label, settings)
    yield Draft(path=opened.label, stem=opened.stem, text="\n\n".join(paragraphs), is_alone=True)


# ------------------------------------------------------------------------------------------------- in the confined process


def read_parts(data: bytes, settings: IngestSettings) -> Iterator[Any]:
    """Yield the paragraphs of the body that hold something, those in tables, text boxes and content controls among them.

    Raises:
        InputError: ``broken_document``, ``locked`` or ``too_large``.
    """
    from docx import Document

    check_package(data, settings)
    if is_old(data):
        raise InputError("broken_document", "it is a document of the older kind (.doc)", do=_AGAIN)
    try:
        body = Document(io.BytesIO(data)).element.body
        n_chars = 0
        for paragraph in body.iter(_name("p")):
            if text := _read_paragraph(paragraph):
                n_chars += len(text)
                if n_chars > settings.max_text_chars:
                    do = "Split it, or raise the setting ingest.max_text_chars"
                    raise InputError("too_large", f"its text has more than {settings.max_text_chars:,} characters", do=do)
                yield text
    except InputError:
        raise
    except Exception as error:  # the library names few errors of its own; what it cannot open is no document
        raise InputError("broken_document", _NONE, do=_AGAIN) from error


def _name(tag: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{tag}"


_WRITTEN = {_name("tab"): "\t", _name("br"): "\n", _name("cr"): "\n", _name("noBreakHyphen"): "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same text box for older programs
_APART = frozenset((_name("p"), _name("tabs"), _name("moveFrom"), _FALLBACK))


def _read_paragraph(paragraph: Any) -> str:
    """Return the words of a paragraph without those of paragraphs inside it, which come on their own."""
    if any(above.tag == _FALLBACK for above in paragraph.iterancestors()):
        return ""
    parts: list[str] = []
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        if element.tag == _name("t"):
            parts.append(element.text or "")
        elif element.tag in _WRITTEN:
            parts.append(_WRITTEN[element.tag])
        elif element.tag not in _APART:
            pending.extend(reversed(element))
    return "\n".join(filter(None, (line.strip() for line in "".join(parts).split("\n"))))
