"""Everybody whom a text brings in: named people, people brought in with "a" ("a nurse"), and bodies."""

from __future__ import annotations

from functools import lru_cache

from sayso.claims.cues import find_entries
from sayso.claims.grammar import in_group
from sayso.claims.mentions import PLURAL, Mention, read_mention
from sayso.claims.person_names import read_name_evidence
from sayso.claims.phrases import find_apposition, find_head_end, is_followed_by
from sayso.claims.roles import find_nouns, find_role, is_person, read_gender
from sayso.lexicon import read_lexicon, read_words
from sayso.model import Span
from sayso.text import Document, Name, Token


@lru_cache(maxsize=8)
def _read_names(document: Document) -> tuple[tuple[Name, Mention], ...]:
    """Return every name of a text with what the phrase around it says. It is asked for people, and again for bodies."""
    return tuple((name, read_mention(document, Span.cut(document.text, *widen(document, name)))) for name in document.names)


def find_people(document: Document) -> tuple[Mention, ...]:
    """Return every person that the text names, and every unnamed one that it introduces with "a" ("a staff officer")."""
    found = []
    links = read_lexicon("roles")["links"]
    for name, mention in _read_names(document):
        if mention.kind != "person" or not mention.name or not name.text.endswith(mention.name):
            continue
        if mention.affiliation and any(entry.force == "accuse" for entry in find_entries(mention.role or "")):
            continue  # "Orlo accused Senn": no accused of Orlo's
        behind = document.names_between(name.end, mention.span.end)[:1]
        if any(_opens_with_title(inner) and document.text[name.end : inner.start].strip() == "," for inner in behind):
            continue  # "shells struck Orlek, Governor Ada Holm said": the governor stands for herself
        start = mention.span.start
        if mention.role and mention.titles:  # "in Mayor Ada Holm" is a person, "in Orlek, the mayor said" a place
            found.append(mention)
            continue
        before = document.text[max(0, start - 12) : start].casefold().split()[-1:]
        if {*before}.isdisjoint(links["located" if mention.role else "place"]):
            found.append(mention)
    return tuple(found)


def _opens_with_title(name: Name) -> bool:
    return len(name.words) > 1 and find_role([name.words[0].casefold()], 0) is not None


def find_unnamed(document: Document) -> tuple[Mention, ...]:
    """Return every unnamed person that the text introduces with "a" or "an": "a staff officer", "a nurse"."""
    found = []
    for sentence in document.sentences:
        tokens = list(document.tokens_of_sentence[sentence.index])
        for noun in find_nouns(tokens):
            opened = next((k for k in range(noun.first - 1, max(-1, noun.first - 4), -1) if tokens[k].lower in {"a", "an"}), None)
            if is_person(noun) and opened is not None and not PLURAL.search(noun.text):
                span = Span.cut(document.text, tokens[opened].start, tokens[noun.last - 1].end)
                named = noun.last < len(tokens) and tokens[noun.last].is_capitalised
                if not named and not any(t.kind == "mark" for t in tokens[opened : noun.last]):
                    found.append(Mention(span, "role", None, noun.text, noun.role_class, gender=read_gender(noun.text.split())))
    return tuple(found)


def find_bodies(document: Document) -> tuple[Mention, ...]:
    """Return every body that the text names: names that hold a body noun, stand before one, or have one in apposition."""
    evidence = read_name_evidence(document)
    found = []
    for name, mention in _read_names(document):
        named = mention.kind == "body" and mention.name is not None and mention.name[:1].isupper()
        if named and (mention.role is not None or " ".join(name.words) in evidence["before_noun"]):
            found.append(mention)
    return tuple(found)


def widen(document: Document, name: Name) -> tuple[int, int]:
    """Return the phrase around a name: role words before it, an apposition or "of ..." behind it, within its sentence."""
    sentence = document.sentence_at(name.start)
    if sentence is None:
        return name.start, name.end
    tokens = document.tokens_of_sentence[sentence.index]
    first = next(k for k, token in enumerate(tokens) if token.start >= name.start)
    last = next((k for k, token in enumerate(tokens) if token.start >= name.end), len(tokens))
    return tokens[_widen_left(tokens, _before_title(tokens, first))].start, max(name.end, _widen_right(tokens, last, name.end))


def _before_title(tokens: tuple[Token, ...], first: int) -> int:
    """Return where a title before a name begins: "Mr", "Dr."."""
    at = first - 1 if first > 1 and tokens[first - 1].text == "." else first
    return at - 1 if at and tokens[at - 1].lower in read_words("function_words", "titles") else first


def _widen_left(tokens: tuple[Token, ...], first: int) -> int:
    """Return where the role words before a name begin: "Defence Ministry spokeswoman X", "its head, X"."""
    comma = first > 1 and tokens[first - 1].text == ","
    at = first - 1 if comma else first
    offset = max(0, at - 6)
    nouns = find_nouns(list(tokens[offset:at]))
    if not nouns or not is_person(nouns[-1]) or nouns[-1].last + offset != at:
        return first
    begin = nouns[-1].first + offset
    within = {k + offset for noun in nouns for k in range(noun.first, noun.last)}
    functional = read_words("function_words", "all")
    while begin > 0 and tokens[begin - 1].kind == "word":
        token = tokens[begin - 1]
        if token.lower in functional:
            begin -= 1
            break
        if not (token.is_capitalised or token.lower.endswith("'s") or begin - 1 in within):
            break
        begin -= 1
    if comma and _ends_opening(tokens, begin, at):
        return first
    opened = tokens[begin].lower in {"the", "a", "an", *read_lexicon("roles")["links"]["possessive"]}
    return begin if not comma or (opened and len(tokens) > first + 1 and tokens[first + 1].is_capitalised) else first


def _ends_opening(tokens: tuple[Token, ...], begin: int, comma: int) -> bool:
    """Return whether a phrase belongs to what opens a sentence, not to the name behind its comma: "Asked by the judge, Oskar Dorn said"."""
    hangs = begin > 0 and in_group(tokens[begin - 1].lower, "prepositions")
    return hangs and tokens[0].lower.endswith(("ed", "ing")) and not any(token.text == "," for token in tokens[:comma])


def _widen_right(tokens: tuple[Token, ...], last: int, end: int) -> int:
    rest = list(tokens[last:])
    if rest and rest[0].lower in {"of", "at"}:
        close = find_head_end(rest, 1)
        return rest[close - 1].end if close > 1 else end
    if find_apposition(rest, 0) or is_followed_by(rest, 0, "who"):
        close = next((k for k in range(1, min(len(rest), 16)) if rest[k].text in {",", ".", ")"}), 0)
        return rest[close - 1].end if close else end
    return end
