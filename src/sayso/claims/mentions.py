"""Whose word it is, read off one noun phrase: person or body, name, role, affiliation.

"Defence Ministry spokeswoman Mara Ojala"      person  Mara Ojala   spokeswoman   Defence Ministry
"Mara Ojala, a spokeswoman for the ministry"   person  Mara Ojala   spokeswoman   ministry
"Veldania's Defence Ministry"                  body    Defence Ministry   -       Veldania
"Veldanian officials"                          crowd   -            officials     Veldanian
"she", "the minister", "a nurse there"         pronoun / role: settled later, against the rest of the report
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from sayso.claims.grammar import in_group
from sayso.claims.person_names import find_person_name
from sayso.claims.phrases import (
    count_lead_name,
    drop_determiners,
    find_apposition,
    find_head_end,
    read_affiliation,
    read_after_link,
    read_led,
    read_phrase,
    tells_whence,
)
from sayso.claims.roles import Gender, Noun, RoleClass, find_nouns, is_person, read_gender
from sayso.lexicon import read_lexicon, read_words
from sayso.model import Span
from sayso.text import Document, Token

MentionKind = Literal["person", "body", "crowd", "role", "pronoun"]

PLURAL = re.compile(r"[^s]s$|people$|men$|authorities$")


_LEAD_WORDS = 4  # "some three days after"
_LONGEST_NAME = 80  # characters
_NAME_WORDS = 3
_SHORTEST_PARTICIPLE = 5  # "king" and "being" are none that follow a name


@dataclass(frozen=True, slots=True)
class Mention:
    """What one noun phrase says of a voice. ``affiliation`` is as written, without determiners."""

    span: Span
    kind: MentionKind
    name: str | None = None
    role: str | None = None
    role_class: RoleClass | None = None
    affiliation: str | None = None
    gender: Gender | None = None
    is_definite: bool = False
    titles: frozenset[str] = frozenset()  # the words before a person's name, lower case: "brigadier general"


def _leave_out_tail(document: Document, span: Span) -> Span:
    """Return the phrase without what the speaker does, or has, or an aside that tells no role.

    "Ada Holm, reporting from Orlek", "Ada Holm, whose son is a cook", "the licence (no. AB-12)".
    """
    tokens = document.tokens_between(span.start, span.end)
    opens = next((k for k, token in enumerate(tokens) if token.text == "("), 0)
    if opens and not find_nouns(list(tokens[opens:])):
        return Span.cut(document.text, span.start, tokens[opens - 1].end)
    for comma, after in pairwise(tokens[1:]):
        participle = after.text.islower() and after.lower.endswith("ing") and len(after.text) > _SHORTEST_PARTICIPLE
        if comma.text == "," and (participle or in_group(after.lower, "owners")):
            return Span.cut(document.text, span.start, comma.start)
    return span


def _leave_out_lead(document: Document, span: Span) -> Span:
    """Return the phrase without what only leads up to it: "said Mara Ojala", "three days after the registry", "afterwards the trust"."""
    tokens = document.tokens_between(span.start, span.end)
    words = [token.lower for token in tokens[:_LEAD_WORDS]]
    begin = next((k + 1 for k in range(1, len(words)) if in_group(words[k], "time_spans_end") and in_group(words[k - 1], "time_spans")), 0)
    if words[:1] == ["on"] and words[1:2] and words[1] in read_lexicon("numbers")["days"]["names"]:
        begin = 2
    if not begin and words and (in_group(words[0], "forms_of_say") or in_group(words[0], "adverbs")):
        begin = 1
    opens = begin < len(tokens) and (tokens[begin].is_capitalised or in_group(tokens[begin].lower, "determiners"))
    return Span.cut(document.text, tokens[begin].start, span.end) if begin and opens else span


def _leave_out_part(document: Document, span: Span) -> Span:
    """Return the phrase without what says how many of them it is: "one of | them", "two of | the officials" are the word of these."""
    tokens = document.tokens_between(span.start, span.end)
    links, pronouns = read_lexicon("roles")["links"], read_lexicon("roles")["pronouns"]
    if len(tokens) < 3 or tokens[0].lower not in links["part"] or tokens[1].lower != "of":
        return span
    meant = in_group(tokens[2].lower, "determiners") or tokens[2].lower in pronouns["many"]
    return Span.cut(document.text, tokens[2].start, span.end) if meant else span


def _take_in_antecedent(document: Document, span: Span) -> Span:
    """Return the phrase with the name that it tells more of: "(Veldania,) which has held the town since 2009"."""
    tokens = document.tokens_between(span.start, span.end)
    if len(tokens) < 2 or tokens[0].lower not in read_lexicon("roles")["pronouns"]["relative"]:
        return span
    before = document.names_between(max(0, span.start - _LONGEST_NAME), span.start)
    is_next = bool(before) and document.text[before[-1].end : span.start].strip() == ","
    return Span.cut(document.text, before[-1].start, span.end) if is_next else span


def _leave_out_portfolios(tokens: list[Token]) -> list[Token]:
    """Return the tokens without what a minister is for: "Digital Minister Ada Holm", "the deputy minister of justice" speak for no body."""
    people, links = read_lexicon("roles")["people"], read_lexicon("roles")["links"]["of"]
    left_out: set[int] = set()
    for noun in find_nouns(tokens):
        if noun.text.split()[-1] in people["portfolio_offices"]:
            begin = noun.first - _find_portfolio(tokens[: noun.first][::-1])
            if begin == 0 or tokens[begin - 1].lower not in links:
                left_out |= {*range(begin, noun.first)}
            if noun.last < len(tokens) and tokens[noun.last].lower in links and (behind := _find_portfolio(tokens[noun.last + 1 :])):
                left_out |= {*range(noun.last, noun.last + 1 + behind)}
    return [token for k, token in enumerate(tokens) if k not in left_out]


def _find_portfolio(tokens: list[Token]) -> int:
    """Return how many of some tokens, from the first on, name a portfolio: "Tourism and Culture"."""
    portfolios = read_lexicon("roles")["people"]["portfolios"]
    n = 0
    for k, token in enumerate(tokens):
        if token.lower in portfolios:
            n = k + 1
        elif not (k and in_group(token.lower, "plain_joiners")):
            break
    return n


def read_mention(document: Document, span: Span, people: frozenset[str] = frozenset()) -> Mention:
    """Return what the phrase under ``span`` says of whose word it is.

    ``people``: names and surnames, lower case, that the same report shows to be persons.
    """
    span = _leave_out_part(document, _take_in_antecedent(document, _leave_out_lead(document, _leave_out_tail(document, span))))
    tokens = _leave_out_portfolios(list(document.tokens_between(span.start, span.end)))
    pronouns = read_lexicon("roles")["pronouns"]
    words = [token.lower for token in tokens]
    if len(words) == 1 and any(words[0] in group for group in pronouns.values()):
        gender: Gender | None = "f" if words[0] in pronouns["female"] else "m" if words[0] in pronouns["male"] else None
        return Mention(span, "pronoun", gender=gender, is_definite=True)
    named = find_person_name(document, span, tokens, people)
    if named:
        return _read_person(document.text, span, tokens, named)
    return _read_led_body(span, document.text, tokens) or _read_unnamed(document, span, tokens)


def _read_person(text: str, span: Span, tokens: list[Token], named: tuple[int, int]) -> Mention:
    first, last = named
    if (spoken_for := _find_spoken_for(tokens, first, last)) is not None:
        owner = read_phrase(tokens[spoken_for.last + 1 : last], text)
        without = [*tokens[: spoken_for.last], *tokens[last:]]
        return replace(_read_person(text, span, without, (spoken_for.last + 1, len(without))), affiliation=owner)
    name = re.sub(r"['’]s$", "", text[tokens[first].start : tokens[last - 1].end])
    written_out = read_lexicon("roles")["people"]["written_out"]
    titles = frozenset(written_out.get(token.lower, token.lower) for token in tokens[:first] if token.kind == "word")
    left = [noun for noun in find_nouns(tokens[:first]) if is_person(noun)]
    apposed = None if tells_whence(tokens, last) else find_apposition(tokens, last)  # of "Holm, of the Civic List", the list is no role
    spoken = [noun for noun in (*left, apposed) if noun is not None and noun.role_class == "speakers"]
    announced = first > 0 and bool(left) and any(token.text == "," for token in tokens[left[0].last : first])
    noun = spoken[0] if spoken else apposed or (left[0 if announced else -1] if left else None)
    gender = read_gender([token.lower for token in tokens])
    if noun is None:
        owner = read_affiliation([t for t in tokens[:first] if t.kind == "word"], text) or read_after_link(tokens, last, text)
        if owner is None and (led := read_led(tokens, last, text)) is not None:
            role: str = read_lexicon("roles")["links"]["led_as"]
            return Mention(span, "person", name, role, "managers", led, gender, is_definite=True, titles=titles)
        return Mention(span, "person", name, affiliation=owner, gender=gender, is_definite=True, titles=titles)
    if noun in left:
        start = next((left[k].last for k in range(len(left) - 2, -1, -1) if left[k].last < noun.first - 3), 0)
        after = read_after_link(tokens[:first], noun.last, text) or read_after_link(tokens, last, text)
        affiliation = after or read_affiliation(tokens[start : noun.first], text)
    else:
        affiliation = read_after_link(tokens, noun.last, text) or read_affiliation(tokens[last + 1 : noun.first], text)
    return Mention(span, "person", name, noun.text, noun.role_class, affiliation, gender, is_definite=True, titles=titles)


def _find_spoken_for(tokens: list[Token], first: int, last: int) -> Noun | None:
    """Return who speaks for a person where his own name comes behind: "a spokeswoman for General Reiss, Dana Polk"."""
    behind = tokens[last + 1 :]
    is_name = 1 < len(behind) <= _NAME_WORDS and all(token.is_capitalised for token in behind)
    if not is_name or tokens[last].text != ",":
        return None
    links = read_lexicon("roles")["links"]["of"]
    nouns = [noun for noun in find_nouns(tokens[:first]) if is_person(noun) and noun.last < first and tokens[noun.last].lower in links]
    return nouns[0] if nouns else None


def _is_thing_by(tokens: list[Token], end: int) -> bool:
    """Return whether a head without a name is followed by who made or got it: "an internal record | obtained by the Lantern"."""
    head = tokens[:end]
    return len(head) > 2 and any(t.lower == "by" for t in tokens[end : end + 1]) and not any(t.is_capitalised for t in head[1:])


def _is_somewhere(tokens: list[Token], end: int) -> bool:
    """Return whether a head without a name is followed by where it is: "striking crane drivers | in Orlek"."""
    head, located = tokens[:end], read_lexicon("roles")["links"]["located"]
    return len(head) > 1 and any(t.lower in located for t in tokens[end : end + 1]) and not any(t.is_capitalised for t in head[1:])


def _find_called(document: Document, span: Span, rest: list[Token], *, is_person_noun: bool) -> str | None:
    """Return the name of a body that ends a phrase behind a comma: "its owner, the Norda Line", "the operator, Norda Line"."""
    if len(rest) < 2 or rest[0].text != ",":
        return None
    has_article = rest[1].lower in read_words("function_words", "articles")
    called = document.names_between(rest[0].end, span.end)
    if not called or called[0].end < rest[-1].end or called[0].start > rest[1 + has_article].start or (is_person_noun and not has_article):
        return None
    return called[0].text


def _read_led_body(span: Span, text: str, tokens: list[Token]) -> Mention | None:
    """Return a body that the phrase begins with, before what it is: "Norda, the operator of the Arno dam"."""
    n_words = count_lead_name(tokens)
    if n_words == 0 or tokens[n_words + 1].lower not in read_words("grammar", "determiners"):
        return None
    told, name = find_apposition(tokens, n_words), text[tokens[0].start : tokens[n_words - 1].end]
    return Mention(span, "body", name, told.text if told else None, told.role_class if told else None, is_definite=True)


def _read_unnamed(document: Document, span: Span, tokens: list[Token]) -> Mention:
    """Return a body, a crowd or a role without a person's name."""
    text = document.text
    end = find_head_end(tokens)
    nouns = find_nouns(tokens[:end])
    words = [token.lower for token in tokens]
    definite = bool(words) and words[0] not in {"a", "an", "one", "another", "some", "several", "many", "few", "two", "three"}
    noun = nouns[-1] if nouns else None
    if noun is not None and noun.last < end and tokens[noun.last].lower in read_lexicon("roles")["links"]["located"]:
        end = noun.last  # "an inquiry | into deaths at ..."
    owner = next((k for k in range(end - 1) if tokens[k].lower.endswith("'s")), None)
    affiliation = read_phrase(tokens[: owner + 1], text) if owner is not None else None
    if noun is not None and (called := _find_called(document, span, tokens[end:], is_person_noun=is_person(noun))):
        return Mention(span, "body", called, noun.text, None if is_person(noun) else noun.role_class, is_definite=True)
    if noun is None or noun.last < end - 1:
        is_thing = noun is None and _is_thing_by(tokens, end)
        has_none = is_thing or (noun is None and _is_somewhere(tokens, end))
        names = () if has_none else document.names_between(span.start, span.end)
        if names:
            best = names[-1] if owner is not None and len(names) > 1 else names[0]
            led = noun is not None and not is_person(noun) and tokens[noun.last].start == best.start  # "the rights group Open Bars"
            apposed = find_apposition(tokens, end) or (noun if led else None)
            role_class = apposed.role_class if apposed else None
            return Mention(span, "body", best.text, apposed.text if apposed else None, role_class, affiliation, is_definite=True)
        bare = drop_determiners(tokens[:end])
        if noun is None and bare and all(token.is_capitalised for token in bare):  # it opens its sentence, but as a source it is a name
            return Mention(span, "body", read_phrase(tokens[:end], text), affiliation=affiliation, is_definite=True)
        if noun is None:
            head = read_phrase(tokens[: end - is_thing], text)
            return Mention(span, "role", None, head, None, read_after_link(tokens, end, text), read_gender(words), definite)
    linked = read_after_link(tokens, end, text)
    if is_person(noun):
        plural = bool(PLURAL.search(noun.text)) and words[0] not in {"a", "an", "one", "the"} | {
            *read_lexicon("roles")["links"]["possessive"]
        }
        before = affiliation or read_affiliation(tokens[: noun.first], text)
        kind: MentionKind = "crowd" if plural or bool(PLURAL.search(noun.text)) else "role"
        return Mention(span, kind, None, noun.text, noun.role_class, linked or before, read_gender(words), definite)
    owned = owner is not None and owner < noun.first
    affiliation = affiliation if owned else None
    name = read_phrase(tokens[owner + 1 if owner is not None and owned else 0 : end], text)
    at = tokens[noun.first].start
    whole = next((n for n in document.names_between(at, at + 1) if n.end <= span.end), None)
    if whole and name and name in whole.text:
        name = whole.text
    if linked and any(c.isupper() for c in linked) and name and name.casefold() == noun.text:
        affiliation = affiliation or linked
    return Mention(span, "body", name, noun.text, noun.role_class, affiliation, is_definite=definite)
