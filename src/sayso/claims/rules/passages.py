"""A stretch while it is being read: its cues, what was found so far, and how positions among its items become ranges of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.claims.grammar import leads_clause
from sayso.claims.rules.items import Item
from sayso.claims.rules.speech import ends_speech_item
from sayso.claims.rules.verbs import Cue, find_cues
from sayso.claims.rules.words import is_word
from sayso.claims.tagger import Range, Tagged

_ENDS = {".", "!", "?", "…", ")", "]"}


@dataclass(slots=True)
class Passage:
    """One stretch that is being read. ``end`` leaves out its closing marks."""

    items: Sequence[Item]
    cues: list[Cue]
    end: int
    found: list[Tagged] = field(default_factory=list)
    source_of: dict[int, Range | None] = field(default_factory=dict)  # by the first item of a cue
    taken: set[int] = field(default_factory=set)  # quotations that are somebody's words already


def open_passage(items: Sequence[Item]) -> Passage:
    """Return the passage of a stretch's items, with nothing found yet."""
    end = len(items)
    while end and items[end - 1].text in _ENDS:
        end -= 1
    return Passage(items, [cue for cue in find_cues(items) if is_live(items, cue)], end)


def is_live(items: Sequence[Item], cue: Cue) -> bool:
    """Return whether a cue that needs a quotation has one beside it, or stands between commas: ", she went on,"."""
    return not all(entry.takes == {"quote"} for entry in cue.readings) or has_quote_beside(items, cue) or _is_between_commas(items, cue)


def _is_between_commas(items: Sequence[Item], cue: Cue) -> bool:
    if cue.group < 2 or cue.last >= len(items) or items[cue.last].text != "," or items[cue.group - 2].text != ",":
        return False
    return is_word(items[cue.group - 1], "nominatives") or items[cue.group - 1].is_capitalised


def has_quote_beside(items: Sequence[Item], cue: Cue) -> bool:
    """Return whether a quotation stands close to a cue: speech before it, anything in marks behind it."""
    before = items[max(0, cue.group - 5) : cue.group]
    after = items[cue.last : cue.last + 6]
    return any(item.is_quote and ends_speech_item(item) for item in before) or any(item.is_quote for item in after)


def inner_range(item: Item) -> Range:
    """Return a quotation's range without its marks and without a closing comma or full stop."""
    quotation = item.quotation
    assert quotation is not None
    start, end = quotation.inner_start, quotation.inner_end
    inner = item.text[start - item.start : end - item.start]
    kept = inner.rstrip().rstrip(",.").rstrip() or inner
    return start, start + len(kept)


def clause_bounds(p: Passage, n: int, cue: Cue) -> Range:
    """Return the stretch that the cue's left side may reach over: to the cue before it or a stronger mark."""
    low = next((before.last for before in reversed(p.cues[:n]) if not is_aside(p, before, cue)), 0)
    for k in range(cue.group - 1, low - 1, -1):
        if p.items[k].text in {";", ":", "(", "?", "!", "."}:
            return k + 1, cue.group
    return low, cue.group


def is_aside(p: Passage, before: Cue, cue: Cue) -> bool:
    """Return whether an earlier verb stands in a relative clause before this one: "the man, who told us so, denies ..."."""
    if before.form == "ing" and before.group and p.items[before.group - 1].text == "," == p.items[cue.group - 1].text:
        return True  # "a clerk, requesting anonymity, said"
    opens = before.group > 0 and is_word(p.items[before.group - 1], "subject_relatives")
    return opens and before.group > 1 and (p.items[cue.group - 1].text == ",") == (p.items[before.group - 2].text == ",")


def trim_left(p: Passage, low: int, high: int) -> int:
    """Return ``low`` moved over conjunctions, adverbs and marks."""
    while low < high:
        item = p.items[low]
        opens = is_word(item, "coordinators") or item.kind == "mark" or is_word(item, "openers_left_out")
        if not (opens or (item.kind == "word" and is_word(item, "adverbs") and not is_word(item, "counting_adverbs"))):
            break
        low += 1
    return low


def to_range(p: Passage, start: int, end: int) -> Range:
    """Return the characters of some items."""
    last = p.items[end - 1]
    return p.items[start].start, last.end


def _leads(items: Sequence[Item], start: int, end: int) -> bool:
    """Return whether a "that" opens a clause rather than standing for something: "rejects that, too"."""
    behind = items[start + 1 : end]
    return items[start].lower == "that" and bool(behind) and behind[0].kind != "mark" and leads_clause([i.lower for i in behind[:2]])


def _trails(items: Sequence[Item], start: int, end: int) -> bool:
    """Return whether ", too" closes the content."""
    return end - start > 1 and is_word(items[end - 1], "tails_left_out") and items[end - 2].text == ","


def content_range(p: Passage, start: int, end: int) -> Range | None:
    """Return content without a leading "that", outer quotation marks and a closing comma or full stop."""
    while start < end and (_leads(p.items, start, end) or p.items[start].text in {",", ":", "–", "—", ".", "(", ")", "]"}):
        start += 1
    while start < end and ((p.items[end - 1].kind == "mark" and p.items[end - 1].text in ",.:;–—!?…(") or _trails(p.items, start, end)):
        end -= 1
    if start >= end:
        return None
    if end - start == 1 and p.items[start].is_quote:
        return inner_range(p.items[start])
    last = p.items[end - 1]
    first = p.items[start].start
    if last.is_quote and last.quotation is not None and not last.quotation.is_closed:
        return first, inner_range(last)[1]
    return first, last.end


def build_tagged(p: Passage, source: Range | None, cue: Range, content: list[Range]) -> Tagged:
    """Return an attribution of some items, and note the quotations that it takes."""
    for start, end in content:
        p.taken |= {k for k in range(start, end) if p.items[k].is_quote}
    parts = tuple(part for start, end in content if (part := content_range(p, start, end)) is not None)
    return Tagged(to_range(p, *source) if source else None, to_range(p, *cue), parts)


def make_tagged(p: Passage, source: Range | None, cue: Cue, content: list[Range]) -> Tagged | None:
    """Return the attribution of a cue, and note its source for the verbs that share it; None without content."""
    p.source_of[cue.first] = source
    if not content:
        return None
    tagged = build_tagged(p, source, (cue.first, cue.last), content)
    return tagged if tagged.content else None
