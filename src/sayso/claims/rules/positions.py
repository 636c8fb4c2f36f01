"""Where a reporting verb stands to what was said: "..., said X" is inverted, "..., X said" is set behind."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.rules.addressees import skip_tail
from sayso.claims.rules.adjuncts import skip_adjuncts
from sayso.claims.rules.items import Item
from sayso.claims.rules.nouns import find_phrase_end
from sayso.claims.rules.passages import Passage, clause_bounds, trim_left
from sayso.claims.rules.speech import ends_speech
from sayso.claims.rules.subjects import looks_like_name
from sayso.claims.rules.verbs import Cue
from sayso.claims.rules.words import is_finite, is_role, is_word, starts_phrase
from sayso.claims.tagger import Range
from sayso.lexicon import read_lexicon

_BREAKS = {",", "?", "!", "–", "—"}
_CLOSES = {",", ";", "–", "—", ".", "(", ":"}
_ENDS = {";", ":", ".", "?", "!"}


def find_inverted_source(p: Passage, cue: Cue) -> int:
    """Return where the source of an inverted verb begins: behind "said on Monday", "said to us by phone"."""
    at = skip_adjuncts(p.items, cue.last, p.end)
    return at if cue.group < cue.first or (at < p.end and not p.items[at].is_quote) else cue.last


def is_inverted(p: Passage, n: int, cue: Cue) -> bool:
    """Return whether the source follows the verb: '"...", said X', "the town has fallen, says X"."""
    at = find_inverted_source(p, cue)
    if cue.form == "ing" or at >= p.end or not any(map(cue.takes, ("clause", "quote", "addressee"))):
        return False
    before = p.items[cue.group - 1] if cue.group else None
    if before is None or not (before.is_quote or before.text in _BREAKS or before.text == "-"):
        return False
    after = p.items[at]
    if not (starts_phrase(after) or is_role(p.items, at)) or after.lower == "that":
        return False
    stop = find_phrase_end(p.items, at, p.end)
    named = not is_finite(_without_relatives(p.items[at:stop]))
    if before.is_quote or (cue.group >= 2 and p.items[cue.group - 2].is_quote):
        return named or stop < p.end
    return named and not cue.takes("addressee") and (_has_sentence_before(p, n, cue) or find_interrupted(p, stop) is not None)


def find_interrupted(p: Passage, stop: int) -> int | None:
    """Return where a clause goes on that ", said X," interrupts: "The price, said the banker, stirring his cup, | was high"."""
    if stop >= p.end or p.items[stop].text != ",":
        return None
    commas = (k for k in range(stop, min(p.end - 1, stop + 16)) if p.items[k].text == ",")
    return next((k + 1 for k in commas if is_word(p.items[k + 1], "auxiliaries") or is_word(p.items[k + 1], "irregular_pasts")), None)


def _has_sentence_before(p: Passage, n: int, cue: Cue) -> bool:
    """Return whether a clause stands before ", said X", or a number: "nine dead, said X"."""
    low, _ = clause_bounds(p, n, cue)
    opens = p.items[0]
    counts = opens.kind == "number" or opens.lower in read_lexicon("numbers")["units"]
    return counts or (is_finite(p.items[low : cue.group]) and not looks_like_name(p, low, cue.group))


def _without_relatives(items: Sequence[Item]) -> Sequence[Item]:
    """Return a phrase up to its first relative pronoun: what a relative clause says is no verb of the phrase."""
    stop = next((k for k, item in enumerate(items) if is_word(item, "people_relatives")), len(items))
    return items[:stop]


def is_set_behind(p: Passage, cue: Cue, subject: Range) -> bool:
    """Return whether subject and verb follow what was said: '"...," X told us', "nine had died, he said"."""
    start = subject[0]
    if start == 0 or cue.takes("of") or cue.form == "ing":
        return False
    if p.items[start - 1].lower == "as" and (cue.last >= p.end or p.items[cue.last].text in {",", "–", "—"}):
        return True
    before = p.items[start - 1]
    if not (before.is_quote or before.text in _BREAKS):
        return False
    quoted = ends_speech(p.items, start - 1) if before.is_quote else start >= 2 and p.items[start - 2].is_quote and before.text in ",?!"
    low = next((k + 1 for k in range(start - 2, -1, -1) if p.items[k].text in _ENDS), 0)
    if not quoted and not is_finite(p.items[low : start - 1]):
        return is_parenthesis(p, start, cue)
    if not quoted and is_word(p.items[low], "condition_openers"):
        return False
    return _closes(p, skip_tail(p, cue), is_quoted=quoted)


def _closes(p: Passage, at: int, *, is_quoted: bool) -> bool:
    """Return whether nothing that the verb could take follows: a mark, a quotation, "when ...", or, behind speech, no clause."""
    if at >= p.end or p.items[at].is_quote or p.items[at].kind == "mark" or p.items[at].text in _CLOSES:
        return True
    if not is_quoted:
        return False
    stop = next((k for k in range(at, p.end) if p.items[k].kind == "mark"), p.end)
    return is_word(p.items[at], "tail_openers") or (p.items[at].lower != "that" and not is_finite(p.items[at:stop]))


def is_parenthesis(p: Passage, start: int, cue: Cue) -> bool:
    """Return whether subject and verb interrupt a clause: "The garrison, he said, had been told ..."."""
    at = skip_tail(p, cue)
    opens = p.items[start - 1].text == "," and at + 1 < p.end and p.items[at].text == ","
    return opens and start > 1 and is_finite(p.items[at + 1 : at + 3]) and starts_phrase(p.items[trim_left(p, 0, start)])
