"""The people and bodies of one report while they are being told apart: whom a name, a role or a pronoun means at a given place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sayso.claims.introductions import find_bodies, find_people, find_unnamed
from sayso.claims.mentions import Mention
from sayso.claims.roles import Gender, RoleClass
from sayso.lexicon import read_lexicon, read_words
from sayso.model import Span
from sayso.text import Document

_REACH_SENTENCES = 12


@dataclass(slots=True)
class Speaker:
    """One voice within one report. ``attributions`` are indices into the report's attributions."""

    kind: Literal["person", "body", "crowd", "role"]
    name: str | None = None
    role: str | None = None
    role_class: RoleClass | None = None
    affiliation: str | None = None
    gender: Gender | None = None
    spans: list[Span] = field(default_factory=list)
    attributions: list[int] = field(default_factory=list)
    places: list[tuple[int, bool]] = field(default_factory=list)  # (position, whether it was a source there)
    openings: tuple[str, ...] = ()  # first words of the sentences before the mention, nearest first: they may name its country
    introduced: Span | None = None  # where an unnamed person is first spoken of

    def learn(self, mention: Mention) -> None:
        """Take over what a further mention adds."""
        if mention.name and (self.name is None or (len(mention.name) > len(self.name) and mention.name.endswith(self.name))):
            self.name = mention.name
        if mention.role and (self.role is None or (mention.role_class == "speakers" and self.role_class != "speakers")):
            self.role, self.role_class = mention.role, mention.role_class
        self.affiliation = self.affiliation or mention.affiliation
        self.gender = self.gender or mention.gender

    @property
    def is_person(self) -> bool:
        """Whether it can be "he" or "she"."""
        return self.kind in ("person", "role")


class Cast:
    """The speakers of one report while they are being told apart."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.starts = [sentence.start for sentence in document.sentences]
        self.speakers: list[Speaker] = []
        self.introduced = find_people(document)
        named = (m.name for m in self.introduced if m.name)
        self.people = frozenset(word for name in named for word in (name.casefold(), name.split()[-1].casefold()))
        for mention in self.introduced:
            speaker = self.person(mention)
            speaker.places.append((mention.span.start, False))
        for mention in find_unnamed(document):
            unnamed = self.add("role", mention)
            unnamed.places.append((mention.span.start, False))
            unnamed.introduced = mention.span
        for mention in find_bodies(document):
            self.settle_body(mention).places.append((mention.span.start, False))
        for name in document.names:
            known = self.by_surname(name.words[-1]) if name.words else None
            if known is not None:
                known.places.append((name.start, False))

    # -- looking up ------------------------------------------------------------------------------------------------

    def by_surname(self, word: str) -> Speaker | None:
        return next((s for s in self.speakers if s.kind == "person" and s.name and s.name.split()[-1].casefold() == word.casefold()), None)

    def person(self, mention: Mention) -> Speaker:
        """Return the person of a name, made if new. A surname alone goes to the full name that ends in it."""
        words = (mention.name or "").split()
        for speaker in self.speakers:
            known = (speaker.name or "").split()
            if speaker.kind != "person" or not known or known[-1].casefold() != words[-1].casefold():
                continue
            if len(known) == 1 or len(words) == 1 or known[0].casefold() == words[0].casefold():
                speaker.learn(mention)
                return speaker
        return self.add("person", mention)

    def add(self, kind: Literal["person", "body", "crowd", "role"], mention: Mention) -> Speaker:
        speaker = Speaker(kind, mention.name, mention.role, mention.role_class, mention.affiliation, mention.gender)
        self.speakers.append(speaker)
        return speaker

    def sentence(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def nearest(self, at: int, candidates: Sequence[Speaker]) -> Speaker | None:
        """Return the candidate whose mention before ``at`` is likeliest to be meant: near, a source, at the head of its sentence."""
        here = self.sentence(at)
        best: tuple[float, int] | None = None
        found = None
        for speaker in candidates:
            for place, was_source in speaker.places:
                distance = here - self.sentence(place)
                if place >= at or distance > _REACH_SENTENCES:
                    continue
                heads = place - self.starts[max(0, self.sentence(place))] <= 2
                score = 2.0 * was_source + 1.0 * heads - 1.2 * distance
                if best is None or (score, place) > best:
                    best, found = (score, place), speaker
        return found

    def body_before(self, at: int) -> str | None:
        """Return the name of the body last spoken of within two sentences: a spokesperson without a body speaks for that one."""
        bodies = [
            s
            for s in self.speakers
            if s.kind == "body" and any(0 <= self.sentence(at) - self.sentence(p) <= 2 and p < at for p, _ in s.places)
        ]
        body = self.nearest(at, bodies)
        return body.name if body else None

    # -- settling one source ---------------------------------------------------------------------------------------

    def settle(self, mention: Mention) -> Speaker | None:
        if mention.kind == "pronoun":
            return self.settle_pronoun(mention)
        if mention.kind == "person":
            return self.person(mention)
        if mention.kind == "body":
            return self.settle_body(mention)
        return self.settle_role(mention)

    def settle_pronoun(self, mention: Mention) -> Speaker | None:
        pronouns = read_lexicon("roles")["pronouns"]
        word, at = mention.span.text.casefold(), mention.span.start
        if word in pronouns["person"] or word in pronouns["relative"]:
            fits = [s for s in self.speakers if s.is_person and (s.gender is None or mention.gender is None or s.gender == mention.gender)]
            speaker = self.nearest(at, fits)
            if speaker is not None:
                speaker.gender = speaker.gender or mention.gender
            return speaker
        if word in pronouns["thing"]:
            return self.nearest(at, [s for s in self.speakers if s.kind == "body"])
        return self.nearest(at, [s for s in self.speakers if s.kind in ("crowd", "body")])

    def settle_body(self, mention: Mention) -> Speaker:
        wanted = body_words(mention.name)
        for speaker in self.speakers:
            if speaker.kind == "body" and (body_words(speaker.name) == wanted or (mention.is_definite and is_short_for(mention, speaker))):
                speaker.learn(mention)
                return speaker
        if mention.is_definite and mention.name in read_lexicon("roles")["bodies"]["firms"]:
            fits = [s for s in self.speakers if s.kind == "body" and s.role_class in (None, "own") and s.name and s.name[0].isupper()]
            firm = self.nearest(mention.span.start, fits)
            if firm is not None:
                return firm
        return self.add("body", mention)

    def settle_role(self, mention: Mention) -> Speaker:
        met = next(
            (s for s in self.speakers if s.kind == "role" and any(mention.span.start <= at < mention.span.end for at, _ in s.places)), None
        )
        if met is not None and not mention.is_definite:
            met.learn(mention)
            return met
        if mention.is_definite and mention.role:
            head = mention.role.split()[-1]
            fits = [s for s in self.speakers if s.is_person and self.could_be(s, mention, head)]
            if mention.kind == "crowd":
                fits = [s for s in self.speakers if s.kind == "crowd" and s.role == mention.role and s.affiliation == mention.affiliation]
            speaker = self.nearest(mention.span.start, fits)
            if speaker is not None:
                speaker.learn(mention)
                return speaker
        kind: Literal["crowd", "role"] = "crowd" if mention.kind == "crowd" else "role"
        return self.add(kind, mention)

    @staticmethod
    def could_be(speaker: Speaker, mention: Mention, head: str) -> bool:
        generic = {*read_lexicon("roles")["people"]["female"], *read_lexicon("roles")["people"]["male"], "person", "official"}
        if mention.gender and speaker.gender and mention.gender != speaker.gender:
            return False
        if speaker.role and speaker.role.split()[-1] == head:
            return True
        return head in generic and speaker.kind == "role" and bool(speaker.attributions)


def body_words(name: str | None) -> frozenset[str]:
    """Return the words of a body's name that tell it from others: no small words, one spelling."""
    functional = read_words("function_words", "all")
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s?\b", "", (name or "").casefold()))
    return frozenset(re.sub(r"(?<=[a-z]{3})(?:ce|se)\b", "se", word) for word in words if word not in functional)


def is_short_for(mention: Mention, speaker: Speaker) -> bool:
    """Return whether a definite short form ("the ministry", "the union") fits a body named in full before."""
    short, full = body_words(mention.name), body_words(speaker.name) | body_words(speaker.role)
    return (
        bool(short)
        and short < full | {""}
        and short <= full
        and (mention.affiliation is None or mention.affiliation == speaker.affiliation)
    )
