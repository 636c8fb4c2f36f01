"""Whose word it is, read off one noun phrase: person or body, name, role, affiliation::

"Defence Ministry spokeswoman Mara Ojala"      person  Mara Ojala   spokeswoman   Defence Ministry
"Mara Ojala, a spokeswoman for the ministry"   person  Mara Ojala   spokeswoman   ministry
"Veldania's Defence Ministry"                  body    Defence Ministry   -       Veldania
"Veldanian officials"                          crowd   -            officials     Veldanian
"she", "the minister", "a nurse there"         pronoun / role: settled later, against the rest of the report
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from sayso.lexicon import read_lexicon, read_words
from sayso.model import Span
from sayso.text import Document, Name, Token

MentionKind = Literal["person", "body", "crowd", "role", "pronoun"]
RoleClass = Literal["speakers", "officials", "managers", "observers", "state", "own", "outside", "media"]

_PEOPLE: tuple[RoleClass, ...] = ("speakers", "officials", "managers", "observers")
_BODIES: tuple[RoleClass, ...] = ("state", "outside", "own", "media")
_HEAD_ENDS = {",", "(", "–", "—", "-", ":"}
_QUOTES = '"“”‘«»„'
_PLURAL = re.compile(r"[^s]s$|people$|men$|authorities$")
_MAX_ROLE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """What one noun phrase says of a voice. ``affiliation`` is as written, without determiners."""

    span: Span
    kind: MentionKind
    name: str | None = None
    role: str | None = None
    role_class: RoleClass | None = None
    affiliation: str | None = None
    gender: Literal["f", "m"] | None = None
    is_definite: bool = False


@dataclass(frozen=True, slots=True)
class _Noun:
    """A role or body noun found at tokens ``[first, last)``."""

    first: int
    last: int
    text: str
    role_class: RoleClass


@cache
def _role_table() -> dict[str, RoleClass]:
    roles = read_lexicon("roles")
    table: dict[str, RoleClass] = {}
    for group, classes in (("bodies", reversed(_BODIES)), ("people", reversed(_PEOPLE))):
        for each in classes:
            table |= {re.sub(r"['’]s\b", "", noun): each for noun in roles[group][each]}
    return table


def find_role(words: list[str], at: int) -> tuple[int, RoleClass] | None:
    """Return the length and class of the longest role or body noun that begins at ``words[at]``."""
    table = _role_table()
    for n in range(min(_MAX_ROLE_WORDS, len(words) - at), 0, -1):
        if (found := table.get(" ".join(words[at : at + n]))) is not None:
            return n, found
    return None


def _nouns(tokens: list[Token]) -> list[_Noun]:
    words = [token.lower.removesuffix("'s") if k + 1 < len(tokens) else token.lower for k, token in enumerate(tokens)]
    found: list[_Noun] = []
    at = 0
    while at < len(words):
        match = find_role(words, at)
        if match:
            text = " ".join(words[at : at + match[0]])
            found.append(_Noun(at, at + match[0], text, match[1]))
        at += match[0] if match else 1
    return found


def _is_person(noun: _Noun) -> bool:
    return noun.role_class in _PEOPLE


def _gender(words: list[str]) -> Literal["f", "m"] | None:
    roles = read_lexicon("roles")["people"]
    if any(word in roles["female"] for word in words):
        return "f"
    return "m" if any(word in roles["male"] for word in words) else None


def _head_end(tokens: list[Token], start: int = 0) -> int:
    """Return where the head of the phrase ends: at a comma, a preposition or a relative pronoun."""
    links = read_lexicon("roles")
    stops = {*links["links"]["of"], *links["pronouns"]["relative"], "there", "here", "on", "by", "as"}
    for k in range(start, len(tokens)):
        if tokens[k].text in _HEAD_ENDS or (tokens[k].lower in stops and k > start):
            return k
    return len(tokens)


def _without_determiners(tokens: list[Token]) -> list[Token]:
    skip = read_words("function_words", "all") | {*read_lexicon("roles")["people"]["former"], *read_lexicon("numbers")["units"]}
    while tokens and (tokens[0].lower in skip or tokens[0].kind != "word"):
        tokens = tokens[1:]
    while tokens and tokens[-1].kind == "mark":
        tokens = tokens[:-1]
    return tokens


def _phrase(tokens: list[Token], text: str) -> str | None:
    """Return the text of some tokens without determiners in front and a possessive ending behind."""
    kept = _without_determiners(tokens)
    if not kept:
        return None
    raw = text[kept[0].start : kept[-1].end]
    return re.sub(r"['’]s?$", "", raw).strip() or None


def _after_link(tokens: list[Token], at: int, text: str) -> str | None:
    """Return the body or place that follows "of", "for", "at" from token ``at``."""
    if at >= len(tokens) or tokens[at].lower not in read_lexicon("roles")["links"]["of"]:
        return None
    return _affiliation(tokens[at + 1 : at + 1 + _noun_phrase_length(tokens[at + 1 :])], text)


def _noun_phrase_length(tokens: list[Token]) -> int:
    """Return how many tokens from the first on make one phrase that ends in a capitalised word or a body noun."""
    within = {k for noun in _nouns(tokens) for k in range(noun.first, noun.last)}
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


def _affiliation(tokens: list[Token], text: str) -> str | None:
    """Return the phrase if it has a capitalised word or a body noun; "two other" is nobody's affiliation."""
    phrase = _phrase(tokens, text)
    tells = any(token.is_capitalised for token in _without_determiners(tokens)) or any(not _is_person(noun) for noun in _nouns(tokens))
    return phrase if phrase and tells else None


def strip_roles(name: Name, tokens: list[Token]) -> tuple[int, int] | None:
    """Return the token range of the person's name within a run of capitals, or None where nothing but roles is left."""
    inside = [k for k, token in enumerate(tokens) if name.start <= token.start < name.end]
    if not inside:
        return None
    first = inside[0]
    titles = read_words("function_words", "titles")
    for k in inside:
        word = tokens[k].lower
        if word in titles:
            first = k + 1
        elif match := find_role([tokens[j].lower for j in inside if j >= k], 0):
            first = k + match[0] if match[1] in _PEOPLE and k + match[0] <= inside[-1] else first
    while first <= inside[-1] and tokens[first].kind == "mark":
        first += 1
    return (first, inside[-1] + 1) if first <= inside[-1] else None


def _has_body_noun(tokens: list[Token]) -> _Noun | None:
    return next((noun for noun in reversed(_nouns(tokens)) if not _is_person(noun)), None)


def _person_name(document: Document, span: Span, tokens: list[Token], people: frozenset[str]) -> tuple[int, int] | None:
    """Return the token range of the person that the phrase names, or None."""
    text = document.text
    if _heads_a_body(tokens):
        return None
    for name in (n for n in document.names if n.start < span.end and n.end > span.start):
        found = strip_roles(name, tokens)
        if found is None:
            continue
        first, last = found
        words = [t for t in tokens[first:last] if t.kind == "word"]
        if not words or _has_body_noun(tokens[first:last]):
            continue
        full = text[tokens[first].start : tokens[last - 1].end]
        full = re.sub(r"['’]s$", "", full)
        if not _stands_free(tokens, first):
            continue
        possessive = tokens[last - 1].lower.endswith("'s") and last < len(tokens)
        titled = first > 0 and (tokens[first - 1].lower in read_words("function_words", "titles") or tokens[first - 1].text == ".")
        before = _nouns(tokens[:first])
        led = bool(before) and before[-1].last >= first - 1 and _is_person(before[-1])
        apposed = _apposition(tokens, last)
        if possessive or (apposed and not _is_person(apposed)):
            continue
        known = full.casefold() in people or words[-1].lower in people
        if led or titled or apposed or known or _follows(tokens, last, "who") or _looks_personal(document, tokens, first, last):
            return first, last
    return None


def _heads_a_body(tokens: list[Token]) -> bool:
    """Return whether the head of the phrase ends in a body noun: "the Dock Workers' Union", "the governor's office of ..."."""
    end = _head_end(tokens)
    nouns = _nouns(tokens[:end])
    return bool(nouns) and not _is_person(nouns[-1]) and nouns[-1].last == end


def _stands_free(tokens: list[Token], first: int) -> bool:
    """Return whether the name at token ``first`` is what the phrase is about rather than inside "of ...", "at ..." or "who ..."."""
    roles = read_lexicon("roles")
    before = tokens[:first]
    if any(token.lower in roles["pronouns"]["relative"] for token in before):
        return False
    inside = any(token.lower in roles["links"]["of"] for token in before)
    nouns = _nouns(before)
    closed = bool(nouns) and nouns[-1].last == first and _is_person(nouns[0])
    return not inside or closed or before[-1].text == ","


def _looks_personal(document: Document, tokens: list[Token], first: int, last: int) -> bool:
    """Return whether a bare run of two or three capitalised words reads like first name and surname.

    Against it speaks an article, "which", a lower-case noun of role or body right behind it anywhere in the text, or that the
    text goes on with its first word alone rather than its last.
    """
    words = tokens[first:last]
    bare = first == 0 and not _follows(tokens, last, "which")
    if not (bare and 2 <= len(words) <= 3 and all(t.kind == "word" and t.is_capitalised and not t.text.isupper() for t in words)):
        return False
    evidence = _name_evidence(document)
    full = " ".join(word.text.removesuffix("'s").removesuffix("’s") for word in words)
    if full in evidence["before_noun"] or full in evidence["after_the"]:
        return False
    return not (words[0].text in evidence["alone"] and words[-1].text not in evidence["alone"])


@lru_cache(maxsize=64)
def _name_evidence(document: Document) -> dict[str, frozenset[str]]:
    """Return the names of a text that stand alone as one word, before a noun of role or body, and after "the"."""
    alone, before_noun, after_the = set(), set(), set()
    starts = {token.start: k for k, token in enumerate(document.tokens)}
    for name in document.names:
        words = " ".join(name.words)
        first = starts[name.start]
        after = [t.lower for t in document.tokens[first + len(name.words) : first + len(name.words) + _MAX_ROLE_WORDS]]
        if len(name.words) == 1:
            alone.add(words)
        if first and document.tokens[first - 1].lower == "the":
            after_the.add(words)
        if after and document.text[name.end : name.end + 1] == " " and find_role(after, 0):
            before_noun.add(words)
    return {"alone": frozenset(alone), "before_noun": frozenset(before_noun), "after_the": frozenset(after_the)}


def _follows(tokens: list[Token], at: int, word: str) -> bool:
    return [t.lower for t in tokens[at : at + 2]] == [",", word]


def _apposition(tokens: list[Token], at: int) -> _Noun | None:
    """Return the role or body noun of ", a spokeswoman for ..." or " (director)" after token ``at``."""
    if at >= len(tokens) or tokens[at].text not in {",", "(", "–", "—"}:
        return None
    end = _head_end(tokens, at + 1)
    relative = read_lexicon("roles")["pronouns"]["relative"]
    nouns = _nouns(tokens[at + 1 : end])
    if not nouns or tokens[at + 1].lower in relative or any(t.kind == "mark" and t.text in _QUOTES for t in tokens[at + 1 : end]):
        return None
    best = nouns[-1]
    return _Noun(best.first + at + 1, best.last + at + 1, best.text, best.role_class)


def read_mention(document: Document, span: Span, people: frozenset[str] = frozenset()) -> Mention:
    """Return what the phrase under ``span`` says of whose word it is.

    ``people``: names and surnames, lower case, that the same report shows to be persons.
    """
    tokens = [token for token in document.tokens if span.start <= token.start < span.end]
    pronouns = read_lexicon("roles")["pronouns"]
    words = [token.lower for token in tokens]
    if len(words) == 1 and any(words[0] in group for group in pronouns.values()):
        gender: Literal["f", "m"] | None = "f" if words[0] in pronouns["female"] else "m" if words[0] in pronouns["male"] else None
        return Mention(span, "pronoun", gender=gender, is_definite=True)
    named = _person_name(document, span, tokens, people)
    if named:
        return _read_person(document.text, span, tokens, named)
    return _read_unnamed(document, span, tokens)


def _read_person(text: str, span: Span, tokens: list[Token], named: tuple[int, int]) -> Mention:
    first, last = named
    name = re.sub(r"['’]s$", "", text[tokens[first].start : tokens[last - 1].end])
    left = [noun for noun in _nouns(tokens[:first]) if _is_person(noun)]
    apposed = _apposition(tokens, last)
    spoken = [noun for noun in (*left, apposed) if noun is not None and noun.role_class == "speakers"]
    announced = first > 0 and bool(left) and any(token.text == "," for token in tokens[left[0].last : first])
    noun = spoken[0] if spoken else apposed or (left[0 if announced else -1] if left else None)
    gender = _gender([token.lower for token in tokens])
    if noun is None:
        owner = _affiliation([t for t in tokens[:first] if t.kind == "word"], text) or _after_link(tokens, last, text)
        return Mention(span, "person", name, affiliation=owner, gender=gender, is_definite=True)
    if noun in left:
        start = next((left[k].last for k in range(len(left) - 2, -1, -1) if left[k].last < noun.first - 3), 0)
        after = _after_link(tokens[:first], noun.last, text) or _after_link(tokens, last, text)
        affiliation = after or _affiliation(tokens[start : noun.first], text)
    else:
        affiliation = _after_link(tokens, noun.last, text) or _affiliation(tokens[last + 1 : noun.first], text)
    return Mention(span, "person", name, noun.text, noun.role_class, affiliation, gender, is_definite=True)


def _read_unnamed(document: Document, span: Span, tokens: list[Token]) -> Mention:
    """Return a body, a crowd or a role without a person's name."""
    text = document.text
    end = _head_end(tokens)
    nouns = _nouns(tokens[:end])
    words = [token.lower for token in tokens]
    definite = bool(words) and words[0] not in {"a", "an", "one", "another", "some", "several", "many", "few", "two", "three"}
    noun = nouns[-1] if nouns else None
    owner = next((k for k in range(end - 1) if tokens[k].lower.endswith("'s")), None)
    affiliation = _phrase(tokens[: owner + 1], text) if owner is not None else None
    if noun is None or noun.last < end - 1:
        names = [n for n in document.names if n.start < span.end and n.end > span.start]
        if names:
            best = names[-1] if owner is not None and len(names) > 1 else names[0]
            apposed = _apposition(tokens, end)
            role_class = apposed.role_class if apposed else None
            return Mention(span, "body", best.text, apposed.text if apposed else None, role_class, affiliation, is_definite=True)
        bare = _without_determiners(tokens[:end])
        if noun is None and bare and all(token.is_capitalised for token in bare):  # it opens its sentence, but as a source it is a name
            return Mention(span, "body", _phrase(tokens[:end], text), affiliation=affiliation, is_definite=True)
        if noun is None:
            return Mention(span, "role", None, _phrase(tokens[:end], text), None, _after_link(tokens, end, text), _gender(words), definite)
    linked = _after_link(tokens, end, text)
    if _is_person(noun):
        plural = bool(_PLURAL.search(noun.text)) and words[0] not in {"a", "an", "one", "the"} | {
            *read_lexicon("roles")["links"]["possessive"]
        }
        before = affiliation or _affiliation(tokens[: noun.first], text)
        kind: MentionKind = "crowd" if plural or bool(_PLURAL.search(noun.text)) else "role"
        return Mention(span, kind, None, noun.text, noun.role_class, linked or before, _gender(words), definite)
    owned = owner is not None and owner < noun.first
    affiliation = affiliation if owned else None
    name = _phrase(tokens[owner + 1 if owner is not None and owned else 0 : end], text)
    whole = next((n for n in document.names if n.start <= tokens[noun.first].start < n.end and n.end <= span.end), None)
    if whole and name and name in whole.text:
        name = whole.text
    if linked and any(c.isupper() for c in linked) and name and name.casefold() == noun.text:
        affiliation = affiliation or linked
    return Mention(span, "body", name, noun.text, noun.role_class, affiliation, is_definite=definite)


def find_people(document: Document) -> tuple[Mention, ...]:
    """Return every person that the text names, and every unnamed one that it introduces with "a" ("a staff officer")."""
    found = []
    places = {*read_lexicon("roles")["links"]["place"]}
    for name in document.names:
        start, end = _widen(document, name)
        mention = read_mention(document, Span.cut(document.text, start, end))
        if mention.kind != "person" or not mention.name or not name.text.endswith(mention.name):
            continue
        before = document.text[max(0, start - 12) : start].split()
        if mention.role or not before or before[-1].casefold() not in places:
            found.append(mention)
    return tuple(found)


def find_unnamed(document: Document) -> tuple[Mention, ...]:
    """Return every unnamed person that the text introduces with "a" or "an": "a staff officer", "a nurse"."""
    found = []
    for sentence in document.sentences:
        tokens = list(document.tokens_of_sentence[sentence.index])
        for noun in _nouns(tokens):
            opened = next((k for k in range(noun.first - 1, max(-1, noun.first - 4), -1) if tokens[k].lower in {"a", "an"}), None)
            if _is_person(noun) and opened is not None and not _PLURAL.search(noun.text):
                span = Span.cut(document.text, tokens[opened].start, tokens[noun.last - 1].end)
                named = noun.last < len(tokens) and tokens[noun.last].is_capitalised
                if not named and not any(t.kind == "mark" for t in tokens[opened : noun.last]):
                    found.append(Mention(span, "role", None, noun.text, noun.role_class, gender=_gender(noun.text.split())))
    return tuple(found)


def find_bodies(document: Document) -> tuple[Mention, ...]:
    """Return every body that the text names: names that hold a body noun, stand before one, or have one in apposition."""
    evidence = _name_evidence(document)
    found = []
    for name in document.names:
        start, end = _widen(document, name)
        mention = read_mention(document, Span.cut(document.text, start, end))
        named = mention.kind == "body" and mention.name is not None and mention.name[:1].isupper()
        if named and (mention.role is not None or " ".join(name.words) in evidence["before_noun"]):
            found.append(mention)
    return tuple(found)


def _widen(document: Document, name: Name) -> tuple[int, int]:
    """Return the phrase around a name: role words before it, an apposition or "of ..." behind it, within its sentence."""
    sentence = document.sentence_at(name.start)
    if sentence is None:
        return name.start, name.end
    tokens = document.tokens_of_sentence[sentence.index]
    first = next(k for k, token in enumerate(tokens) if token.start >= name.start)
    last = next((k for k, token in enumerate(tokens) if token.start >= name.end), len(tokens))
    return tokens[_widen_left(tokens, first)].start, max(name.end, _widen_right(tokens, last, name.end))


def _widen_left(tokens: tuple[Token, ...], first: int) -> int:
    """Return where the role words before a name begin: "Defence Ministry spokeswoman X", "its head, X"."""
    comma = first > 1 and tokens[first - 1].text == ","
    at = first - 1 if comma else first
    offset = max(0, at - 6)
    nouns = _nouns(list(tokens[offset:at]))
    if not nouns or not _is_person(nouns[-1]) or nouns[-1].last + offset != at:
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
    opened = tokens[begin].lower in {"the", "a", "an", *read_lexicon("roles")["links"]["possessive"]}
    return begin if not comma or (opened and len(tokens) > first + 1 and tokens[first + 1].is_capitalised) else first


def _widen_right(tokens: tuple[Token, ...], last: int, end: int) -> int:
    rest = list(tokens[last:])
    if rest and rest[0].lower in {"of", "at"}:
        close = _head_end(rest, 1)
        return rest[close - 1].end if close > 1 else end
    if _apposition(rest, 0) or _follows(rest, 0, "who"):
        close = next((k for k in range(1, min(len(rest), 16)) if rest[k].text in {",", ".", ")"}), 0)
        return rest[close - 1].end if close else end
    return end
