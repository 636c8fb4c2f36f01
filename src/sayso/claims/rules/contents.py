"""What was said: where content begins and ends, before and behind its verb, and whether it fits that verb."""

from __future__ import annotations

from sayso.claims.grammar import leads_clause
from sayso.claims.rules.adjuncts import skip_adjuncts
from sayso.claims.rules.bounds import has_clause, right_bound
from sayso.claims.rules.passages import Passage, trim_left
from sayso.claims.rules.speech import ends_speech
from sayso.claims.rules.words import is_finite, is_word
from sayso.claims.tagger import Range


def content_before(p: Passage, n: int, high: int) -> list[Range]:
    """Return what stands before a subject or verb that is set behind it, conjunctions left out."""
    low = next((k + 1 for k in range(high - 1, -1, -1) if p.items[k].text in {";", ":", ".", "?", "!"}), 0)
    if n and p.found and low < high and p.items[high - 1].is_quote:
        low = next((k for k in range(high - 1, low - 1, -1) if p.items[k].is_quote), low)
    start = trim_left(p, low, high)
    if start + 1 < high and p.items[start].lower == "asked" and is_word(p.items[start + 1], "indirect_questions"):
        start += 2
    end = high
    while end > start and (p.items[end - 1].text in {",", "–", "—"} or p.items[end - 1].lower == "as"):
        end -= 1
    if start < end and is_word(p.items[end - 1], "narrating_subordinators"):
        return []  # "He gave his name because, he said, ...": the clause is the writer's
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
    if p.items[at - 1].text == "," and (is_finite(rest[:2]) or (is_word(rest[0], "tail_openers") and is_finite(rest))):
        return [(at, high)]
    return [(quote, quote + 1)] if quote is not None and ends_speech(p.items, quote) and quote - at <= 12 else []


def behind_that(p: Passage, verb: int, at: int, high: int) -> int:
    """Return where the content begins: behind a "that" which follows the verb before any other verb."""
    if verb == at < high and is_word(p.items[verb - 1], "forms_of_say") and is_word(p.items[at], "determiners"):
        return at  # "said the rope that reporters had seen belonged to a boat"
    for k in range(verb, min(high, verb + 16)):
        if p.items[k].lower == "that" and k + 1 < high:
            points = p.items[k + 1].kind == "mark" or not leads_clause([item.lower for item in p.items[k + 1 : min(high, k + 3)]])
            follows_noun = is_finite([p.items[k + 1]]) or is_word(p.items[k + 1], "auxiliaries")
            return at if points or (follows_noun and k > verb) else k + 1
        if p.items[k].is_quote or is_word(p.items[k], "auxiliaries") or p.items[k].text in {":", ";"}:
            break
    return at
