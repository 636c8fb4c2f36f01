"""Who speaks in one report: every attribution's source settled against the rest of the report.

Pronouns go to the likeliest person or body before them, surnames to full names, "the minister" to the minister.
What can't be settled stays a voice of its own. ``Speaker`` objects are local; ``voices`` merges them across the pile.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from sayso.claims.cast import Cast, Speaker, body_words, is_named_firm
from sayso.claims.grammar import in_group
from sayso.claims.mentions import Mention, read_mention
from sayso.claims.roles import find_body_class, find_role
from sayso.lexicon import read_lexicon, read_words
from sayso.model import Attribution, Span
from sayso.settings import ClaimSettings
from sayso.text import Document, fold_marks, stem_word

_ANNOUNCED_SENTENCES = ClaimSettings().announced_sentences
_BARE_QUOTE_CHARS = ClaimSettings().bare_quote_chars


def read_speakers(document: Document, attributions: Sequence[Attribution]) -> tuple[Speaker, ...]:
    """Return the speakers of one report; each attribution index stands with at most one of them."""
    cast = Cast(document)
    latest: tuple[Speaker, int] | None = None
    for index in sorted(range(len(attributions)), key=lambda k: (attributions[k].start, k)):
        attribution = attributions[index]
        speaker = _goes_on(attribution, latest) if attribution.source is None else _settle(cast, attribution)
        if speaker is not None:
            speaker.attributions.append(index)
            latest = (speaker, max(part.end for part in attribution.content))
    for speaker in cast.speakers:
        if speaker.attributions and not speaker.spans and speaker.introduced:
            speaker.spans.append(speaker.introduced)
    merge_short_bodies(cast)
    merge_announced(cast)
    merge_titled(cast)
    name_media(cast)
    return tuple(speaker for speaker in cast.speakers if speaker.attributions)


def _goes_on(attribution: Attribution, latest: tuple[Speaker, int] | None) -> Speaker | None:
    """Return the last speaker for a quotation without a source that follows closely."""
    if latest is None or attribution.mode != "direct" or attribution.start - latest[1] > _BARE_QUOTE_CHARS:
        return None
    return latest[0]


def _settle(cast: Cast, attribution: Attribution) -> Speaker | None:
    """Return the speaker of an attribution's source, with this mention noted."""
    source = attribution.source
    if source is None or source.field != "text":
        return None
    if _is_joint(cast.document, source) or _is_nobody(source):
        return None
    mention = read_mention(cast.document, source, cast.people)
    if mention.name is None and mention.role is not None and stem_word(mention.role.split()[-1]) in _silent_things():
        return None
    mention = _name_firm(cast, mention, attribution)
    speaker = _find_issuer(cast, mention) or cast.settle(mention)
    if speaker is None:
        return None
    cast.note(speaker, source.start, is_source=True)
    if mention.kind != "pronoun":
        speaker.spans.append(source)
    first, links = source.text.split()[0].casefold(), read_lexicon("roles")["links"]
    owned = first in links["possessive"] and speaker.role is not None
    is_mans = first in links["personal"] and speaker.kind != "body"  # "his lawyer"
    is_things = owned and speaker.role in links["of_things"]  # "its owner", perhaps a ship's
    if (speaker.role_class == "speakers" or owned) and not (speaker.affiliation or is_mans or is_things):
        speaker.affiliation = cast.body_before(source.start, speaker.role or "")
    if not speaker.openings:
        speaker.openings = _openings(cast.document, source.start)
    return speaker


def _name_firm(cast: Cast, mention: Mention, attribution: Attribution) -> Mention:
    """Return the mention of a firm with the name that what it says begins with: "Norda Ferries will sail, the company said"."""
    firms, said = read_lexicon("roles")["bodies"]["firms"], attribution.content[0]
    is_short = mention.kind == "body" and mention.is_definite and mention.name in firms and mention.affiliation is None
    if not is_short or said.start > mention.span.start or said.field != "text":
        return mention
    tokens = cast.document.tokens_between(said.start, said.end)
    n_words = next((k for k, token in enumerate(tokens) if not token.is_capitalised), 0)
    verb = tokens[n_words].lower if n_words < len(tokens) else ""
    if not n_words or not any(in_group(verb, group) for group in ("auxiliaries", "forms_of_be", "irregular_pasts")):
        return mention
    words, name = [token.lower for token in tokens[:n_words]], " ".join(token.text for token in tokens[:n_words])
    is_firm = n_words > 1 and words[-1] in read_lexicon("roles")["names"]["firms"]
    is_met = n_words == 1 and any(name in each.words for each in cast.document.names) and name.casefold() not in cast.people
    is_other = any(find_role([word], 0) or word in _no_names() for word in words)
    return replace(mention, name=name) if (is_firm or is_met) and not is_other and not cast.is_place(name) else mention


@cache
def _no_names() -> frozenset[str]:
    """Return words that open a sentence with a capital letter, and no name."""
    return read_words("function_words", "all") | {*read_lexicon("numbers")["days"]["names"]}


def _is_joint(document: Document, source: Span) -> bool:
    """Return whether several speak: "both sides", or two whom the report names apart elsewhere. It is the word of none of them alone."""
    if source.text.split()[0].casefold() in read_lexicon("roles")["pronouns"]["joint"]:
        return True
    names = document.names_between(source.start, source.end)
    if len(names) != 2 or document.text[names[0].end : names[1].start].split() != ["and"] or names[0].start != source.start:
        return False
    elsewhere = {each.text for each in document.names if not source.start <= each.start < source.end}
    return all(each.text in elsewhere for each in names)


def _is_nobody(source: Span) -> bool:
    """Return whether a source is the word of nobody in particular: "everyone", "nobody", "29"."""
    return source.text.casefold() in read_lexicon("roles")["pronouns"]["anybody"] or not any(map(str.isalpha, source.text))


def _find_issuer(cast: Cast, mention: Mention) -> Speaker | None:
    """Return whose word a paper is that is named without its owner: "the statement" is that of who spoke in a statement before."""
    noun = (mention.name or mention.role or "").split()[-1:]
    if not noun or not mention.is_definite or mention.affiliation or noun[0].casefold() not in read_words("roles", "papers"):
        return None
    return cast.issuer_of(noun[0], mention.span.start)


@cache
def _silent_things() -> frozenset[str]:
    """Return the stems of things whose word nothing is: "the fighting", "a video"."""
    things = read_lexicon("things")
    return frozenset(stem_word(noun) for name in things["silent"] for noun in things["classes"][name])


def _openings(document: Document, at: int) -> tuple[str, ...]:
    """Return the first words of the sentence around ``at`` and of the two before it, nearest first."""
    sentence = document.sentence_at(at)
    if sentence is None:
        return ()
    before = document.sentences[max(0, sentence.index - 2) : sentence.index + 1]
    return tuple(" ".join(document.text[s.start : min(s.end, at)].split()[:3]) for s in reversed(before))


def name_media(cast: Cast) -> None:
    """Let those that others of the report speak to ("told the Lantern") be media, and so those who work for them."""
    told = {fold_marks(match.group(1)).casefold() for match in _told().finditer(cast.document.text)}
    for speaker in cast.speakers:
        known = {fold_marks(name).casefold().removeprefix("the ") for name in (speaker.name, speaker.affiliation) if name}
        if known & told and speaker.role_class is None and speaker.kind in ("body", "person"):
            speaker.role_class = "media"


@cache
def _told() -> re.Pattern[str]:
    """Return the pattern of somebody who is told something, a name."""
    verbs = "|".join(read_lexicon("roles")["links"]["told"])
    return re.compile(rf"\b(?:{verbs}) (?:the )?([^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*)*)")


def merge_short_bodies(cast: Cast) -> None:
    """Give "the union", "the company", said before the name was, to the only body of the report that it fits."""
    firms = read_lexicon("roles")["bodies"]["firms"]
    proper = [s for s in cast.speakers if s.kind == "body" and s.name and s.name[0].isupper()]
    for short in [s for s in cast.speakers if s.kind == "body" and s.attributions and s.name and not s.name[0].isupper()]:
        fits = [s for s in proper if body_words(short.name) <= body_words(s.name) | body_words(s.role)]
        if not fits and short.name in firms:
            fits = [s for s in proper if s.attributions and is_named_firm(s) and not cast.is_place(s.name)]
        if not fits and short.name in firms and len(run := _find_run(cast) or _find_called_like_firms(cast)) == 1:
            called, short.name = short.name, run.pop()
            _rename(cast, called, short.name)
        elif len(fits) == 1:
            _rename(cast, short.name, fits[0].name)
            fits[0].attributions += short.attributions
            fits[0].spans += short.spans
            short.attributions = []


def _rename(cast: Cast, called: str | None, name: str | None) -> None:
    """Let who is of "the company" be of the company by its name."""
    for speaker in cast.speakers:
        if speaker.affiliation is not None and speaker.affiliation == called:
            speaker.affiliation = name


def _find_run(cast: Cast) -> set[str]:
    """Return the names of the firms that people of the report run or speak for: "the chief executive of Norda Coal"."""
    run = (s.affiliation for s in cast.speakers if s.is_person and s.role_class in ("managers", "speakers"))
    others = {*read_lexicon("roles")["bodies"]["no_firms"]}
    firms = (name for name in run if name and name[0].isupper() and others.isdisjoint(name.casefold().split()))
    return {name for name in firms if find_body_class(name) in (None, "own") and not cast.is_place(name)}


def _find_called_like_firms(cast: Cast) -> set[str]:
    """Return the names of the report that end as those of firms do: "Osprel Foods"."""
    endings = {*read_lexicon("roles")["names"]["firms"]}
    return {name.text for name in cast.document.names if len(name.words) > 1 and name.words[-1].casefold() in endings}


def merge_announced(cast: Cast) -> None:
    """Give a role that is announced first to the name that follows: "The prime minister conceded ... , Ann Example said"."""
    roles = [s for s in cast.speakers if s.kind == "role" and s.attributions and s.spans]
    unnamed = [s for s in cast.speakers if s.kind == "person" and s.attributions and s.role is None]
    for role in (s for s in roles if s.role_class in ("officials", "managers", "speakers") and _is_definite(s)):
        opened = role.first_place
        named = min((s for s in unnamed if s.first_place > opened), key=lambda s: s.first_place, default=None)
        if named is None or cast.sentence(named.first_place) - cast.sentence(opened) > _ANNOUNCED_SENTENCES:
            continue
        between = cast.near(named.places[0][0], _ANNOUNCED_SENTENCES)
        if any(was_source and place > opened and s.is_person and s is not role and s is not named for place, was_source, s in between):
            continue
        named.role, named.role_class = role.role, role.role_class
        _give(role, named)
        unnamed = [s for s in unnamed if s is not named]


def merge_titled(cast: Cast) -> None:
    """Give "the mayor", said before her name was, to the only person of the report who is called so: "Mayor Ada Holm"."""
    people = [s for s in cast.speakers if s.kind == "person"]
    roles = [s for s in cast.speakers if s.kind == "role" and s.attributions and s.spans and s.role_class]
    for role in filter(_is_definite, roles):
        fits = [s for s in people if s.first_place > role.first_place and _has_role(s, role)]
        if len(fits) == 1:
            _give(role, fits[0])


def _has_role(person: Speaker, role: Speaker) -> bool:
    """Return whether a person has the role, of the same body as far as is known, and may be of the sex."""
    if not person.is_ranked_as(role.spans[0].text) or not person.is_called((role.role or "").split()[-1]):
        return False
    if role.affiliation and person.affiliation and body_words(role.affiliation).isdisjoint(body_words(person.affiliation)):
        return False
    return not (person.gender and role.gender and person.gender != role.gender)


def _give(role: Speaker, person: Speaker) -> None:
    """Let what was said under a role, before a name was, be said by a person."""
    person.attributions += role.attributions
    person.spans = role.spans + person.spans
    person.affiliation = person.affiliation or role.affiliation
    role.attributions = []


def _is_definite(speaker: Speaker) -> bool:
    return speaker.spans[0].text.split()[0].casefold() not in read_lexicon("roles")["people"]["indefinite"]
