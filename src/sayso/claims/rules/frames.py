"""The frames of a reporting verb: passive, inverted ("..., said X"), set behind ("..., X said"), or plain ("X said ...")."""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.cues import find_entries
from sayso.claims.rules.addressees import skip_tail
from sayso.claims.rules.bounds import right_bound
from sayso.claims.rules.contents import (
    behind_that,
    content_before,
    content_behind,
)
from sayso.claims.rules.nouns import find_phrase_end
from sayso.claims.rules.passages import Passage, clause_bounds, make_tagged, trim_left
from sayso.claims.rules.plain import read_plain
from sayso.claims.rules.positions import find_interrupted, find_inverted_source, is_inverted, is_set_behind
from sayso.claims.rules.subjects import find_subject
from sayso.claims.rules.verbs import Cue
from sayso.claims.rules.words import is_word, starts_phrase
from sayso.claims.tagger import Range, Tagged


def read_cue(p: Passage, n: int, cue: Cue) -> Tagged | None:
    """Return the attribution of a cue by the frame that it stands in, or None if it says nothing."""
    if cue.is_passive:
        return read_passive(p, n, cue)
    if is_inverted(p, n, cue):
        return read_inverted(p, n, cue)
    subject = find_subject(p, n, cue)
    if subject and is_set_behind(p, cue, subject):
        return read_set_behind(p, n, cue, subject)
    return read_plain(p, n, cue, subject)


def read_passive(p: Passage, n: int, cue: Cue) -> Tagged | None:
    """Return "was denied by X", "was put at N" and "is said to ..."."""
    low, _ = clause_bounds(p, n, cue)
    subject = trim_left(p, low, cue.group)
    after = cue.last
    if after < p.end and p.items[after].lower == "by" and after + 1 < p.end and starts_phrase(p.items[after + 1]):
        stop = find_phrase_end(p.items, after + 1, p.end)
        return make_tagged(p, (after + 1, stop), cue, [(subject, cue.group)])
    reports = after < p.end and is_word(p.items[after], "clause_leads") and is_word(p.items[cue.last - 1], "passive_reports")
    if reports and subject < cue.group and p.items[after].lower == "to":
        told = _find_told(p, n, cue)
        if told is not None:
            return _read_told(p, (subject, cue.group), cue, told)
    numbers = cue.takes("at") and after < p.end and p.items[after].lower == "at"
    if (reports or numbers) and subject < cue.group:
        return make_tagged(p, None, cue, [(subject, cue.group), (after, right_bound(p, n, cue))])
    return None


def _find_told(p: Passage, n: int, cue: Cue) -> Cue | None:
    """Return "said" in "is reported to have said"."""
    words = [item.lower for item in p.items[cue.last : cue.last + 2]]
    table = find_entries(p.items[cue.last + 2].lower) if cue.last + 2 < p.end else ()
    tells = any(reading.takes & {"clause", "addressee"} for reading in table)
    return Cue(cue.last + 2, cue.last + 3, cue.last, "past", table) if words == ["to", "have"] and tells else None


def _read_told(p: Passage, subject: Range, cue: Cue, told: Cue) -> Tagged | None:
    """Return "X was reported to have said that ...": X speaks."""
    at = behind_that(p, told.last, told.last, p.end)
    whole = replace(told, first=cue.group)
    return make_tagged(p, subject, whole, [(at, p.end)]) if at < p.end else None


def read_inverted(p: Passage, n: int, cue: Cue) -> Tagged | None:
    """Return "..., said X", with what goes on behind it."""
    at = find_inverted_source(p, cue)
    stop = find_phrase_end(p.items, at, right_bound(p, n, cue))
    before = content_before(p, n, cue.group)
    after = content_behind(p, n, find_interrupted(p, stop) or stop)
    return make_tagged(p, (at, stop), cue, [*before, *after])


def read_set_behind(p: Passage, n: int, cue: Cue, subject: Range) -> Tagged | None:
    """Return "..., X said", with what goes on behind it."""
    before = content_before(p, n, subject[0])
    if before and p.items[subject[0] - 1].lower == "as":
        return make_tagged(p, subject, cue, before)  # "..., as the union says, ...": what follows is the writer's
    return make_tagged(p, subject, cue, [*before, *content_behind(p, n, skip_tail(p, cue))])
