"""The parts of a noun phrase that names somebody: its head, what follows "of", what stands in apposition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sayso.claims.cues import cue_table, find_entries
from sayso.claims.grammar import in_group
from sayso.claims.roles import Noun, find_nouns, find_role, is_person
from sayso.claims.tagger import Range
from sayso.lexicon import read_lexicon, read_words
from sayso.text import Token

_HEAD_ENDS = {",", "(", "–", "—", "-", ":"}
_QUOTES = '"“”‘«»„'
CLAUSE_MARKS = frozenset({";", ":", "–", "—", '"', "“", "”", "(", ")"})
_MOST_SUBJECT = 12
_MOST_NAME = 3  # words


def find_head_end(tokens: list[Token], start: int = 0) -> int:
    """Return where the head of the phrase ends: at a comma, a preposition or a relative pronoun."""
    stops = _head_stops()
    for k in range(start, len(tokens)):
        if tokens[k].text in _HEAD_ENDS or (tokens[k].lower in stops and k > start):
            return k
    return len(tokens)


@cache
def _skipped_words() -> frozenset[str]:
    people = read_lexicon("roles")["people"]
    return read_words("function_words", "all") | {*people["former"], *people["epithets"], *read_lexicon("numbers")["units"]}


@cache
def _head_stops() -> frozenset[str]:
    roles = read_lexicon("roles")
    return frozenset({*roles["links"]["of"], *roles["pronouns"]["relative"], "there", "here", "on", "by", "as"})


def drop_determiners(tokens: list[Token]) -> list[Token]:
    """Return the tokens without determiners, counts and "former" in front, and marks behind."""
    skip = _skipped_words()
    while tokens and (tokens[0].lower in skip or tokens[0].kind != "word"):
        tokens = tokens[1:]
    while tokens and tokens[-1].kind == "mark":
        tokens = tokens[:-1]
    return tokens


def read_phrase(tokens: list[Token], text: str) -> str | None:
    """Return the text of some tokens without determiners in front and a possessive ending behind."""
    kept = drop_determiners(tokens)
    if not kept:
        return None
    raw = text[kept[0].start : kept[-1].end]
    return re.sub(r"['’]s?$", "", raw).strip() or None


def read_after_link(tokens: list[Token], at: int, text: str) -> str | None:
    """Return the body or place that follows "of", "for", "at" from token ``at``."""
    if at >= len(tokens) or tokens[at].lower not in read_lexicon("roles")["links"]["of"]:
        return None
    return read_affiliation(tokens[at + 1 : at + 1 + _phrase_length(tokens[at + 1 :])], text)


def read_led(tokens: list[Token], at: int, text: str) -> str | None:
    """Return the body that somebody is said to be the head of from token ``at`` on: ", who runs Sellow Water"."""
    verb = tokens[at + 2].lower if is_followed_by(tokens, at, "who") and at + 2 < len(tokens) else None
    if verb not in read_lexicon("roles")["links"]["leading"]:
        return None
    return read_affiliation(tokens[at + 3 : at + 3 + _phrase_length(tokens[at + 3 :])], text)


def _phrase_length(tokens: list[Token]) -> int:
    """Return how many tokens from the first on make one phrase that ends in a capitalised word or a body noun."""
    within = {k for noun in find_nouns(tokens) for k in range(noun.first, noun.last)}
    connectors = read_words("function_words", "name_connectors")
    last = 0
    for k, token in enumerate(tokens):
        if token.kind == "mark" and token.text not in "-'’":
            break
        if k in within or (token.is_capitalised and token.kind == "word"):
            last = k + 1
        elif token.lower == "and" and k + 1 < len(tokens) and tokens[k + 1].is_capitalised:
            continue
        elif token.lower not in connectors and not token.lower.endswith("'s") and token.kind == "word" and (last or k > 3):
            break
    return last


def read_affiliation(tokens: list[Token], text: str) -> str | None:
    """Return the phrase if it has a capitalised word or a body noun; "two other" is nobody's affiliation.

    What only tells what kind of head somebody is belongs to no name: "the society's regional (head)".
    """
    owner = next((k + 1 for k, token in enumerate(tokens) if token.lower.endswith(("'s", "’s"))), len(tokens))
    if not any(token.is_capitalised for token in tokens[owner:]) and all(is_person(noun) for noun in find_nouns(tokens[owner:])):
        tokens = tokens[:owner]
    phrase = read_phrase(tokens, text)
    tells = any(token.is_capitalised for token in drop_determiners(tokens)) or any(not is_person(noun) for noun in find_nouns(tokens))
    return phrase if phrase and tells else None


def is_followed_by(tokens: list[Token], at: int, word: str) -> bool:
    """Return whether a comma and a certain word follow."""
    return [t.lower for t in tokens[at : at + 2]] == [",", word]


def tells_whence(tokens: list[Token], at: int) -> bool:
    """Return whether it follows where somebody is from, or of what: ", of the Civic List"."""
    return at + 2 < len(tokens) and any(is_followed_by(tokens, at, word) for word in read_lexicon("roles")["links"]["whence"])


def _is_verb(word: str) -> bool:
    """Return whether a word behind a comma goes on with the clause: "the governor of Sela, | met a nurse", "the firm, | denied it"."""
    return in_group(word, "auxiliaries") or in_group(word, "irregular_pasts") or cue_table().get((word,), ("",))[0] == "past"


def count_lead_name(tokens: list[Token]) -> int:
    """Return of how many words the name is that a phrase begins with before a comma, 0 without one: "Holm, the mayor of Orlek"."""
    n_words = next((k for k, token in enumerate(tokens) if token.kind != "word" or not token.is_capitalised), len(tokens))
    is_led = n_words + 1 < len(tokens) and tokens[n_words].text == ","
    is_name = 0 < n_words <= _MOST_NAME and not find_nouns(tokens[:n_words]) and tokens[0].lower not in read_words("function_words", "all")
    return n_words if is_led and is_name else 0


def find_apposition(tokens: list[Token], at: int) -> Noun | None:
    """Return the role or body noun of ", a spokeswoman for ..." or " (director)" after token ``at``."""
    if at >= len(tokens) or tokens[at].text not in {",", "(", "–", "—"}:
        return None
    end = find_head_end(tokens, at + 1)
    relative = read_lexicon("roles")["pronouns"]["relative"]
    nouns = find_nouns(tokens[at + 1 : end])
    if (
        not nouns
        or tokens[at + 1].lower in relative
        or _is_verb(tokens[at + 1].lower)
        or any(t.kind == "mark" and t.text in _QUOTES for t in tokens[at + 1 : end])
    ):
        return None
    best = nouns[-1]
    after = tokens[best.last + at + 1].lower if best.last + at + 1 < len(tokens) else ""
    if _is_verb(after):
        return None  # "people in Orlek, the mayor said"
    return Noun(best.first + at + 1, best.last + at + 1, best.text, best.role_class)


def find_subject(tokens: Sequence[Token], verb: int) -> Range | None:
    """Return the noun phrase right before a verb, with what stands between commas in it; None if it is no plain one."""
    marks = [k for k in range(verb) if tokens[k].text in CLAUSE_MARKS]
    start = marks[-1] + 1 if marks else 0
    commas = [k for k in range(start, verb) if tokens[k].text == ","]
    if commas and commas[-1] == verb - 1:  # "the director, Ines Roth, gave"
        commas = commas[:-2]
    start = commas[-1] + 1 if commas else start
    while start < verb and tokens[start].lower in read_words("grammar", "joining"):
        start += 1
    phrase = tokens[start : verb - (verb > start and tokens[verb - 1].text == ",")]
    if not 0 < len(phrase) <= _MOST_SUBJECT or not is_phrase(phrase):
        return None
    return phrase[0].start, phrase[-1].end


def is_phrase(tokens: Sequence[Token]) -> bool:
    """Return whether some words are a noun phrase for somebody: no verb in it, and a name, a role or a body."""
    words = [token.lower for token in tokens]
    verbs = any(in_group(word, "auxiliaries") or in_group(word, "irregular_pasts") for word in words)
    cues = any(find_entries(t.lower) and not t.is_capitalised and find_role([t.lower], 0) is None for t in tokens)
    clauses = any(in_group(word, "subject_relatives") for word in words[1:])
    opens_no_phrase = words[0] in read_words("function_words", "all") - read_words("grammar", "phrase_openers")
    if verbs or cues or clauses or opens_no_phrase:
        return False
    return any(token.is_capitalised for token in tokens[1:]) or any(find_role(words, k) for k in range(len(words)))
