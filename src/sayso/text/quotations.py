"""Quotations: what stands inside quotation marks, over paragraphs too, nested too, with apostrophes told apart."""

from __future__ import annotations

from dataclasses import dataclass

_CLOSER = {"“": "”", "«": "»", "„": "“", '"': '"', "‘": "’", "'": "'"}
_SINGLE = {"‘", "'"}
_CLOSES: dict[str, set[str]] = {}
for _open, _close in _CLOSER.items():
    _CLOSES.setdefault(_close, set()).add(_open)
_CLOSES["”"] |= {"„"}
_CLOSES["’"] = {"‘"}
_CLOSES["'"] = {"'"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch inside quotation marks within one paragraph.

    ``[start, end)`` takes in the marks, ``[inner_start, inner_end)`` leaves them out. ``depth`` is 0 for the outer
    quotation. ``is_closed`` is false where the closing mark is missing; ``continues`` is true where the next paragraph
    goes on with the same quotation (its opening mark is repeated), ``is_continued`` in that next paragraph.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0
    is_closed: bool = True
    continues: bool = False
    is_continued: bool = False


def _opens(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    free = before.isspace() or before in '([{—–-/“”"‘«„:,…'
    if text[at] == "'" or text[at] == "‘":
        return (free and after.isalpha()) or (free and after in '“"«.…')
    if text[at] == '"':
        return (free and not after.isspace() and after not in ".,;:!?)") or _has_partner(text, at, end)
    return text[at] in _CLOSER


def _has_partner(text: str, at: int, end: int) -> bool:
    """Return whether a straight mark that its neighbours say nothing of (``said, " Go``, ``in"the bag"``) begins a pair; inches do not."""
    return text[max(0, at - 1) : at].isdigit() is False and text.count('"', at, end) % 2 == 0


def _closes_single(text: str, at: int, end: int, limit: int) -> bool:
    """Return whether an apostrophe-like mark closes a quotation rather than standing in or after a word."""
    before, after = text[at - 1], text[at + 1] if at + 1 < end else " "
    if after.isalnum():
        return False
    if before in "sS" and after == " " and text[at + 2 : at + 3].islower():  # "the soldiers' camp", if a better candidate follows
        later = text.find(text[at], at + 1, limit)
        return not (later > 0 and (later + 1 >= end or not text[later + 1].isalnum()))
    return True


def _scan_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    stack: list[int] = []
    found: list[Quotation] = []
    for at in range(start, end):
        mark = text[at]
        if mark not in _CLOSER and mark not in _CLOSES:
            continue
        openers = _CLOSES.get(mark, set())
        top = next((k for k in range(len(stack) - 1, -1, -1) if text[stack[k]] in openers), None)
        if top is not None and (mark not in "'’" or _closes_single(text, at, end, min(end, at + 400))):
            begin = stack[top]
            del stack[top:]
            if at > begin + 1:
                found.append(Quotation(begin, at + 1, begin + 1, at, depth=len(stack)))
        elif mark in _CLOSER and len(stack) < 3 and _opens(text, at, start, end):
            stack.append(at)
    # A single mark that never closes was an apostrophe; a double one lost its partner or goes on in the next paragraph.
    left = next((at for at in stack if text[at] not in _SINGLE), None)
    if left is None and stack and stack[0] == start and text[start] in _SINGLE:
        left = start
    if left is not None and left + 1 < end:
        found = [each for each in found if each.start < left] + [
            Quotation(q.start, q.end, q.inner_start, q.inner_end, depth=1) for q in found if q.start > left
        ]
        found.append(Quotation(left, end, left + 1, end, is_closed=False))
    return sorted(found, key=lambda q: (q.start, -q.end))


def find_quotations(text: str, paragraphs: tuple[tuple[int, int], ...]) -> tuple[Quotation, ...]:
    """Return the quotations of a text in order; an outer one stands before those nested in it."""
    result: list[Quotation] = []
    open_mark = ""
    for number, (start, end) in enumerate(paragraphs):
        carried, open_mark = open_mark, ""
        for each in _scan_paragraph(text, start, end):
            goes_on = False
            if not each.is_closed:
                nxt = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
                goes_on = nxt is not None and text[nxt[0]] == text[each.start]
                open_mark = text[each.start] if goes_on else ""
            continued = bool(carried) and each.start == start and text[start] == carried
            result.append(Quotation(each.start, each.end, each.inner_start, each.inner_end, each.depth, each.is_closed, goes_on, continued))
    return tuple(result)
