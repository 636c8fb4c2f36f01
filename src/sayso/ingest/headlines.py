"""What stands above the prose of a bare text: headline, standfirst, date line, byline.

1. A date may be glued to the first words (``date 2031-05-08 Officials ...``), as copying from pages leaves it.
2. Lines at the top are read one by one: a date line, a byline and page furniture are known by their words.
3. The first other line is the headline if it is short, ends without a full stop and stands apart from what follows.
4. Short lines after it are a standfirst only if a date line or byline comes after them; else the prose has begun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from sayso.ingest.dates import Moment, day_pattern, read_date
from sayso.lexicon import read_lexicon, read_words
from sayso.model import Span
from sayso.settings import IngestSettings

_HEAD_CHARS = 6_000
_LONGEST_ABBREVIATION = 4
_LINE = re.compile(r"[^\r\n]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+(?=[\"'“‘«(]?[^\W\da-z_])")


@dataclass(frozen=True)
class Head:
    """What was found above the prose, which begins at ``body_start``."""

    body_start: int = 0
    title: Span | None = None
    published: Moment | None = None
    byline: str | None = None


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    text: str


def read_head(text: str, language: str | None, settings: IngestSettings, start: int = 0) -> Head:
    """Return the head of a bare text from ``start`` on; an empty one where it begins with prose."""
    lines = _find_lines(text, start)
    if not lines:
        return Head()
    return _read_glued(text, lines, settings) or _read_lines(text, lines, language, settings)


def find_repeated_title(text: str, title: str, start: int = 0) -> Head:
    """Return the head of a text whose first line repeats its headline; an empty one otherwise."""
    lines = _find_lines(text, start)
    if not lines or _fold(lines[0].text.lstrip("# ")) != _fold(title):
        return Head()
    at = lines[0].end - len(lines[0].text.lstrip("# "))
    body_start = lines[1].start if len(lines) > 1 else 0
    return Head(body_start, Span.cut(text, at, lines[0].end)) if body_start else Head()


def _fold(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))


def _find_lines(text: str, start: int) -> list[_Line]:
    """Return the lines at the top that hold something, without the space around them."""
    found = []
    for match in _LINE.finditer(text, start, start + _HEAD_CHARS):
        line = match.group()
        if stripped := line.strip():
            at = match.start() + len(line) - len(line.lstrip())
            found.append(_Line(at, at + len(stripped), stripped))
    return found


def _has_sentence_end(line: str) -> bool:
    """Return whether a sentence ends inside the line. A full stop after a short capitalised word marks an abbreviation."""
    for match in _SENTENCE_END.finditer(line):
        word = re.split(r"\W+", line[max(0, match.start() - 40) : match.start()])[-1]
        if line[match.start()] != "." or len(word) > _LONGEST_ABBREVIATION or word[:1].islower():
            return True
    return False


# -- 1. glued dates -----------------------------------------------------------------------------------------------------------


@cache
def _glued_pattern() -> re.Pattern[str]:
    words = read_lexicon("datelines")
    cues = "|".join(re.escape(cue) for cue in sorted({*words["published"], *words["updated"]} - {"on"}, key=lambda c: (-len(c), c)))
    return re.compile(rf"(?:\A|(?<=\s))(?:{cues})\s*[:|-]?\s*({day_pattern()})(?=\s+\S)[\s|:,–—-]*", re.IGNORECASE)


def _read_glued(text: str, lines: list[_Line], settings: IngestSettings) -> Head | None:
    first = lines[0]
    match = _glued_pattern().search(text, first.start, min(first.end, first.start + settings.headline_max_chars))
    if match is None or match.end() >= first.end:
        return None
    before = text[first.start : match.start()].rstrip()
    if before and ("-" not in match[1] or not _is_headline(before, settings)):
        return None
    title = Span.cut(text, first.start, first.start + len(before)) if before else None
    rest = text[match.end() : first.end]
    is_standfirst = len(lines) > 2 and _stands_apart(text, first.end) and _is_one_short_sentence(rest, settings)
    return Head(lines[1].start if is_standfirst else match.end(), title, read_date(match[1]))


def _stands_apart(text: str, end: int) -> bool:
    """Return whether a blank line follows the line that ends at ``end``."""
    return re.match(r"[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*[\r\n]", text[end : end + 200]) is not None


def _is_one_short_sentence(line: str, settings: IngestSettings) -> bool:
    return len(line) <= settings.standfirst_max_chars and not _has_sentence_end(line)


# -- 2. to 4. lines of their own ------------------------------------------------------------------------------------------------


def _read_lines(text: str, lines: list[_Line], language: str | None, settings: IngestSettings) -> Head:
    head, n_standfirst, updated = Head(), 0, None
    for index, line in enumerate(lines):
        after = lines[index + 1].start if index + 1 < len(lines) else None
        if after is None:
            break
        if found := _read_date_line(line.text, language):
            is_update, moment = found
            updated = moment if is_update else updated
            head = replace(head, body_start=after, published=head.published or (None if is_update else moment))
        elif byline := _read_byline(line.text):
            head = replace(head, body_start=after, byline=head.byline or byline)
        elif _is_furniture(line.text):
            head = replace(head, body_start=after)
        elif head.title is None and n_standfirst == 0 and _is_title_line(text, lines, index, settings):
            start = line.end - len(line.text.lstrip("# "))
            head = replace(head, body_start=after, title=Span.cut(text, start, line.end))
        elif head.title is not None and n_standfirst < settings.standfirst_max_lines and len(line.text) <= settings.standfirst_max_chars:
            n_standfirst += 1
        else:
            break
    return replace(head, published=head.published or updated)


@cache
def _cue_pattern() -> re.Pattern[str]:
    words = read_lexicon("datelines")
    cues = sorted({*words["published"], *words["updated"]}, key=lambda cue: (-len(cue), cue))
    return re.compile(rf"({'|'.join(map(re.escape, cues))})\b\s*[:|-]?\s*", re.IGNORECASE)


def _read_date_line(line: str, language: str | None) -> tuple[bool, Moment] | None:
    """Return ``(is an update, when)`` if the whole line is a date, with or without a word for what happened then."""
    if len(line) > 80 or not any(map(str.isdigit, line)):
        return None
    line = line.strip(" \t|·•*_()[]–—-")
    cue = _cue_pattern().match(line)
    rest = line[cue.end() :] if cue else line
    rest = re.split(r"\s+[|·•]\s+", rest)[0].rstrip(".")
    # what is no plain day is put to dateparser only if it looks like one: few words and a year
    if not re.search(r"\d{4}|\d[./]\d", rest) or len(rest.split()) > 8:
        return None
    moment = read_date(rest, language)
    return (bool(cue) and _fold_cue(cue[1]) in read_words("datelines", "updated"), moment) if moment else None  # type: ignore[index]


def _fold_cue(cue: str) -> str:
    return " ".join(cue.casefold().split())


@cache
def _byline_pattern() -> re.Pattern[str]:
    words = read_lexicon("datelines")
    cues = "|".join(sorted(map(re.escape, words["byline"]), key=lambda cue: (-len(cue), cue)))
    joins = "|".join(map(re.escape, words["byline_joins"]))
    name = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
    return re.compile(rf"(?i:{cues}):?\s+({name}(?:,?\s+(?:{name}|{joins}|&))*)")


def _read_byline(line: str) -> str | None:
    match = _byline_pattern().fullmatch(line) if len(line) <= 120 else None
    return match[1] if match and len(match[1].split()) <= 12 else None


def _is_furniture(line: str) -> bool:
    return len(line) <= 40 and re.sub(r"^\d+[\s-]*", "", line).strip(" :|·•").casefold() in read_words("datelines", "furniture")


def _is_headline(line: str, settings: IngestSettings) -> bool:
    """Return whether a line could be a headline by itself: short, several words, and no end of a sentence."""
    return (
        len(line) <= settings.headline_max_chars
        and len(line.split()) > 1
        and any(map(str.isalpha, line))
        and line[-1] not in ".,;:。،؛،"
        and not _has_sentence_end(line)
    )


def _is_title_line(text: str, lines: list[_Line], index: int, settings: IngestSettings) -> bool:
    """Return whether the line is a headline where it stands: apart from a text that is longer than it."""
    line, following = lines[index], lines[index + 1]
    if line.text.startswith("#"):
        return _is_headline(line.text.lstrip("# ") or "-", settings) or len(line.text.lstrip("# ").split()) == 1
    if not _is_headline(line.text, settings):
        return False
    if _stands_apart(text, line.end):
        return len(text) - line.end > len(line.text)
    # a single line break: prose wrapped at a fixed width looks the same, unless the next line is far longer or no prose
    return len(following.text) > settings.headline_max_chars or bool(_read_date_line(following.text, None) or _read_byline(following.text))
