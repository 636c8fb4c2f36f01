"""Counts that somebody gives without a clause: "gave the toll as 23", "put it at nine", "police counted 31", "the union 90".

What neither network nor rules found is added. A second count in the content of another, with its own speaker before it, stands by
itself: "police said they had held 42 people, the union 90".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from sayso.claims.cues import find_entries
from sayso.claims.events import event_of
from sayso.claims.grammar import in_group, is_adverb
from sayso.claims.phrases import CLAUSE_MARKS, find_subject, is_phrase
from sayso.claims.roles import find_role
from sayso.claims.tagger import Range, Tagged
from sayso.lexicon import read_lexicon, read_words
from sayso.text import Document, Quantity, Token

_MOST_OBJECT = 10  # words between "gave" and "as"
_PLAIN = "plain"  # verbs with the number right behind them
_MOST_SECOND = 5  # words of a second speaker


def add_tallies(document: Document, found: Sequence[Tagged]) -> list[Tagged]:
    """Return attributions with those that give a count in no clause of its own."""
    counts = [each for each in document.quantities if each.kind == "count"]
    kept, covered = [*found], sorted(part for tagged in found for part in tagged.content)
    starts, furthest = [start for start, _ in covered], [*accumulate((end for _, end in covered), max)]
    reach = 0  # of the last count that was added
    for quantity in counts:
        at = bisect_right(starts, quantity.number_start)
        is_covered = quantity.number_start < reach or (at > 0 and quantity.number_start < furthest[at - 1])
        if not is_covered and (tally := _read_tally(document, quantity) or _read_gapped(document, quantity, kept)) is not None:
            kept.append(tally)
            reach = tally.content[-1][1]
    return [part for tagged in kept for part in _part(document, tagged, counts)]


# -- a count with its verb -----------------------------------------------------------------------------------------------


def _read_tally(document: Document, quantity: Quantity) -> Tagged | None:
    """Return who gives a count by which verb: "the ministry gave the toll as 23"."""
    sentence = document.sentence_at(quantity.start)
    if sentence is None or document.is_quoted(quantity.start, quantity.end) is not False:
        return None
    tokens = document.tokens_of_sentence[sentence.index]
    at = next((k for k, token in enumerate(tokens) if token.start >= quantity.start), len(tokens))
    verb = _find_verb(tokens, at)
    if verb is None:
        return None
    first, after = verb
    while first and (in_group(tokens[first - 1].lower, "auxiliaries") or is_adverb(tokens[first - 1].lower)):
        first -= 1
    subject = find_subject(tokens, first)
    if subject is None:
        return None
    end = _find_end(tokens, at)
    return Tagged(subject, (tokens[first].start, tokens[after - 1].end), ((tokens[after].start, tokens[end - 1].end),))


def _read_gapped(document: Document, quantity: Quantity, found: Sequence[Tagged]) -> Tagged | None:
    """Return who gives a second count right behind that of another, whose verb goes for both: "police counted 28, | the hospitals 35"."""
    sentence = document.sentence_at(quantity.start)
    if sentence is None:
        return None
    tokens = document.tokens_of_sentence[sentence.index]
    behind = next((token for token in tokens if token.start >= quantity.end), None)
    end = quantity.end if behind is None or behind.kind == "mark" else sentence.end
    before = [t for t in found if t.cue and sentence.start <= t.content[-1][0] and t.content[-1][1] <= quantity.start]
    last = max(before, key=lambda tagged: tagged.content[-1][1], default=None)
    if last is None or not _gives_own_count(document, last):
        return None
    second = _read_second(document, quantity, end, is_gapped=_counts(document, last))
    is_behind = second is not None and last.content[-1][1] <= second.after
    return Tagged(second.speaker, second.verb, ((quantity.start, quantity.end),)) if second and is_behind else None


def _find_verb(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return where the verb that gives the number at ``at`` begins and ends."""
    words = [token.lower for token in tokens[:at]]
    verbs = read_lexicon("figures")["tallying"]
    if words and words[-1] in verbs and words[-1] != _PLAIN:
        counted = read_words("figures", "put_what") | event_of().keys()
        for k in range(at - 2, max(-1, at - _MOST_OBJECT - 2), -1):
            if tokens[k].text in CLAUSE_MARKS:
                break
            if words[k] in verbs[words[-1]]:
                named = words[at - 2 : at - 1] if words[-1] == "of" else words[k + 1 : at - 1]
                if not counted.isdisjoint(named):
                    return k, k + 1
                break
    for n in (2, 1):
        if at >= n and " ".join(words[at - n :]) in verbs[_PLAIN]:
            return at - n, at
    return None


def _find_end(tokens: Sequence[Token], at: int) -> int:
    """Return where the clause of a number ends: at a mark, but for a comma that a second count stands behind, or before "and called"."""
    for k in range(at + 1, len(tokens)):
        behind = tokens[k + 1 :]
        ends = tokens[k].text in CLAUSE_MARKS or (tokens[k].text in {".", "!", "?"} and not behind)
        aside = tokens[k].text == "," and not any(token.kind == "number" for token in behind[:_MOST_SECOND])
        joins = tokens[k].lower in read_words("grammar", "joining") and bool(behind) and bool(find_entries(behind[0].lower))
        if ends or aside or joins:
            return k
    return len(tokens)


# -- a second speaker's count --------------------------------------------------------------------------------------------


def _part(document: Document, tagged: Tagged, counts: Sequence[Quantity]) -> list[Tagged]:
    """Return an attribution up to where others' counts begin that end it, and each of these as an attribution of its own, in order."""
    others: list[Tagged] = []
    while True:
        start, end = tagged.content[-1]
        first, after = (bisect_left(counts, at, key=lambda each: each.number_start) for at in (tagged.content[0][0], end))
        if after - first < 2:
            break
        second = _read_second(document, counts[after - 1], end, is_gapped=_counts(document, tagged))
        is_own = second is not None and (second.verb is not None or _gives_own_count(document, tagged))
        if second is None or not is_own or counts[first].end > second.after:
            break
        left = (*tagged.content[:-1], *([(start, second.after)] if second.after > start else []))
        tagged = replace(tagged, content=left)
        others.insert(0, Tagged(second.speaker, second.verb, ((counts[after - 1].start, counts[after - 1].end),)))
    return [tagged, *others]


def _gives_own_count(document: Document, tagged: Tagged) -> bool:
    """Return whether a first count is the speaker's own: "they had held 42", "put it at 42"; not "the army lost 12, the rebels 40"."""
    if tagged.cue is None:
        return False
    first = document.tokens_between(*tagged.content[-1])[:1]
    begins = bool(first) and (first[0].kind == "number" or in_group(first[0].lower, "nominatives"))
    return begins or _counts(document, tagged)


def _counts(document: Document, tagged: Tagged) -> bool:
    """Return whether a cue is a verb of counting: "counted", "put ... at"."""
    cue = document.text[slice(*tagged.cue)].casefold() if tagged.cue else ""
    return not _verbs_of_counting().isdisjoint((cue, *cue.split()[-1:]))


@cache
def _verbs_of_counting() -> frozenset[str]:
    tallying = read_lexicon("figures")["tallying"].values()
    return frozenset(verb for verbs in tallying for verb in verbs if not in_group(verb, "forms_of_say"))


@dataclass(frozen=True, slots=True)
class _Second:
    """Who gives a second count, by which verb of his own, and where what stands before him ends."""

    after: int
    speaker: Range
    verb: Range | None


def _read_second(document: Document, quantity: Quantity, end: int, *, is_gapped: bool) -> _Second | None:
    """Return who stands right before a count that ends its clause.

    ", the union 90", ", the hospital of 14", "; the mayor at 7,000", " and police only 350", "; the union spoke of 90", ", while the owner,
    Sound Lines, listed 47". ``is_gapped``: a verb of counting stands before the first count, so that "the hospitals" speak, too.
    """
    sentence = document.sentence_at(quantity.start)
    if sentence is None:
        return None
    tokens = document.tokens_of_sentence[sentence.index]
    at = next((k for k, token in enumerate(tokens) if token.start >= quantity.start), len(tokens))
    if any(token.kind != "mark" and quantity.end <= token.start < end for token in tokens):
        return None  # it goes on
    last = at
    while last and (tokens[last - 1].lower in read_words("scopes", "only") or is_adverb(tokens[last - 1].lower)):
        last -= 1
    verb = _find_verb(tokens, last)
    if verb is not None:
        subject = find_subject(tokens, verb[0])
        first = next((k for k, token in enumerate(tokens) if subject and token.start == subject[0]), 0)
    else:
        last -= last > 0 and tokens[last - 1].lower in {"at", "of"}
        first = next((k + 1 for k in range(last - 1, max(-1, last - _MOST_SECOND - 2), -1) if _parts(tokens[k])), 0)
        subject = _read_somebody(tokens[first:last], is_gapped=is_gapped)
    before = first
    while before and _parts(tokens[before - 1]):
        before -= 1
    if subject is None or not 0 < before < first:
        return None
    return _Second(tokens[before - 1].end, subject, (tokens[verb[0]].start, tokens[verb[1] - 1].end) if verb else None)


def _parts(token: Token) -> bool:
    """Return whether a token parts what two speakers say: ", while"."""
    return token.text in {",", ";"} or token.lower in read_words("grammar", "joining")


def _read_somebody(phrase: Sequence[Token], *, is_gapped: bool) -> Range | None:
    """Return where somebody stands who speaks of a number with no verb of his own."""
    if not phrase or any(token.kind != "word" and token.text not in "-'’" for token in phrase):
        return None
    is_named = is_phrase(phrase) and any(find_role([token.lower], 0) for token in phrase)
    opens = is_gapped and len(phrase) > 1 and phrase[0].lower in read_words("function_words", "articles")
    opens = opens and phrase[-1].lower not in read_words("figures", "no_counters")
    return (phrase[0].start, phrase[-1].end) if is_named or opens else None
