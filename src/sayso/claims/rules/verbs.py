"""Reporting verbs in a stretch: which lemma, which form, and whether the word is a verb here at all.

Without a parser, a form that may also be a noun ("claims", "reports", "call") is judged by the word before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.claims.cues import CueEntry, Form, cue_table, first_words
from sayso.claims.grammar import in_group, is_adverb
from sayso.claims.rules.items import Item
from sayso.claims.rules.speech import ends_speech, ends_speech_item
from sayso.claims.rules.words import ends_of_his, is_role_word, is_word, starts_phrase
from sayso.lexicon import read_words
from sayso.settings import ClaimSettings

_MOST_CUES = ClaimSettings().most_stretch_cues
_MOST_CUE_WORDS = 5  # "neither confirm nor rule out"
_SUBJECT_WORDS = 3  # between its determiner and its verb
_LEAD_REACH = 9  # words between "continues" and "to": "for the second consecutive day"


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at tokens ``[first, last)`` of a sentence; ``group`` is where its auxiliaries and adverbs begin."""

    first: int
    last: int
    group: int
    form: Form
    readings: tuple[CueEntry, ...]
    is_passive: bool = False
    is_negated: bool = False

    def takes(self, frame: str) -> bool:
        """Return whether one of its readings allows what ``frame`` names."""
        return any(frame in reading.takes for reading in self.readings)

    @property
    def entry(self) -> CueEntry:
        """The first reading."""
        return self.readings[0]


def _group_start(tokens: Sequence[Item], first: int) -> int:
    """Return where the auxiliaries and adverbs before a verb begin; "continues to" counts as one."""
    at = _skip_group(tokens, first)
    if at and tokens[at - 1].lower == "to":
        lead = next((k for k in range(at - 2, max(-1, at - _LEAD_REACH), -1) if is_word(tokens[k], "infinitive_leads")), None)
        return at if lead is None else _skip_group(tokens, lead)
    return at


def _skip_group(tokens: Sequence[Item], at: int) -> int:
    first = at
    while (
        at > 0 and (is_word(tokens[at - 1], "auxiliaries") or is_adverb(tokens[at - 1].lower)) and not tokens[at - 1].lower.endswith("'s")
    ):
        at -= 1
    while at < first and is_word(tokens[at], "not_in_group"):
        at += 1
    return at


def _is_verb_here(tokens: Sequence[Item], cue: range, group: int, form: Form) -> bool:
    """Return whether the form at ``cue`` is a verb, from the words around it."""
    first = cue.start
    before = tokens[group - 1].lower if group else ""
    is_name = first > 0 and tokens[first].is_capitalised and tokens[first - 1].kind == "word"
    if is_name or before == "to":
        return False
    if form == "ing":
        return group < first or before in {",", ""} or in_group(before, "participle_leads") or in_group(before, "times")
    if in_group(before, "no_verb_leads"):
        return False
    if group < first:
        return True
    if form in ("base", "s"):
        return _may_be_present(tokens, cue, form)
    return not _is_participle_or_noun(tokens, cue, before)


def _is_participle_or_noun(tokens: Sequence[Item], cue: range, before: str) -> bool:
    """Return whether a past form stands where only an adjective or a noun can: "the reported theft", "12 reported cases"."""
    last = cue.start and tokens[cue.start - 1].kind == "number" and cue.stop < len(tokens)
    counted = last and tokens[cue.stop].lower.isalpha() and not starts_phrase(tokens[cue.stop])
    determined = in_group(before, "determiners") and not in_group(before, "standing_determiners") and not ends_of_his(tokens[: cue.start])
    return bool(determined or counted or in_group(before, "noun_leads") or before.endswith("'s"))


def _may_be_present(tokens: Sequence[Item], cue: range, form: Form) -> bool:
    """Return whether a form that may be a noun too ("claims", "report") is a verb."""
    after = tokens[cue.stop].lower if cue.stop < len(tokens) else ""
    before = tokens[cue.start - 1] if cue.start else None
    if in_group(after, "noun_tails") or before is None or before.kind == "number":
        return False
    if before.lower == "that" and after in ("", ",", "."):
        return False  # "denied that report"
    if before.kind in ("mark", "quote"):
        return before.is_quote or before.text in {",", ")", "–", "—"}
    if is_word(before, "plain_joiners"):
        return form == "s" and (after == "that" or any(_is_present(tokens, k) for k in range(cue.start - 1)))
    return _may_end_subject(tokens, cue.start - 1, form, after)


def _is_present(tokens: Sequence[Item], k: int) -> bool:
    """Return whether a word is a present form that an earlier subject has: "She rejects it and says ..."."""
    entry = cue_table().get((tokens[k].lower,))
    return entry is not None and entry[0] == "s" and k > 0 and (is_word(tokens[k - 1], "nominatives") or tokens[k - 1].is_capitalised)


def _may_end_subject(tokens: Sequence[Item], k: int, form: Form, after: str) -> bool:
    """Return whether the word at ``k`` can be the end of the subject of a present form."""
    word = tokens[k].lower
    if is_word(tokens[k], "subject_relatives"):
        return True
    if is_word(tokens[k], "nominatives"):
        return (form == "s") == in_group(word, "singular_nominatives")
    if word in read_words("function_words", "all") or word.endswith(("'s", "'")):
        return False
    if form == "s":
        return tokens[k].is_capitalised or is_role_word(word) or (k >= 1 and is_word(tokens[k - 1], "determiners"))
    if _is_singular(tokens, k):
        return False  # "in a Harbour Board post that ..."
    return after == "that" or word.endswith("s") or is_word(tokens[k], "plurals_without_s")


def _is_singular(tokens: Sequence[Item], k: int) -> bool:
    """Return whether the noun at ``k`` is one thing by its determiner: "a board", but not "a majority of the boards"."""
    for token in reversed(tokens[max(0, k - _SUBJECT_WORDS) : k]):
        if is_word(token, "singular_determiners"):
            return True
        if token.kind != "word" or is_word(token, "prepositions"):
            return False
    return False


def find_cues(tokens: Sequence[Item]) -> list[Cue]:
    """Return the reporting verbs of one stretch that stand outside quotation marks, in order."""
    found: list[Cue] = []
    at = 0
    while at < len(tokens) and len(found) < _MOST_CUES:
        match = _match(tokens, at) if tokens[at].lower in first_words() else _match_unknown(tokens, at)
        if match is None:
            at += 1
            continue
        last, form, readings = match
        group = _group_start(tokens, at)
        if _is_verb_here(tokens, range(at, last), group, form):
            inside = [token.lower for token in tokens[group:at]]
            found.append(Cue(at, last, group, form, readings, _is_passive(inside, form), _is_negated(inside)))
        at = last
    return found


def _match(tokens: Sequence[Item], at: int) -> tuple[int, Form, tuple[CueEntry, ...]] | None:
    """Return the longest form that begins at token ``at``."""
    words = tuple(token.lower for token in tokens[at : at + _MOST_CUE_WORDS])
    for n in range(len(words), 0, -1):
        if words[:n] in cue_table():
            form, readings = cue_table()[words[:n]]
            return at + n, form, readings
    parted = (words[0], words[2]) if len(words) > 2 and in_group(words[1], "objects") else ()
    if parted in cue_table():  # "took it back"
        form, readings = cue_table()[parted]
        return at + 3, form, readings
    return None


def _match_unknown(tokens: Sequence[Item], at: int) -> tuple[int, Form, tuple[CueEntry, ...]] | None:
    """Return any past form that stands beside speech and somebody, as in '"...," quipped the driver'."""
    word = tokens[at]
    if word.kind != "word" or word.is_capitalised or not (word.lower.endswith("ed") or is_word(word, "irregular_pasts")):
        return None
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    if before is None or is_word(word, "auxiliaries"):
        return None
    inverted = before.is_quote and ends_speech(tokens, at - 1) and after is not None and starts_phrase(after)
    behind = (after is None or after.text in {".", ",", ";"}) and _follows_speech(tokens, at)
    return (at + 1, "past", (CueEntry(word.lower, "assert", "neutral", frozenset({"clause", "quote"})),)) if inverted or behind else None


def _follows_speech(tokens: Sequence[Item], at: int) -> bool:
    """Return whether nothing but a short name or "the driver" stands between speech and the word at ``at``."""
    quote = next((k for k in range(at - 1, max(-1, at - 6), -1) if tokens[k].is_quote), None)
    if quote is None or quote + 1 >= at or not ends_speech_item(tokens[quote]):
        return False
    between = tokens[quote + 1 : at]
    named = between[0].is_capitalised or is_word(between[0], "nominatives") or is_role_word(between[-1].lower)
    return named and all(token.kind == "word" and not is_word(token, "prepositions") for token in between)


def _is_passive(inside: Sequence[str], form: Form) -> bool:
    return form == "past" and any(in_group(word, "forms_of_be") for word in inside)


def _is_negated(inside: Sequence[str]) -> bool:
    return any(in_group(word, "negations") or word.endswith("n't") for word in inside)
