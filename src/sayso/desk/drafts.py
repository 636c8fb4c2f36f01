"""Drafts and what they were written from, read from files; and where in its file a word of a draft stands."""

from __future__ import annotations

import io
import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from sayso.errors import InputError
from sayso.ingest import read_reports
from sayso.ingest.charsets import decode_bytes
from sayso.model import Report, Skip
from sayso.settings import IngestSettings

_PAGES = {".html", ".htm", ".xhtml"}
_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_DECLARED_BYTES = 2_048
_LINE_ENDS = re.compile(r"\r\n|\n|\r")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset(["aside", "button", "footer", "form", "head", "nav", "noscript", "script", "style", "svg", "template", "textarea"])


@dataclass(frozen=True)
class DraftFile:
    """A draft, and for each character of its text where it stands in the file, unless that is the same.

    ``line``: the line of a record that holds the draft, if the file is one of records; places within it are not known.
    """

    path: str
    report: Report
    source: str
    places: tuple[int, ...] | None = None
    line: int | None = None

    def locate(self, at: int) -> tuple[int, int]:
        """Return the line and the column of a character of the text, both counted from 1."""
        if self.line is not None:
            return self.line, 1
        place = self.places[min(at, len(self.places) - 1)] if self.places else at
        k = bisect_right(self._lines, place) - 1
        return k + 1, place - self._lines[k] + 1

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line of the file begins."""
        return [0, *(end.end() for end in _LINE_ENDS.finditer(self.source))]


def read_drafts(path: str | Path) -> list[DraftFile]:
    """Return the drafts in a file: one, or one for each record of a file of records.

    Raises:
        InputError: the file is missing, no text, empty, or of a format that is not read.
    """
    if Path(path).suffix.lower() in _PAGES:
        return [_read_page(Path(path))]
    items = list(read_reports([path]))
    skipped = next((item for item in items if isinstance(item, Skip)), None)
    reports = [item for item in items if isinstance(item, Report)]
    if skipped is not None or not reports:
        raise _refuse(skipped, str(path))
    return [_open_draft(report, str(path)) for report in reports]


def read_against(paths: Sequence[str], drafts: Sequence[str]) -> tuple[list[Report], list[Skip]]:
    """Return the reports in files and folders, and what could not be read. The drafts themselves are left out.

    Raises:
        InputError: ``nothing_read``, if there is no report.
    """
    items = list(read_reports(paths))
    own = {str(Path(each).resolve()) for each in drafts}
    reports = [item for item in items if isinstance(item, Report) and str(Path(item.path or "").resolve()) not in own]
    skipped = [item for item in items if isinstance(item, Skip)]
    if not reports:
        what = f"{skipped[0].path}: {skipped[0].what}" if skipped else "there is no report here but the draft itself"
        raise InputError("nothing_read", what, where=" ".join(paths), do="Name with --against what the draft was written from")
    return _name_apart(reports), skipped


def _name_apart(reports: Sequence[Report]) -> list[Report]:
    """Return the reports with ids of their own: files of one name in two folders are two reports."""
    taken: set[str] = set()
    named = []
    for each in reports:
        id_ = (
            each.id if each.id not in taken else next(f"{each.id}-{n}" for n in range(2, len(reports) + 2) if f"{each.id}-{n}" not in taken)
        )
        taken.add(id_)
        named.append(replace(each, id=id_))
    return named


def _refuse(skipped: Skip | None, path: str) -> InputError:
    if skipped is None:
        return InputError("empty", "there is no text in it", where=path, do="Name a file that holds the draft")
    return InputError(skipped.code, skipped.what.rstrip("."), where=skipped.path)


def _open_draft(report: Report, path: str) -> DraftFile:
    """Return a draft that stands in its file as it is, or in a line of records."""
    label, colon, line = (report.path or path).rpartition(":")
    if colon and line.isdigit() and not Path(report.path or path).exists():
        return DraftFile(label, report, report.text, line=int(line))
    return DraftFile(path, report, report.text)


def _read_page(path: Path) -> DraftFile:
    """Return a draft from a page of HTML, of which every word keeps its place."""
    settings = IngestSettings()
    try:
        if path.stat().st_size > settings.max_text_chars:
            raise InputError("too_large", "the page is too large for a draft", where=str(path), do="Split it")
        data = path.read_bytes()
    except OSError as problem:
        code = "not_found" if isinstance(problem, FileNotFoundError) else "unreadable"
        raise InputError(code, problem.strerror or str(problem), where=str(path), do="Check its spelling") from problem
    declared = _DECLARED.search(data, 0, _DECLARED_BYTES)
    source = decode_bytes(data, str(path), settings, declared[1].decode("ascii", "replace") if declared else None)
    words = _Words(source)
    record = json.dumps({"id": path.stem or "draft", "text": words.text}).encode()
    item = next(iter(read_reports(["-"], stdin=io.BytesIO(record))))
    if isinstance(item, Skip):
        raise InputError(item.code, item.what.rstrip("."), where=str(path))
    return DraftFile(str(path), replace(item, path=str(path)), source, tuple(words.places))


class _Words(HTMLParser):
    """The words of a page that a reader sees, paragraph by paragraph, each character with its place in the source."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.places: list[int] = []
        self._parts: list[str] = []
        self._unseen: list[str] = []
        self._lines = [0, *(found.end() for found in re.finditer("\n", source))]
        self.feed(source)
        self.close()
        self._trim()

    @property
    def text(self) -> str:
        """The words, with a blank line between paragraphs."""
        return "".join(self._parts)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, or a part that no reader sees. Where the body begins the head has ended, said or not."""
        if tag == "body":
            self._unseen.clear()
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, or a part that no reader sees."""
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        """Take words over; white space in a row is one space, as a browser shows it."""
        start = self._at()
        for k, character in enumerate(data):
            self._take(character, start + k)

    def handle_entityref(self, name: str) -> None:
        """Take a named character over."""
        self._take_reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Take a numbered character over."""
        self._take_reference(f"&#{name};")

    def _take_reference(self, reference: str) -> None:
        at = self._at()
        for character in unescape(reference):
            self._take(character, at)

    def _take(self, character: str, at: int) -> None:
        if self._unseen:
            return
        is_space = character in " \t\r\n\f"
        if is_space and (not self._parts or self._parts[-1] in " \n"):
            return
        self._parts.append(" " if is_space else character)
        self.places.append(at)

    def _break(self) -> None:
        if self._unseen:
            return
        self._trim()
        if self._parts:
            self._parts += ["\n", "\n"]
            self.places += [self.places[-1]] * 2

    def _trim(self) -> None:
        """Take white space off the end."""
        while self._parts and self._parts[-1] in " \n":
            self._parts.pop()
            self.places.pop()
