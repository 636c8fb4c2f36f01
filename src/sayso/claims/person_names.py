"""Which run of capitals in a phrase is a person's name, judged by role words, titles, appositions and the rest of the text."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.claims.phrases import count_lead_name, find_apposition, find_head_end, is_followed_by, tells_whence
from sayso.claims.roles import Noun, find_nouns, find_role, is_person, is_person_class
from sayso.lexicon import read_lexicon, read_words
from sayso.model import Span
from sayso.text import Document, Name, Token

_MAX_ROLE_WORDS = 4
_LEAST_NAME = 2  # words behind an epithet: "Furious Ada Holm"


def strip_roles(name: Name, tokens: list[Token]) -> tuple[int, int] | None:
    """Return the token range of the person's name within a run of capitals, or None where nothing but roles is left."""
    inside = [k for k, token in enumerate(tokens) if name.start <= token.start < name.end]
    if not inside:
        return None
    first = inside[0]
    titles = read_words("function_words", "titles")
    for k in inside:
        word = tokens[k].lower
        is_epithet = k == first and word in read_lexicon("roles")["people"]["epithets"] and inside[-1] - k >= _LEAST_NAME
        if word in titles or is_epithet:
            first = k + 1
        elif (match := find_role([tokens[j].lower for j in inside if j >= k], 0)) and is_person_class(match[1]):
            if k == first and k + match[0] > inside[-1]:
                return None
            first = k + match[0] if k + match[0] <= inside[-1] else first
    while first <= inside[-1] and tokens[first].kind == "mark":
        first += 1
    return (first, inside[-1] + 1) if first <= inside[-1] else None


def _has_body_noun(tokens: list[Token]) -> Noun | None:
    return next((noun for noun in reversed(find_nouns(tokens)) if not is_person(noun)), None)


def find_person_name(document: Document, span: Span, tokens: list[Token], people: frozenset[str]) -> tuple[int, int] | None:
    """Return the token range of the person that the phrase names, or None."""
    text = document.text
    if _heads_a_body(tokens):
        return None
    if (n_words := count_lead_name(tokens)) > 0:
        told = find_apposition(tokens, n_words)
        if tells_whence(tokens, n_words) or (told is not None and is_person(told)):
            return 0, n_words  # "Holm, of the Civic List", "Holm, the mayor of Orlek"
    for name in document.names_between(span.start, span.end):
        found = strip_roles(name, tokens)
        if found is None:
            continue
        first, last = found
        first = next((noun.last for noun in find_nouns(tokens[:last]) if noun.first < first < noun.last < last and is_person(noun)), first)
        words = [t for t in tokens[first:last] if t.kind == "word"]
        if not words or _has_body_noun(tokens[first:last]):
            continue
        full = text[tokens[first].start : tokens[last - 1].end]
        full = re.sub(r"['’]s$", "", full)
        if not _stands_free(tokens, first):
            continue
        possessive = tokens[last - 1].lower.endswith("'s") and last < len(tokens)
        titled = first > 0 and (tokens[first - 1].lower in read_words("function_words", "titles") or tokens[first - 1].text == ".")
        before = find_nouns(tokens[:first])
        led = bool(before) and before[-1].last >= first - 1 and is_person(before[-1])
        apposed = find_apposition(tokens, last)
        if possessive or (apposed and not is_person(apposed)):
            continue
        known = full.casefold() in people or words[-1].lower in people
        if led or titled or apposed or known or is_followed_by(tokens, last, "who") or _looks_personal(document, tokens, first, last):
            return first, last
    return None


def _heads_a_body(tokens: list[Token]) -> bool:
    """Return whether the head of the phrase ends in a body noun: "the Dock Workers' Union", "the governor's office of ..."."""
    end = find_head_end(tokens)
    nouns = find_nouns(tokens[:end])
    return bool(nouns) and not is_person(nouns[-1]) and nouns[-1].last == end


def _stands_free(tokens: list[Token], first: int) -> bool:
    """Return whether the name at token ``first`` is what the phrase is about rather than inside "of ...", "at ..." or "who ..."."""
    roles = read_lexicon("roles")
    before = tokens[:first]
    if any(token.lower in roles["pronouns"]["relative"] for token in before):
        return False
    inside = any(token.lower in roles["links"]["of"] for token in before)
    nouns = find_nouns(before)
    closed = bool(nouns) and nouns[-1].last == first and is_person(nouns[0])
    return not inside or closed or before[-1].text == ","


def _looks_personal(document: Document, tokens: list[Token], first: int, last: int) -> bool:
    """Return whether a bare run of two or three capitalised words reads like first name and surname.

    Against it speaks an article, "which", a lower-case noun of role or body right behind it anywhere in the text, or that the
    text goes on with its first word alone rather than its last.
    """
    words = tokens[first:last]
    opened = {token.lower for token in tokens[:first]} <= {*read_lexicon("roles")["people"]["epithets"]}
    bare = opened and not is_followed_by(tokens, last, "which")
    if not (bare and 2 <= len(words) <= 3 and all(t.kind == "word" and t.is_capitalised and not t.text.isupper() for t in words)):
        return False
    evidence, names = read_name_evidence(document), read_lexicon("roles")["names"]
    full = " ".join(word.text.removesuffix("'s").removesuffix("’s") for word in words)
    if any(full in evidence[sign] for sign in ("before_noun", "after_the", "before_which", "after_in")):
        return False
    if words[-1].lower in names["bodies"] or words[-1].lower in names["places"] or words[0].lower in names["place_openers"]:
        return False
    return not (words[0].text in evidence["alone"] and words[-1].text not in evidence["alone"])


@lru_cache(maxsize=64)
def read_name_evidence(document: Document) -> dict[str, frozenset[str]]:
    """Return the names of a text that stand alone as one word, before a noun of role or body, before ", which", after "the" or "in"."""
    alone, before_noun, after_the, before_which, after_in = set(), set(), set(), set(), set()
    starts = {token.start: k for k, token in enumerate(document.tokens)}
    for name in document.names:
        words = " ".join(name.words)
        first = starts[name.start]
        after = [t.lower for t in document.tokens[first + len(name.words) : first + len(name.words) + _MAX_ROLE_WORDS]]
        if len(name.words) == 1:
            alone.add(words)
        before = document.tokens[first - 1].lower if first else ""
        if before == "the":
            after_the.add(words)
        if before in read_lexicon("roles")["links"]["inside"]:
            after_in.add(words)
        if [t.lower for t in document.tokens[first + len(name.words) : first + len(name.words) + 2]] == [",", "which"]:
            before_which.add(words)
        if after and document.text[name.end : name.end + 1] == " " and find_role(after, 0):
            before_noun.add(words)
    found = {"alone": alone, "before_noun": before_noun, "after_the": after_the, "before_which": before_which, "after_in": after_in}
    return {sign: frozenset(names) for sign, names in found.items()}
