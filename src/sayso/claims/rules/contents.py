"""What was said: where content begins and ends, before and behind its verb, and whether it fits that verb."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.rules.adjuncts import skip_adjuncts
from sayso.claims.rules.items import Item
from sayso.claims.rules.nouns import find_phrase_start
from sayso.claims.rules.passages import Passage, trim_left
from sayso.claims.rules.speech import ends_speech
from sayso.claims.rules.verbs import Cue
from sayso.claims.rules.words import is_finite, is_word, starts_phrase
from sayso.claims.tagger import Range
from sayso.lexicon import read_lexicon

_CUES_AHEAD = 8  # a clause that begins further on ends no content here


def right_bound(p: Passage, n: int, cue: Cue) -> int:
    """Return where the content to the right must end: before the next cue's own clause, else at the end."""
    if cue.group > 1 and is_word(p.items[cue.group - 1], "plain_relatives") and p.items[cue.group - 2].text == ",":
        return next((k for k in range(cue.last, p.end) if p.items[k].text == ","), p.end)
    for k, later in enumerate(p.cues[n + 1 : n + 1 + _CUES_AHEAD], n + 1):
        cut = clause_cut(p, k, later, cue)
        if cut is not None:
            return cut
    semicolon = next((k for k in range(cue.last, p.end) if p.items[k].text == ";" or (p.items[k].text in ".?!" and k + 1 < p.end)), p.end)
    return semicolon


def clause_cut(p: Passage, k: int, later: Cue, cue: Cue) -> int | None:
    """Return where a later cue's clause is set apart from this one's content, or None if it stands inside that content."""
    start = later.group
    if later.form == "ing" and start and p.items[start - 1].text == ",":
        return start - 1
    if later.form == "ing":
        return start if start and is_word(p.items[start - 1], "coordinators") else None
    if start and is_word(p.items[start - 1], "coordinators"):
        cut = start - 1
        return cut - 1 if cut and p.items[cut - 1].text == "," else cut
    for j in range(start - 1, cue.last, -1):
        item, before = p.items[j], p.items[j - 1]
        if is_word(item, "clause_joiners") and (before.text == "," or before.is_quote) and has_clause(p.items[cue.last : j]):
            return j - 1 if before.text == "," else j
        if item.text in {",", ";", "–", "—"} and (item.text == ";" or is_own_clause(p, j + 1, start, later)):
            return j
    return None


def is_own_clause(p: Passage, start: int, verb: int, later: Cue) -> bool:
    """Return whether what follows a comma is "a charge the company rejected" or "which the ministry denied"."""
    if start >= verb or later.entry.force not in ("deny", "confirm"):
        return False
    first = p.items[start]
    return is_word(first, "resumptive_openers") and find_phrase_start(p.items, start, verb) > start


def content_before(p: Passage, n: int, high: int) -> list[Range]:
    """Return what stands before a subject or verb that is set behind it, conjunctions left out."""
    low = next((k + 1 for k in range(high - 1, -1, -1) if p.items[k].text in {";", ":", ".", "?", "!"}), 0)
    if n and p.found and low < high and p.items[high - 1].is_quote:
        low = next((k for k in range(high - 1, low - 1, -1) if p.items[k].is_quote), low)
    start = trim_left(p, low, high)
    end = high
    while end > start and (p.items[end - 1].text in {",", "–", "—"} or p.items[end - 1].lower == "as"):
        end -= 1
    return [(start, end)] if start < end else []


def content_behind(p: Passage, n: int, at: int) -> list[Range]:
    """Return what goes on after '..., said X,': a quotation, or the rest of the sentence."""
    high = right_bound(p, n, p.cues[n])
    at = skip_adjuncts(p.items, at, high)
    while at < high and p.items[at].text in {",", ":", "–", "—"}:
        at += 1
    rest = p.items[at:high]
    if not rest:
        return []
    quote = next((k for k in range(at, high) if p.items[k].is_quote), None)
    if rest[0].is_quote:
        return [(at, high)] if not has_clause(rest[1:]) or all(i.is_quote or i.kind == "mark" for i in rest) else [(at, at + 1)]
    if is_word(rest[0], "plain_joiners") and is_finite(rest):
        return [(at + 1, high)]
    if is_finite(rest[:2]) and p.items[at - 1].text == ",":
        return [(at, high)]
    return [(quote, quote + 1)] if quote is not None and ends_speech(p.items, quote) and quote - at <= 12 else []


def skip_addressee(p: Passage, cue: Cue, at: int) -> int:
    """Return where the person or medium that was told ends."""
    del cue
    if at >= p.end or p.items[at].is_quote or p.items[at].text in {",", ":"} or p.items[at].lower == "that":
        return at
    if is_word(p.items[at], "nominatives") and not is_word(p.items[at], "either_case"):
        return at
    if is_word(p.items[at], "objects"):
        return skip_adjuncts(p.items, at + 1, p.end)
    addressees = read_lexicon("grammar")["addressees"]["nouns"]
    k = at
    while k < min(p.end, at + 9):
        item = p.items[k]
        breaks = (
            k > at
            and starts_phrase(item)
            and not item.is_capitalised
            and not is_word(p.items[k - 1], "prepositions")
            and not is_word(p.items[k - 1], "determiners")
        )
        recapital = k > at and item.is_capitalised and not p.items[k - 1].is_capitalised and p.items[k - 1].lower in addressees
        if item.is_quote or item.kind == "mark" or item.lower == "that" or breaks or recapital or is_word(item, "prepositions"):
            break
        k += 1
        if item.lower in addressees and not (k < p.end and p.items[k].lower in addressees):
            break
    return skip_adjuncts(p.items, k, p.end)


def skip_tail(p: Passage, cue: Cue) -> int:
    """Return where adjuncts and an addressee behind the verb end."""
    at = skip_adjuncts(p.items, cue.last, p.end)
    return skip_addressee(p, cue, at) if cue.takes("addressee") else at


def behind_that(p: Passage, verb: int, at: int, high: int) -> int:
    """Return where the content begins: behind a "that" which follows the verb before any other verb."""
    for k in range(verb, min(high, verb + 16)):
        if p.items[k].lower == "that" and k + 1 < high:
            points = p.items[k + 1].kind == "mark"
            follows_noun = is_finite([p.items[k + 1]]) or is_word(p.items[k + 1], "auxiliaries")
            return at if points or (follows_noun and k > verb) else k + 1
        if p.items[k].is_quote or is_word(p.items[k], "auxiliaries") or p.items[k].text in {":", ";"}:
            break
    return at


def fits_content(p: Passage, cue: Cue, rest: Sequence[Item]) -> bool:
    """Return whether the words to the right are something that this verb can take."""
    quoted = any(item.is_quote for item in rest)
    first = rest[0]
    clause = has_clause(rest) and not is_word(first, "no_clause_openers")
    that = any(item.lower == "that" for item in p.items[cue.last : cue.last + 8])
    words = [item.lower for item in rest]
    noun = starts_phrase(first) or first.kind in ("word", "number")
    tests = {
        "clause": clause or quoted,
        "addressee": clause or quoted,
        "that": that and clause,
        "quote": first.is_quote or (first.kind == "mark" and quoted),
        "object": noun and not is_word(first, "prepositions") and not is_word(first, "no_object_openers"),
        "of": "of" in words[1:] or (quoted and len(rest) > 2),
        "as": "as" in words[1:] or quoted,
        "at": "at" in words[1:] or first.lower == "at" or any(item.kind == "number" for item in rest[:2]),
        "name": quoted or names_twice(rest),
        "about": noun,
        "to": first.lower == "to" or (that and clause) or "to" in words[1:6],
    }
    return any(cue.takes(frame) and fit for frame, fit in tests.items())


def names_twice(rest: Sequence[Item]) -> bool:
    """Return whether "called X a Y" has both its objects."""
    starts = [k for k, item in enumerate(rest) if starts_phrase(item) or is_word(item, "objects")]
    return not is_word(rest[0], "particles") and any(is_word(rest[k], "articles") for k in starts[1:])


def has_clause(items: Sequence[Item]) -> bool:
    """Return whether the items hold a finite verb, or end in a quotation that may hold it."""
    return is_finite(items) or any(
        item.lower.endswith("s") and k and items[k - 1].kind == "word" and len(items) > 3
        for k, item in enumerate(items[:12])
        if item.kind == "word"
        and not item.is_capitalised
        and not is_word(item, "auxiliaries")
        and not is_word(items[k - 1], "prepositions")
        and k + 1 < len(items)
        and (starts_phrase(items[k + 1]) or is_word(items[k + 1], "prepositions"))
    )
