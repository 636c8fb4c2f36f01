"""Where sentences end within a paragraph: the borders of sentencex, mended at quotation marks, abbreviations and small letters."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.lexicon import join_phrases, read_lexicon, write_pattern

_OPENING_TAIL = re.compile(r"\s[\"“‘«„'(\[]+\s*$")
_CLOSING_HEAD = re.compile(r"\s*([\"”»’]+)(?=\s|$)")
_QUOTATION_MARKS = re.compile(r"[\"“”„«»]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LIST_SIGN = re.compile(r"\s*(\([0-9A-Za-z]{1,2}\)|[^\w\s])")
_LIST_NUMBER = re.compile(r"(?<=\s\d)\)|(?<=\s\d\d)\)")  # the splitter looks no further in such an item
_SIGNS = {"•", "‣", "⁃"}  # with every symbol of no other use ("●", "▪")
_NUMBER_ONLY = re.compile(r"\s*[^\w\s]*\s*\d{1,2}\s*[.)]\s*$")
_GOES_ON = re.compile(r"([+%=&/.,;:!?…)\]]|['’]s\b)|(?:[-–—]\s*)?([^\W\d_][\w’'-]*)")
_FINAL = re.compile(r"[.!?…:;。！？][\"'”’»)\]\s]*$")
_LINE = re.compile(r"[\r\n\u2028\u2029]")
_SCRAP = re.compile(r"[^\W\d_][\w’'-]*(?:\s[^\W\d_][\w’'-]*)?$")
_BLOCK_CHARS = 10_000
_MOST_JOINED_CHARS = 1_000  # no sentence of prose goes on behind so much
_SEEN_CHARS = 60  # behind a border
_FULL_STOPS = (". ", "? ", "! ", "。")


def find_borders(paragraph: str, language: str) -> list[int]:
    """Return where sentences end within a paragraph; its own end may be among them."""
    import sentencex

    ends: set[int] = set()
    safe = _LIST_NUMBER.sub(",", _hide_lone_marks(_SURROGATES.sub("?", paragraph)))
    straight = [at for at, c in enumerate(safe) if c == '"']
    for start, stop in _blocks(safe):
        for piece in sentencex.get_sentence_boundaries(language, _hide_sign(safe[start:stop])):
            ends.add(_beside_marks(paragraph, start + piece["end_index"], straight))
    ends |= {match.end() for match in _patterns()["cut"].finditer(paragraph)}
    found, start = [], 0
    for end in sorted(ends):
        if end >= len(paragraph) or not _is_one(paragraph, start, end):
            found.append(end)
            start = end
    return found


def _blocks(paragraph: str) -> Iterator[tuple[int, int]]:
    """Yield a paragraph in blocks that end where sentences may: the splitter takes time in the square of what it is given."""
    start = 0
    while len(paragraph) - start > _BLOCK_CHARS:
        stop = start + _BLOCK_CHARS
        full = max(paragraph.rfind(mark, start + _BLOCK_CHARS // 2, stop) for mark in _FULL_STOPS)
        blank = full + 1 if full >= 0 else paragraph.rfind(" ", start + 1, stop)
        stop = blank + 1 if blank > start else stop
        yield start, stop
        start = stop
    yield start, len(paragraph)


def _hide_lone_marks(paragraph: str) -> str:
    """Return the paragraph with quotation marks that have no partner made spaces: the splitter would pair them with the next."""
    open_straight, open_curly = -1, list[int]()
    lone = set[int]()
    for match in _QUOTATION_MARKS.finditer(paragraph):
        at = match.start()
        if match[0] in "“„«":
            open_curly.append(at)
        elif match[0] != '"':
            lone |= set() if open_curly else {at}
            del open_curly[-1:]
        elif _may_open(paragraph, at, is_open=open_straight >= 0):
            lone |= {open_straight} - {-1}
            open_straight = at
        else:
            lone |= set() if open_straight >= 0 else {at}
            open_straight = -1
    lone |= {*open_curly, open_straight} - {-1}
    return "".join(" " if at in lone else c for at, c in enumerate(paragraph)) if lone else paragraph


def _may_open(paragraph: str, at: int, *, is_open: bool) -> bool:
    """Return whether a straight mark opens a quotation, by its neighbours; where they do not say, by whether one is open."""
    before, after = paragraph[at - 1 : at] or " ", paragraph[at + 1 : at + 2] or " "
    opens = (before.isspace() or before in "([{—–-/“‘'") and not after.isspace()
    closes = not before.isspace() and not after.isalnum()
    return opens if opens != closes else not is_open


def _hide_sign(block: str) -> str:
    """Return the block with the sign of a list item made a dash: the splitter takes an item for one sentence."""
    sign = _LIST_SIGN.match(block)
    if sign is None or not (len(sign[1]) > 1 or sign[1] in _SIGNS or unicodedata.category(sign[1]) == "So"):
        return block
    return block[: sign.start(1)] + "-" * len(sign[1]) + block[sign.end(1) :]


def _beside_marks(paragraph: str, end: int, straight: Sequence[int]) -> int:
    """Return a border with an opening mark before it moved behind it, and a closing mark behind it moved before it.

    ``straight``: where straight marks that have a partner stand; they open and close by turns.
    """
    if end >= len(paragraph):
        return end
    tail = _OPENING_TAIL.search(paragraph, max(0, end - 8), end)
    if tail and not (tail[0][-1].isspace() and '"' in tail[0] and bisect_left(straight, end) % 2 == 0):
        return tail.start() + 1
    head = _CLOSING_HEAD.match(paragraph, end)
    if head and (head[1] != '"' or bisect_left(straight, head.start(1)) % 2):
        return head.end()
    return end


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = read_lexicon("sentences")
    days = join_phrases({*read_lexicon("numbers")["days"]["names"], *read_lexicon("numbers")["months"], *words["zones"]})
    opener = r"[\"“‘«]?[A-Z]"
    half_of_day = rf"\b[ap]\.m\. (?!(?i:{days})\b)(?={opener}[a-z’']* )"  # "at 10 a.m. | \"I cannot ...\""
    closing = rf"\b(?i:{write_pattern('sentences', 'closing')})\. (?={opener})"
    unit = rf"\d ?{write_pattern('sentences', 'units')}\. (?={opener})"
    return {
        "cut": re.compile(rf"(?:{half_of_day}|{closing}|{unit})"),
        "leading": re.compile(rf"\b(?i:{write_pattern('sentences', 'leading')})\.\s*$"),
        "day": re.compile(rf"[ap]\.m\.\s+(?i:{days})\b"),
    }


def _is_one(paragraph: str, start: int, end: int) -> bool:
    """Return whether what stands on both sides of a border is one sentence after all."""
    before, after = paragraph[start:end].rstrip(), paragraph[end : end + _SEEN_CHARS].lstrip()
    if end - start > _MOST_JOINED_CHARS or not after:
        return False
    has_abbreviation = (
        _NUMBER_ONLY.match(before)
        or _patterns()["leading"].search(before, max(0, len(before) - 12))
        or _patterns()["day"].match(paragraph, start + len(before) - 4)
    )
    is_item = not _FINAL.search(before) and not _LINE.search(paragraph, start + len(before), end)  # of a list within a line
    onward = _GOES_ON.match(after)
    is_onward = onward and (onward[1] or _is_small(onward[2]))
    if is_onward and next((c for c in before if c.isalnum()), "").islower():
        is_onward = False  # in a text in small letters throughout, they begin sentences, too
    is_scrap = before.endswith("!") and len(paragraph) - end < _SEEN_CHARS and _SCRAP.match(after)  # "... - Newsweek! Magazine": a name
    return bool(has_abbreviation or is_item or is_onward or is_scrap)


def _is_small(word: str) -> bool:
    """Return whether a word has small letters only; many scripts have no others, and there it says nothing."""
    return word == word.lower() != word.upper()
