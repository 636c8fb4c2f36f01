"""The noun phrase in front of a reporting verb: whose word it is, with appositions and relative clauses."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.grammar import is_adverb
from sayso.claims.rules.adjuncts import skip_adjuncts
from sayso.claims.rules.items import Item
from sayso.claims.rules.nouns import find_phrase_start
from sayso.claims.rules.passages import Passage, clause_bounds, trim_left
from sayso.claims.rules.speech import ends_speech
from sayso.claims.rules.verbs import Cue
from sayso.claims.rules.words import ends_of_his, is_finite, is_role, is_time, is_word, starts_phrase
from sayso.claims.tagger import Range


def find_subject(p: Passage, n: int, cue: Cue) -> Range | None:
    """Return the noun phrase before the verb, with its appositions and relative clauses."""
    low, high = clause_bounds(p, n, cue)
    for k in range(high - 1, low - 1, -1):
        if p.items[k].is_quote and (
            k + 1 == high or p.items[k + 1].text == "," or ends_speech(p.items, k) or starts_phrase(p.items[k + 1])
        ):
            low = k + 1
            break
    start = trim_left(p, low, high)
    if start >= high:
        return None
    if cue.form == "ing" and p.items[high - 1].text == ",":
        return None
    if p.items[high - 1].text == ",":
        return apposed_subject(p, start, high, follows_verb=any(start == before.last for before in p.cues[:n]))
    commas = [k for k in range(start, high) if p.items[k].text in {",", "–", "—"}]
    start = trim_left(p, commas[-1] + 1, high) if commas else start
    if p.items[start].lower == "as" and start + 1 < high:
        start += 1
    for k in range(high - 1, start, -1):
        if is_word(p.items[k], "clause_openers") and opens_clause(p, k, start, high):
            start = k + 1
            break
    high = without_time(p, start, high)
    start = find_phrase_start(p.items, start, high)
    if is_word(p.items[start], "prepositions"):
        start = behind_preposition(p, start, high)
    if start >= high or not can_be_subject(p, start, high) or _holds_verb(p.items[start:high]):
        return None
    if is_word(p.items[start], "subject_relatives"):
        return antecedent(p, start) or None
    return start, high


def _holds_verb(items: Sequence[Item]) -> bool:
    """Return whether an auxiliary stands in a phrase outside a relative clause: then it is no noun phrase."""
    stop = next((k for k, item in enumerate(items) if is_word(item, "relatives")), len(items))
    return any(is_word(item, "auxiliaries") and item.lower != "'s" for item in items[:stop])


def without_time(p: Passage, start: int, high: int) -> int:
    """Return ``high`` moved back over "on Monday night" between a subject and its verb."""
    for k in range(high - 1, start, -1):
        if is_word(p.items[k], "time_leads") and skip_adjuncts(p.items, k, high) == high:
            return k
    return high


def opens_clause(p: Passage, k: int, low: int, high: int) -> bool:
    """Return whether a conjunction at ``k`` divides clauses rather than nouns."""
    if p.items[k].lower == "that" and _opens_relative(p.items, k):
        return False
    if not is_word(p.items[k], "clause_or_noun_openers"):
        return True
    if p.items[k].lower != "and" and k > low and is_time(p.items[k - 1]):
        return True  # "three days after the registry ..."
    return is_finite(p.items[low:k]) and starts_phrase(p.items[k + 1]) and not any(is_word(i, "relatives") for i in p.items[low:k])


def _opens_relative(items: Sequence[Item], k: int) -> bool:
    """Return whether "that" is followed by a verb: "the firm that fetches the waste"."""
    after, then = items[k + 1] if k + 1 < len(items) else None, items[k + 2] if k + 2 < len(items) else None
    if after is None or then is None or after.kind != "word" or after.is_capitalised:
        return False
    return (after.lower.endswith(("s", "ed")) or is_finite([after])) and (starts_phrase(then) or is_word(then, "prepositions"))


def can_be_subject(p: Passage, start: int, high: int) -> bool:
    """Return whether some items can be a noun phrase: no verb in front, nothing open behind."""
    first = p.items[start]
    if first.kind == "mark" or is_word(first, "auxiliaries"):
        return False
    last = p.items[high - 1]
    is_open = is_word(last, "prepositions") or is_word(last, "determiners") or is_word(last, "coordinators")
    return not is_open or ends_of_his(p.items[start:high])


def behind_preposition(p: Passage, start: int, high: int) -> int:
    """Return where the subject begins behind an opening phrase such as "in the capital"."""
    after = skip_adjuncts(p.items, start, high)
    if start < after < high and not is_word(p.items[after], "prepositions"):
        return after
    return next((k for k in range(high - 1, start, -1) if starts_phrase(p.items[k]) and not is_word(p.items[k - 1], "prepositions")), high)


def apposed_subject(p: Passage, low: int, high: int, *, follows_verb: bool) -> Range | None:
    """Return "Mara Ojala, a spokeswoman for the ministry" before ", said": the head phrase and what is set beside it."""
    stop = high - 1 if p.items[high - 1].text == "," else high
    commas = [k for k in range(low, stop) if p.items[k].text == ","]
    starts = [trim_left(p, low, stop), *(trim_left(p, k + 1, stop) for k in commas)]
    ends = [*commas, stop]
    for begin, end in zip(starts, ends, strict=True):
        start = begin + _opens_subject(p, begin, stop)
        first = p.items[start] if start < stop and not _opens_subject(p, end + 1, stop) else None
        if first is None or is_word(first, "prepositions") or is_word(first, "subordinators") or first.lower.endswith("ing"):
            continue
        if (is_word(first, "apposition_openers") and start != starts[0]) or (follows_verb and start == starts[0]):
            continue
        named = starts_phrase(first) or any(is_role(p.items, k) for k in range(start, min(start + 3, end)))
        if not named or (start == starts[0] and first.lower.endswith("ed")) or _holds_verb(p.items[start:end]):
            continue
        return find_phrase_start(p.items, start, end), end if _is_loose(p, end + 1, stop) else stop
    return None


def _opens_subject(p: Passage, at: int, stop: int) -> bool:
    """Return whether a clause of its own begins: "it rained, when a clerk, Mara Ojala, ..."."""
    return at + 1 < stop and is_word(p.items[at], "subordinators") and starts_phrase(p.items[at + 1])


def _is_loose(p: Passage, start: int, stop: int) -> bool:
    """Return whether "when asked", "however" stands between commas behind a subject: no part of its name."""
    first = p.items[start] if start < stop else None
    if first is None:
        return False
    return is_word(first, "tail_openers") or (stop - start == 1 and (is_word(first, "adverbs") or is_adverb(first.lower)))


def antecedent(p: Passage, relative: int) -> Range | None:
    """Return the noun phrase that a relative pronoun takes up."""
    end = relative - 1 if relative and p.items[relative - 1].text == "," else relative
    low = next((k + 1 for k in range(end - 1, -1, -1) if p.items[k].kind == "mark" or p.items[k].is_quote), 0)
    start = find_phrase_start(p.items, trim_left(p, low, end), end)
    return (start, end) if start < end and can_be_subject(p, start, end) else None


def object_relative(p: Passage, n: int, cue: Cue, subject: Range | None) -> Range | None:
    """Return "a charge" in "a charge the company rejected": the content stands before the subject."""
    if subject is None or subject[0] == 0 or not any(map(cue.takes, ("object", "clause", "name", "at", "as"))):
        return None
    high = subject[0]
    if is_word(p.items[high - 1], "object_relatives"):
        high -= 1
    if high and p.items[high - 1].text == ",":
        high -= 1
    low, _ = clause_bounds(p, n, cue)
    begin = next((k + 1 for k in range(high - 1, low - 1, -1) if p.items[k].text in {",", "–", "—"}), low)
    start = find_phrase_start(p.items, trim_left(p, begin, high), high)
    return (start, high) if start < high and not is_finite(p.items[start:high]) else None


def shared_subject(p: Passage, n: int, cue: Cue) -> Range | None:
    """Return the source of the cue before: "X denied it and called ...", "X said ..., adding ..."."""
    before = p.items[cue.group - 1] if cue.group else None
    joined = cue.form == "ing" or (before is not None and (is_word(before, "coordinators") or before.text == ","))
    if joined and n:
        known = next((before.first for before in reversed(p.cues[:n]) if before.first in p.source_of), None)
        if known is not None:
            return p.source_of[known]
    if cue.form == "ing":
        low = trim_left(p, 0, cue.group)
        verb = next((k for k in range(low, cue.group) if is_finite(p.items[max(low, k - 1) : k + 1])), None)
        if verb and starts_phrase(p.items[low]):
            return low, verb
    return None


def looks_like_name(p: Passage, low: int, high: int) -> bool:
    """Return whether what stands before ", said" is "Mara Ojala, spokeswoman, " rather than a clause."""
    first_comma = next((k for k in range(low, high) if p.items[k].text == ","), high)
    return not is_finite(p.items[low:first_comma])


def is_somebody(p: Passage, source: Range) -> bool:
    """Return whether a subject can have a say: a name, a pronoun, a noun for people or bodies, or for a document."""
    start, end = source
    named = any(p.items[k].is_capitalised for k in range(max(start, 1), end)) or (end - start == 1 and p.items[start].is_capitalised)
    told = any(is_word(item, "subjects") or is_word(item, "documents") or is_word(item, "objects") for item in p.items[start:end])
    return named or told or any(is_role(p.items, k) for k in range(*source))
