"""The plain frame: "X said (that) ...", "X denied the report", "X put the toll at N" and their like."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.cues import cue_table
from sayso.claims.grammar import in_group, leads_clause
from sayso.claims.rules.addressees import skip_addressee
from sayso.claims.rules.adjuncts import skip_adjuncts
from sayso.claims.rules.bounds import right_bound
from sayso.claims.rules.contents import behind_that
from sayso.claims.rules.fitting import fits_content, is_weak
from sayso.claims.rules.items import Item
from sayso.claims.rules.passages import Passage, make_tagged
from sayso.claims.rules.subjects import is_somebody, object_relative, shared_subject
from sayso.claims.rules.verbs import Cue
from sayso.claims.rules.words import is_finite, is_word
from sayso.claims.tagger import Range, Tagged

_COLON_REACH = 12
_NAME_WORDS = 4
_MARKS_BEFORE = {",", ":", "–", "—"}


def read_plain(p: Passage, n: int, cue: Cue, subject: Range | None) -> Tagged | None:
    """Return the attribution of a verb that what was said stands behind, or in front of it as "a charge the company rejected"."""
    source = subject or shared_subject(p, n, cue)
    if _is_no_statement(p, cue, source):
        return None
    is_parted = tuple(item.lower for item in p.items[cue.first : cue.last]) not in cue_table()
    inside = next((k for k in range(cue.first + 1, cue.last - 1) if is_parted and is_word(p.items[k], "objects")), None)
    if inside is not None:
        return make_tagged(p, source, cue, [(inside, inside + 1)]) if source else None  # "took it back"
    high = right_bound(p, n, cue)
    at = _find_content_start(p, cue, high)
    rest = p.items[at:high]
    if _is_naming(p, cue, subject, rest):
        return None
    fits = bool(rest) and (fits_content(p, cue, rest) or _lead(p, subject) == "what")
    led = in_group(_lead(p, subject), "object_relatives") and any(map(cue.takes, ("at", "as", "name")))
    relative = None if (fits and not led) or (source is None and cue.form != "ing") else object_relative(p, n, cue, subject)
    if relative:
        return _read_relative(p, source, cue, relative, (at, high))
    if not fits or (source is None and not any(item.is_quote for item in rest)):
        return None
    alone = not any(map(cue.takes, ("name", "as", "of", "at"))) and _is_pronoun_alone(rest)
    return make_tagged(p, source, cue, [(at, at + 1 if alone else high)])


def _lead(p: Passage, subject: Range | None) -> str:
    """Return the lower-case word in front of a subject."""
    return p.items[subject[0] - 1].lower if subject and subject[0] else ""


def _is_naming(p: Passage, cue: Cue, subject: Range | None, rest: Sequence[Item]) -> bool:
    """Return whether nothing is said but a name ("which locals call Orlek"), or only that something was ("what X had said")."""
    lead = _lead(p, subject)
    if lead == "what":
        return not rest or not (cue.takes("name") or is_word(rest[0], "forms_of_be"))
    relative = in_group(lead, "object_relatives") and _is_bare_name(rest)
    return cue.takes("name") and (lead == "as" or relative or any(_is_quoted_name(item) for item in rest))


def _is_quoted_name(item: Item) -> bool:
    """Return whether a quotation is a name: a few words, each with a capital letter."""
    words = item.text.strip("\"“”‘’'«»„,.").split() if item.is_quote else []
    return 0 < len(words) <= _NAME_WORDS and all(word[:1].isupper() for word in words)


def _is_pronoun_alone(rest: Sequence[Item]) -> bool:
    """Return whether nothing but a pronoun was said: "he said it four times", "the fund denied it before the evening was out"."""
    if not is_word(rest[0], "pronoun_objects") or any(item.is_quote for item in rest):
        return False
    if not leads_clause([item.lower for item in rest[1:3]]):
        return False  # "denied that report"
    return len(rest) == 1 or not is_finite(rest) or is_word(rest[1], "tail_openers")


def _is_no_statement(p: Passage, cue: Cue, source: Range | None) -> bool:
    """Return whether nobody says anything: "nobody said ...", "it could not tell from which side", "notes pointed to ..."."""
    if source is not None:
        first, second = p.items[source[0]], p.items[min(source[0] + 1, p.end)] if source[0] + 1 < p.end else p.items[source[0]]
        if is_word(first, "negative_subjects") or (first.lower == "no" and second.lower == "one"):
            return True
        if is_weak(cue) and not is_somebody(p, source):
            return True
    behind = [item.lower for item in p.items[cue.last : cue.last + 3]]
    if behind[:2] == ["to", "be"] and in_group(behind[-1], "sourcing"):
        return True
    told = all(reading.takes == {"addressee"} for reading in cue.readings)
    return told and cue.last < p.end and is_word(p.items[cue.last], "prepositions")


def _find_content_start(p: Passage, cue: Cue, high: int) -> int:
    """Return where what was said begins: behind addressee, time, channel, "that", a colon."""
    colon = next((k for k in range(cue.last, min(high - 1, cue.last + _COLON_REACH)) if p.items[k].text == ":"), None)
    if colon is not None and p.items[colon + 1].is_quote and not is_finite(p.items[cue.last : colon]):
        return colon + 1
    at = cue.last
    if cue.takes("addressee"):
        at = skip_addressee(p, skip_adjuncts(p.items, at, high))
    after = skip_adjuncts(p.items, at, high)
    if after < high or cue.takes("addressee"):
        at = after
    if any(map(cue.takes, ("clause", "addressee", "that", "object", "to"))):
        at = behind_that(p, cue.last, at, high)
    while at < high and p.items[at].text in _MARKS_BEFORE:
        at += 1
    if at + 2 == high and is_word(p.items[at], "prepositions") and p.items[at + 1].is_quote:
        at += 1
    return at


def _read_relative(p: Passage, source: Range | None, cue: Cue, relative: Range, rest: Range) -> Tagged | None:
    """Return "a charge the company rejected (as false)", "whose count he called unfounded"; a mere name is no statement."""
    at, high = rest
    if at >= high or p.items[at].lower == "as":
        return make_tagged(p, source, cue, [relative, (at, high)] if at < high else [relative])
    if not any(map(cue.takes, ("name", "at"))):
        return make_tagged(p, source, cue, [relative])
    return None if _is_bare_name(p.items[at:high]) else make_tagged(p, source, cue, [relative, (at, high)])


def _is_bare_name(rest: Sequence[Item]) -> bool:
    """Return whether "Orlek" or "the Shallows" follows: what a place is called is no statement."""
    at = 1 if rest and rest[0].lower == "the" else 0
    return len(rest) > at and rest[at].is_capitalised
