"""Bare answers and the questions that they answer: "Asked whether the dam leaked, Tell said it did not".

An answer like "absolutely not" says something only with its question, so the clause of the question becomes a part of what was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.claims.grammar import in_group, is_negation
from sayso.claims.tagger import Range, Tagged
from sayso.lexicon import read_words
from sayso.text import Document, Token

_MOST_BETWEEN = 6  # words from "asked" to "whether": "asked by a reporter of the Post whether"
_MOST_BARE = 5  # words of an answer in reported speech: "he had not", "they had not done so"


def join_question(document: Document, tagged: Tagged) -> Tagged:
    """Return a bare answer with the clause of its question before its own words."""
    if not _reads_as_answer(document, tagged.content):
        return tagged
    clause = _find_question(document, tagged)
    return replace(tagged, content=(clause, *tagged.content)) if clause else tagged


def is_question(document: Document, tagged: Tagged) -> bool:
    """Return whether what was taken for a statement is an indirect question: "asked whether the dam leaked"."""
    cue = [] if tagged.cue is None else [token.lower for token in document.tokens_between(*tagged.cue)]
    first = document.tokens_between(*tagged.content[0])[:1]
    return any(in_group(word, "asking") for word in cue) and bool(first) and in_group(first[0].lower, "answered_openers")


def answers_no(document: Document, content: Sequence[Range]) -> bool | None:
    """Return whether the last part of a content answers the question before it with no; None where there is no such question."""
    if len(content) < 2 or not _asks(document, content[0]):
        return None
    words = [token.lower for token in document.tokens_between(*content[1]) if token.kind != "mark"]
    return any(is_negation(word) or in_group(word, "noes") for word in words[:_MOST_BARE])


def _asks(document: Document, clause: Range) -> bool:
    """Return whether a clause is that of a question: "whether" and "asked" stand before it, or a question mark behind it."""
    return document.text[clause[1] : clause[1] + 1] == "?" or _find_asking(document, clause[0]) is not None


def _find_asking(document: Document, start: int) -> Token | None:
    """Return the "asked" that the clause behind a "whether" belongs to."""
    sentence = document.sentence_at(start)
    before = document.tokens_between(sentence.start, start) if sentence else ()
    if not before or not in_group(before[-1].lower, "answered_openers"):
        return None
    return next((token for token in before[-2 - _MOST_BETWEEN : -1][::-1] if in_group(token.lower, "asking")), None)


def _reads_as_answer(document: Document, content: Sequence[Range]) -> bool:
    """Return whether words begin as an answer, or are nothing but a pronoun, auxiliaries and a negation: "no, ...", "he had not"."""
    tokens = document.tokens_between(*content[0])
    words = [token.lower for token in tokens if token.kind != "mark"]
    if not words:
        return False
    said = f"{' '.join(words)} "
    openers = [phrase for phrase in read_words("grammar", "answer_openers") if said.startswith(f"{phrase} ")]
    if openers:
        length = max(len(phrase.split()) for phrase in openers)
        return len(words) == length or tokens[length].kind == "mark"
    is_plain = all(in_group(w, "auxiliaries") or is_negation(w) or w == "so" for w in words[1:])
    return 1 < len(words) <= _MOST_BARE and in_group(words[0], "nominatives") and is_plain


def _find_question(document: Document, tagged: Tagged) -> Range | None:
    """Return the clause of the question that an answer answers: in its sentence, or right before it."""
    sentence = document.sentence_at(tagged.content[0][0])
    if sentence is None:
        return None
    at = sentence.index
    for each in document.sentences[max(0, at - 1) : at + 1][::-1]:
        tokens = document.tokens_between(each.start, each.end)
        for k, token in enumerate(tokens):
            if in_group(token.lower, "answered_openers") and _find_asking(document, token.end) is not None:
                behind = tokens[k + 1 :]
                end = next((n for n, other in enumerate(behind) if other.text in ',.;?!"“”'), len(behind))
                return (behind[0].start, behind[end - 1].end) if end else None
        if each is not sentence and len(tokens) > 1 and tokens[-1].text == "?" and not document.is_quoted(each.start, each.end):
            return each.start, tokens[-2].end
    return None
