"""Denials that trail behind what they deny: "the paper had paid him, something its editor denies", "a claim rejected by Ada Holm"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from sayso.claims.cues import find_entries
from sayso.claims.grammar import claim_nouns, in_group
from sayso.claims.tagger import Range, Tagged
from sayso.lexicon import read_lexicon
from sayso.text import Document, Token

_MOST_WORDS = 12  # of who denies it
_LONGEST_OPENER = 3
_NOUN = 2  # "a claim"


def add_rejoinders(document: Document, found: Iterable[Tagged]) -> list[Tagged]:
    """Return attributions with those denials that trail behind others; what reached into one of them ends before it."""
    trailing = [*_find_rejoinders(document)]
    starts, furthest = [start for start, _, _ in trailing], [*accumulate((end for _, end, _ in trailing), max)]
    kept = []
    for tagged in found:
        begins = [part[0] for part in (tagged.source, tagged.cue, tagged.content[0]) if part]
        last = tagged.content[-1]
        first, after = (
            bisect_right(furthest, min(*begins, last[0])),
            bisect_right(starts, max(*begins, last[1])),
        )  # the others are elsewhere
        if (cut := _cut(document, tagged, begins, trailing[first:after])) is not None:
            kept.append(cut)
    return [*kept, *(tagged for _, _, tagged in trailing)]


def _cut(document: Document, tagged: Tagged, begins: Sequence[int], trailing: Sequence[tuple[int, int, Tagged]]) -> Tagged | None:
    """Return an attribution up to where a denial trails behind it; None where it was read out of that denial itself.

    ``begins``: where its parts begin.
    """
    for start, end, _ in trailing:
        if any(start <= begin < end for begin in begins):
            return None
        last = tagged.content[-1]
        if last[0] < start < last[1]:
            tagged = replace(tagged, content=(*tagged.content[:-1], (last[0], last[0] + len(document.text[last[0] : start].rstrip()))))
    return tagged


def _find_rejoinders(document: Document) -> Iterator[tuple[int, int, Tagged]]:
    """Yield where each such denial begins, with the comma before it, where it ends, and what it says."""
    for sentence in document.sentences:
        tokens = document.tokens_of_sentence[sentence.index]
        for k, token in enumerate(tokens):
            if k and token.text == "," and (opener := _read_opener(tokens[k + 1 :])):
                behind = tokens[k + 1 + opener :]
                read = _read_active(behind) or (_read_passive(behind) if opener > 1 else None)
                if read is not None:
                    source, cue = read
                    content = (tokens[k + 1].start, tokens[k + min(opener, _NOUN)].end)  # without the "that" behind it
                    yield token.start, max(source[1], cue[1]), Tagged(source, cue, (content,))


def _read_opener(tokens: Sequence[Token]) -> int:
    """Return how many words take up what stands before a comma: "which", "something", "a claim", "an allegation that"; 0 for none."""
    words = [token.lower for token in tokens[:_LONGEST_OPENER]]
    if words and in_group(words[0], "taking_up"):
        return 1
    is_noun = len(words) > 1 and in_group(words[0], "singular_determiners") and words[1] in claim_nouns("any", "figure")
    return 2 + (words[2:] in (["that"], ["which"])) if is_noun else 0


def _read_active(tokens: Sequence[Token]) -> tuple[Range, Range] | None:
    """Return who denies and by which verb, in "its editor, Ada Holm, has denied."."""
    at = next((k for k, token in enumerate(tokens[: _MOST_WORDS + 1]) if _denies(token)), 0)
    if not at or not _closes(tokens[at + 1 :]):
        return None
    verb = at
    while verb and in_group(tokens[verb - 1].lower, "auxiliaries"):
        verb -= 1
    who = tokens[: verb - (verb > 0 and tokens[verb - 1].text == ",")]
    marks = [token.text for token in tokens[:verb] if token.kind == "mark" and token.text not in "-'’."]
    if not who or marks not in ([], [",", ","]) or any(find_entries(token.lower) and not token.is_capitalised for token in who):
        return None
    return (who[0].start, who[-1].end), (tokens[verb].start, tokens[at].end)


def _read_passive(tokens: Sequence[Token]) -> tuple[Range, Range] | None:
    """Return who denies and by which verb, in "denied by its editor, Ada Holm."."""
    if len(tokens) < 3 or not _denies(tokens[0]) or tokens[1].lower != "by":
        return None
    who = tokens[2 : 2 + _MOST_WORDS]
    end = next((k for k, token in enumerate(who) if token.kind == "mark" and token.text not in "-'’."), len(who))
    if who[end : end + 1] and who[end].text == "," and who[end + 1 : end + 2] and who[end + 1].is_capitalised:
        end = next((k for k in range(end + 1, len(who)) if who[k].kind == "mark" and who[k].text not in "-'’"), len(who))
    return ((who[0].start, who[end - 1].end), (tokens[0].start, tokens[1].end)) if end else None


def _denies(token: Token) -> bool:
    return any(entry.lemma in read_lexicon("cues")["negated"]["denying"] for entry in find_entries(token.lower))


def _closes(tokens: Sequence[Token]) -> bool:
    """Return whether nothing stands behind a verb that it could deny."""
    return not tokens or tokens[0].kind == "mark" or in_group(tokens[0].lower, "plain_joiners")
