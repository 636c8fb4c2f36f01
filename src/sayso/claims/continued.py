"""Sentences in which reported speech goes on without a verb of saying.

"The ship had lost power, the captain said. It had shed 40 boxes."

English news keeps such a sentence in the past perfect or under "would", as what was reported before it: neither is what a reporter says of
his own knowledge. It is no attribution, since nobody says where it ends; but the report does not state it as fact, and its figures are
those of whoever spoke.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from sayso.claims.grammar import in_group, is_adverb
from sayso.lexicon import read_lexicon, read_words
from sayso.model import Attribution
from sayso.text import Document, Sentence, Token

_VERB_WITHIN = 12  # words from the beginning of a sentence to its main verb
_SAYING = frozenset({"assert", "confirm", "accuse", "hedge", "deny"})

Continued = tuple[int, int, int]  # start and end of a sentence, and the attribution that goes on in it


def find_continued(document: Document, attributions: Sequence[Attribution]) -> tuple[Continued, ...]:
    """Return the sentences in which an attribution goes on, in order."""
    said = _by_sentence(document, attributions)
    found: list[Continued] = []
    speaking: int | None = None
    paragraph = -1
    for sentence in document.sentences:
        if sentence.paragraph != paragraph:
            speaking, paragraph = None, sentence.paragraph
        if said[sentence.index]:
            speaking = _find_reported(document, sentence, attributions, said[sentence.index])
        elif speaking is not None and _goes_on(document, sentence, attributions[speaking]):
            found.append((sentence.start, sentence.end, speaking))
        else:
            speaking = None
    return tuple(found)


def _by_sentence(document: Document, attributions: Sequence[Attribution]) -> defaultdict[int, list[int]]:
    """Return the attributions that have a part in each sentence."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for k, each in enumerate(attributions):
        for part in (*each.content, each.cue, each.source):
            if part is not None and part.field == "text":
                first, last = document.sentence_at(part.start), document.sentence_at(part.end - 1)
                for index in range(first.index, last.index + 1) if first and last else ():
                    if k not in found[index]:
                        found[index].append(k)
    return found


def _find_reported(document: Document, sentence: Sentence, attributions: Sequence[Attribution], here: Sequence[int]) -> int | None:
    """Return the last statement of a sentence if it is reported speech with a speaker, and nothing is quoted there."""
    last = max(here, key=lambda k: attributions[k].content[-1].end)
    said = attributions[last]
    is_plain = said.mode == "indirect" and said.force in _SAYING and said.source is not None and said.cue is not None
    is_quoted = document.is_quoted(sentence.start, sentence.end) is not False
    return last if is_plain and not is_quoted else None


def _goes_on(document: Document, sentence: Sentence, said: Attribution) -> bool:
    """Return whether a sentence is told as what was said before it: in the past perfect, as that is, or under "would"."""
    if document.is_quoted(sentence.start, sentence.end) is not False:
        return False
    here = _find_shift(document.tokens_of_sentence[sentence.index][:_VERB_WITHIN])
    return here == "would" or (here == "had" and any(_find_shift(document.tokens_between(part.start, part.end)) for part in said.content))


@cache
def _participles() -> frozenset[str]:
    pasts = read_lexicon("irregular")["past"]
    return read_words("grammar", "plain_participles") | {form for forms in pasts.values() for form in forms}


def _find_shift(tokens: Sequence[Token]) -> str | None:
    """Return the auxiliary that sets a main verb back in time: "had" before a participle, or "would"."""
    for k, token in enumerate(tokens):
        if in_group(token.lower, "subordinators") or in_group(token.lower, "relatives"):
            return None
        if in_group(token.lower, "back_futures"):
            return "would"
        if in_group(token.lower, "back_perfects"):
            behind = next((each for each in tokens[k + 1 :] if not (in_group(each.lower, "negations") or is_adverb(each.lower))), None)
            if behind is not None and (behind.lower.endswith("ed") or behind.lower in _participles()):
                return "had"
    return None
