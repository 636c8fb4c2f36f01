"""Where the content to the right of a reporting verb must end: before another clause that is nobody's content here."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.rules.adjuncts import skip_adjuncts
from sayso.claims.rules.items import Item
from sayso.claims.rules.nouns import find_phrase_start
from sayso.claims.rules.passages import Passage
from sayso.claims.rules.positions import is_set_behind
from sayso.claims.rules.subjects import find_subject
from sayso.claims.rules.verbs import Cue
from sayso.claims.rules.words import is_finite, is_word, starts_phrase

_CUES_AHEAD = 6  # a clause that begins further on ends no content here


def right_bound(p: Passage, n: int, cue: Cue) -> int:
    """Return where the content to the right must end: before the next cue's own clause, else at the end."""
    if cue.group > 1 and is_word(p.items[cue.group - 1], "plain_relatives") and p.items[cue.group - 2].text == ",":
        return next((k for k in range(cue.last, p.end) if p.items[k].text == ","), p.end)
    whose = next((k for k in range(cue.group - 1, max(0, cue.group - 8), -1) if is_word(p.items[k], "relative_owners")), None)
    if whose is not None and p.items[whose - 1].text == "," and cue.group - whose <= _reach_of(p, whose):
        return next((k for k in range(cue.last, p.end) if p.items[k].text == ","), p.end)
    last = _find_full_stop(p, n, cue)
    for k, later in enumerate(p.cues[n + 1 : n + 1 + _CUES_AHEAD], n + 1):
        if later.group >= last:
            break
        cut = _cut_before(p, k, later, cue)
        if cut is not None:
            return _cut_aside(p, cue.last, cut)
    return _cut_aside(p, cue.last, last)


def _reach_of(p: Passage, relative: int) -> int:
    """Return how far from its relative pronoun a verb may stand: "which it put at 18", "whose count the governor had called ..."."""
    return 8 if is_word(p.items[relative], "owners") else 5


def _find_full_stop(p: Passage, n: int, cue: Cue) -> int:
    """Return the first mark that ends the clause. A semicolon or colon does if a reporting verb follows behind it.

    What a verb says that takes no clause ends at any semicolon: "puts the dead at 74; the mayor only wanted ...".
    """
    takes_clause = any(map(cue.takes, ("clause", "that", "quote")))
    last_cue = max((later.group for later in p.cues[n + 1 :]), default=0)
    for k in range(cue.last, p.end):
        mark = p.items[k].text
        if mark in {".", "?", "!"} and k + 1 < p.end:
            return k
        if mark == ";" and not takes_clause:
            return k
        opens = k + 1 < p.end and p.items[k + 1].is_quote
        if last_cue > k and (mark == ";" or (mark == ":" and not opens and is_finite(p.items[cue.last : k]))):
            return k
    return p.end


def _cut_aside(p: Passage, start: int, end: int) -> int:
    """Return where ", reversing two days of denials" begins: what the writer adds of the saying itself."""
    for k in range(start + 1, end - 1):
        if p.items[k].text == "," and is_word(p.items[k + 1], "participles_of_saying"):
            return k
    return end


def _cut_before(p: Passage, k: int, later: Cue, cue: Cue) -> int | None:
    """Return where a later cue's clause is set apart from this one's content, or None if it stands inside that content."""
    start = later.group
    if later.form == "ing":
        return _cut_before_participle(p, start)
    if start and is_word(p.items[start - 1], "coordinators"):
        cut = start - 1
        return cut - 1 if cut and p.items[cut - 1].text == "," else cut
    subject = find_subject(p, k, later)
    if subject and subject[0] > cue.last and p.items[subject[0] - 1].text == "," and is_set_behind(p, later, subject):
        return subject[0] - 1
    opened = subject is not None and subject[0] > cue.last and p.items[subject[0] - 1].text == ","
    if opened and subject and not any(map(cue.takes, ("clause", "addressee", "that"))):
        return subject[0] - 1  # "called it a forgery, the judge admitted ...": a verb that takes no clause is done
    return _cut_before_clause(p, later, cue)


def _cut_before_participle(p: Passage, start: int) -> int | None:
    """Return where ", adding ..." or ", at the same time accusing ..." begins."""
    if start and p.items[start - 1].text == ",":
        return start - 1
    if start and is_word(p.items[start - 1], "coordinators"):
        return start
    comma = next((j for j in range(start - 1, max(-1, start - 6), -1) if p.items[j].text == ","), None)
    return comma if comma is not None and skip_adjuncts(p.items, comma + 1, start) == start else None


def _cut_before_clause(p: Passage, later: Cue, cue: Cue) -> int | None:
    """Return where the clause of a later verb with a subject of its own begins: behind ", while", a semicolon, or ", a charge"."""
    start = later.group
    for j in range(start - 1, cue.last, -1):
        item, before = p.items[j], p.items[j - 1]
        set_apart = before.text == "," or before.is_quote
        contrasts = is_word(item, "contrasts") and 0 < start - j <= 4 and starts_phrase(p.items[j + 1])
        whole = has_clause(p.items[cue.last : j]) or (contrasts and cue.takes("object"))
        if whole and (contrasts or (set_apart and is_word(item, "clause_joiners"))):
            if p.items[j + 1].lower == "that":
                return None
            return j - 1 if before.text == "," else j
        if item.text in {",", ";", "–", "—"} and (item.text == ";" or _is_own_clause(p, j + 1, start, later)):
            return j
    return None


def _is_own_clause(p: Passage, start: int, verb: int, later: Cue) -> bool:
    """Return whether what follows a comma is "a charge the company rejected" or "which the ministry denied"."""
    if start >= verb or later.entry.force not in ("deny", "confirm"):
        return False
    return is_word(p.items[start], "resumptive_openers") and find_phrase_start(p.items, start, verb) > start


def has_clause(items: Sequence[Item]) -> bool:
    """Return whether the items hold a finite verb, as far as lists and endings tell: "The bridge holds the load"."""
    return is_finite(items) or any(_may_be_present(items, k) for k in range(1, min(12, len(items) - 1)))


def _may_be_present(items: Sequence[Item], k: int) -> bool:
    """Return whether a word in -s stands like a verb: behind a noun, with a noun phrase or a preposition behind it."""
    item, before, after = items[k], items[k - 1], items[k + 1]
    plain = item.kind == "word" and item.lower.endswith("s") and not item.is_capitalised and not is_word(item, "auxiliaries")
    if not plain or len(items) <= 3 or before.kind != "word" or is_word(before, "prepositions"):
        return False
    return starts_phrase(after) or is_word(after, "prepositions")
