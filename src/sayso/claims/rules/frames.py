"""The frames of a reporting verb: passive, inverted ("..., said X"), set behind ("..., X said"), or plain ("X said ...")."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.rules.adjuncts import skip_adjuncts
from sayso.claims.rules.contents import (
    behind_that,
    content_before,
    content_behind,
    fits_content,
    has_clause,
    right_bound,
    skip_addressee,
    skip_tail,
)
from sayso.claims.rules.items import Item
from sayso.claims.rules.nouns import find_phrase_end
from sayso.claims.rules.passages import Passage, clause_bounds, make_tagged, trim_left
from sayso.claims.rules.speech import ends_speech
from sayso.claims.rules.subjects import find_subject, looks_like_name, object_relative, shared_subject
from sayso.claims.rules.verbs import Cue
from sayso.claims.rules.words import is_finite, is_role, is_word, starts_phrase
from sayso.claims.tagger import Range, Tagged
from sayso.lexicon import read_lexicon


def _without_relatives(items: Sequence[Item]) -> Sequence[Item]:
    """Return a phrase up to its first relative pronoun: what a relative clause says is no verb of the phrase."""
    stop = next((k for k, item in enumerate(items) if is_word(item, "people_relatives")), len(items))
    return items[:stop]


def read_cue(p: Passage, n: int, cue: Cue) -> Tagged | None:
    """Return the attribution of a cue by the frame that it stands in, or None if it says nothing."""
    if cue.is_passive:
        return read_passive(p, n, cue)
    if is_inverted(p, n, cue):
        return read_inverted(p, n, cue)
    subject = find_subject(p, n, cue)
    if subject and is_set_behind(p, n, cue, subject):
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
    reports = cue.takes("clause") and after < p.end and is_word(p.items[after], "clause_leads")
    numbers = cue.takes("at") and after < p.end and p.items[after].lower == "at"
    if (reports or numbers) and subject < cue.group:
        return make_tagged(p, None, cue, [(subject, cue.group), (after, right_bound(p, n, cue))])
    return None


def is_inverted(p: Passage, n: int, cue: Cue) -> bool:
    """Return whether the source follows the verb: '"...", said X', "the town has fallen, says X"."""
    at = skip_adjuncts(p.items, cue.last, p.end) if cue.group < cue.first else cue.last
    if cue.form == "ing" or at >= p.end or not (cue.takes("clause") or cue.takes("quote") or cue.takes("addressee")):
        return False
    before = p.items[cue.group - 1] if cue.group else None
    if before is None or not (before.is_quote or before.text in {",", "?", "!", "-", "–", "—"}):
        return False
    after = p.items[at]
    low, _ = clause_bounds(p, n, cue)
    if not (starts_phrase(after) or is_role(p.items, at)) or after.lower == "that":
        return False
    stop = find_phrase_end(p.items, at, p.end)
    named = not is_finite(_without_relatives(p.items[at:stop]))
    if before.is_quote or (cue.group >= 2 and p.items[cue.group - 2].is_quote):
        return named or stop < p.end
    opens = p.items[0]
    counts = opens.kind == "number" or opens.lower in read_lexicon("numbers")["units"]
    return (
        named
        and not cue.takes("addressee")
        and (counts or (is_finite(p.items[low : cue.group]) and not looks_like_name(p, low, cue.group)))
    )


def read_inverted(p: Passage, n: int, cue: Cue) -> Tagged | None:
    """Return "..., said X", with what goes on behind it."""
    at = skip_adjuncts(p.items, cue.last, p.end) if cue.group < cue.first else cue.last
    stop = find_phrase_end(p.items, at, right_bound(p, n, cue))
    before = content_before(p, n, cue.group)
    after = content_behind(p, n, stop)
    return make_tagged(p, (at, stop), cue, [*before, *after])


def is_set_behind(p: Passage, n: int, cue: Cue, subject: Range) -> bool:
    """Return whether subject and verb follow what was said: '"...," X told us', "nine had died, he said"."""
    start = subject[0]
    if start == 0 or cue.takes("of") or cue.form == "ing":
        return False
    if p.items[start - 1].lower == "as" and (cue.last >= p.end or p.items[cue.last].text in {",", "–", "—"}):
        return True
    before = p.items[start - 1]
    if not (before.is_quote or before.text in {",", "?", "!", "–", "—"}):
        return False
    low, _ = clause_bounds(p, n, cue)
    quoted = before.is_quote or (start >= 2 and p.items[start - 2].is_quote and before.text in {",", "?", "!"})
    if quoted and before.is_quote and not ends_speech(p.items, start - 1):
        quoted = False
    if not quoted and not is_finite(p.items[low : start - 1]):
        return is_parenthesis(p, start, cue)
    if not quoted and is_word(p.items[low], "condition_openers"):
        return False
    at = skip_adjuncts(p.items, cue.last, p.end)
    at = skip_addressee(p, cue, at) if cue.takes("addressee") else at
    rest = p.items[at : right_bound(p, n, cue)]
    closes = not rest or rest[0].text in {",", ";", "–", "—", ".", "("} or rest[0].is_quote or (rest[0].kind == "mark")
    return closes or (quoted and not has_clause(rest))


def is_parenthesis(p: Passage, start: int, cue: Cue) -> bool:
    """Return whether subject and verb interrupt a clause: "The garrison, he said, had been told ..."."""
    at = skip_tail(p, cue)
    opens = p.items[start - 1].text == "," and at + 1 < p.end and p.items[at].text == ","
    return opens and start > 1 and is_finite(p.items[at + 1 : at + 3]) and starts_phrase(p.items[trim_left(p, 0, start)])


def read_set_behind(p: Passage, n: int, cue: Cue, subject: Range) -> Tagged | None:
    """Return "..., X said", with what goes on behind it."""
    before = content_before(p, n, subject[0])
    return make_tagged(p, subject, cue, [*before, *content_behind(p, n, skip_tail(p, cue))])


def read_plain(p: Passage, n: int, cue: Cue, subject: Range | None) -> Tagged | None:
    """Return "X said (that) ...", "X denied the report", "X put the toll at N" and their like."""
    high = right_bound(p, n, cue)
    at = cue.last
    if cue.takes("addressee"):
        at = skip_addressee(p, cue, skip_adjuncts(p.items, at, high))
    after = skip_adjuncts(p.items, at, high)
    if after < high or cue.takes("addressee"):
        at = after
    at = behind_that(p, cue.last, at, high)
    while at < high and p.items[at].text in {",", ":", "–", "—"}:
        at += 1
    rest = p.items[at:high]
    source = subject or shared_subject(p, n, cue)
    if subject is None and source is None and cue.form != "ing":
        relative = None
    else:
        relative = object_relative(p, n, cue, subject) if not rest or not fits_content(p, cue, rest) else None
    if relative:
        rest_as = [(at, high)] if rest and rest[0].lower == "as" else []
        return make_tagged(p, source, cue, [relative, *rest_as])
    if not rest or not fits_content(p, cue, rest) or (source is None and not any(item.is_quote for item in rest)):
        return None
    return make_tagged(p, source, cue, [(at, high)])
