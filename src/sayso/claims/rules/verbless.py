"""Attributions without a reporting verb of their own: "according to X", "quoted X as saying", "X: '...'", quotations that stand alone."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import cache

from sayso.claims.rules.contents import behind_that
from sayso.claims.rules.nouns import find_phrase_end, find_phrase_start
from sayso.claims.rules.passages import Passage, build_tagged, inner_range, to_range, trim_left
from sayso.claims.rules.speech import ends_speech
from sayso.claims.rules.words import is_finite, is_word, starts_phrase
from sayso.claims.tagger import Range, Tagged
from sayso.lexicon import read_lexicon
from sayso.settings import ClaimSettings

_SHORT_QUOTE_WORDS = ClaimSettings().short_quote_words
_MOST_PHRASES = 8  # "according to" in one sentence


@cache
def _source_phrases() -> dict[str, list[tuple[str, ...]]]:
    """Return the phrases that name a source, by their first word."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in read_lexicon("cues")["phrases"]["after"]:
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append(words)
    return phrases


def read_phrases(p: Passage) -> None:
    """Find "according to X": what stands before and behind it is the content."""
    phrases = _source_phrases()
    for k in range(p.end):
        for words in phrases.get(p.items[k].lower, ()) if len(p.found) < _MOST_PHRASES else ():
            if k + len(words) < p.end and tuple(item.lower for item in p.items[k : k + len(words)]) == words:
                read_phrase(p, k, k + len(words))


def read_phrase(p: Passage, first: int, last: int) -> None:
    """Note the attribution of one "according to"."""
    stop = find_phrase_end(p.items, last, p.end)
    low = 0
    for k in range(first - 1, -1, -1):
        if p.items[k].text in {";", ":"}:
            low = k + 1
            break
    before = (low, first - 1 if first and p.items[first - 1].text in ",–—" else first)
    after = (stop + 1 if stop < p.end and p.items[stop].text in ",–—" else stop, p.end)
    parts = [part for part in (before, after) if part[0] < part[1]]
    if last < stop and parts:
        p.found.append(build_tagged(p, (last, stop), (first, last), parts))


def read_relays(p: Passage) -> None:
    """Find "the agency quoted X as saying ...": X speaks, the agency passes it on."""
    for k in range(p.end - 2):
        if not is_word(p.items[k], "relay_verbs"):
            continue
        saying = next((j for j in range(k + 1, min(p.end - 2, k + 25)) if p.items[j].lower == "as"), None)
        if saying is None or not is_word(p.items[saying + 1], "relayed_verbs"):
            continue
        low = trim_left(p, max((j + 1 for j in range(k) if p.items[j].text in ",;:"), default=0), k)
        relay = (find_phrase_start(p.items, low, k), k) if low < k else None
        at = behind_that(p, saying + 2, saying + 2, p.end)
        if k + 1 < saying and at < p.end:
            tagged = build_tagged(p, (k + 1, saying), (saying + 1, saying + 2), [(at, p.end)])
            p.found.append(replace(tagged, relay=to_range(p, *relay) if relay else None))


def read_colon(p: Passage) -> None:
    """Find "X: '...'" where no verb of the stretch has claimed the quotation."""
    verb = next((j for j in range(p.end) if is_word(p.items[j], "auxiliaries") or is_finite(p.items[j : j + 1])), p.end)
    comma = next((j for j in range(p.end) if p.items[j].text == ","), p.end)
    for k in range(1, p.end - 1):
        quote = p.items[k + 1]
        if p.items[k].text == ":" and quote.is_quote and k + 1 not in p.taken:
            stop = min(k, verb, comma)
            source = (0, stop) if stop > 0 and starts_phrase(p.items[0]) else None
            p.found.append(build_tagged(p, source, (k, k + 1), [(k + 1, k + 2)]))
            p.taken.add(k + 1)


def read_loose_quotes(p: Passage) -> None:
    """Find whole sentences in quotation marks that no cue has claimed: somebody's words."""
    for k, item in enumerate(p.items):
        if not item.is_quote or k in p.taken or item.text.count(" ") + 1 < _SHORT_QUOTE_WORDS:
            continue
        opens = k == 0 or p.items[k - 1].text in {".", "?", "!", ":"}
        if opens and item.text[1:2].isupper() and ends_speech(p.items, k):
            p.found.append(Tagged(None, None, (inner_range(item),)))
            p.taken.add(k)


def join_relays(p: Passage) -> None:
    """Give '"...," X said, according to the agency' its relay: the agency passes on what X said, and says nothing itself."""
    for outer in [tagged for tagged in p.found if tagged.source and _is_medium(p, tagged.source)]:
        inner = next(
            (k for k, tagged in enumerate(p.found) if tagged is not outer and tagged.relay is None and _holds(outer, tagged)), None
        )
        if inner is not None:
            p.found[inner] = replace(p.found[inner], relay=outer.source)
            p.found.remove(outer)


def _holds(outer: Tagged, inner: Tagged) -> bool:
    """Return whether one attribution's content holds the other's source and cue."""
    return all(any(start <= a and b <= end for start, end in outer.content) for a, b in (inner.source or (-1, -1), inner.cue or (-1, -1)))


def _is_medium(p: Passage, source: Range) -> bool:
    """Return whether a source is a news medium."""
    nouns = read_lexicon("roles")["bodies"]["media"]
    first = bisect_left(p.items, source[0], key=lambda item: item.start)
    last = bisect_left(p.items, source[1], key=lambda item: item.start)
    return any(item.lower in nouns for item in p.items[first:last])
